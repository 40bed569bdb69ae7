/**
 * Observables of a network are indexed by rooted trees up to isomorphism, and their equations couple T to T+n. An index needs one
 * form for each class, an order, counts that can be trusted before anything is computed, and, since an observable has a variable
 * at every vertex, a record of where each vertex went. Here are the isomorphism classes in canonical form, how they grow, how many
 * there are, and their symmetry: exact arithmetic only, no numerics; no operation on a tree recurses over its vertices.
 *
 * <h2>Definitions</h2>
 *
 * <p>A rooted tree T has |T| vertices, one of them the root; every other vertex has one parent. Two trees are equal if an
 * isomorphism maps root to root. <b>T+n</b> is T with one more leaf, attached at vertex n, the root included; the natural growth
 * of T is Σ_n (T+n). Vertices may carry types and edges positive integer powers ({@link org.espalier.trees.RootedTree},
 * {@link org.espalier.trees.TreeFamily}); isomorphisms then respect them.
 *
 * <ul>
 *   <li>σ(T), the {@linkplain org.espalier.trees.TreeSymmetry#symmetry symmetry}: number of automorphisms;
 *   <li>γ(T), the {@linkplain org.espalier.trees.TreeSymmetry#treeFactorial tree factorial}: product of the sizes of all
 *       subtrees;
 *   <li>α(T) = |T|!/(σ(T)γ(T)), the {@linkplain org.espalier.trees.TreeSymmetry#increasingLabellings increasing labellings}:
 *       number of growth paths • → T, with multiplicity.
 * </ul>
 *
 * <p>Over the plain trees of order k: Σ α(T) = (k−1)! and Σ k!/σ(T) = k^(k−1); their numbers are 1, 1, 2, 4, 9, 20, 48, 115,
 * 286, 719, … (OEIS A000081). With K types, t(x) = Σ t_n x^n solves t(x) = K x exp Σ_j t(x^j)/j, and with powers up to P, t(x^j)
 * in the exponent becomes P t(x^j).
 *
 * <h2>Guarantees</h2>
 *
 * <ul>
 *   <li>The canonical form is the lexicographically largest preorder sequence of (level, type, power). Vertices are numbered
 *       0..|T|−1 in that preorder, and whatever renumbers vertices returns the {@link org.espalier.trees.Relabelling}: an
 *       observable has a variable per vertex, and its axes must follow.
 *   <li>Canonicalisation takes O(n log n) steps at worst; equal long branches are not compared vertex by vertex.
 *   <li>Enumeration gives each tree once, in decreasing lexicographic order of the canonical sequences, in constant amortised
 *       time; {@link org.espalier.trees.TreeFamily#rank} numbers the trees in that order.
 *   <li>Values are immutable and may be shared between threads; a {@link org.espalier.trees.TreeCursor} may not.
 *   <li>Bad input ends in an {@link java.lang.IllegalArgumentException} (a vertex out of range in an {@link
 *       java.lang.IndexOutOfBoundsException}) that names the offending position.
 * </ul>
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
 * Extension grown = cherry.plus(2);
 * grown.tree();                                   // [0 1 2 1]
 * grown.relabelling();                            // [0, 3, 1, 2]: vertex 2 became 1, the new leaf 2
 * cherry.extensions();                            // {[0 1 1 1]=1, [0 1 2 1]=2}
 * TreeSymmetry.increasingLabellings(grown.tree()); // 3
 * RootedTrees.count(20);                          // 12826228
 * RootedTrees.unrank(5, BigInteger.valueOf(7));   // [0 1 2 1 1]
 * }</pre>
 *
 * <h2>References</h2>
 *
 * <ul>
 *   <li>P.-E. Jabin, D. Zhou, The mean-field limit of sparse networks of integrate-and-fire neurons, arXiv:2309.04046: trees as
 *       indices of observables, T+n in the hierarchy (4.1).
 *   <li>E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration, 2nd ed., section III.1: σ, γ and α; theorem III.1.5,
 *       order conditions.
 *   <li>T. Beyer, S. M. Hedetniemi, Constant time generation of rooted trees, SIAM J. Comput. 9 (1980) 706-712.
 *   <li>A. V. Aho, J. E. Hopcroft, J. D. Ullman, The Design and Analysis of Computer Algorithms, 1974, section 3.2: ranks level
 *       by level.
 *   <li>A. Nijenhuis, H. S. Wilf, Combinatorial Algorithms, 2nd ed., 1978, chapter 29: uniform random trees.
 * </ul>
 *
 * @since 0.1
 */
package org.espalier.trees;
