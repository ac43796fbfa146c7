package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.expression.Script;
import twingrad.compare.expression.Walk;

class StepScreenTest {

    @Test
    void at_the_start_only_the_leaves_have_values() {
        assertThat(screen("", 80, 13)).isEqualTo("""
                        The start of the forward pass
                          node  op        value    gradient | Only the leaves have values yet.
                          x     constant  2        not yet  | → computes the first node.
                          w     leaf      0.5      not yet  |
                          b     leaf      0.73     not yet  |
                          y     constant  3        not yet  |
                          z1    *         not yet  not yet  |
                          z2    +         not yet  not yet  |
                          z3    -         not yet  not yet  |
                          L     ^ 2       not yet  not yet  |


                        → step   ← back   f finish   r restart   Tab other pass   s set a leaf   q quit
                        """);
    }

    @Test
    void a_forward_step_is_the_node_with_its_numbers_plugged_in() {
        assertThat(screen("nnn", 80, 13)).isEqualTo("""
                        Forward pass, step 3 of 4
                          node  op        value    gradient | z3 = y - z2 = 3 - 1.73 = 1.27
                          x     constant  2        not yet  |
                          w     leaf      0.5      not yet  |
                          b     leaf      0.73     not yet  |
                          y     constant  3        not yet  |
                          z1    *         1        not yet  |
                          z2    +         1.73     not yet  |
                        > z3    -         1.27     not yet  |
                          L     ^ 2       not yet  not yet  |


                        → step   ← back   f finish   r restart   Tab other pass   s set a leaf   q quit
                        """);
    }

    @Test
    void after_the_forward_pass_the_roots_gradient_is_1() {
        assertThat(screen("nnnn", 80, 13)).isEqualTo("""
                        Forward pass, step 4 of 4
                          node  op        value    gradient | L = z3 ^ 2 = 1.27 ^ 2 = 1.6129
                          x     constant  2        not yet  |
                          w     leaf      0.5      not yet  | The forward pass is done. The backward
                          b     leaf      0.73     not yet  |   pass begins with ∂L/∂L = 1.
                          y     constant  3        not yet  |
                          z1    *         1        not yet  |
                          z2    +         1.73     not yet  |
                          z3    -         1.27     not yet  |
                        > L     ^ 2       1.6129   1        |


                        → step   ← back   f finish   r restart   Tab other pass   s set a leaf   q quit
                        """);
    }

    @Test
    void a_backward_step_is_the_chain_rule_of_each_edge() {
        assertThat(screen("<TAB>nn", 80, 13)).isEqualTo("""
                        Backward pass, step 2 of 4
                          node  op        value    gradient | ∂L/∂z3 = 2.54
                          x     constant  2        not yet  |
                          w     leaf      0.5      not yet  | to y
                          b     leaf      0.73     not yet  |   ∂z3/∂y = 1
                          y     constant  3        2.54     |   ∂L/∂z3 · ∂z3/∂y = 2.54 · 1 = 2.54
                          z1    *         1        not yet  |   ∂L/∂y: not computed yet -> 2.54
                          z2    +         1.73     -2.54    |
                        > z3    -         1.27     2.54     | to z2
                          L     ^ 2       1.6129   1        |   ∂z3/∂z2 = -1
                                                            |   ∂L/∂z3 · ∂z3/∂z2 = 2.54 · (-1) = -2.54
                                                            |   ∂L/∂z2: not computed yet -> -2.54
                        → step   ← back   f finish   r restart   Tab other pass   s set a leaf   q quit
                        """);
    }

