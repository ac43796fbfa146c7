package twingrad.compare.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import twingrad.compare.expression.ExpressionException;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Node;
import twingrad.compare.expression.Script;
import twingrad.compare.files.GradientFile;
import twingrad.compare.files.Layout;
import twingrad.datasets.Dataset;
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
            return told(Idx.dataset("set", "file", in(file), "labels", in(LABELS), 10));
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
            return told(Idx.dataset("set", "images", in(IMAGES), "file", in(file), 10));
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
            return told(GradientFile.read(written(file, folder), Layout.USUAL));
        }
    },

    /** A gradient file in NumPy's archive. */
    NPZ(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            return told(GradientFile.read(written(file, folder), Layout.USUAL));
        }

        @Override
        boolean isChecked(byte[] file) {
            return true;
        }
    },

    /** One array of such an archive, the others being right. */
    NPY(UncheckedIOException.class) {
        @Override
        Object content(byte[] file, Path folder) {
            byte[] archive = archiveWithTargets(file);
            return told(GradientFile.read(written(archive, folder), Layout.USUAL));
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

    static Object told(Dataset dataset) {
        return IntStream.range(0, dataset.size())
                .mapToObj(row -> {
                    double[] inputs = new double[dataset.features()];
                    dataset.copyInputs(row, inputs, 0);
                    return dataset.label(row) + " " + Arrays.toString(inputs);
                })
                .toList();
    }

    static Object told(GradientFile file) {
        return List.of(
                file.network(),
                Arrays.toString(file.parameters()),
                Arrays.toString(file.batch().inputs()),
                Arrays.toString(file.batch().targets()),
                file.answer().loss(),
                Arrays.toString(file.answer().gradient()),
                file.unitRoundoff());
    }

    /** A good archive with another array of targets. */
    private static byte[] archiveWithTargets(byte[] targets) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.setLevel(0);
            for (var entry : Good.ARRAYS.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getKey().equals("targets.npy") ? targets : entry.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    /** The arrays of a good archive. */
    private static final class Good {
        static final Map<String, byte[]> ARRAYS = arrays();

        private static Map<String, byte[]> arrays() {
            var arrays = new TreeMap<String, byte[]>();
            try (var in = new ZipInputStream(in(NPZ.files().get("stored.npz")))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    arrays.put(entry.getName(), in.readAllBytes());
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return arrays;
        }
    }

    private static InputStream in(byte[] file) {
        return new ByteArrayInputStream(file);
    }

    private static boolean isGzip(byte[] file) {
        return file[0] == 0x1f;
    }

    private static Path written(byte[] file, Path folder) {
        try {
            // Over an old one, some file systems would wait for the disk at every write.
            Path path = folder.resolve("hostile");
            Files.deleteIfExists(path);
            return Files.write(path, file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
