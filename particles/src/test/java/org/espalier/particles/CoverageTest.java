package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;

import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.run.Times;
import org.espalier.particles.sampling.Estimate;
import org.espalier.particles.sampling.Series;
import org.espalier.particles.spiking.Driver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Intervals of a nonlinear model, against a long run of the same; and the same bits on every machine and JDK. */
class CoverageTest {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));

    private static Ensemble ensemble() {
        return Ensemble.of(NEURON, ConstantIntensity.network(), Normal.of(0.3, 0.3));
    }

    @Test
    @Tag("slow")
    void nonlinearIntervalsCoverAtTheNominalFrequency() {
        // reference: 3 million replicas, its error is a two-hundredth of the intervals checked. Covered ~
        // Binomial(400, 0.95), mean 380, deviation 4.36: outside 362..397 with probability about 1e-4 a time.
        // 50 replicas, and the intensity is bounded: the t interval's own error is below 0.3 %
        Times times = Times.of(0.5, 1, 2);
        Series reference = ensemble()
                .timeStep(0.05)
                .replicas(3_000_000)
                .threads(2)
                .seed(1_000_000)
                .run(times)
                .rate();
        int[] covered = new int[3];
        for (int seed = 0; seed < 400; seed++) {
            Series rate =
                    ensemble().timeStep(0.05).replicas(50).seed(seed).run(times).rate();
            for (int k = 0; k < 3; k++) {
                covered[k] += rate.at(k).covers(reference.at(k).mean(), 0.95) ? 1 : 0;
            }
        }
        for (int count : covered) {
            assertThat(count).isBetween(362, 397);
        }
    }

    @Test
    void theSameBitsEverywhere() {
        // recorded from this program: a change means that results of the past can no longer be reproduced
        Times times = Times.of(0.5, 2);
        Estimate stepped = ensemble().replicas(50).run(times).rate().at(1);
        Estimate exact = ensemble()
                .replicas(50)
                .driver(Driver.EVENT_DRIVEN)
                .run(times)
                .rate()
                .at(1);
        Estimate unbounded = Ensemble.of(
                        NEURON.intensity(Sigmoid.of(4, 1, 0.2)::at).drift(v -> v - v * v * v),
                        ConstantIntensity.network(),
                        Normal.of(0.3, 0.3))
                .replicas(50)
                .run(times)
                .rate()
                .at(1);
        assertThat(new double[] {stepped.mean(), stepped.standardError(), exact.mean(), unbounded.mean()})
                .containsExactly(0.9248376519816087, 0.06795746157089486, 0.8128012793420588, 0.3723859652922561);
    }
}
