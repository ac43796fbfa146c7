package twingrad.compare.files;

/** Text of a file as an error shows it: short, and on one line. */
final class Excerpt {

    /** Longest piece that is shown, in characters. */
    private static final int LONGEST = 60;

    private Excerpt() {}

    /** The beginning of a text; control characters, which a terminal would obey, as question marks. */
    static String of(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return start.replaceAll("\\p{Cc}", "?");
    }
}
