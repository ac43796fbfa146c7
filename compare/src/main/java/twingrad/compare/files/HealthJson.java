package twingrad.compare.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import twingrad.compare.Health;
import twingrad.compare.Health.Inactive;
import twingrad.compare.Health.NotFinite;

/**
 * A {@link Health} as it is written.
 *
 * @param frozenBlocks blocks of which not one parameter ever changed
 * @param inactiveUnits ReLU units that no sample turns on
 * @param notFinite the first number that was none; absent if all were finite
 * @param gradientNorms of each layer, at the end
 * @param samples on which units and norms were measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthJson(
        List<String> frozenBlocks,
        List<Inactive> inactiveUnits,
        NotFinite notFinite,
        List<Double> gradientNorms,
        int samples) {

    /** The figures. */
    public static HealthJson of(Health health) {
        return new HealthJson(
                health.frozen(),
                health.inactive(),
                health.notFinite().orElse(null),
                health.gradientNorms(),
                health.samples());
    }
}
