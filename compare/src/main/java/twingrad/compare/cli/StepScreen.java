package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import twingrad.compare.expression.Pass;
import twingrad.compare.expression.WalkStep;

/**
 * Draws a session as the lines of a screen, and does nothing else: a title, the table of nodes beside the text of the
 * step (above it on a narrow screen), what the last key had to say or is being typed, and the keys.
 */
final class StepScreen {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedString EMPTY = new AttributedString("");
    private static final String GAP = "   ";
    private static final AttributedString BAR = new AttributedString(" | ", PLAIN.faint());

    /** From here on the table and the text stand side by side, if this much is left for the text. */
    private static final int WIDE = 70;

    private static final int NARROWEST_TEXT = 34;

    /** The header and one row. */
    private static final int SMALLEST_TABLE = 2;

    private static final Map<StepSession.Mode, List<String>> KEYS = Map.of(
            StepSession.Mode.WALK,
            List.of("→ step", "← back", "f finish", "r restart", "Tab other pass", "s set a leaf", "q quit"),
            StepSession.Mode.LEAF,
            List.of("Enter build anew", "Esc leave as it is", "Ctrl-C quit"),
            StepSession.Mode.ANSWER,
            List.of("Enter answer (nothing typed: show it)", "Esc leave the question", "Ctrl-C quit"));

    private final StepSession session;
    private final int width;
    private final int height;

    /** Which nodes of a longer table are seen. */
    private String range = "";

    private StepScreen(StepSession session, int width, int height) {
        this.session = session;
        this.width = width;
        this.height = height;
    }

    /** The screen: exactly {@code height} lines of at most {@code width} columns. */
    static List<AttributedString> lines(StepSession session, int width, int height) {
        return new StepScreen(session, width, height).lines();
    }

    private List<AttributedString> lines() {
        var foot = foot();
        var body = body(Math.max(1, height - 1 - foot.size()));
        var lines = new ArrayList<AttributedString>();
        lines.add(title());
        lines.addAll(body);
        while (lines.size() + foot.size() < height) {
            lines.add(EMPTY);
        }
        lines.subList(Math.max(0, Math.min(lines.size(), height - foot.size())), lines.size())
                .clear();
        lines.addAll(foot);
        return lines.subList(0, height).stream().map(this::trimmed).toList();
    }

    /** The line without blanks at its end, and without what does not fit. */
    private AttributedString trimmed(AttributedString line) {
        var fitting = line.columnSubSequence(0, width);
        return fitting.subSequence(0, fitting.toString().stripTrailing().length());
    }

    private AttributedString title() {
        var title = new AttributedStringBuilder().append(place(), PLAIN.bold());
        session.score()
                .ifPresent(score -> title.append(GAP + "quiz: " + score, PLAIN.foreground(AttributedStyle.YELLOW)));
        if (!range.isEmpty() && title.columnLength() + GAP.length() + range.length() <= width) {
            title.append(GAP + range, PLAIN.faint());
        }
        return title.toAttributedString();
    }

    /** Where the walk is: {@code Backward pass, step 2 of 4}. */
    private String place() {
        return StepText.shown(session).map(this::place).orElse("The start of the forward pass");
    }

    private String place(WalkStep step) {
        var walk = session.walk();
        var forward = walk.forwardLength();
        var at = session.questions().isEmpty() ? walk.position() : walk.position() + 1;
        var place = step.pass() == Pass.FORWARD
                ? "Forward pass, step " + at + " of " + forward
                : "Backward pass, step " + (at - forward) + " of " + (walk.length() - forward);
        return walk.isDone() ? place + ": done" : place;
    }

    private List<AttributedString> body(int rows) {
        var current = StepText.shown(session).map(WalkStep::node);
        var table = new StepTable(session.walk(), session.columns(), current, width);
        var text = StepText.lines(session);
        var left = width - table.width() - BAR.columnLength();
        return width >= WIDE && left >= NARROWEST_TEXT
                ? sideBySide(table, fitted(Wrapping.wrap(text, left), rows), rows)
                : oneBelowTheOther(table, fitted(Wrapping.wrap(text, width), rows - SMALLEST_TABLE), rows);
    }

    private List<AttributedString> sideBySide(StepTable table, List<AttributedString> text, int rows) {
        range = table.range(rows - 1);
        var nodes = table.lines(rows - 1);
        var lines = new ArrayList<AttributedString>();
        for (var i = 0; i < Math.max(nodes.size(), text.size()); i++) {
            var line = new AttributedStringBuilder().append(i < nodes.size() ? nodes.get(i) : EMPTY);
            line.append(" ".repeat(Math.max(0, table.width() - line.columnLength())));
            lines.add(line.append(BAR)
                    .append(i < text.size() ? text.get(i) : EMPTY)
                    .toAttributedString());
        }
        return lines;
    }

    private List<AttributedString> oneBelowTheOther(StepTable table, List<AttributedString> text, int rows) {
        var gap = text.size() + 1 + SMALLEST_TABLE <= rows ? 1 : 0;
        var nodes = Math.max(1, rows - gap - text.size() - 1);
        range = table.range(nodes);
        var lines = new ArrayList<>(table.lines(nodes));
        if (gap == 1) {
            lines.add(EMPTY);
        }
        lines.addAll(text);
        return lines;
    }

    /** The text without its blank lines if it is too long otherwise, and then as far as it fits. */
    private static List<AttributedString> fitted(List<AttributedString> text, int rows) {
        if (text.size() <= rows) {
            return text;
        }
        var dense = text.stream().filter(line -> line.length() > 0).toList();
        if (dense.size() <= rows) {
            return dense;
        }
        var cut = new ArrayList<>(dense.subList(0, Math.max(0, rows - 1)));
        cut.add(new AttributedString("…"));
        return cut;
    }

    /** The message or the prompt, and the keys, however many lines they take. */
    private List<AttributedString> foot() {
        var foot = new ArrayList<AttributedString>();
        if (!session.message().isEmpty()) {
            foot.addAll(Wrapping.wrap(List.of(new AttributedString(session.message(), PLAIN.bold())), width));
        }
        if (session.mode() != StepSession.Mode.WALK) {
            var prompt = session.mode() == StepSession.Mode.LEAF ? "leaf = number: " : "your answer: ";
            foot.add(new AttributedString(prompt + session.typed() + "_"));
        }
        foot.addAll(keys());
        return foot;
    }

    private List<AttributedString> keys() {
        var lines = new ArrayList<AttributedString>();
        var line = new StringBuilder();
        for (var key : KEYS.get(session.mode())) {
            if (line.length() > 0 && line.length() + GAP.length() + key.length() > width) {
                lines.add(new AttributedString(line, PLAIN.faint()));
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : GAP).append(key);
        }
        lines.add(new AttributedString(line, PLAIN.faint()));
        return lines;
    }
}
