package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.StationaryLaw;
import org.espalier.hierarchy.numerics.StationaryResponse;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

class WilsonCowanTest {
    private static final Grid GRID = Grid.of(-2, 0.05, 120);

    private static Populations alone(double strength) {
        return Populations.ofClasses(new double[] {1}, new double[][] {{strength}});
    }

    @Test
    void itsStationaryStatesAreThoseOfTheMeanField() {
        double[][] kernel = {{0.2, 0.5, -0.3}, {0.9, 0.1, 0.2}, {0.4, 0.4, -0.5}};
        Populations classes = Populations.ofClasses(new double[] {0.5, 0.3, 0.2}, kernel);
        NeuronOnGrid neuron = NeuronOnGrid.of(Connectome.neuron(), GRID);
        WilsonCowan.Solution solution =
                WilsonCowan.of(neuron, classes, 0.4).solve(new double[] {0, 1, 2}, Times.of(0, 20));
        StationaryMeanField state = StationaryMeanField.of(neuron, classes, 0.5);
        for (int a = 0; a < 3; a++) {
            assertThat(solution.rates(0)[a]).isEqualTo(a);
            assertThat(solution.rates(1)[a]).isCloseTo(state.rate(a), within(1e-8));
        }
        assertThat(solution.populationRate()[0]).isCloseTo(0.7, within(1e-14));
        assertThat(solution.populationRate()[1]).isCloseTo(state.populationRate(), within(1e-8));
    }

    /** One population: ∫ τ dr/(Φ(J r) − r) from r(0) to r(t) is t. */
    @Test
    void oneRateSolvesItsQuadrature() {
        NeuronOnGrid neuron = NeuronOnGrid.of(Connectome.neuron(), GRID);
        double end = WilsonCowan.of(neuron, alone(0.7), 0.3)
                .solve(new double[] {0.1}, Times.of(0.4))
                .populationRate()[0];
        int n = 400;
        double h = (end - 0.1) / n;
        double time = 0;
        for (int k = 0; k <= n; k++) {
            double r = 0.1 + k * h;
            time += (k == 0 || k == n ? 1 : k % 2 == 0 ? 2 : 4)
                    * h
                    / 3
                    * 0.3
                    / (StationaryLaw.of(neuron, 0.7 * r).rate() - r);
        }
        assertThat(time).isCloseTo(0.4, within(1e-7));
    }

    @Test
    void constantIntensityIsFollowedExactly() {
        Neuron neuron = new Neuron(new LinearLeak(1, 1), 0.4, v -> 1.3, 0, 1);
        WilsonCowan.Solution solution = WilsonCowan.of(NeuronOnGrid.of(neuron, GRID), alone(0.5), 0.2)
                .solve(new double[] {1.3}, Times.of(0.5, 3));
        double[] limit = MeanField.of(neuron, alone(0.5))
                .startingFrom(Normal.of(0.3, 0.3))
                .on(GRID)
                .estimatingError(false)
                .solve(Times.of(0.5, 3))
                .populationRate();
        assertThat(solution.populationRate()).containsExactly(limit, within(1e-10));
    }

    /**
     * Close to the coupling where a stationary state becomes neutral, JΦ' = 1, all changes are slow: rates return at the speed (1 −
     * JΦ')/τ. The speed of (5.1), from its own late times, must agree with a relative error that is of the order of 1 − JΦ'.
     */
    @Test
    void slowChangesAreFollowedWithTheDelayOfTheResponse() {
        Neuron free = new Neuron(new LinearLeak(0.8, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
        StationaryResponse response = StationaryResponse.of(NeuronOnGrid.of(free, GRID), 0);
        double[] wrong = new double[3];
        for (int n = 0; n < 3; n++) {
            double distance = 0.1 / (1 << n);
            double strength = (1 - distance) / response.gain();
            // the same total input at the stationary rate
            Neuron neuron = free.drift(new LinearLeak(0.8 - strength * response.rate(), 1));
            double unit = response.delay() / distance;
            MeanFieldSolution late = MeanField.of(neuron, alone(strength))
                    .startingFrom(Normal.of(0.3, 0.3))
                    .on(GRID)
                    .step(0.02)
                    .estimatingError(false)
                    .solve(Times.of(9 * unit, 11 * unit));
            double first = late.populationRate()[0] - response.rate();
            double second = late.populationRate()[1] - response.rate();
            double speed = Math.log(first / second) / (2 * unit);
            wrong[n] = speed * unit - 1;
            // the rate equation itself returns with the speed 1/unit
            double[] rates = WilsonCowan.of(NeuronOnGrid.of(neuron, GRID), alone(strength), response.delay())
                    .solve(new double[] {response.rate() + 1e-3}, Times.of(unit, 2 * unit))
                    .populationRate();
            assertThat(Math.log((rates[0] - response.rate()) / (rates[1] - response.rate())))
                    .isCloseTo(1, within(2e-2));
        }
        assertThat(wrong[0] / wrong[1]).isBetween(1.8, 2.5);
        assertThat(wrong[1] / wrong[2]).isBetween(1.8, 2.4);
    }

    @Test
    void badInputIsRefused() {
        NeuronOnGrid neuron = NeuronOnGrid.of(Connectome.neuron(), GRID);
        assertThatThrownBy(() -> WilsonCowan.of(neuron, alone(1), 0)).hasMessageContaining("τ = 0.0");
        assertThatThrownBy(() -> WilsonCowan.of(neuron, alone(1), 1).solve(new double[2], Times.of(1)))
                .hasMessageContaining("2 starting rates");
        assertThatThrownBy(() -> WilsonCowan.of(neuron, alone(1), 1).solve(new double[] {-1}, Times.of(1)))
                .hasMessageContaining("≥ 0");
        WilsonCowan.Solution narrow = WilsonCowan.of(
                        NeuronOnGrid.of(Connectome.neuron(), Grid.of(-1, 0.05, 50)), alone(3), 1)
                .solve(new double[] {0.5}, Times.of(0, 1));
        assertThat(narrow.outcome().kind()).isEqualTo(Outcome.Kind.LEFT_GRID);
        assertThat(narrow.populationRate()[0]).isEqualTo(0.5);
        assertThat(narrow.populationRate()[1]).isNaN();
    }

    @Test
    void aSilentNeuronForgetsItsRate() {
        Neuron silent = new Neuron(new LinearLeak(1, 1), 0.4, v -> 0, 0, 1);
        WilsonCowan.Solution solution =
                WilsonCowan.of(NeuronOnGrid.of(silent, GRID), alone(0), 0.5).solve(new double[] {0.5}, Times.of(1));
        assertThat(solution.populationRate()[0]).isCloseTo(0.5 * Math.exp(-2), within(1e-9));
    }
}
