package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void a_usual_refusal_is_shown_as_it_is() {
        String refusal = "verify: " + "a".repeat(198) + ":\nexpected 3 words, got 2; type one more";

        assertThat(Message.shown(refusal)).isEqualTo(refusal);
    }

    @Test
    void what_a_terminal_would_obey_is_a_question_mark() {
        assertThat(Message.shown("a\u0007b\u001b[2Jc\u007fd\u009b2J\te\n")).isEqualTo("a?b?[2Jc?d?2J?e\n");
    }

    @Test
    void of_a_long_path_the_file_is_shown_too() {
        String folder = "/" + "deep/".repeat(100);

        assertThat(Message.shown(folder + "report.json: expected a file that can be written, got a folder"))
                .startsWith(folder.substring(0, 80) + "...")
                .endsWith("/deep/report.json: expected a file that can be written, got a folder")
                .hasSizeLessThan(200);
    }

    @Test
    void a_long_message_keeps_its_remedy() {
        assertThat(Message.shown("expected one" + " word".repeat(1_000) + "; take fewer"))
                .startsWith("expected one word")
                .contains(" ... ")
                .endsWith("word; take fewer")
                .hasSizeLessThan(1_210);
    }
}
