package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import twingrad.compare.cli.Interrupts.Wish;

/** What signals ask for, without signals; with real ones it is tested in {@link TrainInterruptIT}. */
class InterruptsTest {

    private final List<String> happened = new ArrayList<>();
    private final Interrupts interrupts = new Interrupts(
            () -> happened.add("pause"),
            status -> happened.add("exit " + status),
            status -> happened.add("keep, exit " + status));

    @AfterEach
    void close() {
        interrupts.close();
    }

    @Test
    void nothing_is_wished_for_at_first() {
        assertThat(interrupts.wish()).isEqualTo(Wish.NONE);
    }

    @Test
    void one_interrupt_pauses_and_asks() {
        interrupts.interrupt();

        assertThat(happened).containsExactly("pause");
        assertThat(interrupts.wish()).isEqualTo(Wish.ASK);
        assertThat(interrupts.status()).isEqualTo(130);
    }

    @Test
    void a_second_one_ends_at_once() {
        interrupts.interrupt();
        interrupts.interrupt();

        assertThat(happened).containsExactly("pause", "exit 130");
    }

    @Test
    void one_that_comes_after_going_on_is_a_first_one_again() {
        interrupts.interrupt();
        assertThat(interrupts.goesOn()).isTrue();
        interrupts.interrupt();

        assertThat(happened).containsExactly("pause", "pause");
    }

    @Test
    void a_request_to_end_pauses_and_ends_with_its_own_status() {
        interrupts.end(143);

        assertThat(happened).containsExactly("pause");
        assertThat(interrupts.wish()).isEqualTo(Wish.END);
        assertThat(interrupts.status()).isEqualTo(143);
    }

    @Test
    void a_second_request_to_end_ends_at_once() {
        interrupts.end(143);
        interrupts.end(129);

        assertThat(happened).containsExactly("pause", "exit 129");
    }

    @Test
    void a_request_to_end_before_anything_is_asked_takes_the_place_of_the_question() {
        interrupts.interrupt();
        interrupts.end(143);

        assertThat(happened).containsExactly("pause", "pause");
        assertThat(interrupts.wish()).isEqualTo(Wish.END);
        assertThat(interrupts.status()).isEqualTo(143);
        assertThat(interrupts.answer(() -> Optional.of("go"))).isEmpty();
        assertThat(interrupts.goesOn()).isFalse();
    }

    @Test
    void a_request_to_end_while_an_answer_is_waited_for_keeps_the_training_and_ends() {
        interrupts.interrupt();

        Optional<String> answer = interrupts.answer(() -> {
            interrupts.end(143);
            return Optional.of("go");
        });

        assertThat(answer).hasValue("go");
        assertThat(happened).containsExactly("pause", "keep, exit 143");
    }

    @Test
    void an_interrupt_while_an_answer_is_waited_for_ends_at_once() {
        interrupts.interrupt();
        interrupts.answer(() -> {
            interrupts.interrupt();
            return Optional.empty();
        });

        assertThat(happened).containsExactly("pause", "exit 130");
    }

    @Test
    void a_request_to_end_that_comes_after_the_answer_is_not_lost() {
        interrupts.interrupt();
        interrupts.answer(() -> Optional.of("go"));
        interrupts.end(143);

        assertThat(interrupts.goesOn()).isFalse();
        assertThat(happened).containsExactly("pause", "pause");
    }
}
