package org.espalier.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.study.yaml.YamlMap;

/**
 * Refractory times that are not the usual one.
 *
 * @param byType by the name of a type
 * @param byGroup by the name of a group; they outdo those of types
 */
record RestPlan(Map<String, Double> byType, Map<String, Double> byGroup) {
    /** Copies the maps. */
    RestPlan {
        byType = new LinkedHashMap<>(byType);
        byGroup = new LinkedHashMap<>(byGroup);
    }

    static RestPlan none() {
        return new RestPlan(Map.of(), Map.of());
    }

    boolean isEmpty() {
        return byType.isEmpty() && byGroup.isEmpty();
    }

    boolean haveRefractoryTimes() {
        return byType.values().stream().anyMatch(tau -> tau > 0)
                || byGroup.values().stream().anyMatch(tau -> tau > 0);
    }

    /** Reads refractory in the types and groups of neuron. */
    static RestPlan read(YamlMap neuron) {
        return new RestPlan(rests(neuron, "types"), rests(neuron, "groups"));
    }

    private static Map<String, Double> rests(YamlMap neuron, String key) {
        Map<String, Double> result = new LinkedHashMap<>();
        neuron.optional(key)
                .ifPresent(all -> all.allMaps().forEach((name, one) -> {
                    if (one.has("refractory")) {
                        result.put(name, one.make(() -> checked(one.number("refractory"))));
                    }
                }));
        return result;
    }

    private static double checked(double duration) {
        if (!(duration >= 0)) {
            throw new IllegalArgumentException("refractory = " + duration + " must be ≥ 0; 0 is none");
        }
        return duration;
    }

    /** The system with these; neurons of which nothing is said rest for the usual time. */
    NetworkSystem on(NetworkSystem system, SynapticNetwork network, double usual, Map<String, NeuronGroup> groups) {
        NetworkSystem result = system.refractory(usual);
        for (Map.Entry<String, Double> rest : byType.entrySet()) {
            result = result.refractory(NeuronGroup.ofType("neuron.types", network, rest.getKey()), rest.getValue());
        }
        for (Map.Entry<String, Double> rest : byGroup.entrySet()) {
            result = result.refractory(groups.get(rest.getKey()), rest.getValue());
        }
        return result;
    }

    /** Puts the refractory times of types or groups into their section. */
    static void write(Map<String, Object> neuron, String key, Map<String, Double> rests) {
        if (rests.isEmpty()) {
            return;
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> all =
                (Map<String, Object>) neuron.computeIfAbsent(key, none -> new LinkedHashMap<String, Object>());
        rests.forEach((name, duration) -> {
            @SuppressWarnings("unchecked")
            Map<String, Object> one =
                    (Map<String, Object>) all.computeIfAbsent(name, none -> new LinkedHashMap<String, Object>());
            one.put("refractory", duration);
        });
    }
}
