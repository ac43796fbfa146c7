package twingrad.compare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    /** A child that says what it was told, or fails, or hangs. */
    static final class Parrot {
        private Parrot() {}

        public static void main(String[] words) throws InterruptedException {
            System.out.println(String.join(" ", words).toUpperCase(Locale.ROOT));
            System.err.println("first\nlast");
            if (words[0].equals("hang")) {
                Thread.currentThread().join();
            }
            System.exit(words[0].equals("fail") ? 3 : 0);
        }
    }

    @Test
    void it_gets_its_arguments_and_says_its_words() {
        var outcome = new ChildProcess(Parrot.class, Duration.ofMinutes(1)).run(List.of("a b", "c"));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().strip()).isEqualTo("A B C");
        assertThat(outcome.complaint()).isEqualTo("last");
    }

    @Test
    void its_exit_status_comes_through() {
        assertThat(new ChildProcess(Parrot.class, Duration.ofMinutes(1))
                        .run(List.of("fail"))
                        .status())
                .isEqualTo(3);
    }

    @Test
    void one_that_hangs_is_ended() {
        var child = new ChildProcess(Parrot.class, Duration.ofSeconds(1));

        assertThatThrownBy(() -> child.run(List.of("hang")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bench: expected a row to end within 1 s, got one that was still running");
        assertThat(ProcessHandle.current().children().map(ProcessHandle::info))
                .noneMatch(info -> info.commandLine().orElse("").contains("Parrot hang"));
    }
}
