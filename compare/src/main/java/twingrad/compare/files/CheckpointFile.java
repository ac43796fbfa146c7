package twingrad.compare.files;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import twingrad.compare.files.SafeTensors.Array;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.LearnedState;
import twingrad.compare.training.LearnerKind;

/**
 * A {@link Checkpoint} as a safetensors file. The parameters bear their names and shapes in PyTorch; what the optimizer
 * keeps lies beside them as {@code optimizer.m.layers.0.weight}, the best parameters as {@code best.layers.0.weight};
 * all else are words of its metadata. A training in float32 is written as F32, any other as F64: the same bits come
 * back. A checksum over all of it tells a damaged file from a whole one.
 */
public final class CheckpointFile {

    private static final String VERSION = "1";

    /** Under this word stands the version: a file without it is not ours. */
    private static final String FORMAT = "twingrad";

    private static final String CHECKSUM = "checksum";
    private static final String BEST = "best.";
    private static final String OPTIMIZER = "optimizer.";

    /** Most names that an error lists. */
    private static final int MOST_SHOWN = 4;

    private CheckpointFile() {}

    /**
     * Writes a checkpoint: to a temporary file, forced to disk, moved into place in one step. UncheckedIOException, and
     * a file that was there kept, if it cannot be written.
     */
    public static void write(Path file, Checkpoint checkpoint) {
        WholeFile.write(file, tensors(checkpoint)::write);
    }

    /**
     * Reads a checkpoint; a folder stands for its {@code last.safetensors}. UncheckedIOException, saying what was
     * expected where, if the file cannot be read, is damaged, or is none.
     */
    public static Checkpoint read(Path file) {
        Path place = Files.isDirectory(file) ? file.resolve(CheckpointFolder.LAST) : file;
        SafeTensors tensors = SafeTensors.read(place);
        try {
            return checkpoint(tensors);
        } catch (MalformedFileException | IllegalArgumentException e) {
            throw new UncheckedIOException(
                    (place + ": " + e.getMessage()).replaceAll("\\p{Cc}", "?"),
                    e instanceof MalformedFileException malformed
                            ? malformed
                            : new MalformedFileException(e.getMessage()));
        }
    }

    static SafeTensors tensors(Checkpoint checkpoint) {
        var arrays = new LinkedHashMap<String, Array>();
        DataType type = checkpoint.engine() == LearnerKind.TENSOR_F32 ? DataType.F32 : DataType.F64;
        Architecture model = checkpoint.model();
        LearnedState state = checkpoint.state();
        put(arrays, "", type, model, state.theta());
        state.slots().forEach((slot, numbers) -> put(arrays, OPTIMIZER + slot + ".", type, model, numbers));
        checkpoint.best().ifPresent(best -> put(arrays, BEST, type, model, best.theta()));
        var words = new Words(Map.of(FORMAT, VERSION));
        var facts = new CheckpointWords(words);
        facts.put(model);
        facts.put(checkpoint.engine());
        facts.put(checkpoint.routine());
        words.with("optimizerSteps", state.optimizerSteps())
                .with("optimizerSlots", state.slots().keySet().stream().toList());
        facts.put(checkpoint.position());
        checkpoint
                .best()
                .ifPresent(best -> words.with("bestEpoch", best.epoch()).with("bestDevLoss", best.devLoss()));
        facts.put(checkpoint.reports());
        facts.put(checkpoint.provenance());
        words.with(CHECKSUM, checksum(arrays, words.all()));
        return new SafeTensors(arrays, words.all());
    }

    private static Checkpoint checkpoint(SafeTensors tensors) throws MalformedFileException {
        requireOurs(tensors);
        var words = new Words(tensors.metadata());
        var facts = new CheckpointWords(words);
        Architecture model = facts.model();
        double[] theta = joined(tensors, "", model);
        var slots = new LinkedHashMap<String, double[]>();
        String names = words.text("optimizerSlots");
        for (String slot : names.isEmpty() ? new String[0] : names.split(",")) {
            slots.put(slot, joined(tensors, OPTIMIZER + slot + ".", model));
        }
        Optional<Checkpoint.Best> best = words.has("bestEpoch")
                ? Optional.of(new Checkpoint.Best(
                        words.integer("bestEpoch"), words.number("bestDevLoss"), joined(tensors, BEST, model)))
                : Optional.empty();
        return new Checkpoint(
                model,
                facts.engine(),
                facts.routine(),
                new LearnedState(theta, words.longInteger("optimizerSteps"), slots),
                facts.position(),
                best,
                facts.reports(),
                facts.provenance());
    }

