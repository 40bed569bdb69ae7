package org.espalier.hierarchy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

/** A current into sensory neurons of the worm whose GABA neurons inhibit and are of a type of their own. */
public final class WormExperiment {
    /** Rates of all, sensory, motor and GABA neurons at t = 0.25, 0.5, 1, 2, from two independent grids, ± 3e-5. */
    public static final double[][] RATES = {
        {.43744, .40866, .39048, .45709},
        {.62885, .54691, .50504, .62846},
        {.89201, 1.57711, .63163, .90315},
        {.83744, .69950, .64624, .92223}
    };

    private WormExperiment() {}

    /** The system, skipped where the connectome is missing. */
    public static SynapticNetwork network() {
        SynapticNetwork worm = Connectome.worm(0.5);
        NeuronGroup gaba = gaba(worm);
        return worm.withWeights((post, pre, weight) -> gaba.contains(pre) ? -weight : weight);
    }

    private static NeuronGroup gaba(SynapticNetwork worm) {
        Set<String> names = new TreeSet<>(List.of("RMED", "RMEV", "RMEL", "RMER", "AVL", "DVB", "RIS"));
        names.addAll(numbered(worm, "DD", 6));
        names.addAll(numbered(worm, "VD", 13));
        return NeuronGroup.matching("gaba", worm, names.toArray(String[]::new));
    }

    /** VB01 or VB1, as the file writes it. */
    private static List<String> numbered(SynapticNetwork worm, String stem, int last) {
        List<String> names = new ArrayList<>();
        for (int n = 1; n <= last; n++) {
            String padded = String.format("%s%02d", stem, n);
            names.add(worm.find(padded).isPresent() ? padded : stem + n);
        }
        return names;
    }

    /** The experiment, with or without the current and the GABA neurons. */
    public static NetworkSystem system(boolean current, boolean silenced) {
        SynapticNetwork worm = network();
        Neuron usual = Connectome.neuron();
        Neuron other = Neuron.leak(2, 0.6)
                .noise(0.3)
                .intensity(Sigmoid.of(6, 0.9, 0.15))
                .reset(0.1);
        NeuronGroup gaba = gaba(worm);
        List<String> sensory = new ArrayList<>();
        for (String stem :
                List.of("ASE", "AWA", "AWB", "AWC", "ASH", "ADF", "AFD", "ADL", "ASG", "ASI", "ASJ", "ASK")) {
            sensory.add(stem + "L");
            sensory.add(stem + "R");
        }
        List<String> motor = new ArrayList<>(numbered(worm, "VB", 11));
        motor.addAll(numbered(worm, "DB", 7));
        NeuronGroup driven = NeuronGroup.matching("sensory", worm, sensory.toArray(String[]::new));
        List<Neuron> neurons = new ArrayList<>();
        for (int i = 0; i < worm.size(); i++) {
            neurons.add(gaba.contains(i) ? other : usual);
        }
        NetworkSystem system = NetworkSystem.of(Neurons.byNeuron(neurons), worm, InitialLaws.same(Normal.of(0.3, 0.3)))
                .with(Input.current(driven, Signal.pulse(0.5, 1, current ? 1.5 : 0)))
                .reading(driven, NeuronGroup.matching("motor", worm, motor.toArray(String[]::new)), gaba);
        return silenced ? system.silencing(gaba) : system;
    }
}
