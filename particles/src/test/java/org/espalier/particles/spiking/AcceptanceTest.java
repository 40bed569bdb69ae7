package org.espalier.particles.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.SplittableRandom;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.junit.jupiter.api.Test;

/** The table must answer as the evaluation does, everywhere. */
class AcceptanceTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);

    /** A wave with its true bounds, evaluations counted. */
    private static final class Wave implements Intensity {
        private final double lipschitz;
        private long evaluations;

        Wave(double lipschitz) {
            this.lipschitz = lipschitz;
        }

        @Override
        public double at(double v) {
            evaluations++;
            return 1 + Math.sin(5 * v);
        }

        @Override
        public FunctionFacts facts() {
            return new FunctionFacts(0, 2, lipschitz, Optional.empty());
        }
    }

    private static void sameAnswers(Intensity intensity, Acceptance acceptance) {
        SplittableRandom random = new SplittableRandom(4);
        double bound = intensity.facts().supremum();
        for (int k = 0; k < 200_000; k++) {
            // far beyond the table too, and close to the decision
            double v = (k % 10 == 0 ? 40 : 3) * (random.nextDouble() - 0.4);
            double share = intensity.at(v) / bound;
            double u = k % 2 == 0 ? random.nextDouble() : share + (random.nextDouble() - 0.5) * 1e-3;
            assertThat(acceptance.accepts(v, u)).isEqualTo(u * bound < intensity.at(v));
        }
    }

    @Test
    void answersAsTheEvaluation() {
        Intensity sigmoid = Sigmoid.of(4, 1, 0.2);
        Intensity steep = Sigmoid.of(4, 1, 1e-4);
        for (Intensity intensity : new Intensity[] {sigmoid, steep, new Wave(10), new Wave(Double.NaN)}) {
            sameAnswers(intensity, Acceptance.of(Neuron.leak(1, 1).noise(0.4).intensity(intensity), LAW));
        }
    }

    @Test
    void evaluatesInDoubtOnly() {
        for (double lipschitz : new double[] {10, Double.NaN}) {
            Wave wave = new Wave(lipschitz);
            Acceptance acceptance = Acceptance.of(Neuron.leak(1, 1).noise(0.4).intensity(wave), LAW);
            SplittableRandom random = new SplittableRandom(5);
            wave.evaluations = 0;
            for (int k = 0; k < 100_000; k++) {
                acceptance.accepts(2 * random.nextDouble() - 0.5, random.nextDouble());
            }
            // in doubt with probability L d / sup ν, for cells of width d = 11.6/4096 or so: 1.5 %
            assertThat(wave.evaluations).isBetween(lipschitz > 0 ? 200L : 100_000L, lipschitz > 0 ? 3000L : 100_000L);
        }
    }

    @Test
    void intensitiesBeyondTheirBoundAreStillFound() {
        Intensity liar = new Intensity() {
            @Override
            public double at(double v) {
                return v < 1 ? 0.5 : v < 2 ? 3 : -1;
            }

            @Override
            public FunctionFacts facts() {
                return new FunctionFacts(0, 2, 1, Optional.empty());
            }
        };
        Acceptance acceptance = Acceptance.of(Neuron.leak(1, 1).intensity(liar), LAW);
        assertThat(acceptance.accepts(0.5, 0.1)).isTrue();
        assertThat(acceptance.accepts(0.5, 0.9)).isFalse();
        assertThatThrownBy(() -> acceptance.accepts(1.5, 0.5)).hasMessageContaining("= 3.0 must be");
        assertThatThrownBy(() -> acceptance.accepts(2.5, 0.5)).hasMessageContaining("= -1.0 must be");
    }
}
