package org.espalier.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.Signs;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Times;
import org.espalier.study.method.HierarchyMethod;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/** How a study stands in YAML: each part is read and written by one form. */
final class StudyForm {
    private static final String[] SECTIONS = {
        "title",
        "network",
        "neuron",
        "time",
        "initial_law",
        "groups",
        "inputs",
        "silence",
        "readouts",
        "delays",
        "record",
        "heterogeneity",
        "hierarchy",
        "numerics",
        "simulation",
        "written_by"
    };

    private static final YamlForm<TimePlan> TIME = YamlForm.of(
            "unit outputs curve_intervals",
            m -> new TimePlan(
                    m.text("unit"),
                    Times.of(m.numbers("outputs").stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()),
                    m.count("curve_intervals", 1)),
            t -> List.of(t.unit(), Arrays.stream(t.outputs().values()).boxed().toList(), t.intervals()));

    private static final YamlForm<HierarchyPlan> HIERARCHY = YamlForm.of(
            "max_order closure methods",
            m -> new HierarchyPlan(m.count("max_order", 1), closure(m), methods(m)),
            h -> Arrays.asList(
                    h.maxOrder(),
                    h.closure(),
                    h.methods().isEmpty()
                            ? null
                            : h.methods().stream().map(MethodFamilies::written).toList()));

    private static final YamlForm<NumericsPlan> NUMERICS = YamlForm.of(
            "cells time_step integrator tolerance",
            m -> new NumericsPlan(m.count("cells", 1), m.number("time_step"), integrator(m)),
            n -> Arrays.asList(
                    n.cells(),
                    n.timeStep(),
                    n.integrator().isFixed() ? null : n.integrator().method().text(),
                    n.integrator().isFixed() ? null : n.integrator().tolerance()));

    private static Integrator integrator(YamlMap numerics) {
        Integrator.Method method = numerics.has("integrator")
                ? numerics.choice("integrator", Integrator.Method.values())
                : Integrator.Method.FIXED;
        double usual = method == Integrator.Method.FIXED ? Double.NaN : NumericsPlan.USUAL_TOLERANCE;
        return Integrator.of(method, numerics.number("tolerance", usual));
    }

    private static final YamlForm<SimulationPlan> SIMULATION = YamlForm.of(
            "replicas time_step seed driver refractory threshold",
            m -> new SimulationPlan(
                    m.count("replicas", 1),
                    m.number("time_step"),
                    m.integer("seed"),
                    m.has("driver") ? Optional.of(m.choice("driver", Driver.values())) : Optional.empty(),
                    m.number("refractory", 0),
                    m.has("threshold") ? OptionalDouble.of(m.number("threshold")) : OptionalDouble.empty()),
            s -> Arrays.asList(
                    s.replicas(),
                    s.timeStep(),
                    s.seed(),
                    s.driver().orElse(null),
                    s.refractory() > 0 ? s.refractory() : null,
                    s.threshold().isPresent() ? s.threshold().getAsDouble() : null));

    private static final YamlForm<ShufflePlan> SHUFFLE = YamlForm.of(ShufflePlan.class, "swaps seed");

    private static final YamlForm<Scaling> SCALING = YamlForm.of(
            "measure value",
            m -> {
                Scaling.Measure measure = m.choice("measure", Scaling.Measure.values());
                if (measure == Scaling.Measure.NONE) {
                    m.only("measure");
                    return Scaling.none();
                }
                return new Scaling(measure, m.number("value"));
            },
            s -> Arrays.asList(s.measure(), s.measure() == Scaling.Measure.NONE ? null : s.target()));

    /** The rules for signs; a column is the file's. */
    private static final List<Family<Object, ?>> SIGNS = List.of(
            rule("as_given", Signs.AsGiven.class, new Signs.AsGiven()),
            rule("excitatory", Signs.Excitatory.class, new Signs.Excitatory()),
            Family.of(
                    "column",
                    ReadingPlan.SignColumn.class,
                    "column excitatory inhibitory",
                    m -> new ReadingPlan.SignColumn(
                            m.text("column"),
                            m.has("excitatory") ? m.texts("excitatory") : List.of(),
                            m.texts("inhibitory")),
                    c -> Arrays.asList(c.column(), c.excitatory().isEmpty() ? null : c.excitatory(), c.inhibitory())),
            Family.of("inhibitory_fraction", Signs.InhibitoryFraction.class, "fraction seed"),
            rule("majority_of_neuron", Signs.MajorityOfNeuron.class, new Signs.MajorityOfNeuron()));

    private static final YamlForm<Neuron> NEURON = YamlForm.of(
            "drift noise intensity reset kick_factor",
            m -> new Neuron(
                    NeuronFamilies.drift(m.map("drift")),
                    m.number("noise"),
                    NeuronFamilies.intensity(m.map("intensity")),
                    m.number("reset"),
                    m.number("kick_factor")),
            n -> List.of(
                    NeuronFamilies.writtenDrift(n.drift()),
                    n.noise(),
                    NeuronFamilies.writtenIntensity(n.intensity()),
                    n.reset(),
                    n.kickFactor()));

