package twingrad.compare.expression;

import java.util.ArrayDeque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * How long and how deep an expression may be: what is read takes memory for each character, names are held against each
 * other, and the parser and the reader take some of the JVM's stack for each level.
 */
final class Limits {

    /** Most characters of an expression, in UTF-16: thousands of statements. */
    private static final int LENGTH = 100_000;

    /** Heap that a character may take while it is read, in bytes. */
    private static final int HEAP = 1_500;

    /** Most characters of a name or a number. */
    private static final int WORD = 100;

    /** Most parentheses and powers within each other. */
    private static final int DEPTH = 100;

    private Limits() {}

    static void refuseTooLong(String text) {
        long most = Math.min(LENGTH, Runtime.getRuntime().maxMemory() / HEAP);
        if (text.length() > most) {
            throw new ExpressionException("expression: expected at most " + most + " characters, got " + text.length());
        }
    }

    static void refuseTooLong(Source source, List<Token> tokens) {
        for (Token token : tokens) {
            int length = token.getStopIndex() - token.getStartIndex() + 1;
            if (length > WORD) {
                String kind = token.getType() == ExpressionLexer.NAME ? "name" : "number";
                throw source.error(token, "a " + kind + " of at most " + WORD + " characters", "one of " + length, "");
            }
        }
    }

    /** What is within each other counts together: an open parenthesis, and each power whose exponent is being read. */
    static void refuseTooDeep(Source source, List<Token> tokens) {
        var powers = new ArrayDeque<Integer>(List.of(0));
        int depth = 0;
        for (Token token : tokens) {
            switch (token.getType()) {
                case ExpressionLexer.OPEN -> {
                    powers.push(0);
                    depth++;
                }
                case ExpressionLexer.CLOSE -> depth -= powers.size() > 1 ? 1 + powers.pop() : 0;
                case ExpressionLexer.POWER -> {
                    powers.push(powers.pop() + 1);
                    depth++;
                }
                case ExpressionLexer.PLUS,
                        ExpressionLexer.TIMES,
                        ExpressionLexer.OVER,
                        ExpressionLexer.COMMA,
                        ExpressionLexer.SEPARATOR -> {
                    depth -= powers.pop();
                    powers.push(0);
                }
                default -> {
                    // Names and numbers are as deep as what they stand in; a minus may belong to an exponent.
                }
            }
            if (depth > DEPTH) {
                throw tooDeep(source, token);
            }
        }
    }

    private static ExpressionException tooDeep(Source source, Token token) {
        return source.error(
                token,
                "at most " + DEPTH + " parentheses and powers within each other",
                "one more",
                "give parts of it names: z1 = …; z2 = … z1 …");
    }
}
