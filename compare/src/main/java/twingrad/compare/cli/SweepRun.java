package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Splits;
import twingrad.compare.files.SweepJson;
import twingrad.compare.files.TrialJson;
import twingrad.compare.files.TrialLog;
import twingrad.compare.report.TrialMap;
import twingrad.compare.report.TrialTable;
import twingrad.compare.search.Search;
import twingrad.compare.search.SearchAxis;
import twingrad.compare.search.SearchSpace;
import twingrad.compare.search.Trial;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.Plan;

/** One search, told as it goes. */
final class SweepRun {

    /** Most rows of the table; the JSON has all. */
    private static final int ROWS = 30;

    /** Hyperparameters that make another network of the usual one. */
    private static final Set<String> OF_NETWORK = Set.of("hidden", "activation", "l1", "l2", "loss", "init");

    private final DataChoice choice;
    private final Splits samples;
    private final LearnerKind engine;
    private final OutputOptions output;
    private final PrintWriter text;
    private final Map<Map<String, String>, Plan> plans = new HashMap<>();

    /**
     * How a search goes.
     *
     * @param points of a range
     * @param random settings to draw; empty: the grid
     * @param refines whether a second round looks around the best of the first
     */
    record Rounds(int points, Optional<Integer> random, boolean refines) {
        List<Map<String, String>> settings(SearchSpace space, DataChoice choice, int round) {
            return random.isPresent() ? space.random(random.get(), choice.seeds(), round) : space.grid(points);
        }
    }

    SweepRun(DataChoice choice, Splits samples, LearnerKind engine, OutputOptions output) {
        this.choice = choice;
        this.samples = samples;
        this.engine = engine;
        this.output = output;
        this.text = output.text();
    }

    /** Searches and gives the exit status. */
    int run(SearchSpace space, Rounds rounds, Optional<Path> folder, TrainLine line) {
        List<Map<String, String>> first = planned(rounds.settings(space, choice, 0));
        text.printf(
                Locale.ROOT,
                "%s: %d %s of %d samples, ranked by %d others; seed %d, %s%n",
                choice.title(),
                first.size(),
                first.size() == 1 ? "trial" : "trials",
                samples.train().size(),
                samples.dev().orElseThrow().size(),
                choice.seed(),
                engine);
        if (first.size() == 1) {
            text.println("nothing to vary: name a range, as in --lr 1e-3:1");
        }
        Map<String, String> sweep = identity();
        Optional<TrialLog> log = folder.map(place -> TrialLog.open(place, sweep));
        try {
            List<Trial> earlier = log.map(TrialLog::trials).orElse(List.of());
            var search = new Search(samples, engine, plans::get, earlier);
            List<Trial> ranked = ranked(round(search, first, log));
            if (rounds.refines() && !ranked.get(0).isDiverged()) {
                ranked = refined(search, space, rounds, ranked, log);
            }
            return conclude(space, ranked, sweep, folder, line);
        } finally {
            log.ifPresent(TrialLog::close);
        }
    }

    /** Reads every setting before the first is tried, so that one that cannot be is refused at once. */
    private List<Map<String, String>> planned(List<Map<String, String>> settings) {
        settings.forEach(setting -> plans.computeIfAbsent(setting, this::plan));
        return settings;
    }

    private Plan plan(Map<String, String> setting) {
        try {
            return TrialOptions.plan(setting, choice, samples.train());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; in the trial " + String.join(", ", words(setting, setting.keySet())), e);
        }
    }

    /** What all trials share. */
    private Map<String, String> identity() {
        var sweep = new LinkedHashMap<>(choice.toMap());
        sweep.put("engine", engine.toString());
        sweep.putAll(TrialOptions.usual(choice, samples.train()));
        return sweep;
    }

