package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Propagator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.threads.Crew;

/**
 * One integration with an absorbing boundary. A step freezes the drives at those of its own mean rates, counted as mass through the
 * threshold: r̄ = Φ_h(W r̄), a fixed point. Where there is none, steps are halved; where none is found for the smallest step, the rate
 * blows up.
 */
final class ThresholdRun {
    private static final double TOLERANCE = 1e-10;
    private static final int MOST_ITERATIONS = 25;
    private static final int FEW_ITERATIONS = 8;
    private static final double FIRST_STEP = 1.0 / 64;

    /** Steps shorter than this fraction of the largest one mean that the rate blows up. */
    private static final double SMALLEST_STEP = 1e-6;

    private final NeuronOnGrid neuron;
    private final Populations coupling;
    private final double largestStep;
    private final int size;
    private final int cells;
    private final boolean diffusive;
    private double[][] mass;
    private double[][] trial;
    private final double[] rates;
    private final double[] now;
    private final double[] before;
    private final double[] guess;
    private final double[] drives;
    private final double[] extra;
    private final Crew crew;
    private final RateTrace trace = new RateTrace(false);
    private final Propagator[] propagators;
    private double smallestDrive;
    private double largestDrive;
    private double largestEdge;
    private double wanted;
    private double last;
    private long steps;

    ThresholdRun(ThresholdMeanField equation, NeuronOnGrid neuron, double largestStep) {
        this.neuron = neuron;
        this.largestStep = largestStep;
        coupling = equation.coupling;
        diffusive = equation.kicks == Kicks.DIFFUSION;
        size = coupling.size();
        cells = neuron.grid().cells();
        mass = new double[size][];
        trial = new double[size][cells];
        rates = new double[size];
        now = new double[size];
        before = new double[size];
        wanted = largestStep * FIRST_STEP;
        guess = new double[size];
        drives = new double[size];
        extra = new double[size];
        for (int i = 0; i < size; i++) {
            mass[i] = neuron.grid().masses(equation.laws.apply(i));
            largestEdge = Math.max(largestEdge, mass[i][0] + mass[i][1]);
        }
        crew = Crew.of(equation.threads);
        propagators = new Propagator[crew.threads()];
        Arrays.setAll(propagators, w -> new Propagator(neuron, Scheme.FITTED));
    }

    MeanFieldSolution solve(Times times, Progress progress) {
        boolean known = instantaneous();
        if (known) {
            trace.add(0, now, coupling);
        }
        try (crew) {
            March<MeanFieldMoment> march = March.through(
                    times,
                    (from, until, told) -> known ? advance(from, until, told) : blewUp(0),
                    () -> MeanFieldMoment.of(
                            coupling, neuron.grid(), new double[0][], List.of(), mass, now, largestEdge),
                    progress);
            return new MeanFieldSolution(
                    march,
                    neuron.grid(),
                    Scheme.FITTED,
                    coupling,
                    List.of(),
                    DriveRange.of(smallestDrive, largestDrive),
                    largestStep,
                    steps,
                    trace,
                    null);
        }
    }

    private Outcome advance(double from, double until, Progress progress) {
        double t = from;
        while (t < until) {
            if (!progress.goOn((t - from) / (until - from))) {
                return Outcome.cancelled(t);
            }
            double left = until - t;
            double count = Math.ceil(left / wanted - 1e-9);
            double h = count <= 1 ? left : left / count;
            // mean rates of the last two steps, extrapolated to the middle of this one
            double ahead = last > 0 && steps > 1 ? Math.min(1, (h + last) / (2 * last)) : 0;
            for (int i = 0; i < size; i++) {
                guess[i] = Math.max(0, rates[i] + ahead * (rates[i] - before[i]));
            }
            int iterations = step(h);
            if (iterations < 0) {
                wanted = h / 2;
                if (wanted < largestStep * SMALLEST_STEP) {
                    return blewUp(t);
                }
                continue;
            }
            last = h;
            steps++;
            t = count <= 1 ? until : t + h;
            System.arraycopy(rates, 0, now, 0, size);
            if (!instantaneous()) {
                return blewUp(t);
            }
            trace.add(t, now, coupling);
            if (iterations <= FEW_ITERATIONS) {
                wanted = Math.min(largestStep, 2 * wanted);
            }
            if (largestEdge > MeanFieldRun.LARGEST_EDGE_MASS) {
                return leftGrid(t);
            }
        }
        return Outcome.completed(t);
    }

