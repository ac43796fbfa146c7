package twingrad.compare.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expressions to begin with, by name. */
public final class Examples {

    private static final List<Example> ALL = List.of(
            new Example(
                    "by-hand",
                    "a linear unit and its squared error, to be done with a pencil",
                    """
                    z1 = x*w
                    z2 = z1 + b
                    z3 = y - z2
                    L = z3^2
                    """,
                    at("x=2, w=0.5, b=0.73, y=3"),
                    Set.of("x", "y")),
            new Example(
                    "micrograd",
                    "the program of micrograd's README: g = 24.7041, dg/da = 138.8338, dg/db = 645.5773",
                    """
                    c0 = a + b
                    d0 = a*b + b^3
                    c1 = c0 + (c0 + 1)
                    c = c1 + (c1 + 1 + -a)
                    d1 = d0 + (d0*2 + relu(b + a))
                    d = d1 + (d1*3 + relu(b - a))
                    e = c - d
                    f = e^2
                    g = f/2 + 10/f
                    """,
                    at("a=-4, b=2"),
                    Set.of()),
            new Example(
                    "neuron",
                    "a tanh neuron of two inputs",
                    """
                    n = x1*w1 + x2*w2 + b
                    o = tanh(n)
                    """,
                    at("x1=2, w1=-3, x2=0, w2=1, b=6.8813735870195432"),
                    Set.of("x1", "x2")),
            new Example(
                    "softmax",
                    "softmax of three logits and the cross-entropy of the second, unfused: each dL/dz is p - y",
                    """
                    e1 = exp(z1)
                    e2 = exp(z2)
                    e3 = exp(z3)
                    s = e1 + e2 + e3
                    p2 = e2/s
                    L = -log(p2)
                    """,
                    at("z1=1, z2=0.5, z3=-1"),
                    Set.of()),
            new Example(
                    "xor",
                    "one sample of XOR in a network of two hidden units, with binary cross-entropy",
                    """
                    h1 = tanh(x1*w11 + x2*w12 + b1)
                    h2 = tanh(x1*w21 + x2*w22 + b2)
                    z = h1*w1 + h2*w2 + b
                    L = softplus(z) - z*y
                    """,
                    at("x1=0, w11=1.5, x2=1, w12=-1, b1=-0.5, w21=-1, w22=1.25, b2=-0.25, "
                            + "w1=0.75, w2=1.25, b=0.1, y=1"),
                    Set.of("x1", "x2", "y")));

    private Examples() {}

    /**
     * An expression and where it is looked at.
     *
     * @param name what it is called by
     * @param description what it shows
     * @param script its text
     * @param at values for all its inputs, in order
     * @param constants the inputs that are data or labels
     */
    public record Example(
            String name, String description, String script, Map<String, Double> at, Set<String> constants) {

        /** Its graph. */
        public Graph graph() {
            return Script.parse(script).at(at, constants);
        }
    }

    /** All names. */
    public static List<String> names() {
        return ALL.stream().map(Example::name).toList();
    }

    /** The example of a name; the error names those that there are. */
    public static Example named(String name) {
        return ALL.stream()
                .filter(example -> example.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "example: expected one of " + String.join(", ", names()) + ", got " + name));
    }

    private static Map<String, Double> at(String values) {
        var at = new LinkedHashMap<String, Double>();
        for (String value : values.split(", ")) {
            String[] parts = value.split("=");
            at.put(parts[0], Double.parseDouble(parts[1]));
        }
        return Collections.unmodifiableMap(at);
    }
}
