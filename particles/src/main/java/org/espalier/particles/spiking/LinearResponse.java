package org.espalier.particles.spiking;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.util.FastMath;

/**
 * The solution of y' = −κ y + u(t), y(0) = 0, at any time: the response of a linear neuron to a current, or, with κ = 0, the expected number of
 * events of a rate. Exact where u is constant between its breaks, else by Gauss quadrature on panels that are halved until two halves agree with
 * the whole to 10^-13 of the largest |u| times their length. Panels begin at 0, are made when they are first needed, do not depend on what is asked
 * for, and are shared by all trajectories; each has a reader of its own.
 */
final class LinearResponse {
    private static final double[] NODES = {
        0.04691007703066800, 0.23076534494715845, 0.5, 0.76923465505284155, 0.95308992296933200
    };
    private static final double[] WEIGHTS = {
        0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324, 0.11846344252809454
    };
    private static final double AGREEMENT = 1e-13;
    private static final double ROUNDING = 1e-15;
    private static final int HALVINGS = 20;

    private final double kappa;
    private final DoubleUnaryOperator input;
    private final double[] breaks;
    private final double longest;
    private volatile Panels panels = new Panels(new double[16], new double[16], new double[16], 1);
    private double length;

    /** Panels: where each starts, y there, and u on it if it is constant, else NaN; the last one has no end yet. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Panels(double[] starts, double[] values, double[] constants, int count) {
        /** With one more, in the same arrays if there is room: nobody reads beyond the count they know. */
        Panels with(double end, double value, double constant) {
            boolean full = count == starts.length;
            Panels more = full
                    ? new Panels(
                            Arrays.copyOf(starts, 2 * count),
                            Arrays.copyOf(values, 2 * count),
                            Arrays.copyOf(constants, 2 * count),
                            count + 1)
                    : new Panels(starts, values, constants, count + 1);
            more.starts[count] = end;
            more.values[count] = value;
            more.constants[count - 1] = constant;
            return more;
        }
    }

    /**
     * Begins at 0.
     *
     * @param kappa κ ≥ 0
     * @param input u(t), smooth between the breaks
     * @param breaks increasing
     * @param longest longest panel
     */
    LinearResponse(double kappa, DoubleUnaryOperator input, double[] breaks, double longest) {
        this.kappa = kappa;
        this.input = input;
        this.breaks = breaks.clone();
        this.longest = longest;
        this.length = longest / 1024;
    }

    /** {@return what reads the solution, for one thread} */
    Reader reader() {
        return new Reader();
    }

    /** Reads the solution, fastest where times go forward. */
    final class Reader {
        private Panels known = panels;
        private int present;

        /** y(t). */
        double at(double time) {
            while (present + 1 >= known.count || known.starts[present + 1] <= time) {
                if (present + 1 >= known.count) {
                    known = beyond(known.count);
                } else {
                    present++;
                }
            }
            while (known.starts[present] > time) {
                present--;
            }
            return within(time);
        }

        private double within(double time) {
            return LinearResponse.this.within(
                    known.starts[present], known.values[present], known.constants[present], time);
        }

        /** The time at which y, which does not fall, reaches a level; infinite if it has not done so at some last time. */
        double reaching(double level, double last) {
            if (at(last) < level) {
                return Double.POSITIVE_INFINITY;
            }
            while (known.values[present] > level) {
                present--;
            }
            double low = known.starts[present];
            double high = known.starts[present + 1]; // what is found does not depend on the last time
            double time = low;
            while (true) {
                double gap = level - within(time);
                if (gap > 0) {
                    low = time;
                } else {
                    high = time;
                }
                double constant = known.constants[present];
                double slope = Double.isNaN(constant) ? input.applyAsDouble(time) : constant;
                double next = slope > 0 ? time + gap / slope : Double.NaN;
                if (!(next > low && next < high)) {
                    next = 0.5 * (low + high);
                }
                if (Math.abs(next - time) <= 1e-15 * Math.max(1, time) || !(next > low && next < high)) {
                    return next;
                }
                time = next;
            }
        }
    }

    /** More panels than so many. */
    private synchronized Panels beyond(int count) {
        if (panels.count <= count) {
            panels = extended(panels);
        }
        return panels;
    }

    /** Finds where the last panel ends. */
    private Panels extended(Panels known) {
        int last = known.count - 1;
        double from = known.starts[last];
        int at = Arrays.binarySearch(breaks, from);
        int after = at < 0 ? -1 - at : at + 1;
        double most = after < breaks.length ? breaks[after] - from : Double.POSITIVE_INFINITY;
        boolean cut = length >= most;
        double tried = cut ? most : length;
        double accepted = 0;
        for (int halvings = 0; accepted == 0; halvings++) {
            double middle = from + 0.5 * tried;
            double whole = gauss(from, from + tried, from + tried);
            double end = from + tried;
            double halves = gauss(from, middle, end) + gauss(middle, end, end);
            if (Math.abs(whole - halves) <= allowed(from, middle, end) || halvings == HALVINGS) {
                accepted = tried;
            } else {
                tried *= 0.5;
                cut = false;
            }
        }
        double end = cut ? breaks[after] : from + accepted;
        if (!cut) {
            length = Math.min(longest, 2 * accepted);
        }
        double constant = constant(from, end);
        return known.with(end, within(from, known.values[last], constant, end), constant);
    }

    /** u on a panel if it is the same at all nodes, else NaN. */
    private double constant(double from, double until) {
        double first = input.applyAsDouble(from + NODES[0] * (until - from));
        for (double node : NODES) {
            if (input.applyAsDouble(from + node * (until - from)) != first) {
                return Double.NaN;
            }
        }
        return first;
    }

    /** How far a panel may be from its halves: a part of |u|, and what the rounding of times does to u. */
    private double allowed(double from, double middle, double until) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (double node : NODES) {
            double first = input.applyAsDouble(from + node * (middle - from));
            double second = input.applyAsDouble(middle + node * (until - middle));
            lowest = Math.min(lowest, Math.min(first, second));
            highest = Math.max(highest, Math.max(first, second));
        }
        double largest = Math.max(Math.abs(lowest), Math.abs(highest));
        return AGREEMENT * largest * (until - from) + ROUNDING * until * (highest - lowest);
    }

    private double within(double start, double value, double constant, double time) {
        double past = time - start;
        double kept = value * FastMath.exp(-kappa * past);
        if (Double.isNaN(constant)) {
            return kept + gauss(start, time, time);
        }
        return kept + (kappa == 0 ? constant * past : -constant * FastMath.expm1(-kappa * past) / kappa);
    }

    /** ∫ e^{−κ(seen − s)} u(s) ds. */
    private double gauss(double from, double until, double seen) {
        double sum = 0;
        for (int k = 0; k < NODES.length; k++) {
            double s = from + NODES[k] * (until - from);
            sum += WEIGHTS[k] * FastMath.exp(-kappa * (seen - s)) * input.applyAsDouble(s);
        }
        return sum * (until - from);
    }
}
