package org.espalier.estimates.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Sigmoid;
import org.junit.jupiter.api.Test;

class EnergyConstantsTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0.1, 1.2);

    /** A signed mixture of normal densities: value, first and second derivative in closed form. */
    private record Mixture(double[] mass, double[] mean, double[] deviation) {
        static Mixture random(SplittableRandom random, int terms, double narrowest) {
            double[] mass = random.doubles(terms, -1, 1).toArray();
            double[] mean = random.doubles(terms, -2, 2).toArray();
            double[] deviation = random.doubles(terms, Math.log(narrowest), Math.log(2))
                    .map(Math::exp)
                    .toArray();
            return new Mixture(mass, mean, deviation);
        }

        double at(double v, int derivative) {
            double sum = 0;
            for (int r = 0; r < mass.length; r++) {
                double s = deviation[r];
                double z = (v - mean[r]) / s;
                double hermite = derivative == 0 ? 1 : derivative == 1 ? -z / s : (z * z - 1) / (s * s);
                sum += mass[r] * hermite * Math.exp(-0.5 * z * z) / s;
            }
            return sum;
        }
    }

    private static double integrate(DoubleUnaryOperator f) {
        return GaussLegendre.of(16).integrate(f, -14, 14, 0.04);
    }

    /** (d/dt ‖u‖², ‖u‖², ‖u₊‖²) of one vertex, u₊(v, v') = Σ_r g_r(v) h_r(v'), from the equation itself. */
    private static double[] rates(Neuron neuron, double a, Mixture u, Mixture[] g, Mixture[] h) {
        WeightedSpace space = new WeightedSpace(a);
        double firing = integrate(v -> neuron.intensity().at(v) * u.at(v, 0));
        double[] drive = new double[g.length];
        for (int r = 0; r < g.length; r++) {
            Mixture leaf = h[r];
            drive[r] = integrate(v -> neuron.intensity().at(v) * leaf.at(v, 0));
        }
        double e = 1e-5;
        double derivative = 2
                * integrate(v -> {
                    double slope = (neuron.drift().at(v + e) - neuron.drift().at(v - e)) / (2 * e);
                    double value = -slope * u.at(v, 0)
                            - neuron.drift().at(v) * u.at(v, 1)
                            + 0.5 * neuron.noise() * neuron.noise() * u.at(v, 2)
                            - neuron.intensity().at(v) * u.at(v, 0);
                    for (int r = 0; r < g.length; r++) {
                        value -= neuron.kickFactor() * drive[r] * g[r].at(v, 1);
                    }
                    return value * u.at(v, 0) * space.weight(v);
                });
        derivative += 2 * space.weight(neuron.reset()) * u.at(neuron.reset(), 0) * firing;
        double larger = 0;
        for (int r = 0; r < g.length; r++) {
            for (int s = 0; s < g.length; s++) {
                int p = r;
                int q = s;
                larger += integrate(v -> g[p].at(v, 0) * g[q].at(v, 0) * space.weight(v))
                        * integrate(v -> h[p].at(v, 0) * h[q].at(v, 0) * space.weight(v));
            }
        }
        double norm = integrate(v -> u.at(v, 0) * u.at(v, 0) * space.weight(v));
        return new double[] {derivative, norm, larger};
    }

    /** (9.3) on random signed functions of one and two variables, several weights, shares and η. */
    @Test
    void randomFunctionsObeyTheEstimate() {
        SplittableRandom random = new SplittableRandom(21);
        double largest = Double.NEGATIVE_INFINITY;
        for (int trial = 0; trial < 60; trial++) {
            double a = Math.exp(random.nextDouble(-1.5, 0.7));
            EnergyConstants constants =
                    EnergyConstants.of(NEURON, a, random.nextDouble(0.1, 0.9), Math.exp(random.nextDouble(-2, 1)));
            Mixture u = Mixture.random(random, 2, 0.1);
            Mixture[] g = {u, Mixture.random(random, 2, 0.1)};
            double size = Math.exp(random.nextDouble(-3, 3));
            Mixture[] h = {Mixture.random(random, 1, 0.2), Mixture.random(random, 2, 0.2)};
            for (Mixture part : h) {
                for (int r = 0; r < part.mass.length; r++) {
                    part.mass[r] *= size;
                }
            }
            double[] x = rates(NEURON, a, u, g, h);
            double right = constants.c0() * x[1] + constants.c1() * x[2];
            assertThat(x[0]).isLessThan(right);
            largest = Math.max(largest, x[0] / right);
        }
        // a narrow peak at the reset on a broad base comes closer: the estimate is not idle
        EnergyConstants constants = EnergyConstants.of(NEURON, 0.3, 0.95, 1e-3);
        for (double width : new double[] {0.05, 0.1, 0.2}) {
            for (double height : new double[] {1, 2, 4}) {
                Mixture sharp = new Mixture(
                        new double[] {height * width, 1.5}, new double[] {0.1, 2}, new double[] {width, 1.5});
                double[] x = ratesFine(NEURON, sharp, 0.3);
                assertThat(x[0]).isLessThan(constants.c0() * x[1]);
                largest = Math.max(largest, x[0] / (constants.c0() * x[1]));
            }
        }
        assertThat(largest).isGreaterThan(0.05);
    }

    /** A hypothesis broken at a time: the same inequality fails. */
    @Test
    void eachHypothesisIsNeeded() {
        // noise: constants of σ = 0.4, dynamics without; a very narrow peak at the reset on a broad base
        Mixture peak = new Mixture(new double[] {1e-3, 2}, new double[] {0.1, 1.5}, new double[] {1e-6, 0.7});
        EnergyConstants constants = EnergyConstants.of(NEURON, 0.3);
        double[] quiet = ratesFine(NEURON.noise(0.0), peak, 0.3);
        assertThat(quiet[0]).isGreaterThan(constants.c0() * quiet[1]);
        double[] noisy = ratesFine(NEURON, peak, 0.3);
        assertThat(noisy[0]).isLessThan(constants.c0() * noisy[1]);

        // bound of ν: facts that promise sup ν = 0.1 where it is 4
        Intensity liar = new Intensity() {
            @Override
            public double at(double v) {
                return Sigmoid.of(0.1, 1, 0.2).at(v);
            }

            @Override
            public FunctionFacts facts() {
                return Sigmoid.of(0.1, 1, 0.2).facts();
            }
        };
        EnergyConstants low = EnergyConstants.of(NEURON.intensity(liar), 0.3);
        Mixture base = new Mixture(new double[] {0.5, 1}, new double[] {0.1, 1.5}, new double[] {0.3, 0.5});
        double[] loud = rates(NEURON.intensity(Sigmoid.of(40, 0, 0.2)), 0.3, base, new Mixture[] {base}, new Mixture[] {
            new Mixture(new double[] {10}, new double[] {0.5}, new double[] {0.5})
        });
        double right = low.c0() * loud[1] + low.c1() * loud[2];
        double[] soft = rates(NEURON.intensity(liar), 0.3, base, new Mixture[] {base}, new Mixture[] {
            new Mixture(new double[] {10}, new double[] {0.5}, new double[] {0.5})
        });
        assertThat(soft[0]).isLessThan(low.c0() * soft[1] + low.c1() * soft[2]);
        assertThat(loud[0]).isGreaterThan(right);

        assertThatThrownBy(() -> EnergyConstants.of(NEURON, 0)).hasMessageContaining("> 0");
    }

    /** Constants of a drift with b' = −1, dynamics of one with b' = −200: a bump is compressed faster than c0. */
    @Test
    void driftThatCompressesMore() {
        Neuron strong = NEURON.drift(new LinearLeak(0, 200));
        Mixture bump = new Mixture(new double[] {1}, new double[] {0}, new double[] {0.5});
        double[] x = ratesFine(strong, bump, 0.3);
        assertThat(x[0]).isGreaterThan(EnergyConstants.of(NEURON, 0.3).c0() * x[1]);
        assertThat(x[0]).isLessThan(EnergyConstants.of(strong, 0.3).c0() * x[1]);
        double[] weak = ratesFine(NEURON, bump, 0.3);
        assertThat(weak[0]).isLessThan(EnergyConstants.of(NEURON, 0.3).c0() * weak[1]);
    }

    /**
     * Without a weight there is no constant: a bump at v_r on a plateau of length L and height L^{−1/2} has a bounded
     * norm, but its logarithmic growth rate rises like √L.
     */
    @Test
    void withoutAWeightThereIsNoConstant() {
        Neuron still = NEURON.drift(new LinearLeak(0, 0));
        double[] growth = new double[3];
        for (int r = 0; r < 3; r++) {
            double length = 100 * Math.pow(16, r);
            double height = Math.sqrt(length);
            Mixture u = new Mixture(new double[] {0.3, height}, new double[] {0.1, 0}, new double[] {0.3, length});
            double[] x = ratesOn(still, u, v -> 1, 8 * length, length / 50);
            growth[r] = x[0] / x[1];
        }
        assertThat(growth[1] / growth[0]).isBetween(3.0, 5.0);
        assertThat(growth[2] / growth[1]).isBetween(3.5, 4.5);
    }

    /** One vertex alone, panels refined around the reset, weight of exponent a. */
    private static double[] ratesFine(Neuron neuron, Mixture u, double a) {
        return ratesOn(neuron, u, new WeightedSpace(a)::weight, 12, 0.05);
    }

    private static double[] ratesOn(Neuron neuron, Mixture u, DoubleUnaryOperator weight, double reach, double panel) {
        double r = neuron.reset();
        double[] result = new double[3];
        double[] edges = {-reach, r - 2, r - 0.2, r - 1e-3, r - 1e-5, r, r + 1e-5, r + 1e-3, r + 0.2, r + 3, reach};
        double[] widths = {panel, 0.05, 2e-3, 2e-5, 5e-7, 5e-7, 2e-5, 2e-3, 0.05, panel};
        for (int p = 0; p < widths.length; p++) {
            GaussLegendre rule = GaussLegendre.of(16);
            result[2] += rule.integrate(v -> neuron.intensity().at(v) * u.at(v, 0), edges[p], edges[p + 1], widths[p]);
            result[1] += rule.integrate(
                    v -> u.at(v, 0) * u.at(v, 0) * weight.applyAsDouble(v), edges[p], edges[p + 1], widths[p]);
            result[0] += 2
                    * rule.integrate(
                            v -> {
                                double slope = neuron.drift()
                                        .facts()
                                        .derivative()
                                        .orElseThrow()
                                        .applyAsDouble(v);
                                double generator = -slope * u.at(v, 0)
                                        - neuron.drift().at(v) * u.at(v, 1)
                                        + 0.5 * neuron.noise() * neuron.noise() * u.at(v, 2)
                                        - neuron.intensity().at(v) * u.at(v, 0);
                                return generator * u.at(v, 0) * weight.applyAsDouble(v);
                            },
                            edges[p],
                            edges[p + 1],
                            widths[p]);
        }
        result[0] += 2 * weight.applyAsDouble(r) * u.at(r, 0) * result[2];
        return result;
    }

    /** c0(a), c1(a) are finite for a > 0 and grow like 1/a as a → 0 (B² ~ ‖ν‖²/(2a) on the side where ν → ‖ν‖). */
    @Test
    void constantsGrowWithoutBoundAsTheWeightVanishes() {
        double before0 = 0;
        double before1 = 0;
        for (double a : new double[] {0.1, 0.01, 0.001}) {
            EnergyConstants constants = EnergyConstants.of(NEURON, a, 0.5, 1);
            assertThat(constants.c0()).isFinite().isGreaterThan(1.5 * before0);
            assertThat(constants.c1()).isFinite().isGreaterThan(6 * before1);
            before0 = constants.c0();
            before1 = constants.c1();
        }
        assertThat(EnergyConstants.couplingSquare(NEURON, 1e-3)).isCloseTo(16 / 2e-3, within(0.01 * 16 / 2e-3));
        // ν ≡ λ: B² = 2 λ² K_1(2a); K_1(1) = 0.601907230197
        Intensity constant = new Intensity() {
            @Override
            public double at(double v) {
                return 1.5;
            }

            @Override
            public FunctionFacts facts() {
                return new FunctionFacts(1.5, 1.5, 0, Optional.of(v -> 0));
            }
        };
        assertThat(EnergyConstants.couplingSquare(NEURON.intensity(constant), 0.5))
                .isCloseTo(2 * 2.25 * 0.601907230197, within(1e-10));
        assertThat(EnergyConstants.of(NEURON.intensity(constant), 0.5).loss()).isEqualTo(-3);
    }

    /** sup(−b' + 2abv/√(1+v²)) for b = β − κv against a direct scan; a drift that pushes outward is refused. */
    @Test
    void driftAndRefusals() {
        double a = 0.7;
        double scan = Double.NEGATIVE_INFINITY;
        for (double v = -5; v < 5; v += 1e-5) {
            scan = Math.max(scan, 1 + 2 * a * (1 - v) * v / Math.sqrt(1 + v * v));
        }
        assertThat(EnergyConstants.of(NEURON, a).drift()).isCloseTo(scan, within(1e-9));
        Drift outward = new Drift() {
            @Override
            public double at(double v) {
                return v;
            }

            @Override
            public FunctionFacts facts() {
                return new FunctionFacts(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1, Optional.of(v -> 1));
            }
        };
        assertThatThrownBy(() -> EnergyConstants.of(NEURON.drift(outward), a)).hasMessageContaining("outward");
        assertThatThrownBy(() -> EnergyConstants.of(NEURON.noise(0), a)).hasMessageContaining("σ = 0.0");
        assertThatThrownBy(() -> EnergyConstants.of(NEURON.intensity(v -> v * v), a))
                .hasMessageContaining("sup ν");
        assertThatThrownBy(() -> EnergyConstants.of(NEURON.drift(v -> 0), a)).hasMessageContaining("derivative");
    }
}
