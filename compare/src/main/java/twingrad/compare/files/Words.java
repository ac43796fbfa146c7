package twingrad.compare.files;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Facts as words by name, the way a file's metadata keeps them. A number is written so that the same number is read
 * again; what cannot be read is refused by its name.
 */
final class Words {

    /** Longest list that is taken apart, in characters. */
    private static final int LONGEST_LIST = 10_000_000;

    /** Heap that a character of a list may take while it is taken apart: every other one is a number. */
    private static final int HEAP = 64;

    private final Map<String, String> byName;

    Words(Map<String, String> byName) {
        this.byName = new LinkedHashMap<>(byName);
    }

    /** All of them. Unmodifiable. */
    Map<String, String> all() {
        return Collections.unmodifiableMap(byName);
    }

    /** Adds a fact as it prints itself. */
    Words with(String name, Object fact) {
        byName.put(name, String.valueOf(fact));
        return this;
    }

    /** Adds a fact where there is one. */
    Words with(String name, Optional<?> fact) {
        return fact.isPresent() ? with(name, fact.get()) : this;
    }

    /** Adds a list, with commas between. */
    Words with(String name, List<?> facts) {
        return with(name, facts.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Adds numbers, with commas between. */
    Words with(String name, double[] numbers) {
        return with(name, Arrays.stream(numbers).boxed().toList());
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    String text(String name) throws MalformedFileException {
        String text = byName.get(name);
        if (text == null) {
            throw new MalformedFileException(SafeTensorsHeader.METADATA + ": expected '" + name + "', got none");
        }
        return text;
    }

    int integer(String name) throws MalformedFileException {
        return parse(name, "a whole number", Integer::valueOf);
    }

    long longInteger(String name) throws MalformedFileException {
        return parse(name, "a whole number", Long::valueOf);
    }

    double number(String name) throws MalformedFileException {
        return parse(name, "a number", Double::valueOf);
    }

    OptionalInt optionalInteger(String name) throws MalformedFileException {
        return has(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
    }

    OptionalDouble optionalNumber(String name) throws MalformedFileException {
        return has(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    double[] numbers(String name) throws MalformedFileException {
        return list(name, "numbers", Double::valueOf).stream()
                .mapToDouble(x -> x)
                .toArray();
    }

    List<Integer> integers(String name) throws MalformedFileException {
        return list(name, "whole numbers", Integer::valueOf);
    }

    <T> T choice(String name, T[] values) throws MalformedFileException {
        return parse(name, oneOf(values), text -> chosen(text, values));
    }

    <T> List<T> choices(String name, T[] values) throws MalformedFileException {
        return list(name, "a list of " + oneOf(values), text -> chosen(text, values));
    }

    private <T> List<T> list(String name, String kind, Function<String, T> parse) throws MalformedFileException {
        String text = text(name);
        long most = Math.min(LONGEST_LIST, Runtime.getRuntime().maxMemory() / HEAP);
        if (text.length() > most) {
            throw refusal(name, "at most " + most + " characters", String.valueOf(text.length()));
        }
        return parse(
                name,
                kind + " with commas between",
                all -> Arrays.stream(all.split(",", -1)).map(parse).toList());
    }

    /** What a word means, where the meaning is made by a rule that says what is wrong itself. */
    <T> T made(String name, Function<String, T> rule) throws MalformedFileException {
        try {
            return rule.apply(text(name));
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(SafeTensorsHeader.METADATA + "." + name + ": " + e.getMessage());
        }
    }

    private <T> T parse(String name, String kind, Function<String, T> parse) throws MalformedFileException {
        String text = text(name);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw refusal(name, kind, "'" + Excerpt.of(text) + "'");
        }
    }

    private static <T> T chosen(String text, T[] values) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String oneOf(Object[] values) {
        return Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static MalformedFileException refusal(String name, String expected, String got) {
        return new MalformedFileException(
                SafeTensorsHeader.METADATA + "." + name + ": expected " + expected + ", got " + got);
    }
}
