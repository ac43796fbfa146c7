package twingrad.compare.expression;

import java.util.ArrayDeque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** How deep an expression is nested: the parser and the reader take some of the JVM's stack for each level. */
final class Nesting {

    /** Most parentheses and powers within each other. */
    private static final int DEPTH = 100;

    private Nesting() {}

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