    /** Without the usual values of what was searched. */
    private static Map<String, String> shared(Map<String, String> sweep, SearchSpace space) {
        List<String> searched = names(space.axes());
        var shared = new LinkedHashMap<>(sweep);
        shared.keySet().removeAll(searched);
        if (searched.stream().anyMatch(OF_NETWORK::contains)) {
            shared.remove("network");
        }
        return shared;
    }

    private List<Trial> round(Search search, List<Map<String, String>> settings, Optional<TrialLog> log) {
        int known = settings.size() - search.left(settings);
        if (known > 0) {
            text.println(known + " of them are known and not made again");
        }
        var progress = new SweepProgress(text, output.isWatched(), search.left(settings), telling(settings));
        List<Trial> trials = search.run(settings, trial -> {
            log.ifPresent(open -> open.write(trial));
            progress.accept(trial);
        });
        progress.clear();
        return trials;
    }

    /** What tells settings apart. */
    private static List<String> telling(List<Map<String, String>> settings) {
        return settings.get(0).keySet().stream()
                .filter(name -> settings.stream()
                                .map(setting -> setting.get(name))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private List<Trial> refined(
            Search search, SearchSpace space, Rounds rounds, List<Trial> ranked, Optional<TrialLog> log) {
        Trial best = ranked.get(0);
        SearchSpace near = space.around(best.settings(), rounds.points());
        List<Map<String, String>> settings = planned(rounds.settings(near, choice, 1));
        text.println(settings.size() + " more around " + setting(best, names(differing(space, ranked))));
        var all = new ArrayList<>(ranked);
        round(search, settings, log).stream()
                .filter(trial ->
                        ranked.stream().noneMatch(other -> other.settings().equals(trial.settings())))
                .forEach(all::add);
        return ranked(all);
    }

    private static List<Trial> ranked(List<Trial> trials) {
        return trials.stream().sorted(Trial.BEST_FIRST).toList();
    }

    /** The hyperparameters of which trials have different values. */
    private static List<SearchAxis> differing(SearchSpace space, List<Trial> trials) {
        return space.axes().stream()
                .filter(axis -> trials.stream()
                                .map(trial -> trial.settings().get(axis.name()))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private static List<String> names(List<SearchAxis> axes) {
        return axes.stream().map(SearchAxis::name).toList();
    }

    /** For example {@code lr 0.01, hidden 8}. */
    static String setting(Trial trial, List<String> names) {
        return String.join(", ", words(trial.settings(), names));
    }

    private static List<String> words(Map<String, String> setting, Collection<String> names) {
        return names.stream().map(name -> name + " " + setting.get(name)).toList();
    }

    private int conclude(
            SearchSpace space, List<Trial> ranked, Map<String, String> sweep, Optional<Path> folder, TrainLine line) {
        List<SearchAxis> differing = differing(space, ranked);
        List<String> names = names(differing);
        text.println();
        TrialTable.lines(ranked, names, ROWS).forEach(text::println);
        text.println();
        Trial best = ranked.get(0);
        List<String> ends = best.isDiverged() ? List.of() : space.atEnd(best.settings());
        if (!ends.isEmpty()) {
            text.println("The best lies at the end of the range of " + String.join(", ", ends)
                    + ": a better one may lie beyond.");
        }
        String command = line.with(best.settings());
        text.println(best.isDiverged() ? "All diverge: try smaller learning rates, below those of --lr." : command);
        folder.ifPresent(place -> TrialMap.of(
                        choice.title() + ": dev accuracy of " + ranked.size() + " trials", ranked, differing)
                .ifPresent(map -> {
                    Path file = place.resolve("sweep.png");
                    map.save(file);
                    text.println("wrote " + place.resolve(TrialLog.NAME) + " and " + file);
                }));
        output.json(new SweepJson(
                shared(sweep, space),
                samples.train().size(),
                samples.dev().orElseThrow().size(),
                command,
                ranked.stream().map(TrialJson::of).toList()));
        return best.isDiverged() ? ExitStatus.VERDICT : ExitStatus.DONE;
    }
}
