package twingrad.compare.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import twingrad.compare.Regularization;
import twingrad.compare.expression.Spelling;
import twingrad.compare.training.LearningSchedule;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.UpdateRule;

/**
 * What can be set before a training and changed in its middle, each by one name: {@code lr} is the option {@code --lr}
 * and {@code lr 0.01} while a training is paused.
 */
enum Hyperparameter {
    /** Comes first: others ask which it is. */
    OPTIMIZER(
            "one of " + list(Stream.of(OptimizerKind.values())),
            setting -> setting.routine().optimizer().toString(),
            (setting, text) -> update(setting, kind(text), momentum(setting), weightDecay(setting))),
    MOMENTUM(
            "a number from 0 to below 1",
            Hyperparameter::momentum,
            (setting, text) -> update(
                    requireMomentum(setting), kind(setting), number(text, x -> x >= 0 && x < 1), weightDecay(setting))),
    WEIGHT_DECAY(
            "a finite number of 0 or more",
            Hyperparameter::weightDecay,
            (setting, text) ->
                    update(requireAdamW(setting), kind(setting), momentum(setting), number(text, x -> x >= 0))),
    LR(
            "a finite number of 0 or more",
            setting -> setting.routine().learningRate(),
            (setting, text) -> setting.with(setting.routine().withLearningRate(number(text, x -> x >= 0)))),
    SCHEDULE(
            "constant, inverse:RATE, exponential:BASE, inverse-sqrt:K, inverse-sqrt-step:K, step:FACTOR,EPOCHS or"
                    + " cosine:STEPS[,WARMUP]",
            setting -> setting.routine().schedule().toString(),
            (setting, text) -> setting.with(setting.routine().withSchedule(LearningSchedule.parse(text)))),
    L1(
            "a finite number of 0 or more",
            setting -> setting.penalty().l1(),
            (setting, text) -> setting.with(new Regularization(
                    number(text, x -> x >= 0), setting.penalty().l2()))),
    L2(
            "a finite number of 0 or more",
            setting -> setting.penalty().l2(),
            (setting, text) -> setting.with(new Regularization(setting.penalty().l1(), number(text, x -> x >= 0)))),
    DROPOUT(
            "a rate from 0 to below 1",
            setting -> setting.routine().dropout(),
            (setting, text) -> setting.with(setting.routine().withDropout(number(text, x -> x >= 0 && x < 1)))),
    CLIP(
            "a norm above 0, or none",
            setting -> orNone(setting.routine().clip()),
            (setting, text) -> setting.with(setting.routine()
                    .withClip(isNone(text) ? OptionalDouble.empty() : OptionalDouble.of(number(text, x -> x > 0))))),
    EPOCHS(
            "a whole number of 0 or more",
            setting -> setting.routine().epochs(),
            (setting, text) -> setting.with(setting.routine().withEpochs(whole(text, 0)))),
    BATCH(
            "a whole number of 1 or more",
            setting -> setting.routine().batchSize(),
            (setting, text) -> setting.with(setting.routine().withBatchSize(whole(text, 1)))),
    PATIENCE(
            "a whole number of 1 or more epochs, or none",
            setting -> orNone(setting.routine().patience()),
            (setting, text) -> setting.with(setting.routine()
                    .withPatience(isNone(text) ? OptionalInt.empty() : OptionalInt.of(whole(text, 1)))));

    private static final String NONE = "none";

    private final String expected;
    private final Function<Setting, Object> value;
    private final BiFunction<Setting, String, Setting> change;

    Hyperparameter(String expected, Function<Setting, Object> value, BiFunction<Setting, String, Setting> change) {
        this.expected = expected;
        this.value = value;
        this.change = change;
    }

    /** The hyperparameter of a name. */
    static Optional<Hyperparameter> named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(name))
                .findFirst();
    }

    /** What it may be. */
    String expected() {
        return expected;
    }

    /** What it is, as typed. */
    String of(Setting setting) {
        return value.apply(setting).toString();
    }

    /** What it is: a number, or a word; empty if there is none such. */
    Optional<Object> figure(Setting setting) {
        return Optional.of(value.apply(setting)).filter(is -> !is.equals(NONE));
    }

    /**
     * The setting with another value, as typed; IllegalArgumentException, whose message begins with the name, if it
     * cannot be.
     */
    Setting change(Setting setting, String text) {
        try {
            return change.apply(setting, text.strip());
        } catch (NumberFormatException e) {
            throw unexpected(text, e);
        } catch (IllegalArgumentException e) {
            String reason = e.getMessage();
            throw new IllegalArgumentException(reason.startsWith(this + ": ") ? reason : this + ": " + reason, e);
        }
    }

    /** The number of 0 or more that a text says; IllegalArgumentException as {@link #change} if it says none. */
    double number(String text) {
        try {
            return number(text, x -> x >= 0);
        } catch (NumberFormatException e) {
            throw unexpected(text, e);
        }
    }

    private IllegalArgumentException unexpected(String text, NumberFormatException e) {
        return new IllegalArgumentException(this + ": expected " + expected + ", got " + text, e);
    }

    /** As typed: {@code weight-decay}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Setting update(Setting setting, OptimizerKind kind, double momentum, double weightDecay) {
        return setting.with(setting.routine().withUpdate(new UpdateRule(kind, momentum, weightDecay)));
    }

    private static OptimizerKind kind(Setting setting) {
        return setting.routine().optimizer();
    }

    private static double momentum(Setting setting) {
        return setting.routine().update().momentum();
    }

    private static double weightDecay(Setting setting) {
        return setting.routine().update().weightDecay();
    }

    private static Setting requireMomentum(Setting setting) {
        if (!kind(setting).hasMomentum()) {
            throw new IllegalArgumentException("expected an optimizer that has it, "
                    + list(Stream.of(OptimizerKind.values()).filter(OptimizerKind::hasMomentum))
                    + ", got " + kind(setting));
        }
        return setting;
    }

    private static Setting requireAdamW(Setting setting) {
        if (kind(setting) != OptimizerKind.ADAMW) {
            throw new IllegalArgumentException("expected the optimizer that has it, adamw, got " + kind(setting)
                    + "; l2 puts a penalty on the weights with any");
        }
        return setting;
    }

    private static OptimizerKind kind(String text) {
        return Stream.of(OptimizerKind.values())
                .filter(kind -> kind.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(OPTIMIZER + ": expected " + OPTIMIZER.expected + ", got "
                                + text
                                + Spelling.remedy(
                                        text,
                                        Stream.of(OptimizerKind.values())
                                                .map(OptimizerKind::toString)
                                                .toList())));
    }

    private static double number(String text, DoublePredicate isAllowed) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number) || !isAllowed.test(number)) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static int whole(String text, int least) {
        int number = Integer.parseInt(text);
        if (number < least) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static boolean isNone(String text) {
        return text.equalsIgnoreCase(NONE);
    }

    private static Object orNone(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : NONE;
    }

    private static Object orNone(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : NONE;
    }

    private static String list(Stream<OptimizerKind> kinds) {
        return kinds.map(OptimizerKind::toString).collect(Collectors.joining(", "));
    }
}
