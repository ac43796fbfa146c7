package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class NotationTest {
    private static final Value A = Value.of(2, "a");
    private static final Value B = Value.of(3, "b");

    static final List<Arguments> NAMES = List.of(
            argumentSet("label", A.mul(B).as("ab"), "ab"),
            argumentSet("product", A.mul(B), "(a * b)"),
            argumentSet("unlabelled leaf", Value.of(0.5), "(0.5)"),
            argumentSet("product with an unlabelled leaf", A.mul(Value.of(-4)), "(a * (-4))"),
            argumentSet("plain number", A.pow(2), "(a ^ 2)"),
            argumentSet("negative plain number", A.mul(-0.5), "(a * (-0.5))"),
            argumentSet("negative base", Value.of(-3).pow(A), "((-3) ^ a)"),
            argumentSet("negative number of a function", A.maximum(-0.5), "(maximum(a, -0.5))"),
            argumentSet("plain number of a function", A.maximum(0.5), "(maximum(a, 0.5))"),
            argumentSet("slope of its own", A.leakyRelu(0.2), "(leakyRelu(a, 0.2))"),
            argumentSet("function", A.add(B).tanh(), "(tanh(a + b))"),
            argumentSet("function of two", A.maximum(B.neg()), "(maximum(a, neg(b)))"),
            argumentSet("nested", A.add(B).mul(A), "((a + b) * a)"),
            argumentSet("stops at a label", A.add(B).as("c").exp().mul(A), "(exp(c) * a)"),
            argumentSet("deep", A.neg().neg().neg().neg(), "(neg(neg(neg(…))))"),
            argumentSet("deep sum", A.add(B).add(B).add(B).add(B), "(((… + b) + b) + b)"));

    static final List<Arguments> EQUATIONS = List.of(
            argumentSet("names", A.mul(B).as("r"), "r = a * b = 2 * 3 = 6"),
            argumentSet("negative plain number", A.mul(-2).as("r"), "r = a * (-2) = 2 * (-2) = -4"),
            argumentSet("negative leaf", Value.of(-3, "-3").pow(A).as("r"), "r = (-3) ^ a = (-3) ^ 2 = 9"),
            argumentSet(
                    "leaf with an exponent",
                    Value.of(1e-7, "1e-7").mul(A).as("r"),
                    "r = (1e-7) * a = (1e-7) * 2 = 2e-7"),
            argumentSet("name with an e", Value.of(3, "e2e").mul(A).as("r"), "r = e2e * a = 3 * 2 = 6"),
            argumentSet("function", Value.of(-3, "-3").abs().as("r"), "r = abs(-3) = abs(-3) = 3"));

    @ParameterizedTest
    @CsvSource({
        "2.5399999999999996, 2.54",
        "-5.08, -5.08",
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "100, 100",
        "123456, 123456",
        "1234567, 1.23457e6",
        "999999.7, 1e6",
        "0.333333333333, 0.333333",
        "0.0000123456789, 0.0000123457",
        "4.248354255291589e-18, 4.24835e-18",
        "-1e300, -1e300",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void number_has_up_to_six_significant_digits(double x, String written) {
        assertThat(Notation.number(x)).isEqualTo(written);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void unlabelled_node_is_named_by_its_expression(Value node, String name) {
        assertThat(Notation.name(node)).isEqualTo(name);
    }

    @ParameterizedTest
    @FieldSource("EQUATIONS")
    void equation_says_names_then_numbers_then_the_result(Value node, String equation) {
        assertThat(Notation.equation(node)).isEqualTo(equation);
    }

    @Test
    void unlabelled_leaf_is_described_by_its_number_alone() {
        assertThat(Notation.describe(Value.of(0.5))).isEqualTo("0.5 (grad not computed yet)");
    }

    @Test
    void unlabelled_node_is_described_by_its_expression() {
        assertThat(Notation.describe(A.mul(B))).isEqualTo("(a * b) = 6 (grad not computed yet)");
    }
}
