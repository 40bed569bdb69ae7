package org.espalier.particles.spiking;

import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;

/**
 * Whether a candidate fires: u sup ν &lt; ν(v), for a uniform number u. The intensity is evaluated only in doubt: where it has
 * a Lipschitz constant L, its value at the centre of a cell of width d bounds it in the whole cell,
 *
 * <pre>  |ν(v) − ν(centre)| ≤ L d / 2</pre>
 *
 * <p>so that a table of 4096 cells decides all but a few in a thousand candidates, with the answer of the evaluation. Without
 * a Lipschitz constant, and beyond the table, ν is evaluated. Immutable, shared by all replicas.
 */
final class Acceptance {
    private static final int CELLS = 4096;

    private final Neuron neuron;
    private final double bound;
    private final double low;
    private final double cellsPerUnit;
    /** For cell k: u below entry 2k fires, u at or above entry 2k + 1 does not. */
    private final float[] limits = new float[2 * CELLS];

    private Acceptance(Neuron neuron, double low, double high) {
        this.neuron = neuron;
        this.bound = neuron.intensity().facts().supremum();
        this.low = low;
        this.cellsPerUnit = CELLS / (high - low);
        double lipschitz = neuron.intensity().facts().lipschitz();
        // the half width of a cell, and room for rounding
        double reach = lipschitz * 0.5 / cellsPerUnit * (1 + 1e-6) / bound + 1e-6;
        for (int k = 0; k < CELLS; k++) {
            double share = reach < 1 ? shareAt(low + (k + 0.5) / cellsPerUnit) : Double.NaN;
            limits[2 * k] = share >= 0 ? (float) (share - reach) : Float.NEGATIVE_INFINITY;
            limits[2 * k + 1] = share >= 0 ? (float) (share + reach) : Float.POSITIVE_INFINITY;
        }
    }

    /** The table for potentials about the reset value, the rest and the initial law, and half as far again on both sides. */
    static Acceptance of(Neuron neuron, InitialLaw law) {
        double spread = 4 * Math.sqrt(law.variance());
        double low = Math.min(neuron.reset(), law.mean() - spread);
        double high = Math.max(neuron.reset(), law.mean() + spread);
        if (neuron.drift() instanceof LinearLeak leak && leak.rate() > 0) {
            double rest = leak.input() / leak.rate();
            double noise = 3 * neuron.noise() / Math.sqrt(leak.rate());
            low = Math.min(low, rest - noise);
            high = Math.max(high, rest + noise);
        }
        double room = Math.max(0.5 * (high - low), 1e-3);
        return Double.isFinite(room)
                ? new Acceptance(neuron, low - room, high + room)
                : new Acceptance(neuron, neuron.reset() - 1, neuron.reset() + 1);
    }

    /** ν/sup ν where ν is a number as it should be, NaN elsewhere: there the evaluation will complain, if it comes to it. */
    private double shareAt(double v) {
        double value;
        try {
            value = neuron.intensity().at(v);
        } catch (IllegalArgumentException undefined) {
            return Double.NaN;
        }
        return value >= 0 && value <= bound ? value / bound : Double.NaN;
    }

    boolean accepts(double v, double u) {
        double at = (v - low) * cellsPerUnit;
        if (at >= 0 && at < CELLS) {
            int cell = 2 * (int) at;
            if (u >= limits[cell + 1]) {
                return false;
            }
            if (u < limits[cell]) {
                return true;
            }
        }
        return u * bound < NetworkState.intensity(neuron, v, bound);
    }

    /** Whether {@link #accepts} is likely to say yes: only the table is asked. */
    boolean isLikely(double v, double u) {
        double at = (v - low) * cellsPerUnit;
        return u < limits[2 * (int) Math.max(0, Math.min(CELLS - 1, at))];
    }
}
