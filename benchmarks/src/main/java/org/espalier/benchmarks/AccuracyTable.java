package org.espalier.benchmarks;

import java.nio.file.Path;
import java.util.Locale;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.expansion.TypedSolution;
import org.espalier.hierarchy.expansion.WeightSensitivities;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.quadrature.QuadratureFit;
import org.espalier.hierarchy.quadrature.QuadratureRate;
import org.espalier.hierarchy.quadrature.TreeQuadrature;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.Signs;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;

/**
 * The errors of the population rate and of the pair quantity ∫∫ν⊗ν τ(edge) of every method against (5.1) in the same scheme on the
 * same grid, at t = 0.25, 0.5, 1, 2, and the largest error of the rate at 21 times from 0.1 to 2, as a Markdown table. Arguments: an edge list (for the worm's, chemical rows only), then mean
 * |row sums|. For a file with names, the synapses that matter most follow.
 */
public final class AccuracyTable {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Normal LAW = Normal.of(0.3, 0.3);

    /** Output times, 0.1, 0.2, …, 2 and 0.25, and the places of the shown ones among them. */
    private static final Times TIMES = Times.of(
            0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2);

    private static final int[] SHOWN = {2, 5, 10, 20};

    /** Times for the weights of the tree quadrature. */
    private static final Times EARLY = Times.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1);

    private static final double WIDTH = 0.05;
    private static final int LARGEST_ORDER = 9;
    private static final int QUADRATURE_ORDER = 7;
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);

    private final SynapticNetwork network;
    private final int inhibitoryClasses;
    private final String head;
    private final Grid grid;
    private final double[] rates;
    private final double[] pairs;
    private final double seconds;

    private AccuracyTable(SynapticNetwork network, int inhibitoryClasses, String head) {
        this.network = network;
        this.inhibitoryClasses = inhibitoryClasses;
        this.head = head;
        MeanFieldSolution pilot = MeanField.of(NEURON, network)
                .startingFrom(LAW)
                .cellWidth(2 * WIDTH)
                .estimatingError(false)
                .solve(TIMES);
        grid = Grid.covering(NEURON, LAW, pilot.driveRange().stretched(1.3), TIMES.last(), WIDTH);
        long start = System.nanoTime();
        MeanFieldSolution limit = limit(Populations.of(network), 2);
        seconds = since(start);
        rates = limit.populationRate();
        pairs = new double[rates.length];
        for (int k = 0; k < pairs.length; k++) {
            pairs[k] = limit.activity(EDGE, k);
        }
    }

    /**
     * Prints the table.
     *
     * @param arguments file and mean row sums
     */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        NetworkReader format = NetworkReader.automatic();
        SynapticNetwork raw = (file.toString().endsWith(".csv") ? format.where("Type", "chemical") : format)
                .read(file)
                .network();
        System.out.println(
                "| row sum | signs | method | rate: t = 0.25 | 0.5 | 1 | 2 | worst, t ≤ 2 | pair: t = 0.25 | 0.5 | 1 | 2"
                        + " | remarks | seconds |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (int n = 1; n < arguments.length; n++) {
            double strength = Double.parseDouble(arguments[n]);
            for (boolean inhibitory : new boolean[] {false, true}) {
                SynapticNetwork signed = inhibitory ? new Signs.InhibitoryFraction(0.25, 1).of(raw) : raw;
                SynapticNetwork network =
                        signed.times(Scaling.meanRowSum(strength).factor(signed));
                new AccuracyTable(
                                network,
                                inhibitory ? 4 : 0,
                                "| " + strength + " | " + (inhibitory ? "25 % inhibitory" : "excitatory") + " | ")
                        .print();
            }
        }
        if (raw.isLabelled()) {
            synapses(raw.times(Scaling.meanRowSum(0.25).factor(raw)));
        }
    }

    private static void synapses(SynapticNetwork network) {
        WeightSensitivities sensitivities = ElementaryDensities.of(NEURON)
                .startingFrom(LAW)
                .upTo(QUADRATURE_ORDER)
                .solve(Times.of(0.5))
                .sensitivities(network, QUADRATURE_ORDER, 0);
        System.out.println();
        System.out.println("| presynaptic | postsynaptic | w | ∂r/∂w | w ∂r/∂w |");
        System.out.println("|---|---|---|---|---|");
        for (WeightSensitivities.Synapse synapse : sensitivities.strongest(10)) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.2e | %.2e |%n",
                    network.label(synapse.presynaptic()),
                    network.label(synapse.postsynaptic()),
                    synapse.weight(),
                    synapse.sensitivity(),
                    synapse.effect());
        }
    }

    private void print() {
        StringBuilder text = new StringBuilder(head + "(5.1) itself");
        for (int k : SHOWN) {
            text.append(String.format(Locale.ROOT, " | %.5f", rates[k]));
        }
        text.append(" | ");
        for (int k : SHOWN) {
            text.append(String.format(Locale.ROOT, " | %.5f", pairs[k]));
        }
        System.out.println(text + String.format(Locale.ROOT, " | | %.1f |", seconds));
        vanishing();
        for (int classes : new int[] {1, 4, 8, 16}) {
            for (int order = 1; order <= 3; order++) {
                typed(classes, order);
            }
        }
        quadrature();
    }

    private MeanFieldSolution limit(Populations coupling, int threads) {
        return MeanField.of(NEURON, coupling)
                .startingFrom(LAW)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(0.0025)
                .threads(threads)
                .estimatingError(false)
                .solve(TIMES);
    }

    private void vanishing() {
        long start = System.nanoTime();
        TreeExpansion expansion = ElementaryDensities.of(NEURON)
                .startingFrom(LAW)
                .upTo(LARGEST_ORDER)
                .on(grid)
                .solve(TIMES)
                .expansion(TreeDensities.of(network, LARGEST_ORDER));
        double cost = since(start);
        for (int order = 1; order <= LARGEST_ORDER; order++) {
            int n = order;
            if (!expansion.outcome().isCompleted()) {
                row("vanishing, order " + order, k -> Double.NaN, null, ended(expansion.outcome()), cost);
                continue;
            }
            String remark = "";
            for (int k = 0; k < TIMES.count() && remark.isEmpty(); k++) {
                if (expansion.ratio(k) >= 1) {
                    remark = "beyond the radius from t = " + TIMES.at(k);
                }
            }
            row(
                    "vanishing, order " + order,
                    k -> expansion.rate(n, k),
                    n == 1 ? null : k -> expansion.pairActivity(n, k),
                    remark + negative(expansion.negativeMass(order, TIMES.count() - 1)),
                    cost);
        }
    }

    private void typed(int classes, int order) {
        long start = System.nanoTime();
        TypedSolution typed = TypedExpansion.of(NEURON, network)
                .startingFrom(LAW)
                .classes(classes)
                .upTo(order)
                .on(grid)
                .solve(TIMES);
        double cost = since(start);
        boolean complete = typed.outcome().isCompleted();
        String remark = complete ? negative(typed.negativeMass(TIMES.count() - 1)) : ended(typed.outcome());
        double[] found = typed.populationRate();
        row(
                "typed centred, K = " + classes + ", order " + order,
                k -> found[k],
                k -> k < typed.reached() ? typed.pairActivity(k) : Double.NaN,
                remark,
                cost);
    }

    private void quadrature() {
        long start = System.nanoTime();
        QuadratureFit fit = TreeQuadrature.withClasses(16)
                .inhibitory(inhibitoryClasses)
                .fit(
                        ElementaryDensities.of(NEURON)
                                .startingFrom(LAW)
                                .upTo(QUADRATURE_ORDER)
                                .on(grid)
                                .solve(EARLY),
                        TreeDensities.of(network, QUADRATURE_ORDER));
        QuadratureRate rate = fit.predict(coupling -> limit(coupling, 1));
        double cost = since(start);
        MeanFieldSolution best = limit(fit.coupling(), 2);
        row(
                "tree quadrature, K = 16, order 7",
                rate::rate,
                k -> best.activity(EDGE, k),
                rate.outcome().isCompleted()
                        ? String.format(Locale.ROOT, "says %.0e at t = 2", rate.error(TIMES.count() - 1))
                        : ended(rate.outcome()),
                cost);
    }

    /** A value at an output time. */
    private interface AtTime {
        double value(int timeIndex);
    }

    private void row(String method, AtTime rate, AtTime pair, String remark, double cost) {
        StringBuilder text = new StringBuilder(head).append(method);
        for (int k : SHOWN) {
            text.append(error(rate.value(k), rates[k]));
        }
        double worst = 0;
        for (int k = 0; k < rates.length; k++) {
            double error = Math.abs(rate.value(k) - rates[k]);
            worst = error <= worst ? worst : error;
        }
        text.append(error(worst, 0));
        for (int k : SHOWN) {
            text.append(pair == null ? " | –" : error(pair.value(k), pairs[k]));
        }
        System.out.println(text + String.format(Locale.ROOT, " | %s | %.1f |", remark, cost));
    }

    private static String error(double value, double exact) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, " | %.0e", Math.abs(value - exact)) : " | –";
    }

    private static String ended(Outcome outcome) {
        return outcome.isCompleted() ? "" : outcome.kind() + " at t = " + outcome.time();
    }

    private static String negative(double mass) {
        return mass > 1e-6 ? String.format(Locale.ROOT, " (negative mass %.0e)", mass) : "";
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
