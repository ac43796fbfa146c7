package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;

/**
 * What is trained and how: all that {@link Hyperparameter}s change.
 *
 * @param model what is trained
 * @param routine how
 */
record Setting(Architecture model, Routine routine) {

    Setting {
        Objects.requireNonNull(model, "training: expected a model, got null");
        Objects.requireNonNull(routine, "training: expected a routine, got null");
    }

    /** That of a training as it stands. */
    static Setting of(Session session) {
        return new Setting(session.model(), session.routine());
    }

    /**
     * Changes a hyperparameter of a training.
     *
     * @return what there is to say, one a line
     * @throws IllegalArgumentException if it cannot have that value
     */
    static List<String> change(Session session, Hyperparameter hyperparameter, String text) {
        Setting before = of(session);
        Setting after = hyperparameter.change(before, text);
        var lines = new ArrayList<String>();
        String was = hyperparameter.of(before);
        String is = hyperparameter.of(after);
        lines.add(hyperparameter + ": " + (is.equals(was) ? is + ", as it was" : was + " -> " + is));
        if (!after.model().equals(before.model())) {
            session.change(after.network("another penalty"));
        }
        if (!after.routine().equals(before.routine())) {
            lines.addAll(session.change(after.routine()));
        }
        return List.copyOf(lines);
    }

    /** This setting with another routine. */
    Setting with(Routine other) {
        return new Setting(model, other);
    }

    /** This setting with another penalty, on the weights of a fully connected network alone. */
    Setting with(Regularization penalty) {
        return new Setting(Architecture.of(network("a penalty").with(penalty)), routine);
    }

    /** The penalty on the weights. */
    Regularization penalty() {
        return model.network().map(Network::regularization).orElse(Regularization.NONE);
    }

    /** The network; IllegalArgumentException if its layers are given. */
    Network network(String what) {
        return model.network()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a fully connected network for " + what + ", got lenet, whose layers are given"));
    }

    /** How it is trained: {@code adam, learning rate 0.05, batch 300, epochs 500, seed 1} and whatever is unusual. */
    String inWords() {
        return routine.update()
                + ", learning rate " + routine.learningRate()
                + routine.schedule().inWords()
                + (penalty().l1() > 0 ? ", l1 " + penalty().l1() : "")
                + (penalty().l2() > 0 ? ", l2 " + penalty().l2() : "")
                + (routine.dropout() > 0 ? ", dropout " + routine.dropout() : "")
                + (routine.clip().isPresent() ? ", clip " + routine.clip().getAsDouble() : "")
                + ", batch " + routine.batchSize() + ", epochs " + routine.epochs()
                + (routine.patience().isPresent()
                        ? ", patience " + routine.patience().getAsInt()
                        : "")
                + ", seed " + routine.seeds().seed();
    }
}
