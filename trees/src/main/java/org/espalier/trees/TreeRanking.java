package org.espalier.trees;

import java.math.BigInteger;

/**
 * The one-to-one map between the trees of one order of a family and the integers 0..count−1, in the order in which they are
 * enumerated.
 *
 * <p>Let L(b, s) be the number of branches of size s below a branch b, whose root has letter number c among the (type, power)
 * and branches b_1 ≥ b_2 ≥ …:
 *
 * <pre>L(b, s) = c F(s−1) + Σ_j F_{b_j}(s − 1 − |b_1| − … − |b_{j−1}|),</pre>
 *
 * <p>where F(m) counts the forests of total size m, and F_x(m) those all of whose branches lie below x: the first branch in
 * which a smaller forest differs is below b_j, and so are those after it. The rank of T is count − 1 − L(T, |T|). Ranking costs
 * O(n³) multiplications, its inverse O(n⁴) at worst; {@link TreeSampler} draws without them.
 */
final class TreeRanking {
    private final TreeFamily family;
    private final int order;
    private final Census census;

    private TreeRanking(TreeFamily family, int order) {
        this.family = family;
        this.order = order;
        census = new Census(family, order);
    }

    static TreeRanking of(TreeFamily family, int order) {
        return new TreeRanking(family, TreeFamily.checkOrder(order));
    }

    /** The number of trees. */
    BigInteger count() {
        return census.trees(order);
    }

    /** The rank of a tree, 0 for the first; a tree of another order or family is refused. */
    BigInteger rank(RootedTree tree) {
        if (tree.order() != order || !family.contains(tree)) {
            throw new IllegalArgumentException(
                    tree.shown() + " has no rank among the trees of order " + order + " of " + family);
        }
        Prefix prefix = new Prefix();
        int[] parents = tree.parents();
        for (int v = 0; v < order; v++) {
            int mark = tree.mark(v);
            prefix.put(v, parents[v], Mark.type(mark) * (v == 0 ? 1 : family.maxPower()) + Mark.power(mark) - 1);
        }
        for (int v = order - 1; v > 0; v--) {
            prefix.close(v, order);
        }
        return count().subtract(BigInteger.ONE).subtract(prefix.below(0, order, order));
    }

    /** The tree of a rank; a rank that is out of range is refused. */
    RootedTree unrank(BigInteger rank) {
        if (rank.signum() < 0 || rank.compareTo(count()) >= 0) {
            throw new IllegalArgumentException("rank " + rank + " must lie between 0 and "
                    + count().subtract(BigInteger.ONE) + ", the number of trees of order " + order + " less one");
        }
        BigInteger target = count().subtract(BigInteger.ONE).subtract(rank);
        TreeCursor cursor = new TreeCursor(family, order, false);
        Prefix prefix = new Prefix();
        int position = 0;
        while (position < order) {
            prefix.put(position, cursor.parent(position), cursor.colour(position));
            if (prefix.below(position + 1).compareTo(target) > 0) {
                position = cursor.lowerPrefix(position);
            } else if (++position < order) {
                position = cursor.extendPrefix(position);
            }
        }
        return cursor.tree();
    }

    /** The first vertices of a canonical sequence, which are a tree themselves, with the numbers of forests below each branch. */
    private final class Prefix {
        private final int[] parent = new int[order];
        private final int[] level = new int[order];
        private final int[] colour = new int[order];
        private final BigInteger[][] forests = new BigInteger[order][];

        void put(int vertex, int above, int letter) {
            parent[vertex] = above;
            level[vertex] = above < 0 ? 0 : level[above] + 1;
            colour[vertex] = letter;
        }

        /** Returns the number of trees below all that begin with the first {@code size} vertices. */
        BigInteger below(int size) {
            for (int v = size - 2; v > 0; v = parent[v]) {
                close(v, size - 1);
            }
            for (int v = size - 1; v > 0; v = parent[v]) {
                close(v, size);
            }
            return below(0, order, size);
        }

        /** Counts the forests all of whose branches lie below that of v. */
        void close(int v, int size) {
            int most = order - 1 - level[parent[v]];
            BigInteger[] kinds = new BigInteger[most + 1];
            kinds[0] = BigInteger.ZERO;
            for (int s = 1; s <= most; s++) {
                kinds[s] = below(v, s, size);
            }
            int before = 0;
            for (int u = parent[v] + 1; u < v; u++) {
                before += parent[u] == parent[v] ? 1 : 0;
            }
            forests[v] = Census.multisets(kinds, most, family.maxDegree() - before);
        }

        BigInteger below(int v, int s, int size) {
            BigInteger sum = census.forestsAbove(level[v], s - 1).multiply(BigInteger.valueOf(colour[v]));
            for (int u = v + 1; u < size && level[u] > level[v] && u - v <= s; u++) {
                if (parent[u] == v) {
                    sum = sum.add(forests[u][s - (u - v)]);
                }
            }
            return sum;
        }
    }
}
