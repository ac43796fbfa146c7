package twingrad.compare.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import twingrad.compare.files.CheckpointFolder;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.Session;

/** Writes a training's checkpoints into its folder: often enough to lose little, seldom enough to cost little. */
final class CheckpointKeeper implements AutoCloseable {

    /** Epochs that are shorter share a checkpoint. */
    private static final long SHORTEST_NANOS = 1_000_000_000L;

    private static final double NANOS = 1e9;

    private final Path place;
    private final CheckpointFolder folder;
    private final long everyNanos;
    private final LongSupplier nanos;
    private long lastSaved;
    private int bestEpoch;

    /** Asked by the thread of a signal, too. */
    private volatile boolean hasSaved;

    /**
     * Takes a folder until it is closed.
     *
     * @param everySeconds how long an epoch may go on before there is a checkpoint from its middle
     * @param nanos the clock
     */
    CheckpointKeeper(Path folder, double everySeconds, LongSupplier nanos) {
        place = folder;
        this.folder = CheckpointFolder.open(folder);
        everyNanos = Math.max(SHORTEST_NANOS, (long) (everySeconds * NANOS));
        this.nanos = nanos;
        lastSaved = nanos.getAsLong();
    }

    /** After a batch. */
    void afterBatch(Session session) {
        if (nanos.getAsLong() - lastSaved >= everyNanos) {
            save(session.checkpoint());
        }
    }

    /** After an epoch. */
    void afterEpoch(Session session) {
        if (nanos.getAsLong() - lastSaved >= SHORTEST_NANOS) {
            save(session.checkpoint());
        }
    }

    /** Now; gives where. One that fails is not tried again before the time of the next has come. */
    Path save(Checkpoint checkpoint) {
        try {
            folder.saveLast(checkpoint);
            hasSaved = true;
            Optional<Checkpoint.Best> best = checkpoint.best();
            if (best.isPresent() && best.get().epoch() != bestEpoch) {
                folder.saveBest(checkpoint.atBest());
                bestEpoch = best.get().epoch();
            }
        } finally {
            lastSaved = nanos.getAsLong();
        }
        return folder.last();
    }

    /** At the training's end: the best parameters, too, which are the last ones where there is no other measure. */
    List<Path> finish(Checkpoint checkpoint) {
        folder.saveLast(checkpoint);
        folder.saveBest(checkpoint.atBest());
        return List.of(folder.last(), folder.best(), folder.curve());
    }

    /** The folder. */
    Path folder() {
        return place;
    }

    /** Where the last checkpoint is, once one was written. */
    Optional<Path> last() {
        return hasSaved ? Optional.of(folder.last()) : Optional.empty();
    }

    @Override
    public void close() {
        folder.close();
    }
}
