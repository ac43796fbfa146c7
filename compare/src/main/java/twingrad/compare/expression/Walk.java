package twingrad.compare.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import twingrad.scalar.BackwardPass;
import twingrad.scalar.Contribution;
import twingrad.scalar.ForwardPass;
import twingrad.scalar.ForwardStep;
import twingrad.scalar.Notation;
import twingrad.scalar.Step;
import twingrad.scalar.Value;

/**
 * Both passes over a graph as one cursor: first each interior node is computed, inputs before users, then each hands
 * its gradient on, the root first. The steps are recorded from {@link ForwardPass} and {@link BackwardPass}, so going
 * back and forth loses no bit. Between two steps, some values are not shown yet and some gradients not computed yet.
 */
public final class Walk {

    private final Graph graph;
    private final List<WalkStep> steps;

    /** When each interior node is computed: the position after which its value is shown. */
    private final Map<String, Integer> shownFrom = new HashMap<>();

    /** The gradients at this position; without a node whose gradient is not computed yet. */
    private final Map<String, Double> grads = new HashMap<>();

    private final int forwardSteps;
    private int position;

    /** A walk that stands at the start. The gradients on the graph's values end as {@code backward()} leaves them. */
    public Walk(Graph graph) {
        this.graph = graph;
        var recorded = new ArrayList<WalkStep>();
        var forward = new ForwardPass(graph.root());
        while (!forward.isDone()) {
            recorded.add(recorded(forward.step()));
            shownFrom.put(recorded.get(recorded.size() - 1).node(), recorded.size());
        }
        forwardSteps = recorded.size();
        new BackwardPass(graph.root()).zeroGrad();
        var backward = new BackwardPass(graph.root());
        while (!backward.isDone()) {
            recorded.add(recorded(backward.step()));
        }
        steps = List.copyOf(recorded);
        seed();
    }

    /** The graph. */
    public Graph graph() {
        return graph;
    }

    /** Number of steps, both passes together. */
    public int length() {
        return steps.size();
    }

    /** Number of steps taken. */
    public int position() {
        return position;
    }

    /** Number of steps of the forward pass: the position at which the backward pass begins. */
    public int forwardLength() {
        return forwardSteps;
    }

    /** Whether there is no step left. */
    public boolean isDone() {
        return position == steps.size();
    }

    /**
     * Takes the next step.
     *
     * @throws IllegalStateException when the walk is done
     */
    public WalkStep step() {
        if (isDone()) {
            throw new IllegalStateException("step: expected a step still to come, got a walk that is done");
        }
        WalkStep step = steps.get(position++);
        for (WalkEdge edge : step.edges()) {
            grads.put(edge.input(), edge.after().orElseThrow());
        }
        seed();
        return step;
    }

    /**
     * Takes the last step back.
     *
     * @throws IllegalStateException at the start
     */
    public void undo() {
        if (position == 0) {
            throw new IllegalStateException("undo: expected a step to take back, got none");
        }
        List<WalkEdge> edges = steps.get(--position).edges();
        for (int i = edges.size() - 1; i >= 0; i--) {
            WalkEdge edge = edges.get(i);
            if (edge.before().isPresent()) {
                grads.put(edge.input(), edge.before().getAsDouble());
            } else {
                grads.remove(edge.input());
            }
        }
        if (position < forwardSteps) {
            grads.clear();
        }
    }

    /** Goes to the end. */
    public void finish() {
        moveTo(length());
    }

    /** Goes back to the start. */
    public void restart() {
        moveTo(0);
    }

    /** Goes to where {@code position} steps are taken, from 0 to {@link #length()}. */
    public void moveTo(int position) {
        if (position < 0 || position > length()) {
            throw new IllegalArgumentException(
                    "moveTo: expected a position from 0 to " + length() + ", got " + position);
        }
        while (this.position < position) {
            step();
        }
        while (this.position > position) {
            undo();
        }
    }

    /** All steps, wherever the walk stands. Unmodifiable. */
    public List<WalkStep> steps() {
        return steps;
    }

    /** The walk over the expression built anew with another value of one leaf, at the same position. */
    public Walk with(String leaf, double data) {
        var walk = new Walk(graph.with(leaf, data));
        walk.moveTo(position);
        return walk;
    }

    /** Whether a node's value is known at this position: a leaf's always is. */
    public boolean isValueShown(String node) {
        return graph.node(node).leaf() || position >= shownFrom.get(node);
    }

    /** A node's gradient as far as it is summed at this position; empty if it is not computed yet, which is not 0. */
    public OptionalDouble shownGrad(String node) {
        Double grad = grads.get(graph.node(node).name());
        return grad == null ? OptionalDouble.empty() : OptionalDouble.of(grad);
    }

    /**
     * Where what is not finite came from, as far as this position shows it: the first value, or else the first
     * contribution to a gradient; empty as long as all is finite.
     */
    public Optional<String> firstNonFinite() {
        Optional<String> node = graph.firstNonFinite().filter(this::isValueShown);
        if (node.isPresent()) {
            return node.map(name -> "the first value that is not finite is that of " + name + equation(name));
        }
        for (WalkStep step : steps.subList(0, position)) {
            for (WalkEdge edge : step.edges()) {
                if (!Double.isFinite(edge.contribution())) {
                    return Optional.of("the first gradient that is not finite goes from " + step.node() + " to "
                            + edge.input() + ": " + edge.formula());
                }
            }
        }
        return Optional.empty();
    }

    private String equation(String node) {
        return graph.node(node).leaf()
                ? ", which was given so"
                : ": " + steps.get(shownFrom.get(node) - 1).formula();
    }

    /** When all is computed, the backward pass begins with d root / d root = 1. */
    private void seed() {
        if (position == forwardSteps) {
            grads.put(graph.rootName(), 1.0);
        }
    }

    private static WalkStep recorded(ForwardStep step) {
        Value node = step.node();
        return new WalkStep(
                Pass.FORWARD, node.label(), node.op(), step.toString(), step.data(), OptionalDouble.empty(), List.of());
    }

    private WalkStep recorded(Step step) {
        Value node = step.node();
        List<String> formulas = step.formulas();
        return new WalkStep(
                Pass.BACKWARD,
                node.label(),
                node.op(),
                "∂" + graph.rootName() + "/∂" + node.label() + " = " + Notation.number(step.grad()),
                node.data(),
                OptionalDouble.of(step.grad()),
                IntStream.range(0, formulas.size())
                        .mapToObj(i -> edge(step.contributions().get(i), formulas.get(i)))
                        .toList());
    }

    private static WalkEdge edge(Contribution contribution, String formula) {
        return new WalkEdge(
                contribution.input().label(),
                formula,
                contribution.partial(),
                contribution.amount(),
                contribution.before(),
                contribution.after());
    }
}
