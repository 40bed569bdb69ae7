package org.espalier.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.espalier.hierarchy.equation.NamedColour;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.study.Study;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.draw.Poster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier equations}: prints the hierarchy, one equation for each tree. */
@Command(
        name = "equations",
        description = {
            "Prints the hierarchy of observables: one equation for each rooted tree up to an order.",
            "With a study for its neuron: with its noise, reset value and kick factor, and what the symbols stand for.",
            "A study with groups, types or inputs has a colour of neurons at each vertex of a tree: a model, an initial law and what",
            "acts on them. gaba[rest,rest] is a gaba neuron that two others reach. Its network is read to tell who has which colour."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier equations --max-order 3",
            "  espalier equations --max-order 4 --as latex --remainders > hierarchy.tex",
            "  espalier equations --max-order 5 --as svg > couplings.svg",
            "  espalier equations worm.yaml --max-order 2 --remainders",
            "  espalier equations examples/worm-experiment.yaml --network worm_edges.csv --max-order 2 --as latex",
            "  espalier equations --max-order 2 --powers 2 --forests 2 --inner-kicks 100"
        })
final class EquationsCommand implements Callable<Integer> {
    /** Beyond, the text has millions of terms; the growth of the system is what is wanted then, not its print. */
    private static final int LARGEST_ORDER = 10;

    enum Form {
        UNICODE,
        LATEX,
        MATHML,
        SVG
    }

    @Spec
    private CommandSpec command;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STUDY",
            description = "study file (YAML) with the neuron; without it one with noise, reset at 0, kick factor 1")
    private Path study;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "file with the network of the study, instead of the one it names")
    private Path network;

    @Option(
            names = "--max-order",
            paramLabel = "N",
            defaultValue = "3",
            description = "largest number of vertices (default: ${DEFAULT-VALUE})")
    private int maxOrder;

    @Option(
            names = "--as",
            paramLabel = "FORM",
            defaultValue = "unicode",
            description =
                    "one of ${COMPLETION-CANDIDATES} in any case; svg draws the graph of couplings (default: ${DEFAULT-VALUE})")
    private Form form;

    @Option(
            names = "--remainders",
            description = "print the exact equation of a finite network, with its remainders in full")
    private boolean remainders;

    @Option(names = "--no-noise", description = "leave out the diffusion: sigma = 0")
    private boolean noiseless;

    @Option(
            names = "--powers",
            paramLabel = "P",
            defaultValue = "1",
            description =
                    "largest power of an edge, 1 or 2: kicks to second order, the diffusion they add (default: ${DEFAULT-VALUE})")
    private int powers;

    @Option(
            names = "--forests",
            paramLabel = "K",
            defaultValue = "1",
            description =
                    "equations of forests of up to K trees too, such as that of two neurons (default: ${DEFAULT-VALUE})")
    private int forests;

    @Option(
            names = "--inner-kicks",
            paramLabel = "N",
            description =
                    "keep the kicks inside a tuple of neurons of a network of N that lead to observables of the system")
    private Integer neurons;

    @Mixin
    private SetOptions settings;

    @Override
    public Integer call() {
        if (maxOrder < 1 || maxOrder > LARGEST_ORDER) {
            throw new IllegalArgumentException(
                    "--max-order " + maxOrder + ": give an order between 1 and " + LARGEST_ORDER);
        }
        boolean plain = powers == 1 && forests == 1 && neurons == null;
        if (form == Form.SVG && (remainders || noiseless || study != null || !plain)) {
            throw new IllegalArgumentException(
                    "--as svg draws the couplings of trees: a study, --remainders, --no-noise, --powers,"
                            + " --forests and --inner-kicks do not apply, leave them out");
        }
        if (remainders && !plain) {
            throw new IllegalArgumentException(
                    "--remainders is for plain trees: --powers, --forests and --inner-kicks keep a part of"
                            + " the remainders as observables, leave one or the other out");
        }
        if (neurons != null && powers == 1 && forests == 1) {
            throw new IllegalArgumentException("--inner-kicks " + neurons
                    + ": such kicks lead to powers of edges and to forests only, add --powers 2 or --forests 2");
        }
        if (!settings.isEmpty() && study == null) {
            throw new IllegalArgumentException("--set: changes a study; name its file, or leave it out");
        }
        if (noiseless && study != null) {
            throw new IllegalArgumentException(
                    "--no-noise: the noise is that of the study " + study + ", set it there");
        }
        if (network != null && study == null) {
            throw new IllegalArgumentException(
                    "--network " + network + ": it is that of a study, name the study first");
        }
        PrintWriter out = command.commandLine().getOut();
        if (form == Form.SVG) {
            out.print(Poster.growth(GrowthGraph.upTo(maxOrder + 1)));
        } else {
            TreeSystem system = system(
                    study == null
                            ? List.of(NamedColour.of("", Neuron.leak(1, 1).noise(noiseless ? 0 : 1)))
                            : colours());
            if (study != null) {
                out.print(system.printNeuron(notation()));
                out.print(form == Form.UNICODE ? "\n" : "");
            }
            out.print(system.print(notation()));
        }
        out.flush();
        return Main.OK;
    }

    /** Those of the study; its network is read only if neurons differ. */
    private List<NamedColour> colours() {
        Study read = settings.on(Study.load(study));
        if (network != null) {
            read = read.withNetwork(network);
        }
        String place = study + ": ";
        read.refusalOfEquations().ifPresent(reason -> {
            throw new IllegalArgumentException(place + reason);
        });
        if (read.isOfOneModel()) {
            return List.of(NamedColour.of("", read.neuron()));
        }
        SynapticNetwork neurons = read.network().network();
        return NamedColour.of(read.problem(neurons), read.groups(neurons));
    }

    private TreeSystem system(List<NamedColour> colours) {
        TreeSystem system = TreeSystem.of(colours, maxOrder);
        if (remainders) {
            return system.withRemainders();
        }
        system = system.withEdgePowers(powers).withForests(forests);
        return neurons == null ? system : system.withInnerKicks(neurons);
    }

    private Notation notation() {
        return switch (form) {
            case LATEX -> Notation.latex();
            case MATHML -> Notation.mathMl();
            default -> Notation.unicode();
        };
    }
}
