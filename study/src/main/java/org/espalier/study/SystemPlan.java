package org.espalier.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.system.Input;
import org.espalier.model.system.Nearest;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.study.yaml.YamlException;
import org.espalier.study.yaml.YamlMap;

/**
 * Groups of neurons, and what is done to them: models of their own, signs, inputs, silencing, readouts.
 *
 * @param groups which neurons they have, in the order in which they are named
 * @param models models and initial laws that differ
 * @param signs groups whose synapses have one sign
 * @param inputs what acts on groups
 * @param silenced groups that reach nobody
 * @param readouts groups whose rates are told
 * @param delays how much later kicks arrive; empty if at once
 * @param rests refractory times that are not the usual one
 * @param record what is recorded neuron by neuron
 */
record SystemPlan(
        Map<String, GroupPlan> groups,
        Models models,
        GroupSigns signs,
        List<InputPlan> inputs,
        List<String> silenced,
        List<String> readouts,
        Optional<DelayPlan> delays,
        RestPlan rests,
        Optional<RecordPlan> record) {
    /**
     * What differs from the usual neuron.
     *
     * @param neurons neuron model by group, all with the kick factor of the study
     * @param laws initial law by group
     * @param heterogeneity what differs from neuron to neuron
     */
    record Models(Map<String, Neuron> neurons, Map<String, InitialLaw> laws, HeterogeneityPlan heterogeneity) {
        /** Copies the maps. */
        Models {
            neurons = new LinkedHashMap<>(neurons);
            laws = new LinkedHashMap<>(laws);
        }

        static Models none() {
            return new Models(Map.of(), Map.of(), HeterogeneityPlan.none());
        }
    }

    /**
     * Signs of the synapses that neurons make, after those of the network.
     *
     * @param inhibitory groups whose synapses inhibit
     * @param excitatory groups whose synapses excite
     */
    record GroupSigns(List<String> inhibitory, List<String> excitatory) {
        /** Copies the lists. */
        GroupSigns {
            inhibitory = List.copyOf(inhibitory);
            excitatory = List.copyOf(excitatory);
        }

        static GroupSigns read(YamlMap network, List<String> names) {
            return new GroupSigns(groups(network, "inhibitory", names), groups(network, "excitatory", names));
        }

        void writeTo(Map<String, Object> network) {
            if (!inhibitory.isEmpty()) {
                network.put("inhibitory", inhibitory);
            }
            if (!excitatory.isEmpty()) {
                network.put("excitatory", excitatory);
            }
        }

        SynapticNetwork of(SynapticNetwork network, Map<String, NeuronGroup> found) {
            if (inhibitory.isEmpty() && excitatory.isEmpty()) {
                return network;
            }
            int[] signs = new int[network.size()];
            for (String name : inhibitory) {
                Arrays.stream(found.get(name).members()).forEach(i -> signs[i] = -1);
            }
            for (String name : excitatory) {
                for (int i : found.get(name).members()) {
                    if (signs[i] < 0) {
                        throw new IllegalArgumentException(
                                "network.excitatory: neuron " + network.label(i) + " of group '" + name
                                        + "' is in a group of network.inhibitory, too; give it one sign");
                    }
                    signs[i] = 1;
                }
            }
            return network.withWeights((post, pre, weight) -> signs[pre] == 0 ? weight : signs[pre] * Math.abs(weight));
        }
    }

    /** Neuron model by group. */
    Map<String, Neuron> neurons() {
        return models.neurons;
    }

    /**
     * An input: a current, or kicks with a rate and a size.
     *
     * @param group on which it acts
     * @param rate of the kicks
     * @param size of the kicks
     */
    record InputPlan(String group, Optional<SignalPlan> current, Optional<SignalPlan> rate, Optional<SignalPlan> size) {
        Input on(NeuronGroup members) {
            return current.isPresent()
                    ? Input.current(members, current.get().signal())
                    : Input.poisson(
                            members,
                            rate.orElseThrow().signal(),
                            size.orElseThrow().signal());
        }

        Map<String, Object> written() {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("group", group);
            current.ifPresent(signal -> result.put("current", signal.written()));
            rate.ifPresent(signal -> result.put("kick_rate", signal.written()));
            size.ifPresent(signal -> result.put("kick_size", signal.written()));
            return result;
        }
    }

    /** Copies the collections. */
    SystemPlan {
        groups = new LinkedHashMap<>(groups);
        inputs = List.copyOf(inputs);
        silenced = List.copyOf(silenced);
        readouts = List.copyOf(readouts);
    }

    static final String[] SECTIONS = {"groups", "inputs", "silence", "readouts", "delays", "record", "heterogeneity"};

    static SystemPlan none() {
        return new SystemPlan(
                Map.of(),
                Models.none(),
                new GroupSigns(List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                RestPlan.none(),
                Optional.empty());
    }

    /** Whether nothing is said but what is recorded. */
    boolean isEmpty() {
        return new SystemPlan(groups, models, signs, inputs, silenced, readouts, delays, rests, Optional.empty())
                .equals(none());
    }

    /** Whether all neurons are alike and free, and kicks arrive at once, so that groups are read out at most. */
    boolean isPassive() {
        return models.equals(Models.none()) && inputs.isEmpty() && delays.isEmpty() && rests.isEmpty();
    }

    /** Reads the sections of a study; models and signs of groups come from its sections neuron and network. */
    static SystemPlan read(YamlMap root, Path folder, Models models, GroupSigns signs, RestPlan rests, double last) {
        Map<String, GroupPlan> groups = groups(root, folder);
        List<String> names = List.copyOf(groups.keySet());
        List<String> silenced = groups(root, "silence", names);
        List<InputPlan> inputs = new ArrayList<>();
        if (root.has("inputs")) {
            for (YamlMap map : root.maps("inputs")) {
                inputs.add(input(map, folder, names, silenced, last));
            }
        }
        return new SystemPlan(
                groups,
                models,
                signs,
                inputs,
                silenced,
                groups(root, "readouts", names),
                root.optional("delays")
                        .map(map -> DelayPlan.form(names).read(map))
                        .filter(plan -> !plan.isNone()),
                rests,
                root.optional("record").map(map -> RecordPlan.FORM.read(map)));
    }

    /** The groups of a study, each of which may name those before it. */
    static Map<String, GroupPlan> groups(YamlMap root, Path folder) {
        Map<String, GroupPlan> groups = new LinkedHashMap<>();
        root.optional("groups")
                .ifPresent(map -> map.allMaps()
                        .forEach((name, one) -> groups.put(
                                name,
                                GroupPlan.form(List.copyOf(groups.keySet()), folder)
                                        .read(one))));
        return groups;
    }

    private static InputPlan input(YamlMap map, Path folder, List<String> names, List<String> silenced, double last) {
        map.only("group", "current", "kick_rate", "kick_size");
        String group = known(map, "group", map.text("group"), names);
        if (silenced.contains(group)) {
            throw map.error(
                    "group", "inputs: group '" + group + "' is silenced; take it out of silence, or the input away");
        }
        boolean current = map.has("current");
        if (current == (map.has("kick_rate") || map.has("kick_size"))) {
            throw map.error(
                    "group",
                    "inputs: an input of group '" + group + "' needs either current, or kick_rate and kick_size");
        }
        InputPlan plan = new InputPlan(
                group,
                map.optional("current").map(signal -> SignalPlan.read(signal, folder)),
                current ? Optional.empty() : Optional.of(SignalPlan.read(map.map("kick_rate"), folder)),
                current ? Optional.empty() : Optional.of(SignalPlan.read(map.map("kick_size"), folder)));
        if (plan.current().or(plan::rate).orElseThrow().changesOnlyFrom(last)) {
            throw map.error(
                    "group",
                    "inputs: that of group '" + group + "' begins after the last of time.outputs, " + last
                            + "; choose earlier times or a later output");
        }
        return plan;
    }

    /** Names of groups under a key; none if it is not there. */
    static List<String> groups(YamlMap map, String key, List<String> names) {
        if (!map.has(key)) {
            return List.of();
        }
        List<String> found = map.texts(key);
        found.forEach(name -> known(map, key, name, names));
        return found;
    }

    static String known(YamlMap map, String key, String name, List<String> names) {
        if (!names.contains(name)) {
            throw unknown(map, key, name, names);
        }
        return name;
    }

    private static YamlException unknown(YamlMap map, String key, String name, List<String> names) {
        return map.error(
                key,
                key + ": no group is called '" + name + "'"
                        + Nearest.remedy(name, names) + "; "
                        + (names.isEmpty()
                                ? "name it in the section groups"
                                : "the groups are " + String.join(", ", names)));
    }

    /** With absolute paths and checksums. */
    SystemPlan resolved() {
        Map<String, GroupPlan> all = new LinkedHashMap<>();
        groups.forEach((name, plan) -> all.put(name, plan.resolved()));
        Models resolved = new Models(models.neurons, models.laws, models.heterogeneity.resolved());
        return new SystemPlan(all, resolved, signs, inputs, silenced, readouts, delays, rests, record);
    }

    /** Where a system is made: its network, the file that this comes from, and how many times as many types differ from neuron to neuron. */
    record Site(SynapticNetwork network, Optional<Path> file, int factor) {}

    /** The system of these groups on a network; neurons of which nothing else is said have the usual refractory time. */
    NetworkSystem on(Site site, Neurons usual, InitialLaws laws, double refractory) {
        SynapticNetwork network = site.network();
        Map<String, NeuronGroup> found = found(network, site.file());
        SynapticNetwork signed = signs.of(network, found);
        NetworkSystem system = NetworkSystem.of(neurons(site, usual, found), signed, laws(network, laws, found))
                .with(inputs.stream()
                        .map(input -> input.on(found.get(input.group())))
                        .toArray(Input[]::new))
                .reading(readouts.stream().map(found::get).toArray(NeuronGroup[]::new));
        requireHeard(found);
        system = rests.on(system, network, refractory, found);
        NetworkSystem late = delays.isPresent() ? system.delayed(delays.get().on(network, found)) : system;
        return silenced.isEmpty()
                ? late
                : late.silencing(silenced.stream().map(found::get).toArray(NeuronGroup[]::new));
    }

    /** Refuses an input all of whose neurons are silenced, by groups with other names. */
    private void requireHeard(Map<String, NeuronGroup> found) {
        if (silenced.isEmpty()) {
            return;
        }
        for (InputPlan input : inputs) {
            boolean heard = Arrays.stream(found.get(input.group()).members())
                    .anyMatch(i ->
                            silenced.stream().noneMatch(name -> found.get(name).contains(i)));
            if (!heard) {
                throw new IllegalArgumentException("inputs: all neurons of group '" + input.group()
                        + "' are silenced; take them out of silence, or the input away");
            }
        }
    }

    /** The groups on a network, in their order. */
    Map<String, NeuronGroup> found(SynapticNetwork network, Optional<Path> file) {
        Map<String, NeuronGroup> found = new LinkedHashMap<>();
        groups.forEach((name, plan) -> found.put(name, plan.of(name, network, file, found)));
        return found;
    }

    private Neurons neurons(Site site, Neurons usual, Map<String, NeuronGroup> found) {
        if (models.neurons.isEmpty() && models.heterogeneity.isEmpty()) {
            return usual;
        }
        SynapticNetwork network = site.network();
        List<Neuron> all = new ArrayList<>();
        for (int i = 0; i < network.size(); i++) {
            all.add(usual.of(i));
        }
        put("neuron.groups", "model", models.neurons, all, network, found);
        models.heterogeneity.apply(all, network, site.file(), found, site.factor());
        return Neurons.byNeuron(all);
    }

    private InitialLaws laws(SynapticNetwork network, InitialLaws usual, Map<String, NeuronGroup> found) {
        if (models.laws.isEmpty()) {
            return usual;
        }
        List<InitialLaw> all = new ArrayList<>();
        for (int i = 0; i < network.size(); i++) {
            all.add(usual.of(i));
        }
        put("initial_law.groups", "law", models.laws, all, network, found);
        return InitialLaws.byNeuron(all);
    }

    private static <T> void put(
            String key,
            String what,
            Map<String, T> some,
            List<T> all,
            SynapticNetwork network,
            Map<String, NeuronGroup> found) {
        String[] of = new String[network.size()];
        some.forEach((name, one) -> {
            for (int i : found.get(name).members()) {
                if (of[i] != null) {
                    throw new IllegalArgumentException(key + ": neuron " + network.label(i) + " is in both '" + of[i]
                            + "' and '" + name + "'; give it one " + what);
                }
                of[i] = name;
                all.set(i, one);
            }
        });
    }

    /** Puts the sections into a study that is written. */
    void writeTo(Map<String, Object> root) {
        if (!groups.isEmpty()) {
            Map<String, Object> all = new LinkedHashMap<>();
            groups.forEach((name, plan) ->
                    all.put(name, GroupPlan.form(List.of(), Path.of("")).written(plan)));
            root.put("groups", all);
        }
        if (!inputs.isEmpty()) {
            root.put("inputs", inputs.stream().map(InputPlan::written).toList());
        }
        if (!silenced.isEmpty()) {
            root.put("silence", silenced);
        }
        if (!readouts.isEmpty()) {
            root.put("readouts", readouts);
        }
        if (!models.heterogeneity.isEmpty()) {
            root.put("heterogeneity", models.heterogeneity.written());
        }
        record.ifPresent(plan -> root.put("record", RecordPlan.FORM.written(plan)));
        delays.ifPresent(plan -> root.put("delays", DelayPlan.form(List.of()).written(plan)));
    }
}
