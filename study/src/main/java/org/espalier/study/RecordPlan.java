package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.Nearest;
import org.espalier.model.system.NeuronGroup;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/**
 * What {@code simulate --out} records neuron by neuron. Neurons are named by groups, or by labels with * and ?.
 *
 * @param rates neurons whose rates are told, as means over replicas
 * @param spikes neurons whose spikes are kept, of all replicas
 * @param potentials neurons whose potentials are kept on a grid, of all replicas
 * @param every time between two potentials; present if there are any
 */
record RecordPlan(List<String> rates, List<String> spikes, List<String> potentials, OptionalDouble every) {
    static final YamlForm<RecordPlan> FORM = YamlForm.of(
            "rates spikes potentials every",
            map -> new RecordPlan(
                    texts(map, "rates"),
                    texts(map, "spikes"),
                    texts(map, "potentials"),
                    map.has("every") ? OptionalDouble.of(map.positive("every")) : OptionalDouble.empty()),
            plan -> Arrays.asList(
                    orNull(plan.rates),
                    orNull(plan.spikes),
                    orNull(plan.potentials),
                    plan.every.isPresent() ? plan.every.getAsDouble() : null));

    /** Copies the lists; checks that potentials have a grid. */
    RecordPlan {
        rates = List.copyOf(rates);
        spikes = List.copyOf(spikes);
        potentials = List.copyOf(potentials);
        if (potentials.isEmpty() == every.isPresent()) {
            throw new IllegalArgumentException(
                    "record: potentials (which neurons) and every (the time between two of them) need each other");
        }
        if (rates.isEmpty() && spikes.isEmpty() && potentials.isEmpty()) {
            throw new IllegalArgumentException(
                    "record: name neurons for rates, spikes or potentials, or remove the section");
        }
    }

    private static List<String> texts(YamlMap map, String key) {
        return map.has(key) ? map.texts(key) : List.of();
    }

    private static Object orNull(List<String> texts) {
        return texts.isEmpty() ? null : texts;
    }

    /** Indices of named neurons, increasing. */
    static int[] neurons(String key, List<String> names, SynapticNetwork network, Map<String, NeuronGroup> groups) {
        BitSet found = new BitSet();
        for (String name : names) {
            NeuronGroup group = groups.get(name);
            if (group == null) {
                try {
                    group = NeuronGroup.matching(key, network, name);
                } catch (IllegalArgumentException nobody) {
                    List<String> known = new ArrayList<>(groups.keySet());
                    IntStream.range(0, network.size()).mapToObj(network::label).forEach(known::add);
                    throw new IllegalArgumentException(
                            "record." + key + ": no group is called '" + name + "' and no neuron matches it"
                                    + Nearest.remedy(name, known),
                            nobody);
                }
            }
            Arrays.stream(group.members()).forEach(found::set);
        }
        return found.stream().toArray();
    }

    /** Times of the potentials, 0 included, up to a last one. */
    double[] grid(double last) {
        if (every.isEmpty()) {
            return new double[0];
        }
        double step = every.getAsDouble();
        double count = Math.floor(last / step * (1 + 1e-12)) + 1;
        if (count > 10_000_000) {
            throw new IllegalArgumentException(
                    "record.every = " + step + ": " + count + " potentials a neuron; choose a longer time");
        }
        double[] grid = new double[(int) count];
        Arrays.setAll(grid, k -> Math.min(last, k * step));
        return grid;
    }
}
