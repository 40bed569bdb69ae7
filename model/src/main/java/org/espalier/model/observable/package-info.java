/**
 * The hierarchy sees a network through sums over all ways to lay a rooted tree into it: N^|T| terms for each of 85 trees up to order
 * 7. They all come from one recursion, a few sparse products of a matrix with vectors: for a tree T whose root carries the
 * subtrees T_c,
 *
 * <pre class="tex">
 *     x_T(i) = φ(i) Π_c (W x_{T_c})(i) ,\qquad t(T) = \frac1N Σ_i x_T(i) \quad (φ = 1) .  (3.2)
 * </pre>
 *
 * <p>{@link org.espalier.model.observable.TreeContraction} computes x_T for any set of trees: plain, typed, with powers on
 * the edges, centred (6.4), centred within classes (6.5), with initial vectors of choice, for a network or for any linear
 * map. {@link org.espalier.model.observable.TreeDensities} holds t(T) for all trees up to an order (homomorphism version
 * H), {@link org.espalier.model.observable.InjectiveDensities} the sums over distinct indices (version I) or an interval
 * that contains them, {@link org.espalier.model.observable.ExactTreeSums} both versions in exact integers. The products
 * themselves are fast ({@code SparseProduct}: four vectors in a pass over the edges).
 *
 * <p>Guarantees: distinct subtrees are computed once; results are the same, bit for bit, for any number of threads; what
 * leaves the range of double throws instead of returning an infinity.
 *
 * <pre>{@code
 * TreeDensities densities = TreeDensities.of(network, 7);
 * double cherry = densities.of(RootedTree.ofLevels(0, 1, 1));
 * double[] x = TreeContraction.of(network).centred().vectors(trees).get(tree);
 * }</pre>
 *
 * <p>References: P.-E. Jabin, D. Zhou, arXiv:2309.04046 (observables, section 2); docs/mathematics.md, sections 3, 5 and 6.
 *
 * @since 0.1
 */
package org.espalier.model.observable;
