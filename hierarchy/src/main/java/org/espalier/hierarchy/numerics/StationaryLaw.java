package org.espalier.hierarchy.numerics;

/**
 * The stationary law of one neuron under a constant drive: G(S) m = 0, Σ m = 1, by one tridiagonal solution of (transport + loss) u =
 * −δ_{v_r}: m = u/Σu, and the rate is 1/Σu. Needs ν &gt; 0 on some cell that the neuron reaches, or an absorbing
 * boundary.
 */
public final class StationaryLaw {
    private final double[] mass;
    private final double rate;

    private StationaryLaw(double[] mass, double rate) {
        this.mass = mass;
        this.rate = rate;
    }

    /**
     * {@return the law and its rate by the Fitted scheme; NaN if the neuron does not fire}
     *
     * @param neuron the neuron on its grid
     * @param drive S
     */
    public static StationaryLaw of(NeuronOnGrid neuron, double drive) {
        int cells = neuron.grid().cells();
        double[] source = new double[cells];
        source[neuron.resetCell()] = 1 - neuron.resetShare();
        source[neuron.resetCell() + 1] = neuron.resetShare();
        double[] u = solve(neuron, drive, source);
        double total = 0;
        for (int k = cells - 1; k >= 0; k--) {
            total += u[k];
        }
        for (int k = 0; k < cells; k++) {
            u[k] /= total;
        }
        return new StationaryLaw(u, 1 / total);
    }

    /** Solves (transport + loss) u = −source: elimination without pivots, as columns are dominated. */
    static double[] solve(NeuronOnGrid neuron, double drive, double[] source) {
        int cells = source.length;
        double[] up = new double[cells];
        double[] down = new double[cells];
        neuron.fitted(drive, up, down);
        double[] above = new double[cells];
        double[] u = new double[cells];
        for (int k = 0; k < cells; k++) {
            double leave = up[k] + down[k] + neuron.intensity(k) + (k == cells - 1 ? neuron.escape(drive, 0) : 0);
            double pivot = leave - (k > 0 ? up[k - 1] * above[k - 1] : 0);
            above[k] = k < cells - 1 ? down[k + 1] / pivot : 0;
            u[k] = (source[k] + (k > 0 ? up[k - 1] * u[k - 1] : 0)) / pivot;
        }
        for (int k = cells - 2; k >= 0; k--) {
            u[k] += above[k] * u[k + 1];
        }
        return u;
    }

    /** {@return the firing rate ∫ν m, spikes per unit of time} */
    public double rate() {
        return rate;
    }

    /**
     * {@return the mass of a cell; all sum to 1}
     *
     * @param cell index
     */
    public double mass(int cell) {
        return mass[cell];
    }

    /**
     * {@return the mass of the two outer cells at either edge, at the lower one alone if the upper one is absorbing}
     *
     * @param neuron the neuron on its grid
     */
    public double edgeMass(NeuronOnGrid neuron) {
        int last = mass.length - 1;
        double above = neuron.escape(0, 0) > 0 ? 0 : mass[last - 1] + mass[last];
        return mass[0] + mass[1] + above;
    }
}
