package org.espalier.estimates.multiplier;

import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.run.Arguments;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * Multiplication by ν(v_1) on functions of k variables in the mixed space H^1⊗k: the same constant for every k.
 *
 * <p>On the Legendre polynomials of degree below n in each variable, on [lower, upper], it is the largest eigenvalue of
 * the pencil (A ⊗ B ⊗ … ⊗ B, B ⊗ … ⊗ B), formed densely: cost about 10 (n^k)³.
 */
final class TensorisedMultiplier {
    private final RealMatrix multiplied;
    private final RealMatrix mass;

    private TensorisedMultiplier(RealMatrix multiplied, RealMatrix mass) {
        this.multiplied = multiplied;
        this.mass = mass;
    }

    /**
     * {@return the multiplication in one variable, discretised}
     *
     * @param nu ν
     * @param slope ν'
     * @param lower left end
     * @param upper right end
     * @param size number n of polynomials
     */
    static TensorisedMultiplier of(
            DoubleUnaryOperator nu, DoubleUnaryOperator slope, double lower, double upper, int size) {
        Arguments.require(size >= 1 && size <= 64, "multiplier: " + size + " polynomials, 1 to 64 are possible");
        RealMatrix a = MatrixUtils.createRealMatrix(size, size);
        RealMatrix b = MatrixUtils.createRealMatrix(size, size);
        GaussLegendre rule = GaussLegendre.of(16);
        int panels = 32;
        for (int panel = 0; panel < panels; panel++) {
            double left = lower + (upper - lower) * panel / panels;
            double right = lower + (upper - lower) * (panel + 1) / panels;
            for (int k = 0; k < rule.count(); k++) {
                double x = rule.node(k, left, right);
                double w = rule.weight(k, left, right);
                double[][] basis = legendre(x, lower, upper, size);
                double value = nu.applyAsDouble(x);
                double derivative = slope.applyAsDouble(x);
                for (int i = 0; i < size; i++) {
                    double di = derivative * basis[0][i] + value * basis[1][i];
                    for (int j = 0; j < size; j++) {
                        double dj = derivative * basis[0][j] + value * basis[1][j];
                        a.addToEntry(i, j, w * (di * dj + value * value * basis[0][i] * basis[0][j]));
                        b.addToEntry(i, j, w * (basis[1][i] * basis[1][j] + basis[0][i] * basis[0][j]));
                    }
                }
            }
        }
        return new TensorisedMultiplier(a, b);
    }

    private static double[][] legendre(double x, double lower, double upper, int size) {
        double s = (2 * x - lower - upper) / (upper - lower);
        double[] p = new double[size];
        double[] d = new double[size];
        for (int n = 0; n < size; n++) {
            p[n] = n == 0 ? 1 : n == 1 ? s : ((2 * n - 1) * s * p[n - 1] - (n - 1) * p[n - 2]) / n;
            d[n] = n == 0 ? 0 : n == 1 ? 1 : d[n - 2] + (2 * n - 1) * p[n - 1];
        }
        for (int n = 0; n < size; n++) {
            d[n] *= 2 / (upper - lower);
        }
        return new double[][] {p, d};
    }

    /**
     * {@return the constant in k variables, √λ_max on the tensor product of k polynomial spaces}
     *
     * @param variables k ≥ 1
     * @throws IllegalArgumentException if the product has more than 600 dimensions
     */
    double constant(int variables) {
        double dimensions = Math.pow(mass.getRowDimension(), variables);
        Arguments.require(
                variables >= 1 && dimensions <= 600,
                "multiplier: " + variables + " variables need a dense matrix of order " + (long) dimensions
                        + "; 1 variable or more, order at most 600: use fewer polynomials");
        RealMatrix left = multiplied;
        RealMatrix right = mass;
        for (int l = 1; l < variables; l++) {
            left = kronecker(left, mass);
            right = kronecker(right, mass);
        }
        // with B = LLᵀ the eigenvalues of the pencil are those of L⁻¹AL⁻ᵀ, which has no negative ones
        RealMatrix lower = new CholeskyDecomposition(right, 1e-10, 0).getL();
        return Math.sqrt(new SingularValueDecomposition(
                        divided(lower, divided(lower, left).transpose()))
                .getNorm());
    }

    /** L⁻¹M. */
    private static RealMatrix divided(RealMatrix lower, RealMatrix m) {
        RealMatrix result = m.copy();
        for (int c = 0; c < m.getColumnDimension(); c++) {
            RealVector column = m.getColumnVector(c);
            MatrixUtils.solveLowerTriangularSystem(lower, column);
            result.setColumnVector(c, column);
        }
        return result;
    }

    private static RealMatrix kronecker(RealMatrix x, RealMatrix y) {
        int n = x.getRowDimension();
        int m = y.getRowDimension();
        RealMatrix product = MatrixUtils.createRealMatrix(n * m, n * m);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                product.setSubMatrix(y.scalarMultiply(x.getEntry(i, j)).getData(), i * m, j * m);
            }
        }
        return product;
    }
}
