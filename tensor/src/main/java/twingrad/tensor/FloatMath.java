package twingrad.tensor;

/**
 * Elementary functions in float32 for {@link FloatArray}: made of {@code + - * /}, fma, comparisons and bit shifts
 * alone, all exactly defined, so that every JVM gives the same bits. Float arithmetic throughout: a vector form of the
 * same formulas gives the same bits too.
 *
 * <p>{@link #exp}, {@link #log} and {@link #tanh} are within 1 ulp and monotone: on all floats they err by 0.98, 0.89
 * and 0.72 ulp at most. What is derived from them states its own bound. Zeros and infinities that are exact results
 * are exact here, subnormal arguments and results are as good as others, NaN gives NaN. One ulp is the gap between the
 * floats around the exact result.
 *
 * <p>The polynomials are minimax fits (Remez exchange on the relative error of the whole function, in 50 digits),
 * rounded to float one coefficient at a time from the lowest order up, the others refitted after each. They err by
 * less than 0.02 ulp; the rest is rounding.
 *
 * <p>{@link VectorMath} is the same over vectors.
 */
final class FloatMath {
    /** 1.5·2^23: a float this large has no fraction, so that adding and subtracting it rounds to an integer. */
    static final float ROUNDER = 0x1.8p23f;

    static final float LOG2_E = 0x1.715476p0f;

    /** The leading 15 bits of ln 2: its product with an exponent (8 bits) is exact in float. */
    static final float LN2_HIGH = 0x1.62e4p-1f;

    static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** From here up e^x is beyond the largest float: e^88.73. */
    static final float EXP_OVERFLOWS = 89f;

    /** From here down e^x is less than half of the smallest float: e^-103.98. */
    static final float EXP_UNDERFLOWS = -104f;

    /** Below this abs(x) tanh is a polynomial: 1 - 2/(e^2x + 1) would cancel. */
    static final float TANH_IS_SMALL = 0.625f;

    /** From here up tanh is 1 to rounding: tanh 9.02. */
    static final float TANH_IS_ONE = 10f;

    static final float SMALLEST_NORMAL = 0x1p-126f;
    static final int EXPONENT_BIAS = 127;
    static final int FRACTION_BITS = 23;
    static final int BITS_OF_TWO_THIRDS = 0x3f2aaaab;

    /** The coefficients of r³ to r⁷ in e^r - 1, after r + r²/2. */
    static final float EXP_3 = 0x1.55553cp-3f;

    static final float EXP_4 = 0x1.5554f2p-5f;
    static final float EXP_5 = 0x1.113748p-7f;
    static final float EXP_6 = 0x1.6d413ap-10f;
    static final float EXP_7 = 0x1.6b3e9p-13f;

    /** The coefficients of f³ to f¹¹ in ln(1 + f), after f - f²/2. */
    static final float LOG_3 = 0x1.555556p-2f;

    static final float LOG_4 = -0x1.ffff02p-3f;
    static final float LOG_5 = 0x1.99985ep-3f;
    static final float LOG_6 = -0x1.559bbp-3f;
    static final float LOG_7 = 0x1.24d7b2p-3f;
    static final float LOG_8 = -0x1.f336fp-4f;
    static final float LOG_9 = 0x1.bb4602p-4f;
    static final float LOG_10 = -0x1.07d916p-3f;
    static final float LOG_11 = 0x1.e05e26p-4f;

    /** The coefficients of x³ to x¹³ in tanh x, after x. */
    static final float TANH_3 = -0x1.555554p-2f;

    static final float TANH_5 = 0x1.11107ap-3f;
    static final float TANH_7 = -0x1.b9f188p-5f;
    static final float TANH_9 = 0x1.63a55p-6f;
    static final float TANH_11 = -0x1.0c5edp-7f;
    static final float TANH_13 = 0x1.1a2816p-9f;

    private FloatMath() {}

    /** e^x. At most 1 ulp; subnormal results and 0 below, infinity above. */
    static float exp(float x) {
        float bounded = Math.min(Math.max(x, EXP_UNDERFLOWS), EXP_OVERFLOWS);
        float k = multipleOfLn2(bounded);
        int exponent = (int) k;
        int half = exponent >> 1;
        // Two factors: 2^k alone may be too large or too small for a normal float where e^x is not.
        return (1 + expMinusOne(reduced(bounded, k))) * powerOfTwo(half) * powerOfTwo(exponent - half);
    }

