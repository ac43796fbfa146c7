package twingrad.compare.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;
import org.jline.utils.Signals;

/**
 * What Ctrl-C (SIGINT), a request to end (SIGTERM) and a lost terminal (SIGHUP) do while a training runs: the first of
 * them stops it at the end of the batch, the next one ends the process at once. Closed, it leaves what was there
 * before.
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
    private final Deque<Taken> taken = new ArrayDeque<>();
    private Wish wish = Wish.NONE;
    private int status = ExitStatus.INTERRUPTED;

    /**
     * Listens from now on.
     *
     * @param pause makes the training stop at the end of the batch; called by another thread
     * @param exit ends the process with a status; called by another thread
     */
    Interrupts(Runnable pause, IntConsumer exit) {
        this.pause = pause;
        this.exit = exit;
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
    void interrupt() {
        stop(Wish.ASK, ExitStatus.INTERRUPTED);
    }

    /** As another signal does. */
    void end(int status) {
        stop(Wish.END, status);
    }

    private synchronized void stop(Wish wanted, int endingWith) {
        if (wish != Wish.NONE) {
            exit.accept(endingWith);
        } else {
            wish = wanted;
            status = endingWith;
            pause.run();
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

    /** The training goes on. */
    synchronized void goOn() {
        wish = Wish.NONE;
    }

    @Override
    public void close() {
        taken.forEach(one -> Signals.unregister(one.signal(), one.before()));
    }
}
