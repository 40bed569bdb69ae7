package org.espalier.hierarchy.numerics;

/**
 * How one neuron in its stationary law m under a constant drive S answers e^{st}: with G = T + δ_{v_r} ν', T tridiagonal (Fitted scheme),
 *
 * <pre>  loop(s) = 1 − ⟨ν, (s − T)^{-1} δ_{v_r}⟩ ,   push(s) = ⟨ν, (s − T)^{-1} ∂_S G m⟩ ,</pre>
 *
 * <p>the first one less the transform of the intervals between spikes; push/loop is the answer of the rate to the drive. Both vanish at s =
 * 0. Cost: one elimination, some twenty operations a cell. Immutable.
 */
public final class DriveTransfer {
    private final NeuronOnGrid neuron;
    private final double[] up;
    private final double[] down;
    private final double[] byDrive;

    private DriveTransfer(NeuronOnGrid neuron, double drive) {
        this.neuron = neuron;
        int cells = neuron.grid().cells();
        up = new double[cells];
        down = new double[cells];
        neuron.fitted(drive, up, down);
        StationaryLaw law = StationaryLaw.of(neuron, drive);
        double h = 1e-5 * (1 + Math.abs(drive));
        double[] more = transported(drive + h, law);
        byDrive = transported(drive - h, law);
        for (int k = 0; k < cells; k++) {
            byDrive[k] = (more[k] - byDrive[k]) / (2 * h);
        }
    }

    /**
     * {@return the answers of a neuron}
     *
     * @param neuron the neuron on its grid
     * @param drive S
     */
    public static DriveTransfer of(NeuronOnGrid neuron, double drive) {
        return new DriveTransfer(neuron, drive);
    }

    private double[] transported(double drive, StationaryLaw law) {
        int cells = up.length;
        double[] right = new double[cells];
        double[] left = new double[cells];
        neuron.fitted(drive, right, left);
        double[] out = new double[cells];
        for (int k = 0; k < cells; k++) {
            out[k] = -(right[k] + left[k]) * law.mass(k)
                    + (k > 0 ? right[k - 1] * law.mass(k - 1) : 0)
                    + (k < cells - 1 ? left[k + 1] * law.mass(k + 1) : 0);
        }
        return out;
    }

    /**
     * Answers e^{st}.
     *
     * @param growth Re s
     * @param turning Im s
     * @return loop(s) and push(s), each with its real and its imaginary part
     */
    public double[] at(double growth, double turning) {
        int cells = up.length;
        double[] re = new double[cells];
        double[] im = new double[cells];
        double[] aboveRe = new double[cells];
        double[] aboveIm = new double[cells];
        // the transposed system (s − T)' z = ν serves both products
        for (int k = 0; k < cells; k++) {
            double pivotRe = growth + up[k] + down[k] + neuron.intensity(k);
            double pivotIm = turning;
            double valueRe = neuron.intensity(k);
            double valueIm = 0;
            if (k > 0) {
                pivotRe -= down[k] * aboveRe[k - 1];
                pivotIm -= down[k] * aboveIm[k - 1];
                valueRe += down[k] * re[k - 1];
                valueIm += down[k] * im[k - 1];
            }
            double norm = pivotRe * pivotRe + pivotIm * pivotIm;
            aboveRe[k] = up[k] * pivotRe / norm;
            aboveIm[k] = -up[k] * pivotIm / norm;
            re[k] = (valueRe * pivotRe + valueIm * pivotIm) / norm;
            im[k] = (valueIm * pivotRe - valueRe * pivotIm) / norm;
        }
        for (int k = cells - 2; k >= 0; k--) {
            double nextRe = re[k + 1];
            double nextIm = im[k + 1];
            re[k] += aboveRe[k] * nextRe - aboveIm[k] * nextIm;
            im[k] += aboveRe[k] * nextIm + aboveIm[k] * nextRe;
        }
        int reset = neuron.resetCell();
        double share = neuron.resetShare();
        double pushRe = 0;
        double pushIm = 0;
        for (int k = 0; k < cells; k++) {
            pushRe += byDrive[k] * re[k];
            pushIm += byDrive[k] * im[k];
        }
        return new double[] {
            1 - (1 - share) * re[reset] - share * re[reset + 1],
            -(1 - share) * im[reset] - share * im[reset + 1],
            pushRe,
            pushIm
        };
    }
}
