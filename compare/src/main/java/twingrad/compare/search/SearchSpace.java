package twingrad.compare.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;

/**
 * The settings among which a search looks: a value for each of some hyperparameters.
 *
 * @param axes the hyperparameters, each once
 */
public record SearchSpace(List<SearchAxis> axes) {

    /** More trials than anybody waits for. */
    public static final int MOST_TRIALS = 10_000;

    /** IllegalArgumentException for a hyperparameter that is there twice. */
    public SearchSpace {
        axes = List.copyOf(axes);
        var names = new HashSet<String>();
        for (SearchAxis axis : axes) {
            if (!names.add(axis.name())) {
                throw new IllegalArgumentException(
                        "search: expected each hyperparameter once, got " + axis.name() + " twice");
            }
        }
    }

    /** Every combination, the last hyperparameter's values changing fastest. IllegalArgumentException for too many. */
    public List<Map<String, String>> grid(int points) {
        double count = 1;
        var settings = List.<Map<String, String>>of(Map.of());
        for (SearchAxis axis : axes) {
            List<String> values = axis.values(points);
            count *= values.size();
            requireFew(count);
            var longer = new ArrayList<Map<String, String>>();
            for (Map<String, String> setting : settings) {
                for (String value : values) {
                    var next = new LinkedHashMap<>(setting);
                    next.put(axis.name(), value);
                    longer.add(next);
                }
            }
            settings = longer;
        }
        return settings;
    }

    /**
     * Combinations drawn at random, without those that come again. More of them begin with the same ones.
     *
     * @param round of a search, counted from 0; each draws its own
     */
    public List<Map<String, String>> random(int trials, Seeds seeds, int round) {
        requireFew(trials);
        return IntStream.range(0, trials)
                .mapToObj(trial -> {
                    var random = seeds.generator(Purpose.SEARCH, trial, round);
                    var setting = new LinkedHashMap<String, String>();
                    axes.forEach(axis -> setting.put(axis.name(), axis.draw(random)));
                    return (Map<String, String>) setting;
                })
                .distinct()
                .toList();
    }

    private static void requireFew(double trials) {
        if (trials > MOST_TRIALS) {
            throw new IllegalArgumentException("search: expected at most " + MOST_TRIALS
                    + " trials, got more; take fewer points or a random search");
        }
    }

    /** What lies around a setting, see {@link SearchAxis#around}. */
    public SearchSpace around(Map<String, String> setting, int points) {
        return new SearchSpace(axes.stream()
                .map(axis -> axis.around(setting.get(axis.name()), points))
                .toList());
    }

    /** The hyperparameters of which a setting has a value at the end of its range. */
    public List<String> atEnd(Map<String, String> setting) {
        return axes.stream()
                .filter(axis -> axis.isEnd(setting.get(axis.name())))
                .map(SearchAxis::name)
                .toList();
    }
}
