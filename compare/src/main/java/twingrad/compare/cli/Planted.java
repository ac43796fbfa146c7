package twingrad.compare.cli;

import twingrad.compare.Verdict;
import twingrad.compare.training.WitnessLearner;

/**
 * A known bug that trains beside the healthy engines.
 *
 * @param mutant who trains so
 * @param check its gradient beside the scalar engine's at the first θ
 */
record Planted(WitnessLearner mutant, SharedCheck check) {

    static final String HEADING = "The mutant's gradient at the first θ, left out of the verdict";

    /** What is done wrong. */
    String bug() {
        return "mutant " + mutant.name() + ": " + mutant.bug();
    }

    /** Why its gradient is right all the same; empty where it is not. */
    String whyUnseen() {
        return check.report().verdict() == Verdict.DISAGREE ? "" : mutant.whyUnseen();
    }
}
