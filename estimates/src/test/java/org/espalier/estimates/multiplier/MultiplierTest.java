package org.espalier.estimates.multiplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.espalier.model.neuron.Sigmoid;
import org.junit.jupiter.api.Test;

class MultiplierTest {
    /** ν = e^{ikx}: C = (k + √(k²+4))/2, the analytic bound itself; from below, at order 2 in window and element. */
    @Test
    void planeWaveAttainsTheBound() {
        for (double k : new double[] {0.5, 1, 2.5}) {
            double exact = new MultiplierBound(1, k).sharp();
            assertThat(exact).isCloseTo((k + Math.sqrt(k * k + 4)) / 2, within(1e-15));
            double best = BestConstant.onLine(
                    x -> Math.cos(k * x),
                    x -> -k * Math.sin(k * x),
                    x -> Math.sin(k * x),
                    x -> k * Math.cos(k * x),
                    -60,
                    60,
                    6000);
            assertThat(best).isLessThanOrEqualTo(exact * (1 + 1e-12)).isGreaterThan(exact * (1 - 1e-3));
        }
    }

    /** Triangular wave, amplitude a, slope ±b: √(b² + a²/3) ≤ C ≤ bound, 1.00167..1.00990 for a = .1, b = 1. */
    @Test
    void triangularWave() {
        double a = 0.1;
        double b = 1;
        double period = 4 * a / b;
        DoubleUnaryOperator wave = x -> {
            double s = (x % period) / period;
            return s < 0.5 ? -a + 2 * a * 2 * s : 3 * a - 2 * a * 2 * s;
        };
        DoubleUnaryOperator slope = x -> (x % period) / period < 0.5 ? b : -b;
        double lower = Math.sqrt(b * b + a * a / 3);
        double upper = new MultiplierBound(a, b).sharp();
        assertThat(lower).isCloseTo(1.00167, within(5e-6));
        // ½(1 + √1.04) = 1.009902
        assertThat(upper).isCloseTo(1.00990, within(5e-6));
        // the constant on a torus of 10 periods, elements aligned with the kinks
        double best = BestConstant.onTorus(wave, slope, 10 * period, 2000);
        assertThat(best).isBetween(lower, upper);
        assertThat(BestConstant.onTorus(x -> 3, x -> 0, 2, 50)).isCloseTo(3, within(1e-12));
    }

    /** Sigmoid a/(1+e^{−x/.2}) on the line: C = 1.0377 a; order 2 in the element, seen from both sides. */
    @Test
    void sigmoid() {
        Sigmoid nu = Sigmoid.of(4, 1, 0.2);
        DoubleUnaryOperator slope = nu.facts().derivative().orElseThrow();
        double[] c = new double[4];
        for (int r = 0; r < 4; r++) {
            c[r] = BestConstant.onLine(nu::at, slope, -39, 41, 1000 << r);
        }
        assertThat(c[3] / 4).isCloseTo(1.0377, within(5e-5));
        assertThat(Math.log((c[1] - c[0]) / (c[2] - c[1])) / Math.log(2)).isBetween(1.8, 2.2);
        assertThat(c[3]).isLessThan(MultiplierBound.of(nu.facts()).sharp());
        assertThat(MultiplierBound.of(nu.facts()).sharp())
                .isLessThan(MultiplierBound.of(nu.facts()).simple());
    }

    /** The constant in k variables does not depend on k. */
    @Test
    void tensorisedConstantsAreEqual() {
        Sigmoid nu = Sigmoid.of(4, 1, 0.2);
        TensorisedMultiplier multiplier =
                TensorisedMultiplier.of(nu::at, nu.facts().derivative().orElseThrow(), -1, 2, 6);
        double one = multiplier.constant(1);
        assertThat(multiplier.constant(2)).isCloseTo(one, within(1e-10));
        assertThat(multiplier.constant(3)).isCloseTo(one, within(1e-10));
        assertThat(one).isGreaterThan(1);
        assertThatThrownBy(() -> multiplier.constant(5)).hasMessageContaining("7776");
    }
}
