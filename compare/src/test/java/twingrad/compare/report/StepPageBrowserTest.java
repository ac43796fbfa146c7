package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Walk;
import twingrad.scalar.Notation;

/** The page in a real browser, opened from disk with the network off. */
class StepPageBrowserTest {

    /** The page's exp, log and their like may differ from StrictMath in the last bits; sums of a few keep within it. */
    private static final double ROUNDING = 1e-12;

    private static final String UNKNOWN = "not computed yet";

    @TempDir
    private static Path folder;

    @RegisterExtension
    private static final Chromium browser = new Chromium();

    @AfterEach
    void the_console_says_nothing() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Timeout(60)
    void the_console_would_say_what_is_wrong() {
        open(StepGraphs.byHand());

        browser.run("console.error('a fault');");
        browser.run("setTimeout(() => missing(), 0);");
        browser.run("fetch('https://example.com/').catch(() => 0);");

        var complaints = new ArrayList<String>();
        while (complaints.size() < 3) {
            complaints.addAll(browser.complaints());
        }
        assertThat(String.join("\n", complaints))
                .contains("a fault", "missing is not defined", "Content Security Policy");
    }

    @Test
    void at_the_start_only_leaves_have_values() {
        open(StepGraphs.byHand());

        assertThat(browser.at("heading").getText()).isEqualTo("Before the first step");
        assertThat(cells("value")).containsExactly("2", "0.5", "0.73", "3", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
        assertThat(cells("grad")).containsOnly(UNKNOWN);
        assertThat(browser.texts("#graph .node.waiting .value")).containsExactly("?", "?", "?", "?");
    }

    @Test
    void arrow_keys_step_through_both_passes() {
        open(StepGraphs.byHand());

        browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(browser.at("card").getText()).isEqualTo("z3 = y - z2 = 3 - 1.73 = 1.27");
        assertThat(browser.texts("#graph .node.lit .value")).containsExactly("1.27");
        assertThat(browser.texts("#rows tr[aria-current=step] th")).containsExactly("z3");

        browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(browser.at("card").getText()).isEqualTo("""
                L = z3 ^ 2 = 1.27 ^ 2 = 1.6129
                Its gradient is complete: ∂L/∂L = 1
                L → z3
                ∂L/∂z3 = 2·z3 = 2·1.27 = 2.54
                1
                upstream ∂L/∂L
                ·
                2.54
                local ∂L/∂z3
                =
                2.54
                contribution
                ∂L/∂z3: not computed yet → 2.54""");
        assertThat(browser.texts("#graph .edge.lit-backward .local")).containsExactly("2.54");

        browser.press(Keys.ARROW_LEFT);
        assertThat(browser.at("heading").getText()).isEqualTo("Forward: L");
        browser.press(Keys.END);
        assertThat(cells("grad")).containsExactly("-1.27", "-5.08", "-2.54", "2.54", "-2.54", "-2.54", "2.54", "1");
        browser.press(Keys.HOME);
        assertThat(browser.at("where").getText()).isEqualTo("step 0 of 8");
    }

    @Test
    void buttons_do_what_keys_do() {
        open(StepGraphs.byHand());

        browser.at("finish").click();
        assertThat(browser.at("where").getText()).isEqualTo("step 8 of 8");
        browser.at("back").click();
        assertThat(browser.at("heading").getText()).isEqualTo("Backward: z2 hands its gradient on");
        browser.at("restart").click();
        browser.at("step").click();
        assertThat(browser.at("card").getText()).isEqualTo("z1 = x * w = 2 * 0.5 = 1");
    }

    @Test
    void the_slider_scrubs_and_moves_by_keys() {
        open(StepGraphs.byHand());

        scrub(6);
        assertThat(browser.at("heading").getText()).isEqualTo("Backward: z3 hands its gradient on");
        browser.at("slider").sendKeys(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        assertThat(browser.at("heading").getText()).isEqualTo("Forward: L");
        assertThat(browser.at("slider").getDomAttribute("aria-valuetext")).isEqualTo("step 4 of 8, Forward: L");
    }

    @Test
    void at_every_position_it_shows_what_the_walk_in_java_shows() {
        Graph graph = StepGraphs.softmax();
        var walk = new Walk(graph);
        open(graph);

        for (int position : new int[] {0, 5, 16, 9, 12, 20, 3, 10, 11, 8, 7, 19, 15, 14, 1, 13, 18, 2, 4, 6, 17}) {
            scrub(position);
            walk.moveTo(position);
            var values = new ArrayList<String>();
            var grads = new ArrayList<String>();
            for (var node : graph.nodes()) {
                values.add(walk.isValueShown(node.name()) ? number(node.value()) : UNKNOWN);
                var grad = walk.shownGrad(node.name());
                grads.add(grad.isPresent() ? number(grad.getAsDouble()) : UNKNOWN);
            }
            assertThat(cells("value")).as("values at %d", position).isEqualTo(values);
            assertThat(cells("grad")).as("gradients at %d", position).isEqualTo(grads);
        }
    }

    @Test
    void formulas_are_written_as_java_writes_them() {
        for (Graph graph : List.of(
                StepGraphs.byHand(),
                StepGraphs.softmax(),
                StepGraphs.twice(),
                StepGraphs.network(2),
                StepGraphs.ops(),
                StepGraphs.numbers(),
                StepGraphs.threeClasses())) {
            open(graph);
            var expected = new ArrayList<String>();
            for (var step : new Walk(graph).steps()) {
                if (step.edges().isEmpty()) {
                    expected.add(step.formula());
                }
                step.edges().forEach(edge -> expected.add(edge.formula()));
            }

            List<String> formulas = browser.run(
                    "return page.walk.steps.flatMap(s => s.formula ? [s.formula] : s.edges.map(e => e.formula));");

            assertThat(formulas).isEqualTo(expected);
        }
    }

    @Test
    void an_edited_leaf_gives_the_numbers_of_the_engine_at_the_same_place() {
        Graph graph = StepGraphs.softmax();
        open(graph);
        scrub(11);
        String heading = browser.at("heading").getText();

        edit("a", "-1.75e-1");

        Graph other = graph.with("a", -0.175);
        other.root().backward();
        for (int i = 0; i < graph.nodes().size(); i++) {
            String name = graph.nodes().get(i).name();
            assertClose(name, "values", i, other.value(name).data());
            assertClose("∂/∂" + name, "grads", i, other.value(name).grad());
        }
        assertThat(browser.at("heading").getText()).isEqualTo(heading);
        assertThat(browser.at("where").getText()).isEqualTo("step 11 of 20");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"x1, 2.5", "layers.0.weight[1][0], -3", "layers.1.bias[0], 20", "layers.1.weight[2][1], 0.125"})
    void an_edited_leaf_of_a_softmax_network_gives_the_numbers_of_the_engine(String leaf, double value) {
        Graph graph = StepGraphs.threeClasses();
        open(graph);

        edit(leaf, String.valueOf(value));

        Graph other = graph.with(leaf, value);
        other.root().backward();
        for (int i = 0; i < graph.nodes().size(); i++) {
            String name = graph.nodes().get(i).name();
            assertClose(name, "values", i, other.value(name).data(), 1);
            assertClose("∂/∂" + name, "grads", i, other.value(name).grad(), 1);
        }
    }

    @Test
    void what_is_no_number_is_refused_and_changes_nothing() {
        open(StepGraphs.byHand());
        scrub(8);

        edit("w", "a lot");

        assertThat(browser.at("refused").getText())
                .isEqualTo("w: expected a number such as 0.5 or -1e-3, got a lot; it stays 0.5");
        assertThat(cells("grad")).contains("-5.08");
        edit("w", "1");
        assertThat(browser.at("refused").isDisplayed()).isFalse();
        assertThat(cells("value")).containsExactly("2", "1", "0.73", "3", "2", "2.73", "0.27", "0.0729");
    }

    @Test
    void a_gradient_step_holds_constants() {
        open(StepGraphs.byHand());
        scrub(8);

        browser.at("descent").submit();

        assertThat(browser.at("descended").getText())
                .isEqualTo("w: 0.5 → 0.6524\nb: 0.73 → 0.8062\nL: 1.6129 → 0.790321\nHeld: x, y.");
        assertThat(cells("value")).contains("0.889");
    }

    @Test
    void contributions_of_a_node_used_twice_are_summed() {
        open(StepGraphs.twice());
        browser.press(Keys.END);

        assertThat(browser.texts("#rows tr[data-node=a] .grad")).containsExactly("54");
        assertThat(browser.texts("#rows tr[data-node=a] .parts")).containsExactly("18 + 18 + 9 + 9");
        assertThat(browser.texts("#card .sum")).containsExactly("∂L/∂a: 36 + 9 = 45", "∂L/∂a: 45 + 9 = 54");
        assertThat(browser.all("#graph .edge.lit")).hasSize(2);
    }

    @Test
    void what_is_not_finite_is_shown_and_the_first_such_node_named() {
        open(StepGraphs.softmax());
        assertThat(browser.at("nonfinite").isDisplayed()).isFalse();

        edit("a", "1000");
        scrub(20);

        assertThat(browser.at("nonfinite").getText()).isEqualTo("First not finite: p = exp(a) = exp(1000) = Infinity");
        assertThat(cells("value")).contains("Infinity", "NaN");
    }

    @ParameterizedTest(name = "{0} pixels, {1}")
    @CsvSource({"390, light", "390, dark", "1280, light", "1280, dark"})
    void nothing_sticks_out_of_the_page(int width, String scheme) {
        browser.show(width, 844, scheme);
        for (Graph graph : List.of(StepGraphs.byHand(), StepGraphs.network(9), StepGraphs.longNames())) {
            open(graph);
            for (int share = 0; share <= 4; share++) {
                scrub(new Walk(graph).length() * share / 4);
                assertThat(browser.overflowing()).isEmpty();
            }
            browser.at("quiz").click();
            browser.at("step").click();
            assertThat(browser.has("answer")).isTrue();
            assertThat(browser.overflowing()).isEmpty();
        }
        browser.run("document.getElementById('heading').style.width = '1400px';");
        assertThat(browser.overflowing()).isNotEmpty();
    }

    @Test
    void the_keyboard_alone_reaches_everything_and_everything_has_a_name() {
        open(StepGraphs.byHand());
        browser.press(Keys.END);

        var reached = new ArrayList<String>();
        for (int i = 0; i < 13; i++) {
            browser.press(Keys.TAB);
            reached.add(browser.focused().getAccessibleName().strip());
        }

        assertThat(reached)
                .startsWith("Graph; the table of nodes says the same in words")
                .endsWith("Learning rate", "Gradient step")
                .contains("Restart", "Back", "Step", "Finish", "Quiz", "Position in both passes")
                .contains("value of x", "value of w", "value of b", "value of y");
        assertThat(browser.at("spoken").getDomProperty("textContent"))
                .isEqualTo("Step 8 of 8. Backward: z1 hands its gradient on: to x -2.54 times 0.5 is -1.27, gradient "
                        + "now -1.27; to w -2.54 times 2 is -5.08, gradient now -5.08");
    }

    private static void open(Graph graph) {
        Path page = folder.resolve("step.html");
        StepPage.write(page, graph);
        browser.open(page);
    }

    private static void scrub(int position) {
        browser.run(
                "const s = arguments[0]; s.value = arguments[1]; s.dispatchEvent(new Event('input'));",
                browser.at("slider"),
                position);
    }

    private static void edit(String leaf, String text) {
        browser.type(browser.all("#rows tr[data-node='" + leaf + "'] input").get(0), text);
    }

    /** The column of the table, whether the numbers stand in fields or as text. */
    private static List<String> cells(String column) {
        return browser.run(
                "return [...document.querySelectorAll('#rows tr')].map(row => arguments[0] === 'grad'"
                        + " ? row.querySelector('.grad').textContent"
                        + " : row.querySelector('input')?.value ?? row.querySelector('.value').textContent);",
                column);
    }

    private static String number(double x) {
        return Notation.number(x);
    }

    private static void assertClose(String what, String array, int index, double expected) {
        assertClose(what, array, index, expected, 0);
    }

    /** Relative to the number or, where it may have cancelled, to the size of what it was added up from. */
    private static void assertClose(String what, String array, int index, double expected, double size) {
        String text = browser.run("return String(page.walk[arguments[0]][arguments[1]]);", array, index);
        double actual = Double.parseDouble(text);
        assertThat(Math.abs(actual - expected))
                .as("%s: %s, by the engine %s", what, actual, expected)
                .isLessThanOrEqualTo(ROUNDING * Math.max(size, Math.abs(expected)));
    }
}
