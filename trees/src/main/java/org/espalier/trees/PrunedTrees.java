package org.espalier.trees;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** The trees of a family that survive a pruning, made of branches that did ({@link TreeFamily#pruned}). */
final class PrunedTrees {
    private PrunedTrees() {}

    /** Lists the kept trees up to an order, by increasing order and in the order of the family. */
    static List<RootedTree> upTo(TreeFamily family, int maxOrder, Predicate<? super RootedTree> keep) {
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
