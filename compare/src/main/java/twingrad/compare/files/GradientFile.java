package twingrad.compare.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.BlockComparison;
import twingrad.compare.CheckReport;
import twingrad.compare.Digits;
import twingrad.compare.GradientCheck;
import twingrad.compare.LossAndGradient;
import twingrad.compare.Network;
import twingrad.compare.Reduction;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;

/**
 * Somebody's gradient in a file, with the network, θ and batch at which it was computed: a witness from any language.
 * JSON, or NumPy's {@code .npz} with the same names; θ is what the file says, never rounded.
 */
public final class GradientFile {

    /** What the file's own witness is called in reports. */
    public static final String WITNESS = "file";

    private static final String IN_FLOAT32 = "would agree in float32: add \"precision\": \"f32\"";

    private final Network network;
    private final double[] parameters;
    private final Batch batch;
    private final Layout layout;
    private final Testimony witness;
    private final Map<String, String> transposed;

    GradientFile(
            Network network,
            double[] parameters,
            Batch batch,
            Layout layout,
            Testimony witness,
            Map<String, String> transposed) {
        this.network = network;
        this.parameters = parameters;
        this.batch = batch;
        this.layout = layout;
        this.witness = witness;
        this.transposed = transposed;
    }

    /**
     * Reads a file. UncheckedIOException if it cannot be read or is not what it should be; the message names the array
     * and both values, as in {@code mine.json: layers[1].weight: expected 3 columns to match layers[0]'s 3 outputs, got
     * 4}.
     */
    public static GradientFile read(Path file, Layout layout) {
        try {
            return new GradientFileReader(fields(file), layout).read();
        } catch (MalformedFileException e) {
            String message = (file + ": " + e.getMessage()).replaceAll("\\p{Cc}", "?");
            throw new UncheckedIOException(message, e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a file that can be read, got " + Reason.of(e), e);
        }
    }

    /** The fields of a file, whose first bytes say what it is. */
    private static Fields fields(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(2);
        }
        if (Arrays.equals(first, new byte[] {'P', 'K'})) {
            return NpzFields.read(file);
        }
        if (first.length == 2 && first[0] == (byte) 0x93) {
            throw new MalformedFileException(
                    "expected an archive of named arrays, np.savez(\"mine.npz\", **arrays), got a single array");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return JsonFields.read(in);
        }
    }

    /** What the gradient is of. */
    public Network network() {
        return network;
    }

    /** The samples. Not copied. */
    public Batch batch() {
        return batch;
    }

    /** θ in the network's order. Not copied. */
    public double[] parameters() {
        return parameters;
    }

    /** What the file says; its loss is not a number where it says none. */
    public LossAndGradient answer() {
        return new LossAndGradient(witness.loss(), witness.gradient());
    }

    /** The unit roundoff that the file's gradient is taken to be computed in. */
    public double unitRoundoff() {
        return witness.unitRoundoff();
    }

    /**
     * Holds the file's gradient, and those of further witnesses, against the scalar engine's. A weight gradient of the
     * transposed shape never agrees. Indices are those of the file's own layout.
     */
    public CheckReport check(List<Witness> further) {
        return check(new ScalarWitness(), further);
    }

    /** The same against another witness than the scalar engine. */
    public CheckReport check(Witness trusted, List<Witness> further) {
        LossAndGradient answer = trusted.evaluate(network, parameters.clone(), batch);
        var reference = new Testimony(
                trusted.name(), answer.loss(), answer.gradient(), trusted.unitRoundoff(), trusted.writing());
        boolean hasLoss = !Double.isNaN(witness.loss());
        Testimony told = hasLoss ? witness : witness.with(answer.loss(), witness.gradient());
        var check = GradientCheck.of(network, parameters, batch);
        CheckReport report = check.against(
                reference, Stream.concat(further.stream(), Stream.of(told)).toList());
        Map<String, BlockComparison> turned = new HashMap<>();
        if (!transposed.isEmpty()) {
            Testimony straightened = told.with(told.loss(), straightened());
            check.against(reference, List.of(straightened)).blocks().forEach(block -> turned.put(block.name(), block));
        }
        Set<String> singles = singles(report, check, reference, told);
        return report.with(
                report.losses().stream()
                        .filter(loss -> hasLoss || !loss.witness().equals(WITNESS))
                        .toList(),
                report.blocks().stream()
                        .map(block -> isOfFile(block) && transposed.containsKey(block.name())
                                ? judged(block, turned.get(block.name()))
                                : isOfFile(block) && singles.contains(block.name())
                                        ? block.judged(Verdict.DISAGREE, Optional.of(IN_FLOAT32))
                                        : block)
                        .map(this::inFilesLayout)
                        .toList());
    }

