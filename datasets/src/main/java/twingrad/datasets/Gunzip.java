package twingrad.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file of exactly one member (Deutsch, "GZIP file format specification version 4.3", RFC
 * 1952). Stricter than the JDK's {@code GZIPInputStream}, which joins further members and passes over whatever else
 * follows: here the end of the content is told only when the check sum and the length agree and the file ends.
 */
final class Gunzip extends InputStream {
    /** The first two bytes of a gzip file. */
    static final int MAGIC = 0x1f8b;

    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xe0;
    private static final int BUFFER = 1 << 14;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final CRC32 crc = new CRC32();
    private final Inflater inflater = new Inflater(true);
    private int position;
    private int limit;
    private boolean started;
    private boolean ended;

    /** The content of {@code in}, which is read beyond what is asked for and closed with this stream. */
    Gunzip(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!started) {
            readHeader();
            started = true;
        }
        if (ended) {
            return -1;
        }
        int count = inflate(into, offset, length);
        if (count < 0) {
            readTrailer();
            ended = true;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    /** How many bytes of content were put, or -1 at the end of the compressed data. */
    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(into, offset, length);
            while (count == 0 && !inflater.finished()) {
                refill();
                inflater.setInput(buffer, 0, limit);
                count = inflater.inflate(into, offset, length);
            }
            crc.update(into, offset, count);
            return count == 0 ? -1 : count;
        } catch (DataFormatException e) {
            throw new MalformedFileException("deflated data", e.getMessage());
        }
    }

    private void readHeader() throws IOException {
        int magic = next() << 8 | next();
        if (magic != MAGIC) {
            throw new MalformedFileException("gzip's magic 0x1f8b", hex(magic, 4));
        }
        int method = next();
        if (method != DEFLATE) {
            throw new MalformedFileException("gzip method 8 (deflate)", method);
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new MalformedFileException("gzip flags below 0x20", hex(flags, 2));
        }
        pass(6); // modification time, extra flags, operating system
        if ((flags & EXTRA) != 0) {
            pass(nextLittleEndian(2));
        }
        if ((flags & NAME) != 0) {
            passText();
        }
        if ((flags & COMMENT) != 0) {
            passText();
        }
        if ((flags & HEADER_CRC) != 0) {
            check("a gzip header with CRC", crc.getValue() & 0xffff, 2);
        }
        crc.reset();
        inflater.setInput(buffer, position, limit - position);
    }

    private void readTrailer() throws IOException {
        position = limit - inflater.getRemaining();
        check("content with CRC", crc.getValue(), 4);
        check("content of length", inflater.getBytesWritten() & 0xffffffffL, 4);
        if (position < limit || in.read() >= 0) {
            throw new MalformedFileException("the end of the file after one gzip member", "more bytes");
        }
    }

    /** Refuses what does not agree with the number that the file states about it next. */
    private void check(String what, long actual, int bytes) throws IOException {
        long stated = nextLittleEndian(bytes);
        if (actual != stated) {
            throw new MalformedFileException(what + " " + hex(stated, 2 * bytes), hex(actual, 2 * bytes));
        }
    }

    private long nextLittleEndian(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    private void pass(long bytes) throws IOException {
        for (long i = 0; i < bytes; i++) {
            next();
        }
    }

    private void passText() throws IOException {
        int character = next();
        while (character != 0) {
            character = next();
        }
    }

    /** The next byte of the file, which counts for the header's check sum. */
    private int next() throws IOException {
        if (position == limit) {
            refill();
        }
        crc.update(buffer[position]);
        return Byte.toUnsignedInt(buffer[position++]);
    }

    private void refill() throws IOException {
        position = 0;
        limit = in.readNBytes(buffer, 0, buffer.length);
        if (limit == 0) {
            throw new MalformedFileException("more gzip data", "the end of the file");
        }
    }

    private static String hex(long value, int digits) {
        return "0x" + HexFormat.of().toHexDigits(value, digits);
    }
}
