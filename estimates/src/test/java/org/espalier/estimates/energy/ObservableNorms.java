package org.espalier.estimates.energy;

import java.util.HashMap;
import java.util.Map;
import org.espalier.trees.RootedTree;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The norms ‖τ(T)‖² of observables of the product form (5.2), τ(T) = Σ_A p_A … Π w ⊗_l f_{A_l}, for any tree without
 * forming a tensor: with the Gram matrix G_AB = ⟨f_A, f_B⟩,
 *
 * <pre>‖τ(T)‖² = Σ_{A,B} p_A p_B y_T(A, B) ,   y_T = G ∘ Π_{children c} (w y_{T_c} wᵀ) .</pre>
 *
 * Cost: K³ an edge of a distinct subtree.
 */
final class ObservableNorms {
    private final double[] shares;
    private final RealMatrix kernel;
    private final double[][] gram;
    private final Map<RootedTree, double[][]> known = new HashMap<>();

    private ObservableNorms(double[] shares, double[][] kernel, double[][] gram) {
        this.shares = shares;
        this.kernel = MatrixUtils.createRealMatrix(kernel);
        this.gram = gram;
    }

    /**
     * {@return the norms}
     *
     * @param shares p_A
     * @param kernel w_AB: drive of class A per unit rate of class B (for neurons w_ij)
     * @param gram ⟨f_A, f_B⟩
     */
    static ObservableNorms of(double[] shares, double[][] kernel, double[][] gram) {
        if (kernel.length != shares.length || gram.length != shares.length) {
            throw new IllegalArgumentException("norms: " + shares.length + " shares, " + kernel.length
                    + " rows of the kernel and " + gram.length + " of the Gram matrix must agree");
        }
        return new ObservableNorms(shares.clone(), copy(kernel), copy(gram));
    }

    private static double[][] copy(double[][] matrix) {
        double[][] result = new double[matrix.length][];
        for (int i = 0; i < result.length; i++) {
            result[i] = matrix[i].clone();
            if (result[i].length != result.length) {
                throw new IllegalArgumentException("norms: row " + i + " has " + result[i].length
                        + " entries, a square matrix of order " + result.length + " is needed");
            }
        }
        return result;
    }

    /**
     * {@return ‖τ(T)‖²}
     *
     * @param tree T
     */
    double squared(RootedTree tree) {
        double[][] y = pairs(tree);
        double sum = 0;
        for (int a = 0; a < shares.length; a++) {
            for (int b = 0; b < shares.length; b++) {
                sum += shares[a] * shares[b] * y[a][b];
            }
        }
        return sum;
    }

    private double[][] pairs(RootedTree tree) {
        double[][] done = known.get(tree);
        if (done != null) {
            return done;
        }
        int n = shares.length;
        double[][] y = copy(gram);
        tree.distinctChildren().forEach((child, copies) -> {
            RealMatrix input =
                    kernel.multiply(MatrixUtils.createRealMatrix(pairs(child))).multiplyTransposed(kernel);
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    y[a][b] *= Math.pow(input.getEntry(a, b), copies);
                }
            }
        });
        known.put(tree, y);
        return y;
    }
}
