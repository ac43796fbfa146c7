package twingrad.compare.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import twingrad.compare.data.DataChoice.Kind;

/** A {@link DataChoice} read from names and texts, as a checkpoint keeps it. */
final class DataChoiceText {

    private static final Set<String> KEYS = Set.of(
            "kind",
            "name",
            "samples",
            "noise",
            "classes",
            "header",
            "label",
            "delimiter",
            "split",
            "standardize",
            "seed");

    /** Begins the keys of columns to leave out: {@code drop-1}, {@code drop-2}, … */
    static final String DROP = "drop-";

    private final Map<String, String> map;

    private DataChoiceText(Map<String, String> map) {
        this.map = map;
    }

    /** IllegalArgumentException for an entry that is unknown, missing or makes no sense. */
    static DataChoice parse(Map<String, String> map) {
        for (String key : map.keySet()) {
            if (!KEYS.contains(key) && !key.startsWith(DROP)) {
                throw new IllegalArgumentException(
                        "data: expected entries " + KEYS.stream().sorted().toList() + ", got '" + key + "'");
            }
        }
        var text = new DataChoiceText(map);
        return new DataChoice(
                text.required("kind", kind -> Kind.valueOf(kind.toUpperCase(Locale.ROOT))),
                text.required("name", name -> name),
                text.optional("samples", Integer::valueOf).map(OptionalInt::of).orElse(OptionalInt.empty()),
                text.optional("noise", Double::valueOf).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                text.optional("classes", Integer::valueOf).map(OptionalInt::of).orElse(OptionalInt.empty()),
                new CsvFormat(
                        text.optional("header", DataChoiceText::yesOrNo),
                        text.optional("label", name -> name),
                        text.optional("delimiter", DataChoiceText::character),
                        text.dropped()),
                text.optional("split", DataChoiceText::fractions).orElse(List.of()),
                text.required("standardize", DataChoiceText::yesOrNo),
                text.required("seed", Long::valueOf));
    }

    /** As many as there are from the first on; every one that is there must be among them. */
    private List<String> dropped() {
        List<String> dropped = IntStream.rangeClosed(1, map.size())
                .mapToObj(i -> map.get(DROP + i))
                .takeWhile(Objects::nonNull)
                .toList();
        long entries = map.keySet().stream().filter(key -> key.startsWith(DROP)).count();
        if (entries != dropped.size()) {
            throw new IllegalArgumentException(
                    "data: expected entries " + DROP + "1 to " + DROP + entries + ", got others");
        }
        return dropped;
    }

    private <T> T required(String key, Function<String, T> parse) {
        return optional(key, parse)
                .orElseThrow(() -> new IllegalArgumentException("data: expected an entry '" + key + "', got none"));
    }

    private <T> Optional<T> optional(String key, Function<String, T> parse) {
        String text = map.get(key);
        try {
            return Optional.ofNullable(text).map(parse);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("data: expected another '" + key + "', got '" + text + "'", e);
        }
    }

    private static boolean yesOrNo(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static char character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    private static List<Double> fractions(String text) {
        return Arrays.stream(text.split(",")).map(Double::valueOf).toList();
    }
}
