package twingrad.compare.files;

import java.util.List;
import twingrad.compare.Trials.Trial;

/**
 * The known bugs and what came of each, as it is written.
 *
 * @param control whether the healthy witnesses and trajectories agree
 * @param caught how many were
 * @param asExpected of how many the diagnosis is the one that was expected
 * @param mutants each of them
 */
public record MutantsJson(boolean control, long caught, long asExpected, List<MutantJson> mutants) {

    /** One bug; {@code by} is empty where it was missed. */
    public record MutantJson(
            String name,
            String kind,
            boolean caught,
            List<String> by,
            List<String> blocks,
            String block,
            String diagnosis,
            String expected,
            boolean asExpected) {}

    /** The trials as data. */
    public static MutantsJson of(boolean control, List<Trial> trials) {
        return new MutantsJson(
                control,
                trials.stream().filter(Trial::isCaught).count(),
                trials.stream().filter(Trial::isAsExpected).count(),
                trials.stream().map(MutantsJson::of).toList());
    }

    private static MutantJson of(Trial trial) {
        return new MutantJson(
                trial.mutant(),
                trial.kind().toString(),
                trial.isCaught(),
                trial.by(),
                trial.blocks(),
                trial.block(),
                trial.diagnosis(),
                trial.expected(),
                trial.isAsExpected());
    }
}
