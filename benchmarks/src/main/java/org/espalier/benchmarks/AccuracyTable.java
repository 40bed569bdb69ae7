package org.espalier.benchmarks;

import java.nio.file.Path;
import java.util.Locale;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.InStrengthClasses;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.expansion.TypedSolution;
import org.espalier.hierarchy.meanfield.Coupling;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.quadrature.QuadratureFit;
import org.espalier.hierarchy.quadrature.TreeQuadrature;
import org.espalier.model.io.DelimitedText;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.Signs;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.run.Times;

/**
 * The error of the population rate of every method against (5.1) in the same scheme on the same grid, at t = 0.25, 0.5, 1, 2, as a
 * Markdown table. Arguments: an edge list (for the worm's, chemical rows only), then mean row sums.
 */
public final class AccuracyTable {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final Times TIMES = Times.of(0.25, 0.5, 1, 2);
    private static final double WIDTH = 0.05;

    private AccuracyTable() {}

    /**
     * Prints the table.
     *
     * @param arguments file and mean row sums
     */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        DelimitedText format = DelimitedText.automatic();
        SynapticNetwork raw = (file.toString().endsWith(".csv") ? format.where("Type", "chemical") : format)
                .read(file)
                .network();
        System.out.println("| mean row sum | signs | method | t = 0.25 | 0.5 | 1 | 2 | seconds |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int n = 1; n < arguments.length; n++) {
            double strength = Double.parseDouble(arguments[n]);
            for (boolean inhibitory : new boolean[] {false, true}) {
                SynapticNetwork signed = inhibitory ? new Signs.InhibitoryFraction(0.25, 1).of(raw) : raw;
                SynapticNetwork network =
                        signed.times(Scaling.meanRowSum(strength).factor(signed));
                rows(network, "| " + strength + " | " + (inhibitory ? "25 % inhibitory" : "excitatory") + " | ");
            }
        }
    }

    private static void rows(SynapticNetwork network, String head) {
        MeanFieldSolution pilot =
                MeanField.of(NEURON, network).startingFrom(LAW).cellWidth(WIDTH).solve(TIMES);
        Grid grid = Grid.covering(NEURON, LAW, pilot.driveRange().stretched(1.1), TIMES.last(), WIDTH);
        long start = System.nanoTime();
        double[] exact = MeanField.of(NEURON, network)
                .startingFrom(LAW)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(0.0025)
                .estimatingError(false)
                .solve(TIMES)
                .populationRate();
        double seconds = since(start);
        System.out.printf(
                Locale.ROOT,
                "%s(5.1) itself, rate | %.5f | %.5f | %.5f | %.5f | %.1f |%n",
                head,
                exact[0],
                exact[1],
                exact[2],
                exact[3],
                seconds);
        start = System.nanoTime();
        TreeDensities densities = TreeDensities.of(network, 7);
        TreeExpansion expansion = ElementaryDensities.of(NEURON)
                .startingFrom(LAW)
                .upTo(7)
                .on(grid)
                .solve(TIMES)
                .expansion(densities);
        seconds = since(start);
        for (int order = 1; order <= 7; order++) {
            print(head + "vanishing, order " + order, expansion.rate(order), exact, seconds);
        }
        for (int classes : new int[] {1, 4, 8, 16}) {
            for (int order = 1; order <= 3; order++) {
                start = System.nanoTime();
                TypedSolution typed = TypedExpansion.of(NEURON, network)
                        .startingFrom(LAW)
                        .classes(classes)
                        .upTo(order)
                        .on(grid)
                        .solve(TIMES);
                print(
                        head + "typed centred, K = " + classes + ", order " + order,
                        typed.populationRate(),
                        exact,
                        since(start));
            }
        }
        start = System.nanoTime();
        QuadratureFit fit = TreeQuadrature.withClasses(8)
                .starts(1)
                .near(Coupling.reduced(network, InStrengthClasses.of(network, 8)))
                .fit(expansion.elementary(), densities);
        double[] closed = MeanField.of(NEURON, fit.coupling())
                .startingFrom(LAW)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(0.0025)
                .estimatingError(false)
                .solve(TIMES)
                .populationRate();
        print(head + "tree quadrature, K = 8, order 7", closed, exact, since(start));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String head, double[] rate, double[] exact, double seconds) {
        StringBuilder text = new StringBuilder(head);
        for (int k = 0; k < exact.length; k++) {
            text.append(String.format(Locale.ROOT, " | %.0e", Math.abs(rate[k] - exact[k])));
        }
        System.out.println(text + String.format(Locale.ROOT, " | %.1f |", seconds));
    }
}