    /** The wrong blocks of a file in float64 that would agree had they been computed in float32. */
    private Set<String> singles(CheckReport report, GradientCheck check, Witness reference, Testimony told) {
        if (told.unitRoundoff() == Witness.FLOAT32 || verdict(report) != Verdict.DISAGREE) {
            return Set.of();
        }
        var single = new Testimony(WITNESS, told.loss(), told.gradient(), Witness.FLOAT32, told.writing());
        Set<String> agreeing = check.against(reference, List.of(single)).blocks().stream()
                .filter(block -> block.verdict() == Verdict.AGREE)
                .map(BlockComparison::name)
                .collect(Collectors.toSet());
        return report.blocks().stream()
                .filter(block -> isOfFile(block) && block.verdict() == Verdict.DISAGREE)
                .map(BlockComparison::name)
                .filter(agreeing::contains)
                .collect(Collectors.toSet());
    }

    /** How else the file could be read, or its network be meant, so that it agrees: in words; empty if not at all. */
    public Optional<String> otherReading() {
        for (Reduction reduction : Reduction.values()) {
            if (reduction != network.reduction() && agreesWith(reduction)) {
                return Optional.of("\"reduction\": \"" + reduction.name().toLowerCase(Locale.ROOT) + "\"");
            }
        }
        return Optional.empty();
    }

    private boolean agreesWith(Reduction reduction) {
        var other = new Network(
                network.widths(),
                network.activations(),
                network.loss(),
                reduction,
                network.regularization(),
                network.initialization());
        return new GradientFile(other, parameters, batch, layout, witness, transposed).agrees();
    }

    /** Whether the file agrees with the scalar engine. */
    public boolean agrees() {
        return verdict(check(List.of())) == Verdict.AGREE;
    }

    /** Whether it would agree had it been computed in float32: a person's likeliest reason for small differences. */
    public boolean agreesInFloat32() {
        var single = new Testimony(WITNESS, witness.loss(), witness.gradient(), Witness.FLOAT32, witness.writing());
        var same = new GradientFile(network, parameters, batch, layout, single, transposed);
        return verdict(same.check(List.of())) == Verdict.AGREE;
    }

    /**
     * DISAGREE if the file's loss or one of its blocks does, UNPROVEN if rounding or missing digits could hide a wrong
     * block: the other witnesses only bear witness.
     */
    public static Verdict verdict(CheckReport report) {
        boolean contradicted =
                report.blocks().stream().anyMatch(block -> isOfFile(block) && block.verdict() == Verdict.DISAGREE)
                        || report.losses().stream()
                                .anyMatch(loss -> loss.witness().equals(WITNESS) && loss.verdict() == Verdict.DISAGREE);
        boolean hidden = report.hidden().stream().anyMatch(GradientFile::isOfFile);
        return contradicted ? Verdict.DISAGREE : hidden ? Verdict.UNPROVEN : Verdict.AGREE;
    }

    /** What would show more than this file can. */
    public String remedy() {
        Digits written = witness.writing().gradient();
        if (!written.equals(Digits.EXACT)) {
            return "write more digits than " + written.significant();
        }
        return witness.unitRoundoff() == Witness.FLOAT32
                ? "compute in float64"
                : "take another θ: here the gradient cancels or has all but vanished";
    }

    static boolean isOfFile(BlockComparison block) {
        return block.witnesses().get(1).equals(WITNESS);
    }

    /** The file's gradient with the transposed arrays the right way round: what is wrong besides. */
    private double[] straightened() {
        double[] given = witness.gradient();
        double[] gradient = given.clone();
        for (Block block : network.blocks()) {
            if (transposed.containsKey(block.name())) {
                int outputs = block.shape().get(0);
                int inputs = block.shape().get(1);
                for (int i = 0; i < block.size(); i++) {
                    gradient[block.offset() + i] = given[block.offset() + i % inputs * outputs + i / inputs];
                }
            }
        }
        return gradient;
    }

    /** A block of the transposed shape, and what is said of it once it is turned. */
    private BlockComparison judged(BlockComparison block, BlockComparison turned) {
        String besides = turned.verdict() == Verdict.DISAGREE
                ? "; and besides, " + turned.diagnosis().orElse("turned it is wrong, too")
                : "";
        return block.judged(
                Verdict.DISAGREE, Optional.of("transposed: its shape is " + transposed.get(block.name()) + besides));
    }

    private BlockComparison inFilesLayout(BlockComparison block) {
        List<Integer> index = new ArrayList<>(block.worst().index());
        if (layout.turnsWeights()) {
            Collections.reverse(index);
        }
        return block.at(index);
    }
}
