package org.espalier.hierarchy.tensor;

import java.util.HashMap;
import java.util.Map;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.ode.nonstiff.ClassicalRungeKuttaIntegrator;

/**
 * Lawson's form of the classical Runge–Kutta method: stages u_i = e^{c_i hA} y + h Σ_j a_ij e^{(c_i − c_j) hA} N(u_j), the
 * exponentials on all axes.
 */
final class LawsonStepper {
    private final TensorProgram program;
    private final RealMatrix generator;
    private final double[][] weights;
    private final double[] result;
    private final double[] nodes;
    private final double[][] slopes;
    private final double[] stage;
    private final double[] moved;
    private final double[] scratch;
    private final Map<Double, double[]> exponentials = new HashMap<>();
    private double preparedStep = Double.NaN;

    LawsonStepper(TensorProgram program, VertexOperators operators) {
        this.program = program;
        int size = program.size();
        generator = MatrixUtils.createRealMatrix(size, size);
        double[] unit = new double[size];
        double[] zero = new double[size];
        double[] column = new double[size];
        for (int j = 0; j < size; j++) {
            unit[j] = 1;
            operators.apply(unit, 0, operators.rate(unit, 0), zero, column);
            generator.setColumn(j, column);
            unit[j] = 0;
        }
        ClassicalRungeKuttaIntegrator tableau = new ClassicalRungeKuttaIntegrator(1);
        weights = tableau.getA();
        result = tableau.getB();
        nodes = new double[result.length];
        System.arraycopy(tableau.getC(), 0, nodes, 1, nodes.length - 1);
        slopes = new double[result.length][program.unknowns()];
        stage = new double[program.unknowns()];
        moved = new double[program.unknowns()];
        scratch = new double
                [program.power(program.trees().get(program.trees().size() - 1).order())];
    }

    void step(double[] y, double h) {
        if (h != preparedStep) {
            exponentials.clear();
            preparedStep = h;
        }
        program.couple(y, slopes[0]);
        for (int s = 1; s < nodes.length; s++) {
            combine(y, h, weights[s - 1], s, nodes[s]);
            program.couple(stage, slopes[s]);
        }
        combine(y, h, result, result.length, 1);
        System.arraycopy(stage, 0, y, 0, y.length);
    }

    /** stage = e^{c hA} y + h Σ_j a_j e^{(c − c_j) hA} slope_j, terms with the same exponential taken together. */
    private void combine(double[] y, double h, double[] a, int count, double c) {
        System.arraycopy(y, 0, stage, 0, y.length);
        // the slope at the beginning of the step moves with y
        axpy(h * a[0], slopes[0]);
        program.onAllAxes(exponential(c, h), stage, scratch);
        for (int j = 1; j < count; j++) {
            if (a[j] != 0) {
                double[] slope = slopes[j];
                if (c > nodes[j]) {
                    System.arraycopy(slope, 0, moved, 0, slope.length);
                    program.onAllAxes(exponential(c - nodes[j], h), moved, scratch);
                    slope = moved;
                }
                axpy(h * a[j], slope);
            }
        }
    }

    private void axpy(double factor, double[] x) {
        if (factor != 0) {
            for (int k = 0; k < stage.length; k++) {
                stage[k] += factor * x[k];
            }
        }
    }

    private double[] exponential(double fraction, double h) {
        return exponentials.computeIfAbsent(fraction, c -> {
            double[][] rows = MatrixUtils.matrixExponential(generator.scalarMultiply(c * h))
                    .getData();
            int size = rows.length;
            double[] flat = new double[size * size];
            for (int i = 0; i < size; i++) {
                System.arraycopy(rows[i], 0, flat, i * size, size);
            }
            return flat;
        });
    }
}
