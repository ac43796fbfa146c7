package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** Breaks lines between words, so that nothing is lost at the right edge of a screen. */
final class Wrapping {
    /** How much further in than its first line the rest of a broken line stands. */
    private static final String HANGING = "  ";

    private Wrapping() {}

    /** The lines in so many columns; a word that is longer is broken where the column ends. */
    static List<AttributedString> wrap(List<AttributedString> lines, int width) {
        var wrapped = new ArrayList<AttributedString>();
        lines.forEach(line -> wrap(line, Math.max(1, width), wrapped));
        return wrapped;
    }

    private static void wrap(AttributedString line, int width, List<AttributedString> wrapped) {
        var text = line.toString();
        var indent = text.length() - text.stripLeading().length();
        var prefix = " ".repeat(indent) + HANGING;
        if (prefix.length() >= width / 2) {
            prefix = "";
        }
        var rest = line;
        while (rest.columnLength() > width) {
            var end = rest.columnSubSequence(0, width + 1).toString().lastIndexOf(' ');
            var isWord = end
                    <= rest.toString().length() - rest.toString().stripLeading().length();
            var kept = isWord ? rest.columnSubSequence(0, width) : rest.subSequence(0, end);
            wrapped.add(kept);
            rest = new AttributedStringBuilder()
                    .append(prefix, line.styleAt(0))
                    .append(rest.subSequence(isWord ? kept.length() : end + 1, rest.length()))
                    .toAttributedString();
        }
        wrapped.add(rest);
    }
}
