package org.espalier.trees.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.numbers.fraction.BigFraction;
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

    private static RootedTree small(SplittableRandom random) {
        return SMALL.get(random.nextInt(SMALL.size()));
    }

    /** 200 triples of decorated trees, seed 1. */
    @Test
    void graftingIsPreLie() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 200; trial++) {
            RootedTree a = small(random);
            RootedTree b = small(random);
            RootedTree c = small(random);
            assertThat(associator(a, b, c)).as("%s, %s, %s", a, b, c).isEqualTo(associator(a, c, b));
        }
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

    /** 200 triples of decorated trees, seed 2. */
    @Test
    void graftingCountsVerticesAndButcherProductsCommute() {
        SplittableRandom random = new SplittableRandom(2);
        for (int trial = 0; trial < 200; trial++) {
            RootedTree a = small(random);
            RootedTree b = small(random);
            RootedTree c = small(random);
            BigFraction total =
                    TreeProducts.graft(a, b).terms().values().stream().reduce(BigFraction.ZERO, BigFraction::add);
            assertThat(total).isEqualTo(BigFraction.of(a.order()));
            assertThat(TreeProducts.butcher(TreeProducts.butcher(a, b), c))
                    .as("%s, %s, %s", a, b, c)
                    .isEqualTo(TreeProducts.butcher(TreeProducts.butcher(a, c), b));
            assertThat(TreeProducts.graftAt(a, 0, b).tree()).isEqualTo(TreeProducts.butcher(a, b));
        }
    }

    /** All 85 plain trees of at most 7 vertices. */
    @Test
    void theCoproductIsCoassociative() {
        PLAIN.forEach(TreeAlgebraTest::checkCoassociative);
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

    /** All 85 plain trees of at most 7 vertices. */
    @Test
    void theAntipodeInvertsTheIdentityOnBothSides() {
        PLAIN.forEach(TreeAlgebraTest::checkAntipode);
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

    /** 50 pairs of decorated trees, seed 5. */
    @Test
    void theCoproductIsMultiplicativeAndTheCounitNeutral() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 50; trial++) {
            RootedTree a = small(random);
            RootedTree b = small(random);
            Forest forest = Forest.of(a, b, a);
            FormalSum<Forest> kept = ConnesKreimer.coproduct(forest)
                    .map(pair -> FormalSum.of(pair.right()).times(ConnesKreimer.counit(pair.left())));
            assertThat(kept).isEqualTo(FormalSum.of(forest));
            FormalSum<Forest> square = ConnesKreimer.antipode(forest).map(ConnesKreimer::antipode);
            // the algebra is commutative, so the antipode is an involution
            assertThat(square).isEqualTo(FormalSum.of(forest));
        }
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
            Map<RootedTree, BigFraction> expected = new HashMap<>();
            RootedTrees.ofOrder(order)
                    .forEach(tree -> expected.put(tree, BigFraction.of(TreeSymmetry.increasingLabellings(tree))));
            assertThat(sum).isEqualTo(FormalSum.of(expected));
            sum = sum.map(TreeProducts::naturalGrowth);
        }
    }

    /** 50 pairs of decorated trees, seed 6. */
    @Test
    void naturalGrowthIsADerivationAndGraftsASinglePoint() {
        SplittableRandom random = new SplittableRandom(6);
        for (int trial = 0; trial < 50; trial++) {
            RootedTree a = small(random);
            RootedTree b = small(random);
            FormalSum<Forest> product = TreeProducts.naturalGrowth(a)
                    .map(grown -> FormalSum.of(Forest.of(grown, b)))
                    .plus(TreeProducts.naturalGrowth(b).map(grown -> FormalSum.of(Forest.of(a, grown))));
            assertThat(TreeProducts.naturalGrowth(Forest.of(a, b)))
                    .as("%s, %s", a, b)
                    .isEqualTo(product);
            assertThat(TreeProducts.naturalGrowth(a)).isEqualTo(TreeProducts.graft(a, RootedTree.single()));
        }
    }

    /** Coefficients are written in lowest terms, their signs before them. */
    @Test
    void coefficientsAreFractions() {
        RootedTree dot = RootedTree.single();
        FormalSum<RootedTree> third = FormalSum.of(Map.of(dot, BigFraction.of(2, -6)));
        assertThat(third).hasToString("−1/3 " + dot);
        assertThat(third.plus(FormalSum.of(Map.of(dot, BigFraction.of(4, 3))))).isEqualTo(FormalSum.of(dot));
        assertThat(third.times(BigFraction.of(-1, 2)).coefficient(dot)).isEqualTo(BigFraction.of(1, 6));
        assertThat(third.minus(third)).isEqualTo(FormalSum.zero());
    }
}
