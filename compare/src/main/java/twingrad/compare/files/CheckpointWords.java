package twingrad.compare.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twingrad.compare.Activation;
import twingrad.compare.Initialization;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Reduction;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Fingerprint;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.LearningSchedule;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Position;
import twingrad.compare.training.Provenance;
import twingrad.compare.training.Routine;
import twingrad.compare.training.UpdateRule;
import twingrad.datasets.ImageSize;
import twingrad.datasets.Standardization;

/** Everything of a checkpoint but its arrays, to words and back. */
final class CheckpointWords {

    private static final String LENET = "lenet";
    private static final String MLP = "mlp";

    /** Before the words that a choice of data is made of. */
    private static final String DATA = "data.";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})x(\\d{1,9})");

    private final Words words;

    CheckpointWords(Words words) {
        this.words = words;
    }

    void put(Architecture model) {
        words.with("network", model.network().isPresent() ? MLP : LENET);
        model.network()
                .ifPresent(network -> words.with("widths", network.widths())
                        .with("activations", network.activations())
                        .with("loss", network.loss())
                        .with("reduction", spelled(network.reduction()))
                        .with("l1", network.regularization().l1())
                        .with("l2", network.regularization().l2())
                        .with("initialization", network.initialization()));
    }

    Architecture model() throws MalformedFileException {
        if (words.choice("network", new String[] {MLP, LENET}).equals(LENET)) {
            return Architecture.LENET;
        }
        return Architecture.of(new Network(
                words.integers("widths"),
                words.choices("activations", Activation.values()),
                words.choice("loss", Loss.values()),
                reduction(),
                new Regularization(words.number("l1"), words.number("l2")),
                words.choice("initialization", Initialization.values())));
    }

    private Reduction reduction() throws MalformedFileException {
        String[] spelled =
                Arrays.stream(Reduction.values()).map(CheckpointWords::spelled).toArray(String[]::new);
        return Reduction.valueOf(words.choice("reduction", spelled).toUpperCase(Locale.ROOT));
    }

    private static String spelled(Reduction reduction) {
        return reduction.name().toLowerCase(Locale.ROOT);
    }

    void put(LearnerKind engine) {
        words.with("engine", engine);
    }

    LearnerKind engine() throws MalformedFileException {
        return words.choice("engine", LearnerKind.values());
    }

    void put(Routine routine) {
        words.with("optimizer", routine.update().kind())
                .with("momentum", routine.update().momentum())
                .with("weightDecay", routine.update().weightDecay())
                .with("learningRate", routine.learningRate())
                .with("schedule", routine.schedule())
                .with("dropout", routine.dropout())
                .with("epochs", routine.epochs())
                .with("batch", routine.batchSize())
                .with("seed", routine.seeds().seed());
        routine.clip().ifPresent(norm -> words.with("clip", norm));
        routine.patience().ifPresent(epochs -> words.with("patience", epochs));
    }

    Routine routine() throws MalformedFileException {
        return new Routine(
                new UpdateRule(
                        words.choice("optimizer", OptimizerKind.values()),
                        words.number("momentum"),
                        words.number("weightDecay")),
                words.number("learningRate"),
                words.made("schedule", LearningSchedule::parse),
                words.number("dropout"),
                words.optionalNumber("clip"),
                words.integer("epochs"),
                words.integer("batch"),
                words.optionalInteger("patience"),
                new Seeds(words.longInteger("seed")));
    }

    void put(Position position) {
        words.with("epoch", position.epoch())
                .with("samplesDone", position.samplesDone())
                .with("step", position.step())
                .with("lossSum", position.lossSum())
                .with("hits", position.hits())
                .with("seconds", position.seconds());
    }

    Position position() throws MalformedFileException {
        return new Position(
                words.integer("epoch"),
                words.integer("samplesDone"),
                words.longInteger("step"),
                words.number("lossSum"),
                words.longInteger("hits"),
                words.number("seconds"));
    }

    void put(List<EpochReport> reports) {
        words.with("reports", Json.line(reports.stream().map(EpochJson::of).toList()));
    }

    List<EpochReport> reports() throws MalformedFileException {
        Optional<EpochJson[]> rows = Json.read(words.text("reports"), EpochJson[].class);
        var reports = new ArrayList<EpochReport>();
        for (EpochJson row : rows.orElse(new EpochJson[] {null})) {
            if (row == null
                    || row.gradientNorms() == null
                    || row.gradientNorms().contains(null)) {
                throw new MalformedFileException(
                        "__metadata__.reports: expected a list of epochs in JSON, got another text");
            }
            reports.add(row.report());
        }
        return reports;
    }

    void put(Provenance provenance) {
        provenance.choice().ifPresent(choice -> choice.toMap().forEach((name, text) -> words.with(DATA + name, text)));
        provenance
                .standardization()
                .ifPresent(applied -> words.with("standardization.mean", applied.mean())
                        .with("standardization.deviation", applied.deviation()));
        words.with("classes", Json.line(provenance.classNames())).with("imageSize", provenance.imageSize());
        if (!provenance.columnNames().isEmpty()) {
            words.with("columns", Json.line(provenance.columnNames()));
        }
        words.with("samples", provenance.fingerprint().samples())
                .with("samplesChecksum", provenance.fingerprint().checksum());
    }

    Provenance provenance() throws MalformedFileException {
        List<String> columns = words.has("columns") ? names("columns") : List.of();
        return new Provenance(choice(), standardization(), names("classes"), columns, imageSize(), fingerprint());
    }

    private Fingerprint fingerprint() throws MalformedFileException {
        return new Fingerprint(words.integer("samples"), words.text("samplesChecksum"));
    }

    private Optional<DataChoice> choice() {
        Map<String, String> named = new LinkedHashMap<>();
        words.all().forEach((name, text) -> {
            if (name.startsWith(DATA)) {
                named.put(name.substring(DATA.length()), text);
            }
        });
        return named.isEmpty() ? Optional.empty() : Optional.of(DataChoice.of(named));
    }

    private Optional<Standardization> standardization() throws MalformedFileException {
        return words.has("standardization.mean")
                ? Optional.of(new Standardization(
                        words.numbers("standardization.mean"), words.numbers("standardization.deviation")))
                : Optional.empty();
    }

    private List<String> names(String word) throws MalformedFileException {
        Optional<String[]> names = Json.read(words.text(word), String[].class);
        for (String name : names.orElse(new String[] {null})) {
            if (name == null) {
                throw new MalformedFileException(
                        "__metadata__." + word + ": expected a list of names in JSON, got another text");
            }
        }
        return List.of(names.orElseThrow());
    }

    private Optional<ImageSize> imageSize() throws MalformedFileException {
        if (!words.has("imageSize")) {
            return Optional.empty();
        }
        Matcher sides = SIZE.matcher(words.text("imageSize"));
        if (!sides.matches()) {
            throw new MalformedFileException(
                    "__metadata__.imageSize: expected height x width, as in 28x28, got another text");
        }
        return Optional.of(new ImageSize(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2))));
    }
}
