package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.NonBlocking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.cli.StepKey.Kind;

class StepKeysTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "^[[C, RIGHT",
        "^[OC, RIGHT",
        "^[[1;5C, RIGHT",
        "^[[D, LEFT",
        "^[OD, LEFT",
        "^[[H, HOME",
        "^[OH, HOME",
        "^[[1~, HOME",
        "^[[7~, HOME",
        "^[[F, END",
        "^[OF, END",
        "^[[4~, END",
        "^[[8~, END",
        "^[[A, OTHER",
        "^[[15~, OTHER",
        "^[[1, OTHER",
        "^[x, OTHER",
        "^[, ESCAPE",
        "^C, INTERRUPT",
        "^H, BACKSPACE",
        "^?, BACKSPACE",
        "^I, TAB",
        "^M, ENTER",
        "^J, ENTER",
        "^Z, OTHER",
        "q, CHARACTER",
        "ß, CHARACTER",
    })
    void a_key_is_known_by_what_the_terminal_sends(String caret, Kind kind) throws IOException {
        assertThat(keys(characters(caret))).extracting(StepKey::kind).containsExactly(kind, Kind.END_OF_INPUT);
    }

    @Test
    void control_D_is_the_end_of_input() throws IOException {
        assertThat(keys("\004n")).containsExactly(StepKey.of(Kind.END_OF_INPUT));
    }

    @Test
    void sequences_and_characters_follow_each_other() throws IOException {
        assertThat(keys("n\033[Cs=\033OFw"))
                .containsExactly(
                        StepKey.of('n'),
                        StepKey.of(Kind.RIGHT),
                        StepKey.of('s'),
                        StepKey.of('='),
                        StepKey.of(Kind.END),
                        StepKey.of('w'),
                        StepKey.of(Kind.END_OF_INPUT));
    }

    private static List<StepKey> keys(String sent) throws IOException {
        var bytes = new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8));
        var keys = new ArrayList<StepKey>();
        try (var reader = NonBlocking.nonBlocking("keys", bytes, StandardCharsets.UTF_8)) {
            var source = new StepKeys(reader);
            do {
                keys.add(source.next(0));
            } while (!keys.get(keys.size() - 1).is(Kind.END_OF_INPUT));
        }
        return keys;
    }

    /** In caret notation, ^[ is the escape character and ^? is delete. */
    private static String characters(String caret) {
        if (!caret.startsWith("^")) {
            return caret;
        }
        return (char) (caret.charAt(1) ^ 64) + caret.substring(2);
    }
}
