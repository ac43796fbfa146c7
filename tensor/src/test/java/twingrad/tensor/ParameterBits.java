package twingrad.tensor;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The bits of all parameters of a model in one line, to pin them. */
final class ParameterBits {
    private ParameterBits() {}

    /** SHA-256 of the parameters as floats, in hexadecimal digits. */
    static String sha256(Layer model) {
        return sha256(model.parameters());
    }

    /** SHA-256 of parameters as floats, in hexadecimal digits. */
    static String sha256(List<Tensor> parameters) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var parameter : parameters) {
                for (double value : parameter.data().toDoubles()) {
                    digest.update(ByteBuffer.allocate(Integer.BYTES)
                            .putInt(Float.floatToIntBits((float) value))
                            .array());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
