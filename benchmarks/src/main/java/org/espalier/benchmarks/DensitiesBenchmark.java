package org.espalier.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.observable.TreeDensity;
import org.espalier.model.partition.ColourRefinement;
import org.espalier.model.partition.NeuronClasses;
import org.espalier.model.partition.QuasiStableColouring;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/**
 * Sparse products and tree densities on a synthetic connectome of the size of a fly's brain, beside SciPy (Debian
 * package python3-scipy, one thread; skipped where absent). Times are the best of several in one run, so that other
 * programs on the machine count little; read the ratios.
 *
 * <p>Usage: {@code DensitiesBenchmark [order [repeats]]}, by default 8 and 9.
 */
public final class DensitiesBenchmark {
    private DensitiesBenchmark() {}

    /**
     * Runs the comparison.
     *
     * @param arguments largest order and number of repetitions, both optional
     * @throws IOException if temporary files cannot be written
     */
    public static void main(String... arguments) throws IOException {
        int order = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        int repeats = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
        SyntheticConnectome generator = SyntheticConnectome.fly();
        SynapticNetwork network = generator.generate(1);
        double scale = 0.5 * network.size() / Arrays.stream(network.rowSums()).sum();
        network = network.times(scale);
        System.out.println(generator + ", seed 1, mean row sum 0.5");
        System.out.printf(Locale.ROOT, "%d neurons, %d edges%n", network.size(), network.edges());

        double[] triad = {Triad.gigabytesPerSecond(1), Triad.gigabytesPerSecond(2)};
        System.out.printf(Locale.ROOT, "memory triad: %.1f GB/s on 1 thread, %.1f on 2%n", triad[0], triad[1]);
        SciPy scipy = SciPy.run(network, RootedTrees.upTo(order).toList(), repeats);
        if (scipy == null) {
            System.out.println("SciPy: skipped, /usr/bin/python3 has none (apt-get install python3-scipy)");
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "SciPy %s: product %.1f ms, densities to order %d %.3f s%n",
                    scipy.version(),
                    1e3 * scipy.product(),
                    order,
                    scipy.densities());
        }
        double[] x = new SplittableRandom(1).doubles(network.size()).toArray();
        double[] y = new double[x.length];
        SynapticNetwork plain = network;
        SynapticNetwork given = network;
        SynapticNetwork hubs = hubsFirst(network);
        for (int threads : new int[] {1, 2}) {
            for (SynapticNetwork each : List.of(given, hubs)) {
                TreeContraction contraction = TreeContraction.of(each).threads(threads);
                report(
                        "product, neurons in " + (each == given ? "random order" : "order of out-degree") + ", "
                                + threads + " thread(s)",
                        best(10 * repeats, () -> contraction.multiply(x, y)),
                        scipy,
                        each,
                        triad[threads - 1]);
            }
        }
        for (int threads : new int[] {1, 2}) {
            TreeDensities[] result = new TreeDensities[1];
            double seconds = best(
                    Math.max(3, repeats / 3),
                    () -> result[0] =
                            TreeDensities.of(TreeContraction.of(given.times(1)).threads(threads), order));
            System.out.printf(
                    Locale.ROOT,
                    "%d densities to order %d, transposing included, %d thread(s): %.3f s%s%n",
                    result[0].count(),
                    order,
                    threads,
                    seconds,
                    scipy == null ? "" : String.format(Locale.ROOT, ", %.2f of SciPy", seconds / scipy.densities()));
            if (scipy != null) {
                System.out.printf(
                        Locale.ROOT,
                        "largest relative difference to SciPy %.1e%n",
                        difference(result[0], scipy.values()));
            }
        }
        partitions(given);
    }

    /** The same network, neurons renumbered by decreasing out-degree. */
    private static SynapticNetwork hubsFirst(SynapticNetwork network) {
        int[] degrees = new int[network.size()];
        for (int e = 0; e < network.edges(); e++) {
            degrees[network.column(e)]++;
        }
        int[] order = IntStream.range(0, network.size())
                .boxed()
                .sorted(Comparator.comparingInt(j -> -degrees[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] position = new int[order.length];
        for (int r = 0; r < order.length; r++) {
            position[order[r]] = r;
        }
        int[] rows = new int[network.edges()];
        int[] columns = new int[rows.length];
        double[] weights = new double[rows.length];
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                rows[e] = position[i];
                columns[e] = position[network.column(e)];
                weights[e] = network.storedWeight(e);
            }
        }
        return SynapticNetwork.of(network.size(), rows, columns, weights).times(network.factor());
    }

    private static double difference(TreeDensities densities, Map<RootedTree, Double> values) {
        double largest = 0;
        for (TreeDensity density : densities) {
            double other = values.get(density.tree());
            largest = Math.max(largest, Math.abs(density.value() - other) / Math.abs(other));
        }
        return largest;
    }

    private static void partitions(SynapticNetwork network) {
        long begin = System.nanoTime();
        NeuronClasses exact = ColourRefinement.coarsest(network);
        System.out.printf(
                Locale.ROOT, "coarsest row-equitable partition: %d classes, %.2f s%n", exact.count(), since(begin));
        begin = System.nanoTime();
        NeuronClasses few = QuasiStableColouring.withClasses(network, 16);
        System.out.printf(Locale.ROOT, "quasi-stable colouring: %d classes, %.2f s%n", few.count(), since(begin));
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void report(String name, double seconds, SciPy scipy, SynapticNetwork network, double triad) {
        // the least that must be read: columns, weights, and both vectors once
        double bytes = network.edges() * (network.isSingle() ? 8.0 : 12.0) + 20.0 * network.size();
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f ms%s, %.0f %% of the bandwidth bound%n",
                name,
                1e3 * seconds,
                scipy == null ? "" : String.format(Locale.ROOT, ", %.2f of SciPy", seconds / scipy.product()),
                100 * bytes / (triad * 1e9) / seconds);
    }

    static double best(int repeats, Runnable action) {
        for (int k = 0; k < 5; k++) {
            action.run(); // lets the compiler settle
        }
        double[] times = new double[repeats];
        for (int k = 0; k < repeats; k++) {
            long begin = System.nanoTime();
            action.run();
            times[k] = (System.nanoTime() - begin) / 1e9;
        }
        Arrays.sort(times);
        return times[0];
    }
}
