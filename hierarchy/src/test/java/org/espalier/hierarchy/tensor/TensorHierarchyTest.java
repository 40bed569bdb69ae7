package org.espalier.hierarchy.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Examples;
import org.espalier.hierarchy.Hierarchy;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

class TensorHierarchyTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);

    /**
     * Any matrices: τ(T) under the vanishing closure at order n is the Taylor polynomial of (5.2), (1/N) Σ_i w_T(i) Π f_{i_l}, of
     * degree n − 1 in the coupling, on every axis. The Taylor coefficients of f_i are integrated on their own.
     */
    @Test
    void vanishingClosureIsTheTaylorPolynomialOfEveryLimitObservable() {
        Random source = new Random(30);
        int orders = 6;
        int neurons = 3;
        int size = 2;
        double[][] w = Examples.random(source, neurons, neurons, 0.8);
        for (int i = 0; i < neurons; i++) {
            w[i][i] = 0;
        }
        double[][] a = Examples.random(source, size, size, 0.5);
        double[][] d = Examples.random(source, size, size, 0.5);
        double[] nu = Examples.random(source, 1, size, 0.7)[0];
        double[] f0 = Examples.random(source, 1, size, 1)[0];
        double end = 0.8;
        double[][][] jets = jets(w, a, d, nu, f0, orders, end);

        TensorSolution solution = TensorHierarchy.of(TreeSystem.of(Connectome.neuron(), orders), Closure.vanishing())
                .on(VertexOperators.of(a, d, nu))
                .startingFrom(TreeDensities.of(SynapticNetwork.ofMatrix(w), orders), f0)
                .step(end / 1500)
                .solve(Times.of(end));
        for (RootedTree tree : solution.trees()) {
            double[] expected = observable(tree, w, jets, size, orders - tree.order());
            double[] tensor = solution.tensor(tree, 0);
            double scale =
                    Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
            for (int k = 0; k < tensor.length; k++) {
                assertThat(tensor[k]).as("%s entry %d", tree, k).isCloseTo(expected[k], within(1e-12 * scale));
            }
        }
    }

    /** The same with finite volumes, against the expansion in elementary densities. */
    @Test
    void agreesWithElementaryDensitiesOnAGrid() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(new double[][] {{0, .5, -.3}, {.4, 0, .3}, {.2, .7, 0}});
        Grid grid = Grid.of(-1.6, 0.2, 24);
        Times times = Times.of(0.4);
        TensorSolution tensors = Hierarchy.of(Connectome.neuron())
                .upTo(3)
                .closedBy(Closure.vanishing())
                .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)))
                .startingFrom(TreeDensities.of(network, 3), grid.masses(LAW))
                .step(0.004)
                .solve(times);
        TreeExpansion expansion = ElementaryDensities.solve(
                        FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)),
                        grid.masses(LAW),
                        1,
                        3,
                        0.002,
                        times)
                .expansion(TreeDensities.of(network, 3));
        double[] single = tensors.tensor(RootedTree.single(), 0);
        for (int k = 0; k < single.length; k++) {
            assertThat(single[k]).isCloseTo(expansion.density(3, 0)[k], within(1e-9));
        }
    }

    /** Equal row sums and equal laws: all S_i are equal, and both closures are exact at every order. */
    @Test
    void meanDriveAndConditionalAreExactForEqualRowSums() {
        double[][] w = {{0, .2, .3, .1}, {.4, 0, .1, .1}, {0, .5, 0, .1}, {.3, 0, .3, 0}};
        Grid grid = Grid.of(-2.25, 0.25, 27);
        Times times = Times.of(0.5);
        double exact = MeanField.of(
                        Connectome.neuron(), Populations.ofClasses(new double[] {1}, new double[][] {{0.6}}))
                .startingFrom(LAW)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(0.001)
                .estimatingError(false)
                .solve(times)
                .populationRate()[0];
        for (Closure closure : new Closure[] {Closure.meanDrive(), Closure.conditional()}) {
            for (int order = closure.smallestOrder(); order <= 3; order++) {
                TensorSolution solution = Hierarchy.of(Connectome.neuron())
                        .upTo(order)
                        .closedBy(closure)
                        .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)))
                        .startingFrom(TreeDensities.of(SynapticNetwork.ofMatrix(w), order + 1), grid.masses(LAW))
                        .step(0.0025)
                        .solve(times);
                assertThat(solution.populationRate()[0])
                        .as("%s at order %d", closure.formula(), order)
                        .isCloseTo(exact, within(1e-6));
            }
        }
    }

    @Test
    void theMassOfEveryObservableIsConstantForEveryClosure() {
        double[][] w = {{0, .5, -.3}, {.4, 0, .1}, {.2, .7, 0}};
        TreeDensities densities = TreeDensities.of(SynapticNetwork.ofMatrix(w), 4);
        Grid grid = Grid.of(-1.6, 0.2, 24);
        Closure halved = (state, tree, vertex, out) -> {
            state.copy(tree, out);
            for (int k = 0; k < out.length; k++) {
                out[k] *= 0.5;
            }
        };
        for (Closure closure :
                new Closure[] {Closure.vanishing(), Closure.meanDrive(), Closure.conditional(), halved}) {
            TensorSolution solution = Hierarchy.of(Connectome.neuron())
                    .upTo(3)
                    .closedBy(closure)
                    .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)))
                    .startingFrom(densities, grid.masses(LAW))
                    .step(0.02)
                    .solve(Times.of(0.2));
            for (RootedTree tree : solution.trees()) {
                assertThat(solution.mass(tree, 0)).isCloseTo(densities.of(tree), within(1e-12));
            }
        }
    }

    /** Populations off: τ(T)(t) = t(T) f(t) ⊗ … ⊗ f(t). */
    @Test
    void withoutCouplingObservablesStayProducts() {
        double[][] w = {{0, .5, -.3}, {.4, 0, .1}, {.2, .7, 0}};
        TreeDensities densities = TreeDensities.of(SynapticNetwork.ofMatrix(w), 3);
        Grid grid = Grid.of(-1.6, 0.2, 24);
        TensorSolution solution = Hierarchy.of(Connectome.neuron().kickFactor(0))
                .upTo(3)
                .closedBy(Closure.vanishing())
                .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)))
                .startingFrom(densities, grid.masses(LAW))
                .step(0.05)
                .solve(Times.of(0.5));
        double[] f = solution.tensor(RootedTree.single(), 0);
        RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
        double[] tensor = solution.tensor(cherry, 0);
        for (int k = 0; k < tensor.length; k++) {
            double product = densities.of(cherry) * f[k / (24 * 24)] * f[k / 24 % 24] * f[k % 24];
            assertThat(tensor[k]).isCloseTo(product, within(1e-14));
        }
        double rate = solution.populationRate()[0];
        assertThat(solution.activity(cherry, 0)).isCloseTo(densities.of(cherry) * rate * rate * rate, within(1e-13));
    }

    @Test
    void remembersWhatWasReplacedAndRefuses() {
        TensorHierarchy closed = Hierarchy.of(Connectome.neuron()).upTo(2).closedBy(Closure.vanishing());
        assertThat(closed.replaced())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(RootedTree.ofLevels(0, 1, 1), "0", RootedTree.ofLevels(0, 1, 2), "0"));
        assertThatThrownBy(() -> Hierarchy.of(Connectome.neuron()).closedBy(Closure.conditional()))
                .hasMessageContaining("order 1 is too small");
        assertThatThrownBy(
                        () -> Hierarchy.of(Connectome.neuron()).withRemainders().closedBy(Closure.vanishing()))
                .hasMessageContaining("remainders");
        assertThatThrownBy(() -> closed.solve(Times.of(1))).hasMessageContaining("on(operators)");
        Grid grid = Grid.of(-2, 0.02, 250);
        TensorHierarchy large = Hierarchy.of(Connectome.neuron())
                .upTo(5)
                .closedBy(Closure.vanishing())
                .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)))
                .startingFrom(tree -> new double[0]);
        assertThatThrownBy(() -> large.solve(Times.of(1)))
                .hasMessageContaining("do not fit")
                .hasMessageContaining("250");
        assertThatThrownBy(() -> closed.on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)))
                        .startingFrom(tree -> new double[3])
                        .solve(Times.of(1)))
                .hasMessageContaining("3 entries");
    }

    /** f_i(end) = Σ_n ε^n jets[n][i], for f_i' = (A + S_i D) f_i, S = ε W r. */
    private static double[][][] jets(
            double[][] w, double[][] a, double[][] d, double[] nu, double[] f0, int orders, double end) {
        int neurons = w.length;
        int size = nu.length;
        OrdinaryDifferentialEquation equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return orders * neurons * size;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] dy = new double[y.length];
                for (int n = 0; n < orders; n++) {
                    for (int i = 0; i < neurons; i++) {
                        for (int k = 0; k < size; k++) {
                            double sum = 0;
                            for (int l = 0; l < size; l++) {
                                sum += a[k][l] * y[(n * neurons + i) * size + l];
                                for (int m = 1; m <= n; m++) {
                                    double drive = 0;
                                    for (int j = 0; j < neurons; j++) {
                                        for (int q = 0; q < size; q++) {
                                            drive += w[i][j] * nu[q] * y[((m - 1) * neurons + j) * size + q];
                                        }
                                    }
                                    sum += drive * d[k][l] * y[((n - m) * neurons + i) * size + l];
                                }
                            }
                            dy[(n * neurons + i) * size + k] = sum;
                        }
                    }
                }
                return dy;
            }
        };
        double[] start = new double[orders * neurons * size];
        for (int i = 0; i < neurons; i++) {
            System.arraycopy(f0, 0, start, i * size, size);
        }
        DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-6, 0.1, 1e-15, 1e-14);
        integrator.setInitialStepSize(1e-3);
        double[] y = integrator.integrate(equation, new ODEState(0, start), end).getPrimaryState();
        double[][][] result = new double[orders][neurons][size];
        for (int n = 0; n < orders; n++) {
            for (int i = 0; i < neurons; i++) {
                System.arraycopy(y, (n * neurons + i) * size, result[n][i], 0, size);
            }
        }
        return result;
    }

    /** Σ over index tuples, and over degrees up to a largest, of w_T(i)/N times the product of the jets. */
    private static double[] observable(RootedTree tree, double[][] w, double[][][] jets, int size, int largest) {
        int order = tree.order();
        int neurons = w.length;
        double[] result = new double[(int) Math.pow(size, order)];
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
            if (weight == 0) {
                continue;
            }
            for (int k = 0; k < result.length; k++) {
                // polynomial in ε of the product of f_{i_l}(v_l)
                double[] product = new double[largest + 1];
                product[0] = weight;
                int cell = k;
                for (int l = order - 1; l >= 0; l--) {
                    int v = cell % size;
                    cell /= size;
                    double[] next = new double[largest + 1];
                    for (int p = 0; p <= largest; p++) {
                        for (int q = 0; p + q <= largest; q++) {
                            next[p + q] += product[p] * jets[q][indices[l]][v];
                        }
                    }
                    product = next;
                }
                result[k] += Arrays.stream(product).sum();
            }
        }
        return result;
    }
}
