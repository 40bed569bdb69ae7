package org.espalier.hierarchy.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Hierarchy;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.meanfield.StationaryMeanField;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.junit.jupiter.api.Test;

/** Stationary observables against long times, against the expansion, and against the stationary state of (5.1). */
class StationaryObservablesTest {
    private static final Neuron NEURON = Connectome.neuron().kickFactor(0.8);
    private static final Grid GRID = Grid.of(-1.6, 0.2, 24);
    private static final double[][] SIGNED = {{0, .9, -.5}, {.7, 0, -.4}, {.3, 1.1, 0}};
    private static final double[][] EQUAL = {{0, .2, .3, .1}, {.4, 0, .1, .1}, {0, .5, 0, .1}, {.3, 0, .3, 0}};

    private static TensorHierarchy closed(Closure closure, int order, double[][] w, Grid grid) {
        return Hierarchy.of(NEURON)
                .upTo(order)
                .closedBy(closure)
                .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(NEURON, grid)))
                .startingFrom(
                        TreeDensities.of(SynapticNetwork.ofMatrix(w), order + 1), grid.masses(Normal.of(0.3, 0.3)));
    }

    @Test
    void isWhereEveryClosureEnds() {
        Closure halved = (state, tree, vertex, out) -> {
            state.copy(tree, out);
            for (int k = 0; k < out.length; k++) {
                out[k] *= 0.5 * state.activity(RootedTree.single());
            }
        };
        for (Closure closure :
                new Closure[] {Closure.vanishing(), Closure.meanDrive(), Closure.conditional(), halved}) {
            TensorHierarchy hierarchy = closed(closure, 2, SIGNED, GRID);
            StationaryObservables found = hierarchy.stationary();
            assertThat(found.outcome().isCompleted()).as(closure.formula()).isTrue();
            TensorSolution coarse = hierarchy.step(0.03).solve(Times.of(36));
            TensorSolution fine = hierarchy.step(0.015).solve(Times.of(36));
            for (RootedTree tree : found.trees()) {
                double[] tensor = found.tensor(tree);
                double[] first = coarse.tensor(tree, 0);
                double[] second = fine.tensor(tree, 0);
                for (int k = 0; k < tensor.length; k++) {
                    // steps of order 4: their error is extrapolated
                    assertThat(tensor[k])
                            .as("%s, %s entry %d", closure.formula(), tree, k)
                            .isCloseTo((16 * second[k] - first[k]) / 15, within(1e-9));
                }
                assertThat(found.mass(tree)).isCloseTo(coarse.mass(tree, 0), within(1e-12));
            }
        }
    }

    /** The vanishing closure at order n: the elementary densities that order by order solve A F_T = ∂_v Σ …, an independent method. */
    @Test
    void theVanishingClosureIsTheExpansionOfTheStationaryState() {
        int orders = 3;
        Grid grid = Grid.of(-3, 0.3, 25);
        StationaryObservables tensors =
                closed(Closure.vanishing(), orders, SIGNED, grid).stationary();
        assertThat(tensors.iterations()).isLessThanOrEqualTo(orders + 1);
        TreeExpansion expansion = ElementaryDensities.of(NEURON)
                .upTo(orders)
                .stationary(grid)
                .expansion(TreeDensities.of(SynapticNetwork.ofMatrix(SIGNED), orders));
        assertThat(tensors.populationRate()).isCloseTo(expansion.rate(orders, 0), within(1e-12));
        double[] single = tensors.tensor(RootedTree.single());
        double[] density = expansion.density(orders, 0);
        for (int k = 0; k < single.length; k++) {
            assertThat(single[k]).isCloseTo(density[k] * grid.width(), within(1e-12));
        }
        assertThat(tensors.activity(RootedTree.ofLevels(0, 1)))
                .isCloseTo(expansion.pairActivity(orders, 0), within(1e-12));
        // and every order counts
        assertThat(Math.abs(expansion.contribution(3, 0))).isGreaterThan(1e-3);
    }

    /** Equal row sums: mean drive and conditional are exact, (A + α J r D) g = 0 with r = ⟨ν, g⟩ solved on its own. */
    @Test
    void equalRowSumsGiveTheStationaryStateOfTheLimit() {
        double exact = stationaryRate(GRID, 0.6);
        for (Closure closure : new Closure[] {Closure.meanDrive(), Closure.conditional()}) {
            for (int order = closure.smallestOrder(); order <= 3; order++) {
                StationaryObservables found =
                        closed(closure, order, EQUAL, GRID).stationary();
                assertThat(found.outcome().isCompleted()).isTrue();
                assertThat(found.populationRate())
                        .as("%s at order %d", closure.formula(), order)
                        .isCloseTo(exact, within(1e-10));
            }
        }
    }

    /** The Split scheme here and the Fitted one of StationaryMeanField are of order two in the cells and have one limit. */
    @Test
    void isThatOfTheMeanFieldAsCellsShrink() {
        double[] differences = new double[3];
        for (int n = 0; n < 3; n++) {
            Grid grid = Grid.of(-2, 0.1 / (1 << n), 60 << n);
            double fitted = StationaryMeanField.of(
                            NeuronOnGrid.of(NEURON, grid), Populations.of(SynapticNetwork.ofMatrix(EQUAL)), 0.5)
                    .populationRate();
            differences[n] =
                    closed(Closure.meanDrive(), 1, EQUAL, grid).stationary().populationRate() - fitted;
        }
        assertThat(differences[0] / differences[1]).isBetween(3.5, 4.5);
        assertThat(differences[1] / differences[2]).isBetween(3.5, 4.5);
        double first = (4 * differences[1] - differences[0]) / 3;
        double second = (4 * differences[2] - differences[1]) / 3;
        assertThat((16 * second - first) / 15).isCloseTo(0, within(2e-6));
    }

    private static double stationaryRate(Grid grid, double rowSum) {
        FiniteVolumeMatrices operators = FiniteVolumeMatrices.of(NeuronOnGrid.of(NEURON, grid));
        int size = operators.size();
        double rate = 0.5;
        for (int n = 0; n < 100; n++) {
            Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(size, size);
            double[] unit = new double[size];
            double[] pushed = new double[size];
            double[] column = new double[size];
            for (int j = 0; j < size; j++) {
                unit[j] = 1;
                pushed[j] = NEURON.kickFactor() * rowSum * rate;
                operators.apply(unit, 0, operators.rate(unit, 0), pushed, column);
                matrix.setColumn(j, column);
                unit[j] = 0;
                pushed[j] = 0;
            }
            double[] ones = new double[size];
            Arrays.fill(ones, 1);
            matrix.setRow(size / 2, ones);
            double[] right = new double[size];
            right[size / 2] = 1;
            double[] law = new LUDecomposition(matrix)
                    .getSolver()
                    .solve(new ArrayRealVector(right))
                    .toArray();
            rate = operators.rate(law, 0);
        }
        return rate;
    }

    @Test
    void whatHasNoStationaryStateIsRefused() {
        // a neuron that stays where it is: e^{tA} settles nowhere else than at the start, which is its limit, but one
        // that turns does not
        double[][] turning = {{0, 1}, {-1, 0}};
        TensorHierarchy turns = Hierarchy.of(NEURON)
                .upTo(1)
                .closedBy(Closure.vanishing())
                .on(VertexOperators.of(turning, new double[2][2], new double[] {1, 1}))
                .startingFrom(tree -> new double[] {1, 0});
        assertThatThrownBy(turns::stationary).hasMessageContaining("does not settle");
        double[][] growing = {{1, 0}, {0, 1}};
        assertThatThrownBy(() -> turns.on(VertexOperators.of(growing, new double[2][2], new double[] {1, 1}))
                        .stationary())
                .hasMessageContaining("grows");
        assertThatThrownBy(() -> Hierarchy.of(NEURON)
                        .upTo(1)
                        .closedBy(Closure.vanishing())
                        .stationary())
                .hasMessageContaining("before stationary");
        assertThatThrownBy(() -> ElementaryDensities.stationary(
                        VertexOperators.of(growing, new double[2][2], new double[] {1, 1}), 1, 2))
                .hasMessageContaining("sums to 1.0");
        assertThatThrownBy(() -> ElementaryDensities.stationary(
                        VertexOperators.of(new double[2][2], new double[2][2], new double[] {1, 1}), 1, 2))
                .hasMessageContaining("more than one");
    }

    /** Mean drive with self-excitation so strong that the rate has no bound: told, not returned. */
    @Test
    void aSearchThatFailsSaysSo() {
        Closure runaway = (state, tree, vertex, out) -> {
            state.copy(tree, out);
            double rate = state.activity(RootedTree.single());
            for (int k = 0; k < out.length; k++) {
                out[k] *= 1e6 * (1 + rate * rate);
            }
        };
        StationaryObservables found = closed(runaway, 1, EQUAL, GRID).stationary();
        assertThat(found.outcome().isCompleted()).isFalse();
        assertThatThrownBy(found::populationRate).isInstanceOf(IllegalStateException.class);
    }
}
