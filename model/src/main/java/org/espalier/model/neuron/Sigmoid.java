package org.espalier.model.neuron;

import java.util.Optional;
import org.hipparchus.util.FastMath;

/**
 * The sigmoid intensity ν(v) = a / (1 + exp(−(v − θ)/w)).
 *
 * @param maximum a &gt; 0, spikes per unit of time
 * @param midpoint θ, potential
 * @param width w &gt; 0, potential
 */
public record Sigmoid(double maximum, double midpoint, double width) implements Intensity {
    /** Checks that the numbers are finite, a ≥ 0 and w &gt; 0. */
    public Sigmoid {
        if (!Double.isFinite(maximum) || maximum < 0) {
            throw new IllegalArgumentException("sigmoid: maximum a = " + maximum + " must be finite and ≥ 0");
        }
        if (!Double.isFinite(midpoint)) {
            throw new IllegalArgumentException("sigmoid: midpoint θ = " + midpoint + " must be finite");
        }
        if (!Double.isFinite(width) || width <= 0) {
            throw new IllegalArgumentException("sigmoid: width w = " + width + " must be finite and > 0");
        }
    }

    /**
     * {@return a sigmoid, ν(v) = a / (1 + exp(−(v − θ)/w))}
     *
     * @param maximum a, spikes per unit of time
     * @param midpoint θ
     * @param width w
     */
    public static Sigmoid of(double maximum, double midpoint, double width) {
        return new Sigmoid(maximum, midpoint, width);
    }

    @Override
    public double at(double v) {
        return maximum / (1 + FastMath.exp(-(v - midpoint) / width));
    }

    @Override
    public FunctionFacts facts() {
        return new FunctionFacts(0, maximum, maximum / (4 * width), Optional.of(v -> {
            double s = 1 / (1 + FastMath.exp(-(v - midpoint) / width));
            return maximum / width * s * (1 - s);
        }));
    }
}
