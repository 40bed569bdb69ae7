package org.espalier.trees.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.espalier.trees.Forest;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeFamily;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.api.Test;

/** Laws of the products and of the Hopf algebra, for plain and decorated trees. */
class TreeAlgebraTest {
    private static final List<RootedTree> PLAIN = RootedTrees.upTo(7).toList();
    private static final List<RootedTree> SMALL =
            new ArrayList<>(RootedTrees.upTo(4).toList());

    static {
        SMALL.addAll(TreeFamily.plain().withTypes(2).withPowersUpTo(2).upTo(3).toList());
    }

    @Provide
    Arbitrary<RootedTree> plain() {
        return Arbitraries.of(PLAIN);
    }

    @Provide
    Arbitrary<RootedTree> small() {
        return Arbitraries.of(SMALL);
    }

    @Property(tries = 200, seed = "1")
    void graftingIsPreLie(@ForAll("small") RootedTree a, @ForAll("small") RootedTree b, @ForAll("small") RootedTree c) {
        assertThat(associator(a, b, c)).isEqualTo(associator(a, c, b));
    }

    private static FormalSum<RootedTree> associator(RootedTree a, RootedTree b, RootedTree c) {
        return TreeProducts.graft(a, b)
                .map(ab -> TreeProducts.graft(ab, c))
                .minus(TreeProducts.graft(b, c).map(bc -> TreeProducts.graft(a, bc)));
    }

    @Test
    void graftingIsNotAssociative() {
        RootedTree dot = RootedTree.single();
        assertThat(associator(dot, dot, dot)).isEqualTo(FormalSum.of(RootedTree.ofLevels(0, 1, 1)));
    }

    @Property(tries = 200, seed = "2")
    void graftingCountsVerticesAndButcherProductsCommute(
            @ForAll("small") RootedTree a, @ForAll("small") RootedTree b, @ForAll("small") RootedTree c) {
        Rational total = TreeProducts.graft(a, b).terms().values().stream().reduce(Rational.ZERO, Rational::plus);
        assertThat(total).isEqualTo(Rational.of(a.order()));
        assertThat(TreeProducts.butcher(TreeProducts.butcher(a, b), c))
                .isEqualTo(TreeProducts.butcher(TreeProducts.butcher(a, c), b));
        assertThat(TreeProducts.graftAt(a, 0, b).tree()).isEqualTo(TreeProducts.butcher(a, b));
    }

    @Property(tries = 100, seed = "3")
    void theCoproductIsCoassociative(@ForAll("plain") RootedTree tree) {
        checkCoassociative(tree);
    }

    @Test
    void theCoproductOfDecoratedTreesIsCoassociative() {
        SMALL.forEach(TreeAlgebraTest::checkCoassociative);
    }

    private static void checkCoassociative(RootedTree tree) {
        FormalSum<Tensor<Forest, Tensor<Forest, Forest>>> leftFirst = ConnesKreimer.coproduct(tree)
                .map(pair -> ConnesKreimer.coproduct(pair.left())
                        .map(split ->
                                FormalSum.of(new Tensor<>(split.left(), new Tensor<>(split.right(), pair.right())))));
        FormalSum<Tensor<Forest, Tensor<Forest, Forest>>> rightFirst = ConnesKreimer.coproduct(tree)
                .map(pair -> ConnesKreimer.coproduct(pair.right())
                        .map(split ->
                                FormalSum.of(new Tensor<>(pair.left(), new Tensor<>(split.left(), split.right())))));
        assertThat(leftFirst).isEqualTo(rightFirst);
    }

    @Property(tries = 100, seed = "4")
    void theAntipodeInvertsTheIdentityOnBothSides(@ForAll("plain") RootedTree tree) {
        checkAntipode(tree);
    }

    @Test
    void theAntipodeOfDecoratedTreesInvertsTheIdentity() {
        SMALL.forEach(TreeAlgebraTest::checkAntipode);
    }

