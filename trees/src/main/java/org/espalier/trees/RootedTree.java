package org.espalier.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/**
 * An isomorphism class of rooted trees, held in canonical form; an immutable value.
 *
 * <p><b>Vertices.</b> They are numbered 0..|T|−1 in preorder of the canonical form; the root is 0 and lies at level 0. (In
 * formulas papers number them 1..|T|.) The canonical form is the lexicographically largest preorder sequence of levels over
 * all orders of siblings. It follows that the subtrees of a vertex come largest first, equal ones side by side, that the
 * vertices of a subtree are consecutive, and that each subtree is itself in canonical form. Operations that renumber
 * vertices return the {@link Relabelling}.
 *
 * <p><b>Decoration.</b> A vertex may carry a type (0, 1, …; cell types) and an edge a power (1, 2, …; the power of its
 * weight). Undecorated means type 0 and power 1 everywhere. The sequence that is made largest then consists of triples
 * (level, type, power of the edge to the parent); two decorated trees are equal if an isomorphism respects both. All
 * operations treat decorated and plain trees alike.
 *
 * <p><b>Order.</b> By order |T|, then larger sequences first: •; then [0 1 2] before [0 1 1]; this is the order of
 * {@link RootedTrees}.
 *
 * <p>Up to order {@value #PACKED_ORDER} the shape is one 64-bit word (two bits a vertex), larger trees hold their level
 * sequence. No operation recurses: a path of 100 000 vertices is an ordinary tree. Indices of vertices that are out of
 * range raise {@link IndexOutOfBoundsException} with the vertex and the range.
 */
public final class RootedTree implements Comparable<RootedTree> {
    /** Largest type of a vertex. */
    public static final int MAX_TYPE = 0x7ffe;

    /** Largest power of an edge. */
    public static final int MAX_POWER = 0xffff;

    /** Largest order whose shape is held in one word. */
    static final int PACKED_ORDER = 33;

    private static final RootedTree SINGLE = new RootedTree(1, 0, null, null);

    private final int order;
    private final long word;
    private final int[] levels;
    private final int[] marks;

    private RootedTree(int order, long word, int[] levels, int[] marks) {
        this.order = order;
        this.word = word;
        this.levels = levels;
        this.marks = marks;
    }

    /** Trusts that the levels and marks are canonical, and keeps the arrays. */
    static RootedTree ofCanonical(int[] levels, int[] marks) {
        int n = levels.length;
        int[] decoration = marks;
        if (marks != null && Mark.arePlain(marks)) {
            decoration = null;
        }
        return n <= PACKED_ORDER
                ? new RootedTree(n, Bracketing.word(levels), null, decoration)
                : new RootedTree(n, 0, levels, decoration);
    }

    /** Trusts that the word is that of a canonical plain tree of an order up to {@value #PACKED_ORDER}. */
    static RootedTree ofCanonicalWord(int order, long word) {
        return new RootedTree(order, word, null, null);
    }

    /** {@return the tree of order 1} */
    public static RootedTree single() {
        return SINGLE;
    }

    /**
     * {@return the tree of order 1 with a type}
     *
     * @param type type of the vertex
     * @throws IllegalArgumentException if the type is out of range
     */
    public static RootedTree single(int type) {
        return ofCanonical(new int[] {0}, Mark.of(new int[] {type}, new int[] {1}, new int[] {-1}));
    }

    /**
     * {@return the tree of a preorder level sequence (root at level 0), in any order of siblings}
     *
     * @param levels levels of the vertices in preorder
     * @throws IllegalArgumentException if the sequence is not that of a rooted tree; the position is named
     * @see Relabelled#ofLevels(int...)
     */
    public static RootedTree ofLevels(int... levels) {
        return Relabelled.ofLevels(levels).tree();
    }

    /**
     * {@return the tree of a parent array, vertices in any order}
     *
     * @param parents parent of each vertex, −1 for the root
     * @throws IllegalArgumentException if the array is not that of a rooted tree; the vertex is named
     * @see Relabelled#ofParents(int...)
     */
    public static RootedTree ofParents(int... parents) {
        return Relabelled.ofParents(parents).tree();
    }

