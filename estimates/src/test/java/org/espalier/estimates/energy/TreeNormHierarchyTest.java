package org.espalier.estimates.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

class TreeNormHierarchyTest {
    /** Against classical Runge-Kutta on the equations themselves, unequal data, c0 of every sign. */
    @Test
    void solvesItsEquations() {
        SplittableRandom random = new SplittableRandom(31);
        List<RootedTree> trees = RootedTrees.upTo(5).toList();
        for (double c0 : new double[] {1.3, 0, -0.8}) {
            Map<RootedTree, Double> x = new HashMap<>();
            trees.forEach(tree -> x.put(tree, random.nextDouble(0.1, 2)));
            TreeNormHierarchy hierarchy = TreeNormHierarchy.of(c0, 0.7, 5, Map.copyOf(x)::get);
            double t = 0.9;
            int steps = 800;
            for (int step = 0; step < steps; step++) {
                Map<RootedTree, Double> a = slope(c0, 0.7, x, trees);
                Map<RootedTree, Double> b = slope(c0, 0.7, moved(x, a, t / steps / 2), trees);
                Map<RootedTree, Double> c = slope(c0, 0.7, moved(x, b, t / steps / 2), trees);
                Map<RootedTree, Double> d = slope(c0, 0.7, moved(x, c, t / steps), trees);
                for (RootedTree tree : trees) {
                    x.merge(
                            tree,
                            t / steps / 6 * (a.get(tree) + 2 * b.get(tree) + 2 * c.get(tree) + d.get(tree)),
                            Double::sum);
                }
            }
            for (RootedTree tree : trees) {
                assertThat(hierarchy.vanishing(tree, t)).isCloseTo(x.get(tree), within(1e-9 * x.get(tree)));
            }
        }
    }

    private static Map<RootedTree, Double> slope(
            double c0, double c1, Map<RootedTree, Double> x, List<RootedTree> trees) {
        Map<RootedTree, Double> result = new HashMap<>();
        for (RootedTree tree : trees) {
            double sum = c0 * tree.order() * x.get(tree);
            for (int n = 0; n < tree.order(); n++) {
                sum += c1 * x.getOrDefault(tree.plus(n).tree(), 0.0);
            }
            result.put(tree, sum);
        }
        return result;
    }

    private static Map<RootedTree, Double> moved(Map<RootedTree, Double> x, Map<RootedTree, Double> d, double h) {
        Map<RootedTree, Double> result = new HashMap<>();
        x.forEach((tree, value) -> result.put(tree, value + h * d.get(tree)));
        return result;
    }

    /** From X_T(0) = M^|T| and that bound above the order, the solution is the majorant itself; without it, less. */
    @Test
    void majorantIsTheLargestSolution() {
        for (double c0 : new double[] {2, 0, -3}) {
            Majorant majorant = new Majorant(c0, 0.5, 1.7);
            TreeNormHierarchy hierarchy = TreeNormHierarchy.of(c0, 0.5, 4, tree -> Math.pow(1.7, tree.order()));
            double t = 0.4;
            for (RootedTree tree : RootedTrees.upTo(4).toList()) {
                double whole = Math.pow(majorant.at(t), tree.order());
                assertThat(hierarchy.bounded(tree, t, 1.7)).isCloseTo(whole, within(1e-12 * whole));
                assertThat(hierarchy.vanishing(tree, t)).isLessThan(whole);
            }
            // what the vanishing closure leaves out at the root is below the a-priori truncation error, by less than 10
            double missing = majorant.at(t) - hierarchy.vanishing(RootedTree.single(), t);
            assertThat(missing).isLessThanOrEqualTo(majorant.truncationError(4, t) * (1 + 1e-12));
            assertThat(missing).isGreaterThan(0.1 * majorant.truncationError(4, t));
        }
        TreeNormHierarchy hierarchy = TreeNormHierarchy.of(0, 1, 3, tree -> 1);
        assertThat(hierarchy.bounded(RootedTree.single(), 1.01, 1)).isInfinite();
        assertThatThrownBy(() -> hierarchy.vanishing(RootedTree.ofLevels(0, 1, 1, 1), 1))
                .hasMessageContaining("more than 3");
    }
}
