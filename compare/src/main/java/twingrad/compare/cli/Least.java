package twingrad.compare.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The least number that an option takes. */
final class Least {

    private Least() {}

    /** Refuses less; an option that is not given, which is null, is none. */
    static void require(CommandSpec spec, String option, Integer number, int least) {
        if (number != null && number < least) {
            throw new ParameterException(
                    spec.commandLine(), option + ": expected " + least + " or more, got " + number);
        }
    }
}
