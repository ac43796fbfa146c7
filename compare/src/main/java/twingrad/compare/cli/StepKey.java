package twingrad.compare.cli;

/**
 * One key as it was pressed, whatever it means where it was pressed.
 *
 * @param kind which key
 * @param character the character of a {@link Kind#CHARACTER}, else 0
 */
record StepKey(Kind kind, char character) {
    enum Kind {
        CHARACTER,
        ENTER,
        TAB,
        BACKSPACE,
        ESCAPE,
        LEFT,
        RIGHT,
        HOME,
        END,
        INTERRUPT,
        END_OF_INPUT,
        /** Nothing was pressed for a while. */
        NONE,
        OTHER
    }

    static StepKey of(Kind kind) {
        return new StepKey(kind, '\0');
    }

    static StepKey of(char character) {
        return new StepKey(Kind.CHARACTER, character);
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
