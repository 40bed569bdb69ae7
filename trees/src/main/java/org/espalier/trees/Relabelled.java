package org.espalier.trees;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;

/**
 * A tree in canonical form, and where the vertices of what it was made of went.
 *
 * @param relabelling vertices of the source to vertices of {@code tree}
 */
public record Relabelled(RootedTree tree, Relabelling relabelling) {
    /** Refuses null. */
    public Relabelled {
        Objects.requireNonNull(tree, "tree");
        Objects.requireNonNull(relabelling, "relabelling");
    }

    /**
     * {@return the tree of a preorder level sequence}
     *
     * @param levels levels of the vertices in preorder, the root's is 0; position i is vertex i of the source
     * @throws IllegalArgumentException if the sequence has a gap or two roots; the position is named
     */
    public static Relabelled ofLevels(int... levels) {
        return of(parentsOfLevels(levels), null);
    }

    /**
     * {@return the tree of a parent array, vertices in any order}
     *
     * @param parents parent of each vertex, −1 for the root
     * @throws IllegalArgumentException if there is not exactly one root, a parent is out of range, or parents form a cycle
     */
    public static Relabelled ofParents(int... parents) {
        return of(parents.clone(), null);
    }

    /**
     * {@return the decorated tree of a parent array}
     *
     * @param parents parent of each vertex, −1 for the root
     * @param types type of each vertex, at least 0
     * @param powers power of the edge from each vertex to its parent, at least 1; 1 for the root
     * @throws IllegalArgumentException if the arrays differ in length, hold a value out of range, or are no tree
     */
    public static Relabelled ofDecorated(int[] parents, int[] types, int[] powers) {
        return of(parents.clone(), Mark.of(types, powers, parents));
    }

    /**
     * {@return the tree of a graph; vertices of the source are numbered as {@code graph.vertexSet()} iterates} Directions,
     * if any, are ignored.
     *
     * @param graph a connected graph without cycles
     * @param root one of its vertices
     * @param <V> type of its vertices
     * @param <E> type of its edges
     * @throws IllegalArgumentException if the graph is not a tree or does not hold the root; the offending vertex is named
     */
    public static <V, E> Relabelled ofGraph(Graph<V, E> graph, V root) {
        if (!graph.containsVertex(root)) {
            throw new IllegalArgumentException("root " + root + " is not a vertex of the graph");
        }
        Map<V, Integer> numbers = new HashMap<>();
        for (V vertex : graph.vertexSet()) {
            numbers.put(vertex, numbers.size());
        }
        int n = numbers.size();
        int[] parents = new int[n];
        Arrays.fill(parents, -2);
        parents[numbers.get(root)] = -1;
        Queue<V> queue = new ArrayDeque<>();
        queue.add(root);
        while (!queue.isEmpty()) {
            V vertex = queue.remove();
            int v = numbers.get(vertex);
            boolean back = false;
            for (E edge : graph.edgesOf(vertex)) {
                V neighbour = Graphs.getOppositeVertex(graph, edge, vertex);
                int u = numbers.get(neighbour);
                if (u == parents[v] && !back) {
                    back = true;
                } else if (parents[u] == -2) {
                    parents[u] = v;
                    queue.add(neighbour);
                } else {
                    throw new IllegalArgumentException("the graph is not a tree: the edge between " + vertex + " and "
                            + neighbour + " closes a cycle");
                }
            }
        }
        for (V vertex : graph.vertexSet()) {
            if (parents[numbers.get(vertex)] == -2) {
                throw new IllegalArgumentException(
                        "the graph is not a tree: vertex " + vertex + " is not connected to root " + root);
            }
        }
        return of(parents, null);
    }

    /** Canonicalises; marks may be null. */
    static Relabelled of(int[] parents, int[] marks) {
        return new Canonical(parents, rootOf(parents), marks).result();
    }

    private static int rootOf(int[] parents) {
        int root = -1;
        for (int v = 0; v < parents.length; v++) {
            if (parents[v] == -1) {
                if (root >= 0) {
                    throw new IllegalArgumentException(
                            "two roots: vertices " + root + " and " + v + " both have parent -1; a tree has one");
                }
                root = v;
            } else if (parents[v] < 0 || parents[v] >= parents.length) {
                throw new IllegalArgumentException("parent " + parents[v] + " of vertex " + v
                        + " must be -1 (the root) or lie between 0 and " + (parents.length - 1));
            }
        }
        if (root < 0) {
            throw new IllegalArgumentException(
                    parents.length == 0
                            ? "a tree has at least one vertex: the parent array is empty"
                            : "no root: one of the " + parents.length + " vertices must have parent -1");
        }
        return root;
    }

    /** Returns the parent array of a level sequence, or refuses the sequence. */
    static int[] parentsOfLevels(int[] levels) {
        if (levels.length == 0) {
            throw new IllegalArgumentException("a tree has at least one vertex: the level sequence is empty");
        }
        if (levels[0] != 0) {
            throw new IllegalArgumentException(
                    "level " + levels[0] + " at position 0: a level sequence starts with the root, at level 0");
        }
        int[] parents = new int[levels.length];
        int[] last = new int[levels.length];
        parents[0] = -1;
        for (int i = 1; i < levels.length; i++) {
            if (levels[i] < 1) {
                throw new IllegalArgumentException("level " + levels[i] + " at position " + i
                        + ": a tree has one root, so later levels are at least 1");
            }
            if (levels[i] > levels[i - 1] + 1) {
                throw new IllegalArgumentException("gap at position " + i + ": level " + levels[i] + " after level "
                        + levels[i - 1] + ", at most " + (levels[i - 1] + 1) + " is possible");
            }
            parents[i] = last[levels[i] - 1];
            last[levels[i]] = i;
        }
        return parents;
    }
}
