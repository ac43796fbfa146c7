package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;

/** A call with what does not fit, and the message it is refused with. */
record Misfit(String message, Function<Precision, Object> call) {

    void requireRefused() {
        for (var precision : Precision.values()) {
            assertThatThrownBy(() -> call.apply(precision))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    @Override
    public String toString() {
        return message;
    }
}
