package twingrad.datasets;

import java.io.IOException;

/** A file that is not what it should be; the message says what was expected and what came, not which file. */
final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedFileException(String expected, Object got) {
        super("expected " + expected + ", got " + got);
    }
}
