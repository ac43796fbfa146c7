package twingrad.compare.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.Plan;
import twingrad.compare.training.Session;
import twingrad.compare.training.Session.End;
import twingrad.compare.training.SessionListener;
import twingrad.datasets.Dataset;
import twingrad.tensor.Workers;

/**
 * Trains a model with many settings, on all cores, a trial a thread, and compares them on the dev set; the test set is
 * not looked at. Each trial gives the bits that it would give alone.
 */
public final class Search {

    private final Splits data;
    private final LearnerKind engine;
    private final Function<Map<String, String>, Plan> plans;
    private final Map<Map<String, String>, Trial> done = new HashMap<>();

    /**
     * A search without a trial so far. IllegalArgumentException where there is no dev set.
     *
     * @param data what is trained on, and the dev set that compares
     * @param plans what a setting means
     * @param earlier trials that are known and not made again
     */
    public Search(Splits data, LearnerKind engine, Function<Map<String, String>, Plan> plans, List<Trial> earlier) {
        Dataset dev = data.dev()
                .orElseThrow(() -> new IllegalArgumentException("search: expected a dev set to compare trials on, got"
                        + " none; a split of three, as in 0.8,0.1,0.1, has one"));
        this.data = new Splits(
                data.train(),
                data.dev(),
                dev.slice(0, 1),
                data.standardization(),
                data.classNames(),
                data.columnNames(),
                data.imageSize(),
                data.notes());
        this.engine = Objects.requireNonNull(engine, "search: expected an engine, got null");
        this.plans = Objects.requireNonNull(plans, "search: expected plans, got null");
        earlier.forEach(trial -> done.put(trial.settings(), trial));
    }

    /** How many of these are still to be made. */
    public int left(List<Map<String, String>> settings) {
        return (int)
                settings.stream().filter(setting -> !done.containsKey(setting)).count();
    }

    /**
     * The trials of settings, in their order. Those that are known are not made again.
     *
     * @param finished hears of each new trial as it ends, one at a time; what it throws ends the search
     */
    public List<Trial> run(List<Map<String, String>> settings, Consumer<Trial> finished) {
        List<Map<String, String>> open = settings.stream()
                .filter(setting -> !done.containsKey(setting))
                .distinct()
                .toList();
        var trials = new Trial[open.size()];
        Workers.run(open.size(), index -> {
            Trial trial = train(open.get(index));
            synchronized (finished) {
                trials[index] = trial;
                finished.accept(trial);
            }
        });
        Arrays.stream(trials).forEach(trial -> done.put(trial.settings(), trial));
        return settings.stream().map(done::get).toList();
    }

    private Trial train(Map<String, String> setting) {
        Plan plan = plans.apply(setting);
        var session = Session.begin(Architecture.of(plan.network()), engine, plan.routine(), data);
        End end = session.run(SessionListener.NONE);
        List<EpochReport> reports = session.reports();
        Dataset dev = data.dev().orElseThrow();
        return new Trial(
                setting,
                end,
                reports.size(),
                session.learner().accuracy(dev),
                end == End.NOT_FINITE ? Double.NaN : session.learner().dataLoss(dev),
                reports.isEmpty() ? Double.NaN : reports.get(reports.size() - 1).trainLoss(),
                reports.stream().mapToDouble(EpochReport::seconds).sum());
    }
}
