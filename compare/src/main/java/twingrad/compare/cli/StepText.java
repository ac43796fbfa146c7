package twingrad.compare.cli;

import static twingrad.scalar.Notation.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import twingrad.compare.expression.Pass;
import twingrad.compare.expression.QuizQuestion;
import twingrad.compare.expression.QuizQuestion.Asks;
import twingrad.compare.expression.Walk;
import twingrad.compare.expression.WalkEdge;
import twingrad.compare.expression.WalkStep;
import twingrad.scalar.Notation;

/** What is said of the step that a walk took last: the computation, or the chain rule edge by edge. */
final class StepText {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle HEADING = PLAIN.bold();
    private static final AttributedStyle NEWS = PLAIN.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle QUESTION = PLAIN.bold().foreground(AttributedStyle.YELLOW);
    private static final String INDENT = "  ";

    private final StepSession session;
    private final Walk walk;
    private final List<AttributedString> lines = new ArrayList<>();

    private StepText(StepSession session) {
        this.session = session;
        this.walk = session.walk();
    }

    /** The step that is shown: the one being asked for, or else the one that was taken last; none at the start. */
    static Optional<WalkStep> shown(StepSession session) {
        var walk = session.walk();
        var at = session.questions().isEmpty() ? walk.position() - 1 : walk.position();
        return at < 0 ? Optional.empty() : Optional.of(walk.steps().get(at));
    }

    /** The text, not yet broken into a screen's lines. */
    static List<AttributedString> lines(StepSession session) {
        var text = new StepText(session);
        shown(session).ifPresentOrElse(text::step, text::start);
        text.notFinite();
        return text.lines;
    }

    private void start() {
        say(PLAIN, "Only the leaves have values yet.");
        if (walk.forwardLength() == 0) {
            say(PLAIN, walk.graph().rootName() + " is a leaf itself: there is nothing to step through.");
        } else {
            say(PLAIN, "→ computes the first node.");
        }
    }

    private void step(WalkStep step) {
        if (step.pass() == Pass.FORWARD) {
            say(HEADING, step.formula());
            if (walk.position() == walk.forwardLength()) {
                forwardIsDone();
            }
        } else {
            backward(step);
        }
    }

    private void forwardIsDone() {
        var root = walk.graph().rootName();
        say(PLAIN, "");
        say(PLAIN, "The forward pass is done. The backward pass begins with " + gradient(root) + " = 1.");
    }

    private void backward(WalkStep step) {
        say(HEADING, step.formula());
        var question = session.questions().stream().findFirst();
        var known = question.map(QuizQuestion::index).orElse(step.edges().size());
        step.edges().stream().limit(known).forEach(edge -> {
            contribution(step, edge);
            say(NEWS, INDENT + gradient(edge.input()) + ": " + change(edge));
        });
        question.ifPresent(this::ask);
    }

    /** Of the edge that is asked for, only what was answered already. */
    private void ask(QuizQuestion question) {
        if (question.asks() == Asks.SUM) {
            contribution(question.step(), question.edge());
        } else {
            heading(question.edge());
        }
        say(QUESTION, INDENT + question.text());
    }

    private void heading(WalkEdge edge) {
        say(PLAIN, "");
        say(HEADING, "to " + edge.input());
    }

    private void contribution(WalkStep step, WalkEdge edge) {
        heading(edge);
        say(PLAIN, INDENT + edge.formula());
        say(
                PLAIN,
                INDENT
                        + "%s · ∂%s/∂%s = %s · %s = %s"
                                .formatted(
                                        gradient(step.node()),
                                        step.node(),
                                        edge.input(),
                                        number(step.grad().orElseThrow()),
                                        Notation.factor(edge.local()),
                                        number(edge.contribution())));
    }

    /** The input's gradient before and after; where there was one already, the sum. */
    private static String change(WalkEdge edge) {
        var after = number(edge.after().orElseThrow());
        if (edge.before().isEmpty()) {
            return Notation.grad(edge.before()) + " -> " + after;
        }
        var before = Notation.grad(edge.before());
        return before + " -> " + before + " + " + Notation.factor(edge.contribution()) + " = " + after;
    }

    /** Names what first was infinite or no number, as soon as it is shown. */
    private void notFinite() {
        walk.firstNonFinite().ifPresent(note -> {
            say(PLAIN, "");
            say(PLAIN.foreground(AttributedStyle.RED), "note: " + note);
        });
    }

    private void say(AttributedStyle style, String line) {
        lines.add(new AttributedString(line, style));
    }

    private String gradient(String node) {
        return "∂" + walk.graph().rootName() + "/∂" + node;
    }
}
