package org.espalier.model.neuron;

import java.util.Optional;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * The sigmoid intensity ν(v) = a / (1 + exp(−(v − θ)/w)).
 *
 * @param maximum a ≥ 0, spikes per unit of time
 * @param midpoint θ, potential
 * @param width w &gt; 0, potential
 */
public record Sigmoid(double maximum, double midpoint, double width) implements Intensity {
    /** Checks that the numbers are finite, a ≥ 0 and w &gt; 0. */
    public Sigmoid {
        Arguments.notNegative("sigmoid", "maximum a", maximum);
        Arguments.finite("sigmoid", "midpoint θ", midpoint);
        Arguments.positive("sigmoid", "width w", width);
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
