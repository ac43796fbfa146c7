package twingrad.compare.expression;

import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;

/** The text of an expression, for pointing into it. */
record Source(String text) {

    /** What is shown of a long line before and after the place that is pointed at. */
    private static final int CONTEXT = 50;

    /** However its lines end, they end in a line feed here, which is what the grammar counts by. */
    Source {
        text = text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /**
     * An error at a token: where, what was expected and what came, the line with a caret below the place, and the
     * remedy where there is one.
     */
    ExpressionException error(Token at, String expected, String got, String remedy) {
        int column = at.getCharPositionInLine();
        return new ExpressionException("expression, line %d, column %d: expected %s, got %s\n%s%s"
                .formatted(at.getLine(), column + 1, expected, got, marked(at.getLine(), column), onOwnLine(remedy)));
    }

    /** The line, and below it a caret. */
    private String marked(int line, int column) {
        List<String> lines = text.lines().toList();
        int[] line1 =
                (line <= lines.size() ? lines.get(line - 1) : "").codePoints().toArray();
        int from = Math.max(0, column - CONTEXT);
        int to = Math.min(line1.length, column + CONTEXT);
        String shown = new String(line1, from, to - from);
        String before = new String(line1, from, Math.min(column, line1.length) - from);
        String blank = before.codePoints().mapToObj(c -> c == '\t' ? "\t" : " ").collect(Collectors.joining());
        String cut = from > 0 ? "…" : "";
        return "  " + cut + shown + (to < line1.length ? "…" : "") + "\n  " + " ".repeat(cut.length()) + blank + "^";
    }

    private static String onOwnLine(String remedy) {
        return remedy.isEmpty() ? "" : "\n" + remedy;
    }
}
