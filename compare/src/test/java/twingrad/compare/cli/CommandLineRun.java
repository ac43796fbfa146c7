package twingrad.compare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** One run of the command line within the test's own process. */
record CommandLineRun(int status, String out, String err) {

    static CommandLineRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(status, out.toString(), err.toString());
    }

    /** A command line as it is typed, its words parted by spaces. */
    static CommandLineRun typed(String words) {
        return of(words.split(" "));
    }

    /** Standard output, which must be one JSON object. */
    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException("expected JSON alone, got " + out, e);
        }
    }
}
