package org.espalier.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.expansion.TypedSolution;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Propagator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.Times;

/**
 * Seconds of the hierarchy's programs, best of a few runs after warming: elementary densities to order 9, one population,
 * the typed centred expansion with 16 classes to order 3 on an edge list (argument {@code typed=FILE}; chemical rows of the
 * worm's), and (5.1) on a synthetic network of the size of a fly's brain (argument {@code fly}).
 */
public final class HierarchyBenchmark {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private HierarchyBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments names of parts: {@code expansion}, {@code population}, {@code fly}, {@code flycheck} (the error of the latter's rates by a
     *     run on half the width with half the step); the first two by default
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
                                NEURON, Populations.ofClasses(new double[] {1}, new double[][] {{0.5}}))
                        .startingFrom(LAW)
                        .on(Grid.of(-1.75, 0.025, 200))
                        .step(0.001)
                        .estimatingError(false)
                        .solve(Times.of(2));
                return solution.steps() + " steps, rate " + solution.populationRate()[0];
            });
        }
        for (String part : parts) {
            if (part.startsWith("typed=")) {
                String file = part.substring("typed=".length());
                NetworkReader format = NetworkReader.automatic();
                SynapticNetwork raw = (file.endsWith(".csv") ? format.where("Type", "chemical") : format)
                        .read(Path.of(file))
                        .network();
                SynapticNetwork network = raw.times(Scaling.meanRowSum(0.5).factor(raw));
                best("typed centred, K = 16, order 3, default grid and estimate of its error, t = 2", 1, () -> {
                    TypedSolution solution =
                            TypedExpansion.of(NEURON, network).startingFrom(LAW).solve(Times.of(0.25, 0.5, 1, 2));
                    return solution.trees() + " trees, " + solution.grid().cells() + " cells, "
                            + Arrays.toString(solution.extrapolatedRate());
                });
            }
        }
        if (parts.contains("fly")) {
            SynapticNetwork fly = fly();
            best("(5.1) on the synthetic fly, width 0.05, step 0.025, t = 1", 1, () -> report(fly(fly, 0.05, 0.025)));
        }
        if (parts.contains("flycheck")) {
            SynapticNetwork fly = fly();
            double[] coarse = fly(fly, 0.05, 0.025).extrapolatedRate();
            double[] fine = fly(fly, 0.025, 0.0125).extrapolatedRate();
            for (int k = 0; k < 3; k++) {
                System.out.printf(
                        Locale.ROOT,
                        "fly: rate %.6f, with cells and steps half as large %.6f, difference %.2e%n",
                        coarse[k],
                        fine[k],
                        coarse[k] - fine[k]);
            }
        }
    }

    private static MeanFieldSolution fly(SynapticNetwork fly, double width, double step) {
        return MeanField.of(NEURON, fly)
                .startingFrom(LAW)
                .cellWidth(width)
                .step(step)
                .solve(Times.of(0.25, 0.5, 1));
    }

    private static String report(MeanFieldSolution solution) {
        return solution.outcome().kind() + ", " + solution.grid().cells() + " cells, " + solution.steps() + " steps, "
                + solution.driveRange() + ", extrapolated rates " + Arrays.toString(solution.extrapolatedRate())
                + ", estimated errors of the plain ones " + solution.rateError(0) + " " + solution.rateError(1) + " "
                + solution.rateError(2);
    }

    /** 138 639 neurons with the degree statistics of a fly's brain, mean row sum 0.5. */
    private static SynapticNetwork fly() {
        SynapticNetwork fly = SyntheticConnectome.fly().generate(1).scaledTo(Scaling.meanRowSum(0.5));
        System.out.println("fly: " + fly.size() + " neurons, " + fly.edges() + " edges");
        return fly;
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
