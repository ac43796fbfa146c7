package twingrad.compare.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, in words a person types with, not in Java's. */
public final class Reason {

    private Reason() {}

    /** What came instead of the file that was expected. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "none; check its name and folder";
        }
        if (e instanceof FileAlreadyExistsException taken) {
            return "a file: " + taken.getFile() + " is no folder; choose another place";
        }
        return e instanceof AccessDeniedException denied ? "no permission for " + denied.getFile() : e.getMessage();
    }
}