    /** Takes a step if its mean rates can be found; returns the number of iterations, −1 if not. */
    private int step(double h) {
        for (int n = 1; n <= MOST_ITERATIONS; n++) {
            setDrives(guess);
            double[] found = new double[size];
            crew.share(size, MeanFieldRun.OPERATIONS * size * cells, (i, worker) -> {
                double[] m = trial[i];
                System.arraycopy(mass[i], 0, m, 0, cells);
                Propagator propagator = propagators[worker];
                if (diffusive) {
                    propagator.advance(m, 0, drives[i], extra[i], h);
                } else {
                    propagator.advance(m, 0, drives[i], h);
                }
                found[i] = propagator.spikes() / h;
            });
            double change = 0;
            double rate = 0;
            for (int i = 0; i < size; i++) {
                change += coupling.share(i) * Math.abs(found[i] - guess[i]);
                rate += coupling.share(i) * found[i];
            }
            System.arraycopy(found, 0, guess, 0, size);
            if (!(rate < 1 / (largestStep * SMALLEST_STEP))) {
                return -1;
            }
            if (change <= TOLERANCE * (1 + rate)) {
                accept();
                return n;
            }
        }
        return -1;
    }

    private void accept() {
        System.arraycopy(rates, 0, before, 0, size);
        System.arraycopy(guess, 0, rates, 0, size);
        double[][] swap = mass;
        mass = trial;
        trial = swap;
        for (int i = 0; i < size; i++) {
            smallestDrive = Math.min(smallestDrive, drives[i]);
            largestDrive = Math.max(largestDrive, drives[i]);
            largestEdge = Math.max(largestEdge, mass[i][0] + mass[i][1]);
        }
    }

    private void setDrives(double[] r) {
        coupling.drives(r, drives);
        double factor = neuron.neuron().kickFactor();
        for (int i = 0; i < size; i++) {
            drives[i] *= factor;
            if (diffusive) {
                int row = i;
                extra[i] = 0;
                coupling.kicks(i, (j, w) -> extra[row] += factor * factor * w * w * r[j] / 2);
            }
        }
    }

    /** The flux through the threshold depends on the drive and so on itself: r = escape(W r) m_last. */
    private boolean instantaneous() {
        for (int n = 0; n < 200; n++) {
            setDrives(now);
            double change = 0;
            double largest = 0;
            for (int i = 0; i < size; i++) {
                double next = neuron.escape(drives[i], extra[i]) * mass[i][cells - 1];
                change = Math.max(change, Math.abs(next - now[i]));
                largest = Math.max(largest, next);
                now[i] = next;
            }
            if (change <= 1e-13 * (1 + largest)) {
                return true;
            }
        }
        return false;
    }

    private Outcome blewUp(double t) {
        return Outcome.of(
                Outcome.Kind.BLEW_UP,
                t,
                "the population rate grows without bound at time %.6g (it is %.4g): excitation synchronises the"
                        + " population; weaken the coupling, add noise, or simulate the particles, whose cascades have a"
                        + " rule",
                t,
                coupling.mean(rates));
    }

    private Outcome leftGrid(double t) {
        return Outcome.of(
                Outcome.Kind.LEFT_GRID,
                t,
                "a neuron has mass %.3g > %.0e at the lower edge %.4g of the grid at time %.4g (drives so far from"
                        + " %.4g to %.4g)",
                largestEdge,
                MeanFieldRun.LARGEST_EDGE_MASS,
                neuron.grid().left(),
                t,
                smallestDrive,
                largestDrive);
    }
}
