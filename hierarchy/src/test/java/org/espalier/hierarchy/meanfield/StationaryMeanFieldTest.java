package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationaryMeanFieldTest {
    private static Populations alone(double strength) {
        return Populations.ofClasses(new double[] {1}, new double[][] {{strength}});
    }

    /** ν = λ for v &gt; θ, b = β: 1/r = (θ − v_r)/μ + 1/λ + σ²/(μ(μ + √(μ² + 2λσ²))), μ = β + J r. */
    @ParameterizedTest
    @CsvSource({"0.0, 0.580912", "0.5, 0.810341"})
    void hasItsClosedForm(double strength, double rate) {
        Neuron neuron = new Neuron(new LinearLeak(0.8, 0), 0.5, v -> v > 1 ? 3 : 0, 0, 1);
        double[] errors = new double[3];
        for (int n = 0; n < 3; n++) {
            Grid grid = Grid.of(-3, 0.05 / (1 << n), 360 << n);
            StationaryMeanField state = StationaryMeanField.of(NeuronOnGrid.of(neuron, grid), alone(strength), 0.1);
            assertThat(state.outcome().isCompleted()).isTrue();
            errors[n] = state.populationRate() - rate;
        }
        assertThat(errors[0] / errors[1]).isBetween(3.5, 4.5);
        assertThat((4 * errors[2] - errors[1]) / 3).isCloseTo(0, within(1e-6));
    }

    @Test
    void isWhereTheMeanFieldEnds() {
        double[][] kernel = {{0.2, 0.5, -0.3}, {0.9, 0.1, 0.2}, {0.4, 0.4, -0.5}};
        Populations classes = Populations.ofClasses(new double[] {0.5, 0.3, 0.2}, kernel);
        Grid grid = Grid.of(-3, 0.05, 140);
        StationaryMeanField state = StationaryMeanField.of(NeuronOnGrid.of(Connectome.neuron(), grid), classes, 0.5);
        MeanFieldSolution late = MeanField.of(Connectome.neuron(), classes)
                .startingFrom(Normal.of(0.3, 0.3))
                .on(grid)
                .step(0.05)
                .estimatingError(false)
                .solve(Times.of(40));
        for (int a = 0; a < 3; a++) {
            assertThat(state.rate(a)).isCloseTo(late.rate(a, 0), within(1e-8));
        }
        double[] density = late.averageDensity(0);
        for (int k = 0; k < density.length; k++) {
            assertThat(state.averageDensity()[k]).isCloseTo(density[k], within(1e-7));
        }
    }

    @Test
    void saysWhenTheGridIsTooNarrow() {
        StationaryMeanField state =
                StationaryMeanField.of(NeuronOnGrid.of(Connectome.neuron(), Grid.of(-1, 0.05, 50)), alone(2), 0.5);
        assertThat(state.outcome().kind()).isEqualTo(Outcome.Kind.LEFT_GRID);
    }
}
