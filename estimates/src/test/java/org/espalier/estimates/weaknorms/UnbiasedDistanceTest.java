package org.espalier.estimates.weaknorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Test;

class UnbiasedDistanceTest {
    private static double[][] sample(UniformRandomProvider random, int count, double mean, double deviation) {
        double[][] x = new double[count][1];
        for (double[] point : x) {
            point[0] = mean
                    + deviation * ZigguratSampler.NormalizedGaussian.of(random).sample();
        }
        return x;
    }

    /**
     * 400 repetitions of 40 samples: the mean of the estimates lies within 4.5 of its standard errors of the true square
     * (failure probability about 7e-6 a check, four checks), the plug-in does not; the nominal 95 % interval covers the
     * truth in 358 to 396 of 400 (a binomial with p in [0.93, 0.97] leaves that range with probability below 2e-3 at the
     * ends, and the seed is fixed). In the degenerate case, shift 0, the estimate of ζ_1 ≥ 0 can only err upwards: the
     * interval may cover more.
     */
    @Test
    void meanIsUnbiasedAndIntervalsCover() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11);
        for (double shift : new double[] {0, 0.5}) {
            SignedMeasure reference = SignedMeasure.product(new Gaussian(0, 0.8));
            SignedMeasure law = SignedMeasure.product(new Gaussian(shift, 0.8));
            double truth = WeakNorm.unweighted().squared(law.minus(reference));
            double sum = 0;
            double squares = 0;
            double plugin = 0;
            int covered = 0;
            int repetitions = 400;
            for (int r = 0; r < repetitions; r++) {
                double[][] x = sample(random, 40, shift, 0.8);
                Estimate estimate = UnbiasedDistance.ofSamples(x, reference, WeakNorm.unweighted());
                sum += estimate.mean();
                squares += estimate.mean() * estimate.mean();
                plugin +=
                        WeakNorm.unweighted().squared(SignedMeasure.empirical(x).minus(reference));
                covered += estimate.covers(truth, 0.95) ? 1 : 0;
            }
            double mean = sum / repetitions;
            double error = Math.sqrt((squares / repetitions - mean * mean) / repetitions);
            assertThat(Math.abs(mean - truth)).isLessThan(4.5 * error);
            assertThat(plugin / repetitions - truth).isGreaterThan(4.5 * error);
            assertThat(covered).isBetween(358, shift == 0 ? 400 : 396);
        }
    }

    /** With Laplace kernel and two samples the discrepancy estimates the same square; failure probability 7e-6 each. */
    @Test
    void discrepancyIsTheWeakDistance() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(12);
        double truth = WeakNorm.unweighted()
                .squared(SignedMeasure.product(new Gaussian(0.4, 0.5))
                        .minus(SignedMeasure.product(new Gaussian(0, 0.8))));
        Estimate estimate =
                MaximumMeanDiscrepancy.laplace().squared(sample(random, 1500, 0.4, 0.5), sample(random, 1500, 0, 0.8));
        assertThat(Math.abs(estimate.mean() - truth)).isLessThan(4.5 * estimate.standardError());
        assertThat(estimate.mean()).isGreaterThan(4.5 * estimate.standardError());
        // Gaussian kernel of bandwidth s on N(m_i, s_i²): closed form by convolution
        Estimate gauss = MaximumMeanDiscrepancy.gaussian(0.6)
                .squared(sample(random, 1500, 0.4, 0.5), sample(random, 1500, 0, 0.8));
        double exact = convolved(0, 0.6, 0.5, 0.5) + convolved(0, 0.6, 0.8, 0.8) - 2 * convolved(0.4, 0.6, 0.5, 0.8);
        assertThat(Math.abs(gauss.mean() - exact)).isLessThan(4.5 * gauss.standardError());
    }

    private static double convolved(double m, double s, double s1, double s2) {
        double total = s * s + s1 * s1 + s2 * s2;
        return s / Math.sqrt(total) * Math.exp(-0.5 * m * m / total);
    }

    /** Five samples by hand: the U-statistic is the mean over unequal pairs. */
    @Test
    void fewSamplesByHand() {
        double[] x = {0.1, -0.4, 0.9, 0.3, 2};
        SignedMeasure nu = SignedMeasure.dirac(0.2);
        double sum = 0;
        for (int r = 0; r < 5; r++) {
            for (int s = 0; s < 5; s++) {
                if (r != s) {
                    sum += 0.5
                            * (Math.exp(-Math.abs(x[r] - x[s]))
                                    - Math.exp(-Math.abs(x[r] - 0.2))
                                    - Math.exp(-Math.abs(x[s] - 0.2))
                                    + 1);
                }
            }
        }
        double[][] points = {{0.1}, {-0.4}, {0.9}, {0.3}, {2}};
        assertThat(UnbiasedDistance.ofSamples(points, nu, WeakNorm.unweighted()).mean())
                .isCloseTo(sum / 20, within(1e-15));
    }
}
