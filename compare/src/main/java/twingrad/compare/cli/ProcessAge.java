package twingrad.compare.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** How long ago this process was started, the JVM's own start included. */
final class ProcessAge {

    /** Linux counts a process's start in hundredths of a second on every architecture. */
    private static final double TICKS_PER_SECOND = 100;

    /** Where the start stands among the words after the command's name, which is in parentheses: man 5 proc. */
    private static final int START = 19;

    private ProcessAge() {}

    /** In seconds. */
    static double seconds() {
        try {
            return ofLinux(Files.readString(Path.of("/proc/self/stat")), Files.readString(Path.of("/proc/uptime")));
        } catch (IOException e) {
            return ofJdk();
        }
    }

    /** Both files count from the machine's start. */
    static double ofLinux(String stat, String uptime) {
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long now = Math.round(Double.parseDouble(uptime.split(" ")[0]) * TICKS_PER_SECOND);
        return (now - Long.parseLong(words[START])) / TICKS_PER_SECOND;
    }

    /** On Linux this would be too long by up to a second: the JDK knows the machine's start in whole seconds. */
    private static double ofJdk() {
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return Duration.between(start, Instant.now()).toMillis() * 1e-3;
    }
}
