package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.QuizAnswer.Kind;
import twingrad.compare.expression.QuizQuestion;
import twingrad.compare.expression.Walk;
import twingrad.compare.expression.WalkStep;

/** The quiz of the page in a real browser, by keyboard. */
class StepPageQuizTest {

    @TempDir
    private static Path folder;

    @RegisterExtension
    private static final Chromium browser = new Chromium();

    @BeforeEach
    void open_by_hand_and_begin() {
        begin(StepGraphs.byHand());
    }

    @AfterEach
    void the_console_says_nothing() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void all_right_is_said_at_the_end() {
        for (String[] answers : new String[][] {{"2.54"}, {"2.54", "-2.54"}, {"-2.54", "-2.54"}, {"-1.27", "-5.08"}}) {
            browser.press(Keys.ARROW_RIGHT);
            for (String answer : answers) {
                browser.press(answer, Keys.ENTER);
                assertThat(browser.at("feedback").getText()).isEqualTo("Right.");
            }
        }

        assertThat(browser.has("answer")).isFalse();
        assertThat(browser.at("score").getText()).isEqualTo("The quiz is done: 7 of 7 right at the first try.");
        assertThat(browser.texts("#rows .grad"))
                .containsExactly("-1.27", "-5.08", "-2.54", "2.54", "-2.54", "-2.54", "2.54", "1");
    }

