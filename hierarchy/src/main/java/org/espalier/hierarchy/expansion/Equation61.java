package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeFamily;

/**
 * (6.1) lowered to index arrays for G_T = F_T/σ(T), whose couplings all have the coefficient 1: tree number T is driven by
 * the pairs (child, rest) numbered start(T)..start(T+1)−1. Trees stand by increasing order, and what a tree is driven by has a
 * smaller order: the system is triangular.
 */
final class Equation61 {
    private final List<RootedTree> trees;
    private final Map<RootedTree, Integer> index = new HashMap<>();
    private final int[] start;
    private final int[] child;
    private final int[] rest;
    private final int[] groups;
    private final boolean[] needed;

    /** The trees by increasing order; with each tree its children and T∖T_c must be among them. */
    Equation61(List<RootedTree> trees) {
        this.trees = List.copyOf(trees);
        int size = this.trees.size();
        start = new int[size + 1];
        int[] children = new int[16];
        int[] rests = new int[16];
        int pairs = 0;
        int[] ends = new int[this.trees.get(size - 1).order() + 1];
        for (int n = 0; n < size; n++) {
            RootedTree tree = this.trees.get(n);
            index.put(tree, n);
            ends[tree.order()] = n + 1;
            for (RootedTree subtree : tree.distinctChildren().keySet()) {
                if (pairs == children.length) {
                    children = Arrays.copyOf(children, 2 * pairs);
                    rests = Arrays.copyOf(rests, 2 * pairs);
                }
                children[pairs] = index.get(subtree);
                rests[pairs++] = index.get(tree.withoutChild(subtree));
            }
            start[n + 1] = pairs;
        }
        child = Arrays.copyOf(children, pairs);
        rest = Arrays.copyOf(rests, pairs);
        groups = ends;
        for (int order = 1; order < groups.length; order++) {
            groups[order] = Math.max(groups[order], groups[order - 1]);
        }
        needed = new boolean[size];
        for (int tree : rest) {
            needed[tree] = true;
        }
    }

    /** All trees up to an order, their vertices of some number of colours. */
    static Equation61 upTo(int maxOrder, int colours) {
        return new Equation61(
                TreeFamily.plain().withTypes(colours).upTo(maxOrder).toList());
    }

    /** How many these are, without making them. */
    static double count(int maxOrder, int colours) {
        double count = 0;
        for (int order = 1; order <= maxOrder; order++) {
            count += TreeFamily.plain().withTypes(colours).count(order).doubleValue();
        }
        return count;
    }

    List<RootedTree> trees() {
        return trees;
    }

    int size() {
        return trees.size();
    }

    int maxOrder() {
        return groups.length - 1;
    }

    /** The number of trees of at most an order: those of order k are numbered end(k−1)..end(k)−1. */
    int end(int order) {
        return groups[order];
    }

    int index(RootedTree tree) {
        Integer found = index.get(tree);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no elementary density of " + tree + ": only trees up to order " + maxOrder() + " are there");
        }
        return found;
    }

    int start(int tree) {
        return start[tree];
    }

    int child(int pair) {
        return child[pair];
    }

    int rest(int pair) {
        return rest[pair];
    }

    /** Whether another tree is driven by this one as a rest. */
    boolean isNeeded(int tree) {
        return needed[tree];
    }
}
