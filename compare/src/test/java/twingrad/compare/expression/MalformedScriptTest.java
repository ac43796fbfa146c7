package twingrad.compare.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What cannot be read, or not computed, with the whole message that it gets. */
class MalformedScriptTest {

    static final List<Arguments> MALFORMED = List.of(
            row(
                    "",
                    "expression, line 1, column 1: expected a statement, as in L = (x*w + b)^2, got the end",
                    "  ",
                    "  ^"),
            row(
                    " \n # nothing\n",
                    "expression, line 3, column 1: expected a statement, as in L = (x*w + b)^2, got the end",
                    "  ",
                    "  ^"),
            row(
                    "L = x *",
                    "expression, line 1, column 8: expected a name, a number, a function or '(' after '*', got the end",
                    "  L = x *",
                    "         ^"),
            row(
                    "L = x * w +\ny",
                    "expression, line 1, column 12: expected a name, a number, a function or '(' after '+', got the end of the line",
                    "  L = x * w +",
                    "             ^"),
            row(
                    "* x",
                    "expression, line 1, column 1: expected a name, a number, a function or '(', got '*'",
                    "  * x",
                    "  ^"),
            row(
                    "x y",
                    "expression, line 1, column 3: expected an operator, ';' or the end after 'x', got 'y'",
                    "  x y",
                    "    ^",
                    "a product is written with its '*', as in 2*x"),
            row(
                    "2x",
                    "expression, line 1, column 2: expected an operator, ';' or the end after '2', got 'x'",
                    "  2x",
                    "   ^",
                    "a product is written with its '*', as in 2*x"),
            row(
                    "(a + b)(a - b)",
                    "expression, line 1, column 8: expected an operator, ';' or the end after ')', got '('",
                    "  (a + b)(a - b)",
                    "         ^",
                    "a product is written with its '*', as in 2*x"),
            row(
                    "sin x",
                    "expression, line 1, column 5: expected an operator, ';' or the end after 'sin', got 'x'",
                    "  sin x",
                    "      ^",
                    "a function's operands stand in parentheses: sin(x)"),
            row(
                    "x**2",
                    "expression, line 1, column 3: expected a name, a number, a function or '(' after '*', got '*'",
                    "  x**2",
                    "    ^",
                    "a power is written x^2"),
            row(
                    "L = (x + 1",
                    "expression, line 1, column 11: expected an operator or ')' after '1', got the end",
                    "  L = (x + 1",
                    "            ^",
                    "the '(' of line 1, column 5 is open"),
            row(
                    "L = sin(x, ",
                    "expression, line 1, column 12: expected a name, a number, a function or '(' after ',', got the end",
                    "  L = sin(x, ",
                    "             ^",
                    "the '(' of line 1, column 8 is open"),
            row(
                    "x + 1)",
                    "expression, line 1, column 6: expected an operator, ';' or the end after '1', got ')'",
                    "  x + 1)",
                    "       ^",
                    "no '(' is open there"),
            row(
                    "f(x)",
                    "expression, line 1, column 1: expected a function, got 'f'",
                    "  f(x)",
                    "  ^",
                    "there are neg, exp, log, sqrt, abs, sin, cos, tanh, sigmoid, relu, leakyRelu, softplus, add, sub, mul, div, pow, maximum, minimum"),
            row(
                    "tnah(x)",
                    "expression, line 1, column 1: expected a function, got 'tnah'",
                    "  tnah(x)",
                    "  ^",
                    "did you mean tanh?"),
            row(
                    "Sigmoid(x)",
                    "expression, line 1, column 1: expected a function, got 'Sigmoid'",
                    "  Sigmoid(x)",
                    "  ^",
                    "did you mean sigmoid?"),
            row(
                    "max(x, 1)",
                    "expression, line 1, column 1: expected a function, got 'max'",
                    "  max(x, 1)",
                    "  ^",
                    "did you mean maximum?"),
            row(
                    "exp()",
                    "expression, line 1, column 5: expected a name, a number, a function or '(' after '(', got ')'",
                    "  exp()",
                    "      ^"),
            row("sin(x, y)", "expression, line 1, column 1: expected 1 operand of sin, got 2", "  sin(x, y)", "  ^"),
            row(
                    "maximum(x)",
                    "expression, line 1, column 1: expected 2 operands of maximum, got 1",
                    "  maximum(x)",
                    "  ^"),
            row(
                    "leakyRelu(x, y)",
                    "expression, line 1, column 14: expected a plain number as the slope of leakyRelu, got 'y'",
                    "  leakyRelu(x, y)",
                    "               ^"),
            row(
                    "leakyRelu(x, 1, 2)",
                    "expression, line 1, column 1: expected 1 or 2 operands of leakyRelu, got 3",
                    "  leakyRelu(x, 1, 2)",
                    "  ^"),
            row(
                    "x*y = 3",
                    "expression, line 1, column 5: expected an operator, ';' or the end after 'y', got '='",
                    "  x*y = 3",
                    "      ^",
                    "'=' follows a single name at the beginning of a statement, as in z1 = x*w"),
            row(
                    "L = = 3",
                    "expression, line 1, column 5: expected a name, a number, a function or '(' after '=', got '='",
                    "  L = = 3",
                    "      ^",
                    "'=' follows a single name at the beginning of a statement, as in z1 = x*w"),
            row(
                    "L == x",
                    "expression, line 1, column 4: expected a name, a number, a function or '(' after '=', got '='",
                    "  L == x",
                    "     ^",
                    "'=' follows a single name at the beginning of a statement, as in z1 = x*w"),
            row(
                    "a = x; a = a*2",
                    "expression, line 1, column 8: expected a new name, got a, which line 1 assigns",
                    "  a = x; a = a*2",
                    "         ^",
                    "a name keeps its meaning: call the new node otherwise, a2 for example"),
            row(
                    "L = z^2; z = x",
                    "expression, line 1, column 10: expected a new name, got z, which line 1 uses already",
                    "  L = z^2; z = x",
                    "           ^",
                    "assign z before it is used"),
            row(
                    "x*2; L = x",
                    "expression, line 1, column 1: expected a name and '=' before a statement that is not the last, got 'x'",
                    "  x*2; L = x",
                    "  ^"),
            row(
                    "L = $x",
                    "expression, line 1, column 5: expected a name, a number, a function or '(' after '=', got '$'",
                    "  L = $x",
                    "      ^"),
            row(
                    "x = 1e400*y",
                    "expression, line 1, column 5: expected a number up to 1.7976931348623157e308, got 1e400",
                    "  x = 1e400*y",
                    "      ^"),
            row(
                    "1.2.3*x",
                    "expression, line 1, column 4: expected an operator, ';' or the end after '1.2', got '.3'",
                    "  1.2.3*x",
                    "     ^",
                    "a product is written with its '*', as in 2*x"),
            row(
                    "L = 2 + x!",
                    "expression, line 1, column 10: expected an operator, ';' or the end after 'x', got '!'",
                    "  L = 2 + x!",
                    "           ^"),
            row(
                    "a, b = x",
                    "expression, line 1, column 2: expected an operator, ';' or the end after 'a', got ','",
                    "  a, b = x",
                    "   ^"),
            row(
                    "z1 = x*w\nz2 = z1 + b\nz3 = y - z22*1\nL = z3^2",
                    "expression, line 3, column 10: expected values for w, b, y, z22, got none",
                    "  z3 = y - z22*1",
                    "           ^",
                    "type --at w=NUMBER,b=NUMBER,y=NUMBER,z22=NUMBER; or for z22, did you mean z2?"),
            row(
                    "L = weigth*x",
                    "expression, line 1, column 5: expected a value for weigth, got none",
                    "  L = weigth*x",
                    "      ^",
                    "type --at weigth=NUMBER"),
            row(
                    "L = x y\\ z",
                    "expression, line 1, column 7: expected an operator, ';' or the end after 'x', got 'y'",
                    "  L = x y\\ z",
                    "        ^",
                    "a product is written with its '*', as in 2*x"),
            row(
                    "()",
                    "expression, line 1, column 2: expected a name, a number, a function or '(' after '(', got ')'",
                    "  ()",
                    "   ^"),
            row(
                    "x ^ ^ 2",
                    "expression, line 1, column 5: expected a name, a number, a function or '(' after '^', got '^'",
                    "  x ^ ^ 2",
                    "      ^"),
            row(
                    "\tL = x +\t* w",
                    "expression, line 1, column 10: expected a name, a number, a function or '(' after '+', got '*'",
                    "  \tL = x +\t* w",
                    "  \t       \t^"),
            row(
                    "exp = 3; L = exp(x) exp",
                    "expression, line 1, column 21: expected an operator, ';' or the end after ')', got 'exp'",
                    "  exp = 3; L = exp(x) exp",
                    "                      ^",
                    "a product is written with its '*', as in 2*x"));

