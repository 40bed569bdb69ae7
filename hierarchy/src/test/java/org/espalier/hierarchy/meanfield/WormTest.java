package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Times;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** (5.1) on connectomes, against rates on which two independent solvers agree to 3e-5. */
class WormTest {
    private static final double[] RATES = {0.44346, 0.64687, 0.85318, 0.86551};
    private static final Times TIMES = Times.of(0.25, 0.5, 1, 2);

    private static MeanField equation(SynapticNetwork network, double width, double step) {
        return MeanField.of(Connectome.neuron(), network)
                .startingFrom(Normal.of(0.3, 0.3))
                .cellWidth(width)
                .step(step);
    }

    @Test
    void theFittedSchemeConvergesToTheKnownRatesWithOrderTwoInTheWidth() {
        SynapticNetwork worm = Connectome.worm(0.5);
        MeanFieldSolution fine = equation(worm, 0.0125, 0.01).solve(TIMES);
        MeanFieldSolution middle = equation(worm, 0.025, 0.02).solve(TIMES);
        assertThat(fine.outcome().isCompleted()).isTrue();
        for (int k = 0; k < 4; k++) {
            assertThat(fine.extrapolatedRate()[k]).isCloseTo(RATES[k], within(5e-5));
            assertThat(middle.extrapolatedRate()[k]).isCloseTo(RATES[k], within(1e-4));
            assertThat(fine.populationRate()[k]).isCloseTo(RATES[k], within(3e-4));
            assertThat(fine.mass(k)).isCloseTo(1, within(1e-12));
            assertThat(fine.edgeMass(k)).isLessThan(1e-10);
            if (k > 0) {
                // errors of the widths 0.05, 0.025, 0.0125: the order from both sides
                assertThat(middle.rateError(k) / fine.rateError(k)).isBetween(3.5, 4.4);
            }
        }
    }

    @Test
    void theStepIsOfOrderTwo() {
        SynapticNetwork worm = Connectome.worm(0.5);
        double[][] rates = new double[4][];
        for (int n = 0; n < 4; n++) {
            rates[n] = equation(worm, 0.05, 0.04 / (1 << n))
                    .solve(Times.of(0.3, 0.7))
                    .populationRate();
        }
        for (int k = 0; k < 2; k++) {
            double coarse = rates[0][k] - rates[1][k];
            double middle = rates[1][k] - rates[2][k];
            double fine = rates[2][k] - rates[3][k];
            assertThat(coarse / middle).isBetween(3.0, 5.3);
            assertThat(middle / fine).isBetween(3.4, 4.7);
        }
    }

    @Test
    void theSchemesAgreeInTheLimit() {
        SynapticNetwork worm = Connectome.worm(0.1);
        MeanFieldSolution fitted = equation(worm, 0.02, 0.02).solve(TIMES);
        MeanFieldSolution split =
                equation(worm, 0.02, 0.02).scheme(Scheme.SPLIT).solve(TIMES);
        for (int k = 0; k < 4; k++) {
            assertThat(split.extrapolatedRate()[k]).isCloseTo(fitted.extrapolatedRate()[k], within(2e-5));
        }
    }

    @Test
    @Tag("slow")
    void theGridFollowsTheHubsOfTheLarva() {
        MeanFieldSolution larva = equation(Connectome.larva(0.5), 0.05, 0.02).solve(Times.of(0.5, 1, 2));
        assertThat(larva.outcome().isCompleted()).isTrue();
        assertThat(larva.driveRange().largest()).isGreaterThan(5);
        assertThat(larva.grid().right()).isGreaterThan(1 + larva.driveRange().largest());
        assertThat(larva.edgeMass(2)).isLessThan(1e-9);
        assertThat(larva.mass(2)).isCloseTo(1, within(1e-12));
    }
}
