package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** e^{τA} of the operator A on one variable, for τ of either sign; where A conserves mass, it does so to the last digit. */
final class AxisExponential {
    /** A matrix whose columns sum to less than this part of their absolute sum conserves mass. */
    private static final double CONSERVES = 1e-12;

    private final RealMatrix generator;
    private final boolean conserves;

    AxisExponential(double[][] rows) {
        generator = MatrixUtils.createRealMatrix(rows);
        boolean zeroSums = true;
        for (int j = 0; j < rows.length; j++) {
            double total = 0;
            double absolute = 0;
            for (double entry : generator.getColumn(j)) {
                total += entry;
                absolute += Math.abs(entry);
            }
            zeroSums &= Math.abs(total) <= CONSERVES * absolute;
        }
        conserves = zeroSums;
    }

    /** Those of several colours. */
    static AxisExponential[] of(VertexOperators... byColour) {
        return Arrays.stream(byColour)
                .map(operators -> new AxisExponential(operators.generator()))
                .toArray(AxisExponential[]::new);
    }

    /** e^{time A} by colour. */
    static AxisMatrix[] of(AxisExponential[] byColour, double time) {
        return Arrays.stream(byColour)
                .map(exponential -> AxisMatrix.of(exponential.of(time)))
                .toArray(AxisMatrix[]::new);
    }

    /** A. */
    double[][] generator() {
        return generator.getData();
    }

    /** e^{time A}; if A conserves mass its columns sum to 1 up to the last digit. */
    double[][] of(double time) {
        return conserving(
                MatrixUtils.matrixExponential(generator.scalarMultiply(time)).getData());
    }

    /** If A conserves mass, corrects the largest entry of each column so that they sum to 1. */
    double[][] conserving(double[][] rows) {
        if (conserves) {
            for (int j = 0; j < rows.length; j++) {
                double total = 0;
                int largest = 0;
                for (int i = 0; i < rows.length; i++) {
                    total += rows[i][j];
                    if (Math.abs(rows[i][j]) > Math.abs(rows[largest][j])) {
                        largest = i;
                    }
                }
                rows[largest][j] += 1 - total;
            }
        }
        return rows;
    }
}