    @ParameterizedTest
    @FieldSource("MALFORMED")
    void malformed_expression_is_told_where_what_and_how_else(String text, String message) {
        assertThatThrownBy(() -> Script.parse(text).at(Map.of("x", 1.0), Set.of()))
                .isInstanceOf(ExpressionException.class)
                .hasMessage(message);
    }

    @Test
    void there_are_at_least_thirty() {
        assertThat(MALFORMED).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void nesting_beyond_the_stated_depth_is_refused() {
        assertThatThrownBy(() -> Script.parse("(".repeat(40_000) + "x" + ")".repeat(40_000)))
                .isInstanceOf(ExpressionException.class)
                .hasMessage(String.join(
                        "\n",
                        "expression, line 1, column 101: expected at most 100 parentheses and powers within each other, got one more",
                        "  …" + "(".repeat(100) + "…",
                        " ".repeat(53) + "^",
                        "give parts of it names: z1 = …; z2 = … z1 …"));
        assertThatThrownBy(() -> Script.parse(("x" + "^x".repeat(60) + "^(").repeat(60)))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("expected at most 100 parentheses and powers within each other, got one more");
        assertThatThrownBy(() -> Script.parse("x" + "^x".repeat(40_000)))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith(
                        "expression, line 1, column 202: expected at most 100 parentheses and powers within each other, got one more\n");
    }

    @Test
    void what_is_too_long_is_refused() {
        assertThatThrownBy(() -> Script.parse("x+".repeat(50_000) + "x"))
                .isInstanceOf(ExpressionException.class)
                .hasMessage("expression: expected at most 100000 characters, got 100001");
        assertThatThrownBy(() -> Script.parse("y = 2*" + "x".repeat(101)))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith(
                        "expression, line 1, column 7: expected a name of at most 100 characters, got one of 101\n");
        assertThatThrownBy(() -> Script.parse("y = " + "1".repeat(50_000) + "*x"))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("expression, line 1, column 5: expected a number of at most 100 characters, ");
    }

    /** Each missing name is held against each that there is: of ten thousand, only the first few are. */
    @Test
    @Timeout(60)
    void many_names_without_a_value_are_told_in_short() {
        String text =
                IntStream.range(0, 8_000).mapToObj(i -> "a" + i + "=b" + i).collect(Collectors.joining(";"));

        assertThatThrownBy(() -> Script.parse(text).at(Map.of(), Set.of()))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("expression, line 1, column 4: expected values for b0, b1, b2,")
                .hasMessageContaining("b11, … (8000 in all), got none");
    }

    @Test
    void control_characters_do_not_reach_the_terminal() {
        assertThatThrownBy(() -> Script.parse("x \u001b[2J"))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("got '?'\n  x ?[2J\n");
    }

    private static Arguments row(String text, String... message) {
        return argumentSet(text.isBlank() ? "nothing" : text, text, String.join("\n", message));
    }

    @Test
    void an_old_macintosh_line_end_is_a_line_end() {
        assertThatThrownBy(() -> Script.parse("z = x*w\rL = z +"))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("expression, line 2, column 8: expected ");
    }
}
