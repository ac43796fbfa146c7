package twingrad.compare.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts files where a reader finds them. */
final class HostileFolder {
    private HostileFolder() {}

    /** Writes the file of that name unless there is one. */
    static void keep(byte[] file, Path folder, String name) {
        if (!Files.exists(folder.resolve(name))) {
            write(file, folder, name);
        }
    }

    /** The file of that name. */
    static Path write(byte[] file, Path folder, String name) {
        try {
            // Over an old one, some file systems would wait for the disk at every write.
            Path path = folder.resolve(name);
            Files.deleteIfExists(path);
            return Files.write(path, file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
