package twingrad.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The process-wide pool of daemon threads that shares out the engine's large loops. No result ever depends on it: a
 * part's work is the same whoever does it, and a caller who finds the pool busy, or is at work in it, does all parts.
 *
 * <p>A worker without work spins for a moment, in which it takes up a job at once, then parks until it is woken. As
 * long as the process is cold the moment is shorter.
 */
public final class Workers {
    /** How long a thread spins for work: it outlasts the elementwise loops between a training step's products. */
    private static final long SPIN_NANOS = 200_000;

    /** A worker's first jobs, about as many as MNIST's first epoch has: the JIT compiler wants the processor, too. */
    private static final int COLD_JOBS = 3_000;

    private static final long COLD_SPIN_NANOS = 10_000;

    /** More threads than any machine that this runs on has processors; each would be hired. */
    public static final int MOST_THREADS = 1024;

    private static final Job NONE = new Job(0, 0, part -> {});

    /** Held by the one caller whose job the pool works on; guards {@link #HIRED}. */
    private static final AtomicBoolean BUSY = new AtomicBoolean();

    private static final List<Worker> HIRED = new ArrayList<>();

    private static volatile int threads =
            Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    private static volatile Job posted = NONE;

    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[0]);

    private static final ThreadLocal<NonZeros> ROW_LISTS = ThreadLocal.withInitial(NonZeros::new);

    private static final ThreadLocal<NonZeros> COLUMN_LISTS = ThreadLocal.withInitial(NonZeros::new);

    private Workers() {}

    /**
     * At least {@code length} floats for the calling thread's intermediate results, whatever they hold; its next call
     * gives them away again.
     */
    static float[] scratch(int length) {
        float[] scratch = SCRATCH.get();
        if (scratch.length < length) {
            scratch = new float[length];
            SCRATCH.set(scratch);
        }
        return scratch;
    }

    /** The calling thread's lists of the rows of the matrix that it multiplied last. */
    static NonZeros rowLists() {
        return ROW_LISTS.get();
    }

    /** The calling thread's lists of columns, whatever they hold. */
    static NonZeros columnLists() {
        return COLUMN_LISTS.get();
    }

    /** How many threads work on a loop, the caller included; at first as many as the machine has processors. */
    public static int threads() {
        return threads;
    }

    /**
     * Sets how many threads work on a loop from now on, the caller included.
     *
     * @throws IllegalArgumentException below 1 or above 1024
     */
    public static void threads(int n) {
        if (n < 1 || n > MOST_THREADS) {
            throw new IllegalArgumentException("threads: expected 1 to " + MOST_THREADS + ", got " + n);
        }
        threads = n;
    }

    /**
     * Runs {@code body} for 0 .. parts-1, each once, in any order and possibly at the same time; returns when all have
     * ended. What a part throws is thrown here then; of several, the first part's.
     */
    public static void run(int parts, IntConsumer body) {
        int helpers = Math.min(threads, parts) - 1;
        if (helpers > 0 && BUSY.compareAndSet(false, true)) {
            try {
                share(new Job(parts, helpers, body));
            } finally {
                BUSY.set(false);
            }
        } else {
            var job = new Job(parts, 0, body);
            job.work();
            job.throwFailure();
        }
    }

    private static void share(Job job) {
        while (HIRED.size() < job.helpers) {
            HIRED.add(Worker.hire(HIRED.size()));
        }
        posted = job;
        for (int helper = 0; helper < job.helpers; helper++) {
            HIRED.get(helper).wake();
        }
        job.work();
        job.awaitEnd();
        posted = NONE;
        job.throwFailure();
    }

    /** The parts of one run, handed out one by one. */
    private static final class Job {
        private final int parts;
        private final int helpers;
        private final IntConsumer body;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger left;
        private int failedPart;
        private Throwable failure;

        Job(int parts, int helpers, IntConsumer body) {
            this.parts = parts;
            this.helpers = helpers;
            this.body = body;
            this.left = new AtomicInteger(parts);
            this.failedPart = parts;
        }

        /** Does parts until all are handed out. */
        void work() {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                try {
                    body.accept(part);
                } catch (Throwable thrown) {
                    fail(part, thrown);
                } finally {
                    left.decrementAndGet();
                }
            }
        }

        /** Waits for the parts that others still do: at first alert, then leaving the processor to them. */
        void awaitEnd() {
            long since = System.nanoTime();
            while (left.get() > 0) {
                if (System.nanoTime() - since < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
        }

        synchronized void fail(int part, Throwable thrown) {
            if (part < failedPart) {
                failedPart = part;
                failure = thrown;
            }
        }

        synchronized void throwFailure() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                // An IntConsumer declares no checked exception.
                throw (RuntimeException) failure;
            }
        }
    }

    /** A thread of the pool: it never ends, and as a daemon it keeps no process alive. */
    private static final class Worker implements Runnable {
        private final int index;
        private final Thread thread;
        private volatile boolean parked;
        private int jobs;

        private Worker(int index) {
            this.index = index;
            this.thread = new Thread(this, "twingrad-worker-" + (index + 1));
        }

        static Worker hire(int index) {
            var worker = new Worker(index);
            worker.thread.setDaemon(true);
            worker.thread.start();
            return worker;
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            var job = NONE;
            while (true) {
                job = after(job);
                jobs = Math.min(jobs + 1, COLD_JOBS);
                if (index < job.helpers) {
                    job.work();
                }
            }
        }

        /** Waits until another job than {@code last} is posted. */
        private Job after(Job last) {
            long spin = jobs < COLD_JOBS ? COLD_SPIN_NANOS : SPIN_NANOS;
            long since = System.nanoTime();
            while (posted == last) {
                if (System.nanoTime() - since < spin) {
                    Thread.onSpinWait();
                } else {
                    park(last);
                    since = System.nanoTime();
                }
            }
            return posted;
        }

        /** Parks; {@code parked} is set before the last look at {@code posted}, so that no job is slept through. */
        private void park(Job last) {
            parked = true;
            if (posted == last) {
                LockSupport.park(this);
            }
            parked = false;
            Thread.interrupted();
        }
    }
}
