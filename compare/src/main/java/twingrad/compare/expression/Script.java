package twingrad.compare.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import twingrad.compare.expression.ScriptReader.Statement;
import twingrad.scalar.Value;

/**
 * An expression as people write it: statements such as {@code z1 = x*w}, separated by {@code ;} or by the ends of
 * lines, of which the last is the root. There are {@code + - * / ^} (a power binds tighter than the sign before it, and
 * from the right: {@code -x^2} is {@code -(x^2)}), parentheses, numbers, and every op of {@link Value} as a function;
 * {@code #} begins a comment.
 *
 * <p>A name that is assigned stands for that node from there on. Any other name is a leaf that needs a value; {@code
 * w = 0.5} is a leaf that brings its own. A number stays with its op where the engine takes plain numbers ({@code 2*x},
 * {@code x^2}), and is a constant leaf where it does not ({@code 5 - x}); ops of numbers alone are worked out at once.
 */
public final class Script {

    /** Most names that an error lists. */
    private static final int MOST_NAMES = 12;

    private final Source source;
    private final ScriptReader read;

    private Script(Source source) {
        this.source = source;
        this.read = ScriptReader.read(source);
    }

    /**
     * Reads an expression.
     *
     * @throws ExpressionException if it is malformed; the message points at the place
     */
    public static Script parse(String text) {
        return new Script(new Source(text));
    }

    /** The names that need a value, in the order in which they are met. Unmodifiable. */
    public List<String> inputs() {
        return read.leaves().entrySet().stream()
                .filter(leaf -> leaf.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The expression at some values.
     *
     * @param values for every input; a leaf that has a value in the text may be given another
     * @param constants the leaves that are never updated: data and labels
     * @throws ExpressionException for an input without a value, a value or a constant without a leaf
     */
    public Graph at(Map<String, Double> values, Set<String> constants) {
        refuseUnknown("values", values.keySet());
        refuseUnknown("constants", constants);
        List<String> missing =
                inputs().stream().filter(name -> !values.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        var leaves = new LinkedHashMap<String, Double>();
        read.leaves().forEach((name, own) -> {
            Double given = values.get(name);
            leaves.put(name, given == null ? Double.valueOf(own.getAsDouble()) : given);
        });
        return Graph.of(this::root, leaves, constants);
    }

    private Value root(Map<String, Value> leaves) {
        var values = new HashMap<>(leaves);
        Value last = null;
        for (Statement statement : read.statements()) {
            last = statement.term().at(values);
            if (!statement.name().isEmpty()) {
                boolean alias = !last.label().isEmpty();
                values.put(statement.name(), alias ? last : last.as(statement.name()));
            }
        }
        return last;
    }

    /** Asks for the missing values by name; points at the first, or at one that may be a slip of the pen. */
    private ExpressionException missing(List<String> missing) {
        String first = missing.stream()
                .limit(MOST_NAMES)
                .filter(name -> !Spelling.hint(name, read.computed()).isEmpty())
                .findFirst()
                .orElse(missing.get(0));
        String typed = listed(missing, "=NUMBER", ",");
        String hint = Spelling.hint(first, read.computed());
        return source.error(
                read.firstUses().get(first),
                (missing.size() == 1 ? "a value for " : "values for ") + listed(missing, "", ", "),
                "none",
                "type --at " + typed + (hint.isEmpty() ? "" : "; or for " + first + ", " + hint));
    }

    /** The names, the first few of many, each with something after it. */
    private static String listed(List<String> names, String after, String separator) {
        String shown =
                names.stream().limit(MOST_NAMES).map(name -> name + after).collect(Collectors.joining(separator));
        return names.size() > MOST_NAMES ? shown + separator + "… (" + names.size() + " in all)" : shown;
    }

    private void refuseUnknown(String what, Set<String> names) {
        List<String> known = new ArrayList<>(read.leaves().keySet());
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).sorted().toList();
        if (unknown.isEmpty()) {
            return;
        }
        String leaves = known.isEmpty() ? "none, for it has no names" : "some of " + listed(known, "", ", ");
        String first = unknown.get(0);
        String remedy = read.computed().contains(first)
                ? first + " is computed by the expression"
                : Spelling.hint(first, known);
        throw new ExpressionException("%s: expected %s, got %s%s"
                .formatted(what, leaves, listed(unknown, "", ", "), remedy.isEmpty() ? "" : "; " + remedy));
    }
}