    private static void requireOurs(SafeTensors tensors) throws MalformedFileException {
        Map<String, String> words = tensors.metadata();
        if (!words.containsKey(FORMAT)) {
            throw new MalformedFileException("expected a checkpoint of twingrad, got arrays without its metadata: "
                    + shown(tensors) + "; which activations, loss and optimizer they belong to is not said");
        }
        if (!words.get(FORMAT).equals(VERSION)) {
            throw new MalformedFileException("expected a checkpoint of version " + VERSION + ", got '"
                    + Excerpt.of(words.get(FORMAT)) + "'; another twingrad wrote it");
        }
        String expected = new Words(words).text(CHECKSUM);
        String got = checksum(tensors.arrays(), words);
        if (!expected.equals(got)) {
            throw new MalformedFileException("expected the checksum " + Excerpt.of(expected) + ", got " + got
                    + ": the file is damaged, or was changed after it was written");
        }
    }

    /** Adds θ, or what lies beside it, block by block under the block's name and what stands before it. */
    static void put(Map<String, Array> arrays, String prefix, DataType type, Architecture model, double[] numbers) {
        int offset = 0;
        for (Map.Entry<String, List<Integer>> block : model.shapes().entrySet()) {
            int size = block.getValue().stream().reduce(1, Math::multiplyExact);
            double[] part = Arrays.copyOfRange(numbers, offset, offset + size);
            arrays.put(prefix + block.getKey(), new Array(type, block.getValue(), part));
            offset += size;
        }
    }

    /** The model's arrays of that prefix, one after the other; there is room made only for what the file holds. */
    private static double[] joined(SafeTensors tensors, String prefix, Architecture model)
            throws MalformedFileException {
        for (Map.Entry<String, List<Integer>> block : model.shapes().entrySet()) {
            Array array = tensors.arrays().get(prefix + block.getKey());
            if (array == null || !array.shape().equals(block.getValue())) {
                throw new MalformedFileException("expected " + prefix + block.getKey() + " "
                        + SafeTensors.shown(block.getValue()) + " for " + model.description() + ", got "
                        + (array == null ? shown(tensors) : SafeTensors.shown(array.shape())));
            }
        }
        var numbers = new double[model.parameterCount()];
        int offset = 0;
        for (String block : model.shapes().keySet()) {
            double[] part = tensors.arrays().get(prefix + block).numbers();
            System.arraycopy(part, 0, numbers, offset, part.length);
            offset += part.length;
        }
        return numbers;
    }

    /** The arrays of a file, in short. */
    private static String shown(SafeTensors tensors) {
        int more = tensors.arrays().size() - MOST_SHOWN;
        return tensors.arrays().isEmpty()
                ? "none"
                : tensors.arrays().entrySet().stream()
                        .limit(MOST_SHOWN)
                        .map(array -> array.getKey() + " "
                                + SafeTensors.shown(array.getValue().shape()))
                        .collect(Collectors.joining(", ", "", more > 0 ? " and " + more + " more" : ""));
    }

    /** CRC-32C over the arrays, names, types and shapes included, and over the other words, in order of their names. */
    static String checksum(Map<String, Array> arrays, Map<String, String> words) {
        var sum = new CRC32C();
        new TreeMap<>(words).forEach((name, text) -> {
            if (!name.equals(CHECKSUM)) {
                sum.update((name + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8));
            }
        });
        ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
        new TreeMap<>(arrays).forEach((name, array) -> {
            sum.update(
                    (name + "\0" + array.type() + SafeTensors.shown(array.shape())).getBytes(StandardCharsets.UTF_8));
            for (double number : array.numbers()) {
                buffer.putLong(Double.doubleToLongBits(number));
                if (!buffer.hasRemaining()) {
                    sum.update(buffer.flip());
                    buffer.clear();
                }
            }
            sum.update(buffer.flip());
            buffer.clear();
        });
        return "%08x".formatted(sum.getValue());
    }
}
