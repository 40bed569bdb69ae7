package org.espalier.hierarchy;

import java.util.Random;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;

/**
 * Five neurons of several colours with random matrices for the A, D and ν of each, and an A that jumps in time, and the Taylor expansion in
 * the coupling of ∂_t f_i = A_{a(i)}(t) f_i + ε Σ_j w_ij ⟨ν_{a(j)}, f_j⟩ D_{a(i)} f_i, which Hipparchus integrates.
 */
public final class ColouredTaylor {
    public static final int NEURONS = 5;
    /** When A jumps, and the end. */
    public static final double[] TIMES = {0.4, 0.7};

    public final int modes;
    public final int order;

    private final Random random;
    public final int colours;
    public final int[] colourOf;
    public final double[][] weights;
    private final double[][][][] generators; // [epoch][colour]
    public final double[][][] transports;
    public final double[][] intensities;
    public final double[][] start;

    private double[][] matrix(double size) {
        double[][] result = new double[modes][modes];
        for (double[] row : result) {
            for (int k = 0; k < modes; k++) {
                row[k] = size * random.nextGaussian();
            }
        }
        return result;
    }

    /** Draws the matrices. */
    public ColouredTaylor(int count, int modes, int order, long seed) {
        this.modes = modes;
        this.order = order;
        random = new Random(seed);
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
            intensities[a] = random.doubles(modes).toArray();
            start[a] = random.doubles(modes).toArray();
        }
    }

    /** f_i^(n), n = 0 … order − 1, after both epochs. */
    public double[] coefficients() {
        double[] state = new double[order * NEURONS * modes];
        for (int i = 0; i < NEURONS; i++) {
            System.arraycopy(start[colourOf[i]], 0, state, i * modes, modes);
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
                return order * NEURONS * modes;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] slope = new double[y.length];
                double[][] drives = new double[order][NEURONS];
                for (int n = 0; n < order; n++) {
                    for (int i = 0; i < NEURONS; i++) {
                        for (int j = 0; j < NEURONS; j++) {
                            for (int k = 0; k < modes; k++) {
                                drives[n][i] +=
                                        weights[i][j] * intensities[colourOf[j]][k] * y[(n * NEURONS + j) * modes + k];
                            }
                        }
                    }
                }
                for (int n = 0; n < order; n++) {
                    for (int i = 0; i < NEURONS; i++) {
                        int own = (n * NEURONS + i) * modes;
                        for (int k = 0; k < modes; k++) {
                            for (int l = 0; l < modes; l++) {
                                slope[own + k] += generator[colourOf[i]][k][l] * y[own + l];
                                for (int m = 0; m < n; m++) {
                                    slope[own + k] += drives[n - 1 - m][i]
                                            * transports[colourOf[i]][k][l]
                                            * y[(m * NEURONS + i) * modes + l];
                                }
                            }
                        }
                    }
                }
                return slope;
            }
        };
    }

    public VertexOperators[] operators(int epoch) {
        VertexOperators[] operators = new VertexOperators[colours];
        for (int a = 0; a < colours; a++) {
            operators[a] = VertexOperators.of(generators[epoch][a], transports[a], intensities[a]);
        }
        return operators;
    }

    /** Of both epochs. */
    public ColourOperators operators() {
        return ColourOperators.of(operators(0)).changing(TIMES[0], operators(1));
    }
}
