package twingrad.compare.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import twingrad.compare.cli.StepKey.Kind;
import twingrad.compare.expression.QuizQuestion;
import twingrad.compare.expression.Walk;

/** A walk in somebody's hands: what each key does to it, and what there is to show besides the walk itself. */
final class StepSession {
    /** After 128 + SIGINT, as shells have it. */
    static final int INTERRUPTED = 130;

    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([^=]*?)\\s*=\\s*(.*?)\\s*");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(inf|Infinity)|NaN|nan");

    /** What the keys are for at the moment. */
    enum Mode {
        WALK,
        /** A leaf's new value is being typed. */
        LEAF,
        /** The answer to a question is being typed. */
        ANSWER
    }

    private final Optional<StepQuiz> quiz;
    private Walk walk;
    private StepTable.Columns columns;
    private List<QuizQuestion> questions = List.of();
    private Mode mode = Mode.WALK;
    private String typed = "";
    private String message = "";
    private OptionalInt status = OptionalInt.empty();

    StepSession(Walk walk, boolean isQuiz) {
        begin(walk);
        this.quiz = isQuiz ? Optional.of(new StepQuiz()) : Optional.empty();
    }

    Walk walk() {
        return walk;
    }

    /** The columns of the walk's table, which are laid out once for a walk. */
    StepTable.Columns columns() {
        return columns;
    }

    Mode mode() {
        return mode;
    }

    /** What was typed so far after the prompt. */
    String typed() {
        return typed;
    }

    /** What the last key had to say; empty for nothing. */
    String message() {
        return message;
    }

    /** The quiz's score in words; empty without a quiz. */
    Optional<String> score() {
        return quiz.map(StepQuiz::score);
    }

    /** The questions of the next step that are not answered, the open one first; none unless an answer is asked for. */
    List<QuizQuestion> questions() {
        return questions;
    }

    /** The exit status, once the session is over. */
    OptionalInt status() {
        return status;
    }

    /** Does what the key means now. */
    void press(StepKey key) {
        message = "";
        if (key.is(Kind.INTERRUPT)) {
            status = OptionalInt.of(INTERRUPTED);
        } else if (key.is(Kind.END_OF_INPUT)) {
            status = OptionalInt.of(ExitStatus.DONE);
        } else if (mode == Mode.WALK) {
            walk(key);
        } else {
            type(key);
        }
    }

    private void begin(Walk walk) {
        this.walk = walk;
        columns = StepTable.Columns.of(walk);
    }

    private void walk(StepKey key) {
        switch (key.kind()) {
            case RIGHT, ENTER -> step();
            case LEFT -> back();
            case END -> finish();
            case HOME -> walk.restart();
            case TAB -> walk.moveTo(walk.position() < walk.forwardLength() ? walk.forwardLength() : 0);
            case CHARACTER -> walk(Character.toLowerCase(key.character()));
            default -> {}
        }
    }

    private void walk(char character) {
        switch (character) {
            case ' ', 'n' -> step();
            case 'b' -> back();
            case 'f' -> finish();
            case 'r' -> walk.restart();
            case 's' -> prompt(Mode.LEAF);
            case 'q' -> status = OptionalInt.of(ExitStatus.DONE);
            default -> message = "expected one of the keys below, got '" + character + "'";
        }
    }

    private void step() {
        if (walk.isDone()) {
            message = "Both passes are done: ← goes back, r begins again.";
        } else if (openQuestions().isEmpty()) {
            walk.step();
        } else {
            prompt(Mode.ANSWER);
        }
    }

    /** Goes to the end; in the quiz no further than to the first question. */
    private void finish() {
        while (!walk.isDone() && openQuestions().isEmpty()) {
            walk.step();
        }
        if (!walk.isDone()) {
            prompt(Mode.ANSWER);
        }
    }

    private void back() {
        if (walk.position() == 0) {
            message = "This is the start: → takes the first step.";
        } else {
            walk.undo();
        }
    }

    private void prompt(Mode mode) {
        this.mode = mode;
        typed = "";
        questions = mode == Mode.ANSWER ? openQuestions() : List.of();
    }

    private void type(StepKey key) {
        switch (key.kind()) {
            case CHARACTER -> typed += key.character();
            case BACKSPACE -> typed = typed.substring(0, Math.max(0, typed.length() - 1));
            case ESCAPE -> prompt(Mode.WALK);
            case ENTER -> {
                if (mode == Mode.LEAF) {
                    setLeaf();
                } else {
                    answer();
                }
            }
            default -> {}
        }
    }

    /** Builds the expression anew with what was typed; the walk goes on from the same place. */
    private void setLeaf() {
        var assignment = ASSIGNMENT.matcher(typed);
        if (!assignment.matches() || !NUMBER.matcher(assignment.group(2)).matches()) {
            message = "expected a leaf and its number, such as " + example() + ", got '" + typed + "'";
            return;
        }
        try {
            begin(walk.with(assignment.group(1), number(assignment.group(2))));
        } catch (IllegalArgumentException e) {
            message = e.getMessage();
            return;
        }
        quiz.ifPresent(StepQuiz::renew);
        message = "Built anew with " + assignment.group(1) + " = " + assignment.group(2) + ".";
        prompt(Mode.WALK);
    }

    private String example() {
        return walk.graph().leaves().keySet().stream().findFirst().orElse("w") + "=0.7";
    }

    private void answer() {
        var text = typed.strip();
        if (text.isEmpty()) {
            message = quiz.orElseThrow().pass(walk);
        } else if (NUMBER.matcher(text).matches()) {
            message = quiz.orElseThrow().answer(walk, number(text)).text();
        } else {
            message = "expected a number such as -0.5, got '" + text + "'";
            return;
        }
        if (openQuestions().isEmpty()) {
            walk.step();
            prompt(Mode.WALK);
        } else {
            prompt(Mode.ANSWER);
        }
    }

    private List<QuizQuestion> openQuestions() {
        return quiz.map(asking -> asking.open(walk)).orElse(List.of());
    }

    /** The number of a text that {@link #NUMBER} matches. */
    private static double number(String text) {
        return Double.parseDouble(text.replace("nan", "NaN").replaceFirst("inf$", "Infinity"));
    }
}
