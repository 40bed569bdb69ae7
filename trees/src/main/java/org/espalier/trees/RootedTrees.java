package org.espalier.trees;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Enumeration of rooted trees. */
public final class RootedTrees {
    private RootedTrees() {}

    /**
     * Enumerates all rooted trees of one order.
     *
     * @param order number of vertices, at least 1
     * @return the trees, each isomorphism class once
     */
    public static Stream<RootedTree> ofOrder(int order) {
        Set<RootedTree> trees = new LinkedHashSet<>();
        if (order == 1) {
            trees.add(RootedTree.single());
        } else {
            ofOrder(order - 1).forEach(tree -> {
                int[] levels = tree.levels();
                for (int n = 0; n < levels.length; n++) {
                    int[] longer = new int[levels.length + 1];
                    System.arraycopy(levels, 0, longer, 0, n + 1);
                    longer[n + 1] = levels[n] + 1;
                    System.arraycopy(levels, n + 1, longer, n + 2, levels.length - n - 1);
                    trees.add(RootedTree.ofLevels(longer));
                }
            });
        }
        List<RootedTree> sorted = new ArrayList<>(trees);
        sorted.sort(null);
        return sorted.stream();
    }

    /**
     * Enumerates all rooted trees up to an order, by increasing order.
     *
     * @param order largest number of vertices, at least 1
     * @return the trees
     */
    public static Stream<RootedTree> upTo(int order) {
        Stream<RootedTree> all = Stream.empty();
        for (int n = 1; n <= order; n++) {
            all = Stream.concat(all, ofOrder(n));
        }
        return all;
    }
}
