package org.espalier.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;

/**
 * What differs for neurons of some types; those of the other types are as the study says for all.
 *
 * @param neurons neuron model by type, all with the kick factor of the study
 * @param laws initial law by type
 */
public record TypePlan(Map<String, Neuron> neurons, Map<String, InitialLaw> laws) {
    /** Copies the maps. */
    public TypePlan {
        neurons = Map.copyOf(neurons);
        laws = Map.copyOf(laws);
    }

    /**
     * All neurons alike.
     *
     * @return no exceptions
     */
    public static TypePlan none() {
        return new TypePlan(Map.of(), Map.of());
    }

    /**
     * Tells whether all neurons are alike.
     *
     * @return true if no type is an exception
     */
    public boolean isEmpty() {
        return neurons.isEmpty() && laws.isEmpty();
    }

    Neurons neurons(Neuron usual, SynapticNetwork network) {
        return neurons.isEmpty()
                ? Neurons.same(usual)
                : assigned("neuron.types", usual, neurons, network, all -> Neurons.byType(network, all));
    }

    InitialLaws laws(InitialLaw usual, SynapticNetwork network) {
        return laws.isEmpty()
                ? InitialLaws.same(usual)
                : assigned("initial_law.types", usual, laws, network, all -> InitialLaws.byType(network, all));
    }

    private static <T, R> R assigned(
            String key, T usual, Map<String, T> some, SynapticNetwork network, Function<Map<String, T>, R> by) {
        Map<String, T> all = new LinkedHashMap<>();
        network.types().forEach(type -> all.put(type, some.getOrDefault(type, usual)));
        for (String type : some.keySet()) {
            if (!all.containsKey(type)) {
                throw new IllegalArgumentException(key + ": no neuron is of type '" + type + "'; "
                        + (all.isEmpty()
                                ? "the network has no types, give them with network.types"
                                : "the types are " + String.join(", ", all.keySet())));
            }
        }
        return by.apply(all);
    }
}
