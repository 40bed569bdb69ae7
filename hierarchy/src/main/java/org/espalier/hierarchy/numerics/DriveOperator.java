package org.espalier.hierarchy.numerics;

import org.hipparchus.util.FastMath;

/**
 * The matrix G(S) of one neuron under a drive, on vectors of masses, with its difference from another drive and its derivative with
 * respect to the drive. Belongs to one thread at a time.
 */
public final class DriveOperator {
    private final NeuronOnGrid neuron;
    private final Scheme scheme;
    private final double[] up;
    private final double[] down;
    private double drive = Double.NaN;
    private double extraDiffusion = Double.NaN;

    /**
     * Prepares the matrix, not yet under a drive.
     *
     * @param neuron the neuron on its cells
     * @param scheme Fitted or Split
     */
    public DriveOperator(NeuronOnGrid neuron, Scheme scheme) {
        this.neuron = neuron;
        this.scheme = scheme;
        up = new double[neuron.grid().cells()];
        down = new double[up.length];
    }

    /**
     * Sets the drive.
     *
     * @param newDrive S
     * @param newDiffusion added to σ²/2, 0 but for the Fitted scheme
     */
    public void under(double newDrive, double newDiffusion) {
        if (newDrive == drive && newDiffusion == extraDiffusion) {
            return;
        }
        drive = newDrive;
        extraDiffusion = newDiffusion;
        if (newDiffusion == 0) {
            scheme.rates(neuron, newDrive, up, down);
        } else {
            neuron.fitted(newDrive, newDiffusion, up, down);
        }
    }

    /** {@return a bound of the moduli of the eigenvalues, by Gershgorin's circles around the columns} */
    public double fastest() {
        double largest = 0;
        for (int k = 0; k < up.length; k++) {
            largest = Math.max(largest, Math.abs(up[k]) + Math.abs(down[k]) + neuron.intensity(k));
        }
        return 2 * largest;
    }

    /**
     * Computes G u.
     *
     * @param u masses from index 0
     * @param out overwritten
     */
    public void multiply(double[] u, double[] out) {
        double[] nu = neuron.intensities();
        int last = up.length - 1;
        out[0] = down[1] * u[1] - (up[0] + nu[0]) * u[0];
        for (int k = 1; k < last; k++) {
            out[k] = up[k - 1] * u[k - 1] - (up[k] + down[k] + nu[k]) * u[k] + down[k + 1] * u[k + 1];
        }
        out[last] = up[last - 1] * u[last - 1] - (down[last] + nu[last]) * u[last];
        double rate = neuron.rate(u, 0);
        int reset = neuron.resetCell();
        out[reset] += (1 - neuron.resetShare()) * rate;
        out[reset + 1] += neuron.resetShare() * rate;
    }

    /**
     * Computes (G − G′) u, G′ of the same neuron.
     *
     * @param other G′
     * @param u array that holds masses
     * @param offset where they start, and where the result starts
     * @param out overwritten
     */
    public void multiplyDifference(DriveOperator other, double[] u, int offset, double[] out) {
        double carried = 0;
        int last = up.length - 1;
        for (int k = 0; k < last; k++) {
            double flux = (up[k] - other.up[k]) * u[offset + k] - (down[k + 1] - other.down[k + 1]) * u[offset + k + 1];
            out[offset + k] = carried - flux;
            carried = flux;
        }
        out[offset + last] = carried;
    }

    /**
     * Adds factor · ∂G/∂S u.
     *
     * @param factor of it
     * @param u array that holds masses
     * @param offset where they start, and where the result starts
     * @param out to which it is added
     */
    public void addDerivative(double factor, double[] u, int offset, double[] out) {
        double h = neuron.grid().width();
        double noise = neuron.neuron().noise();
        double diffusion = noise * noise / 2 + extraDiffusion;
        for (int k = 0; k < up.length - 1; k++) {
            double above;
            double below;
            double speed = neuron.faceDrift(k) + drive;
            if (scheme == Scheme.SPLIT) {
                above = 1 / (2 * h);
                below = -above;
            } else if (diffusion == 0) {
                above = speed > 0 ? 1 / h : 0;
                below = speed < 0 ? -1 / h : 0;
            } else {
                below = derivative(speed * h / diffusion) / h;
                above = below + 1 / h;
            }
            double flux = factor * (above * u[offset + k] - below * u[offset + k + 1]);
            out[offset + k] -= flux;
            out[offset + k + 1] += flux;
        }
    }

    /** B′(x), B(x) = x/(eˣ − 1). */
    private static double derivative(double x) {
        if (Math.abs(x) < 1e-3) {
            return -0.5 + x / 6 - x * x * x / 180;
        }
        if (x > 300) {
            return 0;
        }
        double less = FastMath.expm1(x);
        return (less - x * (less + 1)) / (less * less);
    }
}
