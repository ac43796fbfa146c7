package twingrad.compare.bench;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of a row.
 *
 * @param row its name
 * @param figure what was measured; empty if nothing was
 * @param failure why nothing was; empty if something was
 */
public record Result(String row, Optional<Figure> figure, String failure) {

    public Result {
        Objects.requireNonNull(row, "result: expected a row's name, got null");
        Objects.requireNonNull(failure, "result: expected a reason or none, got null");
        if (figure.isPresent() != failure.isEmpty()) {
            throw new IllegalArgumentException(
                    "result: expected either a figure or a failure, got " + figure + " and '" + failure + "'");
        }
    }

    /** A row that was measured. */
    public static Result of(String row, Figure figure) {
        return new Result(row, Optional.of(figure), "");
    }

    /** A row that was not. */
    public static Result failed(String row, String failure) {
        return new Result(row, Optional.empty(), failure);
    }
}
