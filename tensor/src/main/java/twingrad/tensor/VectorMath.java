package twingrad.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatMath} by the Vector API: the same formulas over whole vectors, so the same bits. Where a formula there
 * chooses between two branches, both are computed here and blended. Loaded only where {@code jdk.incubator.vector} is
 * resolved, see {@link Machine}.
 *
 * <p>Each loop returns how many elements it did; the rest, fewer than a vector, is left to the caller. The result's
 * array is another than a.
 */
final class VectorMath {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(FloatMath.ROUNDER);

    private VectorMath() {}

    static int exp(float[] a, float[] result, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            exp(FloatVector.fromArray(SPECIES, a, i)).intoArray(result, i);
        }
        return end;
    }

    static int log(float[] a, float[] result, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            log(FloatVector.fromArray(SPECIES, a, i)).intoArray(result, i);
        }
        return end;
    }

    /** In two loops: both formulas in one are more than C2 puts together, and it would box the vectors in between. */
    static int tanh(float[] a, float[] result, int n) {
        int end = SPECIES.loopBound(n);
        tanhFarFromZero(a, result, end);
        blendTanhNearZero(a, result, end);
        return end;
    }

    private static void tanhFarFromZero(float[] a, float[] result, int end) {
        for (int i = 0; i < end; i += LANES) {
            tanhFarFromZero(FloatVector.fromArray(SPECIES, a, i).abs()).intoArray(result, i);
        }
    }

    private static void blendTanhNearZero(float[] a, float[] result, int end) {
        for (int i = 0; i < end; i += LANES) {
            var x = FloatVector.fromArray(SPECIES, a, i);
            var size = x.abs();
            var isSmall = size.lt(FloatMath.TANH_IS_SMALL);
            var magnitude = FloatVector.fromArray(SPECIES, result, i).blend(tanhNearZero(size), isSmall);
            var sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
            magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(result, i);
        }
    }

    static int sigmoid(float[] a, float[] result, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            var x = FloatVector.fromArray(SPECIES, a, i);
            var z = exp(x.abs().neg());
            var one = broadcast(1);
            one.blend(z, x.lt(0)).div(one.add(z)).intoArray(result, i);
        }
        return end;
    }

    static int sigmoidSlope(float[] a, float[] result, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            sigmoidSlope(FloatVector.fromArray(SPECIES, a, i)).intoArray(result, i);
        }
        return end;
    }

    static int tanhSlope(float[] a, float[] result, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            sigmoidSlope(FloatVector.fromArray(SPECIES, a, i).mul(2)).mul(4).intoArray(result, i);
        }
        return end;
    }

    private static FloatVector exp(FloatVector x) {
        var bounded = x.max(FloatMath.EXP_UNDERFLOWS).min(FloatMath.EXP_OVERFLOWS);
        var rounded = bounded.fma(FloatMath.LOG2_E, FloatMath.ROUNDER);
        var exponent = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
        var half = exponent.lanewise(VectorOperators.ASHR, 1);
        return expMinusOne(reduced(bounded, rounded.sub(FloatMath.ROUNDER)))
                .add(1)
                .mul(powerOfTwo(half))
                .mul(powerOfTwo(exponent.sub(half)));
    }

    private static FloatVector log(FloatVector x) {
        var isSubnormal = x.lt(FloatMath.SMALLEST_NORMAL);
        var bits = x.blend(x.mul(0x1p23f), isSubnormal).reinterpretAsInts();
        var exponent = bits.sub(FloatMath.BITS_OF_TWO_THIRDS).lanewise(VectorOperators.ASHR, FloatMath.FRACTION_BITS);
        var f = bits.sub(exponent.lanewise(VectorOperators.LSHL, FloatMath.FRACTION_BITS))
                .reinterpretAsFloats()
                .sub(1);
        var whole = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(FloatMath.ROUNDER);
        var k = whole.blend(whole.sub(FloatMath.FRACTION_BITS), isSubnormal);
        var cubic = broadcast(FloatMath.LOG_11)
                .fma(f, broadcast(FloatMath.LOG_10))
                .fma(f, broadcast(FloatMath.LOG_9))
                .fma(f, broadcast(FloatMath.LOG_8))
                .fma(f, broadcast(FloatMath.LOG_7))
                .fma(f, broadcast(FloatMath.LOG_6))
                .fma(f, broadcast(FloatMath.LOG_5))
                .fma(f, broadcast(FloatMath.LOG_4))
                .fma(f, broadcast(FloatMath.LOG_3));
        var low = k.fma(broadcast(FloatMath.LN2_LOW), f.mul(f).mul(f.fma(cubic, broadcast(-0.5f))));
        var result = k.fma(broadcast(FloatMath.LN2_HIGH), f.add(low));
        // At 0 and below, at infinity and NaN there is no such product: -infinity, NaN, infinity, NaN.
        return result.blend(Float.NaN, x.test(VectorOperators.IS_NAN).or(x.lt(0)))
                .blend(Float.NEGATIVE_INFINITY, x.eq(0))
                .blend(Float.POSITIVE_INFINITY, x.eq(Float.POSITIVE_INFINITY));
    }

    private static FloatVector sigmoidSlope(FloatVector x) {
        var z = exp(x.abs().neg());
        var one = broadcast(1);
        var divisor = one.add(z);
        return one.div(divisor).mul(z.div(divisor));
    }

    private static FloatVector tanhNearZero(FloatVector x) {
        var square = x.mul(x);
        var cubic = broadcast(FloatMath.TANH_13)
                .fma(square, broadcast(FloatMath.TANH_11))
                .fma(square, broadcast(FloatMath.TANH_9))
                .fma(square, broadcast(FloatMath.TANH_7))
                .fma(square, broadcast(FloatMath.TANH_5))
                .fma(square, broadcast(FloatMath.TANH_3));
        return square.mul(x).fma(cubic, x);
    }

    private static FloatVector tanhFarFromZero(FloatVector x) {
        var twice = x.min(FloatMath.TANH_IS_ONE).mul(2);
        var rounded = twice.fma(FloatMath.LOG2_E, FloatMath.ROUNDER);
        var scale = powerOfTwo(rounded.reinterpretAsInts().sub(ROUNDER_BITS));
        var one = broadcast(1);
        var s = expMinusOne(reduced(twice, rounded.sub(FloatMath.ROUNDER)));
        var e = one.add(s);
        var eLost = s.sub(e.sub(one));
        var product = e.mul(scale);
        var divisor = product.add(one);
        var divisorLost = one.sub(divisor.sub(product)).add(eLost.mul(scale));
        var quotient = broadcast(2).div(divisor);
        var negative = quotient.neg();
        var remainder = negative.fma(divisorLost, negative.fma(divisor, broadcast(2)));
        var quotientLost = remainder.mul(quotient).mul(0.5f);
        var leading = one.sub(quotient);
        return leading.add(one.sub(leading).sub(quotient).sub(quotientLost));
    }

    private static FloatVector reduced(FloatVector x, FloatVector k) {
        return k.fma(broadcast(-FloatMath.LN2_LOW), k.fma(broadcast(-FloatMath.LN2_HIGH), x));
    }

    private static FloatVector expMinusOne(FloatVector r) {
        var square = broadcast(FloatMath.EXP_7)
                .fma(r, broadcast(FloatMath.EXP_6))
                .fma(r, broadcast(FloatMath.EXP_5))
                .fma(r, broadcast(FloatMath.EXP_4))
                .fma(r, broadcast(FloatMath.EXP_3))
                .fma(r, broadcast(0.5f));
        return r.mul(r).fma(square, r);
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(FloatMath.EXPONENT_BIAS)
                .lanewise(VectorOperators.LSHL, FloatMath.FRACTION_BITS)
                .reinterpretAsFloats();
    }

    private static FloatVector broadcast(float number) {
        return FloatVector.broadcast(SPECIES, number);
    }
}
