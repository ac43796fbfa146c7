package twingrad.compare.trust;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** A PNG picture that is wrong only in what its checksums cover. */
final class HostilePicture {

    private static final int SIGNATURE = 8;

    private HostilePicture() {}

    /** The file with the checksum that fits each chunk, as far as chunks follow one another. */
    static byte[] summed(byte[] file) {
        ByteBuffer chunks = ByteBuffer.wrap(file.clone());
        for (int chunk = SIGNATURE; chunk <= file.length - 3 * Integer.BYTES; ) {
            int length = chunks.getInt(chunk);
            long end = (long) chunk + 2 * Integer.BYTES + length;
            if (length < 0 || end > file.length - Integer.BYTES) {
                break;
            }
            var checksum = new CRC32();
            checksum.update(chunks.array(), chunk + Integer.BYTES, Integer.BYTES + length);
            chunks.putInt((int) end, (int) checksum.getValue());
            chunk = (int) end + Integer.BYTES;
        }
        return chunks.array();
    }
}
