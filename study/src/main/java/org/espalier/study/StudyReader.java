package org.espalier.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.Signs;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Times;
import org.espalier.study.method.HierarchyMethod;
import org.espalier.study.yaml.YamlMap;

/** Reads a study from YAML. */
final class StudyReader {
    private StudyReader() {}

    static Study read(String text, String source, Path folder) {
        YamlMap root = YamlMap.parse(text, source)
                .only(
                        "title",
                        "network",
                        "neuron",
                        "time",
                        "initial_law",
                        "hierarchy",
                        "numerics",
                        "simulation",
                        "written_by");
        // in the order of the file, so that the first mistake is reported first
        String title = root.text("title");
        NetworkPlan network = network(root.map("network"), folder);
        Neuron neuron = neuron(root.map("neuron"));
        Map<String, Neuron> neurons = neurons(neuron, root.map("neuron"));
        TimePlan time = time(root.map("time"));
        YamlMap law = root.map("initial_law");
        InitialLaw usual = NeuronFamilies.law(law, "types");
        TypePlan types = new TypePlan(neurons, laws(law));
        HierarchyPlan hierarchy = hierarchy(root.map("hierarchy"));
        NumericsPlan numerics = numerics(root.map("numerics"));
        SimulationPlan simulation = simulation(root.map("simulation"));
        // all that the whole may refuse are driver and threshold
        return root.map("simulation")
                .make(() -> new Study(title, network, neuron, time, usual, hierarchy, numerics, simulation, types));
    }

    private static NetworkPlan network(YamlMap map, Path folder) {
        String[] done = {"types", "shuffle", "signs", "scaling", "split"};
        if (map.has("generator")) {
            only(map, done, "generator");
            GeneratedNetwork generated = GeneratorFamilies.generator(map.map("generator"));
            if ("column".equals(map.map("signs").text("rule"))) {
                throw map.map("signs")
                        .error("rule", "network.signs.rule: a generated network has no column; choose another rule");
            }
            return finished(map, generated, folder);
        }
        only(map, done, "file", "format", "columns", "rows", "self_loops", "duplicates", "sha256", "generator");
        if (!map.has("file")) {
            throw map.error("", "network needs the key 'file' or the key 'generator'");
        }
        Path file = folder.resolve(map.text("file"));
        NetworkFile.Format format =
                NetworkFile.Format.valueOf(map.word("format", "auto", "text").toUpperCase(Locale.ROOT));
        NetworkFile origin = map.make(() -> new NetworkFile(
                file,
                format,
                map.has("columns") ? Optional.of(columns(map.map("columns"))) : Optional.empty(),
                map.has("rows") ? Optional.of(rows(map.map("rows"))) : Optional.empty(),
                signColumn(map.map("signs")),
                map.word("self_loops", "drop", "error").equals("drop") ? SelfLoops.DROP : SelfLoops.ERROR,
                map.word("duplicates", "sum", "error").equals("sum") ? Duplicates.SUM : Duplicates.ERROR,
                map.has("sha256") ? Optional.of(map.text("sha256")) : Optional.empty()));
        return finished(map, origin, folder);
    }

    private static void only(YamlMap map, String[] some, String... others) {
        map.only(Stream.concat(Stream.of(others), Stream.of(some)).toArray(String[]::new));
    }

    /** What is done to a network, wherever it comes from. */
    private static NetworkPlan finished(YamlMap map, NetworkOrigin origin, Path folder) {
        Optional<TypeTable> types = Optional.empty();
        if (map.has("types")) {
            YamlMap table = map.map("types").only("file", "neuron", "type", "sha256");
            types = Optional.of(table.make(() -> new TypeTable(
                    folder.resolve(table.text("file")),
                    table.text("neuron"),
                    table.text("type"),
                    table.has("sha256") ? Optional.of(table.text("sha256")) : Optional.empty())));
        }
        Optional<ShufflePlan> shuffle = Optional.empty();
        if (map.has("shuffle")) {
            YamlMap plan = map.map("shuffle").only("swaps", "seed");
            shuffle = Optional.of(plan.make(() -> new ShufflePlan(plan.number("swaps"), plan.integer("seed"))));
        }
        return new NetworkPlan(
                origin,
                types,
                shuffle,
                signs(map.map("signs")),
                scaling(map.map("scaling")),
                map.has("split") ? map.count("split", 1) : 1);
    }

    private static NetworkFile.Columns columns(YamlMap map) {
        map.only("source", "target", "weight");
        return new NetworkFile.Columns(map.text("source"), map.text("target"), map.text("weight"));
    }

    private static NetworkFile.RowFilter rows(YamlMap map) {
        map.only("column", "values");
        return new NetworkFile.RowFilter(map.text("column"), map.texts("values"));
    }

    private static Optional<NetworkFile.SignColumn> signColumn(YamlMap map) {
        if (!"column".equals(map.text("rule"))) {
            return Optional.empty();
        }
        map.only("rule", "column", "excitatory", "inhibitory");
        List<String> excitatory = map.texts("excitatory");
        List<String> inhibitory = map.texts("inhibitory");
        NetworkFile.SignColumn column = new NetworkFile.SignColumn(map.text("column"), excitatory, inhibitory);
        map.make(column::table);
        return Optional.of(column);
    }

