package twingrad.compare.trust;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Splits;
import twingrad.compare.expression.Script;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.files.CsvFile;
import twingrad.compare.files.DataReader;
import twingrad.compare.files.EarlierRun;
import twingrad.compare.files.GradientFile;
import twingrad.compare.files.HostileArrays;
import twingrad.compare.files.Layout;
import twingrad.compare.files.PngFile;
import twingrad.compare.files.TrialLog;
import twingrad.datasets.Idx;

/**
 * What is large for a heap of {@link #HEAP_MEGABYTES}, or says that it is: just below a reader's limit, where it must be
 * read, and beyond, where it must be refused in these words before there is too little memory.
 */
enum LargeInput {
    PNG_HEADER_OF_900_MEGAPIXELS(
            "expected 1 to \\d+ pixels, got 30000x30000; make it smaller, .*",
            make -> PngFile.read(make.png("large.png", 30_000, 8, 0, 0, false))),
    PNG_OF_144_MEGAPIXELS_IN_18_KB(
            "expected 1 to \\d+ pixels, got 12000x12000; make it smaller, .*",
            make -> PngFile.read(make.png("large.png", 12_000, 1, 0, 1_500, true))),
    PNG_AT_ITS_LIMIT("", make -> {
        int side = (int) Math.sqrt(heap() / 48.0);
        return PngFile.read(make.png("large.png", side, 16, 6, 8L * side, true));
    }),
    CSV_OF_MORE_ROWS(
            "line \\d+: expected rows of 100 numbers for a heap of \\d+ MB, got more; take fewer rows, .*",
            make -> splits(table(make, 100, heap() / 1_000))),
    CSV_AT_ITS_LIMIT("", make -> splits(table(make, 1_000, heap() / 32 / (1_000 + 8) - 6))),
    CSV_RECORD_WITHOUT_END(
            "line 2: expected a record of at most 1048576 characters, got more",
            make -> splits(make.text("large.csv", "a,b\n1,\"", "x".repeat(1_000), 2_000, "\"\n"))),
    CSV_RECORD_OF_A_MILLION_CHARACTERS(
            "column 2 \\(b\\): expected 2 or more classes, got 'x+\\.\\.\\.' alone; --label .*",
            make -> splits(make.text("large.csv", "a,b\n1,", "x", 1_000_000, "\n"))),
    CSV_OF_100_000_COLUMNS("", make -> splits(table(make, 100_000, 12))),
    CSV_OF_100_000_NAMES_TO_PREDICT_FROM("", make -> {
        List<String> names =
                IntStream.rangeClosed(0, 100_000).mapToObj(i -> "c" + i).toList();
        Path file = make.text("large.csv", String.join(",", names) + "\n", "1,".repeat(100_000) + "x\n", 2, "");
        return CsvFile.inputs(file, CsvFormat.DETECTED, names, 100_000);
    }),
    TRIALS_OF_50_MB(
            "expected at most \\d+ bytes, got 50000000; take another folder",
            make -> trials(make.zeros(TrialLog.NAME, new byte[0], 50_000_000))),
    TRIALS_AT_THEIR_LIMIT("", make -> {
        String trial = "{\"settings\":{\"lr\":\"1\"},\"end\":\"finished\",\"epochs\":1,\"devAccuracy\":1,"
                + "\"devLoss\":1,\"trainLoss\":1,\"seconds\":1}\n";
        long times = (heap() / 64 - 100) / trial.length();
        return trials(make.text(TrialLog.NAME, "{\"sweep\":{\"name\":\"moons\"}}\n", trial, times, ""));
    }),
    TRIALS_OF_EMPTY_OBJECTS(
            "expected a trial in line 2, got \\{}; delete that line",
            make -> trials(make.text(
                    TrialLog.NAME, "{\"sweep\":{\"name\":\"moons\"}}\n", "{}\n", (heap() / 64 - 100) / 3, ""))),
    JSON_OF_10_MILLION_NUMBERS(
            "inputs: expected at most \\d+ numbers in the file for a heap of \\d+ MB, got more; .*",
            make -> gradients(make.text("large.json", "{\"inputs\":[", "1,".repeat(1_000), 10_000, "1]}"))),
    JSON_AT_ITS_LIMIT("", make -> {
        long weights = heap() / 40 / 3 - 10;
        String rest = "]],\"bias\":[0],\"activation\":\"identity\"}],\"loss\":\"mean-squared-error\",\"targets\":[1],";
        Path file = make.text("large.json", "{\"layers\":[{\"weight\":[[1", ",1.5", weights, rest);
        make.append(file, "\"gradients\":[{\"weight\":[[1", ",1.5", weights, "]],\"bias\":[0]}],");
        return gradients(make.append(file, "\"inputs\":[[1", ",1.5", weights, "]]}"));
    }),
    JSON_WITH_A_LONG_WORD(
            "expected names, words and numbers of at most 1000 characters, got a longer one .*",
            make -> gradients(make.text("large.json", "{\"loss\":\"", "x".repeat(1_000), 10_000, "\"}"))),
    JSON_NESTED_DEEP(
            "inputs\\[0]\\[0]: expected a number, got a list .*",
            make -> gradients(make.text("large.json", "{\"inputs\":", "[".repeat(1_000), 10_000, ""))),
    NPZ_OF_10_MILLION_NUMBERS(
            "inputs: expected at most \\d+ numbers in the file for a heap of \\d+ MB, got more; .*",
            make -> gradients(make.npz("large.npz", 3_333_333))),
    NPZ_AT_ITS_LIMIT("", make -> gradients(make.npz("large.npz", (int) (heap() / 40 / 3 - 10)))),
    SAFETENSORS_HEADER_OF_100_MB(
            "expected a header of at most \\d+ bytes for a heap of \\d+ MB, got 100000000; give it more with .*",
            make -> HostileArrays.size(
                    make.zeros("large", new byte[] {0, (byte) 0xe1, (byte) 0xf5, 5, 0, 0, 0, 0, '{'}, 100_000_000))),
    SAFETENSORS_HEADER_AT_ITS_LIMIT("", make -> {
        String words =
                IntStream.range(0, 99_999).mapToObj(i -> "\"" + i + "\":\"x\"").collect(Collectors.joining(","));
        String fill = "x".repeat((int) (heap() / 16) - words.length() - 100);
        return HostileArrays.size(
                make.safetensors("large", "{\"__metadata__\":{" + words + ",\"fill\":\"" + fill + "\"}}", 0));
    }),
    SAFETENSORS_OF_80_MB(
            "expected at most \\d+ numbers for a heap of \\d+ MB, got 10000000; give it more with .*",
            make -> HostileArrays.size(make.safetensors(
                    "large",
                    "{\"a\":{\"dtype\":\"F64\",\"shape\":[10000000],\"data_offsets\":[0,80000000]}}",
                    80_000_000))),
    CHECKPOINT_BEYOND_ITS_LIMIT(
            "expected at most \\d+ numbers for a heap of \\d+ MB, got \\d+; give it more with .*",
            make -> CheckpointFile.read(make.folder().resolve("beyond.safetensors"))),
    CHECKPOINT_AT_ITS_LIMIT("", make -> CheckpointFile.read(make.folder().resolve("below.safetensors"))),
    IDX_OF_60_GB(
            "expected at most 2147483647 bytes of data, got 60000x1000x1000",
            make -> folder(make, 60_000, 1_000, 1_000, 0)),
    IDX_OF_60_000_DIGITS(
            "expected at most \\d+ bytes of samples for a heap of \\d+ MB, got 48000000; give Java more with -Xmx",
            make -> folder(make, 60_000, 28, 28, 60_000 * 784)),
    IDX_OF_MANY_PIXELS_EACH_AN_IMAGE(
            "expected at most \\d+ bytes of samples for a heap of \\d+ MB, got 170000000; give Java more with -Xmx",
            make -> folder(make, 10_000_000, 1, 1, 10_000_000)),
    IDX_AT_ITS_LIMIT("", make -> {
        int images = (int) (heap() / 4 / (784 + 16));
        return folder(make, images, 28, 28, 784L * images);
    }),
    IDX_IMAGES_ALONE_AT_THEIR_LIMIT("", make -> {
        int images = (int) (heap() / 4 / 784);
        return Idx.images(make.idx("train", images, 28, 28, 784L * images));
    }),
    EARLIER_RUN_OF_40_MB("expected at most \\d+ bytes, got 400000\\d\\d; .*", make -> curve(make, 10_000_000)),
    EARLIER_RUN_AT_ITS_LIMIT("", make -> curve(make, heap() / 50 / 4 - 30)),
    EXPRESSION_OF_100_000_LEAVES(
            "expression: expected at most \\d+ characters, got 199999",
            make -> Script.parse("a+".repeat(99_999) + "a")),
    EXPRESSION_AT_ITS_LIMIT(
            "",
            make -> Script.parse("a+".repeat((int) (heap() / 1_500 / 2 - 1)) + "a")
                    .at(Map.of("a", 1.0), Set.of()));

