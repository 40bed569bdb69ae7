package org.espalier.hierarchy.numerics;

import java.util.Objects;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.Neuron;
import org.hipparchus.util.FastMath;

/**
 * A neuron seen by the cells of a grid: ν at the centres (its mean over a cell in which it jumps), b at the faces, the reset split over its two cells, and the
 * tridiagonal operator A of section 4 with the fixed transport matrix D of the {@link Scheme#SPLIT} scheme.
 *
 * <p>Vectors hold the <em>mass</em> of each cell (density times width).
 */
public final class NeuronOnGrid {
    /** Beyond this, e^x leaves the range of doubles when multiplied by another such number. */
    private static final double SAFE_EXPONENT = 300;

    /** Change of ν over a cell, as a part of it, below which it is not asked whether ν jumps there. */
    private static final double SMALLEST_JUMP = 1e-3;

    private final Neuron neuron;
    private final Grid grid;
    private final double[] intensity;
    private final double[] faceDrift;
    private final double[] faceExponential;
    private final double[] up;
    private final double[] down;
    private final int resetCell;
    private final double resetShare;
    private final double largestIntensity;
    private final double thresholdDrift;

    private NeuronOnGrid(Neuron neuron, Grid grid, boolean absorbing) {
        this.neuron = neuron;
        this.grid = grid;
        int cells = grid.cells();
        double h = grid.width();
        intensity = new double[cells];
        double largest = 0;
        for (int k = 0; k < cells; k++) {
            double value =
                    absorbing ? 0 : intensity(neuron.intensity(), grid.face(k), grid.centre(k), grid.face(k + 1));
            if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "intensity: ν(" + grid.centre(k) + ") = " + value + " must be finite and ≥ 0 on the grid");
            }
            intensity[k] = value;
            largest = Math.max(largest, value);
        }
        largestIntensity = largest;
        faceDrift = new double[cells - 1];
        faceExponential = new double[cells - 1];
        double diffusion = diffusion();
        for (int k = 0; k < cells - 1; k++) {
            double value = neuron.drift().at(grid.face(k + 1));
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "drift: b(" + grid.face(k + 1) + ") = " + value + " must be finite on the grid");
            }
            faceDrift[k] = value;
            faceExponential[k] = diffusion > 0 ? FastMath.exp(value * h / diffusion) : Double.NaN;
        }
        double position = (neuron.reset() - grid.left()) / h - 0.5;
        // a reset on a face must fall half and half, whatever the rounding of the line above
        position = Math.rint(position * 1e9) / 1e9;
        resetCell = (int) Math.floor(position);
        resetShare = position - resetCell;
        if (resetCell < 1 || resetCell + 1 > cells - 2) {
            throw new IllegalArgumentException("grid: the reset value " + neuron.reset() + " must lie inside ["
                    + grid.left() + ", " + grid.right() + "], away from the edges");
        }
        thresholdDrift = absorbing ? neuron.drift().at(grid.right()) : Double.NaN;
        up = new double[cells];
        down = new double[cells];
        fitted(0, up, down);
    }

    /** ν at the centre of a cell, or its mean over a cell in which it jumps: the centre alone would be of first order, and erratic. */
    private static double intensity(Intensity nu, double low, double centre, double high) {
        double middle = nu.at(centre);
        double jump = Math.abs(nu.at(high) - nu.at(low));
        if (!(jump > SMALLEST_JUMP * Math.abs(middle)) || jump == Double.POSITIVE_INFINITY) {
            return middle;
        }
        double below = low;
        double above = high;
        for (int halving = 0; halving < 30; halving++) {
            double between = 0.5 * (below + above);
            double at = nu.at(between);
            if (Math.abs(at - nu.at(below)) > Math.abs(nu.at(above) - at)) {
                above = between;
            } else {
                below = between;
            }
        }
        if (Math.abs(nu.at(above) - nu.at(below)) < jump / 2) {
            return middle;
        }
        double share = (below - low) / (high - low);
        return share * nu.at(0.5 * (low + below)) + (1 - share) * nu.at(0.5 * (above + high));
    }

    /**
     * Puts a neuron on a grid.
     *
     * @param grid the cells
     * @throws IllegalArgumentException if b or ν is not finite on the grid or v_r lies outside
     */
    public static NeuronOnGrid of(Neuron neuron, Grid grid) {
        if (Objects.requireNonNull(neuron, "neuron").intensity() instanceof HardThreshold) {
            throw new IllegalArgumentException(
                    "intensity: " + neuron.intensity()
                            + " is not bounded; use ThresholdMeanField, the form with an absorbing boundary, or a bounded intensity");
        }
        return new NeuronOnGrid(neuron, Objects.requireNonNull(grid, "grid"), false);
    }

    /**
     * Puts a neuron with a {@link HardThreshold} θ on a grid that ends there: f(θ) = 0, and what leaves through θ is a spike, put
     * back at the reset value. The flux through θ is exponentially fitted over the half cell below it.
     *
     * @param neuron the neuron, noise &gt; 0
     * @param grid the cells, right edge θ
     * @throws IllegalArgumentException if the grid does not end at θ, the noise is 0, b is not finite, or v_r lies outside
     */
    public static NeuronOnGrid absorbing(Neuron neuron, Grid grid) {
        if (!(neuron.intensity() instanceof HardThreshold hard)) {
            throw new IllegalArgumentException(
                    "absorbing boundary: the intensity " + neuron.intensity() + " must be a hard threshold");
        }
        if (!(neuron.noise() > 0)) {
            throw new IllegalArgumentException("absorbing boundary: noise σ = " + neuron.noise()
                    + " must be > 0 for a flux through the threshold");
        }
        if (!(Math.abs(grid.right() - hard.threshold()) <= 1e-9 * grid.width())) {
            throw new IllegalArgumentException("absorbing boundary: the grid ends at " + grid.right()
                    + ", it must end at the threshold θ = " + hard.threshold());
        }
        return new NeuronOnGrid(neuron, grid, true);
    }

    /** {@return the neuron} */
    public Neuron neuron() {
        return neuron;
    }

    /** {@return the grid} */
    public Grid grid() {
        return grid;
    }

    /**
     * {@return ν at the centre of a cell, spikes per unit of time}
     *
     * @param cell index
     */
    public double intensity(int cell) {
        return intensity[cell];
    }

    /** {@return max ν over the cells, spikes per unit of time} */
    public double largestIntensity() {
        return largestIntensity;
    }

    /** {@return the lower one of the two cells around the reset value; the other cell is the next one} */
    public int resetCell() {
        return resetCell;
    }

    /**
     * {@return the share of reset mass that falls into the upper one of the two cells, in [0, 1); the lower cell gets
     * the rest}
     */
    public double resetShare() {
        return resetShare;
    }

    /**
     * {@return b at an inner face, potential per unit of time}
     *
     * @param face index of the cell below the face, 0..cells−2
     */
    public double faceDrift(int face) {
        return faceDrift[face];
    }

    /**
     * {@return the rate at which mass of the last cell passes an absorbing boundary at the right edge, per unit of
     * time; 0 without such a boundary}
     *
     * @param drive S
     * @param extraDiffusion added to σ²/2
     */
    public double escape(double drive, double extraDiffusion) {
        if (Double.isNaN(thresholdDrift)) {
            return 0;
        }
        double h = grid.width();
        double diffusion = diffusion() + extraDiffusion;
        double x = (thresholdDrift + drive) * h / (2 * diffusion);
        double b = Math.abs(x) < 1e-4 ? 1 + x * (0.5 + x / 12) : -x / FastMath.expm1(-x);
        return 2 * diffusion / (h * h) * b;
    }

    /**
     * {@return the firing rate ⟨ν, u⟩ of a vector of masses, Σ_k ν_k u_k}
     *
     * @param mass array that holds the vector
     * @param offset where it starts
     */
    public double rate(double[] mass, int offset) {
        return dot(intensity, mass, offset, 0, intensity.length);
    }

    /** Σ ν_k m_k over cells [from, until): four fixed partial sums, so that the result never depends on who calls. */
    static double dot(double[] nu, double[] mass, int offset, int from, int until) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = from;
        for (; k + 3 < until; k += 4) {
            s0 += nu[k] * mass[offset + k];
            s1 += nu[k + 1] * mass[offset + k + 1];
            s2 += nu[k + 2] * mass[offset + k + 2];
            s3 += nu[k + 3] * mass[offset + k + 3];
        }
        for (; k < until; k++) {
            s0 += nu[k] * mass[offset + k];
        }
        return (s0 + s1) + (s2 + s3);
    }

    double[] intensities() {
        return intensity;
    }

    private double diffusion() {
        return neuron.noise() * neuron.noise() / 2;
    }

    void fitted(double drive, double[] up, double[] down) {
        int cells = grid.cells();
        double h = grid.width();
        double diffusion = diffusion();
        up[cells - 1] = 0;
        down[0] = 0;
        if (diffusion == 0) {
            for (int k = 0; k < cells - 1; k++) {
                double speed = faceDrift[k] + drive;
                up[k] = Math.max(speed, 0) / h;
                down[k + 1] = Math.max(-speed, 0) / h;
            }
            return;
        }
        double scale = diffusion / (h * h);
        double shift = drive * h / diffusion;
        double driveExponential = FastMath.exp(shift);
        double perDrift = h / diffusion;
        for (int k = 0; k < cells - 1; k++) {
            double x = faceDrift[k] * perDrift + shift;
            // B(x) = x/(eˣ − 1), from one exponential for the drive and stored ones for b
            double b;
            if (Math.abs(x) < 1e-4) {
                b = 1 - x * (0.5 - x / 12);
            } else if (Math.abs(x) + Math.abs(shift) < SAFE_EXPONENT) {
                b = x / (faceExponential[k] * driveExponential - 1);
            } else {
                b = x / FastMath.expm1(x);
            }
            down[k + 1] = scale * b;
            up[k] = scale * (b + x);
        }
    }

    /** The fitted rates with more diffusion than the neuron's own noise. */
    void fitted(double drive, double extraDiffusion, double[] up, double[] down) {
        if (extraDiffusion == 0) {
            fitted(drive, up, down);
            return;
        }
        int cells = grid.cells();
        double h = grid.width();
        double diffusion = diffusion() + extraDiffusion;
        if (!(diffusion > 0)) {
            throw new IllegalArgumentException("diffusion: " + diffusion + " must be > 0");
        }
        double scale = diffusion / (h * h);
        up[cells - 1] = 0;
        down[0] = 0;
        for (int k = 0; k < cells - 1; k++) {
            double x = (faceDrift[k] + drive) * h / diffusion;
            double b = Math.abs(x) < 1e-4 ? 1 - x * (0.5 - x / 12) : x / FastMath.expm1(x);
            down[k + 1] = scale * b;
            up[k] = scale * (b + x);
        }
    }

    void split(double drive, double[] up, double[] down) {
        int cells = grid.cells();
        double half = drive / (2 * grid.width());
        for (int k = 0; k < cells - 1; k++) {
            up[k] = this.up[k] + half;
            down[k + 1] = this.down[k + 1] - half;
        }
        up[cells - 1] = 0;
        down[0] = 0;
    }
}