    @Test
    void at_the_end_everything_has_a_gradient() {
        assertThat(screen("f", 80, 13)).isEqualTo("""
                        Backward pass, step 4 of 4: done
                          node  op        value    gradient | ∂L/∂z1 = -2.54
                          x     constant  2        -1.27    |
                          w     leaf      0.5      -5.08    | to x
                          b     leaf      0.73     -2.54    |   ∂z1/∂x = w = 0.5
                          y     constant  3        2.54     |   ∂L/∂z1 · ∂z1/∂x = -2.54 · 0.5 = -1.27
                        > z1    *         1        -2.54    |   ∂L/∂x: not computed yet -> -1.27
                          z2    +         1.73     -2.54    |
                          z3    -         1.27     2.54     | to w
                          L     ^ 2       1.6129   1        |   ∂z1/∂w = x = 2
                                                            |   ∂L/∂z1 · ∂z1/∂w = -2.54 · 2 = -5.08
                                                            |   ∂L/∂w: not computed yet -> -5.08
                        → step   ← back   f finish   r restart   Tab other pass   s set a leaf   q quit
                        """);
    }

    @Test
    void below_70_columns_the_text_stands_under_the_table() {
        assertThat(screen("<TAB>nn", 60, 26)).isEqualTo("""
                        Backward pass, step 2 of 4
                          node  op        value    gradient
                          x     constant  2        not yet
                          w     leaf      0.5      not yet
                          b     leaf      0.73     not yet
                          y     constant  3        2.54
                          z1    *         1        not yet
                          z2    +         1.73     -2.54
                        > z3    -         1.27     2.54
                          L     ^ 2       1.6129   1

                        ∂L/∂z3 = 2.54

                        to y
                          ∂z3/∂y = 1
                          ∂L/∂z3 · ∂z3/∂y = 2.54 · 1 = 2.54
                          ∂L/∂y: not computed yet -> 2.54

                        to z2
                          ∂z3/∂z2 = -1
                          ∂L/∂z3 · ∂z3/∂z2 = 2.54 · (-1) = -2.54
                          ∂L/∂z2: not computed yet -> -2.54


                        → step   ← back   f finish   r restart   Tab other pass
                        s set a leaf   q quit
                        """);
    }

    @Test
    void on_a_small_screen_the_text_goes_before_the_table() {
        assertThat(screen("<TAB>nn", 42, 14)).isEqualTo("""
                        Backward pass, step 2 of 4
                          node  op        value    gradient
                        > z3    -         1.27     2.54
                        ∂L/∂z3 = 2.54
                        to y
                          ∂z3/∂y = 1
                          ∂L/∂z3 · ∂z3/∂y = 2.54 · 1 = 2.54
                          ∂L/∂y: not computed yet -> 2.54
                        to z2
                          ∂z3/∂z2 = -1
                          ∂L/∂z3 · ∂z3/∂z2 = 2.54 · (-1) = -2.54
                          ∂L/∂z2: not computed yet -> -2.54
                        → step   ← back   f finish   r restart
                        Tab other pass   s set a leaf   q quit
                        """);
    }

    @Test
    void what_is_typed_stands_above_its_keys() {
        assertThat(screen("<TAB>nnsw=0.7", 80, 13)).isEqualTo("""
                        Backward pass, step 2 of 4
                          node  op        value    gradient | ∂L/∂z3 = 2.54
                          x     constant  2        not yet  | to y
                          w     leaf      0.5      not yet  |   ∂z3/∂y = 1
                          b     leaf      0.73     not yet  |   ∂L/∂z3 · ∂z3/∂y = 2.54 · 1 = 2.54
                          y     constant  3        2.54     |   ∂L/∂y: not computed yet -> 2.54
                          z1    *         1        not yet  | to z2
                          z2    +         1.73     -2.54    |   ∂z3/∂z2 = -1
                        > z3    -         1.27     2.54     |   ∂L/∂z3 · ∂z3/∂z2 = 2.54 · (-1) = -2.54
                          L     ^ 2       1.6129   1        |   ∂L/∂z2: not computed yet -> -2.54

                        leaf = number: w=0.7_
                        Enter build anew   Esc leave as it is   Ctrl-C quit
                        """);
    }

