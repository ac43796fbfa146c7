package twingrad.compare.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import twingrad.compare.Seeds;
import twingrad.datasets.Dataset;

/**
 * All that says which samples a training is about: the same choice gives the same samples, as long as the files that it
 * names stay the same.
 *
 * @param kind where the samples come from
 * @param name of a set that comes with twingrad, or the path of a file or folder
 * @param samples how many samples are taken, before any split; open: all, or a generator's usual number
 * @param noise a generator's; open: its usual one
 * @param classes how many a generator makes; open: its usual number
 * @param csv how a table is read
 * @param split fractions of the training, development and test set, or of two of them; empty: the usual ones
 * @param standardize whether features are standardized by the training set's statistics
 * @param seed of what is generated, and of the split
 */
public record DataChoice(
        Kind kind,
        String name,
        OptionalInt samples,
        OptionalDouble noise,
        OptionalInt classes,
        CsvFormat csv,
        List<Double> split,
        boolean standardize,
        long seed) {

    /** Where samples come from. */
    public enum Kind {
        /** A set that comes with twingrad, by its name. */
        NAMED,
        /** A table in a file. */
        TABLE,
        /** A folder of images in the layout of MNIST. */
        IMAGES
    }

    /** IllegalArgumentException for fractions that are no split, and for a name that does not exist. */
    public DataChoice {
        Objects.requireNonNull(kind, "data: expected a kind, got null");
        Objects.requireNonNull(name, "data: expected a name, got null");
        Objects.requireNonNull(samples, "data: expected samples or none, got null");
        Objects.requireNonNull(noise, "data: expected noise or none, got null");
        Objects.requireNonNull(classes, "data: expected classes or none, got null");
        Objects.requireNonNull(csv, "data: expected a format, got null");
        split = List.copyOf(split);
        requireSplit(split);
        if (kind == Kind.NAMED && named(name).isEmpty()) {
            throw new IllegalArgumentException("data: expected one of " + NAMES + ", got '" + name + "'");
        }
    }

    /** The names of the sets that come with twingrad. */
    public static final String NAMES =
            Arrays.stream(DataSource.values()).map(DataSource::toString).collect(Collectors.joining(", "));

    /**
     * What a name means, with everything else left open: a set that comes with twingrad, else a folder, else a file.
     * Tables are standardized, since their columns have units; what is in one range anyway is not.
     */
    public static DataChoice of(String name, long seed) {
        if (isNamed(name)) {
            return of(Kind.NAMED, name.toLowerCase(Locale.ROOT), seed);
        }
        return of(Files.isDirectory(Path.of(name)) ? Kind.IMAGES : Kind.TABLE, path(name), seed);
    }

    /** The images of a folder, whether or not there is one, with everything else left open. */
    public static DataChoice images(String folder, long seed) {
        return of(Kind.IMAGES, path(folder), seed);
    }

    private static DataChoice of(Kind kind, String name, long seed) {
        return new DataChoice(
                kind,
                name,
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                CsvFormat.DETECTED,
                List.of(),
                kind == Kind.TABLE,
                seed);
    }

    private static String path(String name) {
        return Path.of(name).toAbsolutePath().normalize().toString();
    }

    /** Whether a name is that of a set that comes with twingrad. */
    public static boolean isNamed(String name) {
        return named(name).isPresent();
    }

    /** The set that comes with twingrad, if it is one. */
    public Optional<DataSource> source() {
        return kind == Kind.NAMED ? named(name) : Optional.empty();
    }

    /** Whether the samples are images, MNIST's among them. */
    public boolean isImages() {
        return kind == Kind.IMAGES || source().equals(Optional.of(DataSource.MNIST));
    }

    /** What to call it in titles and file names: {@code spiral}, {@code iris} for a file {@code iris.csv}. */
    public String title() {
        if (kind == Kind.NAMED) {
            return name;
        }
        Path last = Path.of(name).getFileName();
        String file = last == null ? name : last.toString();
        int dot = file.lastIndexOf('.');
        return kind == Kind.TABLE && dot > 0 ? file.substring(0, dot) : file;
    }

    /** The seed, split. */
    public Seeds seeds() {
        return new Seeds(seed);
    }

    /** This choice read from another place, as after a file was moved. */
    public DataChoice at(String place) {
        return new DataChoice(kind, place, samples, noise, classes, csv, split, standardize, seed);
    }

    /** This choice with so many samples. */
    public DataChoice withSamples(int number) {
        return new DataChoice(kind, name, OptionalInt.of(number), noise, classes, csv, split, standardize, seed);
    }

    /** This choice with this split, none for the usual one. */
    public DataChoice withSplit(List<Double> fractions) {
        return new DataChoice(kind, name, samples, noise, classes, csv, fractions, standardize, seed);
    }

    /** This choice, standardized or not. */
    public DataChoice withStandardize(boolean asked) {
        return new DataChoice(kind, name, samples, noise, classes, csv, split, asked, seed);
    }

    /** This choice with a table read in this way. */
    public DataChoice withCsv(CsvFormat format) {
        return new DataChoice(kind, name, samples, noise, classes, format, split, standardize, seed);
    }

    /** This choice with a generator's parameters. */
    public DataChoice withGenerator(OptionalDouble ownNoise, OptionalInt ownClasses) {
        return new DataChoice(kind, name, samples, ownNoise, ownClasses, csv, split, standardize, seed);
    }

    /** As names and texts, from which {@link #of(Map)} makes the same choice. What is open has no entry. */
    public Map<String, String> toMap() {
        var map = new LinkedHashMap<String, String>();
        map.put("kind", kind.name().toLowerCase(Locale.ROOT));
        map.put("name", name);
        samples.ifPresent(number -> map.put("samples", String.valueOf(number)));
        noise.ifPresent(number -> map.put("noise", String.valueOf(number)));
        classes.ifPresent(number -> map.put("classes", String.valueOf(number)));
        csv.header().ifPresent(is -> map.put("header", String.valueOf(is)));
        csv.label().ifPresent(column -> map.put("label", column));
        csv.delimiter().ifPresent(character -> map.put("delimiter", String.valueOf(character)));
        for (int i = 0; i < csv.drop().size(); i++) {
            map.put(DataChoiceText.DROP + (i + 1), csv.drop().get(i)); // a name may hold any separator
        }
        if (!split.isEmpty()) {
            map.put("split", split.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        map.put("standardize", String.valueOf(standardize));
        map.put("seed", String.valueOf(seed));
        return map;
    }

    /** The choice of {@link #toMap}; IllegalArgumentException names an entry that is missing or makes no sense. */
    public static DataChoice of(Map<String, String> map) {
        return DataChoiceText.parse(map);
    }

    private static Optional<DataSource> named(String name) {
        return Arrays.stream(DataSource.values())
                .filter(source -> source.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    private static void requireSplit(List<Double> split) {
        double sum = split.stream().mapToDouble(x -> x).sum();
        boolean areShares =
                split.stream().allMatch(x -> x >= 0 && x <= 1) && Math.abs(sum - 1) <= Dataset.FRACTIONS_TOLERANCE;
        boolean isSplit = split.isEmpty() || areShares && (split.size() == 2 || split.size() == 3) && split.get(0) > 0;
        if (!isSplit) {
            throw new IllegalArgumentException(
                    "split: expected 2 or 3 fractions of 0 or more that sum to 1, the first above 0, as in 0.8,0.1,0.1,"
                            + " got " + split.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }
}
