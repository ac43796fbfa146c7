package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deadlock must not stall the build: {@link Timeout} ends what hangs, it measures nothing. */
@Timeout(60)
class WorkersTest {
    private final int threadsBefore = Workers.threads();

    @AfterEach
    void restore_the_threads() {
        Workers.threads(threadsBefore);
    }

    @ParameterizedTest(name = "{0} threads, {1} parts")
    @CsvSource({"1,0", "1,1", "1,7", "2,0", "2,1", "2,2", "2,1000", "3,2", "3,3", "3,1000", "16,5"})
    void every_part_runs_once(int threads, int parts) {
        Workers.threads(threads);
        var runs = new AtomicIntegerArray(parts + 1);
        Workers.run(parts, runs::incrementAndGet);
        for (int part = 0; part < parts; part++) {
            assertThat(runs.get(part)).as("part %d", part).isEqualTo(1);
        }
        assertThat(runs.get(parts)).isZero();
    }

    @Test
    void what_the_parts_wrote_is_seen_by_the_caller_run_after_run() {
        Workers.threads(3);
        long[] written = new long[64];
        for (int run = 1; run <= 2_000; run++) {
            Workers.run(written.length, part -> written[part] += part);
        }
        for (int part = 0; part < written.length; part++) {
            assertThat(written[part]).isEqualTo(2_000L * part);
        }
    }

    @Test
    void one_thread_is_the_caller() {
        Workers.threads(1);
        assertThat(threadsOf(8, part -> {})).containsExactly(Thread.currentThread());
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 3})
    void as_many_threads_work_at_one_time_as_were_asked_for(int threads) {
        Workers.threads(threads);
        var together = new CyclicBarrier(threads);
        assertThat(threadsOf(threads, part -> await(together)))
                .hasSize(threads)
                .contains(Thread.currentThread())
                .allMatch(thread -> thread == Thread.currentThread() || thread.isDaemon());
    }

    @Test
    void fewer_threads_than_before_are_no_more_than_asked_for() {
        Workers.threads(3);
        var together = new CyclicBarrier(3);
        threadsOf(3, part -> await(together));
        Workers.threads(2);
        assertThat(threadsOf(1_000, part -> {})).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void a_parked_worker_is_woken() {
        Workers.threads(2);
        var together = new CyclicBarrier(2);
        var worker = threadsOf(2, part -> await(together)).stream()
                .filter(thread -> thread != Thread.currentThread())
                .findFirst()
                .orElseThrow();
        while (worker.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(threadsOf(2, part -> await(together))).contains(worker);
    }

    @Test
    void a_run_inside_a_part_is_done_by_the_thread_of_the_part() {
        Workers.threads(2);
        var strangers = new AtomicInteger();
        var inner = new AtomicInteger();
        var together = new CyclicBarrier(2);
        Workers.run(2, part -> {
            await(together);
            var outer = Thread.currentThread();
            Workers.run(5, innerPart -> {
                inner.incrementAndGet();
                strangers.addAndGet(Thread.currentThread() == outer ? 0 : 1);
            });
        });
        assertThat(inner).hasValue(10);
        assertThat(strangers).hasValue(0);
    }

    @Test
    void a_caller_who_finds_the_pool_busy_does_all_the_work() throws InterruptedException {
        Workers.threads(2);
        var taken = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var other = new Thread(() -> Workers.run(2, part -> {
            taken.countDown();
            await(done);
        }));
        other.start();
        await(taken);
        assertThat(threadsOf(9, part -> {})).containsExactly(Thread.currentThread());
        done.countDown();
        other.join();
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3})
    void the_first_failed_part_is_thrown_after_all_parts_have_ended(int threads) {
        Workers.threads(threads);
        var ended = new AtomicInteger();
        IntConsumer body = part -> {
            ended.incrementAndGet();
            if (part % 3 == 1) {
                throw new IllegalStateException("part " + part);
            }
        };
        for (int run = 0; run < 100; run++) {
            ended.set(0);
            assertThatThrownBy(() -> Workers.run(11, body))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("part 1");
            assertThat(ended).hasValue(11);
        }
    }

    @Test
    void an_error_of_a_part_is_thrown_and_the_pool_goes_on() {
        Workers.threads(2);
        var error = new AssertionError("planted");
        assertThatThrownBy(() -> Workers.run(4, part -> {
                    throw error;
                }))
                .isSameAs(error);
        var together = new CyclicBarrier(2);
        assertThat(threadsOf(2, part -> await(together))).hasSize(2);
    }

    @Test
    void an_interrupted_caller_keeps_its_flag_and_its_result() {
        Workers.threads(2);
        var runs = new AtomicInteger();
        Thread.currentThread().interrupt();
        Workers.run(100, part -> runs.incrementAndGet());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3, 1025, 600_000_000})
    void fewer_threads_than_one_or_absurdly_many_are_refused(int threads) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workers.threads(threads))
                .withMessage("threads: expected 1 to 1024, got " + threads);
    }

    @Test
    void scratch_is_long_enough_is_used_again_and_belongs_to_its_thread() {
        float[] first = Workers.scratch(100);
        assertThat(first).hasSizeGreaterThanOrEqualTo(100);
        assertThat(Workers.scratch(7)).isSameAs(first);
        assertThat(Workers.scratch(first.length + 1)).hasSizeGreaterThan(first.length);
        Workers.threads(2);
        var together = new CyclicBarrier(2);
        var scratches = ConcurrentHashMap.<float[]>newKeySet();
        Workers.run(2, part -> {
            scratches.add(Workers.scratch(50));
            await(together);
        });
        assertThat(scratches).hasSize(2);
    }

    private static Set<Thread> threadsOf(int parts, IntConsumer body) {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        Workers.run(parts, part -> {
            threads.add(Thread.currentThread());
            body.accept(part);
        });
        return threads;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