    @Test
    void the_quiz_hides_what_it_asks_for() {
        assertThat(quiz("<TAB>n1<ENTER>n", 80, 14)).isEqualTo("""
                        Backward pass, step 2 of 4   quiz: 0 of 1 right
                          node  op        value    gradient | ∂L/∂z3 = 2.54
                          x     constant  2        not yet  |
                          w     leaf      0.5      not yet  | to y
                          b     leaf      0.73     not yet  |   ∂L/∂z3 · ∂z3/∂y = ?
                          y     constant  3        not yet  |
                          z1    *         1        not yet  |
                          z2    +         1.73     not yet  |
                        > z3    -         1.27     2.54     |
                          L     ^ 2       1.6129   1        |


                        your answer: _
                        Enter answer (nothing typed: show it)   Esc leave the question   Ctrl-C quit
                        """);
    }

    @Test
    void an_answered_contribution_is_shown_while_its_sum_is_asked_for() {
        var walk = new Walk(Script.parse("L = a*a").at(Map.of("a", 3.0), Set.of()));
        var session = StepExamples.press(new StepSession(walk, true), "<TAB>n3<ENTER>3<ENTER>");

        assertThat(lines(session, 80, 14)).isEqualTo("""
                        Backward pass, step 1 of 1   quiz: 2 of 2 right
                          node  op    value    gradient | ∂L/∂L = 1
                          a     leaf  3        not yet  | to a
                        > L     *     9        1        |   ∂L/∂a = a = 3
                                                        |   ∂L/∂L · ∂L/∂a = 1 · 3 = 3
                                                        |   ∂L/∂a: not computed yet -> 3
                                                        | to a
                                                        |   ∂L/∂a = a = 3
                                                        |   ∂L/∂L · ∂L/∂a = 1 · 3 = 3
                                                        |   ∂L/∂a was 3 and receives 3. What is it then?

                        Right: 1 · 3 = 3.
                        your answer: _
                        Enter answer (nothing typed: show it)   Esc leave the question   Ctrl-C quit
                        """);
    }

    @Test
    void a_node_that_is_used_twice_shows_the_sum() {
        var walk = new Walk(Script.parse("c = a*a; L = c + a").at(Map.of("a", 3.0), Set.of()));
        var session = StepExamples.press(new StepSession(walk, false), "f");

        assertThat(lines(session, 80, 14)).contains("∂L/∂a: 1 -> 1 + 3 = 4").contains("∂L/∂a: 4 -> 4 + 3 = 7");
    }

    @Test
    void a_negative_contribution_is_added_in_parentheses() {
        var walk = new Walk(Script.parse("L = a*a - a").at(Map.of("a", 3.0), Set.of()));
        var session = StepExamples.press(new StepSession(walk, false), "<TAB>n");

        assertThat(lines(session, 80, 14)).contains("∂L/∂a: not computed yet -> -1");
        assertThat(lines(StepExamples.press(session, "n"), 80, 14)).contains("∂L/∂a: -1 -> -1 + 3 = 2");
        var other = new Walk(Script.parse("c = 2*a; L = a - c").at(Map.of("a", 3.0), Set.of()));
        assertThat(lines(StepExamples.press(new StepSession(other, false), "f"), 80, 14))
                .contains("∂L/∂a: 1 -> 1 + (-2) = -1");
    }

    @Test
    void the_first_value_that_is_not_finite_is_named_once_it_is_computed() {
        var walk = new Walk(Script.parse("c = 1/a; L = c - c").at(Map.of("a", 0.0), Set.of()));
        var session = new StepSession(walk, false);

        assertThat(lines(session, 100, 14)).doesNotContain("not finite");
        StepExamples.press(session, "nn");
        assertThat(lines(session, 100, 14)).contains("note: the first value that is not finite is that of c");
    }

