package org.espalier.run.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
    /** First three numbers of three streams, from an independent implementation in exact integers. */
    @Test
    void referenceNumbers() {
        check(1, 0, 0, 0x74a6f33d59ba96bbL, 0x8111805def08a772L, 0xea412a56c9efe7c1L);
        check(1, 7, -1, 0xcdcd0638b09e5620L, 0x0cde57c6e94e4810L, 0x903bca006a3fd509L);
        check(-5, 123456, 3, 0xfe0a49bfabedf13cL, 0x8cece421f725d99dL, 0xe684d487cb3f0b9eL);
    }

    private static void check(long seed, long replica, long block, long... expected) {
        XoShiRo256PlusPlus stream = RandomStreams.of(seed).stream(replica, block);
        for (long number : expected) {
            assertThat(stream.nextLong()).isEqualTo(number);
        }
    }

    @Test
    void addressesDoNotCollide() {
        Set<Long> first = new HashSet<>();
        for (long seed = -2; seed <= 2; seed++) {
            for (long replica = 0; replica < 60; replica++) {
                for (long block = -1; block < 30; block++) {
                    first.add(RandomStreams.of(seed).stream(replica, block).nextLong());
                }
            }
        }
        assertThat(first).hasSize(5 * 60 * 31);
    }

    @Test
    void neighbouringStreamsAreUncorrelated() {
        // correlation of 20000 pairs is N(0, 1/20000) nearly; 5 standard errors, 3 statistics: p < 2e-6
        int n = 20_000;
        double[] sums = new double[3];
        for (int k = 0; k < n; k++) {
            double u = RandomStreams.of(1).stream(k, 0).nextDouble() - 0.5;
            sums[0] += u * (RandomStreams.of(1).stream(k + 1, 0).nextDouble() - 0.5);
            sums[1] += u * (RandomStreams.of(1).stream(k, 1).nextDouble() - 0.5);
            sums[2] += u * (RandomStreams.of(2).stream(k, 0).nextDouble() - 0.5);
        }
        for (double sum : sums) {
            assertThat(Math.abs(sum * 12 / Math.sqrt(n))).isLessThan(5);
        }
    }
}