    private StudyForm() {}

    private static <F extends Signs> Family<Object, F> rule(String name, Class<F> type, F rule) {
        return new Family<>(name, type, YamlForm.of("", m -> rule, r -> List.of()));
    }

    private static HierarchyPlan.ClosureChoice closure(YamlMap map) {
        String closure = map.text("closure");
        if (List.of("mean_drive", "conditional").contains(closure)) {
            throw map.error(
                    "closure",
                    "hierarchy.closure = " + closure + ": elementary densities are closed by vanishing"
                            + " alone; leave that here and add to hierarchy.methods {method: tensor, closure: "
                            + closure
                            + "}");
        }
        return map.choice("closure", HierarchyPlan.ClosureChoice.values());
    }

    private static List<HierarchyMethod> methods(YamlMap map) {
        if (!map.has("methods")) {
            return List.of();
        }
        if (!map.isList("methods")) {
            throw map.error(
                    "methods", "hierarchy.methods must be a list such as [{method: typed, classes: 16, max_order: 3}]");
        }
        return map.maps("methods").stream().map(MethodFamilies::method).toList();
    }

    /** A table of types; relative to the folder of the study. */
    private static YamlForm<TypeTable> types(Path folder) {
        return YamlForm.of(
                "file neuron type sha256",
                m -> new TypeTable(
                        folder.resolve(m.text("file")), m.text("neuron"), m.text("type"), optionalText(m, "sha256")),
                t -> Arrays.asList(
                        t.file().toString(), t.neuron(), t.type(), t.sha256().orElse(null)));
    }

    private static Optional<String> optionalText(YamlMap map, String key) {
        return map.has(key) ? Optional.of(map.text(key)) : Optional.empty();
    }

    private static NetworkPlan network(YamlMap map, Path folder) {
        String[] done = {"types", "shuffle", "signs", "scaling", "split", "generator", "inhibitory", "excitatory"};
        boolean drawn = map.has("generator");
        if (drawn) {
            map.only(done);
        }
        Object signs = Family.read("rule", SIGNS, map.map("signs"));
        Optional<ReadingPlan.SignColumn> column =
                signs instanceof ReadingPlan.SignColumn found ? Optional.of(found) : Optional.empty();
        if (drawn && column.isPresent()) {
            throw map.map("signs")
                    .error("rule", "network.signs.rule: a generated network has no column; choose another rule");
        }
        return new NetworkPlan(
                drawn
                        ? GeneratorFamilies.generator(map.map("generator"))
                        : NetworkFileForm.of(folder, column).read(map, done),
                map.optional("types").map(types(folder)::read),
                map.optional("shuffle").map(SHUFFLE::read),
                column.isPresent() ? Signs.asGiven() : (Signs) signs,
                SCALING.read(map.map("scaling")),
                map.has("split") ? map.count("split", 1) : 1);
    }

    /** The section of a network, to be changed freely. */
    static Map<String, Object> writtenNetwork(NetworkPlan plan) {
        Map<String, Object> result = new LinkedHashMap<>();
        Object signs = plan.signs();
        if (plan.origin() instanceof NetworkFile file) {
            result.putAll(NetworkFileForm.of(Path.of(""), Optional.empty()).written(file));
            signs = file.reading()
                    .selection()
                    .signColumn()
                    .<Object>map(Function.identity())
                    .orElse(signs);
        } else {
            result.put("generator", GeneratorFamilies.written((GeneratedNetwork) plan.origin()));
        }
        plan.types().ifPresent(table -> result.put("types", types(Path.of("")).written(table)));
        plan.shuffle().ifPresent(shuffle -> result.put("shuffle", SHUFFLE.written(shuffle)));
        result.put("signs", Family.written("rule", SIGNS, signs, "rule for signs"));
        result.put("scaling", SCALING.written(plan.scaling()));
        if (plan.copies() > 1) {
            result.put("split", plan.copies());
        }
        return result;
    }

    /** The usual neuron with what a type changes. */
    private static YamlForm<Neuron> ofType(Neuron usual) {
        return YamlForm.of(
                "drift noise intensity reset",
                m -> new Neuron(
                        m.optional("drift").map(NeuronFamilies::drift).orElse(usual.drift()),
                        m.number("noise", usual.noise()),
                        m.optional("intensity").map(NeuronFamilies::intensity).orElse(usual.intensity()),
                        m.number("reset", usual.reset()),
                        usual.kickFactor()),
                n -> List.copyOf(NEURON.written(n).values()).subList(0, 4));
    }

    private static <T> Map<String, T> byType(YamlMap map, Function<YamlMap, T> reader) {
        Map<String, T> result = new LinkedHashMap<>();
        map.optional("types")
                .ifPresent(types -> types.allMaps().forEach((type, one) -> result.put(type, reader.apply(one))));
        return result;
    }

