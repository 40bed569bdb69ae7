package org.espalier.hierarchy.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Examples;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.expansion.TypedSolution;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.api.Test;

/** Identities that hold for every tree: tensors against elementary densities, and the mass of every observable on every path. */
class ObservableIdentitiesTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final double[][] SIGNED = {{0, .5, -.3}, {.4, 0, .3}, {.2, .7, 0}};
    private static final double[][] FIVE = {
        {0, .5, .3, 0, .1}, {.4, 0, .1, .2, 0}, {0, .7, 0, .2, 0}, {.3, 0, .3, 0, .2}, {0, .1, 0, .6, 0}
    };

    /** jets[k][i] = Σ_{|T| = k+1} x_T(i)/σ(T) F_T: the part of degree k in the coupling of the density of neuron i. */
    private static double[][][] jets(ElementarySolution elementary, double[][] w, int cells, int timeIndex) {
        int orders = elementary.maxOrder();
        double[][][] jets = new double[orders][w.length][cells];
        for (int k = 0; k < orders; k++) {
            for (RootedTree tree : RootedTrees.ofOrder(k + 1).toList()) {
                double[] x = Examples.contraction(tree, w);
                double[] f = elementary.mass(tree, timeIndex);
                double symmetry = TreeSymmetry.symmetry(tree).doubleValue();
                for (int i = 0; i < w.length; i++) {
                    for (int cell = 0; cell < cells; cell++) {
                        jets[k][i][cell] += x[i] / symmetry * f[cell];
                    }
                }
            }
        }
        return jets;
    }

    /** 1/N Σ_i w_T(i) Π_l f_{i_l}(v_l) over all tuples, degrees up to the largest added up. */
    private static double[] observable(RootedTree tree, double[][] w, double[][][] jets, int largest) {
        int order = tree.order();
        int neurons = w.length;
        int cells = jets[0][0].length;
        double[] result = new double[(int) Math.pow(cells, order)];
        int[] indices = new int[order];
        for (int tuple = 0; tuple < Math.pow(neurons, order); tuple++) {
            int rest = tuple;
            double weight = 1.0 / neurons;
            for (int l = 0; l < order; l++) {
                indices[l] = rest % neurons;
                rest /= neurons;
            }
            for (int l = 1; l < order; l++) {
                weight *= w[indices[tree.parent(l)]][indices[l]];
            }
            if (weight != 0) {
                double[][] product = new double[largest + 1][1];
                product[0][0] = weight;
                for (int l = 0; l < order; l++) {
                    double[][] next = new double[largest + 1][product[0].length * cells];
                    for (int p = 0; p <= largest; p++) {
                        for (int q = 0; p + q <= largest; q++) {
                            for (int k = 0; k < product[0].length; k++) {
                                for (int v = 0; v < cells; v++) {
                                    next[p + q][k * cells + v] += product[p][k] * jets[q][indices[l]][v];
                                }
                            }
                        }
                    }
                    product = next;
                }
                for (double[] degree : product) {
                    for (int k = 0; k < result.length; k++) {
                        result[k] += degree[k];
                    }
                }
            }
        }
        return result;
    }

    /** Finite volumes, all trees to order 6, all axes: the tensors are the elementary densities contracted with the network. */
    @Test
    void tensorsAreElementaryDensitiesForAllTreesAndAxes() {
        int orders = 6;
        Grid grid = Grid.of(-1.5, 0.8, 4);
        FiniteVolumeMatrices operators = FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid));
        Times times = Times.of(0.3);
        TensorSolution tensors = TensorHierarchy.of(TreeSystem.of(Connectome.neuron(), orders), Closure.vanishing())
                .on(operators)
                .startingFrom(TreeDensities.of(SynapticNetwork.ofMatrix(SIGNED), orders), grid.masses(LAW))
                .step(0.3 / 250)
                .solve(times);
        double[][][] jets = jets(
                ElementaryDensities.solve(operators, grid.masses(LAW), 1, orders, 0.3 / 500, times),
                SIGNED,
                grid.cells(),
                0);
        assertThat(tensors.trees()).hasSize(1 + 1 + 2 + 4 + 9 + 20);
        for (RootedTree tree : tensors.trees()) {
            double[] expected = observable(tree, SIGNED, jets, orders - tree.order());
            double[] tensor = tensors.tensor(tree, 0);
            double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(scale).isGreaterThan(1e-4);
            for (int k = 0; k < tensor.length; k++) {
                assertThat(tensor[k]).as("%s entry %d", tree, k).isCloseTo(expected[k], within(1e-12 * scale));
            }
        }
    }

    /** Tensor path: every tree to order 5, every closure, relative to t(T); excitatory, so that t(T) does not cancel. */
    @Test
    void tensorsKeepTheirMassUnderEveryClosure() {
        int orders = 5;
        TreeDensities densities = TreeDensities.of(SynapticNetwork.ofMatrix(FIVE), orders + 1);
        Grid grid = Grid.of(-1.2, 0.5, 6);
        Closure user = (state, tree, vertex, out) -> {
            state.copy(tree, out);
            for (int k = 0; k < out.length; k++) {
                out[k] *= 0.3 + 0.2 * (k % 3);
            }
        };
        Times times = Times.of(0, 0.1, 0.3, 0.7);
        for (Closure closure : new Closure[] {Closure.vanishing(), Closure.meanDrive(), Closure.conditional(), user}) {
            TensorSolution solution = TensorHierarchy.of(TreeSystem.of(Connectome.neuron(), orders), closure)
                    .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)))
                    .startingFrom(densities, grid.masses(LAW))
                    .step(0.02)
                    .solve(times);
            assertThat(solution.trees()).hasSize(17);
            for (int k = 0; k < times.count(); k++) {
                for (RootedTree tree : solution.trees()) {
                    double exact = densities.of(tree);
                    assertThat(exact).isGreaterThan(0.01);
                    assertThat(solution.mass(tree, k))
                            .as("%s, %s at %s", closure.formula(), tree, times.at(k))
                            .isCloseTo(exact, within(1e-12 * exact));
                }
            }
            // the observables do move
            assertThat(Math.abs(solution.populationRate()[3] - solution.populationRate()[0]))
                    .isGreaterThan(0.05);
        }
    }

    /** Elementary path: every tree to order 6, by the densities of all neurons. */
    @Test
    void elementaryDensitiesKeepTheMassOfEveryObservable() {
        int orders = 6;
        Grid grid = Grid.of(-2.4, 0.15, 38);
        Times times = Times.of(0, 0.3, 1);
        ElementarySolution elementary = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(orders)
                .on(grid)
                .solve(times);
        TreeDensities densities = TreeDensities.of(SynapticNetwork.ofMatrix(FIVE), orders);
        for (int k = 0; k < times.count(); k++) {
            double[][][] jets = jets(elementary, FIVE, grid.cells(), k);
            double[][][] masses = new double[orders][FIVE.length][1];
            for (int degree = 0; degree < orders; degree++) {
                for (int i = 0; i < FIVE.length; i++) {
                    masses[degree][i][0] = Arrays.stream(jets[degree][i]).sum();
                }
            }
            for (int order = 1; order <= orders; order++) {
                for (RootedTree tree : RootedTrees.ofOrder(order).toList()) {
                    double exact = densities.of(tree);
                    assertThat(observable(tree, FIVE, masses, orders - order)[0])
                            .as("%s at %s", tree, times.at(k))
                            .isCloseTo(exact, within(1e-12 * exact));
                }
            }
        }
    }

    /** Typed path: its observable is τ(•), of mass t(•) = 1, for every number of classes and order. */
    @Test
    void theTypedExpansionKeepsTheMass() {
        Times times = Times.of(0, 0.3, 1);
        for (int classes = 1; classes <= 3; classes++) {
            for (int order = 1; order <= 4; order++) {
                TypedSolution solution = TypedExpansion.of(Connectome.neuron(), SynapticNetwork.ofMatrix(FIVE))
                        .startingFrom(LAW)
                        .classes(classes)
                        .upTo(order)
                        .on(Grid.of(-2.4, 0.06, 95))
                        .solve(times);
                assertThat(solution.reached()).isEqualTo(3);
                for (int k = 0; k < 3; k++) {
                    assertThat(solution.mass(k))
                            .as("%d classes, order %d, at %s", classes, order, times.at(k))
                            .isCloseTo(1, within(1e-12));
                }
            }
        }
    }
}
