package org.espalier.run.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void skewnessWidensTheInterval() {
        // t quantile of 24 degrees of freedom 2.063899, z = 1.959964: z⁴ + 2z² − 3 = 19.439724
        assertThat(new Estimate(3, 0.5, 25).halfWidth(0.95)).isCloseTo(2.063899 * 0.5, within(1e-6));
        double slight = 1 + 0.04 / 12 * 19.439724;
        for (double skewness : new double[] {1, -1}) {
            assertThat(new Estimate(3, 0.5, 25, skewness, 0).halfWidth(0.95))
                    .isCloseTo(2.063899 * 0.5 * slight, within(1e-6));
        }
        // one of 25 replicas holds all: skewness 5, ρ = 1, the upper limit of a Poisson mean z²/2 + z√(1 + z²/4)
        assertThat(new Estimate(0.04, 0.04, 25, 5, 0).halfWidth(0.95))
                .isCloseTo(2.063899 * 0.04 * (0.979982 + Math.sqrt(1 + 0.960365)), within(1e-6));
    }

    @Test
    void zeroVarianceIsNoCertainty() {
        Estimate certain = new Estimate(0, 0, 30);
        assertThat(certain.halfWidth(0.95)).isZero();
        // an event of probability p stays unseen in 30 replicas with probability 2.5 % if p = ln 40/30 (to leading
        // order)
        assertThat(certain.ofEvents(0.5).halfWidth(0.95)).isCloseTo(0.5 * 3.688879 / 30, within(1e-7));
        assertThat(certain.ofEvents(Double.NaN).halfWidth(0.95)).isNaN();
        assertThat(new Estimate(2, 0, 30).ofEvents(Double.NaN).halfWidth(0.95)).isZero();
        assertThat(new Estimate(2, 0.1, 30).ofEvents(0.5).halfWidth(0.95))
                .isEqualTo(new Estimate(2, 0.1, 30).halfWidth(0.95));
        assertThat(new Estimate(2, 0.1, 30, 0.5, 3).times(-2)).isEqualTo(new Estimate(-4, 0.2, 30, -0.5, 6));
    }

    @Test
    void cautionIsSaidWhereIntervalsWereNotSeenToHold() {
        Estimate plain = new Estimate(1, 0.1, 30, 1, 0);
        assertThat(Caution.of(List.of(plain, plain))).isEmpty();
        assertThat(Caution.of(List.of(plain, new Estimate(1, 0.1, 29))))
                .singleElement()
                .asString()
                .startsWith("intervals from 29 replicas");
        assertThat(Caution.of(List.of(plain, new Estimate(1, 0.1, 100, 6, 0))))
                .singleElement()
                .asString()
                .contains("1 of 2 intervals", "about 400 replicas");
        assertThat(Caution.of(List.of(plain, new Estimate(0, 0, 30).ofEvents(Double.NaN))))
                .singleElement()
                .asString()
                .startsWith("1 of 2 values were the same");
        assertThat(Caution.of(List.of(new Estimate(0, Double.NaN, 1)))).isEmpty();
    }

    /**
     * Covered ~ Binomial(2000, 0.95): mean 1900, deviation 9.75. Limits 1866 to 1934, 3.5 deviations: one of seven intervals that hold
     * leaves them with probability below 3e-3. Where all is discrete, intervals cannot but cover more, and only the lower limit is asked
     * for.
     */
    private static void requireCoverage(
            String name,
            int replicas,
            double truth,
            double event,
            boolean discrete,
            ToDoubleFunction<SplittableRandom> law) {
        int covered = 0;
        int student = 0;
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Moments moments = new Moments(1);
            for (int r = 0; r < replicas; r++) {
                moments.add(law.applyAsDouble(random));
            }
            Estimate found = moments.estimate(0).ofEvents(event);
            covered += found.covers(truth, 0.95) ? 1 : 0;
            student += new Estimate(found.mean(), found.standardError(), replicas).covers(truth, 0.95) ? 1 : 0;
        }
        assertThat(covered)
                .as("%s, %d replicas (Student %d)", name, replicas, student)
                .isBetween(1866, discrete ? 2000 : 1934);
    }

    private static double poisson(SplittableRandom random, double mean) {
        int count = 0;
        for (double left = Math.exp(-mean), product = random.nextDouble(); product > left; count++) {
            product *= random.nextDouble();
        }
        return count;
    }

    @Test
    @Tag("slow")
    void intervalsCoverWithTheirLevel() {
        requireCoverage("normal", 30, 1, 0, false, random -> 1 + random.nextGaussian());
        requireCoverage("exponential", 30, 1, 0, false, random -> -Math.log(1 - random.nextDouble()));
        requireCoverage(
                "lognormal, σ = 1/2", 30, Math.exp(0.125), 0, false, random -> Math.exp(0.5 * random.nextGaussian()));
        requireCoverage("saturating", 150, 0.3, 0, false, random -> {
            double x = -Math.log(1 - random.nextDouble());
            return random.nextDouble() < 0.3 ? x : 0;
        });
        // spikes that are rare: 0.6, 3 and 9 in all replicas together
        for (double mean : new double[] {0.02, 0.1, 0.3}) {
            requireCoverage("counts of mean " + mean, 30, mean, 1, true, random -> poisson(random, mean));
        }
        // a neuron above threshold with probability 0.002: mostly no replica shows it
        requireCoverage("unseen", 200, 0.002, 1, true, random -> random.nextDouble() < 0.002 ? 1 : 0);
    }
}
