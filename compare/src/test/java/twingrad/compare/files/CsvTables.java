package twingrad.compare.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Samples;

/** Tables of tests, written to a folder and read from there. */
final class CsvTables {

    private CsvTables() {}

    static Path write(Path folder, String text) {
        return write(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, byte[] content) {
        try {
            return Files.write(folder.resolve("table.csv"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Samples read(Path folder, String text) {
        return read(folder, text, CsvFormat.DETECTED);
    }

    static Samples read(Path folder, String text, CsvFormat format) {
        return read(write(folder, text), format);
    }

    static Samples read(Path file, CsvFormat format) {
        return DataReader.samples(DataChoice.of(file.toString(), 1).withCsv(format));
    }

    /** Lines, each made of its number. */
    static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(i -> row.apply(i) + "\n").collect(Collectors.joining());
    }

    /** Characters that a row of a test's table cannot hold. */
    static String unfolded(String text) {
        return text.replace('¶', '\n').replace('→', '\t').replace('§', '\r').replace('♦', '\uFEFF');
    }
}
