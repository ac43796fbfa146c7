package twingrad.compare.expression;

/** An expression that cannot be read, or read but not computed: where, what was expected, and what came instead. */
public final class ExpressionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        // What was typed is shown, but no terminal obeys it.
        super(message.replaceAll("[\\p{Cc}&&[^\n\t]]", "?"));
    }
}
