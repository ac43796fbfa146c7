package twingrad.compare.report;

import java.util.List;
import java.util.Optional;
import twingrad.compare.training.Trial;

/** The trials of a search as a {@link HeatMap} of dev accuracy. */
public final class TrialMap {

    private TrialMap() {}

    /**
     * The map over the first two hyperparameters that differ; over one, where only one does; empty where none does.
     *
     * @param names the hyperparameters that differ between trials
     */
    public static Optional<Picture> of(String title, List<Trial> trials, List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        var x = Places.of(names.get(0), trials);
        var y = names.size() > 1 ? Optional.of(Places.of(names.get(1), trials)) : Optional.<Places>empty();
        return Optional.of(HeatMap.of(
                title,
                x.axis(),
                y.map(Places::axis).orElseGet(() -> HeatMap.Axis.choices("", List.of(""))),
                new HeatMap.Measure("dev accuracy", true),
                trials.stream()
                        .map(trial -> new HeatMap.Trial(
                                x.place(trial),
                                y.map(places -> places.place(trial)).orElse(0.0),
                                trial.isDiverged() ? Double.NaN : trial.devAccuracy()))
                        .toList()));
    }

    /** Where trials lie on an axis: numbers at their places, other texts side by side. */
    private record Places(String name, List<String> values, boolean areNumbers) {

        static Places of(String name, List<Trial> trials) {
            List<String> values = trials.stream()
                    .map(trial -> trial.settings().get(name))
                    .distinct()
                    .toList();
            return new Places(name, values, values.stream().allMatch(Places::isNumber));
        }

        private static boolean isNumber(String text) {
            return text.matches("[0-9]+(\\.[0-9]+)?(e-?[0-9]+)?");
        }

        HeatMap.Axis axis() {
            return areNumbers ? HeatMap.Axis.numbers(name) : HeatMap.Axis.choices(name, values);
        }

        double place(Trial trial) {
            String value = trial.settings().get(name);
            return areNumbers ? Double.parseDouble(value) : values.indexOf(value);
        }
    }
}
