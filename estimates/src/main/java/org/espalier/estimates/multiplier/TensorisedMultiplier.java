package org.espalier.estimates.multiplier;

import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Multiplication by ν(v_1) on functions of k variables in the mixed space H^1⊗k: the same constant for every k.
 *
 * <p>On the Legendre polynomials of degree below n in each variable, on [lower, upper], it is the largest eigenvalue of
 * the pencil (A ⊗ B ⊗ … ⊗ B, B ⊗ … ⊗ B), formed densely and found by bisection on
 * definiteness: cost 15 (n^k)³.
 */
public final class TensorisedMultiplier {
    private final RealMatrix multiplied;
    private final RealMatrix mass;

    private TensorisedMultiplier(RealMatrix multiplied, RealMatrix mass) {
        this.multiplied = multiplied;
        this.mass = mass;
    }

    /**
     * Discretises one variable.
     *
     * @param nu ν
     * @param slope ν'
     * @param lower left end
     * @param upper right end
     * @param size number n of polynomials
     */
    public static TensorisedMultiplier of(
            DoubleUnaryOperator nu, DoubleUnaryOperator slope, double lower, double upper, int size) {
        if (size < 1 || size > 64) {
            throw new IllegalArgumentException("multiplier: " + size + " polynomials, 1 to 64 are possible");
        }
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
     * Computes the constant in k variables.
     *
     * @param variables k ≥ 1
     * @return √λ_max on the tensor product of k polynomial spaces
     * @throws IllegalArgumentException if the product has more than 600 dimensions
     */
    public double constant(int variables) {
        double dimensions = Math.pow(mass.getRowDimension(), variables);
        if (variables < 1 || dimensions > 600) {
            throw new IllegalArgumentException("multiplier: " + variables + " variables need a dense matrix of order "
                    + (long) dimensions + "; 1 variable or more, order at most 600: use fewer polynomials");
        }
        RealMatrix left = multiplied;
        RealMatrix right = mass;
        for (int l = 1; l < variables; l++) {
            left = kronecker(left, mass);
            right = kronecker(right, mass);
        }
        // λ_max is the least λ for which λB − A is positive definite
        double low = 0;
        double high = 1;
        while (!isPositive(right.scalarMultiply(high).subtract(left).getData())) {
            low = high;
            high *= 2;
        }
        while (high - low > 1e-13 * high) {
            double middle = 0.5 * (low + high);
            if (isPositive(right.scalarMultiply(middle).subtract(left).getData())) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.sqrt(0.5 * (low + high));
    }

    /** Whether Cholesky's factorisation exists; the matrix is overwritten. */
    private static boolean isPositive(double[][] m) {
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = m[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= m[i][k] * m[j][k];
                }
                if (i > j) {
                    m[i][j] = sum / m[j][j];
                } else if (sum > 0) {
                    m[i][i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
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
