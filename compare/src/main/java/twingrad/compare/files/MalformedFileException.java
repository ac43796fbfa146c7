package twingrad.compare.files;

import java.io.IOException;

/** A file that is not what it should be: the message says where, what was expected and what came, not which file. */
final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedFileException(String message) {
        super(message);
    }
}
