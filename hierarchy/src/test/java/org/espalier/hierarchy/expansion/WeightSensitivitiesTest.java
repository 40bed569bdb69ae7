package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

class WeightSensitivitiesTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final Times TIMES = Times.of(0.4, 0.8);

    private static double[][] irregular() {
        Random random = new Random(8);
        double[][] w = new double[7][7];
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                boolean there = i != j && random.nextDouble() < 0.5;
                w[i][j] = there ? 0.25 * (random.nextDouble() - 0.3) * (1 + i) / 3 : 0;
            }
        }
        return w;
    }

    private static ElementarySolution elementary(int order) {
        return ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(order)
                .on(Grid.of(-2, 0.06, 90))
                .solve(TIMES);
    }

    private static double rate(ElementarySolution elementary, double[][] w, int order, int time) {
        return elementary
                .expansion(TreeDensities.of(SynapticNetwork.ofMatrix(w), elementary.maxOrder()))
                .rate(order, time);
    }

    /** Central differences of the expansion itself, for synapses that are there and for those that are not. */
    @Test
    void areTheDerivativesOfTheRate() {
        ElementarySolution elementary = elementary(6);
        double[][] w = irregular();
        for (int order : new int[] {2, 3, 6}) {
            WeightSensitivities sensitivities = elementary.sensitivities(SynapticNetwork.ofMatrix(w), order, 1);
            for (int i = 0; i < 7; i++) {
                for (int j = 0; j < 7; j++) {
                    if (i == j) {
                        continue;
                    }
                    double h = 1e-4;
                    w[i][j] += h;
                    double plus = rate(elementary, w, order, 1);
                    w[i][j] -= 2 * h;
                    double minus = rate(elementary, w, order, 1);
                    w[i][j] += h;
                    double difference = (plus - minus) / (2 * h);
                    assertThat(sensitivities.of(i, j))
                            .as("order %d, w[%d][%d]", order, i, j)
                            .isCloseTo(difference, within(1e-6 * Math.max(0.1, Math.abs(difference))));
                }
            }
        }
    }

    /** Differences of (5.1) in the same scheme: what is left is the orders above, here 1e-4 of the derivative. */
    @Test
    void areTheDerivativesOfTheMeanField() {
        double[][] w = irregular();
        Grid grid = Grid.of(-2, 0.06, 90);
        WeightSensitivities sensitivities = elementary(7).sensitivities(SynapticNetwork.ofMatrix(w), 7, 1);
        for (int[] pair : new int[][] {{0, 1}, {5, 2}, {6, 3}, {2, 6}}) {
            double[] rates = new double[2];
            double h = 1e-3;
            for (int n = 0; n < 2; n++) {
                double[][] moved = irregular();
                moved[pair[0]][pair[1]] += n == 0 ? h : -h;
                rates[n] = MeanField.of(Connectome.neuron(), SynapticNetwork.ofMatrix(moved))
                        .startingFrom(LAW)
                        .scheme(Scheme.SPLIT)
                        .on(grid)
                        .step(0.0025)
                        .estimatingError(false)
                        .solve(TIMES)
                        .populationRate()[1];
            }
            double difference = (rates[0] - rates[1]) / (2 * h);
            assertThat(sensitivities.of(pair[0], pair[1])).isCloseTo(difference, within(2e-3 * Math.abs(difference)));
        }
    }

    /** t(T) is homogeneous of degree |T| − 1 in the weights (Euler). */
    @Test
    void effectsSumToTheOrdersOfTheRate() {
        ElementarySolution elementary = elementary(6);
        SynapticNetwork network = SynapticNetwork.ofMatrix(irregular());
        TreeExpansion expansion = elementary.expansion(TreeDensities.of(network, 6));
        WeightSensitivities sensitivities = elementary.sensitivities(network, 6, 0);
        double exact = 0;
        for (int order = 2; order <= 6; order++) {
            exact += (order - 1) * expansion.contribution(order, 0);
        }
        assertThat(Arrays.stream(sensitivities.effectsOfInput()).sum()).isCloseTo(exact, within(1e-14));
        assertThat(Arrays.stream(sensitivities.effectsOfOutput()).sum()).isCloseTo(exact, within(1e-14));
        assertThat(sensitivities.strongest(1000).stream()
                        .mapToDouble(WeightSensitivities.Synapse::effect)
                        .sum())
                .isCloseTo(exact, within(1e-14));
    }

    @Test
    void strongestSynapsesOfTheWormComeFirst() {
        SynapticNetwork worm = Connectome.worm(0.25);
        WeightSensitivities sensitivities = elementary(5).sensitivities(worm, 5, 1);
        List<WeightSensitivities.Synapse> strongest = sensitivities.strongest(20);
        assertThat(strongest).hasSize(20);
        for (int n = 0; n < 20; n++) {
            WeightSensitivities.Synapse synapse = strongest.get(n);
            assertThat(synapse.weight()).isEqualTo(worm.weight(synapse.postsynaptic(), synapse.presynaptic()));
            assertThat(synapse.effect()).isEqualTo(synapse.weight() * synapse.sensitivity());
            if (n > 0) {
                assertThat(Math.abs(synapse.effect()))
                        .isLessThanOrEqualTo(Math.abs(strongest.get(n - 1).effect()));
            }
        }
        // all excitatory: every synapse raises the rate
        assertThat(Arrays.stream(sensitivities.effectsOfInput()).min().orElseThrow())
                .isNotNegative();
    }

    @Test
    void badInputIsRefused() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(irregular());
        assertThatThrownBy(() -> elementary(3).sensitivities(network, 1, 0)).hasMessageContaining("order 1");
        assertThatThrownBy(() -> elementary(3).sensitivities(network, 4, 0)).hasMessageContaining("between 2 and 3");
        assertThatThrownBy(() -> elementary(3).sensitivities(network, 3, 0).of(7, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
