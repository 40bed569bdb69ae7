package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
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

    private final PopulationColours colours;
    private final NeuronOnGrid[] neurons;
    private final Grid grid;
    private final Times times;
    private final List<Readout> readouts;
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
    private final Propagator[][] propagators; // by thread and kind
    private final double[] currents;
    private final double[] breaks;
    private final double[] corners;
    private final LateEffects late; // null if every effect is immediate
    private final double[] returned;
    private final double[] counts;
    private double smallestDrive;
    private double largestDrive;
    private double largestEdge;
    private double wanted;
    private double last;
    private long steps;

    ThresholdRun(ThresholdMeanField equation, NeuronOnGrid[] neurons, double largestStep, Times times) {
        this.neurons = neurons;
        this.times = times;
        colours = equation.colours;
        grid = neurons[0].grid();
        readouts = equation.readouts;
        this.largestStep = largestStep;
        coupling = equation.coupling;
        diffusive = equation.kicks == Kicks.DIFFUSION;
        size = coupling.size();
        cells = grid.cells();
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
            mass[i] = grid.masses(equation.laws.apply(i));
            largestEdge = Math.max(largestEdge, mass[i][0] + mass[i][1]);
        }
        crew = Crew.of(equation.threads);
        propagators = new Propagator[crew.threads()][];
        Arrays.setAll(
                propagators,
                w -> Arrays.stream(neurons)
                        .map(neuron -> new Propagator(neuron, Scheme.FITTED))
                        .toArray(Propagator[]::new));
        currents = new double[neurons.length];
        breaks = LateEffects.times(equation.parts, colours).breaks(times);
        corners = LateEffects.times(equation.parts, colours).corners(times);
        returned = new double[size];
        counts = new double[size];
        late = LateEffects.of(equation.parts, colours, now);
    }

    MeanFieldSolution solve(Progress progress) {
        boolean known = instantaneous(0);
        if (known) {
            if (late != null) {
                late.start(now);
            }
            trace.add(0, now, coupling);
        }
        try (crew) {
            March<MeanFieldMoment> march = March.through(
                    times,
                    (from, until, told) -> known ? advance(from, until, told) : blewUp(0),
                    () -> MeanFieldMoment.of(
                                    coupling,
                                    grid,
                                    new double[0][],
                                    readouts,
                                    mass,
                                    now,
                                    largestEdge,
                                    late == null ? null : late.resting(),
                                    new double[0][])
                            .counting(counts),
                    progress);
            return new MeanFieldSolution(
                    march,
                    grid,
                    Scheme.FITTED,
                    coupling,
                    readouts,
                    DriveRange.of(smallestDrive, largestDrive),
                    largestStep,
                    steps,
                    trace,
                    Integrator.fixed(),
                    null);
        }
    }

    private Outcome advance(double from, double until, Progress progress) {
        double t = from;
        while (t < until) {
            if (!progress.goOn((t - from) / (until - from))) {
                return Outcome.cancelled(t);
            }
            double now0 = t;
            double end = Math.min(
                    until,
                    Arrays.stream(breaks).filter(at -> at > now0).findFirst().orElse(Double.POSITIVE_INFINITY));
            double left = end - t;
            double count = Math.ceil(left / wanted - 1e-9);
            double h = count <= 1 ? left : left / count;
            // mean rates of the last two steps, extrapolated to the middle of this one
            double ahead = last > 0 && steps > 1 ? Math.min(1, (h + last) / (2 * last)) : 0;
            for (int i = 0; i < size; i++) {
                guess[i] = Math.max(0, rates[i] + ahead * (rates[i] - before[i]));
            }
            int iterations = step(t, h);
            if (iterations < 0) {
                wanted = h / 2;
                if (wanted < largestStep * SMALLEST_STEP) {
                    return blewUp(t);
                }
                continue;
            }
            last = h;
            steps++;
            t = count <= 1 ? end : t + h;
            System.arraycopy(rates, 0, now, 0, size);
            if (!instantaneous(t)) {
                return blewUp(t);
            }
            if (late != null) {
                late.close(t, now);
            }
            trace.add(t, now, coupling);
            if (iterations <= FEW_ITERATIONS) {
                wanted = Math.min(largestStep, 2 * wanted);
            }
            if (t == end && Arrays.binarySearch(corners, t) >= 0) {
                // the rates go on from here with another slope
                last = 0;
                wanted = largestStep * FIRST_STEP;
            }
            if (largestEdge > MeanFieldRun.LARGEST_EDGE_MASS) {
                return leftGrid(t);
            }
        }
        return Outcome.completed(t);
    }

    /** Takes a step if its mean rates can be found; returns the number of iterations, −1 if not. */
    private int step(double t, double h) {
        Arrays.setAll(currents, kind -> colours.kinds().get(kind).meanCurrent(t, t + h));
        for (int n = 1; n <= MOST_ITERATIONS; n++) {
            if (late != null) {
                late.open(t, h, guess);
            }
            setDrives(guess);
            double[] found = new double[size];
            crew.share(size, MeanFieldRun.OPERATIONS * size * cells, (i, worker) -> {
                double[] m = trial[i];
                System.arraycopy(mass[i], 0, m, 0, cells);
                Propagator propagator = propagators[worker][colours.kind(i)];
                if (late != null) {
                    propagator.returning(late.returning(i));
                }
                if (diffusive) {
                    propagator.advance(m, 0, drives[i], extra[i], h);
                } else {
                    propagator.advance(m, 0, drives[i], h);
                }
                found[i] = propagator.spikes() / h;
                returned[i] = propagator.returned();
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
                accept(h);
                return n;
            }
        }
        return -1;
    }

    private void accept(double h) {
        System.arraycopy(rates, 0, before, 0, size);
        System.arraycopy(guess, 0, rates, 0, size);
        double[][] swap = mass;
        mass = trial;
        trial = swap;
        for (int i = 0; i < size; i++) {
            smallestDrive = Math.min(smallestDrive, drives[i]);
            largestDrive = Math.max(largestDrive, drives[i]);
            largestEdge = Math.max(largestEdge, mass[i][0] + mass[i][1]);
            counts[i] += rates[i] * h;
            if (late != null) {
                late.had(i, rates[i] * h, returned[i]);
            }
        }
    }

    private void setDrives(double[] r) {
        boolean delayed = late != null && late.haveDelays();
        if (delayed) {
            late.drives(drives);
        } else {
            coupling.drives(r, drives);
        }
        double factor = colours.neuron(0).kickFactor();
        for (int i = 0; i < size; i++) {
            drives[i] = drives[i] * factor + currents[colours.kind(i)];
            if (diffusive) {
                int row = i;
                extra[i] = 0;
                if (delayed) {
                    late.kicks(i, (w, rate) -> extra[row] += factor * factor * w * w * rate / 2);
                } else {
                    coupling.kicks(i, (j, w) -> extra[row] += factor * factor * w * w * r[j] / 2);
                }
            }
        }
    }

    /** The flux through the threshold depends on the drive and so on itself: r = escape(W r) m_last. */
    private boolean instantaneous(double t) {
        Arrays.setAll(currents, kind -> colours.kinds().get(kind).current(t == 0 ? 0 : Math.nextDown(t)));
        for (int n = 0; n < 200; n++) {
            if (late != null) {
                late.now(t, now);
            }
            setDrives(now);
            double change = 0;
            double largest = 0;
            for (int i = 0; i < size; i++) {
                double next = neurons[colours.kind(i)].escape(drives[i], extra[i]) * mass[i][cells - 1];
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
                "threshold mean field: a neuron has mass %.3g > %.0e at the lower edge %.4g of the grid at time %.4g (drives so far from"
                        + " %.4g to %.4g)",
                largestEdge,
                MeanFieldRun.LARGEST_EDGE_MASS,
                grid.left(),
                t,
                smallestDrive,
                largestDrive);
    }
}
