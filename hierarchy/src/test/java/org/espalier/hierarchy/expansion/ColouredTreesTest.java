package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Coloured trees with random matrices for the A, D and ν of each colour, and an A that jumps in time: f_i = Σ_T x_T(i)/σ(T) F_T, order by order
 * in the coupling, is the Taylor expansion of ∂_t f_i = A_{a(i)}(t) f_i + ε Σ_j w_ij ⟨ν_{a(j)}, f_j⟩ D_{a(i)} f_i, which Hipparchus integrates.
 */
class ColouredTreesTest {
    private static final int MODES = 3;
    private static final int NEURONS = 5;
    private static final int ORDER = 5;
    private static final double[] TIMES = {0.4, 0.7};

    private final Random random = new Random(5);
    private int colours;
    private int[] colourOf;
    private double[][] weights;
    private double[][][][] generators; // [epoch][colour]
    private double[][][] transports;
    private double[][] intensities;
    private double[][] start;

    private double[][] matrix(double size) {
        double[][] result = new double[MODES][MODES];
        for (double[] row : result) {
            for (int k = 0; k < MODES; k++) {
                row[k] = size * random.nextGaussian();
            }
        }
        return result;
    }

    private void draw(int count) {
        colours = count;
        colourOf = new int[] {0, 1, count - 1, 0, 1};
        weights = new double[NEURONS][NEURONS];
        for (int i = 0; i < NEURONS; i++) {
            for (int j = 0; j < NEURONS; j++) {
                weights[i][j] = i == j ? 0 : random.nextGaussian() / 2;
            }
        }
        generators = new double[2][colours][][];
        intensities = new double[colours][];
        start = new double[colours][];
        transports = new double[colours][][];
        for (int a = 0; a < colours; a++) {
            transports[a] = matrix(0.7);
            generators[0][a] = matrix(0.7);
            generators[1][a] = matrix(0.7);
            intensities[a] = random.doubles(MODES).toArray();
            start[a] = random.doubles(MODES).toArray();
        }
    }

    /** f_i^(n), n = 0 … ORDER − 1, after both epochs. */
    private double[] taylor() {
        double[] state = new double[ORDER * NEURONS * MODES];
        for (int i = 0; i < NEURONS; i++) {
            System.arraycopy(start[colourOf[i]], 0, state, i * MODES, MODES);
        }
        double from = 0;
        for (int epoch = 0; epoch < 2; epoch++) {
            double[][][] generator = generators[epoch];
            state = new DormandPrince853Integrator(1e-12, 0.1, 1e-14, 1e-14)
                    .integrate(equation(generator), new ODEState(from, state), TIMES[epoch])
                    .getPrimaryState();
            from = TIMES[epoch];
        }
        return state;
    }

    private OrdinaryDifferentialEquation equation(double[][][] generator) {
        return new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return ORDER * NEURONS * MODES;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] slope = new double[y.length];
                double[][] drives = new double[ORDER][NEURONS];
                for (int n = 0; n < ORDER; n++) {
                    for (int i = 0; i < NEURONS; i++) {
                        for (int j = 0; j < NEURONS; j++) {
                            for (int k = 0; k < MODES; k++) {
                                drives[n][i] +=
                                        weights[i][j] * intensities[colourOf[j]][k] * y[(n * NEURONS + j) * MODES + k];
                            }
                        }
                    }
                }
                for (int n = 0; n < ORDER; n++) {
                    for (int i = 0; i < NEURONS; i++) {
                        int own = (n * NEURONS + i) * MODES;
                        for (int k = 0; k < MODES; k++) {
                            for (int l = 0; l < MODES; l++) {
                                slope[own + k] += generator[colourOf[i]][k][l] * y[own + l];
                                for (int m = 0; m < n; m++) {
                                    slope[own + k] += drives[n - 1 - m][i]
                                            * transports[colourOf[i]][k][l]
                                            * y[(m * NEURONS + i) * MODES + l];
                                }
                            }
                        }
                    }
                }
                return slope;
            }
        };
    }

    private double x(RootedTree tree, int i) {
        if (tree.type(0) != colourOf[i]) {
            return 0;
        }
        double product = 1;
        for (Map.Entry<RootedTree, Integer> child : tree.distinctChildren().entrySet()) {
            double sum = 0;
            for (int j = 0; j < NEURONS; j++) {
                sum += weights[i][j] * x(child.getKey(), j);
            }
            product *= Math.pow(sum, child.getValue());
        }
        return product;
    }

    private VertexOperators[] operators(int epoch) {
        VertexOperators[] operators = new VertexOperators[colours];
        for (int a = 0; a < colours; a++) {
            operators[a] = VertexOperators.of(generators[epoch][a], transports[a], intensities[a]);
        }
        return operators;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void areTheTaylorExpansionOfTheColouredEquation(int count) {
        draw(count);
        ColourOperators operators = ColourOperators.of(operators(0)).changing(TIMES[0], operators(1));
        ElementarySolution solution = ElementaryDensities.solve(operators, start, 1, ORDER, 3e-4, Times.of(TIMES[1]));
        List<RootedTree> trees = solution.trees();
        double[] exact = taylor();
        double[] found = new double[exact.length];
        double largest = 0;
        for (int n = 0; n < trees.size(); n++) {
            double[] mass = solution.mass(trees.get(n), 0);
            double symmetry = TreeSymmetry.symmetry(trees.get(n)).doubleValue();
            for (int i = 0; i < NEURONS; i++) {
                double weight = x(trees.get(n), i) / symmetry;
                for (int k = 0; k < MODES; k++) {
                    found[((trees.get(n).order() - 1) * NEURONS + i) * MODES + k] += weight * mass[k];
                }
            }
        }
        for (double value : exact) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int k = 0; k < exact.length; k++) {
            assertThat(found[k]).isCloseTo(exact[k], within(1e-12 * Math.max(1, largest)));
        }
    }
}
