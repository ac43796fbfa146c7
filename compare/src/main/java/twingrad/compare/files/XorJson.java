package twingrad.compare.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalDouble;
import twingrad.compare.Activation;
import twingrad.compare.search.XorNetworks.Outcome;
import twingrad.compare.search.XorStudy;
import twingrad.compare.search.XorStudy.Cell;

/**
 * A study of XOR as it is written.
 *
 * @param asPublished whether every share is within {@code allowed} of the published one, where there is one
 * @param seed of the first network
 * @param seeds networks of a kind
 * @param steps of each
 * @param learningRate α
 * @param allowed how far a share may be from the published one, 0 to 1
 * @param cells one a kind of network
 */
public record XorJson(
        boolean asPublished,
        long seed,
        int seeds,
        int steps,
        double learningRate,
        double allowed,
        List<CellJson> cells) {

    /**
     * The networks of one kind.
     *
     * @param activation of the hidden layer
     * @param hidden its units
     * @param solved how many have 4 of 4 points right
     * @param share of them all, 0 to 1
     * @param standardError of the share, binomial: √(p(1 - p)/n)
     * @param published that share as it was published; absent if it was not
     * @param dead of the unsolved, those with a ReLU unit that no point turns on
     * @param atRest of the rest, those whose gradient is all but 0
     * @param moving the others
     * @param networks each one's outcome, in the seeds' order
     */
    public record CellJson(
            Activation activation,
            int hidden,
            int solved,
            double share,
            double standardError,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalDouble published,
            int dead,
            int atRest,
            int moving,
            List<Outcome> networks) {}

    /** The figures of a study. */
    public static XorJson of(XorStudy study, List<Cell> cells) {
        return new XorJson(
                cells.stream().allMatch(study::isAsPublished),
                study.firstSeed(),
                study.seeds(),
                study.steps(),
                study.learningRate(),
                study.allowed(),
                cells.stream().map(XorJson::of).toList());
    }

    private static CellJson of(Cell cell) {
        return new CellJson(
                cell.activation(),
                cell.hidden(),
                cell.solved(),
                cell.share(),
                cell.standardError(),
                XorStudy.published(cell.activation(), cell.hidden()),
                cell.dead(),
                cell.atRest(),
                cell.underWay(),
                cell.outcomes());
    }
}
