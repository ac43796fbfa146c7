package twingrad.compare.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import twingrad.compare.bench.ChildProcess;
import twingrad.compare.bench.ChildProcess.Outcome;
import twingrad.compare.bench.Effort;
import twingrad.compare.bench.Result;
import twingrad.compare.bench.Row;
import twingrad.compare.bench.Rows;
import twingrad.compare.files.BenchJson;
import twingrad.compare.files.BenchJson.RowJson;
import twingrad.compare.files.Json;
import twingrad.compare.report.BenchTable;
import twingrad.tensor.Machine;
import twingrad.tensor.Workers;

/** {@code twingrad bench}. */
@Command(
        name = "bench",
        header = "Measure how fast this machine trains, and what it could do at best.",
        description = "Each row in a JVM of its own, with the flags of this one: median, least and most of several"
                + " measurements after warming up. Products are measured in turns with the peak. All rows take about"
                + " four minutes, --quick less than one; nothing else should run meanwhile. A row whose most is over"
                + " twice its least is called unsettled.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad bench --quick",
            "  twingrad bench --only peak,product/784-128-10 --json bench.json"
        })
final class BenchCommand implements Callable<Integer> {

    /** A row takes some ten seconds; one that takes so long hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** After so many epochs of SGD at its usual learning rate 97 % are long reached. */
    private static final int EPOCHS = 8;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Rows by name or by the beginning of their names, up to a slash: epoch, peak/1.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Say what rows there are, and measure nothing.")
    private boolean list;

    @Option(names = "--quick", description = "The most telling rows, each measured for a shorter time.")
    private boolean quick;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Measure with 1 and with N threads (default: all cores).")
    private Integer threads;

    @Option(names = "--row", hidden = true, description = "Measure one row in this process, and say it as one line.")
    private String row;

    @Override
    public Integer call() {
        Least.requireThreads(spec, threads);
        int most = threads == null ? Workers.threads() : threads;
        List<Row> all = Rows.of(most, this::secondsTo97);
        if (row != null) {
            spec.commandLine()
                    .getOut()
                    .println(BenchJson.line(
                            measure(chosen("--row", all, List.of(row)).get(0))));
            return ExitStatus.DONE;
        }
        List<Row> rows = only.isEmpty()
                ? all.stream().filter(each -> each.quick() || !quick).toList()
                : chosen("--only", all, only);
        if (list) {
            rows.forEach(each -> output.text().println("%-29s  %s".formatted(each.name(), each.what())));
            return ExitStatus.DONE;
        }
        run(rows, most);
        return ExitStatus.DONE;
    }

    private void run(List<Row> rows, int most) {
        output.prepare();
        PrintWriter text = output.text();
        String java = System.getProperty("java.runtime.version");
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        int processors = Runtime.getRuntime().availableProcessors();
        text.printf("%d processors, %d lanes; Java %s; %s%n%n", processors, Machine.vectorLanes(), java, system);
        text.println(BenchTable.head());
        text.flush();
        long start = System.nanoTime();
        var results = new ArrayList<Result>();
        for (Row each : rows) {
            Result result = inChild(each, most);
            results.add(result);
            text.println(BenchTable.line(each, result));
            text.flush();
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        text.printf("%n%d %s in %.0f s%n", rows.size(), rows.size() == 1 ? "row" : "rows", seconds);
        List<RowJson> figures = results.stream().map(RowJson::of).toList();
        output.json(new BenchJson(java, system, processors, Machine.vectorLanes(), quick, seconds, figures));
    }

    private Effort effort() {
        return quick ? Effort.QUICK : Effort.FULL;
    }

    /** Measures in this process; whatever goes wrong is the row's result. */
    private Result measure(Row measured) {
        try {
            return Result.of(measured.name(), measured.measurement().take(effort()));
        } catch (RuntimeException | OutOfMemoryError e) {
            return Result.failed(measured.name(), String.valueOf(e.getMessage()));
        }
    }

    private Result inChild(Row measured, int most) {
        var arguments = new ArrayList<>(List.of("bench", "--row", measured.name(), "--threads", "" + most));
        if (quick) {
            arguments.add("--quick");
        }
        try {
            Outcome outcome = new ChildProcess(Main.class, LIMIT).run(arguments);
            return BenchJson.result(outcome.out())
                    .orElseGet(() -> Result.failed(
                            measured.name(),
                            "expected a line of JSON, got exit status " + outcome.status() + ": "
                                    + outcome.complaint()));
        } catch (IllegalStateException e) {
            return Result.failed(measured.name(), e.getMessage());
        }
    }

    private double secondsTo97(int threadsOfIt) {
        String command = "train mnist --hidden 128 --optimizer sgd --epochs %d --threads %d --json -"
                .formatted(EPOCHS, threadsOfIt);
        Outcome outcome = new ChildProcess(Main.class, LIMIT).run(List.of(command.split(" ")));
        OptionalDouble seconds = Json.number(outcome.out(), "secondsTo97");
        return seconds.orElseThrow(() -> new IllegalStateException(
                "to97: expected 97 % within " + EPOCHS + " epochs, got " + outcome.complaint()));
    }

    private List<Row> chosen(String option, List<Row> all, List<String> names) {
        for (String name : names) {
            if (all.stream().noneMatch(each -> each.isMeantBy(name))) {
                String groups = all.stream()
                        .map(each -> each.name().substring(0, each.name().indexOf('/')))
                        .distinct()
                        .collect(Collectors.joining(", "));
                throw new ParameterException(
                        spec.commandLine(),
                        option + ": expected one of " + groups
                                + ", a row of --list or its beginning up to a slash, as in"
                                + " product/784-128-10, got '" + name + "'");
            }
        }
        return all.stream()
                .filter(each -> names.stream().anyMatch(each::isMeantBy))
                .toList();
    }
}
