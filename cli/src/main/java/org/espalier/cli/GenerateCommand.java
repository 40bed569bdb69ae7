package org.espalier.cli;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.espalier.model.generate.DegreePreservingShuffle;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.model.generate.Split;
import org.espalier.study.NetworkFamily;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes networks: a command for each family of the study file, and two that start from another network. */
@Command(
        name = "generate",
        description = "Make a network and write it; the same options and seed give the same network.",
        footer = "  espalier generate erdos-renyi random.csv --neurons 1000 --degree 20 --coupling 0.5 --seed 1",
        subcommands = {GenerateCommand.Shuffled.class, GenerateCommand.Copies.class})
final class GenerateCommand implements Runnable {
    @Spec
    private CommandSpec command;

    /** Adds the families to the command. */
    static void addFamilies(CommandLine generate) {
        for (NetworkFamily family : NetworkFamily.all()) {
            CommandSpec spec = GenerateFamily.spec(family);
            generate.addSubcommand(spec.name(), spec);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(),
                "generate what? give one of "
                        + command.subcommands().values().stream()
                                .map(CommandLine::getCommandName)
                                .filter(name -> !name.equals("help"))
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }

    @Command(
            name = "shuffle",
            description = "Forget everything about a network but the degrees (and column sums): a control experiment.",
            footer = "  espalier generate shuffle control.csv --from worm_edges.csv")
    static final class Shuffled extends GenerateTarget {
        @Option(names = "--from", required = true, paramLabel = "NETWORK", description = "file with the network")
        private Path source;

        @Mixin
        private ReadingOptions reading;

        @Option(
                names = "--swaps",
                paramLabel = "K",
                defaultValue = "10",
                description = "attempted exchanges an edge (default: ${DEFAULT-VALUE})")
        private double swaps;

        @Override
        NetworkGenerator generator() {
            return new DegreePreservingShuffle(source(source, reading), swaps);
        }
    }

    @Command(
            name = "split",
            description = "Split every neuron of a network into m copies with weights divided by m.",
            footer = "  espalier generate split larger.csv --from worm_edges.csv --copies 4")
    static final class Copies extends GenerateTarget {
        @Option(names = "--from", required = true, paramLabel = "NETWORK", description = "file with the network")
        private Path source;

        @Mixin
        private ReadingOptions reading;

        @Option(names = "--copies", required = true, paramLabel = "M", description = "number of copies")
        private int copies;

        @Override
        NetworkGenerator generator() {
            return new Split(source(source, reading), copies);
        }
    }
}
