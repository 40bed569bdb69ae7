package org.espalier.model.neuron;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.checkpoint.Fingerprint;

/**
 * The neuron model of every neuron of a network: one for all, one for each type, or one for each neuron. Equal ones are kept
 * once: neurons with the same model form a <i>group</i>. Simulation takes any; the hierarchy (4.1) and the limit (5.1) are
 * about one model for all.
 */
public final class Neurons extends Assignment<Neuron> {
    private static final String WHAT = "neurons";
    private static final String MODEL = "model";

    private Neurons(Neuron common) {
        super(WHAT, MODEL, common);
    }

    private Neurons(List<Neuron> neurons) {
        super(WHAT, MODEL, neurons);
    }

    /**
     * {@return one model for all neurons, any number of them}
     *
     * @param neuron the model
     */
    public static Neurons same(Neuron neuron) {
        return new Neurons(neuron);
    }

    /**
     * {@return one model for the neurons of each type}
     *
     * @param network a network with types
     * @param neurons a model for every type of the network, by name
     */
    public static Neurons byType(SynapticNetwork network, Map<String, Neuron> neurons) {
        return new Neurons(byType(WHAT, MODEL, network, neurons));
    }

    /**
     * {@return one model for each neuron}
     *
     * @param neurons by neuron
     */
    public static Neurons byNeuron(List<Neuron> neurons) {
        return new Neurons(neurons);
    }

    /**
     * Adds all that the neurons are made of: drifts and intensities by the values that they say, and by samples around the range of the
     * initial laws on scales up to 10^6 times as wide.
     *
     * @param print takes it
     * @param laws where the potentials begin
     */
    public void addTo(Fingerprint print, InitialLaws laws) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (InitialLaw law : laws.distinct()) {
            low = Math.min(low, law.quantile(1e-6));
            high = Math.max(high, law.quantile(1 - 1e-6));
        }
        print.add(distinct().size());
        for (Neuron neuron : distinct()) {
            double from = Math.min(low, neuron.reset());
            double to = Math.max(high, neuron.reset());
            double width = Math.max(Math.max(0.5 * (to - from), neuron.noise()), 1e-3 * Math.max(1, Math.abs(from)));
            // rounded: a law that moves a little does not make the neurons others
            double scale = Math.scalb(1.0, Math.getExponent(width) + 1);
            double centre = scale * Math.rint(0.5 * (from + to) / scale);
            print.add(neuron.noise()).add(neuron.reset()).add(neuron.kickFactor());
            Drift drift = neuron.drift();
            add(print, drift, drift::at, drift.facts(), centre, scale);
            Intensity intensity = neuron.intensity();
            add(print, intensity, intensity::at, intensity.facts(), centre, scale);
        }
        addGroupsTo(print);
    }

    private static void add(
            Fingerprint print,
            Object identity,
            DoubleUnaryOperator function,
            FunctionFacts facts,
            double centre,
            double scale) {
        print.addFunction(identity, function, centre, scale);
        print.add(facts.infimum()).add(facts.supremum()).add(facts.lipschitz());
        print.add(facts.derivative().isPresent());
        facts.derivative().ifPresent(derivative -> print.addFunction(identity, derivative, centre, scale));
    }
}
