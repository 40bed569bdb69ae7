package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The limits of G_T = F_T/σ(T) as t → ∞: A G_• = 0 with mass 1, and A G_T = −α D Σ_c ⟨ν, G_c⟩ G_{T∖c} with mass 0, D = −∂_v. All have the
 * matrix
 *
 * <pre>  ( A  1 )
 *   ( 1  0 )</pre>
 *
 * <p>which is regular where A conserves mass and has one stationary law.
 */
final class StationaryTrees {
    /** Columns of A that sum to less than this part of their absolute sum conserve mass. */
    private static final double CONSERVES = 1e-10;

    /** A stationary law that solves A g = 0 less well, as a part of |A| |g|, is none. */
    private static final double SOLVES = 1e-10;

    private StationaryTrees() {}

    /** The matrix of a colour with its factors. */
    private record Bordered(RealMatrix matrix, DecompositionSolver solver) {}

    private static Bordered bordered(VertexOperators operators) {
        int size = operators.size();
        Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(size + 1, size + 1);
        matrix.setSubMatrix(operators.generator(), 0, 0);
        for (int j = 0; j < size; j++) {
            double total = 0;
            double absolute = 0;
            for (int i = 0; i < size; i++) {
                total += matrix.getEntry(i, j);
                absolute += Math.abs(matrix.getEntry(i, j));
            }
            if (!(Math.abs(total) <= CONSERVES * absolute)) {
                throw new IllegalArgumentException("stationary densities: column " + j + " of A sums to " + total
                        + ", not to 0: without the mass conserved nothing but 0 is stationary");
            }
            matrix.setEntry(size, j, 1);
            matrix.setEntry(j, size, 1);
        }
        DecompositionSolver solver = new LUDecomposition(matrix, 0).getSolver();
        if (!solver.isNonSingular()) {
            throw none(Double.NaN);
        }
        return new Bordered(matrix, solver);
    }

    /** With operators by colour of the root. */
    static double[] solve(Equation61 program, VertexOperators[] operators, double kickFactor) {
        int size = operators[0].size();
        Bordered[] systems =
                Arrays.stream(operators).map(StationaryTrees::bordered).toArray(Bordered[]::new);
        double[] zero = new double[size];
        double[] column = new double[size];
        double[] state = new double[program.size() * size];
        double[] rates = new double[program.size()];
        double[] pushed = new double[size];
        for (int n = 0; n < program.size(); n++) {
            int colour = program.trees().get(n).type(0);
            RealMatrix matrix = systems[colour].matrix();
            DecompositionSolver solver = systems[colour].solver();
            RealVector right = new ArrayRealVector(size + 1);
            if (program.start(n) == program.start(n + 1)) {
                right.setEntry(size, 1);
            } else {
                Arrays.fill(pushed, 0);
                for (int pair = program.start(n); pair < program.start(n + 1); pair++) {
                    double factor = -kickFactor * rates[program.child(pair)];
                    for (int k = 0; k < size; k++) {
                        pushed[k] += factor * state[program.rest(pair) * size + k];
                    }
                }
                operators[colour].apply(zero, 0, 0, pushed, column);
                right.setSubVector(0, new ArrayRealVector(column, false));
            }
            RealVector solution = solver.solve(right);
            // a digit or two that the condition of A takes
            RealVector left = right.subtract(matrix.operate(solution));
            solution = solution.add(solver.solve(left));
            double residual = right.subtract(matrix.operate(solution)).getL1Norm();
            double largest = matrix.getNorm1() * solution.getL1Norm();
            if (!(residual <= SOLVES * largest) || !(Math.abs(solution.getEntry(size)) <= SOLVES * largest)) {
                throw none(residual / largest);
            }
            System.arraycopy(solution.toArray(), 0, state, n * size, size);
            rates[n] = operators[colour].rate(state, n * size);
        }
        return state;
    }

    private static IllegalArgumentException none(double residual) {
        return new IllegalArgumentException(
                "stationary densities: the neuron without coupling has no stationary law, or more than"
                        + " one (residual " + residual + "): it must fire or be noisy, and its drift must hold it");
    }
}
