package twingrad.compare.cli;

import java.io.IOException;
import org.jline.utils.NonBlockingReader;
import twingrad.compare.cli.StepKey.Kind;

/** Makes keys of the characters that a terminal sends: the arrow keys, Home and End come as escape sequences. */
final class StepKeys {
    private static final int CONTROL_C = 3;
    private static final int CONTROL_D = 4;
    private static final int CONTROL_H = 8;
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;

    /** How long after an escape character the rest of its sequence may come, in milliseconds. */
    private static final long SEQUENCE_TIMEOUT = 100;

    private final NonBlockingReader reader;

    StepKeys(NonBlockingReader reader) {
        this.reader = reader;
    }

    /** The next key, or {@link Kind#NONE} after so many milliseconds without one. */
    StepKey next(long timeout) throws IOException {
        var c = reader.read(timeout);
        return switch (c) {
            case NonBlockingReader.READ_EXPIRED -> StepKey.of(Kind.NONE);
            case NonBlockingReader.EOF, CONTROL_D -> StepKey.of(Kind.END_OF_INPUT);
            case CONTROL_C -> StepKey.of(Kind.INTERRUPT);
            case CONTROL_H, DELETE -> StepKey.of(Kind.BACKSPACE);
            case '\t' -> StepKey.of(Kind.TAB);
            case '\r', '\n' -> StepKey.of(Kind.ENTER);
            case ESCAPE -> escape();
            default -> c < ' ' ? StepKey.of(Kind.OTHER) : StepKey.of((char) c);
        };
    }

    /** After an escape character: the key alone, or the sequence {@code ESC [ … final} or {@code ESC O final}. */
    private StepKey escape() throws IOException {
        var c = reader.read(SEQUENCE_TIMEOUT);
        if (c < 0) {
            return StepKey.of(Kind.ESCAPE);
        }
        if (c != '[' && c != 'O') {
            return StepKey.of(Kind.OTHER);
        }
        var sequence = new StringBuilder();
        do {
            c = reader.read(SEQUENCE_TIMEOUT);
            if (c < 0) {
                return StepKey.of(Kind.OTHER);
            }
            sequence.append((char) c);
        } while (c < '@');
        return StepKey.of(kind(sequence.toString()));
    }

    /** The keys' names in xterm and its kin; with a modifier, as in {@code 1;5C}, they mean the same. */
    private static Kind kind(String sequence) {
        return switch (sequence.charAt(sequence.length() - 1)) {
            case 'C' -> Kind.RIGHT;
            case 'D' -> Kind.LEFT;
            case 'H' -> Kind.HOME;
            case 'F' -> Kind.END;
            case '~' -> sequence.matches("[17]~") ? Kind.HOME : sequence.matches("[48]~") ? Kind.END : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }
}