    private static void checkAntipode(RootedTree tree) {
        FormalSum<Forest> left = ConnesKreimer.coproduct(tree)
                .map(pair -> ConnesKreimer.antipode(pair.left()).map(f -> FormalSum.of(f.times(pair.right()))));
        FormalSum<Forest> right = ConnesKreimer.coproduct(tree)
                .map(pair -> ConnesKreimer.antipode(pair.right()).map(f -> FormalSum.of(f.times(pair.left()))));
        assertThat(left).isEqualTo(FormalSum.zero());
        assertThat(right).isEqualTo(FormalSum.zero());
    }

    @Property(tries = 50, seed = "5")
    void theCoproductIsMultiplicativeAndTheCounitNeutral(@ForAll("small") RootedTree a, @ForAll("small") RootedTree b) {
        Forest forest = Forest.of(a, b, a);
        FormalSum<Forest> kept = ConnesKreimer.coproduct(forest)
                .map(pair -> FormalSum.of(pair.right()).times(ConnesKreimer.counit(pair.left())));
        assertThat(kept).isEqualTo(FormalSum.of(forest));
        FormalSum<Forest> square = ConnesKreimer.antipode(forest).map(ConnesKreimer::antipode);
        // the algebra is commutative, so the antipode is an involution
        assertThat(square).isEqualTo(FormalSum.of(forest));
    }

    @Test
    void coproductAndAntipodeOfTheFirstTrees() {
        RootedTree dot = RootedTree.single();
        RootedTree edge = RootedTree.ofLevels(0, 1);
        RootedTree path = RootedTree.ofLevels(0, 1, 2);
        RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
        assertThat(ConnesKreimer.coproduct(cherry))
                .isEqualTo(FormalSum.counting(Map.of(
                        new Tensor<>(Forest.of(cherry), Forest.empty()), 1,
                        new Tensor<>(Forest.empty(), Forest.of(cherry)), 1,
                        new Tensor<>(Forest.of(dot), Forest.of(edge)), 2,
                        new Tensor<>(Forest.of(dot, dot), Forest.of(dot)), 1)));
        assertThat(ConnesKreimer.antipode(path))
                .isEqualTo(FormalSum.counting(
                        Map.of(Forest.of(path), -1, Forest.of(dot, edge), 2, Forest.of(dot, dot, dot), -1)));
        assertThat(ConnesKreimer.antipode(cherry))
                .isEqualTo(FormalSum.counting(
                        Map.of(Forest.of(cherry), -1, Forest.of(dot, edge), 2, Forest.of(dot, dot, dot), -1)));
    }

    @Test
    void powersOfNaturalGrowthCountIncreasingLabellings() {
        FormalSum<RootedTree> sum = FormalSum.of(RootedTree.single());
        for (int order = 1; order <= 8; order++) {
            Map<RootedTree, Rational> expected = new HashMap<>();
            RootedTrees.ofOrder(order)
                    .forEach(tree -> expected.put(tree, Rational.of(TreeSymmetry.increasingLabellings(tree))));
            assertThat(sum).isEqualTo(FormalSum.of(expected));
            sum = sum.map(TreeProducts::naturalGrowth);
        }
    }

    @Property(tries = 50, seed = "6")
    void naturalGrowthIsADerivationAndGraftsASinglePoint(@ForAll("small") RootedTree a, @ForAll("small") RootedTree b) {
        FormalSum<Forest> product = TreeProducts.naturalGrowth(a)
                .map(grown -> FormalSum.of(Forest.of(grown, b)))
                .plus(TreeProducts.naturalGrowth(b).map(grown -> FormalSum.of(Forest.of(a, grown))));
        assertThat(TreeProducts.naturalGrowth(Forest.of(a, b))).isEqualTo(product);
        assertThat(TreeProducts.naturalGrowth(a)).isEqualTo(TreeProducts.graft(a, RootedTree.single()));
    }

    @Test
    void rationalsAreExactAndReduced() {
        Rational third = new Rational(java.math.BigInteger.TWO, java.math.BigInteger.valueOf(-6));
        assertThat(third).hasToString("-1/3");
        assertThat(third.plus(Rational.of(1)).times(Rational.of(3))).isEqualTo(Rational.of(2));
        assertThat(third.reciprocal()).isEqualTo(Rational.of(-3));
        assertThat(third).isLessThan(Rational.ZERO);
    }
}
