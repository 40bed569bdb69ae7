package org.espalier.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.espalier.hierarchy.Hierarchy;
import org.espalier.model.neuron.Neuron;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.draw.Poster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code espalier equations}: prints the hierarchy, one equation for each tree. */
@Command(
        name = "equations",
        description = "Prints the hierarchy of observables: one equation for each rooted tree up to an order.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier equations --max-order 3",
            "  espalier equations --max-order 4 --as latex --remainders > hierarchy.tex",
            "  espalier equations --max-order 5 --as svg > couplings.svg"
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

    /** Made by the command line. */
    EquationsCommand() {}

    @Override
    public Integer call() {
        if (maxOrder < 1 || maxOrder > LARGEST_ORDER) {
            throw new IllegalArgumentException(
                    "--max-order " + maxOrder + ": give an order between 1 and " + LARGEST_ORDER);
        }
        if (form == Form.SVG && (remainders || noiseless)) {
            throw new IllegalArgumentException(
                    "--as svg draws the couplings: --remainders and --no-noise do not apply, leave them out");
        }
        PrintWriter out = command.commandLine().getOut();
        if (form == Form.SVG) {
            out.print(Poster.growth(GrowthGraph.upTo(maxOrder + 1)));
        } else {
            Hierarchy hierarchy =
                    Hierarchy.of(Neuron.leak(1, 1).noise(noiseless ? 0 : 1)).upTo(maxOrder);
            out.print(print(remainders ? hierarchy.withRemainders() : hierarchy));
        }
        out.flush();
        return Main.OK;
    }

    private String print(Hierarchy hierarchy) {
        return switch (form) {
            case LATEX -> hierarchy.toLatex();
            case MATHML -> hierarchy.toMathML();
            default -> hierarchy.toUnicode();
        };
    }
}
