package org.espalier.estimates.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.ConstantIntensity;
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
import org.espalier.particles.observable.Observable;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Systems with types and inputs: simulation against (5.1) and against closed forms. */
class SystemBridgeTest {
    private static final Neuron USUAL = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Neuron OTHER =
            Neuron.leak(2, 0.6).noise(0.3).intensity(Sigmoid.of(6, 0.9, 0.15)).reset(0.1);
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private static NetworkSystem system(SynapticNetwork network) {
        int size = network.size();
        List<Neuron> neurons = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            neurons.add(i < size / 2 ? USUAL : OTHER);
        }
        NeuronGroup first = NeuronGroup.all("all", size).share("driven", 0.3, 1);
        NeuronGroup second = NeuronGroup.all("all", size).share("kicked", 0.4, 2);
        return NetworkSystem.of(Neurons.byNeuron(neurons), network, InitialLaws.same(LAW))
                .with(
                        Input.current(first, Signal.pulse(0.31, 0.803, 1.2)),
                        Input.current(second, Signal.sinusoid(0.1, 0.5, 1.3, 0.2)),
                        Input.poisson(second, Signal.sinusoid(3, 2, 0.7, 0), Signal.constant(0.2)))
                .reading(first, second);
    }

    /** Uncoupled neurons are independent, so (5.1) is their law. 12 differences beyond 4.5 standard errors: 8e-5. */
    @Test
    @Tag("slow")
    void uncoupledNeuronsFireAtTheRatesOfTheMeanField() {
        NetworkSystem system = system(SynapticNetwork.of(200, new int[0], new int[0], new double[0]));
        Times times = Times.of(0.25, 0.5, 1, 1.5);
        MeanFieldSolution limit =
                MeanField.of(system).cellWidth(0.01).step(0.005).solve(times);
        EnsembleResult sampled = Ensemble.of(system)
                .replicas(1500)
                .timeStep(0.02)
                .seed(3)
                .threads(2)
                .run(times);
        for (int k = 0; k < times.count(); k++) {
            near(sampled.rate().at(k), limit.extrapolatedRate()[k]);
            near(sampled.readout("driven").at(k), limit.extrapolatedReadoutRate(0)[k]);
            near(sampled.readout("kicked").at(k), limit.extrapolatedReadoutRate(1)[k]);
        }
    }

    private static void near(Estimate estimate, double exact) {
        assertThat(estimate.mean()).isCloseTo(exact, within(4.5 * estimate.standardError()));
    }

    /**
     * A constant intensity λ and a refractory time τ: the rate counted at any time is λ times the share of neurons that are free, whatever
     * acts on the potentials; the mean potential under a current tells whether a neuron gets it from its release on.
     */
    @Test
    @Tag("slow")
    void aRefractoryNeuronGetsTheCurrentFromItsReleaseOn() {
        Neuron neuron = Neuron.leak(0.5, 0).noise(0.2).intensity(new ConstantIntensity(2));
        SynapticNetwork none = SynapticNetwork.of(100, new int[0], new int[0], new double[0]);
        NeuronGroup all = NeuronGroup.all("all", 100);
        NetworkSystem system = NetworkSystem.of(neuron, none, Normal.of(0, 0.2))
                .with(Input.current(all, Signal.ramp(0, 2, 0.5, 2)))
                .refractory(0.3);
        Times times = Times.of(1.9);
        double[] means = new double[2];
        double[] errors = new double[2];
        for (int n = 0; n < 2; n++) {
            Observable mean = Observable.of("mean V", state -> {
                double sum = 0;
                for (int i = 0; i < state.size(); i++) {
                    sum += state.potential(i);
                }
                return sum / state.size();
            });
            EnsembleResult result = Ensemble.of(system)
                    .observing(mean)
                    .replicas(3000)
                    .timeStep(n == 0 ? 0.1 : 0.0125)
                    .seed(5 + n)
                    .threads(2)
                    .run(times);
            means[n] = result.observed(mean, 0).at(0).mean();
            errors[n] = result.observed(mean, 0).at(0).standardError();
        }
        // 4.5 standard errors: 7e-6. A current that a neuron gets twice in the step of its release makes a difference
        // of 0.0196
        assertThat(means[0]).isCloseTo(means[1], within(4.5 * Math.hypot(errors[0], errors[1]) + 1e-3));
        assertThat(errors[0]).isLessThan(0.0015);
    }
}
