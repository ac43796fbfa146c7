package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.cli.StepKey.Kind;
import twingrad.compare.cli.StepSession.Mode;
import twingrad.compare.expression.Script;
import twingrad.compare.expression.Walk;

class StepSessionTest {

    @ParameterizedTest(name = "''{0}'' leads to position {1}")
    @CsvSource({
        "'', 0",
        "n, 1",
        "N, 1",
        "' ', 1",
        "<ENTER>, 1",
        "<RIGHT>, 1",
        "nnnnn, 5",
        "nnb, 1",
        "nn<LEFT>, 1",
        "b, 0",
        "f, 8",
        "<END>, 8",
        "fn, 8",
        "fb, 7",
        "nnnr, 0",
        "f<HOME>, 0",
        "<TAB>, 4",
        "nn<TAB>, 4",
        "<TAB><TAB>, 0",
        "<TAB>nn<TAB>, 0",
        "f<TAB>, 0",
        "<OTHER><ESCAPE><BACKSPACE>, 0",
    })
    void keys_move_the_walk(String keys, int position) {
        assertThat(after(keys).walk().position()).isEqualTo(position);
    }

    @Test
    void both_passes_of_the_by_hand_example_give_its_gradients() {
        var walk = after("nnnnnnnn").walk();

        assertThat(walk.shownGrad("z3")).hasValue(2.54);
        assertThat(walk.shownGrad("z2")).hasValue(-2.54);
        assertThat(walk.shownGrad("w")).hasValue(-5.08);
    }

    @ParameterizedTest(name = "''{0}'' ends with {1}")
    @CsvSource({
        "q, 0",
        "Q, 0",
        "<END_OF_INPUT>, 0",
        "<INTERRUPT>, 130",
        "sw<INTERRUPT>, 130",
        "sw<END_OF_INPUT>, 0",
    })
    void it_ends_with_the_status_of_the_way_it_was_left(String keys, int status) {
        assertThat(after(keys).status()).isEqualTo(OptionalInt.of(status));
    }

    @Test
    void a_leaf_set_anew_keeps_the_place() {
        var session = after("<TAB>nns w = 0.7 <ENTER>");

        assertThat(session.mode()).isEqualTo(Mode.WALK);
        assertThat(session.message()).isEqualTo("Built anew with w = 0.7.");
        assertThat(session.walk().position()).isEqualTo(6);
        assertThat(session.walk().graph().leaves()).containsEntry("w", 0.7);
        assertThat(session.walk().graph().node("z1").value()).isEqualTo(1.4);
        assertThat(session.walk().shownGrad("z3")).hasValue(2 * (3 - (2 * 0.7 + 0.73)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "w=0,7     | expected a leaf and its number, such as x=0.7, got 'w=0,7'",
                "w         | expected a leaf and its number, such as x=0.7, got 'w'",
                "''        | expected a leaf and its number, such as x=0.7, got ''",
                "=1        | set: expected one of the leaves x, w, b, y, got ",
                "z1=3      | set: expected one of the leaves x, w, b, y, got z1",
                "w=0x10    | expected a leaf and its number, such as x=0.7, got 'w=0x10'",
            })
    void what_is_no_leaf_or_no_number_changes_nothing(String typed, String message) {
        var before = after("nnn");
        var session = after("nnns" + typed + "<ENTER>");

        assertThat(session.message().strip()).isEqualTo(message.strip());
        assertThat(session.mode()).isEqualTo(Mode.LEAF);
        assertThat(session.typed()).isEqualTo(typed);
        assertThat(session.walk().position()).isEqualTo(3);
        assertThat(session.walk().graph().leaves())
                .isEqualTo(before.walk().graph().leaves());
    }

    @Test
    void typing_can_be_taken_back_and_left() {
        assertThat(after("sw=1<BACKSPACE>").typed()).isEqualTo("w=");
        assertThat(after("s<BACKSPACE>").typed()).isEmpty();
        assertThat(after("sq<ESCAPE>").mode()).isEqualTo(Mode.WALK);
        assertThat(after("sq<ESCAPE>").status()).isEmpty();
    }

    @Test
    void a_key_that_means_nothing_says_so_once() {
        assertThat(after("x").message()).isEqualTo("expected one of the keys below, got 'x'");
        assertThat(after("xn").message()).isEmpty();
        assertThat(after("b").message()).isEqualTo("This is the start: → takes the first step.");
        assertThat(after("fn").message()).isEqualTo("Both passes are done: ← goes back, r begins again.");
    }

    @Test
    void a_leaf_alone_has_nothing_to_step_through() {
        var session = new StepSession(new Walk(Script.parse("a").at(Map.of("a", 3.0), Set.of())), false);

        session.press(StepKey.of(Kind.RIGHT));
        session.press(StepKey.of(Kind.TAB));

        assertThat(session.walk().position()).isZero();
        assertThat(session.walk().shownGrad("a")).hasValue(1);
    }

    @Test
    void the_quiz_asks_before_each_contribution() {
        var session = quiz("<TAB>n");

        assertThat(session.mode()).isEqualTo(Mode.ANSWER);
        assertThat(session.walk().position()).isEqualTo(4);
        assertThat(session.questions()).hasSize(1);
        assertThat(session.questions().get(0).expected()).isEqualTo(2.54);
    }

    @Test
    void the_quiz_does_not_ask_in_the_forward_pass() {
        assertThat(quiz("nnnn").mode()).isEqualTo(Mode.WALK);
    }

    @Test
    void right_answers_to_all_seven_questions_lead_to_the_end() {
        var session =
                quiz("<TAB>n2.54<ENTER>n2.54<ENTER>-2.54<ENTER>n-2.54<ENTER>-2.54<ENTER>n-1.27<ENTER>-5.08<ENTER>");

        assertThat(session.walk().isDone()).isTrue();
        assertThat(session.score()).hasValue("7 of 7 right");
        assertThat(session.message()).isEqualTo("Right: -2.54 · 2 = -5.08.");
    }

    @Test
    void where_a_gradient_was_already_the_sum_is_asked_for_too() {
        var session = new StepSession(new Walk(Script.parse("L = a*a").at(Map.of("a", 3.0), Set.of())), true);

        press(session, "<TAB>n3<ENTER>3<ENTER>");
        assertThat(session.questions())
                .extracting(question -> question.asks().name())
                .containsExactly("SUM");
        press(session, "3<ENTER>");

        assertThat(session.message()).isEqualTo("Not added to what was there: expected 3 + 3 = 6, got 3.");
        assertThat(session.score()).hasValue("2 of 3 right");
        assertThat(session.walk().isDone()).isTrue();
    }

    @Test
    void a_wrong_answer_is_told_apart_and_counted() {
        var session = quiz("<TAB>n-2.54<ENTER>");

        assertThat(session.message()).isEqualTo("The sign is wrong: expected 1 · 2.54 = 2.54, got -2.54.");
        assertThat(session.score()).hasValue("0 of 1 right");
        assertThat(session.walk().position()).isEqualTo(5);
    }

    @Test
    void nothing_typed_shows_the_answer_and_counts_as_asked() {
        var session = quiz("<TAB>n<ENTER>");

        assertThat(session.message()).isEqualTo("It is 1 · 2.54 = 2.54.");
        assertThat(session.score()).hasValue("0 of 1 right");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "2,54", "2.5 4", "-", "0x1p3", "1d"})
    void what_is_no_number_is_no_answer(String typed) {
        var session = quiz("<TAB>n" + typed + "<ENTER>");

        assertThat(session.message()).isEqualTo("expected a number such as -0.5, got '" + typed + "'");
        assertThat(session.mode()).isEqualTo(Mode.ANSWER);
        assertThat(session.typed()).isEqualTo(typed);
        assertThat(session.score()).hasValue("0 of 0 right");
    }

