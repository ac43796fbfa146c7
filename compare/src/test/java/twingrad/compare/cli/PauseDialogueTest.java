package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PauseDialogueTest {

    private static final String QUESTION = "go on (Enter), change (as in lr 0.01), save [FILE], quit or help?\n";

    private final StringWriter said = new StringWriter();
    private final Standing training = new Standing();

    /** A training that notes what is asked of it. */
    private static final class Standing implements PauseDialogue.Paused {
        private final List<String> asked = new ArrayList<>();
        private boolean keeps = true;
        private boolean isFull;

        @Override
        public List<String> standing() {
            return List.of("paused somewhere");
        }

        @Override
        public List<String> change(Hyperparameter hyperparameter, String value) {
            if (value.equals("bad")) {
                throw new IllegalArgumentException(hyperparameter + ": expected another, got bad");
            }
            asked.add(hyperparameter + " " + value);
            return List.of(hyperparameter + ": was -> " + value);
        }

        @Override
        public boolean keepsCheckpoints() {
            return keeps;
        }

        @Override
        public Path save(Optional<Path> file) {
            if (file.equals(Optional.of(Path.of("full"))) || file.isEmpty() && isFull) {
                throw new UncheckedIOException("full: expected a place, got none", new IOException());
            }
            asked.add("save " + file.map(Path::toString).orElse("here"));
            return file.orElse(Path.of("last.safetensors"));
        }
    }

    @Test
    void it_says_where_the_training_stands_and_goes_on() {
        assertThat(goesOn("\n")).isTrue();
        assertThat(said()).isEqualTo("paused somewhere\n" + QUESTION + "twingrad> ");
    }

    @Test
    void changes_are_made_in_order_and_said() {
        assertThat(goesOn("lr 0.01\ndropout 0.3\ngo\n")).isTrue();
        assertThat(training.asked).containsExactly("lr 0.01", "dropout 0.3");
        assertThat(said()).endsWith("twingrad> lr: was -> 0.01\ntwingrad> dropout: was -> 0.3\ntwingrad> ");
    }

    @Test
    void what_is_refused_is_said_and_asked_again() {
        assertThat(goesOn("lr bad\nhidden 3\nfrob\nsave full\n\n")).isTrue();
        assertThat(training.asked).isEmpty();
        assertThat(said())
                .contains(
                        "twingrad> lr: expected another, got bad\n",
                        "twingrad> hidden: expected a hyperparameter, got part of the architecture",
                        "twingrad> expected go, NAME VALUE, save [FILE], quit or help, got 'frob'\n",
                        "twingrad> full: expected a place, got none\n");
    }

    @Test
    void it_saves_and_asks_on() {
        assertThat(goesOn("save\nsave a.safetensors\n\n")).isTrue();
        assertThat(training.asked).containsExactly("save here", "save a.safetensors");
        assertThat(said()).contains("twingrad> wrote last.safetensors\ntwingrad> wrote a.safetensors\n");
    }

    @Test
    void quitting_keeps_a_checkpoint_and_says_how_to_go_on() {
        assertThat(goesOn("quit\n")).isFalse();
        assertThat(training.asked).containsExactly("save here");
        assertThat(said())
                .endsWith("twingrad> wrote last.safetensors; go on with: twingrad train --resume last.safetensors\n");
    }

    @Test
    void the_end_of_the_input_quits() {
        assertThat(goesOn("lr 0.01\n")).isFalse();
        assertThat(training.asked).containsExactly("lr 0.01", "save here");
    }

    @Test
    void where_the_place_for_checkpoints_fails_quitting_asks_for_another() {
        training.isFull = true;

        assertThat(goesOn("quit\nb.safetensors\n")).isFalse();
        assertThat(training.asked).containsExactly("save b.safetensors");
        assertThat(said())
                .endsWith("twingrad> full: expected a place, got none\n"
                        + "keep it in which file? (Enter throws it away) wrote b.safetensors; go on with: twingrad"
                        + " train --resume b.safetensors\n");
    }

    @Test
    void where_the_place_for_checkpoints_fails_and_nobody_answers_that_is_said() {
        training.isFull = true;

        assertThat(goesOn("quit\n")).isFalse();
        assertThat(said())
                .endsWith("full: expected a place, got none\nkeep it in which file? (Enter throws it away) \n"
                        + "nothing kept of what came after the last checkpoint\n");
    }

    @Test
    void without_a_place_for_checkpoints_quitting_asks_for_one() {
        training.keeps = false;

        assertThat(goesOn("quit\nfull\nb.safetensors\n")).isFalse();
        assertThat(training.asked).containsExactly("save b.safetensors");
        assertThat(said())
                .endsWith("twingrad> keep it in which file? (Enter throws it away) full: expected a place, got none\n"
                        + "keep it in which file? (Enter throws it away) wrote b.safetensors; go on with: twingrad"
                        + " train --resume b.safetensors\n");
    }

    @Test
    void without_a_place_for_checkpoints_the_end_of_the_input_says_how_to_have_one() {
        training.keeps = false;

        assertThat(goesOn("")).isFalse();
        assertThat(training.asked).isEmpty();
        assertThat(said()).endsWith("nothing kept; with --out DIR a training keeps its checkpoints\n");
    }

    @Test
    void without_a_place_for_checkpoints_saving_wants_a_file() {
        training.keeps = false;

        goesOn("save\n\n");

        assertThat(said())
                .contains(
                        "twingrad> save: expected a file, as in save moons.safetensors, got none; with --out DIR there"
                                + " is a place for checkpoints\n");
    }

    @Test
    void help_names_every_hyperparameter_with_its_values() {
        goesOn("help\n\n");

        for (Hyperparameter hyperparameter : Hyperparameter.values()) {
            assertThat(said()).containsPattern("\n    " + hyperparameter + " +" + "\\S.*");
        }
        assertThat(said()).contains("save [FILE]", "quit", "Ctrl-C ends at once");
    }

    private boolean goesOn(String typed) {
        Iterator<String> lines = typed.lines().iterator();
        var dialogue = new PauseDialogue(
                () -> lines.hasNext() ? Optional.of(lines.next()) : Optional.empty(), new PrintWriter(said));
        return dialogue.goesOn(training);
    }

    private String said() {
        return said.toString().replace(System.lineSeparator(), "\n");
    }
}
