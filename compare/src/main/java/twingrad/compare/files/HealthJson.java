package twingrad.compare.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import twingrad.compare.Health;
import twingrad.compare.Health.Inactive;
import twingrad.compare.Health.NotFinite;

/**
 * A {@link Health} as it is written. Where no sample was looked at, as of a model that is no network of dense layers,
 * the figures that take some are absent.
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
        Integer samples) {

    /** The figures. */
    public static HealthJson of(Health health) {
        boolean looked = health.samples() > 0;
        return new HealthJson(
                health.frozen(),
                looked ? health.inactive() : null,
                health.notFinite().orElse(null),
                looked ? health.gradientNorms() : null,
                looked ? health.samples() : null);
    }
}
