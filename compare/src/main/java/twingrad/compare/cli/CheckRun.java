package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import twingrad.compare.Batch;
import twingrad.compare.CheckReport;
import twingrad.compare.FiniteDifferences;
import twingrad.compare.GradientCheck;
import twingrad.compare.Network;
import twingrad.compare.RecordedWitness;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.StepSweep;
import twingrad.compare.TensorWitness;
import twingrad.compare.TextbookWitness;
import twingrad.compare.Witness;
import twingrad.compare.report.CheckTable;
import twingrad.compare.report.Ink;
import twingrad.compare.report.ValuesTable;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** One cross-check: both engines, in both precisions, a textbook, difference quotients and further witnesses. */
final class CheckRun {

    private final Network network;
    private final double[] parameters;
    private final Dataset data;
    private final Batch batch;
    private final Seeds seeds;
    private final List<RecordedWitness> witnesses = new ArrayList<>();

    CheckRun(Network network, double[] parameters, Dataset data, Seeds seeds, List<Witness> further) {
        this.network = network;
        this.parameters = parameters;
        this.data = data;
        this.seeds = seeds;
        batch = Batch.of(data, network);
        witnesses.add(new RecordedWitness(new ScalarWitness()));
        witnesses.add(new RecordedWitness(new TextbookWitness()));
        witnesses.add(new RecordedWitness(new TensorWitness(Precision.FLOAT64)));
        witnesses.add(new RecordedWitness(new TensorWitness(Precision.FLOAT32)));
        witnesses.add(new RecordedWitness(new FiniteDifferences(seeds)));
        further.forEach(witness -> witnesses.add(new RecordedWitness(witness)));
    }

    /** Asks them all and prints the table. */
    CheckReport run(PrintWriter text, Ink ink) {
        CheckReport report = GradientCheck.of(network, parameters, batch)
                .against(witnesses.get(0), List.copyOf(witnesses.subList(1, witnesses.size())));
        CheckTable.lines(title(), report, ink).forEach(text::println);
        return report;
    }

    /** On what. */
    String title() {
        return data.name() + ", seed " + seeds.seed();
    }

    /** All gradients, after the check. */
    List<ValuesTable.Column> columns() {
        return witnesses.stream()
                .map(witness -> new ValuesTable.Column(witness.name(), witness.answer()))
                .toList();
    }

    /** How wrong difference quotients are by their step, after the check: against the scalar engine. */
    StepSweep sweep() {
        return StepSweep.of(
                network, parameters, batch, witnesses.get(0).answer().gradient(), seeds);
    }
}
