package org.espalier.trees;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Symmetry numbers of rooted trees: the automorphism group σ(T), its orbits and generators, the tree factorial γ(T) and the
 * number of increasing labellings α(T) = |T|!/(σ(T)γ(T)).
 *
 * <p>With sums over all plain trees of order k: Σ α(T) = (k−1)!, the number of recursive trees, and Σ k!/σ(T) = k^(k−1), the
 * number of labelled rooted trees (Cayley). Automorphisms of decorated trees respect types and powers. All results are exact,
 * at a cost of O(|T| log |T|) steps and the multiplications.
 */
public final class TreeSymmetry {
    private TreeSymmetry() {}

    /**
     * {@return σ(T), the order of the group of automorphisms that fix the root: the product of m! over all vertices and all
     * classes of m equal branches at the vertex}
     */
    public static BigInteger symmetry(RootedTree tree) {
        int[] sizes = tree.subtreeSizes();
        boolean[] twins = Shape.twins(tree, sizes);
        long[] copy = new long[sizes.length];
        for (int v = 1; v < sizes.length; v++) {
            copy[v] = twins[v] ? copy[v - sizes[v]] + 1 : 1;
        }
        copy[0] = 1;
        return product(copy);
    }

    /** {@return γ(T), the tree factorial: the product of the sizes of the subtrees of all vertices, |T|! for a path} */
    public static BigInteger treeFactorial(RootedTree tree) {
        int[] sizes = tree.subtreeSizes();
        long[] factors = new long[sizes.length];
        for (int v = 0; v < sizes.length; v++) {
            factors[v] = sizes[v];
        }
        return product(factors);
    }

    /**
     * {@return α(T) = |T|!/(σ(T)γ(T)), the number of increasing labellings, which is that of the growth paths • → T counted
     * with multiplicity}
     */
    public static BigInteger increasingLabellings(RootedTree tree) {
        return factorial(tree.order()).divide(symmetry(tree).multiply(treeFactorial(tree)));
    }

    /** {@return the orbit of every vertex under the automorphism group: the smallest vertex of its orbit} */
    public static int[] orbits(RootedTree tree) {
        int[] sizes = tree.subtreeSizes();
        boolean[] twins = Shape.twins(tree, sizes);
        int[] orbits = new int[sizes.length];
        for (int v = 0; v < orbits.length; ) {
            if (twins[v]) {
                System.arraycopy(orbits, v - sizes[v], orbits, v, sizes[v]);
                v += sizes[v];
            } else {
                orbits[v] = v;
                v++;
            }
        }
        return orbits;
    }

    /**
     * {@return generators of the automorphism group, none if the identity is alone: exchanges of two neighbouring equal
     * branches} Exchanges inside a branch that is a copy of its neighbour are left out, as they are conjugate to those in
     * the neighbour.
     */
    public static List<Relabelling> generators(RootedTree tree) {
        int[] sizes = tree.subtreeSizes();
        boolean[] twins = Shape.twins(tree, sizes);
        List<Relabelling> generators = new ArrayList<>();
        for (int v = 0; v < sizes.length; ) {
            if (twins[v]) {
                int[] images = Relabelling.identity(sizes.length).toArray();
                for (int i = 0; i < sizes[v]; i++) {
                    images[v - sizes[v] + i] = v + i;
                    images[v + i] = v - sizes[v] + i;
                }
                generators.add(Relabelling.wrap(images));
                v += sizes[v];
            } else {
                v++;
            }
        }
        return generators;
    }

    static BigInteger factorial(int n) {
        long[] factors = new long[n + 1];
        for (int i = 0; i <= n; i++) {
            factors[i] = Math.max(i, 1);
        }
        return product(factors);
    }

    /** Multiplies in a balanced way, so that large products meet factors of like size. */
    private static BigInteger product(long[] factors) {
        List<BigInteger> level = new ArrayList<>();
        long small = 1;
        for (long factor : factors) {
            if (Math.multiplyHigh(small, factor) == 0 && small * factor > 0) {
                small *= factor;
            } else {
                level.add(BigInteger.valueOf(small));
                small = factor;
            }
        }
        level.add(BigInteger.valueOf(small));
        while (level.size() > 1) {
            List<BigInteger> next = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                next.add(level.get(i).multiply(level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                next.add(level.get(level.size() - 1));
            }
            level = next;
        }
        return level.get(0);
    }
}
