package twingrad.compare.cli;

import java.util.regex.Pattern;

/** A refusal as a terminal shows it: whatever came is in it, and it is a few lines all the same. */
final class Message {

    /** Longest that is shown whole, in characters. */
    private static final int LONGEST = 1_200;

    /** Of a longer one, what is kept of its end, where the remedy stands. */
    private static final int END = 400;

    /** A long word, that is one that came, is shown by its two ends: the second one names a file. */
    private static final Pattern LONG_WORD = Pattern.compile("(\\S{80})\\S{80,}(\\S{40})");

    private Message() {}

    /** Cut where it is long; control characters, which a terminal would obey, as question marks. */
    static String shown(String message) {
        String visible = message.replaceAll("[\\p{Cc}&&[^\\n]]", "?");
        String cut = LONG_WORD.matcher(visible).replaceAll("$1...$2");
        return cut.length() <= LONGEST
                ? cut
                : cut.substring(0, LONGEST - END) + " ... " + cut.substring(cut.length() - END);
    }
}
