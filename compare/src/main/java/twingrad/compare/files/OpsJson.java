package twingrad.compare.files;

import java.util.List;
import twingrad.compare.Verdict;

/**
 * The op table as it is written.
 *
 * @param verdict of all rows
 * @param seed of the numbers that were drawn
 * @param cases how many comparisons were made
 * @param ops the rows
 */
public record OpsJson(Verdict verdict, long seed, int cases, List<RowJson> ops) {

    /**
     * One op: its worst error over all its shapes.
     *
     * @param op the method's name
     * @param shapes how many lists of shapes
     * @param float64Value in ulps of float64, of the tensor engine's value against the scalar engine's
     * @param float64Gradient the same of the gradients
     * @param float32Value in ulps of float32
     * @param float32Gradient the same of the gradients
     * @param quotients ‖a-b‖/(‖a‖+‖b‖) of Richardson's difference quotients
     * @param ofBound how much of its bound the worst case of any kind uses up
     * @param verdict agree, if that is at most 1
     */
    public record RowJson(
            String op,
            int shapes,
            double float64Value,
            double float64Gradient,
            double float32Value,
            double float32Gradient,
            double quotients,
            double ofBound,
            Verdict verdict) {}
}
