package twingrad.compare.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import twingrad.compare.files.EpochJson;
import twingrad.compare.files.JsonLines;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.Position;
import twingrad.compare.training.Session;

/** A training as lines of JSON, each with its event: start, epoch, change and end. */
final class TrainingLog implements AutoCloseable {

    private final JsonLines lines;

    /** Begins a file, or goes on with it. */
    TrainingLog(Path file, boolean goesOn) {
        lines = JsonLines.open(file, goesOn);
    }

    /** What is trained and from where on. */
    void start(String title, Session session) {
        var line = new LinkedHashMap<String, Object>();
        line.put("dataset", title);
        line.put("network", session.model().description());
        line.put("engine", session.learner().name());
        line.put("seed", session.routine().seeds().seed());
        line.put("hyperparameters", hyperparameters(session));
        put(line, session.position());
        lines.write("start", line);
    }

    /** One epoch's figures. */
    void epoch(EpochReport report) {
        lines.write("epoch", EpochJson.of(report));
    }

    /** Hyperparameters were changed. */
    void change(Session session) {
        var line = new LinkedHashMap<String, Object>();
        line.put("hyperparameters", hyperparameters(session));
        put(line, session.position());
        lines.write("change", line);
    }

    /** Why it ended, and where. */
    void end(String why, Session session) {
        var line = new LinkedHashMap<String, Object>();
        line.put("end", why);
        put(line, session.position());
        lines.write("end", line);
    }

    /** Every hyperparameter that there is by its name: a number, or a word. */
    static Map<String, Object> hyperparameters(Session session) {
        Setting setting = Setting.of(session);
        var figures = new LinkedHashMap<String, Object>();
        for (Hyperparameter one : Hyperparameter.values()) {
            one.figure(setting).ifPresent(figure -> figures.put(one.toString(), figure));
        }
        return figures;
    }

    /** As {@code stopped-early}. */
    static String word(Session.End end) {
        return end.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(Map<String, Object> line, Position position) {
        line.put("epochsDone", position.epoch());
        line.put("samplesDone", position.samplesDone());
        line.put("step", position.step());
    }

    @Override
    public void close() {
        lines.close();
    }
}
