package org.espalier.estimates.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.model.generate.Split;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.particles.Ensemble;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SampledRateTest {
    @Test
    void exactPowersAreRecovered() {
        double[] x = {1, 0.5, 0.25, 0.1};
        List<Estimate> differences = new ArrayList<>();
        for (double size : x) {
            differences.add(new Estimate(-0.3 * Math.pow(size, 1.5), 0.001, 100));
        }
        SampledRate rate = SampledRate.of(x, differences);
        assertThat(rate.exponent()).isCloseTo(1.5, within(1e-12));
        assertThat(rate.prefactor()).isCloseTo(0.3, within(1e-12));
        assertThat(rate.misfit()).isCloseTo(0, within(1e-18));
    }

    @Test
    void theIntervalCovers() {
        // 1000 fits of noisy differences; covered ~ Binomial(1000, 0.95): mean 950, deviation 6.9; 915..980 leaves room
        // for the delta method (differences are 8 standard errors and more)
        Random random = new Random(2);
        double[] x = {1, 0.5, 0.25};
        int covered = 0;
        for (int run = 0; run < 1000; run++) {
            List<Estimate> differences = new ArrayList<>();
            for (double size : x) {
                differences.add(new Estimate(size + 0.03 * random.nextGaussian(), 0.03, 100));
            }
            SampledRate rate = SampledRate.of(x, differences);
            covered += Math.abs(rate.exponent() - 1) <= rate.halfWidth(0.95) ? 1 : 0;
        }
        assertThat(covered).isBetween(915, 980);
    }

    @Test
    void refusesWhatCannotBeFitted() {
        Estimate clear = new Estimate(1, 0.1, 50);
        assertThatThrownBy(() -> SampledRate.of(new double[] {1, 2}, List.of(clear, clear)))
                .hasMessageContaining("at least 3");
        assertThatThrownBy(
                        () -> SampledRate.of(new double[] {1, 2, 3}, List.of(clear, clear, new Estimate(0.1, 0.1, 50))))
                .hasMessageContaining("about 800 replicas");
    }

    @Test
    @Tag("slow")
    void theMeanFieldErrorFallsLikeTheLargestWeight() {
        // each neuron in m copies with weights /m: (5.1) stays the same, ε_w falls like 1/m, and so must the difference
        Random random = new Random(5);
        int n = 40;
        int[] rows = new int[4 * n];
        int[] columns = new int[4 * n];
        double[] weights = new double[4 * n];
        for (int e = 0; e < 4 * n; e++) {
            rows[e] = e / 4;
            // four different offsets, none 0
            columns[e] = (e / 4 + 1 + (e % 4) * 9 + random.nextInt(9)) % n;
            weights[e] = 0.2 + 0.1 * random.nextDouble();
        }
        SynapticNetwork network = SynapticNetwork.of(n, rows, columns, weights);
        Neuron neuron = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        Normal law = Normal.of(0.3, 0.3);
        Times time = Times.of(0.5);
        double predicted =
                MeanField.of(neuron, network).startingFrom(law).solve(time).extrapolatedRate()[0];
        double[] x = new double[3];
        List<Estimate> differences = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            int copies = 1 << k;
            x[k] = 1.0 / copies;
            Estimate sampled = Ensemble.of(neuron, new Split(network, copies).generate(1), law)
                    .replicas(60_000 * copies)
                    .timeStep(0.025)
                    .threads(2)
                    .run(time)
                    .rate()
                    .at(0);
            differences.add(new Estimate(predicted - sampled.mean(), sampled.standardError(), sampled.replicas()));
        }
        SampledRate rate = SampledRate.of(x, differences);
        // the next order in 1/m is there too: the exponent is 1 within a quarter and its own error (3.3 of them)
        assertThat(rate.exponent()).isCloseTo(1, within(0.25 + 3.3 * rate.standardError()));
        assertThat(rate.standardError()).isLessThan(0.1);
    }
}
