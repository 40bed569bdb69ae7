package org.espalier.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.NeuronGroup;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/**
 * Which neurons a group has: those with some names, of some types or of some groups named before (all neurons if none of these is given), without
 * those of other groups, and of them a share drawn at random.
 *
 * @param names labels of neurons, with * and ?
 * @param types types of neurons
 * @param groups groups named before
 * @param except groups named before
 * @param share what part is drawn, if not all
 * @param seed fixes which
 */
record GroupPlan(
        List<String> names,
        List<String> types,
        List<String> groups,
        List<String> except,
        Optional<Double> share,
        long seed) {
    /** The form of a group that may name those before it. */
    static YamlForm<GroupPlan> form(List<String> known) {
        return YamlForm.of(
                "names types groups except share seed",
                m -> new GroupPlan(
                        texts(m, "names"),
                        texts(m, "types"),
                        SystemPlan.groups(m, "groups", known),
                        SystemPlan.groups(m, "except", known),
                        m.has("share") ? Optional.of(m.number("share")) : Optional.empty(),
                        m.has("seed") ? m.integer("seed") : 1),
                g -> java.util.Arrays.asList(
                        orNull(g.names),
                        orNull(g.types),
                        orNull(g.groups),
                        orNull(g.except),
                        g.share.orElse(null),
                        g.share.isPresent() ? g.seed : null));
    }

    private static List<String> texts(YamlMap map, String key) {
        return map.has(key) ? map.texts(key) : List.of();
    }

    private static Object orNull(List<String> texts) {
        return texts.isEmpty() ? null : texts;
    }

    /** The group in a network, groups named before being known. */
    NeuronGroup of(String name, SynapticNetwork network, Map<String, NeuronGroup> known) {
        NeuronGroup found = null;
        if (!names.isEmpty()) {
            found = NeuronGroup.matching(name, network, names.toArray(String[]::new));
        }
        for (String type : types) {
            NeuronGroup of = NeuronGroup.ofType(name, network, type);
            found = found == null ? of : found.or(name, of);
        }
        for (String group : groups) {
            found = found == null
                    ? new NeuronGroup(name, known.get(group).members())
                    : found.or(name, known.get(group));
        }
        found = found == null ? NeuronGroup.all(name, network.size()) : found;
        for (String group : except) {
            found = found.except(name, known.get(group));
        }
        return share.isPresent() ? found.share(name, share.get(), seed) : found;
    }
}
