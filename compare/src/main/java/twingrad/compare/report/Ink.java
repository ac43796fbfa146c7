package twingrad.compare.report;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import twingrad.compare.Verdict;

/** Whether verdicts are colored, by the escape sequences of ECMA-48 that terminals know. */
public enum Ink {
    /** Letters alone: for files, pipes and whoever set NO_COLOR. */
    PLAIN,
    /** With colors: for a terminal. The color is a help, the word says it all. */
    COLORED;

    private static final String RED = "31;1";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    /** The word with which a cell of verdicts begins; a remark may follow. */
    private static final Pattern WORD = Pattern.compile("^[a-z]+(?=$|[,:])");

    /** A cell with its verdict colored, if it begins with one. */
    public String verdict(String cell) {
        return in(cell).filter(verdict -> this == COLORED)
                .map(verdict -> "\u001b[" + color(verdict) + "m" + verdict + "\u001b[0m"
                        + cell.substring(verdict.toString().length()))
                .orElse(cell);
    }

    /** The verdict with which a cell begins, if it does. */
    static Optional<Verdict> in(String cell) {
        return WORD.matcher(cell)
                .results()
                .flatMap(word -> Arrays.stream(Verdict.values())
                        .filter(verdict -> verdict.toString().equals(word.group())))
                .findFirst();
    }

    private static String color(Verdict verdict) {
        return switch (verdict) {
            case AGREE -> GREEN;
            case DISAGREE -> RED;
            case UNPROVEN, NOISE, KINK -> YELLOW;
        };
    }
}
