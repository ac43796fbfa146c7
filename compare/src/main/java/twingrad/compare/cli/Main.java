package twingrad.compare.cli;

import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import twingrad.compare.Activation;
import twingrad.compare.Initialization;
import twingrad.compare.Loss;
import twingrad.compare.expression.Spelling;
import twingrad.compare.files.Layout;
import twingrad.compare.training.OptimizerKind;
import twingrad.tensor.Machine;
import twingrad.tensor.Precision;

/** {@code twingrad}: where the command line begins. */
@Command(
        name = "twingrad",
        description = "A workbench for backpropagation: two engines, one network, one truth.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TourCommand.class,
            StepCommand.class,
            GraphCommand.class,
            TrainCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            MutantsCommand.class,
            CompareCommand.class,
            OpsCommand.class,
            PredictCommand.class,
            SweepCommand.class,
            XorCommand.class,
            ExportCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "Begin with:  twingrad tour",
            "",
            "Exit status: 0 done, 1 a verdict (a check disagrees, a training diverges or",
            "misses its target), 2 wrong usage, 3 data or a file that cannot be read or",
            "written, 130 interrupted (143 by SIGTERM, 129 by SIGHUP), 70 a defect of",
            "twingrad itself."
        })
public final class Main implements Runnable {

    private static final String COMMANDS =
            "a command: tour, step, graph, train, check, verify, mutants, compare, ops, predict, sweep, xor, export or bench";

    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", description = "Show the stack trace of an error.", scope = ScopeType.INHERIT)
    private boolean verbose;

    /** Runs the command line and ends the process. Figures and pictures look the same in every country. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        var out = StandardStream.of(FileDescriptor.out);
        PrintWriter err = StandardStream.of(FileDescriptor.err).writer();
        PrintWriter text = out.writer();
        int status = run(text, err, arguments);
        text.flush();
        if (!out.failure().isEmpty()) {
            err.println("twingrad: standard output: expected to write it whole, got " + out.failure());
            status = ExitStatus.DATA;
        }
        System.exit(status);
    }

    /** Runs the command line and gives the exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        try {
            return commandLine(out, err).execute(arguments);
        } catch (OutOfMemoryError e) {
            long heap = Runtime.getRuntime().maxMemory() >> 20;
            err.println("twingrad: expected work that fits into a heap of " + heap
                    + " MB, got more; take fewer samples, fewer --hidden units or a smaller --batch,"
                    + " or give it more with TWINGRAD_JAVA_OPTS=-Xmx...");
            return ExitStatus.USAGE;
        } catch (StackOverflowError e) {
            err.println("twingrad: a defect of twingrad itself, please report it: " + e);
            return ExitStatus.DEFECT;
        }
    }

    private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        var main = new Main();
        return convert(new CommandLine(main))
                .setExpandAtFiles(false)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(main::explain)
                .setExecutionStrategy(main::execute);
    }

    /** How what is typed becomes what is meant, for a command line and its commands; the line itself. */
    static CommandLine convert(CommandLine line) {
        return line.registerConverter(
                        Activation.class,
                        choice(List.of(Activation.RELU, Activation.LEAKY_RELU, Activation.TANH, Activation.SIGMOID)))
                .registerConverter(Loss.class, choice(List.of(Loss.values())))
                .registerConverter(Initialization.class, choice(List.of(Initialization.values())))
                .registerConverter(OptimizerKind.class, choice(List.of(OptimizerKind.values())))
                .registerConverter(Engine.class, choice(List.of(Engine.values())))
                .registerConverter(Model.class, choice(List.of(Model.values())))
                .registerConverter(Layout.Weights.class, choice(List.of(Layout.Weights.values())))
                .registerConverter(Layout.Samples.class, choice(List.of(Layout.Samples.values())))
                .registerConverter(Precision.class, Main::precision)
                .registerConverter(Integer.class, text -> number(text, "a whole number", Integer::valueOf))
                .registerConverter(Long.class, text -> number(text, "a whole number", Long::valueOf))
                .registerConverter(Double.class, text -> number(text, "a number", Double::valueOf))
                .registerConverter(Path.class, FileName::path)
                .registerConverter(Boolean.class, Main::flag)
                .registerConverter(boolean.class, Main::flag);
    }

    /** Without a command, what there is. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected " + COMMANDS + ", got none");
    }

    private int execute(ParseResult parsed) {
        boolean working = parsed.hasSubcommand()
                && !parsed.subcommand().isUsageHelpRequested()
                && !parsed.subcommand().isVersionHelpRequested();
        if (working) {
            Machine.notices().forEach(notice -> spec.commandLine().getErr().println("twingrad: " + notice));
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Wrong usage: what was expected, and where to read on. */
    private static int refuse(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + Message.shown(message(e)));
        command.getErr().println("Type `" + name + " --help` for what there is.");
        return ExitStatus.USAGE;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0), unmatched.isUnknownOption(), e.getCommandLine());
        }
        if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() instanceof OptionSpec option) {
            return option.longestName() + ": expected it once, got it twice";
        }
        return e.getMessage();
    }

    private static String unmatched(String came, boolean isOption, CommandLine command) {
        if (isOption) {
            Set<String> options = command.getCommandSpec().optionsMap().keySet();
            return "expected an option that it has, got '" + came + "'" + Spelling.remedy(came, options);
        }
        Set<String> commands = command.getSubcommands().keySet();
        return "expected " + (commands.isEmpty() ? "no further argument" : COMMANDS) + ", got '" + came + "'"
                + Spelling.remedy(came, commands);
    }

    /** An error while a command ran: one line, unless more is asked for. */
    private int explain(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (verbose) {
            e.printStackTrace(err);
        }
        String name = command.getCommandSpec().qualifiedName();
        boolean isTold = e.getMessage() != null;
        if (isTold && e instanceof UncheckedIOException) {
            err.println(name + ": " + Message.shown(e.getMessage()));
            return ExitStatus.DATA;
        }
        if (isTold && e instanceof IllegalArgumentException) {
            err.println(name + ": " + Message.shown(e.getMessage()));
            return ExitStatus.USAGE;
        }
        err.println(name + ": a defect of twingrad itself, please report it: " + e
                + (verbose ? "" : " (--verbose shows where)"));
        return ExitStatus.DEFECT;
    }

    private static <T> ITypeConverter<T> choice(List<T> values) {
        List<String> names = values.stream().map(Object::toString).toList();
        return text -> values.stream()
                .filter(value -> value.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected " + String.join(", ", names) + ", got '" + text
                        + "'" + Spelling.remedy(text, names)));
    }

    private static <N> N number(String text, String kind, Function<String, N> parse) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("expected " + kind + ", got '" + text + "'");
        }
    }

    /** What may stand behind an option that is given or not. */
    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new TypeConversionException("expected nothing behind it, true or false, got '" + text + "'");
        };
    }

    private static Precision precision(String text) {
        return switch (text) {
            case "f32" -> Precision.FLOAT32;
            case "f64" -> Precision.FLOAT64;
            default -> throw new TypeConversionException("expected f32 or f64, got '" + text + "'");
        };
    }

    /** The version, as the jar's manifest has it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"twingrad " + (version == null ? "(not packaged)" : version)};
        }
    }
}
