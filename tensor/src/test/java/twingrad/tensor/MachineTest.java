package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class MachineTest {
    /** What the build says of the vector module: a flag that went missing must not fall back in silence. */
    private static final String EXPECTED = "twingrad.test.vector";

    private static final String NO_VECTORS = "vectors: expected the module jdk.incubator.vector, got plain loops"
            + " (equal results, slower); start java with --add-modules jdk.incubator.vector";
    private static final String NO_FMA = "fma: expected a hardware instruction, got Java's replacement"
            + " (equal results, about a thousand times slower); use a processor with FMA (x86 since 2013, every arm64)";

    @Test
    void the_vector_module_is_resolved_where_the_build_says_so() {
        assumeTrue(System.getProperty(EXPECTED) != null, () -> "the property " + EXPECTED + " is not set");
        assertThat(Machine.vectorModule()).isEqualTo(Boolean.getBoolean(EXPECTED));
    }

    @Test
    void lanes_are_one_without_the_module_and_a_power_of_two_with_it() {
        if (Machine.vectorModule()) {
            assertThat(Machine.vectorLanes()).isGreaterThan(1);
            assertThat(Integer.bitCount(Machine.vectorLanes())).isEqualTo(1);
        } else {
            assertThat(Machine.vectorLanes()).isEqualTo(1);
        }
    }

    @Test
    void a_missing_vector_module_is_noticed() {
        assertThat(Machine.notices().contains(NO_VECTORS)).isNotEqualTo(Machine.vectorModule());
    }

    @Test
    void each_lack_is_one_line_with_its_remedy() {
        assertThat(Machine.notices(true, true)).isEmpty();
        assertThat(Machine.notices(false, true)).containsExactly(NO_VECTORS);
        assertThat(Machine.notices(true, false)).containsExactly(NO_FMA);
        assertThat(Machine.notices(false, false)).containsExactly(NO_VECTORS, NO_FMA);
    }
}
