package org.espalier.hierarchy.meanfield;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Propagator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.threads.Crew;

/** One integration of (5.1) on one grid with one largest step. */
final class MeanFieldRun {
    /** Mass at the edge of the grid that ends a run. */
    static final double LARGEST_EDGE_MASS = 1e-8;

    /** Arithmetic operations of a step for each cell of a population, about. */
    static final double OPERATIONS = 30;

    /** Mass of a cell below which a window may end: what it holds stays there and is counted. */
    private static final double NEGLIGIBLE = 1e-15;

    /** The first step is this fraction of the largest one: nothing is known yet of how the rates move. */
    private static final double FIRST_STEP = 1.0 / 64;

    /** Misjudged mean rate over a step, above which steps are halved. */
    private static final double LARGEST_MISJUDGEMENT = 1e-3;

    private final PopulationColours colours;
    private final Grid grid;
    private final NeuronOnGrid[] neurons;
    private final double[] currents;
    private final double[] kicked; // mean of the kicks from outside
    private final double[] breaks; // where steps end
    private final double[] corners; // where rates go on with another slope
    private final LateEffects late; // null if every effect is immediate
    private final double[][] testsAtReset;
    private final List<Readout> readouts;
    private final Scheme scheme;
    private final Populations coupling;
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
    private final RateHistory history;
    private final RateTrace trace;
    private final MeanFieldCheckpoint checkpoint;
    private final Times times;
    private final double[][] tests;
    private final List<MeanFieldMoment> reached = new ArrayList<>();
    private double t;
    private double wanted;
    private double smallestDrive;
    private double largestDrive;
    private double largestEdge;
    private long steps;

    MeanFieldRun(MeanField equation, Grid grid, double largestStep, Times times, MeanFieldCheckpoint checkpoint) {
        this.grid = grid;
        this.largestStep = largestStep;
        this.times = times;
        this.checkpoint = checkpoint;
        colours = equation.colours;
        neurons = colours.on(grid);
        currents = new double[neurons.length];
        kicked = new double[neurons.length];
        breaks = LateEffects.times(equation.parts, colours).breaks(times);
        corners = LateEffects.times(equation.parts, colours).corners(times);
        readouts = equation.readouts;
        scheme = equation.scheme;
        coupling = equation.coupling;
        kicks = equation.kicks;
        size = coupling.size();
        cells = grid.cells();
        threads = equation.threads;
        mass = new double[size][];
        windowStart = new int[size];
        windowEnd = new int[size];
        drives = new double[size];
        meanRates = new double[size];
        history = new RateHistory(size);
        InitialLaw last = null;
        double[] start = null;
        for (int i = 0; i < size; i++) {
            InitialLaw law = equation.laws.apply(i);
            if (start == null || !law.equals(last)) {
                start = grid.masses(law);
                last = law;
            }
            mass[i] = start.clone();
            largestEdge = Math.max(largestEdge, edge(mass[i]));
        }
        tests = MeanFieldMoment.atCentres(grid, equation.tests);
        trace = new RateTrace(equation.keepRates);
        wanted = largestStep * FIRST_STEP;
        for (int i = 0; i < size; i++) {
            history.newest()[i] = neuron(i).rate(mass[i], 0);
            resizeWindow(i, 0);
        }
        late = LateEffects.of(equation.parts, colours, history.newest());
        testsAtReset = new double[tests.length][size];
        for (int a = 0; a < tests.length; a++) {
            for (int i = 0; i < size; i++) {
                testsAtReset[a][i] =
                        equation.tests.get(a).applyAsDouble(colours.neuron(i).reset());
            }
        }
        trace.add(0, history.newest(), coupling);
    }

    MeanFieldSolution solve(Progress progress) {
        checkpoint.restore(this);
        try (Crew crew = Crew.of(threads)) {
            List<Worker> workers =
                    Stream.generate(Worker::new).limit(crew.threads()).toList();
            March<MeanFieldMoment> march = March.through(
                    times,
                    reached,
                    (from, until, told) -> advance(from, until, told, crew, workers),
                    this::moment,
                    progress);
            if (march.outcome().kind() == Outcome.Kind.CANCELLED) {
                checkpoint.save(this);
            }
            DriveRange seen = DriveRange.of(smallestDrive, largestDrive);
            return new MeanFieldSolution(
                    march, grid, scheme, coupling, readouts, seen, largestStep, steps, trace, Integrator.fixed(), null);
        }
    }

