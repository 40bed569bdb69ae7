package org.espalier.trees.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;
import org.espalier.trees.Branch;
import org.espalier.trees.Forest;
import org.espalier.trees.RootedTree;

/**
 * The Hopf algebra of Connes and Kreimer: polynomials in rooted trees (forests are its monomials), with
 *
 * <pre>Δ(T) = T ⊗ 1 + Σ_{admissible cuts c} P^c(T) ⊗ R^c(T),      S(T) = −T − Σ_{c not empty} S(P^c(T)) R^c(T).</pre>
 *
 * <p>A cut is a set of edges; it is admissible if a path from the root meets at most one of them. R^c is the component of the
 * root, P^c the forest of the others; the empty cut gives 1 ⊗ T. Edges that are cut are gone, and their powers with them.
 * The numbers of terms grow exponentially with the order. No recursion: vertices are visited from the leaves to the root.
 */
public final class ConnesKreimer {
    private ConnesKreimer() {}

    /** {@return the sum of P^c ⊗ R^c over all admissible cuts of a tree, the empty cut included} */
    public static FormalSum<Tensor<Forest, RootedTree>> cuts(RootedTree tree) {
        return fromTheLeaves(
                tree,
                (vertex, below) -> FormalSum.of(new Tensor<>(Forest.of(tree.subtree(vertex)), RootedTree.single())));
    }

    /** {@return Δ(T), the coproduct of a tree} */
    public static FormalSum<Tensor<Forest, Forest>> coproduct(RootedTree tree) {
        return cuts(tree)
                .map(cut -> FormalSum.of(new Tensor<>(cut.left(), Forest.of(cut.right()))))
                .plus(FormalSum.of(new Tensor<>(Forest.of(tree), Forest.empty())));
    }

    /** {@return the coproduct of a forest, the product of those of its trees} */
    public static FormalSum<Tensor<Forest, Forest>> coproduct(Forest forest) {
        return product(
                forest,
                ConnesKreimer::coproduct,
                new Tensor<>(Forest.empty(), Forest.empty()),
                (a, b) -> new Tensor<>(a.left().times(b.left()), a.right().times(b.right())));
    }

    /** Multiplies the images of the trees of a forest. */
    private static <B extends Comparable<? super B>> FormalSum<B> product(
            Forest forest, Function<RootedTree, FormalSum<B>> image, B one, BinaryOperator<B> times) {
        FormalSum<B> product = FormalSum.of(one);
        for (Map.Entry<RootedTree, Integer> entry : forest.trees().entrySet()) {
            FormalSum<B> factor = image.apply(entry.getKey());
            for (int copy = 0; copy < entry.getValue(); copy++) {
                product = product.times(factor, (a, b) -> FormalSum.of(times.apply(a, b)));
            }
        }
        return product;
    }

    /**
     * {@return S(T), the antipode of a tree: the sum over all sets of edges, k of them cut, of (−1)^(k+1) times the forest
     * of all components}
     */
    public static FormalSum<Forest> antipode(RootedTree tree) {
        return fromTheLeaves(
                        tree,
                        (vertex, below) -> below.map(cut ->
                                        FormalSum.of(new Tensor<>(cut.left().times(cut.right()), RootedTree.single())))
                                .times(BigFraction.ONE.negate()))
                .map(cut -> FormalSum.of(cut.left().times(cut.right())))
                .times(BigFraction.ONE.negate());
    }

    /** {@return the antipode of a forest, the product of those of its trees} */
    public static FormalSum<Forest> antipode(Forest forest) {
        return product(forest, ConnesKreimer::antipode, Forest.empty(), Forest::times);
    }

    /** {@return the counit, 1 for the empty forest, 0 for others} */
    public static BigFraction counit(Forest forest) {
        return forest.size() == 0 ? BigFraction.ONE : BigFraction.ZERO;
    }

    /**
     * Sums over sets of cut edges: at every vertex, for each child either its edge stays and the child's component joins, or
     * the edge is cut and {@code cut(child, sums of the child)} says what is left behind (its right factor is not used).
     */
    private static FormalSum<Tensor<Forest, RootedTree>> fromTheLeaves(
            RootedTree tree,
            BiFunction<Integer, FormalSum<Tensor<Forest, RootedTree>>, FormalSum<Tensor<Forest, RootedTree>>> cut) {
        int[] parents = tree.parents();
        List<FormalSum<Tensor<Forest, RootedTree>>> sums = new ArrayList<>();
        for (int v = 0; v < parents.length; v++) {
            sums.add(FormalSum.of(new Tensor<>(Forest.empty(), RootedTree.single(tree.type(v)))));
        }
        for (int v = parents.length - 1; v > 0; v--) {
            int power = tree.power(v);
            FormalSum<Tensor<Forest, RootedTree>> below = sums.get(v);
            FormalSum<Tensor<Forest, RootedTree>> kept = sums.get(parents[v])
                    .times(
                            below,
                            (trunk, child) -> FormalSum.of(new Tensor<>(
                                    trunk.left().times(child.left()),
                                    trunk.right().with(new Branch(child.right(), power)))));
            FormalSum<Tensor<Forest, RootedTree>> lost = sums.get(parents[v])
                    .times(
                            cut.apply(v, below),
                            (trunk, child) ->
                                    FormalSum.of(new Tensor<>(trunk.left().times(child.left()), trunk.right())));
            sums.set(parents[v], kept.plus(lost));
            sums.set(v, null);
        }
        return sums.get(0);
    }
}
