package twingrad.compare.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import twingrad.compare.training.Trial;

/**
 * The trials of a search in a folder, JSON lines: what the search is, then a trial a line, forced to disk as it ends. A
 * search that was stopped opens it again and has its trials; a line that was not finished is cut off.
 */
public final class TrialLog implements AutoCloseable {

    /** Its name within the folder. */
    public static final String NAME = "trials.jsonl";

    /** Larger than any search makes it. */
    private static final long MOST_BYTES = 100_000_000;

    private final Path file;
    private final FileChannel channel;
    private final List<Trial> trials = new ArrayList<>();

    /** The first line. */
    private record Header(Map<String, String> sweep) {}

    private TrialLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the log of a search, made where there is none. IllegalArgumentException if it is another search's;
     * UncheckedIOException if it is none, or another process writes it.
     *
     * @param sweep what makes this search, by name: trials of another are no trials of this one
     */
    public static TrialLog open(Path folder, Map<String, String> sweep) {
        Path file = folder.resolve(NAME);
        try {
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                var log = new TrialLog(file, channel);
                log.lock();
                log.begin(sweep);
                return log;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    /** The trials that it holds. */
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /** Adds a trial, on disk when this returns. */
    public void write(Trial trial) {
        try {
            append(TrialJson.of(trial));
            trials.add(trial);
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Of this process; said below.
        }
        throw new MalformedFileException("expected no other search to write it, got one that does");
    }

    private void begin(Map<String, String> sweep) throws IOException {
        if (channel.size() > MOST_BYTES) {
            throw new MalformedFileException("expected at most " + MOST_BYTES + " bytes, got " + channel.size());
        }
        List<String> lines = wholeLines();
        if (lines.isEmpty()) {
            append(new Header(sweep));
            return;
        }
        Header header = Json.read(lines.get(0), Header.class)
                .filter(read -> read.sweep() != null)
                .orElseThrow(() -> new MalformedFileException(
                        "expected the trials of a sweep, got another file; take another folder"));
        requireSame(sweep, header.sweep());
        for (int line = 1; line < lines.size(); line++) {
            trials.add(trial(lines.get(line), line + 1));
        }
    }

    private static Trial trial(String text, int line) throws MalformedFileException {
        try {
            return Json.read(text, TrialJson.class)
                    .orElseThrow(() -> new IllegalArgumentException(text))
                    .trial();
        } catch (RuntimeException e) {
            throw new MalformedFileException("expected a trial in line " + line + ", got " + text);
        }
    }

    private void requireSame(Map<String, String> sweep, Map<String, String> there) {
        var names = new TreeSet<>(sweep.keySet());
        names.addAll(there.keySet());
        for (String name : names) {
            if (!Objects.equals(sweep.get(name), there.get(name))) {
                throw new IllegalArgumentException(file + ": expected trials of this sweep, " + name + " "
                        + sweep.getOrDefault(name, "not said") + ", got those of another, " + name + " "
                        + there.getOrDefault(name, "not said") + "; take another folder");
            }
        }
    }

    /** The lines up to the last line break; what follows it is cut off, and the next trial takes its place. */
    private List<String> wholeLines() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(1 << 16);
        while (channel.read(buffer.clear()) >= 0) {
            bytes.write(buffer.array(), 0, buffer.position());
        }
        byte[] content = bytes.toByteArray();
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        channel.truncate(end);
        channel.position(end);
        return new String(content, 0, end, StandardCharsets.UTF_8).lines().toList();
    }

    private void append(Object report) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((Json.line(report) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(true);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    private static UncheckedIOException refusal(Path file, IOException e) {
        String what = e instanceof MalformedFileException
                ? e.getMessage()
                : "expected a file that can be written, got " + Reason.of(e);
        return new UncheckedIOException(file + ": " + what, e);
    }
}
