package org.espalier.hierarchy.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.JumpKernel;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Propagator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Progress;
import org.espalier.model.run.Times;

/** One integration of (5.1) on one grid with one largest step. */
final class MeanFieldRun {
    /** Mass at the edge of the grid that ends a run. */
    static final double LARGEST_EDGE_MASS = 1e-8;

    /** Mass of a cell below which a window may end: what it holds stays there and is counted. */
    private static final double NEGLIGIBLE = 1e-15;

    /** The first step is this fraction of the largest one: nothing is known yet of how the rates move. */
    private static final double FIRST_STEP = 1.0 / 64;

    /** Misjudged mean rate over a step, above which steps are halved. */
    private static final double LARGEST_MISJUDGEMENT = 1e-3;

    private static final int BLOCK = 8;

    private final NeuronOnGrid neuron;
    private final Scheme scheme;
    private final Coupling coupling;
    private final double largestStep;
    private final int threads;
    private final int size;
    private final int cells;
    private final double[][] mass;
    private final int[] windowStart;
    private final int[] windowEnd;
    private final double[] drives;
    private final double[] meanRates;
    private final Kicks kicks;
    private final List<DoubleUnaryOperator> tests;
    private final RateHistory history;
    private double smallestDrive;
    private double largestDrive;
    private double largestEdge;
    private long steps;

    MeanFieldRun(
            NeuronOnGrid neuron,
            Scheme scheme,
            Coupling coupling,
            IntFunction<InitialLaw> laws,
            double largestStep,
            int threads,
            Kicks kicks,
            List<DoubleUnaryOperator> tests) {
        this.tests = tests;
        this.kicks = kicks;
        this.neuron = neuron;
        this.scheme = scheme;
        this.coupling = coupling;
        this.largestStep = largestStep;
        this.size = coupling.size();
        this.cells = neuron.grid().cells();
        this.threads = (long) size * cells < 20_000 ? 1 : threads;
        mass = new double[size][];
        windowStart = new int[size];
        windowEnd = new int[size];
        drives = new double[size];
        meanRates = new double[size];
        history = new RateHistory(size);
        InitialLaw last = null;
        double[] start = null;
        for (int i = 0; i < size; i++) {
            InitialLaw law = laws.apply(i);
            if (start == null || !law.equals(last)) {
                start = neuron.grid().masses(law);
                last = law;
            }
            mass[i] = start.clone();
            largestEdge = Math.max(largestEdge, edge(mass[i]));
        }
    }

    MeanFieldSolution solve(Times times, Progress progress) {
        MeanFieldRecord record = new MeanFieldRecord(times, neuron, scheme, coupling, tests);
        ExecutorService pool = threads > 1 ? Executors.newFixedThreadPool(threads) : null;
        try {
            Outcome outcome = march(times, progress, record, pool);
            return record.finish(outcome, smallestDrive, largestDrive, largestStep, steps);
        } finally {
            if (pool != null) {
                pool.shutdownNow();
            }
        }
    }

    private Outcome march(Times times, Progress progress, MeanFieldRecord record, ExecutorService pool) {
        List<Worker> workers = new ArrayList<>();
        for (int n = 0; n < threads; n++) {
            workers.add(new Worker());
        }
        double t = 0;
        double wanted = largestStep * FIRST_STEP;
        for (int i = 0; i < size; i++) {
            history.newest()[i] = neuron.rate(mass[i], 0);
            resizeWindow(i, 0);
        }
        for (int k = 0; k < times.count(); k++) {
            double target = times.at(k);
            while (t < target) {
                if (largestEdge > LARGEST_EDGE_MASS) {
                    return leftGrid(t);
                }
                if (!progress.goOn(t / times.last())) {
                    return new Outcome(Outcome.Kind.CANCELLED, t, "stopped at time " + t + " by the user");
                }
                double left = target - t;
                double count = Math.ceil(left / wanted - 1e-9);
                double h = count <= 1 ? left : left / count;
                history.extrapolate(h, meanRates);
                setDrives();
                history.open();
                run(pool, workers, h);
                t = count <= 1 ? target : t + h;
                steps++;
                double misjudged = history.close(h, t, meanRates, coupling);
                if (!(misjudged < 1e6)) {
                    return new Outcome(
                            Outcome.Kind.BLEW_UP,
                            t,
                            "the rates are no longer finite after the step to time " + t + ": use a smaller step than "
                                    + h);
                }
                if (misjudged > LARGEST_MISJUDGEMENT) {
                    wanted = Math.max(h / 2, largestStep * 1e-4);
                } else if (misjudged < LARGEST_MISJUDGEMENT / 10) {
                    wanted = Math.min(largestStep, 2 * wanted);
                }
            }
            if (largestEdge > LARGEST_EDGE_MASS) {
                return leftGrid(t);
            }
            record.add(k, mass, history.newest(), largestEdge);
        }
        progress.goOn(1);
        return Outcome.completed(t);
    }

