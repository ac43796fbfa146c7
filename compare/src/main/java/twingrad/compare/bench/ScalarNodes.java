package twingrad.compare.bench;

import java.util.List;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Network;
import twingrad.compare.ScalarTwin;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;
import twingrad.scalar.BackwardPass;

/** The scalar engine: the loss of a ReLU network 2-16-16-1 over 100 moons, forward and backward, in nodes a second. */
final class ScalarNodes implements Measurement {

    private static final int MOONS = 100;

    @Override
    public Figure take(Effort effort) {
        var seeds = new Seeds(1);
        Dataset moons = ToyDatasets.moons(MOONS, ToyDatasets.MOONS_NOISE, seeds.generator(Purpose.DATA));
        Network network = Network.classifier(moons, List.of(16, 16), Activation.RELU);
        ScalarTwin twin = network.scalarTwin(network.draw(seeds));
        Batch batch = Batch.of(moons, network);
        int nodes = new BackwardPass(twin.loss(batch)).nodes().size();
        Spread seconds = new Stopwatch(effort).seconds(() -> twin.loss(batch).backward());
        return Figure.of(seconds.map(s -> nodes / s * 1e-6), "M nodes/s");
    }
}
