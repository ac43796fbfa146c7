package twingrad.compare.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import twingrad.tensor.Workers;

/** Which numbers an option takes. */
final class Least {

    private Least() {}

    /** Refuses less; an option that is not given, which is null, is none. */
    static void require(CommandSpec spec, String option, Integer number, int least) {
        if (number != null && number < least) {
            throw new ParameterException(
                    spec.commandLine(), option + ": expected " + least + " or more, got " + number);
        }
    }

    /** Refuses a number of {@code --threads} that {@link Workers} does not take. */
    static void requireThreads(CommandSpec spec, Integer number) {
        if (number != null && (number < 1 || number > Workers.MOST_THREADS)) {
            throw new ParameterException(
                    spec.commandLine(), "--threads: expected 1 to " + Workers.MOST_THREADS + ", got " + number);
        }
    }
}
