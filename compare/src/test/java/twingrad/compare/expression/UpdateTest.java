package twingrad.compare.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpdateTest {

    @Test
    void leaves_move_against_their_gradients_and_constants_stay() {
        Update update = Update.of(Examples.named("by-hand").graph(), 0.03);

        assertThat(update.after().leaves().get("w")).isCloseTo(0.6524, within(1e-15));
        assertThat(update.after().leaves().get("b")).isCloseTo(0.8062, within(1e-15));
        assertThat(update.after().leaves()).containsEntry("x", 2.0).containsEntry("y", 3.0);
        assertThat(update.after().node("z3").value()).isCloseTo(0.889, within(1e-15));
        assertThat(update.before().node("z3").value()).isEqualTo(1.27);
    }

    @Test
    void numbers_within_the_expression_stay() {
        Update update = Update.of(Script.parse("(5 - x)^2").at(Map.of("x", 1.0), Set.of()), 0.5);

        assertThat(update.after().node("5").value()).isEqualTo(5);
        assertThat(update.after().node("x").value()).isEqualTo(5);
    }
}
