package twingrad.compare.trust;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A gradient file in NumPy's archive, as good as its arrays. */
final class GoodArchive {
    private static final Map<String, byte[]> ARRAYS = arrays();

    private GoodArchive() {}

    /** The archive with another array of that name. */
    static byte[] with(String name, byte[] array) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.setLevel(0);
            for (var entry : ARRAYS.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getKey().equals(name) ? array : entry.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> arrays() {
        var arrays = new TreeMap<String, byte[]>();
        byte[] archive = HostileReader.NPZ.files().get("stored.npz");
        try (var in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                arrays.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return arrays;
    }
}
