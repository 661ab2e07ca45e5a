package dev.linkhub.simulator.fault;

import java.util.SplittableRandom;

/**
 * A part of the calls, drawn by lot. The lots depend on the seed and on the position of the call alone: the same seed
 * strikes the same calls of the same sequence, today and on any machine.
 */
public record Share(double part, int seed) {

    /** The step between two lots of a {@link SplittableRandom}, by which the lot of any position is found. */
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    public Share {
        if (!(part > 0 && part <= 1)) {
            throw new IllegalArgumentException("a share is more than 0 and at most 1");
        }
        if (seed < 0) {
            throw new IllegalArgumentException("a seed is not negative");
        }
    }

    /** {@code position}: 0 for the first call. */
    boolean strikes(long position) {
        return new SplittableRandom(seed + position * STEP).nextDouble() < part;
    }
}
