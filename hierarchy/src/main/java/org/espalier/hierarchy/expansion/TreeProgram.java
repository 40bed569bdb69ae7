package org.espalier.hierarchy.expansion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/**
 * (6.1) lowered to index arrays for G_T = F_T/σ(T), whose couplings all have the coefficient 1: tree number T is driven by
 * the pairs (child, rest) numbered start(T)..start(T+1)−1.
 */
final class TreeProgram {
    private final List<RootedTree> trees;
    private final Map<RootedTree, Integer> index = new HashMap<>();
    private final int[] start;
    private final int[] child;
    private final int[] rest;

    TreeProgram(int maxOrder) {
        trees = RootedTrees.upTo(maxOrder).toList();
        start = new int[trees.size() + 1];
        List<int[]> pairs = new ArrayList<>();
        for (int n = 0; n < trees.size(); n++) {
            RootedTree tree = trees.get(n);
            index.put(tree, n);
            for (RootedTree subtree : tree.distinctChildren().keySet()) {
                pairs.add(new int[] {index.get(subtree), index.get(tree.withoutChild(subtree))});
            }
            start[n + 1] = pairs.size();
        }
        child = pairs.stream().mapToInt(pair -> pair[0]).toArray();
        rest = pairs.stream().mapToInt(pair -> pair[1]).toArray();
    }

    List<RootedTree> trees() {
        return trees;
    }

    int size() {
        return trees.size();
    }

    int index(RootedTree tree) {
        Integer found = index.get(tree);
        if (found == null) {
            throw new IllegalArgumentException("no elementary density of " + tree + ": its order " + tree.order()
                    + " is above " + trees.get(trees.size() - 1).order());
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
}
