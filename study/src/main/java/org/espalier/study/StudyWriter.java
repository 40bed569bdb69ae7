package org.espalier.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.Signs;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes a study as YAML. */
final class StudyWriter {
    private StudyWriter() {}

    static String write(Study study) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("title", study.title());
        root.put("written_by", "espalier " + Version.current());
        root.put("network", network(study.network()));
        Map<String, Object> neuron = new LinkedHashMap<>();
        neuron.put("drift", NeuronFamilies.writtenDrift(study.neuron().drift()));
        neuron.put("noise", study.neuron().noise());
        neuron.put("intensity", NeuronFamilies.writtenIntensity(study.neuron().intensity()));
        neuron.put("reset", study.neuron().reset());
        neuron.put("kick_factor", study.neuron().kickFactor());
        if (!study.types().neurons().isEmpty()) {
            Map<String, Object> types = new TreeMap<>();
            study.types().neurons().forEach((type, model) -> {
                Map<String, Object> own = new LinkedHashMap<>();
                own.put("drift", NeuronFamilies.writtenDrift(model.drift()));
                own.put("noise", model.noise());
                own.put("intensity", NeuronFamilies.writtenIntensity(model.intensity()));
                own.put("reset", model.reset());
                types.put(type, own);
            });
            neuron.put("types", types);
        }
        root.put("neuron", neuron);
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("unit", study.time().unit());
        time.put(
                "outputs",
                Arrays.stream(study.time().outputs().values()).boxed().toList());
        time.put("curve_intervals", study.time().intervals());
        root.put("time", time);
        Map<String, Object> law = NeuronFamilies.writtenLaw(study.law());
        if (!study.types().laws().isEmpty()) {
            Map<String, Object> types = new TreeMap<>();
            study.types().laws().forEach((type, own) -> types.put(type, NeuronFamilies.writtenLaw(own)));
            law.put("types", types);
        }
        root.put("initial_law", law);
        Map<String, Object> hierarchy = new LinkedHashMap<>();
        hierarchy.put("max_order", study.hierarchy().maxOrder());
        hierarchy.put("closure", lower(study.hierarchy().closure()));
        if (!study.hierarchy().methods().isEmpty()) {
            hierarchy.put(
                    "methods",
                    study.hierarchy().methods().stream()
                            .map(MethodFamilies::written)
                            .toList());
        }
        root.put("hierarchy", hierarchy);
        Map<String, Object> numerics = new LinkedHashMap<>();
        numerics.put("cells", study.numerics().cells());
        numerics.put("time_step", study.numerics().timeStep());
        root.put("numerics", numerics);
        Map<String, Object> simulation = new LinkedHashMap<>();
        simulation.put("replicas", study.simulation().replicas());
        simulation.put("time_step", study.simulation().timeStep());
        simulation.put("seed", study.simulation().seed());
        study.simulation().driver().ifPresent(driver -> simulation.put("driver", lower(driver)));
        if (study.simulation().refractory() > 0) {
            simulation.put("refractory", study.simulation().refractory());
        }
        study.simulation().threshold().ifPresent(potential -> simulation.put("threshold", potential));
        root.put("simulation", simulation);
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(4096)
                .build();
        return new Dump(settings).dumpToString(root);
    }

    private static Map<String, Object> network(NetworkPlan plan) {
        Map<String, Object> result = new LinkedHashMap<>();
        Map<String, Object> signs = signs(plan.signs());
        if (plan.origin() instanceof NetworkFile file) {
            result.put("file", file.file().toString());
            file.sha256().ifPresent(sum -> result.put("sha256", sum));
            result.put("format", lower(file.format()));
            file.columns().ifPresent(c -> {
                Map<String, Object> columns = new LinkedHashMap<>();
                columns.put("source", c.source());
                columns.put("target", c.target());
                columns.put("weight", c.weight());
                result.put("columns", columns);
            });
            file.rows().ifPresent(r -> {
                Map<String, Object> rows = new LinkedHashMap<>();
                rows.put("column", r.column());
                rows.put("values", r.values());
                result.put("rows", rows);
            });
            result.put("self_loops", lower(file.selfLoops()));
            result.put("duplicates", lower(file.duplicates()));
            file.signColumn().ifPresent(c -> {
                signs.put("rule", "column");
                signs.put("column", c.column());
                signs.put("excitatory", c.excitatory());
                signs.put("inhibitory", c.inhibitory());
            });
        } else {
            result.put("generator", GeneratorFamilies.writtenGenerator((GeneratedNetwork) plan.origin()));
        }
        plan.types().ifPresent(table -> {
            Map<String, Object> types = new LinkedHashMap<>();
            types.put("file", table.file().toString());
            types.put("neuron", table.neuron());
            types.put("type", table.type());
            table.sha256().ifPresent(sum -> types.put("sha256", sum));
            result.put("types", types);
        });
        plan.shuffle().ifPresent(shuffle -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("swaps", shuffle.swaps());
            values.put("seed", shuffle.seed());
            result.put("shuffle", values);
        });
        result.put("signs", signs);
        Map<String, Object> scaling = new LinkedHashMap<>();
        scaling.put("measure", lower(plan.scaling().measure()));
        if (plan.scaling().measure() != Scaling.Measure.NONE) {
            scaling.put("value", plan.scaling().target());
        }
        result.put("scaling", scaling);
        if (plan.copies() > 1) {
            result.put("split", plan.copies());
        }
        return result;
    }

    private static Map<String, Object> signs(Signs rule) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (rule instanceof Signs.Excitatory) {
            result.put("rule", "excitatory");
        } else if (rule instanceof Signs.InhibitoryFraction fraction) {
            result.put("rule", "inhibitory_fraction");
            result.put("fraction", fraction.fraction());
            result.put("seed", fraction.seed());
        } else if (rule instanceof Signs.MajorityOfNeuron) {
            result.put("rule", "majority_of_neuron");
        } else {
            result.put("rule", "as_given");
        }
        return result;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
