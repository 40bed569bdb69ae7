package org.espalier.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.espalier.model.io.NeuronTable;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.ExponentialDrift;
import org.espalier.model.neuron.ExponentialIntensity;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.QuadraticDrift;
import org.espalier.model.neuron.RectifiedPower;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.StepIntensity;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Quantisation;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/**
 * Parameters that differ from neuron to neuron: drawn from a law or read from a column, and made types by quantisation.
 *
 * @param spreads how the values of each such parameter are found
 */
record HeterogeneityPlan(Map<Parameter, Spread> spreads) {
    private static final int USUAL_TYPES = 16;
    private static final int MOST_TYPES = 4096;

    /** What may differ. */
    enum Parameter {
        /** The input of the drift. */
        INPUT,
        /** The threshold, or midpoint, of the intensity. */
        THRESHOLD;

        private String key() {
            return "heterogeneity." + name().toLowerCase(Locale.ROOT);
        }

        /** A model with another value of the parameter. */
        Neuron of(Neuron neuron, double value) {
            return this == INPUT
                    ? neuron.drift(drift(neuron.drift(), value))
                    : neuron.intensity(intensity(neuron.intensity(), value));
        }

        private Drift drift(Drift drift, double value) {
            if (drift instanceof LinearLeak leak) {
                return new LinearLeak(value, leak.rate());
            } else if (drift instanceof QuadraticDrift quadratic) {
                return new QuadraticDrift(value, quadratic.curvature(), quadratic.centre());
            } else if (drift instanceof ExponentialDrift exponential) {
                return new ExponentialDrift(
                        value, exponential.rate(), exponential.threshold(), exponential.sharpness());
            }
            throw new IllegalArgumentException(
                    key() + ": the drift " + drift + " has no input; choose linear, quadratic or exponential");
        }

        private Intensity intensity(Intensity intensity, double value) {
            if (intensity instanceof Sigmoid sigmoid) {
                return new Sigmoid(sigmoid.maximum(), value, sigmoid.width());
            } else if (intensity instanceof ExponentialIntensity e) {
                return new ExponentialIntensity(e.rate(), value, e.width(), e.maximum());
            } else if (intensity instanceof RectifiedPower power) {
                return new RectifiedPower(power.gain(), value, power.power(), power.maximum());
            } else if (intensity instanceof StepIntensity step) {
                return new StepIntensity(step.rate(), value);
            }
            throw new IllegalArgumentException(key() + ": the intensity " + intensity
                    + " has no threshold that may differ; choose sigmoid, exponential, rectified_power or step");
        }
    }

    /**
     * Where the values of a parameter come from.
     *
     * @param group neurons that differ; all if empty
     * @param law of independent values; empty if a column has them
     * @param seed fixes the values of the law
     * @param column of numbers
     * @param types number of levels of the quantisation
     */
    record Spread(
            Optional<String> group, Optional<InitialLaw> law, long seed, Optional<ColumnPlan> column, int types) {}

    /** Copies the map. */
    HeterogeneityPlan {
        spreads = new LinkedHashMap<>(spreads);
    }

    static HeterogeneityPlan none() {
        return new HeterogeneityPlan(Map.of());
    }

    boolean isEmpty() {
        return spreads.isEmpty();
    }

    static HeterogeneityPlan read(YamlMap map, List<String> groups, Path folder) {
        map.only("input", "threshold");
        Map<Parameter, Spread> all = new LinkedHashMap<>();
        for (Parameter parameter : Parameter.values()) {
            map.optional(parameter.name().toLowerCase(Locale.ROOT))
                    .ifPresent(one -> all.put(parameter, form(groups, folder).read(one)));
        }
        return new HeterogeneityPlan(all);
    }

