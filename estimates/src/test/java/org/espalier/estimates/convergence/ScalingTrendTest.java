package org.espalier.estimates.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.network.NetworkProfile;
import org.junit.jupiter.api.Test;

class ScalingTrendTest {
    /** Powers that are exact: ε_w = J/N, and C_w = J(N − 1)/N. */
    @Test
    void allToAllScalesAsItShould() {
        List<NetworkProfile> profiles = IntStream.of(50, 100, 200)
                .mapToObj(n -> NetworkProfile.of(new AllToAll(n, 0.9).generate(0)))
                .toList();
        ScalingTrend trend = ScalingTrend.of(profiles);
        assertThat(trend.largestWeight().exponent()).isCloseTo(-1, within(1e-12));
        assertThat(trend.largestWeight().prefactor()).isCloseTo(0.9, within(1e-12));
        assertThat(trend.cw().exponent()).isBetween(0.0, 0.02);
        assertThatThrownBy(() -> ScalingTrend.of(profiles.subList(0, 1))).hasMessageContaining("different sizes");
    }

    /** Slope, intercept and the interval of the slope against the formulas of simple regression, 50 scattered sets, seed 7. */
    @Test
    void theFitIsThatOfSimpleRegression() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 50; trial++) {
            int n = random.nextInt(3, 12);
            double[] x = random.doubles(n, 1, 1000).toArray();
            double[] y = random.doubles(n, 0.1, 10).toArray();
            SimpleRegression oracle = new SimpleRegression();
            for (int k = 0; k < n; k++) {
                oracle.addData(Math.log(x[k]), Math.log(y[k]));
            }
            PowerFit fit = PowerFit.of(x, y);
            assertThat(fit.exponent()).isCloseTo(oracle.getSlope(), within(1e-9));
            assertThat(Math.log(fit.prefactor())).isCloseTo(oracle.getIntercept(), within(1e-8));
            assertThat(fit.standardError()).isCloseTo(oracle.getSlopeStdErr(), within(1e-8));
            assertThat(fit.halfWidth(0.9)).isCloseTo(oracle.getSlopeConfidenceInterval(0.1), within(1e-6));
        }
        PowerFit two = PowerFit.of(new double[] {1, 4}, new double[] {3, 6});
        assertThat(two.exponent()).isCloseTo(0.5, within(1e-14));
        assertThat(two.standardError()).isNaN();
        assertThatThrownBy(() -> PowerFit.of(new double[] {2, 2}, new double[] {3, 6}))
                .hasMessageContaining("all x are 2.0");
    }
}
