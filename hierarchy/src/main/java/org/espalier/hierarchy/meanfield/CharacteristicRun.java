package org.espalier.hierarchy.meanfield;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.threads.Crew;

/** (5.1) without noise along its characteristics, by Heun's method for the drives. */
final class CharacteristicRun {
    /** Potentials beyond this have run away. */
    private static final double FARTHEST = 1e6;

    /** Cells of a population, about. */
    private static final int CELLS = 200;

    private final Neuron neuron;
    private final Populations coupling;
    private final double width;
    private final double step;
    private final int size;
    private final CharacteristicCells[] cells;
    private final CharacteristicCells[] predicted;
    private final double[] rates;
    private final double[] ahead;
    private final double[] drives;
    private final double[] later;
    private final Crew crew;
    private final RateTrace trace;
    private final List<DoubleUnaryOperator> tests;
    private double smallestDrive;
    private double largestDrive;
    private long steps;

    CharacteristicRun(MeanField equation, double width, double step, boolean keepRates) {
        this.width = width;
        this.step = step;
        neuron = equation.neuron;
        coupling = equation.coupling;
        tests = equation.tests;
        trace = new RateTrace(keepRates);
        size = coupling.size();
        cells = new CharacteristicCells[size];
        predicted = new CharacteristicCells[size];
        for (int i = 0; i < size; i++) {
            cells[i] = new CharacteristicCells(neuron, equation.laws.apply(i), width);
            predicted[i] = new CharacteristicCells(cells[i]);
        }
        rates = new double[size];
        ahead = new double[size];
        drives = new double[size];
        later = new double[size];
        crew = Crew.of(equation.threads);
    }

    /** Refuses laws with mass at or below the reset value. */
    static void requireAbove(Populations coupling, IntFunction<InitialLaw> laws, double reset) {
        for (int i = 0; i < coupling.size(); i++) {
            double below = laws.apply(i).cumulative(reset);
            if (!(below <= 1e-12)) {
                throw new IllegalArgumentException("mean field: the initial law of neuron " + i + " has mass " + below
                        + " at or below the reset value v_r = " + reset
                        + "; the scheme CHARACTERISTICS covers v > v_r: truncate the law or use the Fitted scheme");
            }
        }
    }

    MeanFieldSolution solve(Times times, Progress progress) {
        for (int i = 0; i < size; i++) {
            rates[i] = cells[i].rate();
        }
        trace.add(0, rates, coupling);
        try (crew) {
            March<MeanFieldMoment> march = March.through(times, this::advance, this::moment, progress);
            int most = march.states().stream()
                    .mapToInt(moment -> moment.density().length)
                    .max()
                    .orElse(4);
            return new MeanFieldSolution(
                    new March<>(
                            times,
                            march.states().stream()
                                    .map(moment -> moment.padded(most))
                                    .toList(),
                            march.outcome()),
                    Grid.of(neuron.reset(), width, most),
                    Scheme.CHARACTERISTICS,
                    coupling,
                    List.of(),
                    DriveRange.of(smallestDrive, largestDrive),
                    step,
                    steps,
                    trace,
                    Integrator.fixed(),
                    null);
        }
    }

    private MeanFieldMoment moment() {
        double rate = 0;
        double mass = 0;
        double[][] tested = new double[tests.size()][size];
        for (int i = 0; i < size; i++) {
            rate += coupling.share(i) * rates[i];
            mass += coupling.share(i) * cells[i].mass();
            for (int a = 0; a < tested.length; a++) {
                tested[a][i] = cells[i].integral(tests.get(a));
            }
        }
        return new MeanFieldMoment(rate, mass, 0, 0, rates.clone(), density(), tested, new double[0][], new double[0]);
    }

    private Outcome advance(double from, double until, Progress progress) {
        double t = from;
        long count = March.steps(until - from, step);
        for (long n = 0; n < count; n++) {
            if (!progress.goOn((double) n / count)) {
                return Outcome.cancelled(t);
            }
            double h = (until - from) / count;
            setDrives(rates, drives);
            Outcome outcome = check(t, drives);
            if (!outcome.isCompleted()) {
                return outcome;
            }
            crew.share(size, MeanFieldRun.OPERATIONS * size * CELLS, (i, worker) -> {
                predicted[i].copy(cells[i]);
                predicted[i].advance(drives[i], h);
                ahead[i] = predicted[i].rate();
            });
            setDrives(ahead, later);
            for (int i = 0; i < size; i++) {
                later[i] = 0.5 * (drives[i] + later[i]);
            }
            outcome = check(t, later);
            if (!outcome.isCompleted()) {
                return outcome;
            }
            crew.share(size, MeanFieldRun.OPERATIONS * size * CELLS, (i, worker) -> {
                cells[i].advance(later[i], h);
                cells[i].tidy();
                rates[i] = cells[i].rate();
            });
            steps++;
            t = n == count - 1 ? until : from + (n + 1) * h;
            trace.add(t, rates, coupling);
            for (int i = 0; i < size; i++) {
                if (!(Math.abs(cells[i].top()) < FARTHEST) || !(rates[i] < FARTHEST)) {
                    return Outcome.of(
                            Outcome.Kind.BLEW_UP,
                            t,
                            "population %d reaches the potential %.4g and the rate %.4g at time %.6g: the drift carries it"
                                    + " away or the rates grow without bound; use a smaller step or a bounded intensity",
                            i,
                            cells[i].top(),
                            rates[i],
                            t);
                }
            }
        }
        return Outcome.completed(until);
    }

    private void setDrives(double[] r, double[] s) {
        coupling.drives(r, s);
        for (int i = 0; i < size; i++) {
            s[i] *= neuron.kickFactor();
        }
    }

    private Outcome check(double t, double[] s) {
        double drift = neuron.drift().at(neuron.reset());
        for (int i = 0; i < size; i++) {
            smallestDrive = Math.min(smallestDrive, s[i]);
            largestDrive = Math.max(largestDrive, s[i]);
            if (!(drift + s[i] > 0)) {
                return Outcome.of(
                        Outcome.Kind.LEFT_GRID,
                        t,
                        "the speed b(v_r) + S = %.4g of population %d at the reset value is not positive at time %.6g:"
                                + " potentials fall below v_r, where this form has no density; add noise and use the Fitted"
                                + " scheme",
                        drift + s[i],
                        i,
                        t);
            }
        }
        return Outcome.completed(t);
    }

    /** The average density on fixed cells from v_r on. */
    private double[] density() {
        double top = neuron.reset();
        for (CharacteristicCells own : cells) {
            top = Math.max(top, own.top());
        }
        double[] average = new double[(int) Math.max(4, Math.ceil((top - neuron.reset()) / width))];
        for (int i = 0; i < size; i++) {
            cells[i].addTo(average, neuron.reset(), width, coupling.share(i) / width);
        }
        return average;
    }
}