    private MeanFieldMoment moment() {
        return MeanFieldMoment.of(
                coupling,
                grid,
                tests,
                readouts,
                mass,
                history.newest(),
                largestEdge,
                late == null ? null : late.resting(),
                testsAtReset);
    }

    private Outcome advance(double from, double until, Progress progress, Crew crew, List<Worker> workers) {
        while (t < until) {
            if (largestEdge > LARGEST_EDGE_MASS) {
                return leftGrid();
            }
            if (!progress.goOn((t - from) / (until - from))) {
                return Outcome.cancelled(t);
            }
            double end = Math.min(until, nextBreak());
            double left = end - t;
            double count = Math.ceil(left / wanted - 1e-9);
            double h = count <= 1 ? left : left / count;
            history.extrapolate(h, meanRates);
            setDrives(h);
            history.open();
            crew.share(
                    size,
                    OPERATIONS * size * cells,
                    (i, worker) -> workers.get(worker).advance(i, h));
            for (Worker worker : workers) {
                largestEdge = Math.max(largestEdge, worker.edge);
            }
            t = count <= 1 ? end : t + h;
            steps++;
            double misjudged = history.close(h, t, meanRates, coupling);
            if (late != null) {
                late.close(t, history.newest());
            }
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
            if (t == end && Arrays.binarySearch(corners, t) >= 0) {
                // the rates go on from here with another slope
                history.restart();
                wanted = largestStep * FIRST_STEP;
            }
            trace.add(t, history.newest(), coupling);
            checkpoint.perhaps(this);
        }
        return largestEdge > LARGEST_EDGE_MASS ? leftGrid() : Outcome.completed(t);
    }

    /** Which of the runs of one problem this is. */
    String name() {
        return grid + " " + largestStep;
    }

    void pass(Transfer state) throws IOException {
        t = state.number(t);
        wanted = state.number(wanted);
        smallestDrive = state.number(smallestDrive);
        largestDrive = state.number(largestDrive);
        largestEdge = state.number(largestEdge);
        steps = state.whole(steps);
        state.numbers(windowStart);
        state.numbers(windowEnd);
        for (double[] own : mass) {
            state.numbers(own);
        }
        history.pass(state);
        if (late != null) {
            late.pass(state);
        }
        trace.pass(state, size);
        int count = state.whole(reached.size());
        while (reached.size() < count) {
            reached.add(MeanFieldMoment.blank(size, cells, tests.length, readouts.size()));
        }
        for (int k = 0; k < count; k++) {
            reached.set(k, reached.get(k).passed(state));
        }
    }

    private Outcome leftGrid() {
        return leftGrid(grid, t, largestEdge, DriveRange.of(smallestDrive, largestDrive));
    }

    static Outcome leftGrid(Grid grid, double t, double edge, DriveRange drives) {
        return Outcome.of(
                Outcome.Kind.LEFT_GRID,
                t,
                "mean field: a neuron has mass %.3g > %.0e at the edge of the grid [%.4g, %.4g] at time %.4g (drives so far from"
                        + " %.4g to %.4g): use a wider grid",
                edge,
                LARGEST_EDGE_MASS,
                grid.left(),
                grid.right(),
                t,
                drives.smallest(),
                drives.largest());
    }

    private NeuronOnGrid neuron(int i) {
        return neurons[colours.kind(i)];
    }

