package twingrad.compare.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One hyperparameter of a search and the values that it may take, as they are typed: alternatives {@code 4;8;16,16}, or
 * a range {@code 1e-3:1} whose values lie evenly on a logarithmic scale, three digits each.
 */
public sealed interface SearchAxis {

    /** What values are. */
    enum Kind {
        /** Numbers, of which a range can be made. */
        REAL,
        /** Whole numbers, of which a range can be made. */
        WHOLE,
        /** Names and lists, of which it cannot. */
        TEXT
    }

    /** As in {@code --lr}. */
    String name();

    /** The values that a grid takes, of a range so many. */
    List<String> values(int points);

    /** A value drawn evenly, on a logarithmic scale where it is a range. */
    String draw(RandomGenerator random);

    /** What lies around a value: of a range, as far as the neighbors in a grid of so many points; else itself. */
    SearchAxis around(String value, int points);

    /** Whether it is a range and a value lies at one of its ends, so that better ones may lie beyond. */
    boolean isEnd(String value);

    /** IllegalArgumentException, which begins with the name, if the text is neither alternatives nor such a range. */
    static SearchAxis parse(String name, Kind kind, String text) {
        List<String> parts =
                Arrays.stream(text.split(";", -1)).map(String::strip).toList();
        if (parts.stream().anyMatch(String::isEmpty)) {
            throw refusal(name, "a value on both sides of each ';'", text);
        }
        boolean isRange = kind != Kind.TEXT && text.contains(":");
        return isRange
                ? range(name, kind, parts, text)
                : new Choices(name, parts.stream().distinct().toList());
    }

    private static Range range(String name, Kind kind, List<String> parts, String text) {
        if (parts.size() > 1) {
            throw refusal(name, "either a range, as in 1e-3:1, or alternatives, as in 0.01;0.1", text);
        }
        try {
            String[] ends = text.split(":", -1);
            double low = Double.parseDouble(ends[0]);
            double high = Double.parseDouble(ends[1]);
            if (ends.length == 2 && low > 0 && low < high && high < Double.POSITIVE_INFINITY) {
                return new Range(name, low, high, kind == Kind.WHOLE);
            }
        } catch (NumberFormatException e) {
            // Said below, as of ends in the wrong order.
        }
        String message = refusal(name, "a range from a number above 0 to a larger one, as in 1e-3:1", text)
                .getMessage();
        boolean isFromZero = text.startsWith("0:");
        throw new IllegalArgumentException(
                message + (isFromZero ? "; for 0 write alternatives, as in '0;0.1;0.5'" : ""));
    }

    private static IllegalArgumentException refusal(String name, String expected, String text) {
        return new IllegalArgumentException(name + ": expected " + expected + ", got '" + text + "'");
    }

    /**
     * Alternatives.
     *
     * @param name as in {@code --hidden}
     * @param alternatives at least one
     */
    record Choices(String name, List<String> alternatives) implements SearchAxis {

        public Choices {
            Objects.requireNonNull(name, "search: expected a name, got null");
            alternatives = List.copyOf(alternatives);
        }

        @Override
        public List<String> values(int points) {
            return alternatives;
        }

        @Override
        public String draw(RandomGenerator random) {
            return alternatives.get(random.nextInt(alternatives.size()));
        }

        @Override
        public SearchAxis around(String value, int points) {
            return new Choices(name, List.of(value));
        }

        @Override
        public boolean isEnd(String value) {
            return false;
        }
    }

    /**
     * A range, its ends included.
     *
     * @param name as in {@code --lr}
     * @param low above 0
     * @param high more than that
     * @param isWhole whether its values are whole numbers
     */
    record Range(String name, double low, double high, boolean isWhole) implements SearchAxis {

        private static final MathContext DIGITS = new MathContext(3);

        /** Below this, a number is written with an exponent. */
        private static final BigDecimal LEAST_PLAIN = new BigDecimal("0.0001");

        @Override
        public List<String> values(int points) {
            return IntStream.range(0, points)
                    .mapToObj(point -> text(points == 1 ? 0.5 : point / (points - 1.0)))
                    .distinct()
                    .toList();
        }

        @Override
        public String draw(RandomGenerator random) {
            return text(random.nextDouble());
        }

        /** The value at a share of the way from low to high, 0 to 1. */
        private String text(double share) {
            return written(low * StrictMath.pow(high / low, share));
        }

        private String written(double number) {
            if (isWhole) {
                return String.valueOf(Math.max(1, Math.round(number)));
            }
            BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
            return rounded.compareTo(LEAST_PLAIN) < 0
                    ? rounded.unscaledValue() + "e" + -rounded.scale()
                    : rounded.toPlainString();
        }

        @Override
        public SearchAxis around(String value, int points) {
            List<String> grid = values(points);
            int place = grid.indexOf(value);
            if (place >= 0 && grid.size() > 1) {
                String from = grid.get(Math.max(0, place - 1));
                String to = grid.get(Math.min(grid.size() - 1, place + 1));
                return new Range(name, Double.parseDouble(from), Double.parseDouble(to), isWhole);
            }
            double step = StrictMath.pow(high / low, 1.0 / Math.max(1, points - 1));
            double center = Double.parseDouble(value);
            return new Range(name, Math.max(low, center / step), Math.min(high, center * step), isWhole);
        }

        @Override
        public boolean isEnd(String value) {
            return value.equals(written(low)) || value.equals(written(high));
        }
    }
}
