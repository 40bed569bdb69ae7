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
import org.espalier.study.yaml.YamlDocument;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/** The named generators of networks: each is read by its name and written back with every parameter. */
final class GeneratorFamilies {
    private static final String CONNECTOME_KEYS =
            "neurons edges in_spread out_spread correlation without_input without_output"
                    + " synapses_per_edge synapse_spread";

    private static final YamlForm<SyntheticConnectome> CONNECTOME =
            YamlForm.of(SyntheticConnectome.class, CONNECTOME_KEYS.replace("neurons", "neurons>=2"));

    private static final List<Family<NetworkGenerator, ?>> FAMILIES = List.of(
            Family.of(
                    "synthetic_connectome",
                    SyntheticConnectome.class,
                    CONNECTOME_KEYS + " like",
                    GeneratorFamilies::connectome,
                    c -> List.copyOf(CONNECTOME.written(c).values())),
            Family.of("erdos_renyi", ErdosRenyi.class, "neurons>=2 mean_degree coupling"),
            Family.of("all_to_all", AllToAll.class, "neurons>=2 coupling"),
            Family.of("stochastic_block", StochasticBlock.class, "sizes probabilities couplings"),
            Family.of(
                    "planted",
                    PlantedEquitable.class,
                    "sizes inputs synapses scale",
                    m -> PlantedEquitable.of(
                            m.counts("sizes"), whole(m, "inputs"), whole(m, "synapses"), m.number("scale")),
                    g -> List.of(listed(g.sizes()), listed(g.inputs()), listed(g.synapses()), g.scale())),
            Family.of("power_law", PowerLaw.class, "neurons>=2 exponent mean_degree coupling"),
            Family.of("regular", Regular.class, "neurons>=2 degree coupling"),
            Family.of("small_world", SmallWorld.class, "neurons>=2 neighbours>=2 rewiring coupling"),
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
            Family.of("rank_one", RankOne.class, "neurons>=2 gain output parameters"));

    private GeneratorFamilies() {}

    private static SyntheticConnectome connectome(YamlMap map) {
        if (!map.has("like")) {
            return CONNECTOME.make(map);
        }
        boolean fly = map.word("like", "worm", "fly").equals("fly");
        return CONNECTOME.make(map.orElse(YamlDocument.of(
                CONNECTOME.written(fly ? SyntheticConnectome.fly() : SyntheticConnectome.worm()), "like")));
    }

    private static Graphon graphon(YamlMap map) {
        boolean all = map.isText("degree") && map.word("degree", "all").equals("all");
        double degree = all ? 0 : map.positive("degree");
        if (!all && map.number("bound") == 0) {
            throw map.error("bound", "bound = 0.0: a sparse sample needs a bound of |W|");
        }
        return new Graphon(
                map.count("neurons", 2),
                FormulaKernel.of(map.text("kernel"), map.map("parameters").allNumbers()),
                degree,
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

    static NetworkGenerator generator(String family, YamlMap values) {
        return FAMILIES.stream()
                .filter(one -> one.name().equals(family))
                .findFirst()
                .orElseThrow()
                .form()
                .read(values);
    }

    static GeneratedNetwork generator(YamlMap map) {
        NetworkGenerator generator = Family.read("family", FAMILIES, map, "seed");
        // nothing is drawn where all synapses are there
        boolean drawn = !(generator instanceof AllToAll);
        return new GeneratedNetwork(generator, drawn || map.has("seed") ? map.integer("seed") : 0);
    }

    static Map<String, Object> written(GeneratedNetwork network) {
        Map<String, Object> result = Family.written("family", FAMILIES, network.generator(), "generator");
        result.put("seed", network.seed());
        return result;
    }

    /** The name of the family, with blanks; that of the class where it is none of these. */
    static String words(NetworkGenerator generator) {
        return FAMILIES.stream()
                .filter(family -> family.type().isInstance(generator))
                .map(Family::name)
                .findFirst()
                .orElse(generator.getClass().getSimpleName())
                .replace('_', ' ');
    }
}