    private static <T> void putByType(
            Map<String, Object> section, Map<String, T> types, Function<T, Map<String, Object>> written) {
        if (!types.isEmpty()) {
            Map<String, Object> all = new TreeMap<>();
            types.forEach((type, one) -> all.put(type, written.apply(one)));
            section.put("types", all);
        }
    }

    /** Reads in the order of the file, so that the first mistake is told first. */
    static Study read(YamlMap root, Path folder) {
        root.only(SECTIONS);
        String title = root.text("title");
        NetworkPlan network = network(root.map("network"), folder);
        YamlMap neurons = root.map("neuron");
        Neuron neuron = NEURON.read(neurons, "types", "groups", "refractory");
        Map<String, Neuron> byType = byType(neurons, one -> ofType(neuron).read(one, "refractory"));
        TimePlan time = TIME.read(root.map("time"));
        YamlMap laws = root.map("initial_law");
        InitialLaw law = NeuronFamilies.law(laws, "types", "groups");
        TypePlan types = new TypePlan(byType, byType(laws, NeuronFamilies::law));
        SystemPlan system = system(root, folder, neuron, time);
        HierarchyPlan hierarchy = HIERARCHY.read(root.map("hierarchy"));
        NumericsPlan numerics = NUMERICS.read(root.map("numerics"));
        SimulationPlan simulation = refractory(neurons, root.map("simulation"));
        // all that the whole may refuse are driver and threshold
        return root.map("simulation")
                .make(() ->
                        new Study(title, network, neuron, time, law, hierarchy, numerics, simulation, types, system));
    }

    /** The usual refractory time stands with the neuron or with the simulation; that of the neuron holds. */
    private static SimulationPlan refractory(YamlMap neurons, YamlMap map) {
        SimulationPlan plan = SIMULATION.read(map);
        return neurons.has("refractory") ? neurons.make(() -> plan.withRefractory(neurons.number("refractory"))) : plan;
    }

    private static <T> Map<String, T> byGroup(YamlMap section, List<String> names, Function<YamlMap, T> reader) {
        Map<String, T> result = new LinkedHashMap<>();
        section.optional("groups")
                .ifPresent(all -> all.allMaps()
                        .forEach((group, one) ->
                                result.put(SystemPlan.known(all, group, group, names), reader.apply(one))));
        return result;
    }

    private static SystemPlan system(YamlMap root, Path folder, Neuron usual, TimePlan time) {
        List<String> names = List.copyOf(SystemPlan.groups(root, folder).keySet());
        YamlMap neurons = root.map("neuron");
        SystemPlan.Models models = new SystemPlan.Models(
                byGroup(neurons, names, one -> ofType(usual).read(one, "refractory")),
                byGroup(root.map("initial_law"), names, one -> NeuronFamilies.law(one)),
                root.optional("heterogeneity")
                        .map(map -> HeterogeneityPlan.read(map, names, folder))
                        .orElse(HeterogeneityPlan.none()));
        SystemPlan.GroupSigns signs = SystemPlan.GroupSigns.read(root.map("network"), names);
        return SystemPlan.read(
                root,
                folder,
                models,
                signs,
                RestPlan.read(neurons),
                time.outputs().last());
    }

    static String written(Study study) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("title", study.title());
        root.put("written_by", "espalier " + Version.current());
        Map<String, Object> network = writtenNetwork(study.network());
        study.system().signs().writeTo(network);
        root.put("network", network);
        Map<String, Object> neuron = NEURON.written(study.neuron());
        putByType(neuron, study.types().neurons(), ofType(study.neuron())::written);
        if (!study.system().neurons().isEmpty()) {
            Map<String, Object> models = new LinkedHashMap<>();
            study.system()
                    .neurons()
                    .forEach((group, one) ->
                            models.put(group, ofType(study.neuron()).written(one)));
            neuron.put("groups", models);
        }
        RestPlan.write(neuron, "types", study.system().rests().byType());
        RestPlan.write(neuron, "groups", study.system().rests().byGroup());
        root.put("neuron", neuron);
        root.put("time", TIME.written(study.time()));
        Map<String, Object> law = NeuronFamilies.writtenLaw(study.law());
        putByType(law, study.types().laws(), NeuronFamilies::writtenLaw);
        if (!study.system().models().laws().isEmpty()) {
            Map<String, Object> byGroup = new LinkedHashMap<>();
            study.system().models().laws().forEach((group, one) -> byGroup.put(group, NeuronFamilies.writtenLaw(one)));
            law.put("groups", byGroup);
        }
        root.put("initial_law", law);
        study.system().writeTo(root);
        root.put("hierarchy", HIERARCHY.written(study.hierarchy()));
        root.put("numerics", NUMERICS.written(study.numerics()));
        Map<String, Object> simulation = SIMULATION.written(study.simulation());
        if (study.neuron().intensity() instanceof HardThreshold) {
            simulation.remove("threshold");
        }
        root.put("simulation", simulation);
        return YamlForm.document(root, true);
    }
}
