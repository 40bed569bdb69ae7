package org.espalier.hierarchy.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.closure.ObservableView;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.meanfield.Kicks;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.generate.Regular;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.Times;
import org.espalier.trees.Relabelled;
import org.espalier.trees.RootedTree;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

/** Closures other than the vanishing one where edges carry powers, and for forests. */
class DecoratedClosureTest {
    private static final Times TIMES = Times.of(0.1, 0.4);
    private static final int SIZE = 4;

    private static double[][] square(Random source, double size) {
        double[][] result = new double[SIZE][SIZE];
        for (double[] row : result) {
            Arrays.setAll(row, j -> size * source.nextGaussian());
        }
        return result;
    }

    private static double[] positive(Random source) {
        double[] result = new double[SIZE];
        Arrays.setAll(result, j -> 0.5 + source.nextDouble());
        return result;
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] result = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                for (int k = 0; k < b[0].length; k++) {
                    result[i][k] += a[i][j] * b[j][k];
                }
            }
        }
        return result;
    }

    private static double[][] plus(double[][] a, double factor, double[][] b) {
        double[][] result = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            int row = i;
            result[i] = a[i].clone();
            Arrays.setAll(result[i], k -> a[row][k] + factor * b[row][k]);
        }
        return result;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** y' = A y + first ⟨ν, y⟩ D y + second ⟨ν, y⟩ D² y, by an integrator of its own. */
    private static double[] oneNeuron(
            double[][] a, double[][] d, double[] nu, double[] f0, double first, double second, double end) {
        double[][] dd = times(d, d);
        OrdinaryDifferentialEquation equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return SIZE;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double rate = dot(nu, y);
                double[][] matrix = plus(plus(a, first * rate, d), second * rate, dd);
                double[] dy = new double[SIZE];
                Arrays.setAll(dy, i -> dot(matrix[i], y));
                return dy;
            }
        };
        return new DormandPrince853Integrator(1e-8, 0.1, 1e-12, 1e-12)
                .integrate(equation, new ODEState(0, f0), end)
                .getPrimaryState();
    }

    /** A law of mass 1, and matrices that keep it: their columns sum to 0. */
    private static void conserve(double[] f0, double[][]... matrices) {
        double mass = Arrays.stream(f0).sum();
        for (int j = 0; j < SIZE; j++) {
            f0[j] /= mass;
            for (double[][] matrix : matrices) {
                for (int i = 1; i < SIZE; i++) {
                    matrix[0][j] -= i == 1 ? matrix[0][j] + matrix[1][j] : matrix[i][j];
                }
            }
        }
    }

    private static int excess(RootedTree tree) {
        int sum = 0;
        for (int v = 1; v < tree.order(); v++) {
            sum += tree.power(v) - 1;
        }
        return sum;
    }

    /** The densities of a network each of whose neurons receives d edges of the weight 2 epsilon, d 2 epsilon = J. */
    private static ToDoubleFunction<RootedTree> equalRows(double coupling, double epsilon) {
        // J for an edge, J epsilon for one of power 2; the same within a forest
        return tree -> {
            int edges = 0;
            for (int v = TreeSystem.firstVariable(tree); v < tree.order(); v++) {
                edges += v > 0 && tree.parent(v) >= TreeSystem.firstVariable(tree) ? 1 : 0;
            }
            return Math.pow(coupling, edges) * Math.pow(epsilon, excess(tree));
        };
    }

    @Test
    void meanDriveAtOrderOneIsTheDiffusionCorrectedEquationForAnyMatrices() {
        Random source = new Random(11);
        double[][] a = square(source, 0.5);
        double[][] d = square(source, 0.5);
        double[] nu = positive(source);
        double[] f0 = positive(source);
        // two moments of a network that have nothing to do with each other
        ToDoubleFunction<RootedTree> densities = tree -> tree.order() == 1 ? 1 : excess(tree) == 0 ? 0.7 : -0.2;
        TensorSolution solution = TensorHierarchy.of(
                        TreeSystem.of(Connectome.neuron(), 1).withEdgePowers(2), Closure.meanDrive())
                .on(VertexOperators.of(a, d, nu))
                .startingFrom(densities, f0)
                .step(0.002)
                .solve(TIMES);
        for (int k = 0; k < TIMES.count(); k++) {
            double[] known = oneNeuron(a, d, nu, f0, 0.7, -0.2, TIMES.at(k));
            assertThat(solution.tensor(RootedTree.single(), k)).containsExactly(known, within(1e-10));
        }
        // without its second moment it is another equation
        double[] other = oneNeuron(a, d, nu, f0, 0.7, 0, TIMES.at(1));
        assertThat(Math.abs(other[0] - solution.tensor(RootedTree.single(), 1)[0]))
                .isGreaterThan(1e-3);
    }

    /**
     * Where all weights are equal, w = 2 epsilon, and D² = 0, a tree with an edge of power 2 is epsilon times the plain one, at all times
     * and for every closure: a wrong tree, axis or drive would show.
     */
    @Test
    void treesWithAPowerAreMultiplesOfPlainOnesWhereWeightsAreEqual() {
        Random source = new Random(12);
        double[][] a = square(source, 0.3);
        // u w' with w'u = 0
        double[] u = {1, -0.4, 0.3, 0.2};
        double[] w = {0.5, 1, -0.7, 0};
        w[3] = -dot(u, w) / u[3];
        double[][] d = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                d[i][j] = 0.1 * u[i] * w[j];
            }
        }
        double[] nu = positive(source);
        double[] f0 = positive(source);
        double epsilon = 0.3;
        // not those of equal rows: any plain densities, times epsilon for each power more
        ToDoubleFunction<RootedTree> densities = tree -> {
            int hash = Arrays.hashCode(bare(tree).tree().levels());
            return (0.5 + Math.floorMod(hash, 17) / 17.0) * Math.pow(epsilon, excess(tree));
        };
        for (Closure closure : List.of(Closure.meanDrive(), Closure.conditional())) {
            for (int order = closure.smallestOrder(); order <= 3; order++) {
                TreeSystem plain = TreeSystem.of(Connectome.neuron(), order);
                TensorSolution known = solved(plain, closure, a, d, nu, densities, f0);
                TensorSolution found = solved(plain.withEdgePowers(2), closure, a, d, nu, densities, f0);
                int decorated = 0;
                for (RootedTree tree : found.trees()) {
                    Relabelled bare = bare(tree);
                    double[] expected = known.tensor(bare.tree(), 1);
                    double[] tensor = found.tensor(tree, 1);
                    for (int k = 0; k < tensor.length; k++) {
                        int image = 0;
                        for (int v = tree.order() - 1, rest = k; v >= 0; v--, rest /= SIZE) {
                            int axis = bare.relabelling().of(v);
                            image += (rest % SIZE) * (int) Math.pow(SIZE, tree.order() - 1 - axis);
                        }
                        assertThat(tensor[k])
                                .as("%s %s", closure.formula(), tree)
                                .isCloseTo(Math.pow(epsilon, excess(tree)) * expected[image], within(1e-10));
                    }
                    decorated += excess(tree);
                }
                assertThat(decorated).isEqualTo(order == 1 ? 0 : order == 2 ? 1 : 4);
            }
        }
    }

    /** The tree without its powers. */
    private static Relabelled bare(RootedTree tree) {
        int[] ones = new int[tree.order()];
        Arrays.fill(ones, 1);
        return tree.decorated(new int[tree.order()], ones);
    }

    private static TensorSolution solved(
            TreeSystem system,
            Closure closure,
            double[][] a,
            double[][] d,
            double[] nu,
            ToDoubleFunction<RootedTree> densities,
            double[] f0) {
        return TensorHierarchy.of(system, closure)
                .on(VertexOperators.of(a, d, nu))
                .startingFrom(densities, f0)
                .step(0.01)
                .solve(TIMES);
    }

    /** Equal rows of equal weights: both closures are exact to first order in epsilon, with an error of second order. */
    @Test
    void closuresOfEqualRowsAreExactToFirstOrder() {
        Random source = new Random(13);
        double[][] a = square(source, 0.3);
        double[][] d = square(source, 0.3);
        double[] nu = positive(source);
        double[] f0 = positive(source);
        conserve(f0, a, d);
        for (Closure closure : List.of(Closure.meanDrive(), Closure.conditional())) {
            for (int order = 2; order <= 3; order++) {
                double[] errors = new double[2];
                double[] plain = new double[2];
                for (int n = 0; n < 2; n++) {
                    double epsilon = 0.1 / (n + 1);
                    TensorSolution solution = solved(
                            TreeSystem.of(Connectome.neuron(), order).withEdgePowers(2),
                            closure,
                            a,
                            d,
                            nu,
                            equalRows(0.8, epsilon),
                            f0);
                    double exact = dot(nu, oneNeuron(a, d, nu, f0, 0.8, 0.8 * epsilon, 0.4));
                    errors[n] = Math.abs(solution.populationRate()[1] - exact);
                    plain[n] = Math.abs(dot(nu, oneNeuron(a, d, nu, f0, 0.8, 0, 0.4)) - exact);
                    for (RootedTree tree : solution.trees()) {
                        double kept = Arrays.stream(solution.tensor(tree, 1)).sum();
                        assertThat(kept).isCloseTo(equalRows(0.8, epsilon).applyAsDouble(tree), within(1e-12));
                    }
                }
                assertThat(errors[0] / errors[1]).as(closure.formula() + order).isBetween(3.5, 4.5);
                assertThat(plain[0] / plain[1]).isBetween(1.8, 2.2);
                assertThat(errors[1]).isLessThan(0.2 * plain[1]);
            }
        }
    }

    /** Forests of equal rows: neurons are independent and alike, so τ(• •) = τ(•) ⊗ τ(•), closed at any order. */
    @Test
    void forestsOfEqualRowsFactorise() {
        Random source = new Random(14);
        double[][] a = square(source, 0.4);
        double[][] d = square(source, 0.4);
        double[] nu = positive(source);
        double[] f0 = positive(source);
        conserve(f0, a, d);
        for (Closure closure : List.of(Closure.meanDrive(), Closure.conditional())) {
            TensorSolution solution = solved(
                    TreeSystem.of(Connectome.neuron(), 3).withForests(2), closure, a, d, nu, equalRows(0.8, 0), f0);
            double[] one = oneNeuron(a, d, nu, f0, 0.8, 0, 0.4);
            assertThat(solution.tensor(RootedTree.single(), 1)).containsExactly(one, within(1e-8));
            for (RootedTree tree : solution.trees()) {
                int variables = tree.order() - TreeSystem.firstVariable(tree);
                double[] tensor = solution.tensor(tree, 1);
                double weight = equalRows(0.8, 0).applyAsDouble(tree);
                for (int k = 0; k < tensor.length; k++) {
                    double product = weight;
                    for (int n = 0, rest = k; n < variables; n++, rest /= SIZE) {
                        product *= one[rest % SIZE];
                    }
                    assertThat(tensor[k]).as("%s", tree).isCloseTo(product, within(1e-8));
                }
            }
        }
    }

    /** Finite volumes: the diffusion-corrected mean field of a network with equal rows, by another scheme. */
    @Test
    void meanDriveIsTheDiffusionCorrectedMeanFieldOfARegularNetwork() {
        Neuron neuron = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        Normal law = Normal.of(0.3, 0.3);
        SynapticNetwork network = new Regular(30, 5, 0.8).generate(1);
        MeanField limit = MeanField.of(neuron, network).startingFrom(law).cellWidth(0.01);
        double corrected = limit.kicks(Kicks.DIFFUSION).solve(Times.of(0.5)).extrapolatedRate()[0];
        double drifting = limit.solve(Times.of(0.5)).extrapolatedRate()[0];
        double[] rates = new double[2];
        for (int n = 0; n < 2; n++) {
            Grid coarse = Grid.covering(neuron, law, DriveRange.of(0, 2), 0.5, 0.04);
            Grid grid = n == 0 ? coarse : coarse.refined(2);
            rates[n] = TensorHierarchy.of(TreeSystem.of(neuron, 1).withEdgePowers(2), Closure.meanDrive())
                    .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(neuron, grid)))
                    .startingFrom(
                            tree -> tree.order() == 1 ? 1 : tree.equals(ObservableView.edge(1)) ? 0.8 : 0.8 * 0.16 / 2,
                            grid.masses(law))
                    .step(0.002)
                    .solve(Times.of(0.5))
                    .populationRate()[0];
        }
        double extrapolated = rates[1] + (rates[1] - rates[0]) / 3;
        assertThat(extrapolated).isCloseTo(corrected, within(1e-4));
        assertThat(Math.abs(corrected - drifting)).isGreaterThan(5e-3);
    }
}
