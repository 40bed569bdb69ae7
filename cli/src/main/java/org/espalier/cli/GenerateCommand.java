package org.espalier.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.generate.DegreePreservingShuffle;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.generate.FormulaKernel;
import org.espalier.model.generate.Graphon;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.model.generate.PlantedEquitable;
import org.espalier.model.generate.PowerLaw;
import org.espalier.model.generate.RankOne;
import org.espalier.model.generate.Regular;
import org.espalier.model.generate.SmallWorld;
import org.espalier.model.generate.Split;
import org.espalier.model.generate.StochasticBlock;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.network.SynapticNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes networks. */
@Command(
        name = "generate",
        description = "Make a network and write it; the same options and seed give the same network.",
        footer = "  espalier generate erdos-renyi random.csv --neurons 1000 --degree 20 --coupling 0.5 --seed 1",
        subcommands = {
            GenerateCommand.Complete.class,
            GenerateCommand.Random.class,
            GenerateCommand.Blocks.class,
            GenerateCommand.Connectome.class,
            GenerateCommand.Hubs.class,
            GenerateCommand.EqualDegrees.class,
            GenerateCommand.World.class,
            GenerateCommand.Planted.class,
            GenerateCommand.Shuffled.class,
            GenerateCommand.Copies.class,
            GenerateCommand.Sampled.class,
            GenerateCommand.Products.class
        })
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(),
                "generate what? give one of "
                        + String.join(
                                ", ",
                                command.subcommands().keySet().stream()
                                        .filter(name -> !name.equals("help"))
                                        .toList()));
    }

    /** What all families share. */
    abstract static class Family implements Callable<Integer> {
        @Mixin
        private NetworkTarget target;

        @Parameters(
                index = "0",
                paramLabel = "OUTPUT",
                description = "file to write: .csv, .csv.gz, .mtx, .mtx.gz, .graphml, .npz or .espalier")
        private Path file;

        @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
        private long seed;

        abstract NetworkGenerator generator();

        @Override
        public Integer call() {
            target.check(file);
            SynapticNetwork network = generator().generate(seed);
            target.write(network, file);
            return Main.OK;
        }
    }

    /** Families given by a size and a coupling. */
    abstract static class Sized extends Family {
        @Option(names = "--neurons", required = true, paramLabel = "N", description = "number of neurons")
        int neurons;

        @Option(
                names = "--coupling",
                paramLabel = "J",
                defaultValue = "1",
                description = "the row sum, or its mean (default: ${DEFAULT-VALUE})")
        double coupling;
    }

    @Command(
            name = "all-to-all",
            description = "w = J/N between all neurons.",
            footer = "  espalier generate all-to-all complete.csv --neurons 100 --coupling 0.9")
    static final class Complete extends Sized {
        @Override
        NetworkGenerator generator() {
            return new AllToAll(neurons, coupling);
        }
    }

    @Command(
            name = "erdos-renyi",
            description = "Each pair with probability d/(N-1), weight J/d.",
            footer = "  espalier generate erdos-renyi random.csv --neurons 1000 --degree 20")
    static final class Random extends Sized {
        @Option(names = "--degree", required = true, paramLabel = "D", description = "mean number of inputs d")
        private double degree;

        @Override
        NetworkGenerator generator() {
            return new ErdosRenyi(neurons, degree, coupling);
        }
    }

    @Command(
            name = "blocks",
            description = "A sampled block network; matrices have rows separated by ';', row = postsynaptic block.",
            footer = "  espalier generate blocks blocks.csv --sizes 800,200 --probabilities '0.1,0.1;0.1,0.1'"
                    + " --couplings '1,-2;1,-2'")
    static final class Blocks extends Family {
        @Option(names = "--sizes", required = true, paramLabel = "N,N,...", description = "neurons of each block")
        private String sizes;

        @Option(names = "--probabilities", required = true, paramLabel = "MATRIX", description = "of an edge")
        private String probabilities;

        @Option(
                names = "--couplings",
                required = true,
                paramLabel = "MATRIX",
                description = "mean sum of the weights that a neuron receives from a block")
        private String couplings;

        @Override
        NetworkGenerator generator() {
            return StochasticBlock.of(
                    whole("--sizes", sizes)[0],
                    matrix("--probabilities", probabilities),
                    matrix("--couplings", couplings));
        }
    }

    @Command(
            name = "connectome",
            description =
                    "A synthetic connectome: log-normal degrees and numbers of synapses; the size of a worm's nervous"
                            + " system or of a fly's brain, and nothing else of them.",
            footer = "  espalier generate connectome fly.espalier --like fly")
    static final class Connectome extends Family {
        /** Whose size. */
        enum Animal {
            WORM,
            FLY
        }

        @Option(names = "--like", required = true, paramLabel = "ANIMAL", description = "worm or fly")
        private Animal animal;

        @Override
        NetworkGenerator generator() {
            return animal == Animal.FLY ? SyntheticConnectome.fly() : SyntheticConnectome.worm();
        }
    }

    @Command(
            name = "power-law",
            description =
                    "Degrees with heavy tails, weights J / max(in-degree, out-degree): all row and column sums of |w|"
                            + " stay within J.",
            footer = "  espalier generate power-law hubs.csv --neurons 10000 --degree 20 --exponent 1.5")
    static final class Hubs extends Sized {
        @Option(names = "--degree", required = true, paramLabel = "D", description = "mean number of inputs")
        private double degree;

        @Option(names = "--exponent", required = true, paramLabel = "G", description = "P(degree > x) ~ x^-G, G > 1")
        private double exponent;

        @Override
        NetworkGenerator generator() {
            return new PowerLaw(neurons, exponent, degree, coupling);
        }
    }

    @Command(
            name = "regular",
            description = "Every neuron has exactly k inputs and k outputs of weight J/k.",
            footer = "  espalier generate regular regular.csv --neurons 1000 --degree 20")
    static final class EqualDegrees extends Sized {
        @Option(names = "--degree", required = true, paramLabel = "K", description = "number of inputs and outputs")
        private int degree;

        @Override
        NetworkGenerator generator() {
            return new Regular(neurons, degree, coupling);
        }
    }

    @Command(
            name = "small-world",
            description = "A ring of k neighbours, each connection moved with a probability; 0 leaves the ring.",
            footer = "  espalier generate small-world ring.csv --neurons 1000 --degree 10 --rewiring 0.1")
    static final class World extends Sized {
        @Option(names = "--degree", required = true, paramLabel = "K", description = "neighbours, even")
        private int degree;

        @Option(names = "--rewiring", paramLabel = "P", defaultValue = "0", description = "default: ${DEFAULT-VALUE}")
        private double rewiring;

        @Override
        NetworkGenerator generator() {
            return new SmallWorld(neurons, degree, rewiring, coupling);
        }
    }

    @Command(
            name = "planted",
            description =
                    "A hidden, exactly row-equitable partition; matrices of whole numbers, rows separated by ';', row ="
                            + " postsynaptic class.",
            footer = "  espalier generate planted planted.csv --sizes 60,40 --inputs '5,3;2,4' --synapses '9,-6;7,4'")
    static final class Planted extends Family {
        @Option(names = "--sizes", required = true, paramLabel = "N,N,...", description = "neurons of each class")
        private String sizes;

        @Option(names = "--inputs", required = true, paramLabel = "MATRIX", description = "edges a neuron receives")
        private String inputs;

        @Option(names = "--synapses", required = true, paramLabel = "MATRIX", description = "synapses on these edges")
        private String synapses;

        @Option(names = "--scale", paramLabel = "S", defaultValue = "1", description = "weight of a synapse")
        private double scale;

        @Override
        NetworkGenerator generator() {
            return PlantedEquitable.of(
                    whole("--sizes", sizes)[0], whole("--inputs", inputs), whole("--synapses", synapses), scale);
        }
    }

    @Command(
            name = "shuffle",
            description = "Forget everything about a network but the degrees (and column sums): a control experiment.",
            footer = "  espalier generate shuffle control.csv --from worm_edges.csv")
    static final class Shuffled extends Family {
        @Option(names = "--from", required = true, paramLabel = "NETWORK", description = "file with the network")
        private Path source;

        @Option(
                names = "--swaps",
                paramLabel = "K",
                defaultValue = "10",
                description = "attempted exchanges an edge (default: ${DEFAULT-VALUE})")
        private double swaps;

        @Override
        NetworkGenerator generator() {
            return new DegreePreservingShuffle(org.espalier.model.io.Networks.read(source), swaps);
        }
    }

    @Command(
            name = "split",
            description = "Split every neuron of a network into m copies with weights divided by m.",
            footer = "  espalier generate split larger.csv --from worm_edges.csv --copies 4")
    static final class Copies extends Family {
        @Option(names = "--from", required = true, paramLabel = "NETWORK", description = "file with the network")
        private Path source;

        @Option(names = "--copies", required = true, paramLabel = "M", description = "number of copies")
        private int copies;

        @Override
        NetworkGenerator generator() {
            return new Split(org.espalier.model.io.Networks.read(source), copies);
        }
    }

    @Command(
            name = "graphon",
            description =
                    "A network sampled from a graphon W(x, y), x the place of the postsynaptic neuron in [0,1], y that of"
                            + " the presynaptic one: all pairs with weights W/(N-1), or with --degree few of them.",
            footer = "  espalier generate graphon kernel.csv --neurons 500 --kernel 'a*min(x, y)' --parameter a=2")
    static final class Sampled extends Family {
        @Option(names = "--neurons", required = true, paramLabel = "N", description = "number of neurons")
        private int neurons;

        @Option(
                names = "--kernel",
                required = true,
                paramLabel = "FORMULA",
                description = "W in x, y and the parameters: + - * / ^, min, max, abs, exp, step, ...")
        private String kernel;

        @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "a number of the formula; repeatable")
        private Map<String, Double> parameters = new LinkedHashMap<>();

        @Option(
                names = "--degree",
                paramLabel = "D",
                description = "mean number of candidate inputs; all pairs without")
        private double degree;

        @Option(names = "--bound", paramLabel = "B", description = "a bound of |W|, needed with --degree")
        private double bound;

        @Option(names = "--random-places", description = "uniform places instead of the midpoints (i + 1/2)/N")
        private boolean random;

        @Override
        NetworkGenerator generator() {
            if (degree > 0 && bound == 0) {
                throw new IllegalArgumentException("--degree: a sparse sample needs --bound, a bound of |W|");
            }
            return new Graphon(neurons, FormulaKernel.of(kernel, parameters), degree, bound, random);
        }
    }

    @Command(
            name = "rank-one",
            description =
                    "w = a(x) b(y)/N between all neurons, at the places (i + 1/2)/N, x of the postsynaptic neuron.",
            footer = "  espalier generate rank-one product.csv --neurons 200 --gain '1 + x' --output 'exp(-x)'")
    static final class Products extends Family {
        @Option(names = "--neurons", required = true, paramLabel = "N", description = "number of neurons")
        private int neurons;

        @Option(names = "--gain", required = true, paramLabel = "FORMULA", description = "a, in x and the parameters")
        private String gain;

        @Option(names = "--output", required = true, paramLabel = "FORMULA", description = "b, likewise")
        private String output;

        @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "a number of the formulas; repeatable")
        private Map<String, Double> parameters = new LinkedHashMap<>();

        @Override
        NetworkGenerator generator() {
            return new RankOne(neurons, gain, output, parameters);
        }
    }

    private static double[][] matrix(String option, String text) {
        return Arrays.stream(text.split(";", -1))
                .map(row -> Arrays.stream(row.split(",", -1))
                        .mapToDouble(entry -> number(option, entry))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static int[][] whole(String option, String text) {
        return Arrays.stream(matrix(option, text))
                .map(row -> Arrays.stream(row)
                        .mapToInt(entry -> {
                            if (entry != Math.rint(entry) || Math.abs(entry) > Integer.MAX_VALUE) {
                                throw new IllegalArgumentException(option + ": " + entry + " must be a whole number");
                            }
                            return (int) entry;
                        })
                        .toArray())
                .toArray(int[][]::new);
    }

    private static double number(String option, String entry) {
        try {
            return Double.parseDouble(entry.strip());
        } catch (NumberFormatException failure) {
            throw new IllegalArgumentException(
                    option + ": '" + entry + "' is not a number; separate entries by ',' and rows by ';'", failure);
        }
    }
}
