package org.espalier.estimates.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.espalier.hierarchy.finite.FiniteNetwork;
import org.espalier.hierarchy.finite.FiniteSolution;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The finite network (13.1) against its particles: of two types, with an input, by group. */
@Tag("slow")
class FiniteNetworkSimulationTest {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Neuron OTHER =
            Neuron.leak(2, 1.2).noise(0.3).intensity(Sigmoid.of(6, 0.9, 0.15)).reset(0.1);

    /**
     * Event-driven, exact in law. Asked within four standard errors and the told error, at two times and for three groups: a true
     * statement fails with probability below 4e-4. The limit is off by more than five standard errors somewhere.
     */
    @Test
    void particlesOfTwoTypesWithAnInput() {
        int size = 40;
        Random random = new Random(3);
        double[][] w = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                w[i][j] = i == j || random.nextInt(4) > 0 ? 0 : (j < 30 ? 0.12 : -0.1) * (0.5 + random.nextDouble());
            }
        }
        Neuron[] models = new Neuron[size];
        Arrays.setAll(models, i -> i < 30 ? NEURON : OTHER);
        NeuronGroup driven = new NeuronGroup("driven", 0, 1, 2, 3, 4, 5, 6, 7);
        NeuronGroup other = new NeuronGroup("other", 30, 31, 32, 33, 34, 35, 36, 37, 38, 39);
        NetworkSystem system = NetworkSystem.of(
                        Neurons.byNeuron(Arrays.asList(models)),
                        SynapticNetwork.ofMatrix(w),
                        InitialLaws.same(Normal.of(0.3, 0.3)))
                .with(new Input.Current(driven, Signal.pulse(0.5, 1, 1)))
                .reading(driven, other);
        Times times = Times.of(1, 2);
        MeanFieldSolution limit = MeanField.of(system).solve(times);
        FiniteSolution finite = FiniteNetwork.of(system).classes(12).solve(times);
        EnsembleResult sampled = Ensemble.of(system)
                .driver(Driver.EVENT_DRIVEN)
                .replicas(40_000)
                .seed(11)
                .run(times);
        double worst = 0;
        for (int k = 0; k < times.count(); k++) {
            for (int g = 0; g < 3; g++) {
                double before = g == 0 ? limit.extrapolatedRate()[k] : limit.extrapolatedReadoutRate(g - 1)[k];
                double error = g == 0 ? limit.rateError(k) : limit.readoutError(g - 1, k);
                Estimate truth = (g == 0 ? sampled.rate() : sampled.readout(g == 1 ? "driven" : "other")).at(k);
                double off = before + finite.shift(g, k) - truth.mean();
                System.out.printf(
                        "t = %.0f, group %d: limit %.5f, finite %.5f ± %.5f, particles %.5f ± %.5f%n",
                        times.at(k),
                        g,
                        before,
                        before + finite.shift(g, k),
                        finite.error(g, k) + error,
                        truth.mean(),
                        truth.standardError());
                assertThat(Math.abs(off)).isLessThan(finite.error(g, k) + error + 4 * truth.standardError());
                worst = Math.max(worst, Math.abs(before - truth.mean()) / truth.standardError());
            }
        }
        assertThat(worst).isGreaterThan(5);
    }
}
