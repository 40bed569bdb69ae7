package org.espalier.trees;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Trees with one leaf more and with one leaf less, and what an automorphism makes of them: natural growth, collected. */
final class Growing {
    /** Below this order a leaf is inserted branch by branch, from it on the tree is brought into canonical form anew. */
    private static final int INSERTION_ORDER = 64;

    private Growing() {}

    /** T+n with a decorated leaf. */
    static Extension plus(RootedTree tree, int vertex, int leaf) {
        int order = tree.order();
        if (order < INSERTION_ORDER) {
            Insertion insertion = new Insertion(tree, vertex, leaf);
            return new Extension(insertion.tree(), insertion.relabelling());
        }
        int[] parents = Arrays.copyOf(tree.parents(), order + 1);
        parents[order] = vertex;
        int[] marks = null;
        if (!tree.isPlain() || leaf != Mark.PLAIN) {
            marks = tree.isPlain() ? Mark.plain(order + 1) : Arrays.copyOf(tree.markArray(), order + 1);
            marks[order] = leaf;
        }
        Relabelled result = Relabelled.of(parents, marks);
        return new Extension(result.tree(), result.relabelling());
    }

    /** The distinct trees T+n with their multiplicities, in order of the smallest n. */
    static Map<RootedTree, Integer> extensions(RootedTree tree, int leaf) {
        int[] vertices = new int[tree.order()];
        Arrays.setAll(vertices, v -> v);
        return collected(
                tree,
                vertices,
                v -> tree.order() < INSERTION_ORDER
                        ? new Insertion(tree, v, leaf).tree()
                        : plus(tree, v, leaf).tree());
    }

    /** The tree without a leaf. */
    static Relabelled minus(RootedTree tree, int leaf) {
        int[] parents = tree.parents();
        int[] shifted = new int[parents.length - 1];
        for (int v = 0; v < parents.length; v++) {
            if (v != leaf) {
                int parent = parents[v];
                shifted[v > leaf ? v - 1 : v] = parent > leaf ? parent - 1 : parent;
            }
        }
        int[] marks = tree.isPlain() ? null : Shape.remove(tree.markArray(), leaf, leaf + 1);
        Relabelled rest = Relabelled.of(shifted, marks);
        int[] images = new int[parents.length];
        for (int v = 0; v < images.length; v++) {
            images[v] = v == leaf ? Relabelling.REMOVED : rest.relabelling().of(v > leaf ? v - 1 : v);
        }
        return new Relabelled(rest.tree(), Relabelling.wrap(images));
    }

    /** The distinct trees left by taking away one leaf with their multiplicities, in order of the smallest leaf. */
    static Map<RootedTree, Integer> prunings(RootedTree tree) {
        return tree.order() == 1
                ? Map.of()
                : collected(tree, tree.leaves(), leaf -> minus(tree, leaf).tree());
    }

    /** One tree for each orbit that begins among the vertices, with the number of vertices of the orbit. */
    private static Map<RootedTree, Integer> collected(RootedTree tree, int[] vertices, IntFunction<RootedTree> change) {
        int[] orbits = TreeSymmetry.orbits(tree);
        int[] sizes = new int[orbits.length];
        for (int orbit : orbits) {
            sizes[orbit]++;
        }
        Map<RootedTree, Integer> result = new LinkedHashMap<>();
        for (int v : vertices) {
            if (orbits[v] == v) {
                result.merge(change.apply(v), sizes[v], Integer::sum);
            }
        }
        return Collections.unmodifiableMap(result);
    }
}