    /**
     * {@return the tree written as nested brackets, as {@link #brackets()} writes it}
     *
     * @param text one pair of brackets per vertex around those of its children: {@code [[[]][]]}; round brackets, blanks
     *     and commas between children are accepted
     * @throws IllegalArgumentException if the brackets are not those of one tree; the position is named
     */
    public static RootedTree ofBrackets(String text) {
        return Brackets.parse(text);
    }

    /**
     * {@return the plain tree of a word, as {@link RootedTrees#forEachWord} gives them}
     *
     * @param order number of vertices, 1..33
     * @param word 2(order−1) bits: in preorder 1 for a step away from the root, 0 for a step back
     * @throws IllegalArgumentException if the order or the word is out of range; the bit is named
     */
    public static RootedTree ofWord(int order, long word) {
        return ofLevels(Bracketing.checkedLevels(order, word));
    }

    /** {@return the order |T|, the number of vertices, at least 1} */
    public int order() {
        return order;
    }

    /** {@return the largest level, 0 for •} */
    public int height() {
        int height = 0;
        for (int level : levelArray()) {
            height = Math.max(height, level);
        }
        return height;
    }

    /** {@return the canonical preorder level sequence, a copy; the root's level is 0} */
    public int[] levels() {
        return levels == null ? Bracketing.levels(order, word) : levels.clone();
    }

    /** Returns the level sequence, shared where it is held: not to be changed. */
    int[] levelArray() {
        return levels == null ? Bracketing.levels(order, word) : levels;
    }

    /** Returns the marks, or null for a plain tree: not to be changed. */
    int[] markArray() {
        return marks;
    }

    /** Returns the mark of a vertex. */
    int mark(int vertex) {
        return marks == null ? Mark.PLAIN : marks[vertex];
    }

    /**
     * {@return the shape as a word of 2(|T|−1) bits, the first step being the highest: walking around the tree in preorder,
     * 1 for a step away from the root and 0 for a step back}
     *
     * @throws IllegalStateException if the order is above 33
     */
    public long word() {
        if (levels != null) {
            throw new IllegalStateException(
                    "order " + order + " does not fit a word of 64 bits: at most " + PACKED_ORDER);
        }
        return word;
    }

    /** {@return the parent of every vertex, −1 for the root} */
    public int[] parents() {
        return Relabelled.parentsOfLevels(levelArray());
    }

    /** {@return the parent of a vertex, −1 for the root} */
    public int parent(int vertex) {
        int[] all = levelArray();
        int parent = check(vertex) - 1;
        while (parent >= 0 && all[parent] >= all[vertex]) {
            parent--;
        }
        return parent;
    }

    /** {@return the children of a vertex, in order} */
    public int[] children(int vertex) {
        int[] all = levelArray();
        int[] result = new int[order];
        int count = 0;
        for (int v = check(vertex) + 1; v < order && all[v] > all[vertex]; v++) {
            if (all[v] == all[vertex] + 1) {
                result[count++] = v;
            }
        }
        return Arrays.copyOf(result, count);
    }

    /** {@return the vertices without children, in order; the root is the leaf of •} */
    public int[] leaves() {
        int[] all = levelArray();
        int[] result = new int[order];
        int count = 0;
        for (int v = 0; v < order; v++) {
            if (v + 1 == order || all[v + 1] <= all[v]) {
                result[count++] = v;
            }
        }
        return Arrays.copyOf(result, count);
    }

    /** {@return the number of vertices of the subtree of every vertex; that of v holds the vertices v..v+size−1} */
    public int[] subtreeSizes() {
        return Shape.sizes(levelArray());
    }

    /**
     * {@return the tree of a vertex v and its descendants; vertex u of it is vertex v+u of this tree}
     *
     * @param vertex a vertex v
     */
    public RootedTree subtree(int vertex) {
        int[] all = levelArray();
        int end = check(vertex) + 1;
        while (end < order && all[end] > all[vertex]) {
            end++;
        }
        return Shape.cut(all, marks, vertex, end);
    }