    @Test
    void the_first_gradient_that_is_not_finite_is_named_once_it_is_computed() {
        var session = new StepSession(new Walk(Script.parse("L = sqrt(x)").at(Map.of("x", 0.0), Set.of())), false);

        assertThat(lines(StepExamples.press(session, "n"), 100, 14)).doesNotContain("not finite");
        assertThat(lines(StepExamples.press(session, "n"), 100, 14)).contains("note: the first gradient that is not");
    }

    @ParameterizedTest(name = "{0} rows, after {1} steps back from the end: {2}")
    @CsvSource({
        "24, 0, nodes 1-21 of 101",
        "24, 5, nodes 1-21 of 101",
        "24, 50, nodes 42-62 of 101",
        "24, 99, nodes 81-101 of 101",
        "8, 50, nodes 50-54 of 101",
        "5, 50, nodes 51-52 of 101",
    })
    void a_long_table_shows_the_rows_around_the_current_node(int height, int back, String range) {
        var session = StepExamples.press(new StepSession(chain(100), false), "f" + "b".repeat(back));
        var current = session.walk().steps().get(session.walk().position() - 1).node();

        var lines = lines(session, 110, height);

        assertThat(lines.lines()).hasSize(height).anyMatch(line -> line.startsWith("> " + current + " "));
        assertThat(lines).contains(range);
    }

    @Test
    void the_columns_keep_their_place_over_the_whole_walk() {
        var session = new StepSession(chain(30), false);
        var widths = IntStream.range(0, 60)
                .map(i -> {
                    StepExamples.press(session, "n");
                    return lines(session, 120, 40)
                            .lines()
                            .skip(1)
                            .findFirst()
                            .orElseThrow()
                            .indexOf('|');
                })
                .distinct();

        assertThat(widths).hasSize(1);
    }

    @Test
    void a_long_name_loses_its_beginning_where_there_is_no_room() {
        var name = "a_name_that_is_much_longer_than_the_screen_is_wide";
        var walk = new Walk(Script.parse("L = " + name + "^2").at(Map.of(name, 3.0), Set.of()));

        assertThat(lines(new StepSession(walk, false), 40, 12)).contains("  …reen_is_wide  leaf");
    }

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"1, 1", "1, 24", "10, 5", "20, 3", "40, 8", "69, 24", "70, 24", "80, 1", "200, 60"})
    void every_screen_has_its_height_and_keeps_to_its_width(int width, int height) {
        for (var keys : new String[] {"", "nnn", "<TAB>nn", "f", "sw=0.7", "<TAB>nx"}) {
            var session = StepExamples.press(new StepSession(StepExamples.byHand(), keys.endsWith("x")), keys);

            assertThat(StepScreen.lines(session, width, height))
                    .hasSize(height)
                    .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void color_adds_to_the_marks_and_replaces_none() {
        var session = StepExamples.press(new StepSession(StepExamples.byHand(), false), "<TAB>nn");
        var lines = StepScreen.lines(session, 80, 13);

        var current = lines.get(8).toAnsi(8, ForceMode.None);

        assertThat(current).startsWith("\033[").contains("> z3");
        assertThat(AttributedString.stripAnsi(current)).isEqualTo(lines.get(8).toString());
        assertThat(lines).extracting(AttributedString::toString).noneMatch(line -> line.contains("\033"));
    }

    private static String screen(String keys, int width, int height) {
        return lines(StepExamples.press(new StepSession(StepExamples.byHand(), false), keys), width, height);
    }

    private static String quiz(String keys, int width, int height) {
        return lines(StepExamples.press(new StepSession(StepExamples.byHand(), true), keys), width, height);
    }

    private static String lines(StepSession session, int width, int height) {
        return StepScreen.lines(session, width, height).stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** So many sines of sines of a. */
    private static Walk chain(int length) {
        return new Walk(
                Script.parse("sin(".repeat(length) + "a" + ")".repeat(length)).at(Map.of("a", 1.0), Set.of()));
    }
}
