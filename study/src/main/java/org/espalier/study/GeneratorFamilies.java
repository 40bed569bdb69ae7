package org.espalier.study;

import static org.espalier.study.NetworkFamily.Kind.COUNT;
import static org.espalier.study.NetworkFamily.Kind.COUNTS;
import static org.espalier.study.NetworkFamily.Kind.MATRIX;
import static org.espalier.study.NetworkFamily.Kind.NUMBER;
import static org.espalier.study.NetworkFamily.Kind.NUMBERS;
import static org.espalier.study.NetworkFamily.Kind.NUMBER_OR_WORD;
import static org.espalier.study.NetworkFamily.Kind.TEXT;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.espalier.study.NetworkFamily.Key;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/** The table of the named generators of networks, from which study files and commands are read. */
final class GeneratorFamilies {
    private static final Key NEURONS = new Key("neurons", COUNT, "N", "number of neurons");
    private static final Key COUPLING = new Key("coupling", NUMBER, "J", "the row sum, or its mean").usually(1);
    private static final Key DEGREE = new Key("mean_degree", NUMBER, "D", "mean number of inputs d").alias("degree");
    private static final Key PARAMETERS = new Key(
                    "parameters", NUMBERS, "NAME=VALUE", "a number of a formula; repeatable")
            .usually(Map.of())
            .alias("parameter");

    /** The facts about a family, and how its members are read and written. */
    private record Entry<F extends NetworkGenerator>(NetworkFamily facts, Family<NetworkGenerator, F> family) {}

    private static <F extends NetworkGenerator> Entry<F> entry(
            Class<F> type,
            String names,
            String description,
            String example,
            List<Key> keys,
            Function<YamlMap, F> maker,
            Function<F, List<?>> values) {
        String[] both = names.split(" ", 2);
        String all = keys.stream().map(Key::name).collect(Collectors.joining(" "));
        return new Entry<>(
                new NetworkFamily(both[0], both.length > 1 ? both[1] : "", description, example, keys),
                Family.of(both[0], type, all, maker, values));
    }

