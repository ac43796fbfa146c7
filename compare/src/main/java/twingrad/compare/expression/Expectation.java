package twingrad.compare.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** What could have stood where the parser stopped: said in words, from what stands before. */
final class Expectation {

    private static final String OPERAND = "a name, a number, a function or '('";

    private final Source source;
    private final Token offending;
    private final List<Token> before;

    /** The parentheses that are open; of a function's, the token before them is its name. */
    private final Deque<Token> open = new ArrayDeque<>();

    /**
     * @param tokens all tokens of the expression
     * @param offending the first that cannot stand where it stands
     */
    Expectation(Source source, List<Token> tokens, Token offending) {
        this.source = source;
        this.offending = offending;
        before = tokens.subList(0, offending.getTokenIndex());
        for (Token token : before) {
            if (token.getType() == ExpressionLexer.OPEN) {
                open.push(token);
            } else if (token.getType() == ExpressionLexer.CLOSE) {
                open.pop();
            }
        }
    }

    /** The error, for people. */
    ExpressionException error() {
        return source.error(offending, expected(), written(offending), remedy());
    }

    private String expected() {
        if (!afterOperand()) {
            return OPERAND + afterWhat();
        }
        if (open.isEmpty()) {
            return "an operator, ';' or the end" + afterWhat();
        }
        return (isCall(open.peek()) ? "an operator, ',' or ')'" : "an operator or ')'") + afterWhat();
    }

    private String afterWhat() {
        return before.isEmpty() ? "" : " after " + written(last());
    }

    private String remedy() {
        int type = offending.getType();
        if (type == ExpressionLexer.EQUALS) {
            return "'=' follows a single name at the beginning of a statement, as in z1 = x*w";
        }
        if (type == ExpressionLexer.TIMES && !before.isEmpty() && last().getType() == ExpressionLexer.TIMES) {
            return "a power is written x^2";
        }
        if (afterOperand() && type == ExpressionLexer.CLOSE && open.isEmpty()) {
            return "no '(' is open there";
        }
        if (afterOperand() && beginsOperand()) {
            boolean function = Operations.operands(last().getText()) > 0;
            return function
                    ? "a function's operands stand in parentheses: " + last().getText() + "(x)"
                    : "a product is written with its '*', as in 2*x";
        }
        if (!open.isEmpty() && type == Token.EOF) {
            Token unclosed = open.peek();
            return "the '(' of line %d, column %d is open"
                    .formatted(unclosed.getLine(), unclosed.getCharPositionInLine() + 1);
        }
        return "";
    }

    private boolean afterOperand() {
        if (before.isEmpty()) {
            return false;
        }
        int type = last().getType();
        return type == ExpressionLexer.NAME || type == ExpressionLexer.NUMBER || type == ExpressionLexer.CLOSE;
    }

    private boolean beginsOperand() {
        int type = offending.getType();
        return type == ExpressionLexer.NAME || type == ExpressionLexer.NUMBER || type == ExpressionLexer.OPEN;
    }

    private boolean isCall(Token parenthesis) {
        int index = parenthesis.getTokenIndex();
        return index > 0 && before.get(index - 1).getType() == ExpressionLexer.NAME;
    }

    private Token last() {
        return before.get(before.size() - 1);
    }

    private static String written(Token token) {
        if (token.getType() == Token.EOF) {
            return "the end";
        }
        boolean lineBreak =
                token.getType() == ExpressionLexer.SEPARATOR && token.getText().isBlank();
        return lineBreak ? "the end of the line" : "'" + token.getText() + "'";
    }
}
