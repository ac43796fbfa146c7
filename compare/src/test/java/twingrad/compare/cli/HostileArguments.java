package twingrad.compare.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * Gives every option and every file of every command what nobody means, and judges how it ends. Run in a JVM of its own
 * whose working directory is for it alone: commands write where they are told to.
 */
final class HostileArguments {

    /** How a command line is run: the words' exit status. */
    interface Program {
        int run(PrintWriter out, PrintWriter err, String... words);
    }

    /** Seconds after which a line hangs: the slowest needs one, ten times as long beside other work, and a hang all. */
    private static final long PATIENCE = 120;

    private final Program program;
    private final long seconds;
    private final Map<String, CommandLineRun> goodRuns = new TreeMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    HostileArguments(Program program, long seconds) {
        this.program = program;
        this.seconds = seconds;
    }

    /** So many values for every option, in turns, then so many random lines. Ends with 1 if there are faults. */
    public static void main(String[] arguments) throws IOException {
        GoodLine.makeFiles();
        var hostile = new HostileArguments(Main::run, PATIENCE);
        HostileLines lines = HostileLines.of(new CommandLine(new Main()));
        int values = Math.min(Integer.parseInt(arguments[0]), HostileLines.TURNS);
        lines.each(values).forEach(hostile::attempt);
        lines.random(Integer.parseInt(arguments[1]), new Random(1)).forEach(hostile::attempt);
        hostile.faults.forEach(System.out::println);
        System.out.println(hostile.summary());
        System.exit(hostile.faults.isEmpty() ? 0 : 1);
    }

    /** Runs a line and keeps what is wrong with its end. */
    void attempt(HostileLine line) {
        CommandLineRun good = goodRuns.computeIfAbsent(line.command(), this::goodRun);
        CommandLineRun run = run(line.words());
        statuses.merge(run.status(), 1, Integer::sum);
        HostileVerdict.fault(line, run, good)
                .ifPresent(fault -> faults.add(HostileVerdict.shown(line.words()) + "\n    " + fault));
    }

    /** What is refused unspoiled would excuse that very refusal of every spoiled line. */
    private CommandLineRun goodRun(String command) {
        GoodLine line = GoodLine.of(command);
        CommandLineRun run = run(line.words(command));
        if (!line.mayEndWith(run.status())) {
            faults.add(HostileVerdict.shown(line.words(command)) + "\n    expected the good line to be done, got "
                    + run.status() + ": " + run.err());
        }
        return run;
    }

    List<String> faults() {
        return faults;
    }

    /** How many lines ended how. */
    String summary() {
        int all = statuses.values().stream().mapToInt(n -> n).sum();
        return all + " command lines, "
                + statuses.entrySet().stream()
                        .map(status -> status.getValue() + " with exit status " + status.getKey())
                        .collect(Collectors.joining(", "))
                + "; faults: " + faults.size();
    }

    /** One that hangs is left behind: nothing ends it but the end of the process. */
    private CommandLineRun run(List<String> words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var status = new FutureTask<Integer>(
                () -> program.run(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new)));
        var thread = new Thread(status, "hostile");
        thread.setDaemon(true);
        thread.start();
        try {
            return new CommandLineRun(status.get(seconds, TimeUnit.SECONDS), out.toString(), err.toString());
        } catch (TimeoutException e) {
            status.cancel(true);
            return new CommandLineRun(HostileVerdict.HUNG, "", "an end within " + seconds + " s");
        } catch (ExecutionException e) {
            var trace = new StringWriter();
            e.getCause().printStackTrace(new PrintWriter(trace));
            return new CommandLineRun(HostileVerdict.THROWN, out.toString(), err + trace.toString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
