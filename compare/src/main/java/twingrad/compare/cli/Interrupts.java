package twingrad.compare.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jline.utils.Signals;

/**
 * What Ctrl-C (SIGINT), a request to end (SIGTERM) and a lost terminal (SIGHUP) do while a training runs: the first of
 * them stops it at the end of the batch, the next one ends the process at once. Only where Ctrl-C came first does a
 * request to end still keep what there is: at the end of the batch, or at once while an answer is waited for. Closed,
 * it leaves what was there before.
 */
final class Interrupts implements AutoCloseable {

    /** What the training was stopped for. */
    enum Wish {
        NONE,
        /** Ctrl-C: to be asked how to go on. */
        ASK,
        /** Another signal: to keep what there is and end. */
        END
    }

    private record Taken(String signal, Object before) {}

    private final Runnable pause;
    private final IntConsumer exit;
    private final IntConsumer keepAndExit;
    private final Deque<Taken> taken = new ArrayDeque<>();
    private Wish wish = Wish.NONE;
    private int status = ExitStatus.INTERRUPTED;
    private boolean isWaiting;

    /**
     * Listens from now on.
     *
     * @param pause makes the training stop at the end of the batch; called by another thread
     * @param exit ends the process with a status; called by another thread
     * @param keepAndExit keeps the training, which stands still, and ends the process with a status; called by another
     *     thread
     */
    Interrupts(Runnable pause, IntConsumer exit, IntConsumer keepAndExit) {
        this.pause = pause;
        this.exit = exit;
        this.keepAndExit = keepAndExit;
        take("INT", this::interrupt);
        take("TERM", () -> end(ExitStatus.TERMINATED));
        take("HUP", () -> end(ExitStatus.HUNG_UP));
    }

    /** Where a signal does not exist, as SIGHUP on Windows, or is ignored, as under nohup, it stays so. */
    private void take(String signal, Runnable handler) {
        Object before = Signals.register(signal, handler);
        if (before != null) {
            taken.push(new Taken(signal, before));
        }
    }

    /** As Ctrl-C does. */
    synchronized void interrupt() {
        if (wish == Wish.NONE) {
            stop(Wish.ASK, ExitStatus.INTERRUPTED);
        } else {
            exit.accept(ExitStatus.INTERRUPTED);
        }
    }

    /** As another signal does. */
    synchronized void end(int endingWith) {
        if (isWaiting) {
            keepAndExit.accept(endingWith);
        } else if (wish == Wish.END) {
            exit.accept(endingWith);
        } else {
            stop(Wish.END, endingWith);
        }
    }

    private void stop(Wish wanted, int endingWith) {
        wish = wanted;
        status = endingWith;
        pause.run();
    }

    /** Waits for an answer while the training stands still; there is none once there was a request to end. */
    Optional<String> answer(Supplier<Optional<String>> line) {
        synchronized (this) {
            if (wish == Wish.END) {
                return Optional.empty();
            }
            isWaiting = true;
        }
        try {
            return line.get();
        } finally {
            synchronized (this) {
                isWaiting = false;
            }
        }
    }

    /** What was wished for since the training last went on. */
    synchronized Wish wish() {
        return wish;
    }

    /** What the process ends with if it ends now. */
    synchronized int status() {
        return status;
    }

    /** Whether the training goes on, as it does unless there was a request to end. */
    synchronized boolean goesOn() {
        wish = wish == Wish.END ? Wish.END : Wish.NONE;
        return wish == Wish.NONE;
    }

    @Override
    public void close() {
        taken.forEach(one -> Signals.unregister(one.signal(), one.before()));
    }
}
