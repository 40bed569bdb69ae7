package org.espalier.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.partition.ColourRefinement;
import org.espalier.model.partition.NeuronClasses;
import org.espalier.model.partition.QuasiStableColouring;
import org.espalier.model.partition.Quotient;
import org.espalier.model.partition.TreeDistinction;
import org.espalier.report.Table;
import org.espalier.trees.draw.TreeText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the quotient of a network by classes of neurons that receive alike. */
@Command(
        name = "reduce",
        description = {
            "Group the neurons that receive alike, as far as trees can see: the coarsest row-equitable partition, which"
                    + " reduces the mean-field equation exactly, or an approximate one with --classes or --tolerance.",
            "Columns: of classes class, neurons, fraction, row_sum; of weights post_class, pre_class, weight; of neurons"
                    + " neuron, class."
        },
        footer = "  espalier reduce worm_edges.csv --where Type=chemical --classes 16 --print weights --as csv")
final class ReduceCommand implements Callable<Integer> {
    /** What is printed. */
    enum Content {
        CLASSES,
        WEIGHTS,
        NEURONS
    }

    /** How far the reduction may be from exact. */
    static final class Approximation {
        @Option(
                names = "--classes",
                paramLabel = "K",
                description = "at most K classes, with the least mean square error")
        private Integer classes;

        @Option(
                names = "--tolerance",
                paramLabel = "E",
                description =
                        "few classes whose members' row sums lie within E of the class mean, in units of the weights")
        private Double tolerance;
    }

    @Mixin
    private NetworkOptions input;

    @Mixin
    private OutputOptions output;

    @ArgGroup
    private Approximation approximation;

    @Option(
            names = "--print",
            paramLabel = "WHAT",
            defaultValue = "classes",
            description = "classes, weights between them, or neurons with their classes (default: ${DEFAULT-VALUE})")
    private Content content;

    @Option(
            names = "--against",
            paramLabel = "OTHER",
            description =
                    "another network, read in the same way: say whether trees tell the two apart, and which one does")
    private Path other;

    @Option(
            names = "--max-order",
            paramLabel = "N",
            defaultValue = "7",
            description = "with --against: largest tree to try (default: ${DEFAULT-VALUE})")
    private int maxOrder;

    @Override
    public Integer call() {
        SynapticNetwork network = input.read();
        if (other != null) {
            output.print(distinction(TreeDistinction.between(network, input.read(other), maxOrder)));
            return Main.OK;
        }
        NeuronClasses classes = classes(network);
        Quotient quotient = Quotient.of(network, classes);
        output.say(verdict(quotient));
        output.print(
                switch (content) {
                    case CLASSES -> classTable(quotient);
                    case WEIGHTS -> weightTable(quotient);
                    case NEURONS -> neuronTable(network, classes);
                });
        return Main.OK;
    }

    private NeuronClasses classes(SynapticNetwork network) {
        if (approximation == null) {
            return ColourRefinement.coarsest(network);
        }
        return approximation.classes != null
                ? QuasiStableColouring.withClasses(network, approximation.classes)
                : QuasiStableColouring.withTolerance(network, approximation.tolerance);
    }

    private static String verdict(Quotient quotient) {
        NeuronClasses classes = quotient.classes();
        String sizes = classes.count() + (classes.count() == 1 ? " class of " : " classes of ") + classes.neurons()
                + " neurons";
        if (classes.isDiscrete()) {
            return sizes + ": no two neurons receive alike, nothing is reduced; try --classes or --tolerance";
        }
        return quotient.isEquitable()
                ? sizes + ", row-equitable: tree densities and the mean-field equation reduce exactly"
                : String.format(
                        Locale.ROOT,
                        "%s, not row-equitable: row sums differ from those of their class by up to %.4g, in the mean by"
                                + " %.4g (root mean square)",
                        sizes,
                        quotient.error(),
                        quotient.meanSquareError());
    }

    private static Table classTable(Quotient quotient) {
        double[] ones = new double[quotient.size()];
        Arrays.fill(ones, 1);
        double[] rowSums = new double[ones.length];
        quotient.multiply(ones, rowSums);
        Table.Builder rows = Table.columns("class", "neurons", "fraction", "row_sum");
        for (int a = 0; a < rowSums.length; a++) {
            rows.row(a, quotient.classes().size(a), quotient.fraction(a), rowSums[a]);
        }
        return rows.table();
    }

    private static Table weightTable(Quotient quotient) {
        Table.Builder rows = Table.columns("post_class", "pre_class", "weight");
        quotient.forEach((post, pre, weight) -> rows.row(post, pre, weight));
        return rows.table();
    }

    private static Table neuronTable(SynapticNetwork network, NeuronClasses classes) {
        Table.Builder rows = Table.columns("neuron", "class");
        for (int i = 0; i < network.size(); i++) {
            rows.row(network.label(i), classes.of(i));
        }
        return rows.table();
    }

    private Table distinction(TreeDistinction distinction) {
        Table.Builder rows = Table.columns("distinguishable", "level_sequence", "first_density", "second_density");
        if (!distinction.distinguishable()) {
            output.say("no tree tells the two networks apart: their quotients are equal");
        } else if (distinction.witness().isEmpty()) {
            output.say("some tree tells the two networks apart, but none of up to " + distinction.searched()
                    + " vertices; raise --max-order to see it");
        }
        rows.row(
                distinction.distinguishable(),
                distinction.witness().map(TreeText::levels).orElse(null),
                distinction.first(),
                distinction.second());
        return rows.table();
    }
}
