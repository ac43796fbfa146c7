package twingrad.compare.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import twingrad.compare.search.SearchAxis;
import twingrad.compare.search.Trial;

/** The trials of a search as a {@link HeatMap} of dev accuracy. */
public final class TrialMap {

    private TrialMap() {}

    /**
     * The map over the first two hyperparameters that differ, of the others the best, which the title says; over one, where only one does; empty where none does.
     *
     * @param differing the hyperparameters that differ between trials
     */
    public static Optional<Picture> of(String title, List<Trial> trials, List<SearchAxis> differing) {
        if (differing.isEmpty()) {
            return Optional.empty();
        }
        var x = Places.of(differing.get(0), trials);
        var y = differing.size() > 1 ? Optional.of(Places.of(differing.get(1), trials)) : Optional.<Places>empty();
        List<String> others = differing.stream().skip(2).map(SearchAxis::name).toList();
        return Optional.of(HeatMap.of(
                others.isEmpty() ? title : title + ", the best over " + String.join(", ", others),
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

    /** Where trials lie on an axis: numbers at their places, other texts side by side, in the order typed. */
    record Places(String name, List<String> values, boolean areNumbers) {

        static Places of(SearchAxis searched, List<Trial> trials) {
            List<String> tried = trials.stream()
                    .map(trial -> trial.settings().get(searched.name()))
                    .distinct()
                    .toList();
            if (tried.stream().allMatch(Places::isNumber)) {
                return new Places(searched.name(), tried, true);
            }
            List<String> typed = searched.values(tried.size());
            List<String> values =
                    tried.stream().sorted(Comparator.comparing(typed::indexOf)).toList();
            return new Places(searched.name(), values, false);
        }

        private static boolean isNumber(String text) {
            try {
                return Double.isFinite(Double.parseDouble(text));
            } catch (NumberFormatException e) {
                return false;
            }
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
