package org.espalier.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.generate.FormulaKernel;
import org.espalier.model.generate.Graphon;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.model.generate.PlantedEquitable;
import org.espalier.model.generate.PowerLaw;
import org.espalier.model.generate.RankOne;
import org.espalier.model.generate.Regular;
import org.espalier.model.generate.SmallWorld;
import org.espalier.model.generate.StochasticBlock;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.study.yaml.YamlMap;

/** The named generators of networks: each is read by its name and written back with every parameter. */
final class GeneratorFamilies {
    private static final List<Family<NetworkGenerator, ?>> GENERATORS = List.of(
            Family.of(
                    "synthetic_connectome",
                    SyntheticConnectome.class,
                    "neurons edges in_spread out_spread correlation without_input without_output synapses_per_edge"
                            + " synapse_spread",
                    m -> new SyntheticConnectome(
                            m.count("neurons", 2),
                            m.count("edges", 1),
                            m.number("in_spread"),
                            m.number("out_spread"),
                            m.number("correlation"),
                            m.number("without_input"),
                            m.number("without_output"),
                            m.number("synapses_per_edge"),
                            m.number("synapse_spread")),
                    c -> List.of(
                            c.size(),
                            c.edges(),
                            c.inSpread(),
                            c.outSpread(),
                            c.correlation(),
                            c.withoutInput(),
                            c.withoutOutput(),
                            c.synapsesPerEdge(),
                            c.synapseSpread())),
            Family.of(
                    "erdos_renyi",
                    ErdosRenyi.class,
                    "neurons mean_degree coupling",
                    m -> new ErdosRenyi(m.count("neurons", 2), m.number("mean_degree"), m.number("coupling")),
                    g -> List.of(g.size(), g.meanDegree(), g.coupling())),
            Family.of(
                    "all_to_all",
                    AllToAll.class,
                    "neurons coupling",
                    m -> new AllToAll(m.count("neurons", 2), m.number("coupling")),
                    g -> List.of(g.size(), g.coupling())),
            Family.of(
                    "stochastic_block",
                    StochasticBlock.class,
                    "sizes probabilities couplings",
                    m -> StochasticBlock.of(m.counts("sizes"), m.matrix("probabilities"), m.matrix("couplings")),
                    g -> List.of(listed(g.sizes()), listed(g.probabilities()), listed(g.couplings()))),
            Family.of(
                    "planted",
                    PlantedEquitable.class,
                    "sizes inputs synapses scale",
                    m -> PlantedEquitable.of(
                            m.counts("sizes"), whole(m, "inputs"), whole(m, "synapses"), m.number("scale")),
                    g -> List.of(listed(g.sizes()), listed(g.inputs()), listed(g.synapses()), g.scale())),
            Family.of(
                    "power_law",
                    PowerLaw.class,
                    "neurons exponent mean_degree coupling",
                    m -> new PowerLaw(
                            m.count("neurons", 2), m.number("exponent"), m.number("mean_degree"), m.number("coupling")),
                    g -> List.of(g.size(), g.exponent(), g.meanDegree(), g.coupling())),
            Family.of(
                    "regular",
                    Regular.class,
                    "neurons degree coupling",
                    m -> new Regular(m.count("neurons", 2), m.count("degree", 1), m.number("coupling")),
                    g -> List.of(g.size(), g.degree(), g.coupling())),
            Family.of(
                    "small_world",
                    SmallWorld.class,
                    "neurons neighbours rewiring coupling",
                    m -> new SmallWorld(
                            m.count("neurons", 2),
                            m.count("neighbours", 2),
                            m.number("rewiring"),
                            m.number("coupling")),
                    g -> List.of(g.size(), g.neighbours(), g.rewiring(), g.coupling())),
            Family.of(
                    "graphon",
                    Graphon.class,
                    "neurons kernel parameters degree bound places",
                    GeneratorFamilies::graphon,
                    g -> List.of(
                            g.size(),
                            g.kernel().formula(),
                            g.kernel().parameters(),
                            g.degree() == 0 ? "all" : (Object) g.degree(),
                            g.bound(),
                            g.randomPlaces() ? "random" : "midpoints")),
            Family.of(
                    "rank_one",
                    RankOne.class,
                    "neurons gain output parameters",
                    m -> new RankOne(
                            m.count("neurons", 2),
                            m.text("gain"),
                            m.text("output"),
                            m.map("parameters").allNumbers()),
                    g -> List.of(g.size(), g.gain(), g.output(), g.parameters())));

    private GeneratorFamilies() {}

    private static Graphon graphon(YamlMap map) {
        boolean all = map.isText("degree") && map.word("degree", "all").equals("all");
        return new Graphon(
                map.count("neurons", 2),
                FormulaKernel.of(map.text("kernel"), map.map("parameters").allNumbers()),
                all ? 0 : map.positive("degree"),
                map.number("bound"),
                map.word("places", "midpoints", "random").equals("random"));
    }

    private static int[][] whole(YamlMap map, String key) {
        return Arrays.stream(map.matrix(key))
                .map(row -> Arrays.stream(row)
                        .mapToInt(entry -> {
                            if (entry != Math.rint(entry) || Math.abs(entry) > Integer.MAX_VALUE) {
                                throw map.error(key, key + ": " + entry + " must be a whole number");
                            }
                            return (int) entry;
                        })
                        .toArray())
                .toArray(int[][]::new);
    }

    private static List<Integer> listed(int... values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<List<Integer>> listed(int[][] matrix) {
        return Arrays.stream(matrix).map(GeneratorFamilies::listed).toList();
    }

    private static List<List<Double>> listed(double[][] matrix) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    static GeneratedNetwork generator(YamlMap map) {
        NetworkGenerator generator = Family.read(GENERATORS, map, "seed");
        // nothing is drawn where all synapses are there
        boolean drawn = !(generator instanceof AllToAll);
        return new GeneratedNetwork(generator, drawn || map.has("seed") ? map.integer("seed") : 0);
    }

    static Map<String, Object> writtenGenerator(GeneratedNetwork network) {
        Map<String, Object> result = Family.written(GENERATORS, network.generator(), "generator");
        result.put("seed", network.seed());
        return result;
    }
}
