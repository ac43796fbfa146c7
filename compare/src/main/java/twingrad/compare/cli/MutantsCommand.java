package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import twingrad.compare.CheckReport;
import twingrad.compare.Mutant;
import twingrad.compare.Mutants;
import twingrad.compare.Trials;
import twingrad.compare.Trials.Trial;
import twingrad.compare.Verdict;
import twingrad.compare.expression.Spelling;
import twingrad.compare.files.MutantsJson;
import twingrad.compare.training.UpdateMutant;
import twingrad.compare.training.UpdateMutants;
import twingrad.compare.training.UpdateTrials;

/** {@code twingrad mutants}. */
@Command(
        name = "mutants",
        header = "Plant known bugs, one after the other, and show that each is caught and recognized.",
        description = "Result mutants spoil a healthy engine's gradient, rule mutants replace one rule of a textbook's"
                + " backward pass, update mutants break an optimizer. Exits 1 if one is missed, or if the check without"
                + " any, which comes first, does not pass.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  twingrad mutants", "  twingrad mutants tanh-one-minus-a uphill"})
final class MutantsCommand implements Callable<Integer> {

    private static final String ROW = "%-34s  %-6s  %-7s  %s";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Only these, with what was done wrong (default: all).")
    private List<String> names = List.of();

    @Mixin
    private OutputOptions output;

    /** A bug of either kind, with what is told of it. */
    private record Candidate(String name, String description, String source, Supplier<Trial> trial) {
        static Candidate of(Mutant mutant) {
            return new Candidate(mutant.name(), mutant.description(), mutant.source(), () -> Trials.of(mutant));
        }

        static Candidate of(UpdateMutant mutant) {
            return new Candidate(mutant.name(), mutant.description(), mutant.source(), () -> UpdateTrials.of(mutant));
        }
    }

    @Override
    public Integer call() {
        List<Candidate> chosen = chosen();
        output.prepare();
        PrintWriter text = output.text();
        boolean control = control(text);
        text.println();
        text.println(ROW.formatted("mutant", "kind", "verdict", "by"));
        var trials = new ArrayList<Trial>();
        for (Candidate candidate : chosen) {
            Trial trial = candidate.trial().get();
            trials.add(trial);
            print(candidate, trial, text);
        }
        MutantsJson report = MutantsJson.of(control, trials);
        text.println();
        text.printf(
                "%d of %d caught, %d diagnosed as expected.%n", report.caught(), trials.size(), report.asExpected());
        output.json(report);
        return control && report.caught() == trials.size() ? ExitStatus.DONE : ExitStatus.VERDICT;
    }

    private List<Candidate> chosen() {
        List<Candidate> all = Stream.concat(
                        Mutants.all().stream().map(Candidate::of),
                        UpdateMutants.all().stream().map(Candidate::of))
                .toList();
        for (String name : names) {
            if (all.stream().noneMatch(candidate -> candidate.name().equals(name))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "mutant: expected a name that `twingrad mutants` lists, got '" + name + "'"
                                + Spelling.remedy(
                                        name, all.stream().map(Candidate::name).toList()));
            }
        }
        return all.stream()
                .filter(candidate -> names.isEmpty() || names.contains(candidate.name()))
                .toList();
    }

    private static boolean control(PrintWriter text) {
        List<CheckReport> reports = Trials.control();
        long agree = reports.stream()
                .filter(report -> report.verdict() == Verdict.AGREE)
                .count();
        boolean trajectories = UpdateTrials.control();
        boolean passed = agree == reports.size() && trajectories;
        text.printf(
                "without any: %d of %d networks agree in 5 witnesses, trajectories %s: %s%n",
                agree, reports.size(), trajectories ? "stay together" : "PART", passed ? "passed" : "FAILED");
        return passed;
    }

    private void print(Candidate candidate, Trial trial, PrintWriter text) {
        text.println(ROW.formatted(
                trial.mutant(), trial.kind(), trial.isCaught() ? "caught" : "MISSED", String.join(", ", trial.by())));
        if (!names.isEmpty()) {
            text.println("    " + candidate.description()
                    + (candidate.source().isEmpty() ? "" : " (" + candidate.source() + ")"));
        }
        text.println("    " + trial.block() + ": " + trial.diagnosis()
                + (trial.isAsExpected() ? "" : "; EXPECTED: " + trial.expected()));
    }
}
