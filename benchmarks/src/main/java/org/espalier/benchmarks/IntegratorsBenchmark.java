package org.espalier.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.espalier.hierarchy.basis.ReducedBasis;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.hierarchy.tensor.TensorHierarchy;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;

/**
 * Fixed steps beside Hipparchus' integrators at equal accuracy: the longest step and the loosest tolerance whose true error in time is below
 * a bound, and the processor time of both, for each path to the hierarchy on one thread. The error is the largest one of the rates at four
 * times, against a run whose tolerance is a hundredth of the smallest bound.
 */
public final class IntegratorsBenchmark {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final Times TIMES = Times.of(0.25, 0.5, 0.75, 1);
    private static final double[] BOUNDS = {1e-4, 1e-6, 1e-8};
    private static final double[] TOLERANCES = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8};
    private static final double SHORTEST_STEP = 2e-6;
    private static final int RUNS = 3;

    private IntegratorsBenchmark() {}

    /** A run with an integrator or a largest step. */
    private interface Path extends BiFunction<Integrator, Double, double[]> {}

    /** A run that is exact enough. */
    private record Found(String name, double error, double seconds) {}

    /**
     * Runs the benchmark.
     *
     * @param arguments cells of potential, 100 by default
     */
    public static void main(String[] arguments) {
        int cells = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
        Grid grid = Grid.of(-1.75, 5.5 / cells, cells);
        SynapticNetwork network = new ErdosRenyi(64, 8, 0.5).generate(1);
        NetworkSystem system = NetworkSystem.of(Neurons.same(NEURON), network, InitialLaws.same(LAW));
        int[] classes = IntStream.range(0, 64).map(i -> i % 8).toArray();
        report("elementary densities, order 6, " + cells + " cells", (integrator, step) -> {
            ElementarySolution solution = ElementaryDensities.of(NEURON)
                    .startingFrom(LAW)
                    .upTo(6)
                    .on(grid)
                    .threads(1)
                    .step(step)
                    .integrator(integrator)
                    .solve(TIMES);
            return IntStream.range(0, TIMES.count())
                    .boxed()
                    .flatMapToDouble(k -> solution.trees().stream().mapToDouble(tree -> solution.rate(tree, k)))
                    .toArray();
        });
        report(
                "typed expansion, 8 classes, order 2, " + cells + " cells",
                (integrator, step) -> TypedExpansion.of(system)
                        .classes(classes)
                        .upTo(2)
                        .on(grid)
                        .threads(1)
                        .step(step)
                        .integrator(integrator)
                        .solve(TIMES)
                        .populationRate());
        report(
                "(5.1) on 8 classes, " + cells + " cells",
                (integrator, step) -> MeanField.of(system, classes)
                        .on(grid)
                        .estimatingError(false)
                        .threads(1)
                        .step(step)
                        .integrator(integrator)
                        .solve(TIMES)
                        .populationRate());
        DriveRange range = DriveRange.of(0, 2);
        Grid fine = Grid.covering(NEURON, LAW, range, 1, Grid.usualWidth(NEURON, LAW, 1));
        ReducedBasis basis = ReducedBasis.of(NeuronOnGrid.of(NEURON, fine), LAW, range, 1, 16);
        VertexOperators operators = basis.operators(range, 1000);
        double[] law = basis.coordinates(fine.masses(LAW));
        report(
                "tensors, mean drive, order 3, 16 functions",
                (integrator, step) -> TensorHierarchy.of(TreeSystem.of(NEURON, 3), Closure.meanDrive())
                        .on(operators)
                        .startingFrom((RootedTree tree) -> Math.pow(0.5, tree.order() - 1), law)
                        .threads(1)
                        .step(step)
                        .integrator(integrator)
                        .solve(TIMES)
                        .populationRate());
    }

    private static void report(String name, Path path) {
        double[] reference = path.apply(Integrator.of(Integrator.Method.DORMAND_PRINCE_853, 1e-10), 0.01);
        System.out.println(name);
        for (double bound : BOUNDS) {
            Found fixed = byStep(path, reference, bound);
            System.out.printf(Locale.ROOT, "  error below %.0e: %s%n", bound, text(fixed));
            for (Integrator.Method method : Integrator.Method.values()) {
                if (method != Integrator.Method.FIXED) {
                    Found one = byTolerance(path, reference, bound, method);
                    System.out.printf(
                            Locale.ROOT,
                            "    %s%s%n",
                            text(one),
                            one == null || fixed == null
                                    ? ""
                                    : String.format(Locale.ROOT, ", %.3g of fixed", one.seconds / fixed.seconds));
                }
            }
        }
    }

    private static String text(Found found) {
        return found == null
                ? "not reached"
                : String.format(Locale.ROOT, "%s, error %.1e, %.4f s", found.name, found.error, found.seconds);
    }

    private static Found byStep(Path path, double[] reference, double bound) {
        for (double step = 0.064; step > SHORTEST_STEP; step /= 2) {
            double error = distance(path.apply(Integrator.fixed(), step), reference);
            if (error < bound) {
                double used = step;
                return new Found(
                        String.format(Locale.ROOT, "fixed, step %.2g", step),
                        error,
                        seconds(() -> path.apply(Integrator.fixed(), used)));
            }
        }
        return null;
    }

    private static Found byTolerance(Path path, double[] reference, double bound, Integrator.Method method) {
        for (double tolerance : TOLERANCES) {
            Integrator integrator = Integrator.of(method, tolerance);
            double error = distance(path.apply(integrator, 0.01), reference);
            if (error < bound) {
                return new Found(
                        String.format(Locale.ROOT, "%s, tolerance %.0e", method.text(), tolerance),
                        error,
                        seconds(() -> path.apply(integrator, 0.01)));
            }
        }
        return null;
    }

    private static double distance(double[] x, double[] y) {
        double largest = 0;
        for (int k = 0; k < x.length; k++) {
            largest = Math.max(largest, Math.abs(x[k] - y[k]));
        }
        return Double.isNaN(Arrays.stream(x).sum()) ? Double.POSITIVE_INFINITY : largest;
    }

    /** The best of some runs, of this thread. */
    private static double seconds(Runnable work) {
        List<Double> all = new ArrayList<>();
        for (int n = 0; n < RUNS; n++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            all.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
        }
        return all.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
