package org.espalier.run.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class GaussianStreamTest {
    @Test
    void layersCloseAtTheTop() {
        assertThat(GaussianStream.closure()).isCloseTo(0, within(1e-13));
        assertThat(ExponentialLayers.closure()).isCloseTo(0, within(1e-13));
    }

    @Test
    void lawIsNormal() {
        // Kolmogorov-Smirnov at p < 1e-4: fails by chance once in 10^4 seeds
        GaussianStream stream = GaussianStream.of(RandomStreams.of(7).stream(0, 0));
        double[] sample = new double[400_000];
        Arrays.setAll(sample, k -> stream.next());
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double p = KolmogorovSmirnovTest.withDefaults()
                .test(sample, normal::cumulativeProbability)
                .getPValue();
        assertThat(p).isGreaterThan(1e-4);
    }

    @Test
    void everyLayerAndTheTailsHaveTheirShare() {
        // chi square over 60 cells, the outermost beyond ±3.7 (the tail method); limit at p = 1e-5
        GaussianStream stream = GaussianStream.of(RandomStreams.of(11).stream(2, 5));
        int n = 4_000_000;
        int cells = 60;
        double reach = 3.7;
        int[] counts = new int[cells];
        for (int k = 0; k < n; k++) {
            int cell = 1 + (int) Math.floor((stream.next() + reach) / (2 * reach) * (cells - 2));
            counts[Math.max(0, Math.min(cells - 1, cell))]++;
        }
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double chi = 0;
        for (int c = 0; c < cells; c++) {
            double low = -reach + 2 * reach * (c - 1) / (cells - 2);
            double high = -reach + 2 * reach * c / (cells - 2);
            double p = c == 0
                    ? normal.cumulativeProbability(high)
                    : c == cells - 1 ? normal.survivalProbability(low) : normal.probability(low, high);
            chi += (counts[c] - n * p) * (counts[c] - n * p) / (n * p);
        }
        // chi square with 59 degrees of freedom: P(> 118.1) = 1e-5 (approximately)
        assertThat(chi).isLessThan(118);
    }

    @Test
    void successiveDeviatesAreUncorrelated() {
        // each statistic is N(0, 1) nearly: |.| < 4.5 fails with probability 7e-6
        GaussianStream stream = GaussianStream.of(RandomStreams.of(3).stream(1, 1));
        int n = 1_000_000;
        double product = 0;
        double squares = 0;
        double fourth = 0;
        double last = stream.next();
        for (int k = 0; k < n; k++) {
            double x = stream.next();
            product += x * last;
            squares += x * x - 1;
            fourth += x * x * x * x - 3;
            last = x;
        }
        assertThat(Math.abs(product) / Math.sqrt(n)).isLessThan(4.5);
        assertThat(Math.abs(squares) / Math.sqrt(2.0 * n)).isLessThan(4.5);
        assertThat(Math.abs(fourth) / Math.sqrt(96.0 * n)).isLessThan(4.5);
    }

    @Test
    void theExponentialLawHasItsShareInEveryLayerAndInTheTail() {
        // chi square over 61 cells, the last beyond 9 (the tail begins at 7.7); limit at p = 1e-5, as above
        GaussianStream stream = GaussianStream.of(RandomStreams.of(12).stream(2, 5));
        int n = 4_000_000;
        int cells = 61;
        int[] counts = new int[cells];
        for (int k = 0; k < n; k++) {
            counts[(int) Math.min(cells - 1, stream.exponential() / 9 * (cells - 1))]++;
        }
        double chi = 0;
        for (int c = 0; c < cells; c++) {
            double below = c == cells - 1 ? 0 : Math.exp(-9.0 * (c + 1) / (cells - 1));
            double p = Math.exp(-9.0 * c / (cells - 1)) - below;
            chi += (counts[c] - n * p) * (counts[c] - n * p) / (n * p);
        }
        assertThat(chi).isLessThan(120);
    }

    @Test
    void exponentialHasItsMeanAndVariance() {
        // standard errors 1/√n and √8/√n; 4.5 of them: failure probability 1e-5
        GaussianStream stream = GaussianStream.of(RandomStreams.of(5).stream(0, 0));
        int n = 500_000;
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < n; k++) {
            double x = stream.exponential();
            assertThat(x).isGreaterThanOrEqualTo(0);
            sum += x;
            squares += (x - 1) * (x - 1);
        }
        assertThat(sum / n).isCloseTo(1, within(4.5 / Math.sqrt(n)));
        assertThat(squares / n).isCloseTo(1, within(4.5 * Math.sqrt(8.0 / n)));
    }
}
