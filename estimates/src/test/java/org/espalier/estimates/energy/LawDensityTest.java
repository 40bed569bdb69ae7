package org.espalier.estimates.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.model.neuron.Empirical;
import org.espalier.model.neuron.ExponentialLaw;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Mixture;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.TruncatedNormal;
import org.espalier.model.neuron.UniformLaw;
import org.junit.jupiter.api.Test;

class LawDensityTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** The law with nothing known of it but its distribution function: forces the second method, cells. */
    private record Plain(InitialLaw law) implements InitialLaw {
        @Override
        public double cumulative(double v) {
            return law.cumulative(v);
        }

        @Override
        public double quantile(double p) {
            return law.quantile(p);
        }

        @Override
        public double mean() {
            return law.mean();
        }

        @Override
        public double variance() {
            return law.variance();
        }

        @Override
        public double sample(UniformRandomProvider random) {
            return law.sample(random);
        }
    }

    /** Every law with a density: quadrature of the density against differences of the distribution function. */
    @Test
    void densityAgainstDistributionFunction() {
        InitialLaw[] laws = {
            Normal.of(0.3, 0.3),
            new TruncatedNormal(0.2, 0.5, -0.4, 1),
            // in the tail, where the density falls on a shorter length
            new TruncatedNormal(0, 0.5, 1.3, INFINITY),
            new UniformLaw(-0.5, 1.2),
            new ExponentialLaw(-1, 0.4),
            new Mixture(
                    List.of(1.0, 2.0, 1.0),
                    List.of(Normal.of(-1, 0.2), new UniformLaw(0, 1), new ExponentialLaw(0.5, 0.2)))
        };
        WeightedSpace space = new WeightedSpace(0.6);
        for (InitialLaw law : laws) {
            double exact = space.squared(law);
            // jumps of the density cost the cells their second order
            assertThat(space.squared(new Plain(law))).isCloseTo(exact, within(2e-3 * exact));
            assertThat(space.inner(law, laws[0])).isCloseTo(space.inner(new Plain(law), laws[0]), within(2e-3 * exact));
            assertThat(space.inner(law, laws[0]) * space.inner(law, laws[0]))
                    .isLessThanOrEqualTo(exact * space.squared(laws[0]) * (1 + 1e-12));
        }
        // uniform on [0, 1]: ∫_0^1 e^{1.2 √(1+v²)} dv, a second quadrature
        assertThat(space.squared(new UniformLaw(0, 1))).isCloseTo(UNIFORM, within(1e-10));
        // exponential of rate 2.5 from 0: 6.25 ∫ e^{−5v + 1.2√(1+v²)} dv
        assertThat(space.squared(new ExponentialLaw(0, 0.4))).isCloseTo(EXPONENTIAL, within(1e-10));
    }

    private static final double UNIFORM = 4.011165088231;
    private static final double EXPONENTIAL = 4.356364205140;

    @Test
    void decayDecidesWhichWeightIsBorne() {
        ExponentialLaw tail = new ExponentialLaw(0, 0.5);
        assertThat(LawDensity.of(tail).orElseThrow().decay()).isEqualTo(2);
        assertThat(new WeightedSpace(1.9).squared(tail)).isFinite();
        assertThat(new WeightedSpace(2.0).squared(tail)).isInfinite();
        // ‖f‖² ~ (1/s²) e^{..}/(2(λ − a)) near the critical exponent
        assertThat(new WeightedSpace(1.999).squared(tail) / new WeightedSpace(1.998).squared(tail))
                .isBetween(1.9, 2.1);
        Mixture mixed = new Mixture(List.of(1.0, 1.0), List.of(Normal.of(0, 1), tail));
        assertThat(LawDensity.of(mixed).orElseThrow().decay()).isEqualTo(2);
        assertThat(LawDensity.of(Normal.of(0, 1)).orElseThrow().decay()).isInfinite();
        // the estimate looks for weights below the rate
        Neuron neuron = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
        EnergyEstimate estimate = EnergyEstimate.optimised(neuron, new ExponentialLaw(0, 3), 1);
        assertThat(estimate.constants().a()).isLessThan(1.0 / 3);
        assertThat(estimate.majorant().blowUpTime()).isPositive();
    }

    /** Atoms have no density: refused, never a number that depends on the cells. */
    @Test
    void atomsAreRefused() {
        WeightedSpace space = new WeightedSpace(0.5);
        InitialLaw[] laws = {
            new PointMass(0.2),
            Empirical.of(0.1, 0.2, 0.5),
            new Mixture(List.of(3.0, 1.0), List.of(Normal.of(0, 1), new PointMass(1))),
            new Plain(Empirical.of(0.1, 0.2, 0.5)),
            new Plain(new Mixture(List.of(3.0, 1.0), List.of(Normal.of(0, 1), new PointMass(1))))
        };
        for (InitialLaw law : laws) {
            assertThatThrownBy(() -> space.squared(law)).hasMessageContaining("no square-integrable density");
        }
        assertThat(LawDensity.of(laws[2]).orElseThrow().atoms()).isEqualTo(0.25);
        assertThat(LawDensity.of(laws[1]).orElseThrow().upper()).isEqualTo(0.5);
        assertThat(LawDensity.of(new Plain(Normal.of(0, 1)))).isEmpty();
    }
}
