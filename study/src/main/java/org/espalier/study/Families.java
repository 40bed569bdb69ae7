package org.espalier.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.study.yaml.YamlMap;

/** The named families of a study file: each is read by its name and written back with every parameter. */
final class Families {
    private Families() {}

    static Drift drift(YamlMap map) {
        map.word("family", "linear");
        map.only("family", "input", "rate");
        return map.make(() -> new LinearLeak(map.number("input"), map.number("rate")));
    }

    static Map<String, Object> writtenDrift(Drift drift) {
        if (drift instanceof LinearLeak leak) {
            return family("linear", "input", leak.input(), "rate", leak.rate());
        }
        throw unnamed("drift");
    }

    static Intensity intensity(YamlMap map) {
        map.word("family", "sigmoid");
        map.only("family", "maximum", "midpoint", "width");
        return map.make(() -> new Sigmoid(map.number("maximum"), map.number("midpoint"), map.number("width")));
    }

    static Map<String, Object> writtenIntensity(Intensity intensity) {
        if (intensity instanceof Sigmoid sigmoid) {
            return family(
                    "sigmoid", "maximum", sigmoid.maximum(), "midpoint", sigmoid.midpoint(), "width", sigmoid.width());
        }
        throw unnamed("intensity");
    }

    static InitialLaw law(YamlMap map) {
        map.word("family", "normal");
        map.only("family", "mean", "deviation");
        return map.make(() -> new Normal(map.number("mean"), map.number("deviation")));
    }

    static Map<String, Object> writtenLaw(InitialLaw law) {
        if (law instanceof Normal normal) {
            return family("normal", "mean", normal.mean(), "deviation", normal.deviation());
        }
        throw unnamed("initial law");
    }

    static GeneratedNetwork generator(YamlMap map) {
        String family = map.word("family", "synthetic_connectome", "erdos_renyi", "all_to_all");
        NetworkGenerator generator =
                switch (family) {
                    case "erdos_renyi" -> {
                        map.only("family", "neurons", "mean_degree", "coupling", "seed");
                        yield map.make(() -> new ErdosRenyi(
                                map.count("neurons", 2), map.number("mean_degree"), map.number("coupling")));
                    }
                    case "all_to_all" -> {
                        map.only("family", "neurons", "coupling", "seed");
                        yield map.make(() -> new AllToAll(map.count("neurons", 2), map.number("coupling")));
                    }
                    default -> connectome(map);
                };
        return new GeneratedNetwork(generator, map.integer("seed"));
    }

    private static NetworkGenerator connectome(YamlMap map) {
        map.only(
                "family",
                "neurons",
                "edges",
                "in_spread",
                "out_spread",
                "correlation",
                "without_input",
                "without_output",
                "synapses_per_edge",
                "synapse_spread",
                "seed");
        return map.make(() -> new SyntheticConnectome(
                map.count("neurons", 2),
                map.count("edges", 1),
                map.number("in_spread"),
                map.number("out_spread"),
                map.number("correlation"),
                map.number("without_input"),
                map.number("without_output"),
                map.number("synapses_per_edge"),
                map.number("synapse_spread")));
    }

    static Map<String, Object> writtenGenerator(GeneratedNetwork network) {
        Map<String, Object> result;
        if (network.generator() instanceof SyntheticConnectome c) {
            result = family(
                    "synthetic_connectome",
                    "neurons",
                    c.size(),
                    "edges",
                    c.edges(),
                    "in_spread",
                    c.inSpread(),
                    "out_spread",
                    c.outSpread(),
                    "correlation",
                    c.correlation(),
                    "without_input",
                    c.withoutInput(),
                    "without_output",
                    c.withoutOutput(),
                    "synapses_per_edge",
                    c.synapsesPerEdge(),
                    "synapse_spread",
                    c.synapseSpread());
        } else if (network.generator() instanceof ErdosRenyi g) {
            result =
                    family("erdos_renyi", "neurons", g.size(), "mean_degree", g.meanDegree(), "coupling", g.coupling());
        } else if (network.generator() instanceof AllToAll g) {
            result = family("all_to_all", "neurons", g.size(), "coupling", g.coupling());
        } else {
            throw unnamed("generator");
        }
        result.put("seed", network.seed());
        return result;
    }

    private static Map<String, Object> family(String name, Object... parameters) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("family", name);
        for (int k = 0; k < parameters.length; k += 2) {
            result.put((String) parameters[k], parameters[k + 1]);
        }
        return result;
    }

    private static IllegalArgumentException unnamed(String what) {
        return new IllegalArgumentException(
                "study: its " + what + " is not of a named family, so it cannot be written to a study file");
    }
}