    @Test
    void nothing_of_the_answer_is_shown_before_it() {
        browser.press(Keys.ARROW_RIGHT);

        assertThat(browser.at("now").getText()).contains("∂L/∂L = 1").doesNotContain("2.54");
        assertThat(browser.at("graph").getText()).doesNotContain("2.54");
        assertThat(browser.at("nodes").getText()).doesNotContain("2.54");
        assertThat(browser.at("spoken").getDomProperty("textContent")).doesNotContain("2.54");
        assertThat(browser.all("#graph title"))
                .noneMatch(title -> title.getDomProperty("textContent").contains("2.54"));
        browser.press(Keys.ESCAPE, Keys.TAB, Keys.TAB, Keys.ENTER);
        assertThat(browser.at("feedback").getText()).isEqualTo("It is 2.54.");
        assertThat(browser.at("score").getText()).isEqualTo("Quiz: 0 of 1 right at the first try.");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "5.08 | The number is right, the sign is not.",
                "2    | That is the local derivative alone. The upstream factor -2.54 is forgotten.",
                "-1.27 | That goes to the other input.",
                "-2.54 | That is the upstream gradient. The local derivative is forgotten.",
                "2.54 | That is the local derivative of -. The op is *.",
                "17 | Not that. Multiply the upstream gradient by the local derivative.",
                "abc | Expected a number such as -0.5 or 1e-3.",
                "-5.08 | Right.",
                "-5.1 | Not that. Multiply the upstream gradient by the local derivative.",
                "−5,08 | Right."
            })
    void a_wrong_answer_is_told_apart(String answer, String verdict) {
        for (int step = 0; step < 3; step++) {
            browser.press(Keys.ARROW_RIGHT);
            browser.run("while (page.isAsking) page.reveal();");
        }
        browser.press(Keys.ARROW_RIGHT, "-1.27", Keys.ENTER);

        browser.press(answer, Keys.ENTER);

        assertThat(browser.at("feedback").getText()).isEqualTo(verdict);
    }

    @Test
    void every_answer_is_judged_as_java_judges_it() {
        var kinds = EnumSet.noneOf(Kind.class);
        for (Graph graph : List.of(
                StepGraphs.byHand(),
                StepGraphs.twice(),
                StepGraphs.softmax(),
                StepGraphs.ops(),
                StepGraphs.cancelling())) {
            begin(graph);
            var rows = new ArrayList<List<Object>>();
            var expected = new ArrayList<String>();
            List<WalkStep> steps = new Walk(graph).steps();
            for (int step = 0; step < steps.size(); step++) {
                List<QuizQuestion> questions = QuizQuestion.of(graph, steps.get(step));
                for (int i = 0; i < questions.size(); i++) {
                    for (double answer : answers(questions.get(i))) {
                        Kind kind = questions.get(i).judge(answer).kind();
                        kinds.add(kind);
                        rows.add(List.of(step, i, String.valueOf(answer)));
                        expected.add("%s = %s: %s".formatted(questions.get(i).text(), answer, kind));
                    }
                }
            }

            List<String> judged = browser.run("""
                    return arguments[0].map(([index, i, answer]) => {
                        const step = page.walk.steps[index];
                        const {kind} = judge(page.walk, step, questions(step)[i], Number(answer));
                        return kind.toUpperCase().replace("-", "_");
                    });""", rows);

            for (int row = 0; row < rows.size(); row++) {
                String said = expected.get(row);
                judged.set(row, said.substring(0, said.lastIndexOf(": ") + 2) + judged.get(row));
            }
            assertThat(judged).isEqualTo(expected);
        }
        assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
    }

    /** What the mistakes lead to, in and out of tolerance, and what no mistake leads to. */
    private static List<Double> answers(QuizQuestion question) {
        double upstream = question.step().grad().orElseThrow();
        var sources = new ArrayList<>(List.of(
                question.expected(),
                question.edge().contribution(),
                question.edge().local(),
                upstream,
                17.3));
        question.step().edges().forEach(edge -> sources.add(edge.contribution()));
        question.edge().after().ifPresent(sources::add);
        question.edge()
                .before()
                .ifPresent(before -> sources.add(before - question.edge().contribution()));
        question.otherOps().values().forEach(partial -> sources.add(upstream * partial));
        var answers = new ArrayList<>(List.of(0.0, 1e-17, 1e-3, Double.NaN, Double.POSITIVE_INFINITY));
        for (double source : sources) {
            answers.addAll(List.of(source, -source, source * 1.0007, source * 1.0041, source * 0.9963, source * 1.007));
        }
        return answers;
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-2.54       | -2.54",
                "−2,54       | -2.54",
                "−2.5e−3     | -0.0025",
                "–1e–2       | -0.01",
                "1,5         | 1.5",
                "1,2345      | 1.2345",
                ".5          | 0.5",
                "nan         | NaN",
                "−Infinity   | -Infinity",
                "+inf        | Infinity",
                "1,234       | undefined",
                "-1,234      | undefined",
                "1,234e2     | undefined",
                "1,234,567   | undefined",
                "1.2,5       | undefined",
                "constructor | undefined",
                "toString    | undefined",
                "__proto__   | undefined",
                "''          | undefined"
            })
    void what_is_typed_is_a_number_or_none(String text, String number) {
        assertThat(browser.<String>run("return String(typedNumber(arguments[0]));", text))
                .isEqualTo(number);
    }

    @Test
    void the_local_derivative_of_another_op_is_recognized() {
        begin(Graph.of(v -> v.get("a").sin().as("L"), Map.of("a", 1.0), Set.of()));
        browser.press(Keys.ARROW_RIGHT);

        browser.press("-0.841471", Keys.ENTER);

        assertThat(browser.at("feedback").getText()).isEqualTo("That is the local derivative of cos. The op is sin.");
    }

    @Test
    void what_was_there_is_asked_to_be_added() {
        begin(StepGraphs.twice());
        browser.press(Keys.ARROW_RIGHT);
        browser.run("while (page.isAsking) page.reveal();");
        browser.press(Keys.ARROW_RIGHT, "18", Keys.ENTER, "36", Keys.ENTER);
        assertThat(browser.at("feedback").getText())
                .isEqualTo("That is the sum with what was there. Asked is this edge's contribution alone.");
        browser.press("18", Keys.ENTER);
        assertThat(browser.texts(".question label")).containsExactly("∂L/∂a was 18. What is it now?");

        browser.press("18", Keys.ENTER);

        assertThat(browser.at("feedback").getText())
                .isEqualTo("That is the contribution alone. It is not added to what was there: 18.");
        browser.press("36", Keys.ENTER);
        assertThat(browser.texts("#card .sum").get(1)).isEqualTo("∂L/∂a: 18 + 18 = 36");
        assertThat(browser.at("score").getText()).isEqualTo("Quiz: 1 of 5 right at the first try.");
    }

    @Test
    void neither_finish_nor_the_slider_goes_past_a_question() {
        browser.press(Keys.END);
        assertThat(browser.at("where").getText()).isEqualTo("step 4 of 8");
        assertThat(browser.has("answer")).isTrue();

        browser.at("back").click();
        browser.at("back").click();
        assertThat(browser.at("where").getText()).isEqualTo("step 3 of 8");
        browser.run("const s = arguments[0]; s.value = 7; s.dispatchEvent(new Event('input'));", browser.at("slider"));
        assertThat(browser.at("where").getText()).isEqualTo("step 4 of 8");
        assertThat(browser.has("answer")).isTrue();
        browser.at("quiz").click();
        assertThat(browser.has("answer")).isFalse();
    }

    /** Opens the page at the root, the forward pass done, with the quiz on. */
    private static void begin(Graph graph) {
        Path page = folder.resolve("quiz.html");
        StepPage.write(page, graph);
        browser.open(page);
        browser.press(Keys.END);
        browser.at("quiz").click();
    }
}
