package org.espalier.trees;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws trees of one order of a family, each isomorphism class with the same probability.
 *
 * <p>Families without bounds on height or degree use the algorithm RANRUT: from (n−1) t(n) = Σ_{j,d ≥ 1} d P t(d) t(n−jd),
 * hang j copies of one random branch of order d on a random tree of order n−jd. Its tables cost O(n²) once and a tree O(n) per
 * branch. Bounded families draw a rank and invert it ({@link TreeFamily#unrank}).
 */
public final class TreeSampler {
    private final TreeFamily family;
    private final int order;
    private final TreeRanking ranking;
    private final BigInteger[] trees;
    private final BigInteger[] weights;

    private TreeSampler(TreeFamily family, int order) {
        this.family = family;
        this.order = order;
        boolean bounded = family.maxHeight() < order - 1 || family.maxDegree() < order - 1;
        ranking = bounded ? TreeRanking.of(family, order) : null;
        trees = new BigInteger[bounded ? 0 : order + 1];
        weights = new BigInteger[trees.length];
        Arrays.fill(weights, BigInteger.ZERO);
        Census census = bounded ? null : new Census(family, order);
        for (int d = 1; d < trees.length; d++) {
            trees[d] = census.trees(d);
            BigInteger share = trees[d].multiply(BigInteger.valueOf(d));
            for (int k = d; k < trees.length; k += d) {
                weights[k] = weights[k].add(share);
            }
        }
    }

    /**
     * {@return a sampler of the trees of one order, immutable}
     *
     * @param family types, powers and bounds
     * @param order number of vertices, at least 1
     * @throws IllegalArgumentException if the order is not positive or the family has no tree of it
     */
    public static TreeSampler of(TreeFamily family, int order) {
        TreeSampler sampler = new TreeSampler(family, TreeFamily.checkOrder(order));
        if (sampler.ranking != null && sampler.ranking.count().signum() == 0) {
            throw new IllegalArgumentException(
                    family + " has no tree of order " + order + ": allow more height or degree");
        }
        return sampler;
    }

    /**
     * {@return a tree, independent of those drawn before}
     *
     * @param random source of randomness
     */
    public RootedTree sample(UniformRandomProvider random) {
        if (ranking != null) {
            return ranking.unrank(below(ranking.count(), random));
        }
        int[] parents = new int[order];
        int[] types = new int[order];
        int[] powers = new int[order];
        int next = 0;
        Deque<Part> parts = new ArrayDeque<>();
        parts.push(new Part(-1, order, 1));
        while (!parts.isEmpty()) {
            Part part = parts.element();
            if (part.root < 0) {
                part.root = next;
                parents[next] = part.parent;
                types[next] = random.nextInt(family.types());
                powers[next] = part.parent < 0 ? 1 : 1 + random.nextInt(family.maxPower());
                next++;
            }
            if (part.left > 1) {
                int size = size(part.left, random);
                int branch = divisor(size, random);
                part.left -= size;
                parts.push(new Part(part.root, branch, size / branch));
            } else {
                parts.pop();
                int block = next - part.root;
                for (int copy = 1; copy < part.copies; copy++) {
                    for (int v = part.root; v < part.root + block; v++) {
                        parents[next] = v == part.root ? part.parent : parents[v] + copy * block;
                        types[next] = types[v];
                        powers[next] = powers[v];
                        next++;
                    }
                }
            }
        }
        return Relabelled.ofDecorated(parents, types, powers).tree();
    }

    /** Draws the total size k of the copies that hang on a tree of order n, with weight Σ_{d|k} d t(d) · t(n−k). */
    private int size(int n, UniformRandomProvider random) {
        BigInteger total = BigInteger.ZERO;
        BigInteger[] upTo = new BigInteger[n];
        for (int k = 1; k < n; k++) {
            total = total.add(weights[k].multiply(trees[n - k]));
            upTo[k] = total;
        }
        BigInteger drawn = below(total, random);
        int k = 1;
        while (upTo[k].compareTo(drawn) <= 0) {
            k++;
        }
        return k;
    }

    private int divisor(int k, UniformRandomProvider random) {
        BigInteger drawn = below(weights[k], random);
        for (int d = 1; d <= k; d++) {
            if (k % d == 0) {
                drawn = drawn.subtract(trees[d].multiply(BigInteger.valueOf(d)));
                if (drawn.signum() < 0) {
                    return d;
                }
            }
        }
        throw new AssertionError("weights of " + k + " do not add up");
    }

    private static BigInteger below(BigInteger bound, UniformRandomProvider random) {
        int bits = bound.bitLength();
        byte[] bytes = new byte[(bits + 7) / 8];
        while (true) {
            random.nextBytes(bytes);
            BigInteger drawn = new BigInteger(1, bytes).shiftRight(8 * bytes.length - bits);
            if (drawn.compareTo(bound) < 0) {
                return drawn;
            }
        }
    }

    /** A tree under construction: what is left of its order, and how many copies of it hang on its parent. */
    private static final class Part {
        private final int parent;
        private final int copies;
        private int root = -1;
        private int left;

        Part(int parent, int left, int copies) {
            this.parent = parent;
            this.left = left;
            this.copies = copies;
        }
    }
}
