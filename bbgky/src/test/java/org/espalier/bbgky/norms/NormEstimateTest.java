package org.espalier.bbgky.norms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.espalier.bbgky.kernel.FourierKernel;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.FourierLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.bbgky.norms.HypothesisViolated.Hypothesis;
import org.junit.jupiter.api.Test;

class NormEstimateTest {
    @Test
    void constants() {
        NormEstimate sine = NormEstimate.withDivergence(Sine.of(1), 0.3, 2);
        assertThat(sine.coupling()).isCloseTo(0.5 / 0.09, within(1e-12));
        assertThat(sine.divergence()).isCloseTo(2 * Math.PI, within(1e-12));
        NormEstimate vortices = NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 0.5, 4);
        double norm = PowerLawKernel.biotSavart().norm(4.0 / 3);
        assertThat(vortices.coupling()).isCloseTo(3 * norm * norm / 0.25, within(1e-12));
        assertThat(vortices.divergence()).isZero();
        assertThat(vortices.majorant(VonMises.of(2, 1)).blowUpTime())
                .isCloseTo(1 / (vortices.coupling() * Math.pow(VonMises.of(2, 1).norm(4), 2)), within(1e-12));
    }

    /** Best p: no neighbour is better; for Biot-Savart it lies inside (2, ∞), for a bounded kernel at 2. */
    @Test
    void bestExponent() {
        TorusLaw law = VonMises.of(2, 0.5);
        NormEstimate best = NormEstimate.best(PowerLawKernel.biotSavart(), 0.5, law);
        double horizon = best.majorant(law).blowUpTime();
        assertThat(best.exponent()).isBetween(2.05, 20.0);
        for (double factor : new double[] {0.96, 1.04, 1.5}) {
            double p = 2 + (best.exponent() - 2) * factor;
            assertThat(NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 0.5, p)
                            .majorant(law)
                            .blowUpTime())
                    .isLessThan(horizon);
        }
        TorusKernel cells = FourierKernel.stream("cells", Map.of(List.of(1, 1), 0.05));
        assertThat(NormEstimate.best(cells, 0.5, law).exponent()).isEqualTo(2);
    }

    @Test
    void refusalsByName() {
        assertThat(refused(() -> NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 0.5, 2)))
                .isEqualTo(Hypothesis.KERNEL_INTEGRABLE);
        assertThat(refused(() -> NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 0, 4)))
                .isEqualTo(Hypothesis.NOISE_POSITIVE);
        assertThat(refused(() -> NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 1, Double.POSITIVE_INFINITY)))
                .isEqualTo(Hypothesis.EXPONENT_RANGE);
        assertThat(refused(() -> NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 1, 1.5)))
                .isEqualTo(Hypothesis.EXPONENT_RANGE);
        assertThat(refused(() -> NormEstimate.divergenceFree(Sine.of(1), 1, 2))).isEqualTo(Hypothesis.DIMENSION_TWO);
        assertThat(refused(() -> NormEstimate.divergenceFree(PowerLawKernel.coulomb(2, 1), 1, 4)))
                .isEqualTo(Hypothesis.DIVERGENCE_FREE);
        assertThat(refused(() -> NormEstimate.withDivergence(PowerLawKernel.coulomb(2, -1), 1, 4)
                        .chain(100)))
                .isEqualTo(Hypothesis.DIVERGENCE_BOUNDED);
        TorusLaw atom = new TorusLaw() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double density(double[] x) {
                return Math.pow(x[0] * x[1], -0.5) / 4;
            }

            @Override
            public double[] coefficient(int[] mode) {
                throw new UnsupportedOperationException();
            }

            @Override
            public double supremum() {
                return Double.POSITIVE_INFINITY;
            }

            @Override
            public double norm(double exponent) {
                return exponent >= 2 ? Double.POSITIVE_INFINITY : 1;
            }
        };
        assertThat(refused(() -> NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 1, 4)
                        .majorant(atom)))
                .isEqualTo(Hypothesis.INITIAL_NORM_FINITE);
        HypothesisViolated why = catchThrowableOfType(
                HypothesisViolated.class, () -> NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 0.5, 2));
        assertThat(why).hasMessageContaining("too large for the kernel").hasMessageContaining("any p > 2 holds");
    }

    private static Hypothesis refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(HypothesisViolated.class, call).hypothesis();
    }

    @Test
    void latexCarriesTheConstants() {
        List<String> steps = NormEstimate.withDivergence(Sine.of(1), 0.5, 2).toLatex();
        assertThat(String.join("\n", steps)).contains("= 2", "\\delta = 6.28319", "Young", "T^*");
    }

    @Test
    void lawNorms() {
        assertThat(FourierLaw.cosine(0.5, 1, 2).norm(2)).isCloseTo(Math.sqrt(1.125), within(1e-14));
        assertThat(FourierLaw.cosine(0.5, 1, 2).norm(4))
                .isCloseTo(Math.pow(1 + 6 * 0.125 + 0.0625 * 3 / 8, 0.25), within(1e-13));
        VonMises law = VonMises.of(1, 3);
        double sum = 0;
        for (int m = -40; m <= 40; m++) {
            double[] c = law.coefficient(new int[] {m});
            sum += c[0] * c[0] + c[1] * c[1];
        }
        assertThat(law.norm(2)).isCloseTo(Math.sqrt(sum), within(1e-13));
    }
}
