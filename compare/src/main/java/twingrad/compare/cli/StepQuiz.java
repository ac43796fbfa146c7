package twingrad.compare.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import twingrad.compare.expression.Pass;
import twingrad.compare.expression.QuizAnswer;
import twingrad.compare.expression.QuizQuestion;
import twingrad.compare.expression.Walk;

/** The learner's side of a walk: which questions are answered, and how many of the answers were right. */
final class StepQuiz {
    /** How many questions of a step are answered, by the step's position. */
    private final Map<Integer, Integer> answered = new HashMap<>();

    private int asked;
    private int right;

    /** The question of the walk's next step that comes next; empty if none is left there. */
    List<QuizQuestion> open(Walk walk) {
        if (walk.isDone() || walk.steps().get(walk.position()).pass() == Pass.FORWARD) {
            return List.of();
        }
        var questions = QuizQuestion.of(walk.graph(), walk.steps().get(walk.position()));
        return questions.subList(answered.getOrDefault(walk.position(), 0), questions.size());
    }

    /** Judges and counts an answer to the open question. */
    QuizAnswer answer(Walk walk, double answer) {
        var judged = open(walk).get(0).judge(answer);
        count(walk, judged.isRight());
        return judged;
    }

    /** Gives up the open question, which counts as asked. */
    String pass(Walk walk) {
        var question = open(walk).get(0);
        count(walk, false);
        return "It is " + question.solution() + ".";
    }

    /** Asks everything again: the numbers are others now. The score stays. */
    void renew() {
        answered.clear();
    }

    /** For example {@code 5 of 7 right}. */
    String score() {
        return right + " of " + asked + " right";
    }

    private void count(Walk walk, boolean isRight) {
        answered.merge(walk.position(), 1, Integer::sum);
        asked++;
        right += isRight ? 1 : 0;
    }
}
