package org.espalier.hierarchy.numerics;

import java.util.List;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.PointMass;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * Uniform cells of potential: cell k is [left + k h, left + (k+1) h), k = 0..cells−1, h the width.
 *
 * @param left left edge of the first cell, potential
 * @param width h &gt; 0, potential
 * @param cells number of cells, at least 4
 */
public record Grid(double left, double width, int cells) {
    /** Most cells that {@link #covering} makes: beyond, the range of drives or the width is a mistake. */
    private static final int MOST_CELLS = 200_000;

    /** Standard deviations kept around the deterministic path: the normal tail beyond is 1e-12. */
    private static final double REACH = 7;

    /** The first step of a path ends before this part of the last time. */
    private static final double EARLIEST = 1e-9;

    /** Steps while the time that has gone grows by e. */
    private static final int STEPS_AN_E_FOLD = 200;

    /** Checks the numbers. */
    public Grid {
        Arguments.require(
                Double.isFinite(left) && Double.isFinite(width) && width > 0,
                "grid: left = " + left + " must be finite and width = " + width + " finite and > 0");
        Arguments.require(cells >= 4, "grid: " + cells + " cells, at least 4 are needed");
    }

    /**
     * {@return a grid, the cells [left + k width, left + (k+1) width)}
     *
     * @param left left edge of the first cell
     * @param width width of a cell
     * @param cells number of cells
     */
    public static Grid of(double left, double width, int cells) {
        return new Grid(left, width, cells);
    }

    /**
     * {@return the grid that holds a neuron under every constant drive of a range, up to a tail of 1e-12: from the initial
     * law and from the reset value, along V' = b(V) + S and 7 standard deviations around it} The reset value is a face
     * between two cells, so that its kink stays on a face under refinement.
     *
     * @param law initial law
     * @param drives range of drives; 0 is always included
     * @param horizon last time, ≥ 0
     * @param width width of a cell
     * @throws IllegalArgumentException if the drift carries potentials away, or more than 200 000 cells would be needed
     */
    public static Grid covering(Neuron neuron, InitialLaw law, DriveRange drives, double horizon, double width) {
        Arguments.require(width > 0, "grid: width = " + width + " must be > 0");
        Arguments.require(horizon >= 0, "grid: horizon = " + horizon + " must be ≥ 0");
        DriveRange range = drives.stretched(1);
        double high = reach(neuron, law, range.largest(), horizon, width, 1);
        double low = reach(neuron, law, range.smallest(), horizon, width, -1);
        double below = Math.ceil((neuron.reset() - low) / width) + 2;
        double above = Math.ceil((high - neuron.reset()) / width) + 2;
        requireFew(below + above, low, high, range, width);
        return new Grid(neuron.reset() - below * width, width, (int) (below + above));
    }