    /** The next time at which something begins: a step ends there. */
    private double nextBreak() {
        for (double at : breaks) {
            if (at > t) {
                return at;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Mean drives over the coming step, currents included. */
    private void setDrives(double h) {
        if (late != null) {
            late.open(t, h, meanRates);
        }
        if (late != null && late.haveDelays()) {
            late.drives(drives);
        } else {
            coupling.drives(meanRates, drives);
        }
        for (int kind = 0; kind < currents.length; kind++) {
            DrivenNeuron driven = colours.kinds().get(kind);
            currents[kind] = driven.meanCurrent(t, t + h);
            kicked[kind] = driven.meanKicks(t, t + h);
        }
        double factor = neurons[0].neuron().kickFactor();
        for (int i = 0; i < size; i++) {
            int kind = colours.kind(i);
            drives[i] = drives[i] * factor + currents[kind];
            smallestDrive = Math.min(smallestDrive, drives[i] + Math.min(kicked[kind], 0));
            largestDrive = Math.max(largestDrive, drives[i] + Math.max(kicked[kind], 0));
        }
    }

    private double edge(double[] m) {
        return Math.abs(m[0]) + Math.abs(m[1]) + Math.abs(m[cells - 2]) + Math.abs(m[cells - 1]);
    }

    /** Keeps a window around what is not negligible, wide enough for one step. */
    private void resizeWindow(int i, double drive) {
        NeuronOnGrid neuron = neuron(i);
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
        double h = grid.width();
        double above = Math.max(0, neuron.faceDrift(Math.min(end, cells - 2)) + drive) * largestStep + spread;
        double below = Math.max(0, -neuron.faceDrift(Math.max(start - 1, 0)) - drive) * largestStep + spread;
        windowStart[i] = (int) Math.max(0, start - 4 - Math.ceil(below / h));
        windowEnd[i] = (int) Math.min(cells, end + 4 + Math.ceil(above / h));
    }

    /** Advances neurons, with the work space of one thread. */
    private final class Worker {
        private final Propagator[] propagators = Arrays.stream(neurons)
                .map(neuron -> new Propagator(neuron, scheme))
                .toArray(Propagator[]::new);
        private double edge;
        private double variance;

        /** A step with kicks one by one: those of synapses as diffusion or as jumps if so chosen, those from outside as jumps. */
        private void kicked(int i, double[] m, double h) {
            DrivenNeuron driven = colours.kinds().get(colours.kind(i));
            double factor = driven.neuron().kickFactor();
            double drive = drives[i];
            Propagator propagator = propagators[colours.kind(i)];
            propagator.clearJumps();
            variance = 0;
            for (DrivenNeuron.Kicks outer : driven.kicks()) {
                propagator.addJump(outer.size().mean(t, t + h), outer.meanRate(t, t + h));
            }
            if (kicks == Kicks.POISSON) {
                arriving(i, (w, rate) -> propagator.addJump(factor * w, Math.max(rate, 0)));
                drive = currents[colours.kind(i)];
            } else if (kicks == Kicks.DIFFUSION) {
                arriving(i, (w, rate) -> variance += factor * factor * w * w * Math.max(rate, 0));
            }
            double noise = driven.neuron().noise();
            // what the cells add to the variance of the jumps is taken from the noise, of which at least half is left
            double excess = Math.min(propagator.excessVariance() / 2, noise * noise / 4);
            propagator.advance(m, 0, drive, variance / 2 - excess, h);
        }

        private void arriving(int i, LateEffects.ArrivingKick visitor) {
            if (late != null && late.haveDelays()) {
                late.kicks(i, visitor);
            } else {
                coupling.kicks(i, (j, w) -> visitor.visit(w, meanRates[j]));
            }
        }

        void advance(int i, double h) {
            int kind = colours.kind(i);
            double[] m = mass[i];
            if (late != null) {
                propagators[kind].returning(late.returning(i));
            }
            if (kicks == Kicks.DRIFT && colours.kinds().get(kind).kicks().isEmpty()) {
                propagators[kind].advance(m, 0, windowStart[i], windowEnd[i], drives[i], h);
                resizeWindow(i, drives[i]);
            } else {
                kicked(i, m, h);
            }
            if (late != null) {
                late.had(i, propagators[kind].spikes(), propagators[kind].returned());
            }
            history.opened()[i] = neurons[kind].rate(m, 0);
            edge = Math.max(edge, edge(m));
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

        void pass(Transfer state) throws IOException {
            known = state.whole(known);
            state.numbers(at);
            for (double[] row : rates) {
                state.numbers(row);
            }
        }

        double[] opened() {
            return opened;
        }

        /** Forgets all but the newest rates. */
        void restart() {
            known = 1;
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
        double close(double h, double t, double[] judged, Populations coupling) {
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
