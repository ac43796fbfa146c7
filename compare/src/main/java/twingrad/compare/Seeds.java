package twingrad.compare;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The one place where a seed is split: every use of randomness has a generator of its own, made from (seed, purpose,
 * epoch or step, layer), so nothing random is ever stored and one use cannot disturb another.
 *
 * <p>The four numbers are hashed with the finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
 * Number Generators, 2014) into the seed of a {@link Random}, whose algorithms, the Gaussian one included, are
 * specified to the bit.
 *
 * @param seed what the user calls the seed
 */
public record Seeds(long seed) {

    /** What randomness is for. The codes are part of every published result and never change. */
    public enum Purpose {
        /** Generated training data. */
        DATA(1),
        /** Generated test data. */
        TEST_DATA(2),
        /** Initial parameters θ, a generator a layer. */
        PARAMETERS(3),
        /** The order of the samples, a generator an epoch. */
        SHUFFLING(4),
        /** Which samples a check looks at, when all would be too many. */
        CHECK_SAMPLES(5),
        /** Of which entries of a block the difference quotients are taken, when all would be too many. */
        CHECK_ENTRIES(6),
        /** The numbers on which the op table is checked, a generator a case. */
        OPS(7),
        /** What is dropped in training, a generator a step and layer. */
        DROPOUT(8),
        /** Which samples train, which develop and which test. */
        SPLIT(9),
        /** The settings that a random search tries, a generator a trial. */
        SEARCH(10);

        private final int code;

        Purpose(int code) {
            this.code = code;
        }
    }

    /** Golden ratio, the increment of SplitMix64. */
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** A new generator for a use that is neither repeated nor layered. */
    public RandomGenerator generator(Purpose purpose) {
        return generator(purpose, 0, 0);
    }

    /** A new generator for one epoch (or step) and one layer of a use. The same arguments give the same numbers. */
    public RandomGenerator generator(Purpose purpose, long step, int layer) {
        long hash = mix(seed + GAMMA);
        hash = mix(hash + GAMMA * purpose.code);
        hash = mix(hash + GAMMA * (step + 1));
        hash = mix(hash + GAMMA * (layer + 1L));
        return new Random(hash);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
