package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import twingrad.compare.Batch;
import twingrad.compare.CheckReport;
import twingrad.compare.FiniteDifferences;
import twingrad.compare.GradientCheck;
import twingrad.compare.Network;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.TensorWitness;
import twingrad.compare.Witness;
import twingrad.compare.report.CheckTable;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** One cross-check, with its table. */
final class CheckRun {

    private CheckRun() {}

    /** Asks both engines, in both precisions, the difference quotients and further witnesses; prints the table. */
    static CheckReport run(
            Network network, double[] parameters, Dataset data, Seeds seeds, List<Witness> further, PrintWriter text) {
        Stream<Witness> usual = Stream.of(
                new TensorWitness(Precision.FLOAT64),
                new TensorWitness(Precision.FLOAT32),
                new FiniteDifferences(seeds));
        CheckReport report = GradientCheck.of(network, parameters, Batch.of(data, network))
                .against(
                        new ScalarWitness(),
                        Stream.concat(usual, further.stream()).toList());
        CheckTable.lines(data.name() + ", seed " + seeds.seed(), report).forEach(text::println);
        return report;
    }
}