    /** {@return the type of a vertex, 0 unless decorated} */
    public int type(int vertex) {
        return Mark.type(mark(check(vertex)));
    }

    /** {@return the power of the edge from a vertex to its parent, 1 unless decorated and for the root} */
    public int power(int vertex) {
        return Mark.power(mark(check(vertex)));
    }

    /** {@return whether the tree carries no decoration: every type is 0 and every power 1} */
    public boolean isPlain() {
        return marks == null;
    }

    /** {@return the tree of the same shape with given types and powers, and where the vertices went} */
    public Relabelled plain() {
        return Relabelled.of(parents(), null);
    }

    /**
     * {@return the tree of the same shape with given types and powers, the decorated tree, and where the vertices went}
     *
     * @param types type of each vertex
     * @param powers power of the edge from each vertex to its parent, 1 for the root
     * @throws IllegalArgumentException if the arrays have another length than the order or a value is out of range
     */
    public Relabelled decorated(int[] types, int[] powers) {
        int[] parents = parents();
        return Relabelled.of(parents, Mark.of(types, powers, parents));
    }

    /** {@return the distinct branches at the root with their numbers of copies, in canonical order} */
    public Map<Branch, Integer> branches() {
        return Shape.branches(this);
    }

    /**
     * {@return the distinct subtrees hanging from the root with their numbers of copies, in canonical order}
     *
     * @throws IllegalStateException if an edge at the root has a power above 1: there {@link #branches()} tells them apart
     */
    public Map<RootedTree, Integer> distinctChildren() {
        Map<RootedTree, Integer> result = new LinkedHashMap<>();
        branches().forEach((branch, copies) -> {
            if (branch.power() != 1) {
                throw new IllegalStateException("an edge at the root of " + shown() + " has power " + branch.power()
                        + ": subtrees alone do not tell its branches apart, use branches()");
            }
            result.put(branch.subtree(), copies);
        });
        return Collections.unmodifiableMap(result);
    }

    /**
     * {@return T∖T_c, this tree without one copy of a subtree of the root}
     *
     * @param child a subtree hanging from the root by an edge of power 1
     * @throws IllegalArgumentException if no such subtree hangs from the root
     */
    public RootedTree withoutChild(RootedTree child) {
        return without(new Branch(child, 1));
    }

    /**
     * {@return this tree without one copy of a branch at the root; the other vertices keep their order}
     *
     * @param branch a branch at the root
     * @throws IllegalArgumentException if the root has no such branch
     */
    public RootedTree without(Branch branch) {
        return Shape.without(this, branch);
    }

    /**
     * {@return the tree of given branches on a new root, B₊ of a forest; • for no branch}
     *
     * @param type type of the root
     * @param branches the branches in any order, with repetitions
     * @throws IllegalArgumentException if the type is out of range
     */
    public static RootedTree ofBranches(int type, Collection<Branch> branches) {
        return Shape.join(Mark.of(type, 1, 0), branches.stream().sorted().toList());
    }

    /** {@return this tree with one more branch at the root} */
    public RootedTree with(Branch branch) {
        List<Branch> all = new ArrayList<>();
        branches().forEach((present, copies) -> all.addAll(Collections.nCopies(copies, present)));
        all.add(branch);
        return ofBranches(type(0), all);
    }

    /**
     * {@return T+n, this tree with one more leaf of type 0 by an edge of power 1, and where the vertices of T and the leaf
     * went}
     *
     * @param vertex the vertex n that gets the leaf, the root included
     */
    public Extension plus(int vertex) {
        return plus(vertex, 0, 1);
    }

    /**
     * {@return T+n with a decorated leaf, and where the vertices of T and the leaf went}
     *
     * @param vertex the vertex n that gets the leaf
     * @param type type of the leaf
     * @param power power of its edge
     * @throws IllegalArgumentException if the type or the power is out of range
     */
    public Extension plus(int vertex, int type, int power) {
        return Growing.plus(this, check(vertex), Mark.of(type, power, order));
    }

