package org.espalier.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.Nearest;
import org.espalier.model.system.NeuronGroup;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/**
 * Which neurons a group has: those with some names, of some types, of some values of a column or of some groups named before (all neurons if none of
 * these is given); of these those that are within other groups, too, without those of others, and of them a share drawn at random.
 *
 * @param names labels of neurons, with * and ?
 * @param types types of neurons
 * @param groups groups named before
 * @param column a column and the values of its neurons
 * @param within groups named before, in all of which its neurons are
 * @param except groups named before, in none of which they are
 * @param share what part is drawn, if not all
 * @param seed fixes which
 */
record GroupPlan(
        List<String> names,
        List<String> types,
        List<String> groups,
        Optional<Values> column,
        List<String> within,
        List<String> except,
        Optional<Double> share,
        long seed) {
    /**
     * Neurons of which a column says certain things.
     *
     * @param column which
     * @param values what it says of them
     */
    record Values(ColumnPlan column, List<String> values) {
        static YamlForm<Values> form(Path folder) {
            return YamlForm.of(
                    ColumnPlan.KEYS + " values", m -> new Values(ColumnPlan.of(m, folder), m.texts("values")), v -> {
                        Map<String, Object> all =
                                new LinkedHashMap<>(ColumnPlan.form(folder).written(v.column));
                        return Arrays.asList(
                                all.get("file"), all.get("neuron"), all.get("column"), all.get("sha256"), v.values);
                    });
        }

        NeuronGroup on(String name, SynapticNetwork network, Optional<Path> networkFile) {
            String[] said = column.on(network, networkFile);
            for (String value : values) {
                if (!Arrays.asList(said).contains(value)) {
                    throw new IllegalArgumentException("group '" + name + "': column '" + column.column()
                            + "' says '" + value + "' of no neuron"
                            + Nearest.remedy(value, new TreeSet<>(Arrays.asList(said))));
                }
            }
            return new NeuronGroup(
                    name,
                    IntStream.range(0, said.length)
                            .filter(i -> values.contains(said[i]))
                            .toArray());
        }
    }

    /** The form of a group that may name those before it. */
    static YamlForm<GroupPlan> form(List<String> known, Path folder) {
        return YamlForm.of(
                "names types groups column within except share seed",
                m -> new GroupPlan(
                        texts(m, "names"),
                        texts(m, "types"),
                        SystemPlan.groups(m, "groups", known),
                        m.optional("column").map(Values.form(folder)::read),
                        SystemPlan.groups(m, "within", known),
                        SystemPlan.groups(m, "except", known),
                        m.has("share") ? Optional.of(m.number("share")) : Optional.empty(),
                        m.has("seed") ? m.integer("seed") : 1),
                g -> Arrays.asList(
                        orNull(g.names),
                        orNull(g.types),
                        orNull(g.groups),
                        g.column.map(Values.form(folder)::written).orElse(null),
                        orNull(g.within),
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

    GroupPlan resolved() {
        return new GroupPlan(
                names,
                types,
                groups,
                column.map(values -> new Values(values.column().resolved(), values.values())),
                within,
                except,
                share,
                seed);
    }

    /** The group in a network, groups named before being known. */
    NeuronGroup of(String name, SynapticNetwork network, Optional<Path> networkFile, Map<String, NeuronGroup> known) {
        NeuronGroup found = null;
        if (!names.isEmpty()) {
            found = NeuronGroup.matching(name, network, names.toArray(String[]::new));
        }
        for (String type : types) {
            found = joined(name, found, NeuronGroup.ofType(name, network, type));
        }
        if (column.isPresent()) {
            found = joined(name, found, column.get().on(name, network, networkFile));
        }
        for (String group : groups) {
            found = joined(name, found, known.get(group));
        }
        found = found == null ? NeuronGroup.all(name, network.size()) : found;
        for (String group : within) {
            found = found.and(name, known.get(group));
        }
        for (String group : except) {
            found = found.except(name, known.get(group));
        }
        return share.isPresent() ? found.share(name, share.get(), seed) : found;
    }

    private static NeuronGroup joined(String name, NeuronGroup found, NeuronGroup more) {
        return found == null ? new NeuronGroup(name, more.members()) : found.or(name, more);
    }
}
