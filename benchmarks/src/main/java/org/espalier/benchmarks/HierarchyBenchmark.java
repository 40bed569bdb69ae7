package org.espalier.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.meanfield.Coupling;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Propagator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.run.Times;

/**
 * Seconds of the hierarchy's programs, best of a few runs after warming: elementary densities to order 9, one population,
 * and (5.1) on a synthetic network of the size of a fly's brain (argument {@code fly}).
 */
public final class HierarchyBenchmark {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private HierarchyBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments names of parts: {@code expansion}, {@code population}, {@code fly}; all but the last by default
     */
    public static void main(String[] arguments) {
        var parts = arguments.length == 0 ? Arrays.asList("expansion", "population") : Arrays.asList(arguments);
        if (parts.contains("expansion")) {
            best("elementary densities, order 9 (486 trees), 200 cells, t = 2", 5, () -> {
                Grid grid = Grid.covering(NEURON, LAW, DriveRange.of(0, 0), 2, Grid.usualWidth(NEURON, LAW, 2));
                var solution = ElementaryDensities.of(NEURON)
                        .startingFrom(LAW)
                        .upTo(9)
                        .on(grid)
                        .solve(Times.of(0.25, 0.5, 1, 2));
                return grid.cells() + " cells of " + grid.width() + ", "
                        + solution.outcome().kind();
            });
        }
        if (parts.contains("population")) {
            best("one population, 200 cells, 2000 steps of 0.001: exponentials alone", 5, () -> {
                NeuronOnGrid neuron = NeuronOnGrid.of(NEURON, Grid.of(-1.75, 0.025, 200));
                Propagator propagator = new Propagator(neuron, Scheme.FITTED);
                double[] mass = neuron.grid().masses(LAW);
                for (int n = 0; n < 2000; n++) {
                    propagator.advance(mass, 0, 0.5 * neuron.rate(mass, 0), 0.001);
                }
                return "rate " + neuron.rate(mass, 0);
            });
            best("one population by MeanField, 200 cells, step 0.001, t = 2", 5, () -> {
                MeanFieldSolution solution = MeanField.of(
                                NEURON, Coupling.ofClasses(new double[] {1}, new double[][] {{0.5}}))
                        .startingFrom(LAW)
                        .on(Grid.of(-1.75, 0.025, 200))
                        .step(0.001)
                        .estimatingError(false)
                        .solve(Times.of(2));
                return solution.steps() + " steps, rate " + solution.populationRate()[0];
            });
        }
        if (parts.contains("fly")) {
            SynapticNetwork fly = fly();
            System.out.println("fly: " + fly.size() + " neurons, " + fly.edges() + " edges");
            best("(5.1) on the synthetic fly to t = 1", 1, () -> {
                MeanFieldSolution solution = MeanField.of(NEURON, fly)
                        .startingFrom(LAW)
                        .cellWidth(0.05)
                        .step(0.025)
                        .solve(Times.of(0.25, 0.5, 1));
                return solution.toString() + " error estimates " + solution.rateError(0) + " " + solution.rateError(1)
                        + " "
                        + solution.rateError(2) + " extrapolated " + Arrays.toString(solution.extrapolatedRate()) + " "
                        + solution.driveRange();
            });
        }
    }

    /** Log-normal degrees with the deviations of a fly's connectome, weights 1..., mean row sum 0.5; synthetic. */
    private static SynapticNetwork fly() {
        int size = 138_639;
        long wanted = 15_100_000;
        SplittableRandom random = new SplittableRandom(1);
        double[] in = new double[size];
        double[] out = new double[size];
        double sumIn = 0;
        for (int i = 0; i < size; i++) {
            double a = random.nextGaussian();
            double b = 0.66 * a + Math.sqrt(1 - 0.66 * 0.66) * random.nextGaussian();
            in[i] = random.nextDouble() < 0.06 ? 0 : Math.exp(1.11 * a);
            out[i] = Math.exp(1.01 * b);
            sumIn += in[i];
        }
        double[] cumulative = out.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        int capacity = (int) (wanted * 1.2);
        int[] posts = new int[capacity];
        int[] pres = new int[capacity];
        double[] weights = new double[capacity];
        int edges = 0;
        int[] seen = new int[size];
        Arrays.fill(seen, -1);
        for (int i = 0; i < size; i++) {
            int degree = (int) Math.min(size / 4, Math.round(in[i] / sumIn * wanted));
            for (int n = 0; n < degree && edges < capacity; n++) {
                int j = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[size - 1]);
                j = Math.min(size - 1, j < 0 ? -j - 1 : j);
                if (j != i && seen[j] != i) {
                    seen[j] = i;
                    posts[edges] = i;
                    pres[edges] = j;
                    weights[edges++] = Math.ceil(-3.6 * Math.log(random.nextDouble()));
                }
            }
        }
        double total = 0;
        for (int e = 0; e < edges; e++) {
            total += weights[e];
        }
        return SynapticNetwork.of(
                        size, Arrays.copyOf(posts, edges), Arrays.copyOf(pres, edges), Arrays.copyOf(weights, edges))
                .times(0.5 * size / total);
    }

    private static void best(String name, int runs, java.util.function.Supplier<String> work) {
        double best = Double.POSITIVE_INFINITY;
        String result = "";
        for (int n = 0; n < runs; n++) {
            long start = System.nanoTime();
            result = work.get();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        System.out.printf(Locale.ROOT, "%-70s %8.3f s   %s%n", name, best, result);
    }
}
