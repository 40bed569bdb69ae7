package org.espalier.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.study.yaml.YamlMap;

/** The named generators of networks: each is read by its name and written back with every parameter. */
final class GeneratorFamilies {
    private GeneratorFamilies() {}

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
            throw new IllegalArgumentException(
                    "study: its generator is not of a named family, so it cannot be written to a study file");
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
}
