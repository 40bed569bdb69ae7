package org.espalier.trees.algebra;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;
import org.espalier.trees.Branch;
import org.espalier.trees.Forest;
import org.espalier.trees.Relabelled;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;

/** Products of trees that come from joining them by an edge of power 1. */
public final class TreeProducts {
    private TreeProducts() {}

    /**
     * {@return the natural growth N(T) = Σ_n (T+n), the sum over all vertices n of the extensions by a leaf of type 0}
     *
     * @param tree a tree T
     */
    public static FormalSum<RootedTree> naturalGrowth(RootedTree tree) {
        return FormalSum.counting(tree.extensions());
    }

    /**
     * {@return the natural growth of a forest, the sum over all vertices of all of its trees: the derivation that extends
     * that of trees}
     */
    public static FormalSum<Forest> naturalGrowth(Forest forest) {
        FormalSum<Forest> sum = FormalSum.zero();
        for (Map.Entry<RootedTree, Integer> entry : forest.trees().entrySet()) {
            Forest rest = forest.without(entry.getKey());
            sum = sum.plus(naturalGrowth(entry.getKey())
                    .map(grown -> FormalSum.of(rest.times(grown)))
                    .times(BigFraction.of(entry.getValue())));
        }
        return sum;
    }

    /**
     * {@return the grafting product T ◁ S = Σ_n (T with the root of S as a new child of n)} It is pre-Lie: (T ◁ S) ◁ R − T ◁
     * (S ◁ R) is symmetric in S and R; and T ◁ • is the natural growth.
     *
     * @param tree the tree T that is grafted upon
     * @param scion the tree S that is grafted
     */
    public static FormalSum<RootedTree> graft(RootedTree tree, RootedTree scion) {
        int[] orbits = TreeSymmetry.orbits(tree);
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int orbit : orbits) {
            sizes.merge(orbit, 1, Integer::sum);
        }
        Map<RootedTree, Integer> sum = new HashMap<>();
        sizes.forEach((vertex, size) -> sum.merge(graftAt(tree, vertex, scion).tree(), size, Integer::sum));
        return FormalSum.counting(sum);
    }

    /**
     * {@return the tree T with S as a child subtree of a vertex; of its source, vertex v of T is v and vertex u of S is
     * |T|+u}
     *
     * @param tree the tree T that is grafted upon
     * @param vertex a vertex of T
     * @param scion the tree S that is grafted
     */
    public static Relabelled graftAt(RootedTree tree, int vertex, RootedTree scion) {
        int n = tree.order();
        int size = Math.addExact(n, scion.order());
        int[] mine = tree.parents();
        int[] others = scion.parents();
        int[] parents = new int[size];
        int[] types = new int[size];
        int[] powers = new int[size];
        tree.type(vertex);
        for (int v = 0; v < n; v++) {
            parents[v] = mine[v];
            types[v] = tree.type(v);
            powers[v] = tree.power(v);
        }
        for (int u = 0; u < others.length; u++) {
            parents[n + u] = u == 0 ? vertex : n + others[u];
            types[n + u] = scion.type(u);
            powers[n + u] = scion.power(u);
        }
        return Relabelled.ofDecorated(parents, types, powers);
    }

    /**
     * {@return the Butcher product T ∘ S, S as a new child subtree of the root of T} It satisfies (T ∘ S) ∘ R = (T ∘ R) ∘ S,
     * and every tree is a product of •'s.
     *
     * @param tree the tree T that keeps its root
     * @param scion the tree S
     */
    public static RootedTree butcher(RootedTree tree, RootedTree scion) {
        return tree.with(new Branch(scion, 1));
    }
}
