package org.espalier.hierarchy.expansion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    /** Of each pair; null where all are 1. */
    private final double[] coefficient;

    private final int[] types;
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
        coefficient = null;
        types = this.trees.stream().mapToInt(tree -> tree.type(0)).toArray();
        groups = ends;
        for (int order = 1; order < groups.length; order++) {
            groups[order] = Math.max(groups[order], groups[order - 1]);
        }
        needed = needed(size, rest);
    }

    private static boolean[] needed(int size, int[] rest) {
        boolean[] needed = new boolean[size];
        for (int tree : rest) {
            needed[tree] = true;
        }
        return needed;
    }

    /** The trees below the largest order of another system, and sums of trees of that order: what each is driven by, and its type. */
    private Equation61(Equation61 other, List<Map<Long, Double>> sums, int... sumTypes) {
        int below = other.end(other.maxOrder() - 1);
        trees = other.trees.subList(0, below);
        trees.forEach(tree -> index.put(tree, other.index(tree)));
        int size = below + sums.size();
        int kept = other.start[below];
        int pairs = kept + sums.stream().mapToInt(Map::size).sum();
        start = Arrays.copyOf(other.start, size + 1);
        child = Arrays.copyOf(other.child, pairs);
        rest = Arrays.copyOf(other.rest, pairs);
        coefficient = new double[pairs];
        Arrays.fill(coefficient, 0, kept, 1);
        types = Arrays.copyOf(other.types, size);
        int next = kept;
        for (int n = 0; n < sums.size(); n++) {
            types[below + n] = sumTypes[n];
            for (Map.Entry<Long, Double> pair : sums.get(n).entrySet()) {
                rest[next] = (int) (pair.getKey() >> Integer.SIZE);
                child[next] = pair.getKey().intValue();
                coefficient[next++] = pair.getValue();
            }
            start[below + n + 1] = next;
        }
        groups = other.groups.clone();
        groups[other.maxOrder()] = size;
        needed = needed(size, rest);
    }

    /**
     * {@return the system in which the trees of the largest order stand summed with weights: nothing else is driven by them, and their
     * equations are linear, so that a sum obeys one equation}
     *
     * @param weights weight of each tree in each sum, for sum n those of trees with roots of its type, others are not looked at
     * @param sumTypes types of the roots
     */
    Equation61 summed(double[][] weights, int... sumTypes) {
        int below = end(maxOrder() - 1);
        List<Map<Long, Double>> sums = new ArrayList<>();
        for (int s = 0; s < weights.length; s++) {
            // by rest, so that what a rest is multiplied with is added up first
            Map<Long, Double> pairs = new TreeMap<>();
            for (int tree = below; tree < size(); tree++) {
                double weight = weights[s][tree];
                if (types[tree] == sumTypes[s] && weight != 0) {
                    for (int pair = start[tree]; pair < start[tree + 1]; pair++) {
                        pairs.merge(((long) rest[pair] << Integer.SIZE) | child[pair], weight, Double::sum);
                    }
                }
            }
            sums.add(pairs);
        }
        return new Equation61(this, sums, sumTypes);
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
        return types.length;
    }

    /** The type of the root. */
    int type(int tree) {
        return types[tree];
    }

    /** What the product of a pair is multiplied with. */
    double coefficient(int pair) {
        return coefficient == null ? 1 : coefficient[pair];
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
