package twingrad.compare.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.expression.QuizAnswer.Kind;

class QuizQuestionTest {

    @ParameterizedTest(name = "{0} to {1}: {2} is {3}")
    @CsvSource({
        "L, z3, 2.54, RIGHT",
        "L, z3, 2.5400001, RIGHT",
        "L, z3, 2.544, RIGHT",
        "L, z3, 2.536, RIGHT",
        "L, z3, 2.546, WRONG",
        "L, z3, 2.534, WRONG",
        "L, z3, -2.54, SIGN",
        "L, z3, 1, LOCAL_FORGOTTEN",
        "L, z3, 2, OTHER_OP",
        "L, z3, 0.5, OTHER_OP",
        "z3, z2, -2.54, RIGHT",
        "z3, z2, 2.54, SIGN",
        "z3, z2, -1, UPSTREAM_FORGOTTEN",
        "z3, z2, 7.62, OTHER_OP",
        "z3, z2, 0, WRONG",
        "z1, w, -5.08, RIGHT",
        "z1, w, 5.08, SIGN",
        "z1, w, 2, UPSTREAM_FORGOTTEN",
        "z1, w, -2.54, LOCAL_FORGOTTEN",
        "z1, w, -1.27, OTHER_INPUT",
        "z1, w, -5.075, RIGHT",
        "z1, w, -5.80, WRONG",
        "z1, w, NaN, WRONG",
        "z1, w, Infinity, WRONG",
    })
    void an_answer_is_right_or_wrong_in_a_way_that_has_a_name(String node, String input, double answer, Kind kind) {
        assertThat(question(byHand(), node, input).judge(answer).kind()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "the second edge of a*a: {0} is {1}")
    @CsvSource({"3, RIGHT", "-3, SIGN", "1, LOCAL_FORGOTTEN", "6, ADDED", "9, WRONG"})
    void where_a_gradient_was_already_the_contribution_is_asked_for(double answer, Kind kind) {
        assertThat(square().get(1).judge(answer).kind()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "the sum of both edges of a*a: {0} is {1}")
    @CsvSource({"6, RIGHT", "3, NOT_ADDED", "0, SIGN", "-6, SIGN", "9, WRONG"})
    void and_then_the_sum(double answer, Kind kind) {
        assertThat(square().get(2).judge(answer).kind()).isEqualTo(kind);
    }

    @Test
    void each_question_says_what_is_asked() {
        assertThat(square())
                .extracting(QuizQuestion::text)
                .containsExactly(
                        "∂L/∂L · ∂L/∂a = ?", "∂L/∂L · ∂L/∂a = ?", "∂L/∂a was 3 and receives 3. What is it then?");
        assertThat(square()).extracting(QuizQuestion::expected).containsExactly(3.0, 3.0, 6.0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-5.08 | Right: -2.54 · 2 = -5.08.",
                "5.08  | The sign is wrong: expected -2.54 · 2 = -5.08, got 5.08.",
                "2     | That is the local derivative without the upstream gradient: "
                        + "expected -2.54 · 2 = -5.08, got 2.",
                "-2.54 | That is the upstream gradient without the local derivative: "
                        + "expected -2.54 · 2 = -5.08, got -2.54.",
                "-1.27 | That goes to the other input: expected -2.54 · 2 = -5.08, got -1.27.",
                "2.54  | That is with the local derivative of -, the op is *: expected -2.54 · 2 = -5.08, got 2.54.",
                "7     | Wrong: expected -2.54 · 2 = -5.08, got 7.",
            })
    void every_judgment_says_the_right_answer(double answer, String text) {
        assertThat(question(byHand(), "z1", "w").judge(answer)).hasToString(text);
    }

    @Test
    void the_judgment_of_a_sum_says_the_sum() {
        assertThat(square().get(2).judge(3)).hasToString("Not added to what was there: expected 3 + 3 = 6, got 3.");
        assertThat(square().get(1).judge(6))
                .hasToString("That is the sum with what was there: expected 1 · 3 = 3, got 6.");
    }

    @Test
    void a_sum_that_cancels_is_answered_with_0() {
        var graph = Script.parse("p = 0.1*a + 0.2*a; L = p - 0.3*a").at(Map.of("a", 1.0), Set.of());
        var last = new Walk(graph)
                .steps().stream()
                        .flatMap(step -> QuizQuestion.of(graph, step).stream())
                        .filter(question -> question.edge().input().equals("a"))
                        .reduce((first, second) -> second)
                        .orElseThrow();

        assertThat(last.expected()).isNotZero().isBetween(-1e-15, 1e-15);
        assertThat(last.judge(0).isRight()).isTrue();
        assertThat(last.judge(1e-3).isRight()).isFalse();
    }

    @Test
    void infinities_and_NaN_are_answers_too() {
        var graph = Script.parse("L = log(a)").at(Map.of("a", 0.0), Set.of());
        var question = question(graph, "L", "a");

        assertThat(question.judge(Double.POSITIVE_INFINITY).kind()).isEqualTo(Kind.RIGHT);
        assertThat(question.judge(Double.NEGATIVE_INFINITY).kind()).isEqualTo(Kind.SIGN);
        assertThat(question.judge(1e300).kind()).isEqualTo(Kind.WRONG);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "L = tanh(a)",
                "L = leakyRelu(a, 0.1)",
                "L = a^2",
                "L = 2*a",
                "L = a - 1",
                "L = 5 - a",
                "L = maximum(a, b)",
                "L = a/b",
            })
    void the_op_itself_is_none_of_the_other_ops(String expression) {
        var script = Script.parse(expression);
        var graph = script.at(script.inputs().contains("b") ? Map.of("a", 1.5, "b", 2.5) : Map.of("a", 1.5), Set.of());

        var question = question(graph, "L", "a");

        assertThat(question.otherOps())
                .isNotEmpty()
                .doesNotContainKey(graph.node("L").op());
    }

    @Test
    void a_forward_step_asks_nothing() {
        assertThat(QuizQuestion.of(byHand(), new Walk(byHand()).steps().get(0))).isEqualTo(List.of());
    }

    /** The questions of a*a at a = 3. */
    private static List<QuizQuestion> square() {
        var graph = Script.parse("L = a*a").at(Map.of("a", 3.0), Set.of());
        return QuizQuestion.of(graph, new Walk(graph).steps().get(1));
    }

    private static Graph byHand() {
        var example = Examples.named("by-hand");
        return Script.parse(example.script()).at(example.at(), example.constants());
    }

    private static QuizQuestion question(Graph graph, String node, String input) {
        return new Walk(graph)
                .steps().stream()
                        .filter(step -> step.node().equals(node))
                        .flatMap(step -> QuizQuestion.of(graph, step).stream())
                        .filter(question -> question.edge().input().equals(input))
                        .findFirst()
                        .orElseThrow();
    }
}
