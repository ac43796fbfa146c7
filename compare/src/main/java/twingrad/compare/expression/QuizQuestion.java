package twingrad.compare.expression;

import static twingrad.scalar.Notation.factor;
import static twingrad.scalar.Notation.number;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import twingrad.compare.expression.QuizAnswer.Kind;

/**
 * What a learner is asked before a step of the backward pass shows it: the contribution of an edge, and, where the
 * input had a gradient already, what the sum of both is.
 *
 * @param root the name of the root
 * @param step the step of the backward pass
 * @param index which of the step's edges is asked for, from 0
 * @param asks what is asked of the edge
 * @param otherOps the local derivatives that other ops would have at the same numbers, by op
 */
public record QuizQuestion(String root, WalkStep step, int index, Asks asks, Map<String, Double> otherOps) {
    /** An answer counts as right if it agrees to so many significant digits, rounded. */
    static final int DIGITS = 3;

    /** What is that much smaller than the numbers it was added up from is called 0. */
    private static final double CANCELLED = 1e-12;

    /** What can be asked of an edge. */
    public enum Asks {
        /** Upstream gradient times local derivative. */
        CONTRIBUTION,
        /** The input's gradient after the contribution was added to it. */
        SUM
    }

    public QuizQuestion {
        Objects.requireNonNull(root, "QuizQuestion: expected the name of the root, got null");
        Objects.requireNonNull(step, "QuizQuestion: expected a step, got null");
        Objects.requireNonNull(asks, "QuizQuestion: expected what is asked, got null");
        Objects.checkIndex(index, step.edges().size());
        otherOps = Collections.unmodifiableMap(new LinkedHashMap<>(otherOps));
    }

    /** The questions of a step, edge by edge in order; none for a step of the forward pass. */
    public static List<QuizQuestion> of(Graph graph, WalkStep step) {
        var questions = new ArrayList<QuizQuestion>();
        for (var i = 0; i < step.edges().size(); i++) {
            var others = OtherOps.partials(graph, step.node(), i);
            questions.add(new QuizQuestion(graph.rootName(), step, i, Asks.CONTRIBUTION, others));
            if (step.edges().get(i).before().isPresent()) {
                questions.add(new QuizQuestion(graph.rootName(), step, i, Asks.SUM, others));
            }
        }
        return List.copyOf(questions);
    }

    /** The edge that is asked for. */
    public WalkEdge edge() {
        return step.edges().get(index);
    }

    /** The question in words. */
    public String text() {
        if (asks == Asks.SUM) {
            return "%s was %s and receives %s. What is it then?"
                    .formatted(gradient(edge().input()), number(before()), number(contribution()));
        }
        return "%s · ∂%s/∂%s = ?".formatted(gradient(step.node()), step.node(), edge().input());
    }

    /** The right answer. */
    public double expected() {
        return asks == Asks.SUM ? before() + contribution() : contribution();
    }

    /** The way to the right answer with the numbers plugged in: {@code 2.54 · (-1) = -2.54}. */
    public String solution() {
        return asks == Asks.SUM
                ? number(before()) + " + " + factor(contribution()) + " = " + number(expected())
                : number(upstream()) + " · " + factor(edge().local()) + " = " + number(expected());
    }

    /** Judges an answer: right to {@value #DIGITS} significant digits, or wrong in a way that has a name. */
    public QuizAnswer judge(double answer) {
        if (isClose(answer, expected())) {
            return new QuizAnswer(Kind.RIGHT, "Right: " + solution() + ".");
        }
        return asks == Asks.SUM ? judgeSum(answer) : judgeContribution(answer);
    }

    private QuizAnswer judgeSum(double answer) {
        if (isClose(answer, contribution())) {
            return wrong(answer, Kind.NOT_ADDED, "Not added to what was there");
        }
        if (isClose(answer, -expected()) || isClose(answer, before() - contribution())) {
            return wrong(answer, Kind.SIGN, "The sign is wrong");
        }
        return wrong(answer, Kind.WRONG, "Wrong");
    }

    private QuizAnswer judgeContribution(double answer) {
        if (isClose(answer, -contribution())) {
            return wrong(answer, Kind.SIGN, "The sign is wrong");
        }
        if (isClose(answer, edge().local())) {
            return wrong(answer, Kind.UPSTREAM_FORGOTTEN, "That is the local derivative without the upstream gradient");
        }
        if (isClose(answer, upstream())) {
            return wrong(answer, Kind.LOCAL_FORGOTTEN, "That is the upstream gradient without the local derivative");
        }
        if (edge().before().isPresent() && isClose(answer, before() + contribution())) {
            return wrong(answer, Kind.ADDED, "That is the sum with what was there");
        }
        if (step.edges().stream().anyMatch(other -> isClose(answer, other.contribution()))) {
            return wrong(answer, Kind.OTHER_INPUT, "That goes to the other input");
        }
        return otherOp(answer)
                .map(op -> wrong(
                        answer,
                        Kind.OTHER_OP,
                        "That is with the local derivative of " + op + ", the op is " + step.op()))
                .orElseGet(() -> wrong(answer, Kind.WRONG, "Wrong"));
    }

    /** The other op with which the answer would be right; one whose derivative is 0 explains nothing. */
    private Optional<String> otherOp(double answer) {
        return otherOps.entrySet().stream()
                .filter(other -> other.getValue() != 0 && isClose(answer, upstream() * other.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private QuizAnswer wrong(double answer, Kind kind, String reason) {
        return new QuizAnswer(kind, reason + ": expected " + solution() + ", got " + number(answer) + ".");
    }

    private boolean isClose(double answer, double target) {
        if (!Double.isFinite(target)) {
            return Double.compare(answer, target) == 0;
        }
        var size = Math.abs(target);
        var noise = asks == Asks.SUM && Double.isFinite(contribution()) ? CANCELLED * Math.abs(contribution()) : 0;
        if (size <= noise) {
            return Math.abs(answer) <= noise;
        }
        var unit = StrictMath.pow(10, Math.floor(StrictMath.log10(size)) - (DIGITS - 1));
        return Math.abs(answer - target) <= 0.5 * unit * (1 + CANCELLED);
    }

    private double upstream() {
        return step.grad().orElseThrow();
    }

    private double contribution() {
        return edge().contribution();
    }

    private double before() {
        return edge().before().orElse(0);
    }

    private String gradient(String node) {
        return "∂" + root + "/∂" + node;
    }
}
