package org.espalier.hierarchy.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Hierarchy;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Propagator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.hierarchy.tensor.TensorSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;

class ReducedBasisTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final Times TIMES = Times.of(0.25, 0.5, 1, 2);
    private static final DriveRange DRIVES = DriveRange.of(-0.5, 1.5);
    private static final Grid GRID = Grid.covering(Connectome.neuron(), LAW, DriveRange.of(-0.6, 1.8), 2, 0.06);
    private static final NeuronOnGrid NEURON = NeuronOnGrid.of(Connectome.neuron(), GRID);

    private static ReducedBasis basis(int size) {
        return ReducedBasis.of(NEURON, LAW, DRIVES, 2, size);
    }

    /** Under a constant drive within the range, not one of those it was made from: the grid itself is the oracle. */
    @Test
    void theErrorUnderADriveFallsWithTheSize() {
        double[] exact = GRID.masses(LAW);
        new Propagator(NEURON, Scheme.SPLIT).advance(exact, 0, 0.83, 1.3);
        double last = Double.POSITIVE_INFINITY;
        double[] bounds = {1e-1, 2e-2, 3e-3, 3e-5};
        int[] sizes = {6, 10, 16, 28};
        for (int n = 0; n < sizes.length; n++) {
            ReducedBasis basis = basis(sizes[n]);
            VertexOperators operators = basis.operators(DRIVES, 100);
            double[] u = basis.coordinates(GRID.masses(LAW));
            double[] drift = new double[u.length];
            double[] push = new double[u.length];
            double[] stage = u.clone();
            double h = 1.3 / 2000;
            double[][] k = new double[4][];
            for (int s = 0; s < 2000; s++) {
                for (int r = 0; r < 4; r++) {
                    for (int i = 0; i < u.length; i++) {
                        stage[i] = u[i] + (r == 0 ? 0 : (r == 3 ? h : h / 2) * k[r - 1][i]);
                        push[i] = 0.83 * stage[i];
                    }
                    operators.apply(stage, 0, operators.rate(stage, 0), push, drift);
                    k[r] = drift.clone();
                }
                for (int i = 0; i < u.length; i++) {
                    u[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
                }
            }
            assertThat(operators.rate(u, 0)).isCloseTo(NEURON.rate(exact, 0), within(bounds[n]));
            double[] found = basis.masses(u);
            double error = 0;
            for (int i = 0; i < exact.length; i++) {
                error += Math.abs(found[i] - exact[i]);
            }
            assertThat(error).as("size %d", sizes[n]).isLessThan(bounds[n]).isLessThan(last);
            assertThat(Arrays.stream(basis.masses(u)).sum()).isCloseTo(1, within(1e-12));
            last = error;
        }
    }

    @Test
    void massIsExactForEveryTree() {
        ReducedBasis basis = basis(10);
        ElementarySolution reduced = ElementaryDensities.solve(
                basis.operators(DRIVES, 100), basis.coordinates(GRID.masses(LAW)), 1, 5, 0.01, TIMES);
        for (RootedTree tree : reduced.trees()) {
            double[] coordinates = reduced.mass(tree, 3);
            double exact = tree.order() == 1 ? 1 : 0;
            double size = Arrays.stream(coordinates).map(Math::abs).sum();
            assertThat(Arrays.stream(coordinates).sum()).isCloseTo(exact, within(1e-12 * Math.max(1, size)));
            assertThat(Arrays.stream(basis.masses(coordinates)).sum())
                    .isCloseTo(exact, within(1e-12 * Math.max(1, size)));
        }
    }

    /** The rate of a network by tensors in the basis, by elementary densities in it, and by those on the grid. */
    @Test
    void tensorsUseIt() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(
                new double[][] {{0, 0.5, 0.1, 0}, {0.2, 0, 0, -0.1}, {0.6, 0.3, 0, 0.2}, {0, 0.1, 0.4, 0}});
        TreeDensities densities = TreeDensities.of(network, 3);
        ReducedBasis basis = basis(24);
        double[] start = basis.coordinates(GRID.masses(LAW));
        TensorSolution tensors = Hierarchy.of(Connectome.neuron())
                .upTo(3)
                .closedBy(Closure.vanishing())
                .on(basis.operators(DRIVES, 100))
                .startingFrom(densities, start)
                .step(0.01)
                .solve(TIMES);
        assertThat(tensors.outcome().isCompleted()).isTrue();
        double[] small = ElementaryDensities.solve(basis.operators(DRIVES, 100), start, 1, 3, 0.005, TIMES)
                .expansion(densities)
                .rate(3);
        double[] full = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(3)
                .on(GRID)
                .solve(TIMES)
                .expansion(densities)
                .rate(3);
        for (int k = 0; k < 4; k++) {
            assertThat(tensors.populationRate()[k]).isCloseTo(small[k], within(1e-6));
            assertThat(small[k]).isCloseTo(full[k], within(1e-4));
            assertThat(tensors.mass(RootedTree.ofLevels(0, 1), k))
                    .isCloseTo(densities.of(RootedTree.ofLevels(0, 1)), within(1e-12));
        }
    }

    /** Convex in the drive, so the ends bound what is between; and never above that of the whole grid. */
    @Test
    void growthIsCertifiedByTheEndsOfTheRange() {
        ReducedBasis basis = basis(12);
        double largest = basis.growth();
        for (double drive = -0.5; drive <= 1.5; drive += 0.1) {
            assertThat(basis.growth(drive)).isLessThanOrEqualTo(largest + 1e-12);
        }
        assertThat(basis.growth(0.5)).isLessThan(0.5 * (basis.growth(0) + basis.growth(1)));
        // projections onto nested spaces: the numerical range grows with the size
        assertThat(basis(6).growth()).isLessThanOrEqualTo(largest + 1e-9);
        assertThat(basis(24).growth()).isGreaterThanOrEqualTo(largest - 1e-9);
    }

    @Test
    void whatIsNotCoveredIsRefused() {
        ReducedBasis basis = basis(8);
        assertThatThrownBy(() -> basis.operators(DriveRange.of(0, 2), 100))
                .hasMessageContaining("[0.0, 2.0]")
                .hasMessageContaining("larger range");
        assertThatThrownBy(() -> basis.operators(DRIVES, 1.01))
                .hasMessageContaining("8 functions")
                .hasMessageContaining("1.01");
        assertThatThrownBy(() -> basis(1)).hasMessageContaining("size 1");
        assertThatThrownBy(() -> basis(10_000)).hasMessageContaining("10000");
        assertThatThrownBy(() -> ReducedBasis.of(
                        NeuronOnGrid.of(Connectome.neuron(), Grid.of(-1.5, 0.06, 50)), LAW, DriveRange.of(0, 3), 2, 8))
                .hasMessageContaining("edge of the grid");
    }
}
