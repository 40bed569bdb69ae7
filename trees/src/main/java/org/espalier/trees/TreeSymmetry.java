package org.espalier.trees;

import java.math.BigInteger;
import java.util.Map;

/** Symmetry numbers of rooted trees. */
public final class TreeSymmetry {
    private TreeSymmetry() {}

    /**
     * Returns the order σ(T) of the group of automorphisms that fix the root.
     *
     * @param tree the tree
     * @return σ(T)
     */
    public static BigInteger symmetry(RootedTree tree) {
        BigInteger product = BigInteger.ONE;
        for (Map.Entry<RootedTree, Integer> child : tree.distinctChildren().entrySet()) {
            product = product.multiply(symmetry(child.getKey()).pow(child.getValue()));
            for (int k = 2; k <= child.getValue(); k++) {
                product = product.multiply(BigInteger.valueOf(k));
            }
        }
        return product;
    }
}
