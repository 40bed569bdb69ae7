package org.espalier.hierarchy.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.model.neuron.ExponentialIntensity;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.StepIntensity;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

class GridErrorsTest {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Normal LAW = Normal.of(0.3, 0.3);

    /** Numbers whose errors are powers of the width of the cells. */
    @Test
    void powersAreSeen() {
        for (double order : new double[] {0.5, 0.8, 1}) {
            double[] told = GridErrors.of(number(order, 1), number(order, 2), number(order, 4), false);
            assertThat(told[0]).isBetween(1.0, 3.0);
        }
        assertThat(GridErrors.of(number(2, 1), number(2, 2), number(2, 4), true)[0])
                .isCloseTo(1.5, within(1e-9));
        // without a third grid the order is not known
        assertThat(GridErrors.of(number(1, 1), number(1, 2), null, false)[0]).isBetween(1.0, 3.0);
        assertThat(GridErrors.of(new double[] {1}, new double[] {Double.NaN}, null, true))
                .containsExactly(Double.NaN);
    }

    /** Second order is extrapolated away; what is left, of fourth order, is told some times over. */
    @Test
    void extrapolatedNumbersAreToldByWhatIsLeft() {
        double[][] numbers = new double[3][];
        for (int n = 0; n < 3; n++) {
            double width = 1 << n;
            numbers[n] = new double[] {7 + 0.3 * width * width + 0.01 * Math.pow(width, 4)};
        }
        double left = Math.abs(numbers[0][0] + (numbers[0][0] - numbers[1][0]) / 3 - 7);
        double told = GridErrors.ofExtrapolated(numbers[0], numbers[1], numbers[2], true)[0];
        assertThat(told).isBetween(left, 15 * left);
        assertThat(told).isLessThan(GridErrors.of(numbers[0], numbers[1], numbers[2], true)[0]);
        assertThat(GridErrors.ofExtrapolated(numbers[0], numbers[1], numbers[2], false))
                .isEqualTo(GridErrors.of(numbers[0], numbers[1], numbers[2], false));
    }

    private static double[] number(double order, double width) {
        return new double[] {7 + Math.pow(width, order)};
    }

    /** Differences pass through zero where errors need not. */
    @Test
    void aDifferenceThatVanishesIsNotBelieved() {
        double[] told = GridErrors.of(new double[] {1, 1}, new double[] {1.03, 1}, new double[] {1.15, 1}, true);
        assertThat(told[1]).isBetween(0.002, 0.01);
    }

    @Test
    void whatCellsResolve() {
        Grid grid = Grid.of(-3, 0.05, 140);
        assertThat(GridErrors.resolves(grid, NEURON, LAW)).isTrue();
        assertThat(GridErrors.resolves(grid, NEURON.noise(0.05), LAW)).isFalse();
        assertThat(GridErrors.resolves(grid, NEURON, new PointMass(0.3))).isFalse();
        assertThat(GridErrors.resolves(grid, NEURON.intensity(new StepIntensity(3, 1)), LAW))
                .isFalse();
    }

    /** Without noise the scheme is upwind and of first order; a third of the difference of two grids is a quarter of the error and less. */
    @Test
    void withoutNoiseTheErrorIsToldInFull() {
        Neuron neuron = Neuron.leak(0, 0).drift(new LinearLeak(1.1, 1)).noise(0).intensity(Sigmoid.of(4, 1, 0.2));
        MeanField equation = MeanField.of(neuron, Populations.ofClasses(new double[] {1}, new double[][] {{0}}));
        Times times = Times.of(0.5, 1, 2);
        for (InitialLaw law : new InitialLaw[] {new PointMass(0.3), Normal.of(0.5, 0.1)}) {
            MeanFieldSolution told =
                    equation.startingFrom(law).cellWidth(0.02).step(0.01).solve(times);
            double[] exact = equation.startingFrom(law)
                    .cellWidth(0.001)
                    .step(0.0025)
                    .estimatingError(false)
                    .solve(times)
                    .populationRate();
            for (int k = 0; k < times.count(); k++) {
                double error = Math.abs(told.populationRate()[k] - exact[k]);
                assertThat(told.rateError(k)).as("%s, %d", law, k).isBetween(error, 0.5);
            }
        }
    }

    /** A jump of ν inside a cell counts by its place: the rate is of second order, and smooth in the place. */
    @Test
    void aJumpOfTheIntensityIsAveragedOverItsCell() {
        Grid grid = Grid.of(-1, 0.1, 40);
        double[] mass = grid.masses(Normal.of(0.8, 0.3));
        for (double threshold : new double[] {0.91, 0.95, 0.99}) {
            double rate = NeuronOnGrid.of(NEURON.intensity(new StepIntensity(3, threshold)), grid)
                    .rate(mass, 0);
            double exact = 3 * (1 - Normal.of(0.8, 0.3).cumulative(threshold));
            assertThat(rate).isCloseTo(exact, within(0.012));
        }
    }

    @Test
    void anIntensityWithoutAMaximumIsRefusedWithTheRemedy() {
        Neuron steep = NEURON.intensity(ExponentialIntensity.unbounded(1, 0, 0.01));
        assertThatThrownBy(() -> MeanField.of(steep, Populations.ofClasses(new double[] {1}, new double[][] {{0.5}}))
                        .startingFrom(LAW)
                        .solve(Times.of(0.1)))
                .hasMessageContaining("has no maximum")
                .hasMessageContaining("give it a maximum");
    }
}