    static final int HEAP_MEGABYTES = 64;

    private final Pattern refusal;
    private final Function<LargeFiles, Object> reading;

    /** {@code refusal} is empty for what is to be read. */
    LargeInput(String refusal, Function<LargeFiles, Object> reading) {
        this.refusal = Pattern.compile(refusal);
        this.reading = reading;
    }

    /** What the file holds, or the refusal. */
    Object read(LargeFiles make) {
        return reading.apply(make);
    }

    /** How its refusal goes after the file's name; nothing if it is to be read. */
    String refusal() {
        return refusal.pattern();
    }

    private static long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    /** A table of two classes. */
    private static Path table(LargeFiles make, int features, long rows) {
        String row = "1,".repeat(features);
        return make.text("large.csv", "", row + "x\n" + row + "y\n", rows / 2, "");
    }

    private static Object splits(Path table) {
        DataChoice choice = DataChoice.of(table.toString(), 1);
        return Splits.of(choice, DataReader.samples(choice));
    }

    private static Object gradients(Path file) {
        return GradientFile.read(file, Layout.USUAL);
    }

    private static Object trials(Path file) {
        try (TrialLog log = TrialLog.open(file.getParent(), Map.of("name", "moons"))) {
            return log.trials();
        }
    }

    /** Two sets alike. */
    private static Object folder(LargeFiles make, int count, int height, int width, long bytes) {
        make.idx("train", count, height, width, bytes);
        make.idx("t10k", count, height, width, bytes);
        return DataReader.samples(DataChoice.images(make.folder().toString(), 1));
    }

    private static Object curve(LargeFiles make, long epochs) {
        String start = "{\"dataset\":\"moons\",\"engine\":\"tensor-f32\",\"trainLosses\":[";
        return EarlierRun.read(make.text("large.json", start, "1.5,", epochs, "1]}"));
    }
}
