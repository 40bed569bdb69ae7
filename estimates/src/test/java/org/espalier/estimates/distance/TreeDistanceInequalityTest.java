package org.espalier.estimates.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

/** The tree-density distance bounds the difference of the rates; no probability of failure. */
class TreeDistanceInequalityTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);

    private static ElementarySolution elementary(double mean) {
        return ElementaryDensities.of(NEURON)
                .startingFrom(Normal.of(mean, 0.3))
                .on(Grid.of(-2, 0.04, 130))
                .upTo(4)
                .solve(Times.of(0.25, 0.5));
    }

    @Test
    void randomNetworks() {
        SplittableRandom random = new SplittableRandom(58);
        ElementarySolution solution = elementary(0.3);
        double largest = 0;
        for (int trial = 0; trial < 60; trial++) {
            TreeExpansion[] pair = new TreeExpansion[2];
            for (int side = 0; side < 2; side++) {
                int n = 3 + random.nextInt(4);
                double[][] w = new double[n][n];
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        w[i][j] = i != j && random.nextBoolean() ? random.nextDouble(-0.5, 1) : 0;
                    }
                }
                pair[side] = solution.expansion(TreeDensities.of(SynapticNetwork.ofMatrix(w), 4));
            }
            for (int t = 0; t < 2; t++) {
                double distance =
                        TreeDensityDistance.between(pair[0], pair[1], t).value();
                double difference = Math.abs(pair[0].rate(4, t) - pair[1].rate(4, t));
                assertThat(difference).isLessThanOrEqualTo(distance * (1 + 1e-12));
                largest = Math.max(largest, difference / distance);
            }
        }
        assertThat(largest).isGreaterThan(0.9);
    }

    /** Equal row sums on average, unequal rows: no tree of order 2 sees a difference, the rates of (5.1) do. */
    @Test
    void whatLowTreesCannotSee() {
        SynapticNetwork equal = SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 2, 0}, new double[] {1, 1, 1});
        SynapticNetwork unequal =
                SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 2, 0}, new double[] {0.2, 1, 1.8});
        assertThat(TreeDensityDistance.between(TreeDensities.of(equal, 2), TreeDensities.of(unequal, 2), tree -> 1)
                        .value())
                .isLessThan(1e-14);
        assertThat(Math.abs(rate(equal) - rate(unequal))).isGreaterThan(1e-3);
        ElementarySolution solution = elementary(0.3);
        TreeExpansion first = solution.expansion(TreeDensities.of(equal, 4));
        TreeExpansion second = solution.expansion(TreeDensities.of(unequal, 4));
        assertThat(TreeDensityDistance.between(first, second, 1).value()).isGreaterThan(1e-3);
        // another initial law: other elementary densities, no distance
        TreeExpansion other = elementary(0.4).expansion(TreeDensities.of(unequal, 4));
        assertThatThrownBy(() -> TreeDensityDistance.between(first, other, 1)).hasMessageContaining("one solution");
    }

    private static double rate(SynapticNetwork network) {
        return MeanField.of(NEURON, network)
                .startingFrom(Normal.of(0.3, 0.3))
                .scheme(Scheme.SPLIT)
                .on(Grid.of(-2, 0.04, 130))
                .estimatingError(false)
                .solve(Times.of(0.5))
                .populationRate()[0];
    }
}
