package org.espalier.trees;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * The trees of a family that survive a pruning: a tree is kept if a test accepts it and all subtrees of its vertices.
 *
 * <p>Trees grow from kept subtrees only, so whatever contains a rejected subtree is never made; this keeps families with many
 * types small, where a tree's weight falls with every branch. The test sees each candidate once, after all of its subtrees, so
 * it can build on what it stored for them.
 */
public final class PrunedTrees {
    private PrunedTrees() {}

    /**
     * Lists the kept trees up to an order.
     *
     * @param family types, powers and bounds
     * @param maxOrder largest number of vertices, at least 1
     * @param keep the test, called in the order of the result
     * @return the kept trees, by increasing order and in the order of the family
     * @throws IllegalArgumentException if the order is not positive
     */
    public static List<RootedTree> upTo(TreeFamily family, int maxOrder, Predicate<? super RootedTree> keep) {
        TreeFamily.checkOrder(maxOrder);
        List<RootedTree> kept = new ArrayList<>();
        List<Branch> branches = new ArrayList<>();
        for (int order = 1; order <= maxOrder; order++) {
            int from = kept.size();
            candidates(family, order, branches).stream().sorted().filter(keep).forEach(kept::add);
            for (RootedTree tree : kept.subList(from, kept.size())) {
                for (int power = 1; power <= family.maxPower() && tree.height() < family.maxHeight(); power++) {
                    branches.add(new Branch(tree, power));
                }
            }
        }
        return Collections.unmodifiableList(kept);
    }

    /** Lists all trees of one order made of given branches, which come by increasing order. */
    private static List<RootedTree> candidates(TreeFamily family, int order, List<Branch> branches) {
        List<RootedTree> result = new ArrayList<>();
        List<Integer> chosen = new ArrayList<>();
        int left = order - 1;
        int next = 0;
        while (true) {
            if (left == 0) {
                List<Branch> parts = chosen.stream().map(branches::get).toList();
                for (int type = 0; type < family.types(); type++) {
                    result.add(RootedTree.ofBranches(type, parts));
                }
            }
            boolean fits = left > 0
                    && chosen.size() < family.maxDegree()
                    && next < branches.size()
                    && branches.get(next).subtree().order() <= left;
            if (fits) {
                chosen.add(next);
                left -= branches.get(next).subtree().order();
            } else if (!chosen.isEmpty()) {
                next = chosen.remove(chosen.size() - 1);
                left += branches.get(next).subtree().order();
                next++;
            } else {
                return result;
            }
        }
    }
}