    @Test
    void a_question_that_was_left_comes_again_from_where_it_was() {
        var session = quiz("<TAB>n2.54<ENTER>n2.54<ENTER>7<ESCAPE>bbn");

        assertThat(session.walk().position()).isEqualTo(4);
        assertThat(session.mode()).isEqualTo(Mode.WALK);

        press(session, "nn");

        assertThat(session.walk().position()).isEqualTo(5);
        assertThat(session.questions())
                .extracting(question -> question.edge().input())
                .containsExactly("z2");
        assertThat(session.score()).hasValue("2 of 2 right");
    }

    @Test
    void what_was_answered_is_not_asked_again_until_a_leaf_is_set() {
        assertThat(quiz("<TAB>n2.54<ENTER>bn").walk().position()).isEqualTo(5);
        assertThat(quiz("<TAB>n2.54<ENTER>bsw=0.7<ENTER>n").mode()).isEqualTo(Mode.ANSWER);
    }

    @ParameterizedTest(name = "''{0}'' stops at position {1}, where {2} is asked for")
    @CsvSource({
        "f, 4, z3",
        "<END>, 4, z3",
        "nn<TAB>f, 4, z3",
        "f2.54<ENTER>f, 5, y",
        "f2.54<ENTER>f2.54<ENTER><ESCAPE>f, 5, z2",
        "f2.54<ENTER>rf, 5, y",
    })
    void the_way_to_the_end_leads_to_the_first_open_question(String keys, int position, String asked) {
        var session = quiz(keys);

        assertThat(session.mode()).isEqualTo(Mode.ANSWER);
        assertThat(session.walk().position()).isEqualTo(position);
        assertThat(session.walk().shownGrad(asked)).isEmpty();
        assertThat(session.questions().get(0).edge().input()).isEqualTo(asked);
    }

    @Test
    void the_way_to_the_end_is_open_once_all_is_answered() {
        var session = quiz("f<ENTER>f<ENTER><ENTER>f<ENTER><ENTER>f<ENTER><ENTER>rf");

        assertThat(session.walk().isDone()).isTrue();
        assertThat(session.mode()).isEqualTo(Mode.WALK);
        assertThat(session.score()).hasValue("0 of 7 right");
    }

    @Test
    void what_every_drawing_needs_is_worked_out_once() {
        var session = quiz("f");
        var columns = session.columns();

        assertThat(session.questions()).isNotEmpty().isSameAs(session.questions());
        assertThat(press(session, "<ENTER>f").columns()).isSameAs(columns);
        assertThat(press(session, "<ESCAPE>sw=123456<ENTER>").columns().value()).isGreaterThan(columns.value());
        assertThat(press(session, "f").questions().get(0).expected())
                .isEqualTo(session.walk().shownGrad("z3").orElseThrow());
    }

    private static StepSession after(String keys) {
        return press(new StepSession(StepExamples.byHand(), false), keys);
    }

    private static StepSession quiz(String keys) {
        return press(new StepSession(StepExamples.byHand(), true), keys);
    }

    private static StepSession press(StepSession session, String keys) {
        return StepExamples.press(session, keys);
    }
}
