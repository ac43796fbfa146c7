package twingrad.compare.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in the wire format of Protocol Buffers: for each field its number and kind, then its value. Four kinds of
 * value are all that ONNX takes here.
 */
final class ProtobufMessage {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    /** Bits of a varint that a byte holds; its highest bit says that more follow. */
    private static final int GROUP = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Appends an integer of 0 or more. */
    ProtobufMessage with(int field, long value) {
        key(field, VARINT);
        varint(value);
        return this;
    }

    /** Appends a float. */
    ProtobufMessage with(int field, float value) {
        key(field, FIXED32);
        out.writeBytes(ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
        return this;
    }

    /** Appends a text. */
    ProtobufMessage with(int field, String value) {
        return with(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a message within this one. */
    ProtobufMessage with(int field, ProtobufMessage value) {
        return with(field, value.bytes());
    }

    /** Appends bytes. */
    ProtobufMessage with(int field, byte[] value) {
        key(field, LENGTH_DELIMITED);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /** All of it. */
    byte[] bytes() {
        return out.toByteArray();
    }

    private void key(int field, int kind) {
        varint((long) field << 3 | kind);
    }

    private void varint(long value) {
        long left = value;
        for (; left >= 1 << GROUP; left >>>= GROUP) {
            out.write((int) (left & 0x7f | 0x80));
        }
        out.write((int) left);
    }
}
