package org.espalier.hierarchy.numerics;

import java.util.Arrays;

/**
 * The operators of the {@link Scheme#SPLIT} scheme: A by exponential fitting on b, D by central differences without flux
 * through the edges. Both conserve mass exactly.
 */
public final class FiniteVolumeMatrices implements VertexOperators {
    private final NeuronOnGrid neuron;
    private final double[] up;
    private final double[] down;
    private final double[] leave;
    private final double fastest;

    private FiniteVolumeMatrices(NeuronOnGrid neuron) {
        this.neuron = neuron;
        int cells = neuron.grid().cells();
        up = new double[cells];
        down = new double[cells];
        leave = new double[cells];
        Scheme.SPLIT.rates(neuron, 0, up, down);
        double largest = 0;
        for (int k = 0; k < cells; k++) {
            leave[k] = up[k] + down[k] + neuron.intensity(k);
            largest = Math.max(largest, leave[k]);
        }
        // the sum of the moduli of a column is 2 leave_k (Gershgorin)
        fastest = 2 * largest;
    }

    /**
     * {@return the operators of a neuron on a grid, A and D}
     *
     * @param neuron the neuron on its cells
     */
    public static FiniteVolumeMatrices of(NeuronOnGrid neuron) {
        return new FiniteVolumeMatrices(neuron);
    }

    @Override
    public int size() {
        return leave.length;
    }

    @Override
    public void apply(double[] u, int offset, double rate, double[] h, double[] out) {
        int last = leave.length - 1;
        double half = 1 / (2 * neuron.grid().width());
        out[offset] = down[1] * u[offset + 1] - leave[0] * u[offset] - half * (h[0] + h[1]);
        for (int k = 1; k < last; k++) {
            out[offset + k] = up[k - 1] * u[offset + k - 1]
                    - leave[k] * u[offset + k]
                    + down[k + 1] * u[offset + k + 1]
                    + half * (h[k - 1] - h[k + 1]);
        }
        out[offset + last] =
                up[last - 1] * u[offset + last - 1] - leave[last] * u[offset + last] + half * (h[last - 1] + h[last]);
        int reset = offset + neuron.resetCell();
        out[reset] += (1 - neuron.resetShare()) * rate;
        out[reset + 1] += neuron.resetShare() * rate;
    }

    @Override
    public double rate(double[] u, int offset) {
        return neuron.rate(u, offset);
    }

    @Override
    public double fastest() {
        return fastest;
    }

    @Override
    public void reset(double[] out) {
        Arrays.fill(out, 0);
        out[neuron.resetCell()] = 1 - neuron.resetShare();
        out[neuron.resetCell() + 1] = neuron.resetShare();
    }
}
