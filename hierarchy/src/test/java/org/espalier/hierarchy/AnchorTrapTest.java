package org.espalier.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.hierarchy.tensor.TensorHierarchy;
import org.espalier.hierarchy.tensor.TensorSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;

/**
 * The anchor trap (section 7): variables e^{−tA} y, anchored at t = 0, lose all digits when |λ_max| t is about 35 and overflow at 709. Every
 * path goes far beyond.
 */
class AnchorTrapTest {
    private static final double[][] SIGNED = {{0, .9, -.5, .2}, {.7, 0, -.4, .1}, {.3, 1.1, 0, -.6}, {.2, -.3, .8, 0}};

    /** The mean of −A_kk, all eigenvalues real or not: their mean modulus is no less, so the largest is none the less. */
    private static double fastestAtLeast(VertexOperators operators) {
        int size = operators.size();
        double[] unit = new double[size];
        double[] zero = new double[size];
        double[] column = new double[size];
        double trace = 0;
        for (int k = 0; k < size; k++) {
            unit[k] = 1;
            operators.apply(unit, 0, operators.rate(unit, 0), zero, column);
            trace += column[k];
            unit[k] = 0;
        }
        return Math.abs(trace) / size;
    }

    /** Moments (1, E v), A = diag(0, −Λ) with input: E v = (β + α λ s)/Λ + …, and the edge is the product of the means of its ends. */
    @Test
    void tensorsOfTwoMomentsHaveTheirClosedForm() {
        double fast = 1000;
        double beta = 600;
        double lambda = 40;
        double alpha = 0.5;
        double start = 3;
        double end = 2;
        assertThat(fast * end).isGreaterThan(709);
        VertexOperators moments = VertexOperators.of(
                new double[][] {{0, 0}, {beta, -fast}}, new double[][] {{0, 0}, {1, 0}}, new double[] {lambda, 0});
        TreeDensities densities = TreeDensities.of(SynapticNetwork.ofMatrix(SIGNED), 4);
        TensorSolution solution = TensorHierarchy.of(
                        TreeSystem.of(Connectome.neuron().kickFactor(alpha), 4), Closure.vanishing())
                .on(moments)
                .startingFrom(densities, new double[] {1, start})
                .step(2.5e-4)
                .solve(Times.of(0.001, end));
        double[] sums = new double[4];
        for (int i = 0; i < 4; i++) {
            for (double w : SIGNED[i]) {
                sums[i] += w;
            }
        }
        double[] times = {0.001, end};
        for (int n = 0; n < 2; n++) {
            double decay = Math.exp(-fast * times[n]);
            double mean = 0;
            double both = 0;
            for (int i = 0; i < 4; i++) {
                mean += expected(sums[i], decay, start, beta, alpha * lambda, fast) / 4;
                for (int j = 0; j < 4; j++) {
                    both += SIGNED[i][j]
                            * expected(sums[i], decay, start, beta, alpha * lambda, fast)
                            * expected(sums[j], decay, start, beta, alpha * lambda, fast)
                            / 4;
                }
            }
            assertThat(solution.tensor(RootedTree.single(), n)[1]).isCloseTo(mean, within(1e-6 * Math.abs(mean)));
            assertThat(solution.tensor(RootedTree.ofLevels(0, 1), n)[3]).isCloseTo(both, within(1e-5 * Math.abs(both)));
        }
    }

    private static double expected(double sum, double decay, double start, double beta, double kick, double fast) {
        return start * decay + (beta + kick * sum) / fast * (1 - decay);
    }

    /** Tensors by exponentials on every axis, elementary densities by small explicit steps: one system, |λ_max| t > 709. */
    @Test
    void tensorsAgreeWithElementaryDensitiesAtLargeTimes() {
        Grid grid = Grid.of(-1.8, 0.1, 46);
        FiniteVolumeMatrices operators = FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid));
        Times times = Times.of(1, 40);
        assertThat(fastestAtLeast(operators) * 40).isGreaterThan(709);
        double[] law = grid.masses(Normal.of(0.3, 0.3));
        TreeDensities densities = TreeDensities.of(SynapticNetwork.ofMatrix(SIGNED), 2);
        TensorSolution tensors = Hierarchy.of(Connectome.neuron())
                .upTo(2)
                .closedBy(Closure.vanishing())
                .on(operators)
                .startingFrom(densities, law)
                .step(0.01)
                .solve(times);
        TreeExpansion expansion =
                ElementaryDensities.solve(operators, law, 1, 2, 0.004, times).expansion(densities);
        for (int n = 0; n < 2; n++) {
            double[] single = tensors.tensor(RootedTree.single(), n);
            double[] density = expansion.density(2, n);
            for (int k = 0; k < single.length; k++) {
                assertThat(single[k]).as("t = %s, cell %d", times.at(n), k).isCloseTo(density[k], within(1e-8));
            }
        }
    }

    /** ν = λ, b = β − κ v: E V_i = v∞ + (m − v∞) e^{−(κ+λ)t}, v∞ = (β + λ s_i)/(κ + λ), on cells with |λ_max| t > 709. */
    @Test
    void theMeanFieldHasItsClosedFormAtLargeTimes() {
        Neuron neuron = new Neuron(new LinearLeak(0.8, 0.6), 0.5, v -> 1.5, 0, 1);
        double[] found = new double[2];
        double[] sums = {0.6, 0.4, 0.8, 0.7};
        double exact = 0;
        for (double s : sums) {
            double rest = (0.8 + 1.5 * s) / 2.1;
            exact += (rest + (0.3 - rest) * Math.exp(-2.1 * 20)) / 4;
        }
        for (int n = 0; n < 2; n++) {
            Grid grid = Grid.of(-4.8, 0.08 / (1 << n), 140 << n);
            double fast = fastestAtLeast(FiniteVolumeMatrices.of(NeuronOnGrid.of(neuron, grid)));
            assertThat(fast * 20).isGreaterThan(709);
            found[n] = MeanField.of(neuron, Populations.of(SynapticNetwork.ofMatrix(SIGNED)))
                    .startingFrom(Normal.of(0.3, 0.3))
                    .on(grid)
                    .step(0.05)
                    .testing(v -> v)
                    .estimatingError(false)
                    .solve(Times.of(20))
                    .observable(RootedTree.single(1), 0);
        }
        // order two in the cells
        assertThat((4 * found[1] - found[0]) / 3).isCloseTo(exact, within(2e-5));
        assertThat(Math.abs(found[1] - exact)).isLessThan(0.01);
    }
}
