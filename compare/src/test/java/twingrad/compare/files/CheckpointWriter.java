package twingrad.compare.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import twingrad.compare.Activation;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.BatchReport;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.compare.training.SessionListener;

/** A process that trains and saves after every step until it is killed; begun again, it goes on from what it saved. */
final class CheckpointWriter {

    static final Splits DATA = Splits.of(DataSource.XOR, 1);

    private CheckpointWriter() {}

    /**
     * {@code whole FOLDER}, {@code in-place FOLDER} without a temporary file, which halts in the middle of its second
     * write, or {@code once FOLDER WIDTH}.
     */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        try (CheckpointFolder place = CheckpointFolder.open(folder)) {
            switch (arguments[0]) {
                case "whole" -> train(place, place::saveLast);
                case "in-place" -> train(place, checkpoint -> overwrite(place.last(), checkpoint));
                default -> place.saveLast(begin(Integer.parseInt(arguments[2])).checkpoint());
            }
        } catch (UncheckedIOException e) {
            System.out.println(e.getMessage());
            System.exit(3);
        }
    }

    /** A training of 7·width² numbers or so, with dropout, two steps an epoch. */
    static Session begin(int width) {
        Network network = Network.of(List.of(2, width, width, 1), Activation.TANH, Loss.BINARY_CROSS_ENTROPY);
        Routine routine = new Routine(OptimizerKind.ADAM, 0.01, 1_000_000, 2, new Seeds(5)).withDropout(0.2);
        return Session.begin(Architecture.of(network), LearnerKind.TENSOR_F32, routine, DATA);
    }

    private static void train(CheckpointFolder place, Consumer<Checkpoint> save) {
        Session session =
                Files.exists(place.last()) ? Session.resume(CheckpointFile.read(place.last()), DATA) : begin(150);
        session.run(new SessionListener() {
            @Override
            public void afterBatch(Session running, BatchReport report) {
                save.accept(running.checkpoint());
                System.out.println("saved");
            }
        });
    }

    private static void overwrite(Path file, Checkpoint checkpoint) {
        var bytes = new ByteArrayOutputStream();
        boolean isFirst = checkpoint.position().step() == 1;
        try (OutputStream out = Files.newOutputStream(file)) {
            CheckpointFile.tensors(checkpoint).write(Channels.newChannel(bytes));
            out.write(bytes.toByteArray(), 0, isFirst ? bytes.size() : bytes.size() / 2);
            if (!isFirst) {
                System.out.println("in the middle");
                System.in.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
