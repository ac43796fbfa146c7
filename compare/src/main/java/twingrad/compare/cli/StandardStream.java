package twingrad.compare.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Standard output or standard error, in UTF-8, that remembers when what was written did not arrive. A reader that has
 * seen enough, such as {@code head}, is no failure.
 */
final class StandardStream extends FilterOutputStream {

    private String failure = "";

    private StandardStream(OutputStream out) {
        super(out);
    }

    static StandardStream of(FileDescriptor descriptor) {
        return new StandardStream(new FileOutputStream(descriptor));
    }

    /** A writer to this stream that flushes every line. */
    PrintWriter writer() {
        return new PrintWriter(this, true, StandardCharsets.UTF_8);
    }

    /** Why something did not arrive; empty if all did. */
    String failure() {
        return failure.startsWith("Broken pipe") ? "" : failure;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        }
    }
}
