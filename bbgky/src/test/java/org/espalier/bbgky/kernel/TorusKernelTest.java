package org.espalier.bbgky.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.espalier.bbgky.spectral.Bessel;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TorusKernelTest {
    static Stream<TorusKernel> smooth() {
        return Stream.of(
                Sine.of(1.3),
                Sine.of(-0.4),
                SmoothBump.of(1, 0.7, 0.12),
                SmoothBump.of(2, -0.7, 0.2),
                SmoothBump.of(3, 0.5, 0.3),
                PowerLawKernel.coulomb(1, 1).regularised(0.1),
                PowerLawKernel.coulomb(2, -0.8).regularised(0.09),
                PowerLawKernel.coulomb(2, -0.8).regularised(0.06),
                PowerLawKernel.coulomb(3, 0.4).regularised(0.15),
                PowerLawKernel.biotSavart().regularised(0.1),
                PowerLawKernel.of(2, 0.4, 1.1).regularised(0.12),
                PowerLawKernel.of(1, -0.5, 1.1).regularised(0.12),
                FourierKernel.stream("cells", Map.of(List.of(1, 0), 0.05, List.of(1, 2), -0.02)),
                FourierKernel.gradient("two modes", Map.of(List.of(1), 0.1, List.of(3), -0.02)));
    }

    /** The series of the coefficients is the function: catches a sign, a factor 2π, an exchanged axis. */
    @ParameterizedTest
    @MethodSource("smooth")
    void coefficientsAndValuesAgree(TorusKernel kernel) {
        int d = kernel.dimension();
        int reach = d == 1 ? 60 : d == 2 ? 22 : 9;
        Random random = new Random(5);
        double[] re = new double[d];
        double[] im = new double[d];
        double[] value = new double[d];
        for (int trial = 0; trial < 3; trial++) {
            double[] x = random.doubles(d, -1.5, 1.5).toArray();
            double[] sum = new double[d];
            int width = 2 * reach + 1;
            for (int n = 0; n < Math.pow(width, d); n++) {
                int[] mode = new int[d];
                double phase = 0;
                for (int l = 0, rest = n; l < d; l++, rest /= width) {
                    mode[l] = rest % width - reach;
                    phase += 2 * Math.PI * mode[l] * x[l];
                }
                kernel.coefficient(mode, re, im);
                for (int l = 0; l < d; l++) {
                    sum[l] += re[l] * Math.cos(phase) - im[l] * Math.sin(phase);
                }
            }
            kernel.evaluate(x, value);
            assertThat(value).as(kernel.facts().name()).containsExactly(sum, within(1e-9));
        }
    }

    /** Ewald's sum with its general Gamma functions against the sum over rows, and against free space near the origin. */
    @Test
    void twoPeriodisationsAgree() {
        Random random = new Random(3);
        PowerLawKernel rows = PowerLawKernel.coulomb(2, 1);
        PowerLawKernel nearby = PowerLawKernel.of(2, 1 + 1e-9, 1);
        double[] one = new double[2];
        double[] two = new double[2];
        for (int trial = 0; trial < 50; trial++) {
            double[] x = random.doubles(2, -0.5, 0.5).toArray();
            rows.evaluate(x, one);
            new EwaldSum(2, 1, 0).field(x, two);
            double size = Math.hypot(one[0], one[1]) + 1;
            assertThat(two).containsExactly(one, within(2e-13 * size));
            nearby.evaluate(x, two); // continuous in the exponent through the logarithm
            assertThat(two).containsExactly(one, within(1e-6 * size));
        }
        rows.evaluate(new double[] {1e-4, 2e-4}, one);
        assertThat(one[0] * 5e-4).isCloseTo(1, within(1e-6));
        PowerLawKernel.biotSavart().evaluate(new double[] {1e-4, 0}, one);
        assertThat(one[1] * 2 * Math.PI * 1e-4)
                .as("a vortex turns counter-clockwise")
                .isCloseTo(1, within(1e-6));
        assertThat(one[0]).isCloseTo(0, within(1e-12));
    }

    /** In d = 1 Coulomb's force is the saw tooth sign(x) − 2x. */
    @Test
    void coulombInOneDimensionIsASawTooth() {
        double[] value = new double[1];
        for (double x : new double[] {0.01, 0.2, 0.49, -0.3}) {
            PowerLawKernel.coulomb(1, 1.5).evaluate(new double[] {x}, value);
            assertThat(value[0]).isCloseTo(1.5 * (Math.signum(x) - 2 * x), within(1e-13));
        }
        assertThat(PowerLawKernel.coulomb(1, 1.5).norm(2)).isCloseTo(1.5 / Math.sqrt(3), within(1e-12));
        assertThat(PowerLawKernel.coulomb(1, 1.5).facts().bounded()).isTrue();
    }

    @Test
    void normsAgainstClosedForms() {
        assertThat(Sine.of(-2).norm(2)).isCloseTo(Math.sqrt(2), within(1e-14));
        assertThat(Sine.of(-2).norm(1)).isCloseTo(4 / Math.PI, within(1e-14));
        TorusKernel cells = FourierKernel.stream("cells", Map.of(List.of(1, 0), 0.05, List.of(1, 2), -0.02));
        assertThat(cells.norm(2.0000001)).isCloseTo(cells.norm(2), within(1e-6));
        // Parseval against the graded quadrature, on a kernel regularised enough for its series to end early
        PowerLawKernel blobs = PowerLawKernel.biotSavart().regularised(0.05);
        double sum = 0;
        double[] re = new double[2];
        double[] im = new double[2];
        for (int m = -30; m <= 30; m++) {
            for (int n = -30; n <= 30; n++) {
                blobs.coefficient(new int[] {m, n}, re, im);
                sum += im[0] * im[0] + im[1] * im[1] + re[0] * re[0] + re[1] * re[1];
            }
        }
        assertThat(blobs.norm(2)).isCloseTo(Math.sqrt(sum), within(1e-8));
        // ‖K_ε‖_q^q misses a multiple of ε^(2−q): two lengths extrapolate to the singular kernel
        double q = 1.5;
        double fine = Math.pow(PowerLawKernel.biotSavart().regularised(1e-4).norm(q), q);
        double coarse = Math.pow(PowerLawKernel.biotSavart().regularised(4e-4).norm(q), q);
        assertThat(fine - coarse).isGreaterThan(1e-3);
        assertThat(Math.pow(PowerLawKernel.biotSavart().norm(q), q)).isCloseTo(2 * fine - coarse, within(1e-6));
        assertThat(PowerLawKernel.biotSavart().norm(2)).isInfinite();
    }

    /**
     * Values of singular kernels, d = 1, 2, 3, exact: in d = 1 the Hurwitz zeta function, K(x) = ζ(a,x) − ζ(a,1−x); else an
     * independent sum in which the splitting drops out.
     */
    @ParameterizedTest
    @CsvSource({
        "0.5, '0.3', '1.02168934024509'",
        "0.4, '0.07', '2.72299577461856'",
        "0.4, '1e-9', '3981.071705532488'",
        "1.5, '0.2 -0.35', '1.47252329 -2.00107815'",
        "2, '0.3 0.1 -0.2', '4.42895103 1.69610909 -3.25356931'",
        "1, '0.3 0.1 -0.2', '1.27923173 0.51909662 -0.97668418'",
    })
    void singularValues(double a, String at, String expected) {
        double[] x = Stream.of(at.split(" ")).mapToDouble(Double::parseDouble).toArray();
        double[] exact =
                Stream.of(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();
        double[] value = new double[x.length];
        PowerLawKernel.of(x.length, a, 1).evaluate(x, value);
        assertThat(value).containsExactly(exact, within(x.length == 1 ? 1e-12 * Math.max(1, exact[0]) : 6e-9));
        PowerLawKernel.of(x.length, a, -2).evaluate(x, value);
        assertThat(value[0]).isCloseTo(-2 * exact[0], within(2e-8 * Math.max(1, exact[0])));
    }

    /** ‖K‖_q of singular kernels: d = 1 by quadrature of zeta functions; d = 3 by Monte Carlo, 4.5 standard errors (7e-6). */
    @Test
    void singularNorms() {
        assertThat(PowerLawKernel.of(1, 0.4, 1).norm(1.5)).isCloseTo(1.97081193319839, within(1e-12));
        double q = 1.2;
        PowerLawKernel coulomb = PowerLawKernel.coulomb(3, 0.7);
        Random random = new Random(9);
        int number = 20000;
        double sum = 0;
        double squares = 0;
        double[] x = new double[3];
        double[] value = new double[3];
        for (int n = 0; n < number; n++) {
            // distance u to the centre in the maximum norm, of density 0.6 u^(−0.4) / 0.5^0.6: the weights are bounded
            double u = 0.5 * Math.pow(random.nextDouble(), 1 / 0.6);
            x[n % 3] = n / 3 % 2 == 0 ? u : -u;
            x[(n + 1) % 3] = u * (2 * random.nextDouble() - 1);
            x[(n + 2) % 3] = u * (2 * random.nextDouble() - 1);
            coulomb.evaluate(x, value);
            double weight = 24 * u * u * Math.pow(0.5, 0.6) * Math.pow(u, 0.4) / 0.6;
            double sample = weight * Math.pow(Quadrature.length(value), q);
            sum += sample / number;
            squares += sample * sample / number;
        }
        double error = Math.sqrt((squares - sum * sum) / number);
        assertThat(error / sum).isLessThan(4e-3);
        assertThat(Math.pow(coulomb.norm(q), q)).isCloseTo(sum, within(4.5 * error));
        assertThat(coulomb.norm(1.5)).isInfinite();
    }

    @Test
    void factsOfTheLibrary() {
        assertThat(PowerLawKernel.biotSavart().facts().divergenceFree()).isTrue();
        assertThat(PowerLawKernel.biotSavart().facts().integrability()).isEqualTo(2);
        assertThat(PowerLawKernel.coulomb(2, 1).facts().negativeDivergence()).isCloseTo(2 * Math.PI, within(1e-12));
        assertThat(PowerLawKernel.coulomb(2, -1).facts().negativeDivergence()).isInfinite();
        assertThat(PowerLawKernel.coulomb(3, 1).facts().negativeDivergence()).isCloseTo(4 * Math.PI, within(1e-12));
        assertThat(Sine.of(0.5).facts().negativeDivergence()).isCloseTo(Math.PI, within(1e-14));
        assertThat(PowerLawKernel.of(2, 1.5, 1).facts().integrability()).isCloseTo(4.0 / 3, within(1e-14));
        assertThat(PowerLawKernel.of(2, 1.5, 1).facts().negativeDivergence()).isInfinite();
        assertThat(FourierKernel.stream("s", Map.of(List.of(1, 2), 1.0)).facts().divergenceFree())
                .isTrue();
        assertThat(FourierKernel.gradient("g", Map.of(List.of(1, 2), 1.0))
                        .facts()
                        .divergenceFree())
                .isFalse();
    }

    /** ‖(div K)_−‖_∞ bounds finite differences of K everywhere, and is reached within a few percent. */
    @ParameterizedTest
    @MethodSource("smooth")
    void negativeDivergenceBoundsDifferences(TorusKernel kernel) {
        int d = kernel.dimension();
        double h = 1e-5;
        Random random = new Random(11);
        double worst = 0;
        for (int trial = 0; trial < (d == 3 ? 400 : 3000); trial++) {
            double[] x =
                    trial == 0 ? new double[d] : random.doubles(d, -0.5, 0.5).toArray();
            double divergence = 0;
            for (int l = 0; l < d; l++) {
                double[] up = new double[d];
                double[] down = new double[d];
                x[l] += h;
                kernel.evaluate(x, up);
                x[l] -= 2 * h;
                kernel.evaluate(x, down);
                x[l] += h;
                divergence += (up[l] - down[l]) / (2 * h);
            }
            worst = Math.max(worst, -divergence);
        }
        double bound = kernel.facts().negativeDivergence();
        assertThat(worst).isLessThanOrEqualTo(bound + 1e-5);
        assertThat(worst).as(kernel.facts().name()).isGreaterThanOrEqualTo((d == 1 ? 0.8 : 0.3) * bound - 1e-6);
    }

    @Test
    void besselFunctions() {
        assertThat(Bessel.scaledI(0, 1) * Math.E).isCloseTo(1.2660658777520084, within(1e-14));
        assertThat(Bessel.scaledI(1, 1) * Math.E).isCloseTo(0.5651591039924851, within(1e-14));
        assertThat(Bessel.scaledI(3, 50) / Bessel.scaledI(0, 50)).isCloseTo(0.9135, within(1e-3));
        assertThat(Bessel.scaledI(0, 1e5) * Math.sqrt(2 * Math.PI * 1e5)).isCloseTo(1 + 1 / 8e5, within(1e-9));
        assertThat(Bessel.ratio(0.6)).isCloseTo(0.287263, within(5e-7));
        assertThat(Erf.erfc(0)).isEqualTo(1);
    }

    @Test
    void refusals() {
        assertThatThrownBy(() -> PowerLawKernel.of(2, 2, 1)).hasMessageContaining("not integrable");
        assertThatThrownBy(() -> PowerLawKernel.of(3, 1, 1).turned()).hasMessageContaining("d = 2");
        assertThatThrownBy(() -> FourierKernel.stream("s", Map.of(List.of(1), 1.0)))
                .hasMessageContaining("constant");
        assertThatThrownBy(() -> PowerLawKernel.biotSavart().potential(1, 0)).hasMessageContaining("not a gradient");
    }

    @Test
    void formulaKernel() {
        KernelFacts facts = new KernelFacts("sin", true, true, false, 2 * Math.PI, Double.POSITIVE_INFINITY, 0, 1);
        TorusFormula formula = TorusFormula.of(1, (x, value) -> value[0] = -Math.sin(2 * Math.PI * x[0]), facts, 64);
        double[] re = new double[1];
        double[] im = new double[1];
        formula.coefficient(new int[] {1}, re, im);
        assertThat(re[0]).isCloseTo(0, within(1e-15));
        assertThat(im[0]).isCloseTo(0.5, within(1e-15));
        assertThat(formula.norm(1)).isCloseTo(2 / Math.PI, within(1e-10));
        assertThat(formula.growth(1)).isCloseTo(Sine.of(1).growth(1), within(1e-14));
    }
}