    private Outcome leftGrid(double t) {
        Grid grid = neuron.grid();
        return new Outcome(
                Outcome.Kind.LEFT_GRID,
                t,
                String.format(
                        Locale.ROOT,
                        "a neuron has mass %.3g > %.0e at the edge of the grid [%.4g, %.4g] at time %.4g (drives so far from"
                                + " %.4g to %.4g): use a wider grid",
                        largestEdge,
                        LARGEST_EDGE_MASS,
                        grid.left(),
                        grid.right(),
                        t,
                        smallestDrive,
                        largestDrive));
    }

    private void setDrives() {
        coupling.drives(meanRates, drives);
        double factor = neuron.neuron().kickFactor();
        for (int i = 0; i < size; i++) {
            drives[i] *= factor;
            smallestDrive = Math.min(smallestDrive, drives[i]);
            largestDrive = Math.max(largestDrive, drives[i]);
        }
    }

    private void run(ExecutorService pool, List<Worker> workers, double h) {
        AtomicInteger next = new AtomicInteger();
        for (Worker worker : workers) {
            worker.next = next;
            worker.h = h;
        }
        if (pool == null) {
            workers.get(0).call();
        } else {
            try {
                for (Future<Void> done : pool.invokeAll(workers)) {
                    done.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("mean field: interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("mean field: " + e.getCause(), e.getCause());
            }
        }
        for (Worker worker : workers) {
            largestEdge = Math.max(largestEdge, worker.edge);
        }
    }

    private double edge(double[] m) {
        return Math.abs(m[0]) + Math.abs(m[1]) + Math.abs(m[cells - 2]) + Math.abs(m[cells - 1]);
    }

    /** Keeps a window around what is not negligible, wide enough for one step. */
    private void resizeWindow(int i, double drive) {
        double[] m = mass[i];
        int start = windowStart[i];
        int end = windowEnd[i];
        if (end == 0) {
            start = 0;
            end = cells;
        }
        while (start < neuron.resetCell() - 1 && Math.abs(m[start]) < NEGLIGIBLE) {
            start++;
        }
        while (end > neuron.resetCell() + 3 && Math.abs(m[end - 1]) < NEGLIGIBLE) {
            end--;
        }
        double spread = 7.5 * neuron.neuron().noise() * Math.sqrt(largestStep);
        double h = neuron.grid().width();
        double above = Math.max(0, neuron.faceDrift(Math.min(end, cells - 2)) + drive) * largestStep + spread;
        double below = Math.max(0, -neuron.faceDrift(Math.max(start - 1, 0)) - drive) * largestStep + spread;
        windowStart[i] = (int) Math.max(0, start - 4 - Math.ceil(below / h));
        windowEnd[i] = (int) Math.min(cells, end + 4 + Math.ceil(above / h));
    }

    /** Advances blocks of neurons; which worker takes which block does not change any number. */
    private final class Worker implements Callable<Void> {
        private final Propagator propagator = new Propagator(neuron, scheme);
        private final JumpKernel jumps = new JumpKernel(neuron.grid());
        private AtomicInteger next;
        private double h;
        private double edge;
        private double variance;

        /** A step with the kicks of the neuron one by one: their variance as diffusion, or each as a jump. */
        private void kicked(int i, double[] m) {
            double factor = neuron.neuron().kickFactor();
            jumps.clear();
            variance = 0;
            if (kicks == Kicks.POISSON) {
                coupling.kicks(i, (j, w) -> jumps.add(factor * w, Math.max(meanRates[j], 0)));
                double noise = neuron.neuron().noise();
                // what the cells add to the variance of the jumps is taken from the noise, of which at least half is
                // left
                double excess = Math.min(jumps.excessVariance() / 2, noise * noise / 4);
                propagator.advance(m, 0, 0, -excess, jumps, h);
            } else {
                coupling.kicks(i, (j, w) -> variance += factor * factor * w * w * Math.max(meanRates[j], 0));
                propagator.advance(m, 0, drives[i], variance / 2, jumps, h);
            }
        }

        @Override
        public Void call() {
            double[] rates = history.opened();
            for (int from = next.getAndAdd(BLOCK); from < size; from = next.getAndAdd(BLOCK)) {
                for (int i = from; i < Math.min(size, from + BLOCK); i++) {
                    double[] m = mass[i];
                    if (kicks == Kicks.DRIFT) {
                        propagator.advance(m, 0, windowStart[i], windowEnd[i], drives[i], h);
                        resizeWindow(i, drives[i]);
                    } else {
                        kicked(i, m);
                    }
                    rates[i] = neuron.rate(m, 0);
                    edge = Math.max(edge, edge(m));
                }
            }
            return null;
        }
    }

    /** The rates at the last three times, and their quadratic in time. */
    private static final class RateHistory {
        private double[][] rates;
        private final double[] at = new double[3];
        private int known = 1;
        private double[] opened;

        RateHistory(int size) {
            rates = new double[][] {new double[size], new double[size], new double[size]};
            opened = new double[size];
        }

        double[] newest() {
            return rates[0];
        }

        double[] opened() {
            return opened;
        }

        void open() {
            Arrays.fill(opened, Double.NaN);
        }

        /** Mean over the coming step of length h of the polynomial through what is known. */
        void extrapolate(double h, double[] mean) {
            double b = at[1] - at[0];
            double c = at[2] - at[0];
            double w0 = 1;
            double w1 = 0;
            double w2 = 0;
            if (known == 2) {
                w1 = h / 2 / b;
                w0 = 1 - w1;
            } else if (known > 2) {
                w0 = weight(h, 0, b, c);
                w1 = weight(h, b, 0, c);
                w2 = weight(h, c, 0, b);
            }
            combine(w0, rates[0], w1, rates[1], w2, rates[2], mean);
        }

        /** Mean over [0, h] of the Lagrange polynomial of node a, nodes b and c. */
        private static double weight(double h, double a, double b, double c) {
            return (h * h / 3 - (b + c) * h / 2 + b * c) / ((a - b) * (a - c));
        }

        private static void combine(
                double w0, double[] r0, double w1, double[] r1, double w2, double[] r2, double[] out) {
            for (int i = 0; i < out.length; i++) {
                out[i] = w0 * r0[i] + w1 * r1[i] + w2 * r2[i];
            }
        }

        /** Takes the new rates at time t, and returns by how much the mean rates had been misjudged. */
        double close(double h, double t, double[] judged, Coupling coupling) {
            double w0 = 0.5;
            double w1 = 0.5;
            double w2 = 0;
            if (known > 1) {
                double b = at[1] - at[0];
                w0 = weight(h, h, 0, b);
                w1 = weight(h, 0, h, b);
                w2 = weight(h, b, 0, h);
            }
            double wrong = 0;
            for (int i = 0; i < judged.length; i++) {
                double mean = w0 * opened[i] + w1 * rates[0][i] + w2 * rates[1][i];
                wrong += coupling.share(i) * Math.abs(mean - judged[i]);
            }
            double[] oldest = rates[2];
            rates = new double[][] {opened, rates[0], rates[1]};
            opened = oldest;
            at[2] = at[1];
            at[1] = at[0];
            at[0] = t;
            known = Math.min(3, known + 1);
            return wrong;
        }
    }
}
