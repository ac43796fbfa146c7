package twingrad.compare.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** When a training is over, what it says on the way, and where it goes on from. */
final class SessionOptions {

    private static final String PERCENT = "%";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "End after N epochs without a lower loss on the development set, and take the parameters of the"
                            + " lowest (default: none).")
    private String patience;

    @Option(
            names = "--target",
            paramLabel = "ACCURACY",
            description = "Exit 1 if the test accuracy is lower at the end, as in 0.98 or 98%%.")
    private String target;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Go on from a checkpoint that --out or save wrote, with its data, network and hyperparameters;"
                            + " those that are given beside it are changed. --epochs is the total.")
    private Path resume;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Write a line of JSON for every epoch, one at the start and one at the end; appended on"
                    + " --resume.")
    private Path log;

    @Option(names = "--quiet", description = "Print the result alone.")
    private boolean quiet;

    @Option(names = "--show", description = "Open the pictures in windows, where there is a display.")
    private boolean show;

    /** The patience that was given, as typed. */
    Map<Hyperparameter, String> given() {
        var given = new EnumMap<Hyperparameter, String>(Hyperparameter.class);
        Optional.ofNullable(patience).ifPresent(text -> given.put(Hyperparameter.PATIENCE, text));
        return given;
    }

    /** The least test accuracy that is good enough, 0 to 1. */
    OptionalDouble target() {
        if (target == null) {
            return OptionalDouble.empty();
        }
        boolean isPercentage = target.strip().endsWith(PERCENT);
        try {
            String number = target.replace(PERCENT, "").strip();
            double share = Double.parseDouble(number) / (isPercentage ? 100 : 1);
            if (share >= 0 && share <= 1) {
                return OptionalDouble.of(share);
            }
        } catch (NumberFormatException e) {
            // Told below, as what is out of range is.
        }
        throw refusal("--target: expected a share from 0 to 1 or a percentage, as in 0.98 or 98%, got " + target);
    }

    /** The checkpoint to go on from. */
    Optional<Path> resume() {
        return Optional.ofNullable(resume);
    }

    /** Where the log goes, its folder made where it is missing. */
    Optional<Path> log() {
        if (log != null && Files.isDirectory(log)) {
            throw refusal("--log: expected a file, got the folder '" + log + "'");
        }
        Optional.ofNullable(log).ifPresent(OutputOptions::makeParent);
        return Optional.ofNullable(log);
    }

    /** Whether nothing but the result is printed. */
    boolean isQuiet() {
        return quiet;
    }

    /** Whether pictures are opened. */
    boolean isShown() {
        return show;
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
