package twingrad.compare.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.expression.Spelling;

/**
 * How the learning rate goes on from α₀, by epoch e = 0, 1, … or by step t = 1, 2, …. It is typed as its name and,
 * after a colon, its numbers: {@code step:0.5,3}.
 *
 * @param kind the formula
 * @param numbers its numbers, as many as it has
 */
public record LearningSchedule(Kind kind, List<Double> numbers) {

    /** The formulas. */
    public enum Kind {
        /** α₀. */
        CONSTANT(""),
        /** α₀/(1 + RATE·e), RATE 1 if none is said (Ng 2017, Deep Learning Specialization). */
        INVERSE("RATE", 1),
        /** α₀·BASEᵉ, BASE 0.95 if none is said (Ng 2017). */
        EXPONENTIAL("BASE", twingrad.tensor.Schedule.Exponential.BASE),
        /** α₀·K/√(e + 1), K 1 if none is said. */
        INVERSE_SQRT("K", 1),
        /** α₀·K/√t, K 1 if none is said. */
        INVERSE_SQRT_STEP("K", 1),
        /** α₀·FACTOR^⌊e/EVERY⌋; if none is said half every 3 epochs, which suits LeNet. */
        STEP("FACTOR,EVERY", 0.5, 3),
        /** ½α₀(1 + cos(πt/TOTAL)) after a linear rise over the first WARMUP steps, of which there are none if not said. */
        COSINE("TOTAL_STEPS[,WARMUP]", Double.NaN, 0);

        private final String form;
        private final List<Double> usual;

        Kind(String form, double... usual) {
            this.form = form;
            this.usual = Arrays.stream(usual).boxed().toList();
        }

        /** How it is typed, its numbers included: {@code step:FACTOR,EVERY}. */
        public String form() {
            return form.isEmpty() ? toString() : this + ":" + form;
        }

        /** As typed, without its numbers: {@code inverse-sqrt}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The learning rate stays as it is. */
    public static final LearningSchedule CONSTANT = new LearningSchedule(Kind.CONSTANT, List.of());

    /** IllegalArgumentException unless the numbers are the kind's, each in its range. */
    public LearningSchedule {
        numbers = List.copyOf(numbers);
        if (numbers.size() != kind.usual.size()) {
            throw refusal(kind, numbers.toString());
        }
        tensor(kind, numbers);
    }

    /** α₀·factor^⌊e/every⌋. */
    public static LearningSchedule step(double factor, int every) {
        return new LearningSchedule(Kind.STEP, List.of(factor, (double) every));
    }

    /** The schedule as typed; numbers left out are the usual ones. IllegalArgumentException if there is none such. */
    public static LearningSchedule parse(String text) {
        String[] parts = text.strip().split(":", 2);
        Kind kind = Arrays.stream(Kind.values())
                .filter(known -> known.toString().equals(parts[0].toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("schedule: expected "
                        + Arrays.stream(Kind.values()).map(Kind::form).collect(Collectors.joining(", "))
                        + ", got '" + text + "'"
                        + Spelling.remedy(
                                parts[0],
                                Arrays.stream(Kind.values()).map(Kind::toString).toList())));
        String[] typed = parts.length == 1 ? new String[0] : parts[1].split(",", -1);
        if (typed.length > kind.usual.size()) {
            throw refusal(kind, text);
        }
        List<Double> numbers = IntStream.range(0, kind.usual.size())
                .mapToObj(i -> i < typed.length ? number(kind, typed[i], text) : kind.usual.get(i))
                .toList();
        if (numbers.stream().anyMatch(number -> number.isNaN())) {
            throw refusal(kind, text);
        }
        return new LearningSchedule(kind, numbers);
    }

    private static Double number(Kind kind, String typed, String text) {
        try {
            return Double.valueOf(typed);
        } catch (NumberFormatException e) {
            throw refusal(kind, text);
        }
    }

    private static IllegalArgumentException refusal(Kind kind, String got) {
        return new IllegalArgumentException("schedule: expected " + kind.form() + ", got " + got);
    }

    /** A count of epochs or steps. */
    private static int count(Kind kind, List<Double> numbers, int place) {
        double number = numbers.get(place);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "schedule " + kind.form() + ": expected whole numbers of epochs and steps, got " + number);
        }
        return (int) number;
    }

    /** It in the scalar engine. */
    twingrad.scalar.Schedule scalar() {
        return switch (kind) {
            case CONSTANT -> new twingrad.scalar.Schedule.Constant();
            case INVERSE -> new twingrad.scalar.Schedule.Inverse(numbers.get(0));
            case EXPONENTIAL -> new twingrad.scalar.Schedule.Exponential(numbers.get(0));
            case INVERSE_SQRT -> new twingrad.scalar.Schedule.InverseSqrt(numbers.get(0));
            case INVERSE_SQRT_STEP -> new twingrad.scalar.Schedule.InverseSqrtByStep(numbers.get(0));
            case STEP -> new twingrad.scalar.Schedule.StepDecay(numbers.get(0), count(kind, numbers, 1));
            case COSINE -> new twingrad.scalar.Schedule.Cosine(count(kind, numbers, 0), count(kind, numbers, 1));
        };
    }

    /** It in the tensor engine. */
    twingrad.tensor.Schedule tensor() {
        return tensor(kind, numbers);
    }

    private static twingrad.tensor.Schedule tensor(Kind kind, List<Double> numbers) {
        return switch (kind) {
            case CONSTANT -> new twingrad.tensor.Schedule.Constant();
            case INVERSE -> new twingrad.tensor.Schedule.Inverse(numbers.get(0));
            case EXPONENTIAL -> new twingrad.tensor.Schedule.Exponential(numbers.get(0));
            case INVERSE_SQRT -> new twingrad.tensor.Schedule.InverseSqrt(numbers.get(0));
            case INVERSE_SQRT_STEP -> new twingrad.tensor.Schedule.InverseSqrtByStep(numbers.get(0));
            case STEP -> new twingrad.tensor.Schedule.StepDecay(numbers.get(0), count(kind, numbers, 1));
            case COSINE -> new twingrad.tensor.Schedule.Cosine(count(kind, numbers, 0), count(kind, numbers, 1));
        };
    }

    /**
     * α of a step, which is the same in both engines.
     *
     * @param initial α₀
     * @param epoch e, counted from 0
     * @param step t of the whole training, counted from 1
     */
    public double learningRate(double initial, int epoch, long step) {
        return tensor().learningRate(initial, epoch, step);
    }

    /** For example {@code , times 0.5 every 3 epochs}; nothing where nothing changes. */
    public String inWords() {
        return switch (kind) {
            case CONSTANT -> "";
            case STEP -> ", times " + numbers.get(0) + " every " + count(kind, numbers, 1) + " epochs";
            default -> ", schedule " + this;
        };
    }

    /** As typed, from which {@link #parse} makes the same. */
    @Override
    public String toString() {
        String typed = numbers.stream()
                .map(number -> number == Math.rint(number) && Math.abs(number) < 1e15
                        ? String.valueOf(number.longValue())
                        : number.toString())
                .collect(Collectors.joining(","));
        return numbers.isEmpty() ? kind.toString() : kind + ":" + typed;
    }
}
