package org.espalier.estimates.weaknorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.junit.jupiter.api.Test;

class LineDistributionTest {
    /** Two samples of one size: W1 is the mean distance of order statistics; KS is that of Commons Statistics. */
    @Test
    void samplesAgainstIndependentFormulas() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 50; trial++) {
            double[] x =
                    random.doubles(30, -1, 1).map(v -> Math.rint(v * 20) / 20).toArray();
            double[] y = random.doubles(30, -0.5, 1.5)
                    .map(v -> Math.rint(v * 20) / 20)
                    .toArray();
            double[] sx = x.clone();
            double[] sy = y.clone();
            Arrays.sort(sx);
            Arrays.sort(sy);
            double w = 0;
            for (int i = 0; i < 30; i++) {
                w += Math.abs(sx[i] - sy[i]) / 30;
            }
            LineDistribution f = LineDistribution.ofSample(x);
            LineDistribution g = LineDistribution.ofSample(y);
            assertThat(f.wasserstein(g)).isCloseTo(w, within(1e-13)).isCloseTo(g.wasserstein(f), within(1e-13));
            assertThat(f.kolmogorovSmirnov(g))
                    .isCloseTo(KolmogorovSmirnovTest.withDefaults().statistic(x, y), within(1e-13));
        }
    }

    /** Cells against cells and against a sample: ∫|F − G| by quadrature between all breaks, KS by a fine scan. */
    @Test
    void cellsAndSamples() {
        LineDistribution f = LineDistribution.ofCells(new double[] {0, 1, 1.5, 3}, new double[] {0.2, 0.7, 0.1});
        LineDistribution g = LineDistribution.ofSample(0.4, 1.2, 1.2, 2.9);
        LineDistribution h = LineDistribution.ofCells(new double[] {-1, 0.7, 4}, new double[] {0.5, 0.5});
        for (LineDistribution other : new LineDistribution[] {g, h}) {
            double integral = GaussLegendre.of(2)
                    .integrate(v -> Math.abs(f.cumulative(v) - other.cumulative(v)), -1.5, 4.5, 1e-4);
            assertThat(f.wasserstein(other)).isCloseTo(integral, within(1e-4));
            double scan = 0;
            for (double v = -1.5; v < 4.5; v += 1e-4) {
                scan = Math.max(scan, Math.abs(f.cumulative(v) - other.cumulative(v)));
            }
            assertThat(f.kolmogorovSmirnov(other)).isCloseTo(scan, within(2e-4));
        }
        // uniform on [0, 2] against δ_1: W1 = ½, KS = ½
        LineDistribution uniform = LineDistribution.ofCells(new double[] {0, 2}, new double[] {1});
        assertThat(uniform.wasserstein(LineDistribution.ofSample(1))).isCloseTo(0.5, within(1e-15));
        assertThat(uniform.kolmogorovSmirnov(LineDistribution.ofSample(1))).isCloseTo(0.5, within(1e-15));
        assertThat(LineDistribution.ofSample(0.5, 0.5).kolmogorovSmirnov(v -> Math.min(1, Math.max(0, v))))
                .isCloseTo(0.5, within(1e-15));
    }

    @Test
    void refusesMassThatIsNotOne() {
        assertThatThrownBy(() -> LineDistribution.ofCells(new double[] {0, 1}, new double[] {0.5}))
                .hasMessageContaining("0.5");
    }
}
