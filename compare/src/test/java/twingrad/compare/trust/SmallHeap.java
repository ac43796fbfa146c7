package twingrad.compare.trust;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import twingrad.compare.expression.ExpressionException;

/** Reads every {@link LargeInput} and prints what came of it; a main class, to be run in a small heap. */
final class SmallHeap {

    static final String CONTROL = "control";
    static final String READ = "read";

    private SmallHeap() {}

    /** A line each: the input's name, a tab, and that it was read, the refusal, or the error. */
    public static void main(String[] arguments) {
        var make = new LargeFiles(Path.of(arguments[0]));
        for (LargeInput input : LargeInput.values()) {
            tell(input.name(), () -> input.read(make));
        }
        Path images = make.idx("train", 1_000_000, 28, 28, 0);
        tell(CONTROL, () -> believing(images));
    }

    /** A reader that makes room for the images that a file promises. */
    private static byte[] believing(Path file) {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            in.readInt();
            return new byte[in.readInt() * in.readInt() * in.readInt()];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(String name, Supplier<Object> reading) {
        String outcome;
        try {
            outcome = reading.get() == null ? "nothing" : READ;
        } catch (UncheckedIOException | ExpressionException e) {
            outcome = e.getMessage();
        } catch (RuntimeException | Error e) {
            outcome = e.toString();
        }
        System.out.println(name + "\t" + outcome.lines().findFirst().orElse(""));
    }
}
