package twingrad.compare.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Samples;
import twingrad.compare.expression.ExpressionException;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Node;
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
 * The readers of what others write, one a row: each gives something that {@code equals} tells apart, or refuses in
 * twingrad's own words. Good files of each lie in the folder of resources that is named like it.
 */
public enum HostileReader {
    /** A file of images, plain or gzipped, beside two labels. */
    IDX_IMAGES(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return Told.of(Idx.dataset("set", "file", in(file), "labels", in(LABELS), 10));
        }

        @Override
        boolean isChecked(byte[] file) {
            return isGzip(file);
        }
    },

    /** A file of labels, plain or gzipped, beside two images of 3x2. */
    IDX_LABELS(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return Told.of(Idx.dataset("set", "images", in(IMAGES), "file", in(file), 10));
        }

        @Override
        boolean isChecked(byte[] file) {
            return isGzip(file);
        }
    },

    /** A gradient file in JSON. */
    JSON(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return Told.of(GradientFile.read(written(file, folder), Layout.USUAL));
        }
    },

    /** A gradient file in NumPy's archive. */
    NPZ(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return Told.of(GradientFile.read(written(file, folder), Layout.USUAL));
        }

        @Override
        boolean isChecked(byte[] file) {
            return true;
        }
    },

    /** One array of such an archive. */
    NPY(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return HostileArrays.numpyContent(file);
        }
    },

    /** An expression, every leaf at 1. */
    EXPRESSION(ExpressionException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            var script = Script.parse(new String(file, UTF_8));
            Map<String, Double> ones = script.inputs().stream().collect(Collectors.toMap(name -> name, name -> 1.0));
            Graph graph = script.at(ones, Set.of());
            return graph.nodes().stream().map(Node::toString).toList();
        }

        @Override
        boolean mayEndAnywhere() {
            return true;
        }
    },

    /** A table, to train on and to predict from. */
    CSV(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            Path table = written(file, folder);
            DataChoice choice = DataChoice.of(table.toString(), 1);
            Samples samples = DataReader.samples(choice);
            return List.of(
                    Told.of(samples),
                    Told.of(CsvFile.inputs(
                            table,
                            CsvFormat.DETECTED,
                            samples.columnNames(),
                            samples.samples().features())),
                    Told.ofSplits(choice, samples));
        }

        @Override
        boolean mayEndAnywhere() {
            return true;
        }
    },

    /** The images to train on in a folder like MNIST's, whose other files are good. */
    IDX_FOLDER(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            HostileFolder.write(file, folder, "train-images-idx3-ubyte");
            HostileFolder.keep(LABELS, folder, "train-labels-idx1-ubyte");
            HostileFolder.keep(IMAGES, folder, "t10k-images-idx3-ubyte");
            HostileFolder.keep(LABELS, folder, "t10k-labels-idx1-ubyte");
            return Told.of(DataReader.samples(DataChoice.images(folder.toString(), 1)));
        }

        @Override
        boolean isChecked(byte[] file) {
            return isGzip(file);
        }
    },

    /** Arrays of any program, in safetensors. */
    SAFETENSORS(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return HostileArrays.content(written(file, folder));
        }
    },

    /** A training to go on with. */
    CHECKPOINT(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return Told.of(CheckpointFile.read(written(file, folder)));
        }

        @Override
        boolean isChecked(byte[] file) {
            return true;
        }
    },

    /** The same with a checksum that is made to fit, so that more than the checksum is tried. */
    CHECKPOINT_SUMMED(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            Path path = written(file, folder);
            return Told.of(CheckpointFile.read(written(HostileArrays.summed(path), folder)));
        }
    },

    /** A picture to predict from. */
    PNG(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return Told.of(PngFile.read(written(file, folder)));
        }

        @Override
        boolean isChecked(byte[] file) {
            return true;
        }
    },

    /** The same with checksums that are made to fit. */
    PNG_SUMMED(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return Told.of(PngFile.read(written(HostilePicture.summed(file), folder)));
        }
    },

    /** The trials of a search that goes on; where a process was killed, a line ends. */
    TRIALS(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            HostileFolder.write(file, folder, TrialLog.NAME);
            try (TrialLog log = TrialLog.open(folder, Map.of("name", "moons", "seed", "1"))) {
                return log.trials();
            }
        }

        @Override
        boolean mayEndAnywhere() {
            return true;
        }
    },

    /** A training of an earlier day, to be compared with. */
    EARLIER_RUN(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return EarlierRun.read(written(file, folder)).stream()
                    .map(run -> List.of(run.dataset(), Arrays.toString(run.losses())))
                    .toList();
        }
    };

    /** Longest refusal: a screenful. */
    private static final int LONGEST = 2_000;

    private static final Pattern REFUSAL = Pattern.compile("(?s)[^\\n]+: expected .+, got .+");

    private static final byte[] IMAGES = {
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6
    };

    private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 9, 0};

    private final Class<? extends RuntimeException> refusal;

    HostileReader(Class<? extends RuntimeException> refusal) {
        this.refusal = refusal;
    }

    /** What a file holds. */
    abstract Object content(byte[] file, Path folder);

    /** Whether a check sum in the file lets no change of its content pass. */
    boolean isChecked(byte[] file) {
        return false;
    }

    /** Whether inputs that a fuzzer makes get any further than to a check sum. */
    boolean isFuzzed() {
        return this != CHECKPOINT && this != PNG;
    }

    /** Whether what is cut off may be whole, as in a format of lines. */
    boolean mayEndAnywhere() {
        return false;
    }

    /** What a file holds, or nothing if it is refused as it should be; any other end is an AssertionError. */
    Optional<Object> read(byte[] file, Path folder) {
        try {
            return Optional.of(content(file, folder));
        } catch (RuntimeException e) {
            requireRefusal(e, refusal);
            return Optional.empty();
        }
    }

    /** AssertionError unless it is of that type and says where, what was expected and what came, on a screenful. */
    static void requireRefusal(RuntimeException e, Class<? extends RuntimeException> type) {
        String message = String.valueOf(e.getMessage());
        if (e.getClass() != type || !REFUSAL.matcher(message).matches() || message.length() > LONGEST) {
            throw new AssertionError(
                    "expected " + type.getSimpleName() + " \"where: expected …, got …\", got " + abridged(e.toString()),
                    e);
        }
    }

    /** Where its good files lie. */
    Path folder() {
        try {
            String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
            return Path.of(HostileReader.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Its good files by name. */
    public Map<String, byte[]> files() {
        try (var names = Files.list(folder())) {
            var files = new TreeMap<String, byte[]>();
            names.forEach(path -> files.put(path.getFileName().toString(), bytes(path)));
            return files;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String abridged(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static InputStream in(byte[] file) {
        return new ByteArrayInputStream(file);
    }

    private static boolean isGzip(byte[] file) {
        return file[0] == 0x1f;
    }

    private static Path written(byte[] file, Path folder) {
        return HostileFolder.write(file, folder, "hostile");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