    private static final YamlForm<SyntheticConnectome> CONNECTOME = YamlForm.of(
            "neurons edges in_spread out_spread correlation without_input without_output synapses_per_edge synapse_spread",
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
                    c.synapseSpread()));

    private static final List<Entry<?>> ENTRIES = List.of(
            entry(
                    SyntheticConnectome.class,
                    "synthetic_connectome connectome",
                    "A synthetic connectome: log-normal degrees and numbers of synapses; the size of a worm's nervous"
                            + " system or of a fly's brain, and nothing else of them.",
                    "fly.espalier --like fly",
                    List.of(
                            NEURONS.optional(),
                            new Key("edges", COUNT, "M", "number of edges").optional(),
                            new Key("in_spread", NUMBER, "S", "deviation of the logarithm of in-degrees").optional(),
                            new Key("out_spread", NUMBER, "S", "that of out-degrees").optional(),
                            new Key("correlation", NUMBER, "R", "correlation of the two logarithms").optional(),
                            new Key("without_input", NUMBER, "P", "share of the neurons without inputs").optional(),
                            new Key("without_output", NUMBER, "P", "share of the neurons without outputs").optional(),
                            new Key("synapses_per_edge", NUMBER, "K", "mean number of synapses").optional(),
                            new Key("synapse_spread", NUMBER, "S", "deviation of the logarithm of their number")
                                    .optional(),
                            new Key("like", TEXT, "ANIMAL", "worm or fly: takes what is not given from it").optional()),
                    GeneratorFamilies::connectome,
                    c -> List.copyOf(CONNECTOME.written(c).values())),
            entry(
                    ErdosRenyi.class,
                    "erdos_renyi",
                    "Each pair with probability d/(N-1), weight J/d.",
                    "random.csv --neurons 1000 --degree 20",
                    List.of(NEURONS, DEGREE, COUPLING),
                    m -> new ErdosRenyi(m.count("neurons", 2), m.number("mean_degree"), m.number("coupling")),
                    g -> List.of(g.size(), g.meanDegree(), g.coupling())),
            entry(
                    AllToAll.class,
                    "all_to_all",
                    "w = J/N between all neurons.",
                    "complete.csv --neurons 100 --coupling 0.9",
                    List.of(NEURONS, COUPLING),
                    m -> new AllToAll(m.count("neurons", 2), m.number("coupling")),
                    g -> List.of(g.size(), g.coupling())),
            entry(
                    StochasticBlock.class,
                    "stochastic_block blocks",
                    "A sampled block network; matrices have rows separated by ';', row = postsynaptic block.",
                    "blocks.csv --sizes 800,200 --probabilities '0.1,0.1;0.1,0.1' --couplings '1,-2;1,-2'",
                    List.of(
                            new Key("sizes", COUNTS, "N,N,...", "neurons of each block"),
                            new Key("probabilities", MATRIX, "MATRIX", "of an edge"),
                            new Key(
                                    "couplings",
                                    MATRIX,
                                    "MATRIX",
                                    "mean sum of the weights that a neuron receives from a block")),
                    m -> StochasticBlock.of(m.counts("sizes"), m.matrix("probabilities"), m.matrix("couplings")),
                    g -> List.of(listed(g.sizes()), listed(g.probabilities()), listed(g.couplings()))),
            entry(
                    PlantedEquitable.class,
                    "planted",
                    "A hidden, exactly row-equitable partition; matrices of whole numbers, rows separated by ';', row ="
                            + " postsynaptic class.",
                    "planted.csv --sizes 60,40 --inputs '5,3;2,4' --synapses '9,-6;7,4'",
                    List.of(
                            new Key("sizes", COUNTS, "N,N,...", "neurons of each class"),
                            new Key("inputs", MATRIX, "MATRIX", "edges a neuron receives"),
                            new Key("synapses", MATRIX, "MATRIX", "synapses on these edges"),
                            new Key("scale", NUMBER, "S", "weight of a synapse").usually(1)),
                    m -> PlantedEquitable.of(
                            m.counts("sizes"), whole(m, "inputs"), whole(m, "synapses"), m.number("scale")),
                    g -> List.of(listed(g.sizes()), listed(g.inputs()), listed(g.synapses()), g.scale())),
            entry(
                    PowerLaw.class,
                    "power_law",
                    "Degrees with heavy tails, weights J / max(in-degree, out-degree): all row and column sums of |w|"
                            + " stay within J.",
                    "hubs.csv --neurons 10000 --degree 20 --exponent 1.5",
                    List.of(NEURONS, new Key("exponent", NUMBER, "G", "P(degree > x) ~ x^-G, G > 1"), DEGREE, COUPLING),
                    m -> new PowerLaw(
                            m.count("neurons", 2), m.number("exponent"), m.number("mean_degree"), m.number("coupling")),
                    g -> List.of(g.size(), g.exponent(), g.meanDegree(), g.coupling())),
            entry(
                    Regular.class,
                    "regular",
                    "Every neuron has exactly k inputs and k outputs of weight J/k.",
                    "regular.csv --neurons 1000 --degree 20",
                    List.of(NEURONS, new Key("degree", COUNT, "K", "number of inputs and outputs"), COUPLING),
                    m -> new Regular(m.count("neurons", 2), m.count("degree", 1), m.number("coupling")),
                    g -> List.of(g.size(), g.degree(), g.coupling())),
            entry(
                    SmallWorld.class,
                    "small_world",
                    "A ring of k neighbours, each connection moved with a probability; 0 leaves the ring.",
                    "ring.csv --neurons 1000 --degree 10 --rewiring 0.1",
                    List.of(
                            NEURONS,
                            new Key("neighbours", COUNT, "K", "neighbours, even").alias("degree"),
                            new Key("rewiring", NUMBER, "P", "probability of being moved").usually(0),
                            COUPLING),
                    m -> new SmallWorld(
                            m.count("neurons", 2),
                            m.count("neighbours", 2),
                            m.number("rewiring"),
                            m.number("coupling")),
                    g -> List.of(g.size(), g.neighbours(), g.rewiring(), g.coupling())),
            entry(
                    Graphon.class,
                    "graphon",
                    "A network sampled from a graphon W(x, y), x the place of the postsynaptic neuron in [0,1], y that of"
                            + " the presynaptic one: all pairs with weights W/(N-1), or with a degree few of them.",
                    "kernel.csv --neurons 500 --kernel 'a*min(x, y)' --parameter a=2",
                    List.of(
                            NEURONS,
                            new Key(
                                    "kernel",
                                    TEXT,
                                    "FORMULA",
                                    "W in x, y and the parameters: + - * / ^, min, max, abs, exp, step, ..."),
                            PARAMETERS,
                            new Key("degree", NUMBER_OR_WORD, "D", "mean number of candidate inputs, or all pairs")
                                    .usually("all"),
                            new Key("bound", NUMBER, "B", "a bound of |W|, needed with a degree").usually(0),
                            new Key("places", TEXT, "RULE", "midpoints (i + 1/2)/N, or random: uniform places")
                                    .usually("midpoints")),
                    GeneratorFamilies::graphon,
                    g -> List.of(
                            g.size(),
                            g.kernel().formula(),
                            g.kernel().parameters(),
                            g.degree() == 0 ? "all" : (Object) g.degree(),
                            g.bound(),
                            g.randomPlaces() ? "random" : "midpoints")),
            entry(
                    RankOne.class,
                    "rank_one",
                    "w = a(x) b(y)/N between all neurons, at the places (i + 1/2)/N, x of the postsynaptic neuron.",
                    "product.csv --neurons 200 --gain '1 + x' --output 'exp(-x)'",
                    List.of(
                            NEURONS,
                            new Key("gain", TEXT, "FORMULA", "a, in x and the parameters"),
                            new Key("output", TEXT, "FORMULA", "b, likewise"),
                            PARAMETERS),
                    m -> new RankOne(
                            m.count("neurons", 2),
                            m.text("gain"),
                            m.text("output"),
                            m.map("parameters").allNumbers()),
                    g -> List.of(g.size(), g.gain(), g.output(), g.parameters())));

    private static final List<Family<NetworkGenerator, ?>> FAMILIES =
            ENTRIES.stream().<Family<NetworkGenerator, ?>>map(Entry::family).toList();

    private GeneratorFamilies() {}

    static List<NetworkFamily> facts() {
        return ENTRIES.stream().map(Entry::facts).toList();
    }

    private static SyntheticConnectome connectome(YamlMap map) {
        if (!map.has("like")) {
            return CONNECTOME.make(map);
        }
        boolean fly = map.word("like", "worm", "fly").equals("fly");
        return CONNECTOME.make(
                map.orElse(CONNECTOME.written(fly ? SyntheticConnectome.fly() : SyntheticConnectome.worm())));
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

    private static List<List<Double>> listed(double[][] matrix) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
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
