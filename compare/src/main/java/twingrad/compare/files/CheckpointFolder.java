package twingrad.compare.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import twingrad.compare.training.Checkpoint;

/**
 * The folder into which one training, and no other at the same time, writes its checkpoints and its curve. Each file is
 * replaced in one step: whenever the process is killed, the one before or the new one is there, whole.
 */
public final class CheckpointFolder implements AutoCloseable {

    static final String LAST = "last.safetensors";
    private static final String BEST = "best.safetensors";
    private static final String CURVE = "curve.json";

    /** Holds the number of the process that has it locked. It stays: once deleted, two could lock one name. */
    private static final String LOCK = ".lock";

    /** The lock is on this byte alone, far beyond the text, since on Windows nobody else can read what is locked. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private final Path folder;
    private final FileChannel lock;

    private CheckpointFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder where it is missing, locks it, and deletes what a killed process left half written.
     * UncheckedIOException if it cannot, or if another training has it.
     */
    public static CheckpointFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel lock = FileChannel.open(
                    folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                var opened = new CheckpointFolder(folder, lock);
                opened.take();
                return opened;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + ": expected a folder that can be written into, got " + Reason.of(e), e);
        }
    }

    /** Whether a training has kept a checkpoint there. */
    public static boolean holdsOne(Path folder) {
        return Files.isRegularFile(folder.resolve(LAST));
    }

    private void take() throws IOException {
        if (!isLocked(lock)) {
            throw new UncheckedIOException(
                    folder + ": expected a folder into which no other training writes, got one that " + holder(lock)
                            + " holds; wait for it, or choose another folder",
                    new IOException("locked"));
        }
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        for (Path file : new Path[] {last(), best(), curve()}) {
            WholeFile.deleteLeftovers(file);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String number = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return number.matches("\\d+") ? "process " + number : "another process";
    }

    /** The checkpoint of the last time. */
    public Path last() {
        return folder.resolve(LAST);
    }

    /** The checkpoint of the lowest dev loss. */
    public Path best() {
        return folder.resolve(BEST);
    }

    /** The figures of every epoch. */
    public Path curve() {
        return folder.resolve(CURVE);
    }

    /** Puts a checkpoint in the place of the last one, and its course into the curve. */
    public void saveLast(Checkpoint checkpoint) {
        CheckpointFile.write(last(), checkpoint);
        WholeFile.write(curve(), Json.text(CurveJson.of(checkpoint)));
    }

    /** Puts a checkpoint in the place of the best one. */
    public void saveBest(Checkpoint checkpoint) {
        CheckpointFile.write(best(), checkpoint);
    }

    /** Lets another training write here. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": expected a lock that can be released, got " + Reason.of(e), e);
        }
    }
}