    /**
     * {@return the grid that holds a neuron from each of several initial laws, as {@link #covering(Neuron, InitialLaw, DriveRange, double,
     * double)}}
     *
     * @param laws initial laws, at least one
     * @param drives range of drives
     * @param horizon last time
     * @param width width of a cell
     */
    public static Grid covering(Neuron neuron, List<InitialLaw> laws, DriveRange drives, double horizon, double width) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (InitialLaw law : laws) {
            Grid own = covering(neuron, law, drives, horizon, width);
            left = Math.min(left, own.left());
            right = Math.max(right, own.right());
        }
        return new Grid(left, width, (int) Math.rint((right - left) / width));
    }

    /**
     * {@return the grid of a neuron with an absorbing boundary: its right edge is the threshold, its left edge is found as in {@link
     * #covering}, and the reset value is a face}
     *
     * @param law initial law
     * @param drives range of drives; 0 is always included
     * @param horizon last time, ≥ 0
     * @param threshold θ, above the reset value
     * @param cells number of cells from the reset value to θ, at least 4
     */
    public static Grid below(
            Neuron neuron, InitialLaw law, DriveRange drives, double horizon, double threshold, int cells) {
        double width = (threshold - neuron.reset()) / cells;
        double low = reach(neuron, law, drives.stretched(1).smallest(), horizon, width, -1);
        double beneath = Math.ceil((neuron.reset() - low) / width) + 2;
        requireFew(beneath + cells, low, threshold, drives, width);
        return new Grid(neuron.reset() - beneath * width, width, (int) beneath + cells);
    }

    private static void requireFew(double cells, double low, double high, DriveRange drives, double width) {
        if (cells > MOST_CELLS) {
            throw Arguments.refusal(
                    "grid: potentials from %.4g to %.4g (drives from %.4g to %.4g) take %.0f cells of width %.4g, at most %d;"
                            + " use wider cells or scale the network down",
                    low, high, drives.smallest(), drives.largest(), cells, width, MOST_CELLS);
        }
    }

    /** The farthest potential on one side (side = ±1) under a constant drive. */
    private static double reach(Neuron neuron, InitialLaw law, double drive, double horizon, double width, int side) {
        double quantile = law.quantile(side > 0 ? 1 - 1e-12 : 1e-12);
        double farthest = Math.max(side * quantile, side * neuron.reset());
        farthest = Math.max(farthest, path(neuron, quantile, 0, false, drive, horizon, width, side));
        farthest = Math.max(farthest, path(neuron, law.mean(), law.variance(), true, drive, horizon, width, side));
        return side * Math.max(farthest, path(neuron, neuron.reset(), 0, true, drive, horizon, width, side));
    }

    /** max over time of side · mean + 7 deviations, along m' = b(m) + S, variance' = 2 b'(m) variance + noise². */
    private static double path(
            Neuron neuron,
            double start,
            double variance0,
            boolean noisy,
            double drive,
            double horizon,
            double width,
            int side) {
        double m = start;
        double variance = variance0;
        double farthest = side * m + REACH * Math.sqrt(variance);
        double time = 0;
        while (time < horizon) {
            double eps = 1e-5 * (1 + Math.abs(m));
            double slope = (neuron.drift().at(m + eps) - neuron.drift().at(m - eps)) / (2 * eps);
            double speed = neuron.drift().at(m) + drive;
            if (speed == 0 && variance == 0 && (!noisy || neuron.noise() == 0)) {
                return farthest;
            }
            // steps in proportion to the time gone resolve a leak of any rate; where paths part they follow the growth
            double dt = Math.max(time, horizon * EARLIEST) / STEPS_AN_E_FOLD;
            dt = Math.min(horizon - time, slope > 0 ? Math.min(dt, 0.1 / slope) : dt);
            time = dt < horizon - time ? time + dt : horizon;
            // both are exact for a constant slope: bounded for a leak of any rate
            m += speed * gained(slope, dt);
            if (noisy) {
                variance = FastMath.exp(2 * slope * dt) * variance
                        + spread(neuron.noise(), neuron.drift().at(m) + drive, width) * gained(2 * slope, dt);
            }
            farthest = Math.max(farthest, side * m + REACH * Math.sqrt(variance));
            if (!(farthest < 1e6 * (1 + Math.abs(start)))) {
                throw new IllegalArgumentException(
                        "grid: under the drive " + drive + " the drift carries the potential "
                                + start + " to " + m + " at time " + time + ", before the last time " + horizon
                                + "; choose an earlier last time, or a drift that stays bounded");
            }
        }
        return farthest;
    }

    /** ∫_0^dt e^{slope s} ds. */
    private static double gained(double slope, double dt) {
        return Math.abs(slope * dt) < 1e-9 ? dt : FastMath.expm1(slope * dt) / slope;
    }

    /** σ² of the cells: fitted rates spread as much as noise of variance σ² x/tanh x, x = u h/σ². */
    private static double spread(double noise, double speed, double width) {
        double variance = noise * noise;
        double x = Math.abs(speed) * width / variance;
        if (x > 20 || variance == 0) {
            return Math.abs(speed) * width;
        }
        return x < 1e-6 ? variance : variance * x / Math.tanh(x);
    }

    /**
     * {@return the width that puts 200 cells on the range of the neuron without drive, used when none is asked for}
     *
     * @param law initial law
     * @param horizon last time
     */
    public static double usualWidth(Neuron neuron, InitialLaw law, double horizon) {
        DriveRange none = DriveRange.of(0, 0);
        double span =
                reach(neuron, law, none.largest(), horizon, 0, 1) - reach(neuron, law, none.smallest(), horizon, 0, -1);
        // a point that nothing moves: any cells will do
        return (span > 0 ? span : Math.max(1, Math.abs(law.mean() - neuron.reset()))) / 200;
    }

    /** {@return the right edge of the last cell, left + cells · width} */
    public double right() {
        return left + cells * width;
    }

    /**
     * {@return the middle of a cell, left + (cell + ½) width}
     *
     * @param cell index
     */
    public double centre(int cell) {
        return left + (cell + 0.5) * width;
    }

    /** {@return the middles of all cells, one potential a cell} */
    public double[] centres() {
        double[] result = new double[cells];
        for (int k = 0; k < cells; k++) {
            result[k] = centre(k);
        }
        return result;
    }

    /**
     * {@return a face, left + face · width}
     *
     * @param face index, 0 for the left edge, {@code cells} for the right edge
     */
    public double face(int face) {
        return left + face * width;
    }

    /**
     * {@return the grid with every cell cut into equal parts, the finer grid, same edges}
     *
     * @param parts at least 1
     */
    public Grid refined(int parts) {
        return new Grid(left, width / parts, Math.multiplyExact(cells, parts));
    }

    /**
     * {@return a grid with cells twice as wide that holds this one, in which a face of this one stays a face} It begins where this one does
     * if it can.
     *
     * @param face a face of this grid, such as the reset value; it is kept away from the edge
     */
    public Grid coarser(double face) {
        long below = Math.round((face - left) / width);
        long more = Math.floorMod(below, 2) + (below < 6 ? 4 : 0);
        return new Grid(left - more * width, 2 * width, (int) ((cells + more + 1) / 2));
    }

    /**
     * {@return the mass of a law in each cell, masses, sum 1} What lies outside is put into the first and the last cell; a point is split
     * over the two cells next to it, which keeps its mean.
     */
    public double[] masses(InitialLaw law) {
        double[] mass = new double[cells];
        if (law instanceof PointMass point) {
            double position = Math.min(cells - 1.0, Math.max(0, (point.at() - left) / width - 0.5));
            int lower = (int) Math.min(cells - 2.0, Math.floor(position));
            mass[lower] = 1 - (position - lower);
            mass[lower + 1] = position - lower;
            return mass;
        }
        double before = 0;
        for (int k = 0; k < cells; k++) {
            double until = k == cells - 1 ? 1 : law.cumulative(face(k + 1));
            mass[k] = until - before;
            before = until;
        }
        return mass;
    }
}