    private static YamlForm<Spread> form(List<String> groups, Path folder) {
        return YamlForm.of(
                "group law seed column types",
                m -> {
                    if (m.has("law") == m.has("column")) {
                        throw new IllegalArgumentException(
                                "heterogeneity: values come either from a law, with a seed, or from a column");
                    }
                    int types = m.has("types") ? m.count("types", 1) : USUAL_TYPES;
                    if (types > MOST_TYPES) {
                        throw m.error("types", "heterogeneity: types = " + types + ", at most " + MOST_TYPES);
                    }
                    return new Spread(
                            m.has("group")
                                    ? Optional.of(SystemPlan.known(m, "group", m.text("group"), groups))
                                    : Optional.empty(),
                            m.optional("law").map(NeuronFamilies::law),
                            m.has("law") ? m.integer("seed") : 0,
                            m.optional("column").map(ColumnPlan.form(folder)::read),
                            types);
                },
                s -> Arrays.asList(
                        s.group.orElse(null),
                        s.law.map(NeuronFamilies::writtenLaw).orElse(null),
                        s.law.isPresent() ? s.seed : null,
                        s.column.map(ColumnPlan.form(folder)::written).orElse(null),
                        s.types));
    }

    Map<String, Object> written() {
        Map<String, Object> result = new LinkedHashMap<>();
        spreads.forEach((parameter, spread) -> result.put(
                parameter.name().toLowerCase(Locale.ROOT),
                form(List.of(), Path.of("")).written(spread)));
        return result;
    }

    HeterogeneityPlan resolved() {
        Map<Parameter, Spread> all = new LinkedHashMap<>();
        spreads.forEach((parameter, s) ->
                all.put(parameter, new Spread(s.group, s.law, s.seed, s.column.map(ColumnPlan::resolved), s.types)));
        return new HeterogeneityPlan(all);
    }

    /** Refuses models that have no such parameter. */
    void requireFor(List<Neuron> models) {
        spreads.forEach((parameter, spread) -> {
            if (spread.group.isEmpty()) {
                models.forEach(model -> parameter.of(model, 0));
            }
        });
    }

    /** The values of a parameter as levels. */
    private record Quantised(Parameter parameter, int[] members, Quantisation values) {
        String told() {
            return String.format(
                    Locale.ROOT,
                    "%s of %d neurons as %d types: root mean square distance %.3g, largest %.3g",
                    parameter.key(),
                    members.length,
                    values.count(),
                    values.rootMeanSquare(),
                    values.largest());
        }
    }

    private List<Quantised> quantised(
            SynapticNetwork network, Optional<Path> file, Map<String, NeuronGroup> groups, int factor) {
        List<Quantised> all = new ArrayList<>();
        spreads.forEach((parameter, spread) -> {
            int[] members = spread.group
                    .map(groups::get)
                    .orElseGet(() -> NeuronGroup.all("all", network.size()))
                    .members();
            all.add(new Quantised(
                    parameter,
                    members,
                    Quantisation.of(values(parameter, spread, members, network, file), factor * spread.types)));
        });
        return all;
    }

    private static double[] values(
            Parameter parameter, Spread spread, int[] members, SynapticNetwork network, Optional<Path> file) {
        double[] values = new double[members.length];
        if (spread.law.isPresent()) {
            SplittableRandom random = new SplittableRandom(spread.seed);
            Arrays.setAll(values, k -> spread.law.get().quantile(random.nextDouble()));
            return values;
        }
        ColumnPlan column = spread.column.orElseThrow();
        String[] said = column.on(network, file);
        for (int k = 0; k < values.length; k++) {
            String text = said[members[k]];
            try {
                values[k] = Double.parseDouble(text);
            } catch (NumberFormatException noNumber) {
                throw new IllegalArgumentException(
                        parameter.key() + ": column '" + column.column() + "' says "
                                + (text.equals(NeuronTable.UNKNOWN) ? "nothing" : "'" + text + "', which is no number,")
                                + " of neuron " + network.label(members[k])
                                + "; complete it, or name a group of neurons that it is about",
                        noNumber);
            }
        }
        return values;
    }

    /** Gives neurons models of their own, with so many times as many types as were asked for. */
    void apply(
            List<Neuron> models,
            SynapticNetwork network,
            Optional<Path> file,
            Map<String, NeuronGroup> groups,
            int factor) {
        for (Quantised one : quantised(network, file, groups, factor)) {
            for (int k = 0; k < one.members.length; k++) {
                int i = one.members[k];
                models.set(i, one.parameter.of(models.get(i), one.values.level(one.values.levelOf(k))));
            }
        }
    }

    /** How far the types are from the values, a line a parameter. */
    List<String> told(SynapticNetwork network, Optional<Path> file, Map<String, NeuronGroup> groups) {
        return quantised(network, file, groups, 1).stream().map(Quantised::told).toList();
    }
}
