package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twingrad.compare.Op;
import twingrad.compare.OpCheck;
import twingrad.compare.OpCheck.Result;
import twingrad.compare.OpTable;
import twingrad.compare.Seeds;
import twingrad.compare.Verdict;
import twingrad.compare.files.OpsJson;
import twingrad.compare.files.OpsJson.RowJson;

/** {@code twingrad ops}. */
@Command(
        name = "ops",
        header = "Check every op of both engines and print its worst error.",
        description = "Each op's value and gradient in the tensor engine, in float64 and in float32, against the scalar"
                + " engine's, or against its formula written in scalars, and its gradient against difference quotients;"
                + " over shapes of every kind. Exits 1 if one is beyond its bound.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  twingrad ops --seed 7 --json ops.json"})
final class OpsCommand implements Callable<Integer> {

    private static final String ROW = "%-26s  %6s  %9s  %9s  %9s  %9s  %9s  %8s  %s";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the numbers (default: ${DEFAULT-VALUE}).")
    private Long seed;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.prepare();
        output.text()
                .println("worst error of the tensor engine against the scalar engine, in ulps; of difference"
                        + " quotients as |a-b|/(|a|+|b|)");
        output.text().println();
        line("", "", "float64", "", "float32", "", "", "", "");
        line("op", "shapes", "value", "gradient", "value", "gradient", "quotients", "of bound", "verdict");
        var rows = new ArrayList<RowJson>();
        int cases = 0;
        for (Op op : OpTable.ops()) {
            List<Result> results = OpCheck.run(op, new Seeds(seed));
            cases += results.size();
            RowJson row = row(op, results);
            rows.add(row);
            print(row);
        }
        boolean agree = rows.stream().allMatch(row -> row.verdict() == Verdict.AGREE);
        output.text().println();
        output.text()
                .println(cases + " comparisons of " + rows.size() + " ops: "
                        + (agree ? "all agree." : "DISAGREE, see above."));
        output.json(new OpsJson(agree ? Verdict.AGREE : Verdict.DISAGREE, seed, cases, rows));
        return agree ? ExitStatus.DONE : ExitStatus.VERDICT;
    }

    private static RowJson row(Op op, List<Result> results) {
        return new RowJson(
                op.name(),
                op.shapes().size(),
                worst(results, is("tensor-f64", true), Result::ulps),
                worst(results, is("tensor-f64", false), Result::ulps),
                worst(results, is("tensor-f32", true), Result::ulps),
                worst(results, is("tensor-f32", false), Result::ulps),
                worst(results, is("finite-differences", false), Result::relativeDifference),
                worst(results, result -> true, result -> result.relativeDifference() / result.bound()),
                results.stream().allMatch(Result::agrees) ? Verdict.AGREE : Verdict.DISAGREE);
    }

    private static Predicate<Result> is(String witness, boolean isValue) {
        return result -> result.witness().equals(witness) && result.operand().isEmpty() == isValue;
    }

    private static double worst(List<Result> results, Predicate<Result> which, ToDoubleFunction<Result> error) {
        return results.stream().filter(which).mapToDouble(error).max().orElse(0);
    }

    private void print(RowJson row) {
        line(
                row.op(),
                String.valueOf(row.shapes()),
                ulps(row.float64Value()),
                ulps(row.float64Gradient()),
                ulps(row.float32Value()),
                ulps(row.float32Gradient()),
                String.format(Locale.ROOT, "%.1e", row.quotients()),
                String.format(Locale.ROOT, "%.2g", row.ofBound()),
                output.ink().verdict(row.verdict().toString()));
    }

    private static String ulps(double ulps) {
        return String.format(Locale.ROOT, ulps < 1e4 ? "%.1f" : "%.1e", ulps);
    }

    private void line(String... cells) {
        output.text().println(ROW.formatted((Object[]) cells).stripTrailing());
    }
}