    private static Signs signs(YamlMap map) {
        String rule = map.word("rule", "as_given", "excitatory", "column", "inhibitory_fraction", "majority_of_neuron");
        return switch (rule) {
            case "excitatory" -> {
                map.only("rule");
                yield Signs.excitatory();
            }
            case "inhibitory_fraction" -> {
                map.only("rule", "fraction", "seed");
                yield map.make(() -> Signs.inhibitory(map.number("fraction"), map.integer("seed")));
            }
            case "majority_of_neuron" -> {
                map.only("rule");
                yield Signs.majorityOfNeuron();
            }
            default -> {
                if (rule.equals("as_given")) {
                    map.only("rule");
                }
                yield Signs.asGiven();
            }
        };
    }

    private static Scaling scaling(YamlMap map) {
        String measure = map.word("measure", "none", "mean_row_sum", "max_row_sum", "c_w");
        if (measure.equals("none")) {
            map.only("measure");
            return Scaling.none();
        }
        map.only("measure", "value");
        double value = map.number("value");
        return map.make(() -> new Scaling(Scaling.Measure.valueOf(measure.toUpperCase(Locale.ROOT)), value));
    }

    private static Neuron neuron(YamlMap map) {
        map.only("drift", "noise", "intensity", "reset", "kick_factor", "types");
        return map.make(() -> new Neuron(
                NeuronFamilies.drift(map.map("drift")),
                map.number("noise"),
                NeuronFamilies.intensity(map.map("intensity")),
                map.number("reset"),
                map.number("kick_factor")));
    }

    /** The usual neuron with what a type changes. */
    private static Map<String, Neuron> neurons(Neuron usual, YamlMap map) {
        Map<String, Neuron> result = new LinkedHashMap<>();
        if (map.has("types")) {
            map.map("types").allMaps().forEach((type, changes) -> {
                changes.only("drift", "noise", "intensity", "reset");
                result.put(
                        type,
                        changes.make(() -> new Neuron(
                                changes.has("drift") ? NeuronFamilies.drift(changes.map("drift")) : usual.drift(),
                                changes.has("noise") ? changes.number("noise") : usual.noise(),
                                changes.has("intensity")
                                        ? NeuronFamilies.intensity(changes.map("intensity"))
                                        : usual.intensity(),
                                changes.has("reset") ? changes.number("reset") : usual.reset(),
                                usual.kickFactor())));
            });
        }
        return result;
    }

    private static Map<String, InitialLaw> laws(YamlMap map) {
        Map<String, InitialLaw> result = new LinkedHashMap<>();
        if (map.has("types")) {
            map.map("types").allMaps().forEach((type, law) -> result.put(type, NeuronFamilies.law(law)));
        }
        return result;
    }

    private static TimePlan time(YamlMap map) {
        map.only("unit", "outputs", "curve_intervals");
        return map.make(() -> new TimePlan(
                map.text("unit"),
                Times.of(map.numbers("outputs").stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()),
                map.count("curve_intervals", 1)));
    }

    private static HierarchyPlan hierarchy(YamlMap map) {
        map.only("max_order", "closure", "methods");
        int order = map.count("max_order", 1);
        if (List.of("mean_drive", "conditional").contains(map.text("closure"))) {
            throw map.error(
                    "closure",
                    "hierarchy.closure = " + map.text("closure") + ": elementary densities are closed by vanishing"
                            + " alone; leave that here and add to hierarchy.methods {method: tensor, closure: "
                            + map.text("closure") + "}");
        }
        String closure = map.word("closure", "vanishing");
        List<HierarchyMethod> methods = new ArrayList<>();
        if (map.has("methods")) {
            if (!map.isList("methods")) {
                throw map.error(
                        "methods",
                        "hierarchy.methods must be a list such as [{method: typed, classes: 16, max_order: 3}]");
            }
            map.maps("methods").forEach(method -> methods.add(MethodFamilies.method(method)));
        }
        return map.make(() -> new HierarchyPlan(
                order, HierarchyPlan.ClosureChoice.valueOf(closure.toUpperCase(Locale.ROOT)), methods));
    }

    private static NumericsPlan numerics(YamlMap map) {
        map.only("cells", "time_step");
        return map.make(() -> new NumericsPlan(map.count("cells", 1), map.number("time_step")));
    }

    private static SimulationPlan simulation(YamlMap map) {
        map.only("replicas", "time_step", "seed", "driver", "refractory", "threshold");
        return map.make(() -> new SimulationPlan(
                map.count("replicas", 1),
                map.number("time_step"),
                map.integer("seed"),
                map.has("driver")
                        ? Optional.of(Driver.valueOf(map.word("driver", "time_stepped", "event_driven")
                                .toUpperCase(Locale.ROOT)))
                        : Optional.empty(),
                map.has("refractory") ? map.number("refractory") : 0,
                map.has("threshold") ? OptionalDouble.of(map.number("threshold")) : OptionalDouble.empty()));
    }
}