    /**
     * {@return the distinct trees T+n with the number of vertices n that give each, in order of the smallest n: natural
     * growth, collected} Vertices give equal trees exactly if an automorphism exchanges them; the multiplicities add up to
     * |T|.
     */
    public Map<RootedTree, Integer> extensions() {
        return extensions(0, 1);
    }

    /**
     * {@return the distinct trees T+n with a decorated leaf and their multiplicities, in order of the smallest n}
     *
     * @param type type of the leaf
     * @param power power of its edge
     */
    public Map<RootedTree, Integer> extensions(int type, int power) {
        return Growing.extensions(this, Mark.of(type, power, order));
    }

    /**
     * {@return this tree without a leaf, the inverse of {@link #plus(int)}, and where the vertices went, the leaf to {@link
     * Relabelling#REMOVED}}
     *
     * @param leaf a vertex without children, not the root
     * @throws IllegalArgumentException if the vertex has children or is the root
     */
    public Relabelled minus(int leaf) {
        int[] all = levelArray();
        if (check(leaf) == 0) {
            throw new IllegalArgumentException("vertex 0 is the root: a tree keeps its root");
        }
        if (leaf + 1 < order && all[leaf + 1] > all[leaf]) {
            throw new IllegalArgumentException("vertex " + leaf + " of " + shown()
                    + " is not a leaf: take one of leaves(), the last is " + leaves()[leaves().length - 1]);
        }
        return Growing.minus(this, leaf);
    }

    /**
     * {@return the distinct trees left by taking away one leaf with the number of leaves that give each, in order of the
     * smallest leaf; empty for •}
     */
    public Map<RootedTree, Integer> prunings() {
        return Growing.prunings(this);
    }

    /** {@return the tree as a graph of the vertices 0..|T|−1, one edge from each parent to each of its children} */
    public Graph<Integer, DefaultEdge> toGraph() {
        Graph<Integer, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
        int[] parents = parents();
        for (int v = 0; v < order; v++) {
            graph.addVertex(v);
            if (v > 0) {
                graph.addEdge(parents[v], v);
            }
        }
        return graph;
    }

    /**
     * {@return the tree as nested brackets, one pair per vertex around those of its children, for example {@code [[[]][]]};
     * a type t or power p other than 0 and 1 is written after the opening bracket as {@code t} and {@code ^p}, for example
     * {@code [1[2^3][]]}}
     */
    public String brackets() {
        return Brackets.write(this);
    }

    /** Writes the tree so that it fits a message. */
    String shown() {
        return order <= 40 ? toString() : "a tree of order " + order;
    }

    private int check(int vertex) {
        if (vertex < 0 || vertex >= order) {
            throw new IndexOutOfBoundsException("vertex " + vertex + " is out of range: a tree of order " + order
                    + " has vertices 0.." + (order - 1));
        }
        return vertex;
    }

    @Override
    public int compareTo(RootedTree other) {
        if (order != other.order) {
            return Integer.compare(order, other.order);
        }
        if (marks == null && other.marks == null && levels == null) {
            return Long.compareUnsigned(other.word, word);
        }
        return Shape.compare(this, 1, other, 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RootedTree tree
                && order == tree.order
                && word == tree.word
                && Arrays.equals(levels, tree.levels)
                && Arrays.equals(marks, tree.marks);
    }

    @Override
    public int hashCode() {
        long mixed = (word + order) * 0x9e3779b97f4a7c15L;
        int shape = levels == null ? (int) (mixed >>> 32) : Arrays.hashCode(levels);
        return marks == null ? shape : 31 * shape + Arrays.hashCode(marks);
    }

    /** {@inheritDoc} The level sequence of a plain tree, the brackets of a decorated one. */
    @Override
    public String toString() {
        return marks != null
                ? brackets()
                : Arrays.stream(levelArray()).mapToObj(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
    }
}
