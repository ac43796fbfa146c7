package twingrad.compare.files;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Opens this room's own reader of arrays to tests of what it withstands. */
public final class HostileArrays {

    private static final String CHECKSUM = "\"checksum\":\"";

    private HostileArrays() {}

    /** All that the file holds, as something that {@code equals} tells apart. */
    public static Object content(Path file) {
        SafeTensors tensors = SafeTensors.read(file);
        var content = new ArrayList<Object>();
        content.add(tensors.metadata());
        tensors.arrays()
                .forEach((name, array) ->
                        content.add(List.of(name, array.type(), array.shape(), Arrays.toString(array.numbers()))));
        return content;
    }

    /** How many arrays the file holds, once it is read whole. */
    public static int size(Path file) {
        return SafeTensors.read(file).arrays().size();
    }

    /** The numbers or the word of one array of NumPy's, likewise. UncheckedIOException if they cannot be read. */
    public static Object numpyContent(byte[] file) {
        try {
            Field field = Npy.read(
                    "array", new DataInputStream(new ByteArrayInputStream(file)), file.length, new Fields(false));
            return field instanceof Field.Numbers numbers
                    ? List.of(numbers.shape(), Arrays.toString(numbers.data()))
                    : field;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The same file with a checkpoint's checksum that fits, where there is one. */
    public static byte[] summed(Path file) {
        SafeTensors tensors = SafeTensors.read(file);
        byte[] checksum =
                CheckpointFile.checksum(tensors.arrays(), tensors.metadata()).getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] bytes = Files.readAllBytes(file);
            int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(CHECKSUM);
            if (place >= 0 && place + CHECKSUM.length() + checksum.length <= bytes.length) {
                System.arraycopy(checksum, 0, bytes, place + CHECKSUM.length(), checksum.length);
            }
            return bytes;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
