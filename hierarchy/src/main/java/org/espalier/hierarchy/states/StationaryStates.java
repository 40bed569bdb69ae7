package org.espalier.hierarchy.states;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.StationaryLaw;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Settings;
import org.hipparchus.analysis.interpolation.SplineInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;
import org.hipparchus.complex.Complex;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * Searches all stationary states of (5.1) on classes of neurons, between rate 0 and the largest that the neurons can hold up. One class:
 * none is missed that is further than a two-thousandth of the range of drives from its neighbour. More classes: those that Newton's method
 * reaches from {@value #LEVELS} equal rates, from all classes low or high, and from {@value #DRAWN} drawn points. Immutable.
 */
public final class StationaryStates extends Settings<StationaryStates> {
    private static final int KNOTS = 241;
    private static final int SCANNED = 4000;
    private static final int LEVELS = 41;
    private static final int DRAWN = 200;
    private static final int MOST_CORNERS = 8;
    private static final int STEPS = 60;
    private static final int HALVINGS = 8;

    /** Where no largest intensity is known, rates are searched up to here, spikes per unit of time. */
    private static final double LARGEST_RATE = 50;

    private final double[] shares;
    private final double[][] kernel;
    private final List<DrivenNeuron> driven;
    private double time;
    private boolean linearised = true;

    private StationaryStates(double[] shares, double[][] kernel, List<DrivenNeuron> driven) {
        this.shares = shares;
        this.kernel = kernel;
        this.driven = driven;
    }

    /**
     * {@return the search on classes of the neurons of a system, with the currents at time 0}
     *
     * @param system network, models, currents
     * @param classes class of each neuron, 0..K−1, within colours
     * @throws IllegalArgumentException if the system has more than types and currents
     */
    public static StationaryStates of(NetworkSystem system, int[] classes) {
        system.refuseUnless("stationary states", Feature.TYPES, Feature.LAWS, Feature.CURRENTS);
        Populations reduced = Populations.reduced(system.network(), classes);
        int count = reduced.size();
        double factor = system.neurons().of(0).kickFactor();
        double[] shares = new double[count];
        double[][] kernel = new double[count][count];
        double[] unit = new double[count];
        double[] column = new double[count];
        for (int b = 0; b < count; b++) {
            shares[b] = reduced.share(b);
            unit[b] = 1;
            reduced.drives(unit, column);
            unit[b] = 0;
            for (int a = 0; a < count; a++) {
                kernel[a][b] = factor * column[a];
            }
        }
        List<DrivenNeuron> driven = Arrays.stream(system.colouring().ofClasses(classes))
                .mapToObj(colour -> system.colouring().colour(colour).driven())
                .toList();
        return new StationaryStates(shares, kernel, driven);
    }

    /** {@return the search with the currents as they are at a time} */
    public StationaryStates at(double moment) {
        return with(copy -> copy.time = moment);
    }

    /** {@return the search with or without eigenvalues; without, growth and frequency of the states are NaN} */
    public StationaryStates linearised(boolean wanted) {
        return with(copy -> copy.linearised = wanted);
    }

    /** {@return the states by increasing population rate; none if there is none} */
    public List<StationaryState> find() {
        return new Search().states();
    }

    /** A neuron model with its grid and its stationary rate as a spline of the drive. */
    private record Response(NeuronOnGrid neuron, PolynomialSplineFunction rate, double low, double high) {
        double of(double drive) {
            return rate.value(Math.max(low, Math.min(high, drive)));
        }

        double slope(double drive) {
            return drive <= low || drive >= high
                    ? 0
                    : rate.polynomialSplineDerivative().value(drive);
        }

        double exact(double drive) {
            return StationaryLaw.of(neuron, drive).rate();
        }
    }

    private final class Search {
        private final int count = shares.length;
        private final double[] currents = new double[count];
        private final double[] most = new double[count];
        private final Response[] responses = new Response[count];

        Search() {
            Arrays.setAll(currents, a -> driven.get(a).current(time));
            for (int a = 0; a < count; a++) {
                double supremum = driven.get(a).neuron().intensity().facts().supremum();
                most[a] = supremum > 0 && Double.isFinite(supremum) ? supremum : LARGEST_RATE;
            }
            // a wide table first, whose rates bound those that can be held up
            for (int round = 0; round < 3; round++) {
                tabulated();
                double[] high = new double[count];
                for (int a = 0; a < count; a++) {
                    high[a] = Math.min(most[a], 1.05 * responses[a].of(extreme(a, 1)) + 1e-6);
                }
                double[] before = most.clone();
                System.arraycopy(high, 0, most, 0, count);
                if (Arrays.stream(before).sum() < 1.3 * Arrays.stream(high).sum()) {
                    break;
                }
            }
        }

        /** Without a largest intensity numbers may not hold it at the largest drives: then lower rates are searched. */
        private void tabulated() {
            for (int attempt = 0; ; attempt++) {
                try {
                    tabulate();
                    return;
                } catch (IllegalArgumentException tooLarge) {
                    if (attempt == HALVINGS) {
                        throw tooLarge;
                    }
                    Arrays.setAll(most, a -> most[a] / 2);
                }
            }
        }

        /** The drive of a class where all that excite it fire most and what inhibits it does not, or the other way round. */
        private double extreme(int a, int sign) {
            double drive = currents[a];
            for (int b = 0; b < count; b++) {
                drive += sign * kernel[a][b] > 0 ? kernel[a][b] * most[b] : 0;
            }
            return drive;
        }

        private void tabulate() {
            Map<DrivenNeuron, double[]> ranges = new HashMap<>();
            for (int a = 0; a < count; a++) {
                double[] range = ranges.computeIfAbsent(driven.get(a), key -> new double[] {0, 0});
                range[0] = Math.min(range[0], extreme(a, -1));
                range[1] = Math.max(range[1], extreme(a, 1));
            }
            Map<DrivenNeuron, Response> tables = new HashMap<>();
            ranges.forEach((key, range) -> tables.put(key, table(key, range[0] - 0.05, range[1] + 0.05)));
            Arrays.setAll(responses, a -> tables.get(driven.get(a)));
        }

        private Response table(DrivenNeuron of, double low, double high) {
            InitialLaw law = new PointMass(of.neuron().reset());
            Grid grid = Grid.covering(
                    of.neuron(), law, DriveRange.of(low, high), 10, Grid.usualWidth(of.neuron(), law, 10) / 2);
            NeuronOnGrid neuron = NeuronOnGrid.of(of.neuron(), grid);
            double[] x = new double[KNOTS];
            double[] y = new double[KNOTS];
            for (int k = 0; k < KNOTS; k++) {
                x[k] = low + (high - low) * k / (KNOTS - 1);
                double rate = StationaryLaw.of(neuron, x[k]).rate();
                y[k] = Double.isFinite(rate) ? rate : 0;
            }
            return new Response(neuron, new SplineInterpolator().interpolate(x, y), low, high);
        }

        private double drive(int a, double... rates) {
            double drive = currents[a];
            for (int b = 0; b < count; b++) {
                drive += kernel[a][b] * rates[b];
            }
            return drive;
        }

        List<StationaryState> states() {
            List<double[]> found = new ArrayList<>();
            for (double[] start : starts()) {
                double[] rates = newton(start, false);
                if (rates != null && isNew(found, rates, 1e-4)) {
                    found.add(rates);
                }
            }
            List<double[]> polished = new ArrayList<>();
            for (double[] rates : found) {
                double[] exact = newton(rates, true);
                if (exact != null && isNew(polished, exact, 1e-7)) {
                    polished.add(exact);
                }
            }
            return polished.stream()
                    .map(this::state)
                    .sorted(Comparator.comparingDouble(StationaryState::populationRate))
                    .toList();
        }

        private boolean isNew(List<double[]> found, double[] rates, double tolerance) {
            return found.stream().noneMatch(other -> {
                double largest = 0;
                for (int a = 0; a < count; a++) {
                    // low states lie close together in absolute terms
                    largest = Math.max(largest, Math.abs(other[a] - rates[a]) / (1e-3 + Math.max(other[a], rates[a])));
                }
                return largest < tolerance * 10;
            });
        }

        private List<double[]> starts() {
            List<double[]> starts = new ArrayList<>();
            if (count == 1) {
                double before = Double.NaN;
                for (int k = 0; k <= SCANNED; k++) {
                    // denser near rate 0, where low states lie
                    double share = (double) k / SCANNED;
                    double rate = 1.01 * most[0] * share * share;
                    double value = responses[0].of(drive(0, rate)) - rate;
                    if (value == 0 || value * before < 0) {
                        starts.add(new double[] {rate});
                    }
                    before = value;
                }
                return starts;
            }
            for (int k = 0; k < LEVELS; k++) {
                double level = (double) k / (LEVELS - 1);
                starts.add(point(level * level));
            }
            for (int corner = 0; count <= MOST_CORNERS && corner < 1 << count; corner++) {
                double[] start = new double[count];
                for (int a = 0; a < count; a++) {
                    start[a] = (corner >> a & 1) * most[a];
                }
                starts.add(start);
            }
            Random random = new Random(1);
            for (int k = 0; k < DRAWN; k++) {
                double[] start = new double[count];
                Arrays.setAll(start, a -> most[a] * Math.pow(random.nextDouble(), 2));
                starts.add(start);
            }
            return starts;
        }

        private double[] point(double share) {
            return Arrays.stream(most).map(rate -> share * rate).toArray();
        }

        /** Newton's method with halved steps; null if it stalls or leaves the range. */
        private double[] newton(double[] start, boolean exact) {
            double[] rates = start.clone();
            double[] rest = rest(rates, exact);
            for (int step = 0; step < STEPS; step++) {
                if (size(rest) < (exact ? 1e-11 : 1e-10)) {
                    return rates;
                }
                double[] move = move(rates, rest);
                if (move == null) {
                    return null;
                }
                double factor = 1;
                double[] next = moved(rates, move, factor);
                double[] nextRest = rest(next, exact);
                while (factor > 1e-3 && !(size(nextRest) < (1 - 0.2 * factor) * size(rest))) {
                    factor /= 2;
                    next = moved(rates, move, factor);
                    nextRest = rest(next, exact);
                }
                if (factor <= 1e-3) {
                    return size(rest) < 1e-8 ? rates : null;
                }
                rates = next;
                rest = nextRest;
            }
            return null;
        }

        private double[] moved(double[] rates, double[] move, double factor) {
            double[] next = new double[count];
            Arrays.setAll(next, a -> Math.max(0, Math.min(1.01 * most[a], rates[a] + factor * move[a])));
            return next;
        }

        private double[] rest(double[] rates, boolean exact) {
            double[] rest = new double[count];
            for (int a = 0; a < count; a++) {
                double drive = drive(a, rates);
                double rate = exact ? responses[a].exact(drive) : responses[a].of(drive);
                rest[a] = (Double.isFinite(rate) ? rate : 0) - rates[a];
            }
            return rest;
        }

        private static double size(double... rest) {
            return Math.sqrt(Arrays.stream(rest).map(value -> value * value).sum());
        }

        /** (1 − Φ' W)^{-1} rest. */
        private double[] move(double[] rates, double... rest) {
            RealMatrix matrix = new Array2DRowRealMatrix(count, count);
            for (int a = 0; a < count; a++) {
                double slope = responses[a].slope(drive(a, rates));
                for (int b = 0; b < count; b++) {
                    matrix.setEntry(a, b, (a == b ? 1 : 0) - slope * kernel[a][b]);
                }
            }
            try {
                return new LUDecomposition(matrix)
                        .getSolver()
                        .solve(new ArrayRealVector(rest, false))
                        .toArray();
            } catch (MathRuntimeException singular) {
                return null; // at a fold exactly
            }
        }

        private StationaryState state(double[] rates) {
            double mean = 0;
            double[] drives = new double[count];
            NeuronOnGrid[] neurons = new NeuronOnGrid[count];
            for (int a = 0; a < count; a++) {
                mean += shares[a] * rates[a];
                drives[a] = drive(a, rates);
                neurons[a] = responses[a].neuron();
            }
            if (!linearised) {
                return new StationaryState(rates, mean, -1, Double.NaN, Double.NaN);
            }
            LeadingEigenvalue eigenvalues = new LeadingEigenvalue(neurons, drives, kernel);
            int unstable = eigenvalues.unstable();
            Complex leading = eigenvalues.find(unstable);
            return new StationaryState(
                    rates, mean, unstable, leading.getRealPart(), leading.getImaginaryPart() / (2 * Math.PI));
        }
    }
}
