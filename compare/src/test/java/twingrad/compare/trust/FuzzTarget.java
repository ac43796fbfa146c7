package twingrad.compare.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls, in a JVM of its own, with one input after the other; {@link FuzzIT} starts it. */
public final class FuzzTarget {

    private static HostileReader reader;
    private static Path folder;

    private FuzzTarget() {}

    /** Before the first input: the reader's name and a folder to write into. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        reader = HostileReader.valueOf(arguments[0]);
        folder = Files.createDirectories(Path.of(arguments[1]));
        // Loads and instruments the classes before the clock runs, which takes seconds.
        reader.files().values().forEach(file -> reader.read(file, folder));
    }

    /** An input; whatever is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        reader.read(input, folder);
    }
}
