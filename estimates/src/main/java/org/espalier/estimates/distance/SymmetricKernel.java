package org.espalier.estimates.distance;

import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.partition.Quotient;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * A kernel on K classes, self-adjoint on L²(p): (Wg)_A = Σ_B w_AB g_B with p_A w_AB = p_B w_BA.
 *
 * @param shares p_A &gt; 0, sum 1
 * @param weights w_AB: drive of a neuron of class A per unit of rate of class B, [A][B]
 */
@Experimental
public record SymmetricKernel(double[] shares, double[][] weights) {
    private static final int LARGEST = 200;

    /** Copies and checks the arrays. */
    public SymmetricKernel {
        int k = shares.length;
        shares = shares.clone();
        weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
        double total = Arrays.stream(shares).sum();
        Arguments.require(
                k > 0 && weights.length == k && Math.abs(total - 1) <= 1e-9,
                "kernel: " + k + " shares with sum " + total + " and " + weights.length
                        + " rows; as many, at least one, sum 1");
        double largest = 0;
        for (double[] row : weights) {
            Arguments.require(row.length == k, "kernel: a row has ", row.length, " entries instead of ", k);
            for (double w : row) {
                largest = Math.max(largest, Math.abs(Arguments.finite("kernel", "weight", w)));
            }
        }
        for (int a = 0; a < k; a++) {
            Arguments.require(shares[a] > 0, "kernel: share ", a, " = ", shares[a], " must be > 0");
            for (int b = 0; b < a; b++) {
                if (Math.abs(shares[a] * weights[a][b] - shares[b] * weights[b][a]) > 1e-9 * largest) {
                    throw new IllegalArgumentException("kernel: p_A w_AB = " + shares[a] * weights[a][b]
                            + " and p_B w_BA = " + shares[b] * weights[b][a] + " differ for A = " + a + ", B = " + b
                            + "; this distance is for symmetric kernels, use the tree densities for directed ones");
                }
            }
        }
    }

    /**
     * {@return the kernel of a symmetric network, each neuron a class, K = N}
     *
     * @param network w_ij = w_ji
     */
    public static SymmetricKernel of(SynapticNetwork network) {
        int n = network.size();
        Arguments.require(
                n <= LARGEST,
                "kernel: " + n + " neurons as classes, at most " + LARGEST
                        + "; take the quotient by a partition into fewer classes");
        double[][] w = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                w[i][network.column(e)] = network.weight(e);
            }
        }
        double[] shares = new double[n];
        Arrays.fill(shares, 1.0 / n);
        return new SymmetricKernel(shares, w);
    }

    /**
     * {@return the kernel of a quotient, K classes}
     *
     * @param quotient classes of a symmetric network
     */
    public static SymmetricKernel of(Quotient quotient) {
        int k = quotient.size();
        double[] shares = new double[k];
        double[][] w = new double[k][k];
        for (int a = 0; a < k; a++) {
            shares[a] = quotient.fraction(a);
            for (int b = 0; b < k; b++) {
                w[a][b] = quotient.weight(a, b);
            }
        }
        return new SymmetricKernel(shares, w);
    }

    /** {@return the number of classes, K} */
    public int size() {
        return shares.length;
    }

    /** {@return the shares, a copy of p} */
    @Override
    public double[] shares() {
        return shares.clone();
    }

    /** {@return the weights, a copy of w} */
    @Override
    public double[][] weights() {
        return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SymmetricKernel kernel
                && Arrays.equals(shares, kernel.shares)
                && Arrays.deepEquals(weights, kernel.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shares) + Arrays.deepHashCode(weights);
    }

    @Override
    public String toString() {
        return "symmetric kernel on " + shares.length + " classes";
    }
}
