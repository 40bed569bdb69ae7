package org.espalier.hierarchy.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Examples;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Times;
import org.espalier.trees.Forest;
import org.espalier.trees.RootedTree;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

/** Powers of edges, kicks inside a tuple, forests. */
class FiniteTupleTest {
    private static final RootedTree SINGLE = RootedTree.single();
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);
    private static final RootedTree PAIR = TreeSystem.asTree(Forest.of(SINGLE, SINGLE));

    private static double[][] withoutDiagonal(double[][] w) {
        for (int i = 0; i < w.length; i++) {
            w[i][i] = 0;
        }
        return w;
    }

    /** N^{−trees} Π w^p/p! of one tuple of neurons, vertex by vertex of what carries a variable. */
    private static double weight(RootedTree tree, double[][] w, int[] neurons) {
        int first = TreeSystem.firstVariable(tree);
        double weight = 1;
        for (int v = first; v < tree.order(); v++) {
            if (v == 0 || tree.parent(v) < first) {
                weight /= w.length;
            } else {
                double edge = w[neurons[tree.parent(v) - first]][neurons[v - first]];
                weight *= tree.power(v) == 2 ? edge * edge / 2 : edge;
            }
        }
        return weight;
    }

    private static int excess(RootedTree tree) {
        int sum = 0;
        for (int v = 1; v < tree.order(); v++) {
            sum += tree.power(v) - 1;
        }
        return sum;
    }

    private static int variables(RootedTree tree) {
        return tree.order() - TreeSystem.firstVariable(tree);
    }

    private static boolean next(int[] tuple, int neurons) {
        for (int l = 0; l < tuple.length; l++) {
            if (++tuple[l] < neurons) {
                return true;
            }
            tuple[l] = 0;
        }
        return false;
    }

    /**
     * jets[k][e][i]: the part with k edges and excess e of f_i' = A f_i + Σ_j r_j (ε w_ij D + ε δ w_ij²/2 D²) f_i, of degree k in ε and e
     * in δ, integrated on its own.
     */
    private static double[][][][] jets(
            double[][] w, double[][] a, double[][] d, double[] nu, double[] f0, int orders, double end) {
        int neurons = w.length;
        int size = nu.length;
        double[][] dd = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    dd[i][k] += d[i][j] * d[j][k];
                }
            }
        }
        int block = neurons * size;
        OrdinaryDifferentialEquation equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return 2 * orders * block;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] dy = new double[y.length];
                double[][] rates = new double[2 * orders][neurons];
                for (int b = 0; b < 2 * orders; b++) {
                    for (int j = 0; j < neurons; j++) {
                        for (int q = 0; q < size; q++) {
                            rates[b][j] += nu[q] * y[b * block + j * size + q];
                        }
                    }
                }
                for (int k = 0; k < orders; k++) {
                    for (int e = 0; e < 2; e++) {
                        for (int i = 0; i < neurons; i++) {
                            int at = (2 * k + e) * block + i * size;
                            add(dy, at, a, 1, y, at);
                            for (int m = 1; m <= k; m++) {
                                for (int f = 0; f <= e; f++) {
                                    double drive = 0;
                                    for (int j = 0; j < neurons; j++) {
                                        drive += w[i][j] * rates[2 * (m - 1) + f][j];
                                    }
                                    add(dy, at, d, drive, y, (2 * (k - m) + e - f) * block + i * size);
                                }
                                if (e == 1) {
                                    double variance = 0;
                                    for (int j = 0; j < neurons; j++) {
                                        variance += w[i][j] * w[i][j] / 2 * rates[2 * (m - 1)][j];
                                    }
                                    add(dy, at, dd, variance, y, 2 * (k - m) * block + i * size);
                                }
                            }
                        }
                    }
                }
                return dy;
            }

            private void add(double[] dy, int at, double[][] matrix, double factor, double[] y, int from) {
                for (int p = 0; p < size; p++) {
                    for (int q = 0; q < size; q++) {
                        dy[at + p] += factor * matrix[p][q] * y[from + q];
                    }
                }
            }
        };
        double[] start = new double[2 * orders * block];
        for (int i = 0; i < neurons; i++) {
            System.arraycopy(f0, 0, start, i * size, size);
        }
        DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-6, 0.1, 1e-15, 1e-14);
        integrator.setInitialStepSize(1e-3);
        double[] y = integrator.integrate(equation, new ODEState(0, start), end).getPrimaryState();
        double[][][][] result = new double[orders][2][neurons][size];
        for (int k = 0; k < orders; k++) {
            for (int e = 0; e < 2; e++) {
                for (int i = 0; i < neurons; i++) {
                    System.arraycopy(y, (2 * k + e) * block + i * size, result[k][e][i], 0, size);
                }
            }
        }
        return result;
    }

    /** The contraction with all tuples; at most {@code degree} edges and {@code spare} excess in the densities together. */
    private static double[] observable(RootedTree tree, double[][] w, double[][][][] jets, int degree, int spare) {
        int axes = variables(tree);
        int size = jets[0][0][0].length;
        double[] result = new double[(int) Math.pow(size, axes)];
        int[] tuple = new int[axes];
        do {
            double weight = weight(tree, w, tuple);
            for (int entry = 0; weight != 0 && entry < result.length; entry++) {
                double[][] product = new double[degree + 1][spare + 1];
                product[0][0] = weight;
                int cell = entry;
                for (int l = axes - 1; l >= 0; l--) {
                    double[][] longer = new double[degree + 1][spare + 1];
                    for (int p = 0; p <= degree; p++) {
                        for (int e = 0; e <= spare; e++) {
                            for (int q = 0; p + q <= degree; q++) {
                                for (int f = 0; e + f <= spare; f++) {
                                    longer[p + q][e + f] += product[p][e] * jets[q][f][tuple[l]][cell % size];
                                }
                            }
                        }
                    }
                    cell /= size;
                    product = longer;
                }
                for (double[] row : product) {
                    result[entry] += Arrays.stream(row).sum();
                }
            }
        } while (next(tuple, w.length));
        return result;
    }

    private static double density(RootedTree tree, double[][] w) {
        int[] tuple = new int[variables(tree)];
        double sum = 0;
        do {
            sum += weight(tree, w, tuple);
        } while (next(tuple, w.length));
        return sum;
    }

    /**
     * Any matrices: trees with powers and forests, all entries, are the Taylor polynomial of the equation with a diffusion per kick, to
     * the first order in it.
     */
    @Test
    void powersAndForestsAreTheTaylorPolynomialForAnyMatrices() {
        Random source = new Random(40);
        int orders = 4;
        int size = 2;
        double[][] w = withoutDiagonal(Examples.random(source, 3, 3, 0.8));
        double[][] a = Examples.random(source, size, size, 0.5);
        double[][] d = Examples.random(source, size, size, 0.6);
        double[] nu = Examples.random(source, 1, size, 0.8)[0];
        double[] f0 = Examples.random(source, 1, size, 1)[0];
        double end = 0.7;
        double[][][][] jets = jets(w, a, d, nu, f0, orders, end);
        TreeSystem system =
                TreeSystem.of(Connectome.neuron(), orders).withEdgePowers(2).withForests(3);
        // trees of excess at most one: 1, 2, 5, 13; forests of two or three trees besides
        long trees = system.equations().stream()
                .filter(equation -> TreeSystem.firstVariable(equation.tree()) == 0)
                .count();
        assertThat(trees).isEqualTo(1 + 2 + 5 + 13);
        TensorSolution solution = TensorHierarchy.of(system, Closure.vanishing())
                .on(VertexOperators.of(a, d, nu))
                .startingFrom(tree -> density(tree, w), f0)
                .step(end / 1000)
                .threads(1)
                .solve(Times.of(end));
        for (RootedTree tree : solution.trees()) {
            double[] expected = observable(tree, w, jets, orders - variables(tree), 1 - excess(tree));
            double[] tensor = solution.tensor(tree, 0);
            assertThat(tensor).hasSameSizeAs(expected);
            double scale =
                    Math.max(1e-2, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
            for (int k = 0; k < tensor.length; k++) {
                assertThat(tensor[k]).as("%s entry %d", tree, k).isCloseTo(expected[k], within(1e-12 * scale));
            }
        }
    }

    /** Without synapses neurons stay independent: the variance of the population rate is that of one rate, divided by their number. */
    @Test
    void independentNeuronsShareTheVarianceOfOne() {
        int neurons = 7;
        Grid grid = Grid.of(-2, 0.1, 50);
        NeuronOnGrid cells = NeuronOnGrid.of(Connectome.neuron(), grid);
        RootedTree single = RootedTree.single();
        // • • over distinct neurons has the density (N − 1)/N
        ToDoubleFunction<RootedTree> densities =
                tree -> tree.equals(single) ? 1 : TreeSystem.firstVariable(tree) == 1 ? (neurons - 1.0) / neurons : 0;
        TensorSolution solution = TensorHierarchy.of(
                        TreeSystem.of(Connectome.neuron(), 2).withForests(2), Closure.vanishing())
                .on(FiniteVolumeMatrices.of(cells))
                .startingFrom(densities, grid.masses(Normal.of(0.3, 0.3)))
                .threads(1)
                .solve(Times.of(0.5));
        double[] mass = solution.tensor(single, 0);
        double mean = 0;
        double square = 0;
        for (int k = 0; k < mass.length; k++) {
            mean += cells.intensity(k) * mass[k];
            square += cells.intensity(k) * cells.intensity(k) * mass[k];
        }
        assertThat(solution.rateVariance(neurons, 0)).isCloseTo((square - mean * mean) / neurons, within(1e-12));
        assertThat(solution.rateVariance(neurons, 0)).isGreaterThan(1e-2);
    }

    /** A mixture of two laws correlates all neurons: forests carry it, and each part of the mixture evolves on its own. */
    @Test
    void aMixtureOfLawsIsTheMixtureOfItsParts() {
        Random source = new Random(41);
        int orders = 4;
        int size = 2;
        double[][] w = withoutDiagonal(Examples.random(source, 3, 3, 0.8));
        double[][] a = Examples.random(source, size, size, 0.5);
        double[][] d = Examples.random(source, size, size, 0.6);
        double[] nu = Examples.random(source, 1, size, 0.8)[0];
        double[][] laws = Examples.random(source, 2, size, 1);
        double end = 0.6;
        TreeSystem system = TreeSystem.of(Connectome.neuron(), orders).withForests(2);
        TensorHierarchy closed = TensorHierarchy.of(system, Closure.vanishing())
                .on(VertexOperators.of(a, d, nu))
                .step(end / 800)
                .threads(1);
        TensorSolution mixed = closed.startingFrom(tree -> {
                    double[] tensor = new double[(int) Math.pow(size, variables(tree))];
                    for (int k = 0; k < tensor.length; k++) {
                        double first = 0.3 * density(tree, w);
                        double second = 0.7 * density(tree, w);
                        for (int l = 0, cell = k; l < variables(tree); l++, cell /= size) {
                            first *= laws[0][cell % size];
                            second *= laws[1][cell % size];
                        }
                        tensor[k] = first + second;
                    }
                    return tensor;
                })
                .solve(Times.of(end));
        double[] expected = new double[size * size];
        double rate = 0;
        for (int part = 0; part < 2; part++) {
            double[][][][] jets = jets(w, a, d, nu, laws[part], orders, end);
            double share = part == 0 ? 0.3 : 0.7;
            double[] pair = observable(PAIR, w, jets, orders - 2, 0);
            double[] single = observable(SINGLE, w, jets, orders - 1, 0);
            for (int k = 0; k < pair.length; k++) {
                expected[k] += share * pair[k];
            }
            rate += share * (nu[0] * single[0] + nu[1] * single[1]);
        }
        double pairs = 0;
        for (int k = 0; k < expected.length; k++) {
            assertThat(mixed.tensor(PAIR, 0)[k]).isCloseTo(expected[k], within(1e-12));
            pairs += expected[k] * nu[k / size] * nu[k % size];
        }
        assertThat(mixed.populationRate()[0]).isCloseTo(rate, within(1e-12));
        assertThat(mixed.rateCovariance(0)).isCloseTo(pairs - rate * rate, within(1e-12));
        assertThat(Math.abs(mixed.rateCovariance(0))).isGreaterThan(1e-3);
    }

    /**
     * Constant intensity λ and a linear leak: the first and second moments of N neurons obey a closed linear system, exact for every
     * network. Where every neuron kicks at most one other, no kick leaves the trees and forests: the injective observables with
     * inner kicks give these moments exactly, N = 7.
     */
    @Test
    void innerKicksGiveTheExactSecondMomentsOfAFiniteNetwork() {
        int[] kicked = {-1, 0, 0, 1, 1, 2, 5};
        double[] strength = {0, 0.5, -0.4, 0.7, 0.3, -0.6, 0.8};
        int neurons = 7;
        double[][] w = new double[neurons][neurons];
        for (int j = 1; j < neurons; j++) {
            w[kicked[j]][j] = strength[j];
        }
        Moments moments = new Moments(w);
        double end = 1.5;
        double[] exact = moments.at(end);
        for (double alpha : new double[] {1, 0.6}) {
            double[][] scaled = new double[neurons][neurons];
            for (int i = 0; i < neurons; i++) {
                for (int j = 0; j < neurons; j++) {
                    scaled[i][j] = w[i][j] / alpha;
                }
            }
            TreeSystem system = TreeSystem.of(Connectome.neuron().kickFactor(alpha), 4)
                    .withEdgePowers(2)
                    .withForests(2)
                    .withInnerKicks(neurons);
            TensorSolution solution = moments.solve(system, scaled, end);
            assertThat(solution.tensor(SINGLE, 0)[1]).isCloseTo(moments.mean(exact), within(1e-11));
            assertThat(solution.tensor(SINGLE, 0)[2]).isCloseTo(moments.square(exact), within(1e-11));
            assertThat(alpha * solution.tensor(EDGE, 0)[4]).isCloseTo(moments.edge(exact), within(1e-11));
            assertThat(solution.tensor(PAIR, 0)[4]).isCloseTo(moments.pair(exact), within(1e-11));
            // without them the moments are wrong
            TensorSolution without = moments.solve(
                    TreeSystem.of(Connectome.neuron().kickFactor(alpha), 4)
                            .withEdgePowers(2)
                            .withForests(2),
                    scaled,
                    end);
            assertThat(Math.abs(without.tensor(SINGLE, 0)[2] - moments.square(exact)))
                    .isGreaterThan(1e-3);
            assertThat(Math.abs(alpha * without.tensor(EDGE, 0)[4] - moments.edge(exact)))
                    .isGreaterThan(1e-3);
            assertThat(Math.abs(without.tensor(PAIR, 0)[4] - moments.pair(exact)))
                    .isGreaterThan(1e-3);
        }
    }

    /** Mutual kicks and common input leave the trees: then what is left out is seen. */
    @Test
    void kicksThatLeaveTheTreesAreLeftOut() {
        double[][] w = {{0, .5, -.3, .2}, {.4, 0, .1, 0}, {0, .7, 0, -.2}, {.3, .3, .3, 0}};
        Moments moments = new Moments(w);
        double[] exact = moments.at(1.5);
        // known to six digits: m_1 and C_11, C_12 at time 1.5
        assertThat(exact[0]).isCloseTo(.514219, within(1e-6));
        assertThat(exact[4]).isCloseTo(.533396, within(1e-6));
        assertThat(exact[5]).isCloseTo(-.248705, within(1e-6));
        TensorSolution solution = moments.solve(
                TreeSystem.of(Connectome.neuron(), 4)
                        .withEdgePowers(2)
                        .withForests(2)
                        .withInnerKicks(4),
                w,
                1.5);
        assertThat(solution.tensor(SINGLE, 0)[1]).isCloseTo(moments.mean(exact), within(1e-11));
        assertThat(solution.tensor(SINGLE, 0)[2]).isCloseTo(moments.square(exact), within(1e-11));
        assertThat(Math.abs(solution.tensor(EDGE, 0)[4] - moments.edge(exact))).isGreaterThan(1e-3);
    }

    /** λ = 1.5, b = 0.8 − 0.6 v, σ = 0.4, v_r = −0.2, V(0) ~ N(0.3, 0.09) independent; unknowns 1, E v, E v². */
    private record Moments(double[][] w) {
        private static final double LAMBDA = 1.5;
        private static final double BETA = 0.8;
        private static final double KAPPA = 0.6;
        private static final double NOISE = 0.4;
        private static final double RESET = -0.2;

        /** m_1..m_N, then C_ij by rows. */
        private double[] at(double end) {
            int n = w.length;
            OrdinaryDifferentialEquation equation = new OrdinaryDifferentialEquation() {
                @Override
                public int getDimension() {
                    return n + n * n;
                }

                @Override
                public double[] computeDerivatives(double t, double[] y) {
                    double[] dy = new double[y.length];
                    for (int i = 0; i < n; i++) {
                        double s = Arrays.stream(w[i]).sum();
                        dy[i] = BETA + LAMBDA * s + LAMBDA * RESET - (KAPPA + LAMBDA) * y[i];
                        for (int j = 0; j < n; j++) {
                            double both = 0;
                            for (int k = 0; k < n; k++) {
                                both += w[i][k] * w[j][k];
                            }
                            double c = y[n + i * n + j];
                            dy[n + i * n + j] = i == j
                                    ? -(2 * KAPPA + LAMBDA) * c
                                            + LAMBDA * (y[i] - RESET) * (y[i] - RESET)
                                            + NOISE * NOISE
                                            + LAMBDA * both
                                    : -2 * (KAPPA + LAMBDA) * c
                                            + LAMBDA * (both + w[i][j] * (RESET - y[j]) + w[j][i] * (RESET - y[i]));
                        }
                    }
                    return dy;
                }
            };
            double[] start = new double[n + n * n];
            for (int i = 0; i < n; i++) {
                start[i] = 0.3;
                start[n + i * n + i] = 0.09;
            }
            DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-6, 0.1, 1e-15, 1e-14);
            integrator.setInitialStepSize(1e-3);
            return integrator.integrate(equation, new ODEState(0, start), end).getPrimaryState();
        }

        private double second(double[] y, int i, int j) {
            return y[w.length + i * w.length + j] + y[i] * y[j];
        }

        private double mean(double[] y) {
            return Arrays.stream(y, 0, w.length).sum() / w.length;
        }

        private double square(double[] y) {
            double sum = 0;
            for (int i = 0; i < w.length; i++) {
                sum += second(y, i, i) / w.length;
            }
            return sum;
        }

        private double edge(double[] y) {
            double sum = 0;
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w.length; j++) {
                    sum += i == j ? 0 : w[i][j] * second(y, i, j) / w.length;
                }
            }
            return sum;
        }

        private double pair(double[] y) {
            double sum = 0;
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w.length; j++) {
                    sum += i == j ? 0 : second(y, i, j) / (w.length * w.length);
                }
            }
            return sum;
        }

        private TensorSolution solve(TreeSystem system, double[][] weights, double end) {
            double[][] a = new double[3][3];
            double[][] d = new double[3][3];
            for (int p = 0; p < 3; p++) {
                a[p][p] = -KAPPA * p - LAMBDA;
                a[p][0] += LAMBDA * Math.pow(RESET, p);
                if (p > 0) {
                    a[p][p - 1] += BETA * p;
                    d[p][p - 1] = p;
                }
            }
            a[2][0] += NOISE * NOISE;
            return TensorHierarchy.of(system, Closure.vanishing())
                    .on(VertexOperators.of(a, d, new double[] {LAMBDA, 0, 0}, new double[] {1, RESET, RESET * RESET}))
                    .startingFrom(tree -> injective(tree, weights), new double[] {1, 0.3, 0.18})
                    .step(0.002)
                    .threads(1)
                    .solve(Times.of(end));
        }

        private static double injective(RootedTree tree, double[][] weights) {
            int[] tuple = new int[variables(tree)];
            double sum = 0;
            do {
                if (Arrays.stream(tuple).distinct().count() == tuple.length) {
                    sum += weight(tree, weights, tuple);
                }
            } while (next(tuple, weights.length));
            return sum;
        }
    }

    @Test
    void theEquationsSayIt() {
        String text = TreeSystem.of(Connectome.neuron(), 2)
                .withEdgePowers(2)
                .withForests(2)
                .withInnerKicks(7)
                .print(Notation.unicode());
        assertThat(text)
                .contains("+ ∂²_v₁ ∫ν(w) τ_{[•²]}(v₁, w) dw")
                .contains("− 2 ∂_v₁ δ₀(v₂) ∫ν(w) τ_{[•²]}(v₁, w) dw")
                .contains("− 1/7 ∂_v₂ δ₀(v₁) ∫ν(w) τ_[•](v₂, w) dw")
                .contains("+ 1/7 ∂²_v₂ δ₀(v₁) ∫ν(w) τ_{[•²]}(v₂, w) dw");
    }

    @Test
    void whatIsNotCoveredIsRefused() {
        TreeSystem plain = TreeSystem.of(Connectome.neuron(), 3);
        assertThatThrownBy(() -> plain.withEdgePowers(3))
                .hasMessageContaining("edge power 3")
                .hasMessageContaining("excess 2");
        assertThatThrownBy(() -> plain.withForests(0)).hasMessageContaining("forests of 0 trees");
        assertThatThrownBy(() -> plain.withInnerKicks(0)).hasMessageContaining("0 neurons");
        assertThatThrownBy(() -> plain.withRemainders().withEdgePowers(2)).hasMessageContaining("remainders");
        assertThatThrownBy(() -> plain.withEdgePowers(2).withRemainders()).hasMessageContaining("plain trees");
        assertThatThrownBy(() -> TensorHierarchy.of(plain.withForests(2).withInnerKicks(5), Closure.meanDrive()))
                .hasMessageContaining("on their own")
                .hasMessageContaining("vanishing");
        for (TreeSystem decorated : new TreeSystem[] {plain.withForests(2), plain.withEdgePowers(2)}) {
            assertThatThrownBy(() -> TensorHierarchy.of(decorated, (state, tree, vertex, out) -> {}))
                    .hasMessageContaining("coversPowers");
        }
        double[][] one = {{0, 0}, {0, 0}};
        assertThatThrownBy(() -> TensorHierarchy.of(plain.withForests(2).withInnerKicks(5), Closure.vanishing())
                        .on(VertexOperators.of(one, one, new double[2]))
                        .startingFrom(tree -> 1.0, new double[2])
                        .solve(Times.of(1)))
                .hasMessageContaining("reset is not known");
    }
}
