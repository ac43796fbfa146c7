package twingrad.compare.cli;

import java.util.regex.Pattern;
import twingrad.compare.cli.StepKey.Kind;
import twingrad.compare.expression.Examples;
import twingrad.compare.expression.Script;
import twingrad.compare.expression.Walk;

/** Walks, and keys to walk them by, for the tests of the terminal. */
final class StepExamples {
    private static final Pattern KEY = Pattern.compile("<(\\w+)>|(.)");

    private StepExamples() {}

    /** The by-hand example, at the start. */
    static Walk byHand() {
        var example = Examples.named("by-hand");
        return new Walk(Script.parse(example.script()).at(example.at(), example.constants()));
    }

    /** Presses keys, written as characters and {@code <KIND>}. */
    static StepSession press(StepSession session, String keys) {
        KEY.matcher(keys)
                .results()
                .map(key -> key.group(1) == null
                        ? StepKey.of(key.group(2).charAt(0))
                        : StepKey.of(Kind.valueOf(key.group(1))))
                .forEach(session::press);
        return session;
    }
}
