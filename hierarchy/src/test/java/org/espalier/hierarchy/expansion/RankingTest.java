package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Examples;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.api.Test;

class RankingTest {
    /** t(T) ⟨ν, F_T⟩/σ(T) by its definition, both signs, largest size first. */
    @Test
    void treesAreRankedByTheSizeOfTheirEffect() {
        double[][] w = {{0, 1.1, -1.9, .3}, {-.8, 0, -1.2, .4}, {1.5, .9, 0, -1.4}, {.6, -1.3, .2, 0}};
        ElementarySolution elementary = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(Normal.of(0.3, 0.3))
                .upTo(5)
                .on(Grid.of(-2, 0.06, 90))
                .solve(Times.of(0.3, 0.8));
        for (int k = 0; k < 2; k++) {
            Map<RootedTree, Double> effects = new HashMap<>();
            for (RootedTree tree : RootedTrees.upTo(5).toList()) {
                double density = 0;
                for (double x : Examples.contraction(tree, w)) {
                    density += x / w.length;
                }
                effects.put(
                        tree,
                        density
                                * elementary.rate(tree, k)
                                / TreeSymmetry.symmetry(tree).doubleValue());
            }
            List<RootedTree> expected = new ArrayList<>(effects.keySet());
            expected.sort((a, b) -> Double.compare(Math.abs(effects.get(b)), Math.abs(effects.get(a))));
            List<TreeExpansion.Term> ranking = elementary
                    .expansion(TreeDensities.of(SynapticNetwork.ofMatrix(w), 5))
                    .ranking(k);
            assertThat(ranking).hasSize(17);
            for (int n = 0; n < 17; n++) {
                assertThat(ranking.get(n).tree()).as("rank %d", n).isEqualTo(expected.get(n));
                double effect = effects.get(expected.get(n));
                assertThat(ranking.get(n).effect()).isCloseTo(effect, within(1e-12 * Math.abs(effect)));
                // no two are so close that rounding could exchange them
                if (n > 0) {
                    assertThat(Math.abs(effect)).isLessThan((1 - 1e-6) * Math.abs(effects.get(expected.get(n - 1))));
                }
            }
            // effects of both signs lie between others: by sign the order would be another
            assertThat(ranking.subList(1, 6).stream().filter(term -> term.effect() < 0))
                    .hasSizeBetween(1, 4);
        }
    }
}
