package twingrad.compare.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import twingrad.compare.search.Trial;

/**
 * The trials of a search in a folder, JSON lines: what the search is, then a trial a line, forced to disk as it ends. A
 * search that was stopped opens it again and has its trials; a line that was not finished is cut off.
 */
public final class TrialLog implements AutoCloseable {

    /** Its name within the folder. */
    public static final String NAME = "trials.jsonl";

    /** Larger than any search makes it. */
    private static final long MOST_BYTES = 100_000_000;

    /** Heap that a byte of the file may take while it is read. */
    private static final int HEAP = 64;

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
     * Opens the log of a search, made where there is none. UncheckedIOException if it is none or another search's, or
     * another process writes it; then nothing in it is changed.
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
            append(channel, bytes(TrialJson.of(trial)));
            channel.force(true);
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
        throw new MalformedFileException(
                "expected no other search to write it, got one that does; wait for it, or take another folder");
    }

    private void begin(Map<String, String> sweep) throws IOException {
        long most = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / HEAP);
        if (channel.size() > most) {
            throw new MalformedFileException(
                    "expected at most " + most + " bytes, got " + channel.size() + "; take another folder");
        }
        byte[] content = content();
        int end = wholeLines(content);
        List<String> lines =
                new String(content, 0, end, StandardCharsets.UTF_8).lines().toList();
        byte[] first = bytes(new Header(sweep));
        if (lines.isEmpty()) {
            boolean isBegun = content.length < first.length
                    && Arrays.equals(content, 0, content.length, first, 0, content.length);
            if (!isBegun) {
                throw another();
            }
        } else {
            requireSame(sweep, header(lines.get(0)));
        }
        for (int line = 1; line < lines.size(); line++) {
            trials.add(trial(lines.get(line), line + 1));
        }
        // Only now is it known to be ours.
        channel.truncate(end);
        channel.position(end);
        if (end == 0) {
            append(channel, first);
            channel.force(true);
        }
    }

    private static Map<String, String> header(String line) throws MalformedFileException {
        return Json.read(line, Header.class).map(Header::sweep).orElseThrow(TrialLog::another);
    }

    private static MalformedFileException another() {
        return new MalformedFileException("expected the trials of a sweep, got another file; take another folder");
    }

    private static Trial trial(String text, int line) throws MalformedFileException {
        try {
            return Json.read(text, TrialJson.class)
                    .orElseThrow(() -> new IllegalArgumentException(text))
                    .trial();
        } catch (RuntimeException e) {
            throw new MalformedFileException(
                    "expected a trial in line " + line + ", got " + Excerpt.of(text) + "; delete that line");
        }
    }

    private static void requireSame(Map<String, String> sweep, Map<String, String> there)
            throws MalformedFileException {
        // The dataset first: with another one, most of the rest differs too.
        var names = new LinkedHashSet<>(List.of("name"));
        names.addAll(sweep.keySet());
        names.addAll(there.keySet());
        for (String name : names) {
            if (!Objects.equals(sweep.get(name), there.get(name))) {
                throw new MalformedFileException("expected trials of this sweep, " + Excerpt.of(name) + " "
                        + sweep.getOrDefault(name, "not said") + ", got those of another, " + Excerpt.of(name) + " "
                        + Excerpt.of(String.valueOf(there.getOrDefault(name, "not said"))) + "; take another folder");
            }
        }
    }

    private byte[] content() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(1 << 16);
        while (channel.read(buffer.clear()) >= 0) {
            bytes.write(buffer.array(), 0, buffer.position());
        }
        return bytes.toByteArray();
    }

    /** Where the last whole line ends: what follows was not finished, and the next trial takes its place. */
    private static int wholeLines(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static byte[] bytes(Object report) {
        return (Json.line(report) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Adds a line whole, or nothing of it: behind a part, the next one would be lost as well. */
    static void append(SeekableByteChannel file, byte[] line) throws IOException {
        long start = file.position();
        try {
            ByteBuffer left = ByteBuffer.wrap(line);
            while (left.hasRemaining()) {
                file.write(left);
            }
        } catch (IOException e) {
            if (file.isOpen()) {
                file.truncate(start);
            }
            throw e;
        }
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
