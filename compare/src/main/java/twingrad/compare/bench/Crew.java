package twingrad.compare.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** So many threads that do the same work at the same time, the caller among them. */
final class Crew {

    private final int size;
    private final ExecutorService others = Executors.newCachedThreadPool(Crew::daemon);

    Crew(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Runs the work for 0 .. size-1, each on a thread of its own; returns when all have ended. */
    void run(IntConsumer work) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 1; i < size; i++) {
            int index = i;
            running.add(others.submit(() -> work.accept(index)));
        }
        work.accept(0);
        for (Future<?> other : running) {
            await(other);
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("bench: expected to wait for all threads, got an interrupt", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("bench: expected all threads to end their work, got " + e.getCause(), e);
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "twingrad-bench");
        thread.setDaemon(true);
        return thread;
    }
}
