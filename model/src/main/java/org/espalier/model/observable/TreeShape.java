package org.espalier.model.observable;

import java.util.Map;
import org.espalier.trees.RootedTree;

/**
 * How a contraction reads a kind of trees: which test function sits at the root, which subtrees hang from it, and with
 * which power of the weight on the edge. Trees that are equal must read the same.
 *
 * @param <T> kind of trees, with equality by isomorphism class
 */
public interface TreeShape<T> {
    /**
     * Returns the type of the root: the index of its initial vector φ.
     *
     * @param tree a tree
     * @return an index, 0 where there is one type only
     */
    int type(T tree);

    /**
     * Visits the distinct subtrees that hang from the root, in a fixed order.
     *
     * @param tree a tree
     * @param visitor called once for each distinct pair of subtree and edge power
     */
    void children(T tree, Child<T> visitor);

    /**
     * Receives a subtree of the root.
     *
     * @param <T> kind of trees
     */
    @FunctionalInterface
    interface Child<T> {
        /**
         * A subtree.
         *
         * @param subtree the subtree
         * @param power power p ≥ 1 on the edge to it: its weight is w^p/p!
         * @param copies number of copies, at least 1
         */
        void accept(T subtree, int power, int copies);
    }

    /**
     * Trees without decoration.
     *
     * @return one type, all edge powers 1
     */
    static TreeShape<RootedTree> plain() {
        return new TreeShape<>() {
            @Override
            public int type(RootedTree tree) {
                return 0;
            }

            @Override
            public void children(RootedTree tree, Child<RootedTree> visitor) {
                for (Map.Entry<RootedTree, Integer> child :
                        tree.distinctChildren().entrySet()) {
                    visitor.accept(child.getKey(), 1, child.getValue());
                }
            }
        };
    }
}
