package twingrad.compare.expression;

import java.util.Objects;

/**
 * What a learner's answer to a {@link QuizQuestion} was judged to be.
 *
 * @param kind right, or the mistake that leads to just this number
 * @param text the judgment as a sentence, which says the right number too
 */
public record QuizAnswer(Kind kind, String text) {
    public QuizAnswer {
        Objects.requireNonNull(kind, "QuizAnswer: expected a kind, got null");
        Objects.requireNonNull(text, "QuizAnswer: expected a text, got null");
    }

    /** The mistakes that can be told from a number. */
    public enum Kind {
        RIGHT,
        /** Plus for minus. */
        SIGN,
        /** The local derivative alone, without the gradient from above. */
        UPSTREAM_FORGOTTEN,
        /** The gradient from above alone, without the local derivative. */
        LOCAL_FORGOTTEN,
        /** What goes to the other input. */
        OTHER_INPUT,
        /** As if the node had been made by another op. */
        OTHER_OP,
        /** The contribution alone, where the sum with what was there is asked for. */
        NOT_ADDED,
        /** The sum with what was there, where the contribution alone is asked for. */
        ADDED,
        /** No mistake that has a name. */
        WRONG
    }

    /** Whether the answer is right. */
    public boolean isRight() {
        return kind == Kind.RIGHT;
    }

    @Override
    public String toString() {
        return text;
    }
}
