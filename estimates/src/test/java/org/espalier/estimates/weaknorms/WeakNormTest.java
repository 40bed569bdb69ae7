package org.espalier.estimates.weaknorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erfc;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.junit.jupiter.api.Test;

class WeakNormTest {
    private static final WeakNorm NORM = WeakNorm.unweighted();

    private static SignedMeasure gaussian(double mean, double deviation) {
        return SignedMeasure.product(new Gaussian(mean, deviation));
    }

    /** Exact values, closed forms. */
    @Test
    void closedForms() {
        assertThat(NORM.squared(SignedMeasure.dirac(0.3).minus(SignedMeasure.dirac(1.1))))
                .isCloseTo(1 - Math.exp(-0.8), within(1e-15));
        assertThat(NORM.squared(gaussian(4.2, 0.5)))
                .isCloseTo(0.5 * Math.exp(0.25) * Erfc.value(0.5), within(1e-15))
                .isCloseTo(0.3078452, within(5e-8));
        assertThat(NORM.inner(gaussian(0.7, 0.5), gaussian(0, 0.8))).isCloseTo(0.2350143, within(5e-8));
        assertThat(NORM.inner(gaussian(800, 0.5), gaussian(0, 0.8))).isEqualTo(0);
    }

    /**
     * Kernel form against Fourier form, random signs, k = 1 and 2, normal laws and atoms mixed. The Fourier integrals of
     * pairs with a normal law are trapezoidal sums (error e^{−2π/h} and e^{−s²ξ²/2} at the ends); two atoms are integrated
     * along a rotated ray of the complex plane.
     */
    @Test
    void kernelFormIsFourierForm() {
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 1; k <= 2; k++) {
            for (int trial = 0; trial < 12; trial++) {
                int terms = 1 + trial % 4;
                double[][] means = new double[terms][k];
                double[][] deviations = new double[terms][k];
                double[] c = new double[terms];
                SignedMeasure mu = null;
                for (int r = 0; r < terms; r++) {
                    LineMeasure[] factors = new LineMeasure[k];
                    c[r] = random.nextDouble(-2, 2);
                    for (int l = 0; l < k; l++) {
                        means[r][l] = random.nextDouble(-2, 2);
                        deviations[r][l] = random.nextInt(3) == 0 ? 0 : random.nextDouble(0.2, 1.5);
                        factors[l] = deviations[r][l] == 0
                                ? Dirac.at(means[r][l])
                                : new Gaussian(means[r][l], deviations[r][l]);
                    }
                    SignedMeasure term = SignedMeasure.product(factors).times(c[r]);
                    mu = mu == null ? term : mu.plus(term);
                }
                double fourier = 0;
                for (int r = 0; r < terms; r++) {
                    for (int s = 0; s < terms; s++) {
                        double product = c[r] * c[s];
                        for (int l = 0; l < k; l++) {
                            product *=
                                    fourier(means[r][l] - means[s][l], Math.hypot(deviations[r][l], deviations[s][l]));
                        }
                        fourier += product;
                    }
                }
                assertThat(NORM.inner(mu, mu)).isCloseTo(fourier, within(1e-10));
                assertThat(NORM.squared(mu)).isGreaterThanOrEqualTo(0);
            }
        }
    }

    /** (1/2π) ∫ e^{iξd − τ²ξ²/2}/(1 + ξ²) dξ. */
    private static double fourier(double d, double tau) {
        if (tau == 0) {
            // ξ = t e^{iπ/4}: Re ∫_0^∞ e^{iξd}/(1+ξ²) dξ /π, decaying like e^{−td/√2}; at d = 0 the integral is π/2
            double distance = Math.abs(d);
            if (distance == 0) {
                return 0.5;
            }
            // t = tan(u)², graded towards both ends
            return GaussLegendre.of(16)
                            .integrate(
                                    u -> {
                                        double t = Math.tan(u);
                                        double r = Math.sqrt(0.5);
                                        double phase = t * distance * r;
                                        double amplitude = Math.exp(-phase);
                                        // e^{iπ/4} e^{i phase} / (1 + i t²), real part
                                        double re = r * Math.cos(phase) - r * Math.sin(phase);
                                        double im = r * Math.cos(phase) + r * Math.sin(phase);
                                        return amplitude * (re + im * t * t) / (1 + t * t * t * t) * (1 + t * t);
                                    },
                                    0,
                                    Math.PI / 2 - 1e-9,
                                    1e-3)
                    / Math.PI;
        }
        double h = 0.05;
        double sum = 1;
        for (int n = 1; tau * n * h < 9; n++) {
            double xi = n * h;
            sum += 2 * Math.cos(xi * d) * Math.exp(-0.5 * tau * tau * xi * xi) / (1 + xi * xi);
        }
        return sum * h / (2 * Math.PI);
    }

    /** A measure with its density on [lower, upper], or an atom. */
    private record Known(LineMeasure measure, DoubleUnaryOperator density, double lower, double upper) {
        Known weighted(double a) {
            return new Known(
                    measure.weighted(a),
                    v -> density.applyAsDouble(v) * Math.exp(a * Math.sqrt(1 + v * v)),
                    lower,
                    upper);
        }

        /** ∫ f dμ by the midpoint rule with 20 000 cells. */
        double integrate(DoubleUnaryOperator f) {
            if (measure instanceof Dirac) {
                return density.applyAsDouble(lower) * f.applyAsDouble(lower);
            }
            int n = 20000;
            double h = (upper - lower) / n;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double v = lower + (i + 0.5) * h;
                sum += h * density.applyAsDouble(v) * f.applyAsDouble(v);
            }
            return sum;
        }
    }

    /** Potentials and inner products of every pair of kinds against midpoint sums over their densities. */
    @Test
    void everyPairOfKinds() {
        List<Known> kinds = new ArrayList<>(List.of(
                new Known(Dirac.at(0.31), v -> 1, 0.31, 0.31),
                new Known(new Uniform(-0.4, 0.9), v -> 1 / 1.3, -0.4, 0.9),
                new Known(new Uniform(0.2, 1.5), v -> 1 / 1.3, 0.2, 1.5),
                new Known(new Uniform(2, 2.0 + 1e-3), v -> 1e3, 2, 2.0 + 1e-3),
                new Known(new Gaussian(0.5, 0.3), v -> weighted(0, 0.5, 0.3, v), -2.5, 3.5),
                new Known(Smooth.of(v -> v * v, -0.5, 0.7, 0.25), v -> v * v, -0.5, 0.7)));
        for (Known mu : List.copyOf(kinds)) {
            kinds.add(mu.weighted(0.7));
        }
        for (Known mu : kinds) {
            for (double x : new double[] {-1, 0.1, 0.31, 0.6, 2.0005, 5}) {
                assertThat(mu.measure.potential(x))
                        .isCloseTo(0.5 * mu.integrate(v -> Math.exp(-Math.abs(x - v))), within(2e-8));
            }
            for (Known nu : kinds) {
                double exact = NORM.inner(SignedMeasure.product(mu.measure), SignedMeasure.product(nu.measure));
                assertThat(exact).isCloseTo(mu.integrate(nu.measure::potential), within(2e-8));
            }
        }
    }

    /** A finite-volume tensor of masses is the sum of its products of cells, with every axis in its place. */
    @Test
    void gridsContractAxisByAxis() {
        SplittableRandom random = new SplittableRandom(2);
        double[][] edges = {{-1, 0, 0.3, 1}, {0, 0.5, 2}, {-0.2, 0.1, 0.4, 0.5, 2}};
        double[] masses = new double[3 * 2 * 4];
        SignedMeasure sum = null;
        for (int at = 0; at < masses.length; at++) {
            masses[at] = random.nextDouble(-1, 1);
            int[] cell = {at / 8, at / 4 % 2, at % 4};
            LineMeasure[] factors = new LineMeasure[3];
            for (int l = 0; l < 3; l++) {
                factors[l] = new Uniform(edges[l][cell[l]], edges[l][cell[l] + 1]);
            }
            SignedMeasure term = SignedMeasure.product(factors).times(masses[at]);
            sum = sum == null ? term : sum.plus(term);
        }
        SignedMeasure grid = SignedMeasure.grid(edges, masses);
        SignedMeasure atoms =
                SignedMeasure.atoms(new double[][] {{0.1, 0.2, 0.3}, {1, 1.5, 0}}, new double[] {0.7, -2});
        for (WeakNorm norm : List.of(NORM, WeakNorm.weighted(0.4))) {
            assertThat(norm.inner(grid, grid)).isCloseTo(norm.inner(sum, sum), within(1e-12));
            assertThat(norm.inner(grid, atoms)).isCloseTo(norm.inner(sum, atoms), within(1e-12));
            assertThat(norm.inner(atoms, grid)).isCloseTo(norm.inner(sum, atoms), within(1e-12));
            assertThat(norm.distance(grid, sum)).isLessThan(1e-7);
        }
        assertThat(grid.mass()).isCloseTo(sum.mass(), within(1e-13));
    }

    /** A finite-volume density converges to the normal law at order 2 in the cell, from both sides. */
    @Test
    void cellsConvergeToTheDensityAtOrderTwo() {
        double[] error = new double[3];
        for (int r = 0; r < 3; r++) {
            int cells = 40 << r;
            double[] edges = new double[cells + 1];
            double[] masses = new double[cells];
            for (int c = 0; c <= cells; c++) {
                edges[c] = -2 + 5.0 * c / cells;
            }
            for (int c = 0; c < cells; c++) {
                masses[c] = 0.5
                        * (Erfc.value(-(edges[c + 1] - 0.3) / (0.3 * Math.sqrt(2)))
                                - Erfc.value(-(edges[c] - 0.3) / (0.3 * Math.sqrt(2))));
            }
            error[r] = NORM.distance(SignedMeasure.grid(new double[][] {edges}, masses), gaussian(0.3, 0.3));
        }
        for (int r = 0; r < 2; r++) {
            assertThat(Math.log(error[r] / error[r + 1]) / Math.log(2)).isBetween(1.8, 2.2);
        }
    }

    /** φ_a moves a normal law's mass outward: against direct double quadrature of the weighted kernel. */
    @Test
    void weightedNormByQuadrature() {
        double a = 0.8;
        SignedMeasure mu = gaussian(0.4, 0.6);
        GaussLegendre rule = GaussLegendre.of(16);
        double direct = 2
                * rule.integrate(
                        x -> rule.integrate(
                                y -> 0.5 * Math.exp(y - x) * weighted(a, 0.4, 0.6, x) * weighted(a, 0.4, 0.6, y),
                                -7,
                                x,
                                0.5),
                        -7,
                        8,
                        0.5);
        assertThat(WeakNorm.weighted(a).squared(mu)).isCloseTo(direct, within(1e-11 * direct));
        assertThat(WeakNorm.weighted(a).squared(mu)).isGreaterThan(NORM.squared(mu));
    }

    private static double weighted(double a, double mean, double deviation, double v) {
        double z = (v - mean) / deviation;
        return Math.exp(a * Math.sqrt(1 + v * v) - 0.5 * z * z) / (deviation * Math.sqrt(2 * Math.PI));
    }

    @Test
    void refusesWhatHasNoMeaning() {
        assertThatThrownBy(() -> NORM.inner(SignedMeasure.dirac(1), SignedMeasure.dirac(1, 2)))
                .hasMessageContaining("R^1 and on R^2");
        assertThatThrownBy(() -> SignedMeasure.grid(new double[][] {{0, 1}}, new double[2]))
                .hasMessageContaining("1 cells");
        assertThatThrownBy(() -> SignedMeasure.dirac(Double.NaN)).hasMessageContaining("NaN");
    }
}
