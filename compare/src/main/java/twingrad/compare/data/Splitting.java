package twingrad.compare.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.Seeds.Purpose;
import twingrad.datasets.Dataset;
import twingrad.datasets.Standardization;

/** How samples become {@link Splits}. */
final class Splitting {

    /** Of samples without a test set of their own. */
    private static final List<Double> USUAL = List.of(0.8, 0.1, 0.1);

    /** What a part is for. */
    private enum Use {
        TRAIN("train"),
        DEV("develop"),
        TEST("test");

        private final String verb;

        Use(String verb) {
            this.verb = verb;
        }
    }

    /** Classes that are told one by one. */
    private static final int LISTED = 3;

    /** Splits that are named as a remedy, for training and test set, if they work. */
    private static final List<List<Double>> REMEDIES = List.of(List.of(0.8, 0.2), List.of(0.5, 0.5));

    private final DataChoice choice;
    private final Samples samples;
    private final List<String> notes;

    Splitting(DataChoice choice, Samples samples) {
        this.choice = choice;
        this.samples = samples;
        notes = new ArrayList<>(samples.notes());
    }

    Splits splits() {
        if (choice.split().isEmpty() && samples.test().isPresent()) {
            return standardized(
                    samples.samples(), Optional.empty(), samples.test().get());
        }
        List<Double> fractions = choice.split().isEmpty() ? USUAL : choice.split();
        Map<Use, Dataset> parts = parts(fractions);
        describe(parts);
        Optional<Dataset> dev = Optional.ofNullable(parts.get(Use.DEV));
        Dataset test =
                Optional.ofNullable(parts.get(Use.TEST)).or(samples::test).orElseThrow(this::noTest);
        return standardized(parts.get(Use.TRAIN), dev, test);
    }

    /** The parts that have a share. */
    private Map<Use, Dataset> parts(List<Double> fractions) {
        List<Use> uses = fractions.size() == 3
                ? List.of(Use.values())
                : List.of(Use.TRAIN, samples.test().isPresent() ? Use.DEV : Use.TEST);
        List<Dataset> all = split(fractions);
        var parts = new EnumMap<Use, Dataset>(Use.class);
        for (int part = 0; part < uses.size(); part++) {
            if (fractions.get(part) > 0) {
                requireSome(all.get(part), uses.get(part));
                parts.put(uses.get(part), all.get(part));
            }
        }
        return parts;
    }

    private void requireSome(Dataset part, Use use) {
        if (part.size() == 0) {
            throw new IllegalArgumentException("split: expected a sample of " + choice.title()
                    + " in each part, got none of " + samples.samples().size() + " to " + use.verb
                    + "; take more samples" + remedy());
        }
    }

    /** Another split that leaves no part empty, if one is found. */
    private String remedy() {
        return REMEDIES.stream()
                .filter(fractions -> split(fractions).stream().allMatch(part -> part.size() > 0))
                .findFirst()
                .map(fractions -> ", or --split " + fractions.get(0) + "," + fractions.get(1))
                .orElse("");
    }

    private List<Dataset> split(List<Double> fractions) {
        return samples.samples()
                .stratifiedSplit(
                        choice.seeds().generator(Purpose.SPLIT),
                        fractions.stream().mapToDouble(x -> x).toArray());
    }

    private IllegalArgumentException noTest() {
        return new IllegalArgumentException("split: expected a share above 0 of " + choice.title()
                + " to test on, which has no test set of its own, got 0");
    }

    private Splits standardized(Dataset train, Optional<Dataset> dev, Dataset test) {
        if (!choice.standardize()) {
            return splits(train, dev, test, Optional.empty());
        }
        Standardization standardization = Standardization.of(train);
        notes.add("features standardized by the mean and deviation of the " + train.size() + " training samples");
        return splits(
                standardization.apply(train),
                dev.map(standardization::apply),
                standardization.apply(test),
                Optional.of(standardization));
    }

    private Splits splits(Dataset train, Optional<Dataset> dev, Dataset test, Optional<Standardization> applied) {
        return new Splits(
                train, dev, test, applied, samples.classNames(), samples.columnNames(), samples.imageSize(), notes);
    }

    private void describe(Map<Use, Dataset> parts) {
        String usual = choice.split().isEmpty() ? ", 0.8,0.1,0.1 unless --split says otherwise" : "";
        notes.add("split by class" + usual + ": "
                + parts.entrySet().stream()
                        .map(part -> part.getValue().size() + " to " + part.getKey().verb)
                        .collect(Collectors.joining(", ")));
        if (samples.test().isPresent() && parts.containsKey(Use.TEST)) {
            notes.add("the " + samples.test().get().size() + " samples of its own test set are left aside");
        }
        parts.forEach(this::describeMissing);
    }

    /** Which classes a part lacks; how many they are, where they are many. */
    private void describeMissing(Use use, Dataset part) {
        int[] all = samples.samples().classCounts();
        int[] counts = part.classCounts();
        List<Integer> missing = IntStream.range(0, all.length)
                .filter(label -> all[label] > 0 && counts[label] == 0)
                .boxed()
                .toList();
        if (missing.size() > LISTED) {
            String first = missing.stream()
                    .limit(LISTED)
                    .map(samples.classNames()::get)
                    .collect(Collectors.joining(", "));
            notes.add(missing.size() + " of " + all.length + " classes have no sample to " + use.verb + ": " + first
                    + ", …");
            return;
        }
        for (int label : missing) {
            notes.add("class " + samples.classNames().get(label) + " has "
                    + (all[label] == 1 ? "1 sample" : all[label] + " samples") + ", none to " + use.verb);
        }
    }
}
