package org.espalier.estimates.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.ThresholdMeanField;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.run.Times;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulation with a threshold and the mean field with an absorbing boundary, at weak coupling. */
class ThresholdBridgeTest {
    private static final Times TIMES = Times.of(0.5, 1, 2);
    private static final Normal LAW = Normal.of(0.2, 0.1);
    private static final Neuron NEURON = new Neuron(new LinearLeak(0.9, 1), 0.5, new HardThreshold(1), 0.1, 1);

    /** Expected spikes per neuron between output times, ∫ r dt by Simpson's rule. */
    private static double[] expected(SynapticNetwork network) {
        MeanFieldSolution solution = ThresholdMeanField.of(NEURON, network)
                .startingFrom(LAW)
                .cellWidth(0.02)
                .step(0.01)
                .solve(TIMES);
        assertThat(solution.outcome().isCompleted()).isTrue();
        double[] spikes = new double[3];
        int parts = 100;
        for (int k = 0; k < 3; k++) {
            double from = k == 0 ? 0 : TIMES.at(k - 1);
            double h = (TIMES.at(k) - from) / parts;
            for (int p = 0; p <= parts; p++) {
                double weight = p == 0 || p == parts ? 1 : p % 2 == 1 ? 4 : 2;
                spikes[k] += weight * h / 3 * solution.populationRateAt(from + p * h);
            }
        }
        return spikes;
    }

    private static EnsembleResult simulated(SynapticNetwork network, double step) {
        return Ensemble.of(SpikingNetwork.of(
                                Neuron.leak(0, 0)
                                        .drift(NEURON.drift())
                                        .noise(0.5)
                                        .reset(0.1),
                                network,
                                LAW)
                        .threshold(1))
                .replicas(2000)
                .timeStep(step)
                .threads(2)
                .run(TIMES);
    }

    @Test
    @Tag("slow")
    void weakCouplingIsTheMeanField() {
        SynapticNetwork network = new ErdosRenyi(200, 40, 0.4).generate(3);
        double[] coupled = expected(network);
        double[] alone = expected(network.times(0));
        EnsembleResult coarse = simulated(network, 0.02);
        EnsembleResult fine = simulated(network, 0.01);
        for (int k = 0; k < 3; k++) {
            double sampled =
                    2 * fine.spikes().at(k).mean() - coarse.spikes().at(k).mean();
            double error = Math.hypot(
                    2 * fine.spikes().at(k).standardError(),
                    coarse.spikes().at(k).standardError());
            // 4.5 standard errors, 3 values: one seed in 50000. Beyond them the network's size: kicks of 0.01 are a
            // noise of
            // variance 0.002 beside 0.25, which shifts the rate by less than 1 %
            double limit = 4.5 * error + 0.01 * coupled[k];
            assertThat(sampled).isCloseTo(coupled[k], within(limit));
            // the coupling is seen
            assertThat(coupled[k] - alone[k]).isGreaterThan((k == 0 ? 1.5 : 6) * limit);
        }
    }
}
