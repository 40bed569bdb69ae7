package org.espalier.run.random;

import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;

/**
 * Independent streams of random numbers, addressed by (master seed, replica, block).
 *
 * <p>A stream is the generator xoshiro256++ (XO_SHI_RO_256_PP of Commons RNG, period 2^256 − 1). With m the finaliser of
 * SplitMix64 (a bijection of 64 bits), the four words of its state are, k = 0..3,
 *
 * <pre>  s_k = m( m( m( m(seed + c_k) + replica ) + block ) + k ) ,   c_k = (k + 1) · 0x9e3779b97f4a7c15</pre>
 *
 * <p>so two addresses share a state with probability about 2^−256, and neighbouring seeds, replicas or blocks have nothing
 * in common. Only integer arithmetic: the same bits on every JDK.
 *
 * @param seed master seed, any number
 */
public record RandomStreams(long seed) {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /**
     * {@return the streams of a master seed}
     *
     * @param seed any number
     */
    public static RandomStreams of(long seed) {
        return new RandomStreams(seed);
    }

    /**
     * Opens a stream at its beginning.
     *
     * @param replica replica, any number
     * @param block block of neurons, or another purpose inside a replica, any number
     * @return a new generator, to be used by one thread
     */
    public XoShiRo256PlusPlus stream(long replica, long block) {
        long[] state = new long[4];
        for (int k = 0; k < 4; k++) {
            state[k] = mix(mix(mix(mix(seed + (k + 1) * GOLDEN) + replica) + block) + k);
        }
        return new XoShiRo256PlusPlus(state);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
