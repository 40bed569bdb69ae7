package org.espalier.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.espalier.hierarchy.basis.ReducedBasis;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.expansion.TypedSolution;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.hierarchy.tensor.TensorSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

/**
 * ∫τ(T)(t) = t(T) at all times, for every tree, closure and path, on a network in which excitation and inhibition nearly cancel: to 1e-12 of
 * t(T) of the absolute weights, as t(T) itself may be anything.
 */
class MassTest {
    private static final Neuron NEURON = Connectome.neuron().kickFactor(0.7);
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final Times TIMES = Times.of(0.3, 1.1);
    private static final SynapticNetwork NETWORK = SynapticNetwork.ofMatrix(weights());
    private static final TreeDensities SIGNED = TreeDensities.of(NETWORK, 5);
    private static final TreeDensities ABSOLUTE = TreeDensities.of(
            SynapticNetwork.ofMatrix(Arrays.stream(weights())
                    .map(row -> Arrays.stream(row).map(Math::abs).toArray())
                    .toArray(double[][]::new)),
            5);

    private static double[][] weights() {
        Random source = new Random(91);
        double[][] w = new double[9][9];
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                w[i][j] = i == j ? 0 : (j < 4 ? -1.1 : 1) * 0.25 * source.nextDouble();
            }
        }
        return w;
    }

    private static void hasItsMass(double mass, RootedTree tree, String path) {
        assertThat(mass).as("%s, %s", path, tree).isCloseTo(SIGNED.of(tree), within(1e-12 * ABSOLUTE.of(tree)));
    }

    @Test
    void theNetworkIsAHardCase() {
        assertThat(RootedTrees.upTo(5).filter(tree -> SIGNED.of(tree) < 0)).isNotEmpty();
        assertThat(RootedTrees.upTo(5).filter(tree -> Math.abs(SIGNED.of(tree)) < 0.1 * ABSOLUTE.of(tree)))
                .hasSizeGreaterThan(8);
    }

    @Test
    void tensorsOnCellsAndInAReducedBasis() {
        Closure mine = (state, tree, vertex, out) -> {
            state.copy(tree, out);
            for (int k = 0; k < out.length; k++) {
                out[k] *= -0.4 + vertex + state.activity(RootedTree.single());
            }
        };
        Grid cells = Grid.of(-2, 0.25, 20);
        Grid fine = Grid.covering(NEURON, LAW, DriveRange.of(-1, 1.5), 2, 0.06);
        ReducedBasis basis = ReducedBasis.of(NeuronOnGrid.of(NEURON, fine), LAW, DriveRange.of(-0.8, 1.2), 2, 10);
        List<VertexOperators> operators = List.of(
                FiniteVolumeMatrices.of(NeuronOnGrid.of(NEURON, cells)),
                basis.operators(DriveRange.of(-0.8, 1.2), 100));
        List<double[]> starts = List.of(cells.masses(LAW), basis.coordinates(fine.masses(LAW)));
        for (int n = 0; n < 2; n++) {
            for (Closure closure :
                    new Closure[] {Closure.vanishing(), Closure.meanDrive(), Closure.conditional(), mine}) {
                for (int order = closure.smallestOrder(); order <= 3; order++) {
                    TensorSolution solution = Hierarchy.of(NEURON)
                            .upTo(order)
                            .closedBy(closure)
                            .on(operators.get(n))
                            .startingFrom(SIGNED, starts.get(n))
                            .step(0.05)
                            .solve(TIMES);
                    assertThat(solution.outcome().isCompleted()).isTrue();
                    for (RootedTree tree : solution.trees()) {
                        for (int k = 0; k < TIMES.count(); k++) {
                            hasItsMass(
                                    solution.mass(tree, k),
                                    tree,
                                    (n == 0 ? "cells, " : "basis, ") + closure.formula() + ", order " + order);
                        }
                    }
                }
            }
        }
    }

    @Test
    void elementaryDensities() {
        Grid grid = Grid.of(-2.4, 0.06, 110);
        ElementarySolution elementary = ElementaryDensities.of(NEURON)
                .startingFrom(LAW)
                .upTo(5)
                .on(grid)
                .solve(TIMES);
        TreeExpansion expansion = elementary.expansion(SIGNED);
        for (int k = 0; k < TIMES.count(); k++) {
            for (RootedTree tree : elementary.trees()) {
                double[] mass = elementary.mass(tree, k);
                double size = Arrays.stream(mass).map(Math::abs).sum();
                assertThat(Arrays.stream(mass).sum())
                        .isCloseTo(tree.order() == 1 ? 1 : 0, within(1e-12 * Math.max(1, size)));
            }
            for (int order = 1; order <= 5; order++) {
                double mass = Arrays.stream(expansion.density(order, k)).sum() * grid.width();
                hasItsMass(mass, RootedTree.single(), "expansion of order " + order);
            }
        }
    }

    @Test
    void typedCentredExpansion() {
        int[] classes = {0, 1, 2, 0, 1, 2, 0, 1, 2};
        Grid grid = Grid.of(-2.4, 0.06, 110);
        for (int order = 1; order <= 3; order++) {
            TypedSolution solution = TypedExpansion.of(NEURON, NETWORK)
                    .classes(classes)
                    .startingFrom(LAW)
                    .upTo(order)
                    .on(grid)
                    .solve(TIMES);
            assertThat(solution.outcome().isCompleted()).isTrue();
            for (int k = 0; k < TIMES.count(); k++) {
                double mass = Arrays.stream(solution.density(k)).sum() * grid.width();
                hasItsMass(mass, RootedTree.single(), "typed expansion of order " + order);
                hasItsMass(solution.mass(k), RootedTree.single(), "typed expansion of order " + order);
            }
        }
    }

    /** Limit observables (5.2) of the constant test function 1, by every scheme. */
    @Test
    void limitObservables() {
        for (Scheme scheme : new Scheme[] {Scheme.FITTED, Scheme.SPLIT, Scheme.CHARACTERISTICS}) {
            boolean still = scheme == Scheme.CHARACTERISTICS;
            MeanFieldSolution solution = MeanField.of(still ? NEURON.noise(0) : NEURON, Populations.of(NETWORK))
                    .startingFrom(still ? Normal.of(1.2, 0.15) : LAW)
                    .scheme(scheme)
                    .cellWidth(0.1)
                    .step(0.05)
                    .testing(v -> 1)
                    .estimatingError(false)
                    .solve(TIMES);
            assertThat(solution.outcome().isCompleted()).isTrue();
            for (RootedTree tree : RootedTrees.upTo(5).toList()) {
                int[] ones = new int[tree.order()];
                int[] powers = new int[tree.order()];
                Arrays.fill(ones, 1);
                Arrays.fill(powers, 1);
                RootedTree tested = tree.decorated(ones, powers).tree();
                for (int k = 0; k < TIMES.count(); k++) {
                    hasItsMass(solution.observable(tested, k), tree, scheme.toString());
                }
            }
        }
    }
}