    /** The natural logarithm. At most 1 ulp; negative infinity at 0, NaN below. */
    static float log(float x) {
        boolean subnormal = x < SMALLEST_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x);
        // x = 2^exponent·(1 + f) with 1 + f in [2/3, 4/3).
        int exponent = (bits - BITS_OF_TWO_THIRDS) >> FRACTION_BITS;
        float f = Float.intBitsToFloat(bits - (exponent << FRACTION_BITS)) - 1;
        float k = subnormal ? exponent - 23 : exponent;
        float cubic = LOG_11;
        cubic = Math.fma(cubic, f, LOG_10);
        cubic = Math.fma(cubic, f, LOG_9);
        cubic = Math.fma(cubic, f, LOG_8);
        cubic = Math.fma(cubic, f, LOG_7);
        cubic = Math.fma(cubic, f, LOG_6);
        cubic = Math.fma(cubic, f, LOG_5);
        cubic = Math.fma(cubic, f, LOG_4);
        cubic = Math.fma(cubic, f, LOG_3);
        float low = Math.fma(k, LN2_LOW, f * f * Math.fma(f, cubic, -0.5f));
        float result = Math.fma(k, LN2_HIGH, f + low);
        float outside = x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
        return x > 0 && x < Float.POSITIVE_INFINITY ? result : outside;
    }

    /** The hyperbolic tangent. At most 1 ulp; keeps the sign of 0. */
    static float tanh(float x) {
        float size = Math.abs(x);
        return Math.copySign(size < TANH_IS_SMALL ? tanhNearZero(size) : tanhFarFromZero(size), x);
    }

    /** log(1 + x), exact near 0 too. At most 2 ulp. */
    static float log1p(float x) {
        float sum = 1 + x;
        if (sum == 1) {
            return x;
        }
        // What 1 + x lost in rounding, to first order; at the ends of the range there is nothing to mend.
        float lost = sum > 0 && sum < Float.POSITIVE_INFINITY ? (x - (sum - 1)) / sum : 0;
        return log(sum) + lost;
    }

    /** 1/(1 + e^-x), written so that neither side overflows. At most 3 ulp. */
    static float sigmoid(float x) {
        float z = exp(-Math.abs(x));
        return (x < 0 ? z : 1) / (1 + z);
    }

    /** σ(x)·σ(-x), the derivative of σ; neither factor cancels. At most 6 ulp. */
    static float sigmoidSlope(float x) {
        float z = exp(-Math.abs(x));
        return 1 / (1 + z) * (z / (1 + z));
    }

    /** 1 - tanh² x as 4·σ(2x)·σ(-2x), the derivative of tanh. At most 6 ulp. */
    static float tanhSlope(float x) {
        return sigmoidSlope(2 * x) * 4;
    }

    /** log(1 + e^x), written so that it does not overflow. At most 3 ulp. */
    static float softplus(float x) {
        return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
    }

    /** x + x³·p(x²). */
    private static float tanhNearZero(float x) {
        float square = x * x;
        float cubic = TANH_13;
        cubic = Math.fma(cubic, square, TANH_11);
        cubic = Math.fma(cubic, square, TANH_9);
        cubic = Math.fma(cubic, square, TANH_7);
        cubic = Math.fma(cubic, square, TANH_5);
        cubic = Math.fma(cubic, square, TANH_3);
        return Math.fma(square * x, cubic, x);
    }

    /** 1 - 2/(e^2x + 1), every intermediate in two parts: the leading float and what it lost. */
    private static float tanhFarFromZero(float x) {
        float twice = 2 * Math.min(x, TANH_IS_ONE);
        float k = multipleOfLn2(twice);
        float scale = powerOfTwo((int) k);
        float s = expMinusOne(reduced(twice, k));
        float e = 1 + s;
        float eLost = s - (e - 1);
        float divisor = e * scale + 1;
        float divisorLost = 1 - (divisor - e * scale) + eLost * scale;
        float quotient = 2 / divisor;
        float remainder = Math.fma(-quotient, divisorLost, Math.fma(-quotient, divisor, 2));
        float quotientLost = remainder * quotient * 0.5f;
        float leading = 1 - quotient;
        return leading + (1 - leading - quotient - quotientLost);
    }

    /** The k for which x - k·ln 2 is in about [-ln 2/2, ln 2/2]; an integer. */
    private static float multipleOfLn2(float x) {
        return Math.fma(x, LOG2_E, ROUNDER) - ROUNDER;
    }

    /** x - k·ln 2 (Cody and Waite's reduction, Software Manual for the Elementary Functions, 1980). */
    private static float reduced(float x, float k) {
        return Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
    }

    /** e^r - 1 for r in [-ln 2/2, ln 2/2]. */
    private static float expMinusOne(float r) {
        float square = EXP_7;
        square = Math.fma(square, r, EXP_6);
        square = Math.fma(square, r, EXP_5);
        square = Math.fma(square, r, EXP_4);
        square = Math.fma(square, r, EXP_3);
        square = Math.fma(square, r, 0.5f);
        return Math.fma(r * r, square, r);
    }

    /** 2^exponent for an exponent in [-126, 127]. */
    private static float powerOfTwo(int exponent) {
        return Float.intBitsToFloat((exponent + EXPONENT_BIAS) << FRACTION_BITS);
    }
}
