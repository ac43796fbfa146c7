package twingrad.compare.expression;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Which names may have been meant by one that there is not. */
public final class Spelling {

    /** More make it another name. */
    private static final int MOST_SLIPS = 2;

    private Spelling() {}

    /** {@code did you mean sigmoid?}, or nothing if no name is close. */
    static String hint(String written, Collection<String> names) {
        List<String> close = close(written, names);
        return close.isEmpty() ? "" : "did you mean " + String.join(" or ", close) + "?";
    }

    /** A message's end: {@code ; did you mean sigmoid?}, or nothing if no name is close. */
    public static String remedy(String written, Collection<String> names) {
        String hint = hint(written, names);
        return hint.isEmpty() ? "" : "; " + hint;
    }

    /** The names that begin so, or else the nearest ones within few slips, in the order in which they were given. */
    static List<String> close(String written, Collection<String> names) {
        String small = written.toLowerCase(Locale.ROOT);
        int allowed = small.length() < 2 ? 0 : small.length() < 6 ? 1 : MOST_SLIPS;
        List<String> longer = names.stream()
                .filter(name ->
                        small.length() > 1 && name.toLowerCase(Locale.ROOT).startsWith(small))
                .toList();
        int nearest = names.stream()
                .mapToInt(name -> slips(small, name.toLowerCase(Locale.ROOT)))
                .min()
                .orElse(Integer.MAX_VALUE);
        if (nearest > 0 && !longer.isEmpty() || nearest > allowed) {
            return longer;
        }
        return names.stream()
                .filter(name -> slips(small, name.toLowerCase(Locale.ROOT)) == nearest)
                .toList();
    }

    /** How many letters are missing, too many, wrong, or swapped with their neighbor (optimal string alignment). */
    private static int slips(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MOST_SLIPS) {
            return MOST_SLIPS + 1; // at least, and a word may be very long
        }
        var distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int changed = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                distance[i][j] = Math.min(changed, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
                }
            }
        }
        return distance[a.length()][b.length()];
    }
}
