package twingrad.compare.files;

import java.nio.ByteBuffer;

/**
 * How a safetensors file writes one number, little-endian, by the format's own names. Every number widens to a double
 * exactly, except for integers beyond 2^53, which are refused.
 */
enum DataType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    U64(8),
    I32(4),
    U32(4),
    I16(2),
    U16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private static final long LARGEST_EXACT = 1L << 53;

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes a number. */
    int bytes() {
        return bytes;
    }

    /** The next number of a little-endian buffer. */
    double next(ByteBuffer in) throws MalformedFileException {
        return switch (this) {
            case F64 -> in.getDouble();
            case F32 -> in.getFloat();
            case F16 -> half(in.getShort());
            case BF16 -> Float.intBitsToFloat(in.getShort() << Short.SIZE);
            case I64, U64 -> exact(in.getLong());
            case I32 -> in.getInt();
            case U32 -> Integer.toUnsignedLong(in.getInt());
            case I16 -> in.getShort();
            case U16 -> Short.toUnsignedInt(in.getShort());
            case I8 -> in.get();
            case U8, BOOL -> Byte.toUnsignedInt(in.get());
        };
    }

    /** Puts a number into a little-endian buffer, as F64 or F32. */
    void put(ByteBuffer out, double number) {
        if (this == F64) {
            out.putDouble(number);
        } else {
            out.putFloat((float) number);
        }
    }

    /** Half precision of IEEE 754: 1 bit of sign, 5 of exponent, 10 of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude = switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
        return bits < 0 ? -magnitude : magnitude;
    }

    private double exact(long number) throws MalformedFileException {
        if (number > LARGEST_EXACT || number < (this == U64 ? 0 : -LARGEST_EXACT)) {
            throw new MalformedFileException("expected integers up to 2^53, got "
                    + (this == U64 ? Long.toUnsignedString(number) : String.valueOf(number)));
        }
        return number;
    }
}
