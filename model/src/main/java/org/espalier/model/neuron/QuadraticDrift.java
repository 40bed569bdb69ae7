package org.espalier.model.neuron;

import java.util.Optional;
import org.espalier.run.Arguments;

/**
 * The quadratic drift b(v) = β + a (v − c)² of the quadratic integrate-and-fire neuron. For a &gt; 0 and β &gt; 0 the
 * potential would reach infinity in finite time: the intensity must fire and reset it before.
 *
 * @param input β, potential per unit of time: the value at v = c
 * @param curvature a ≠ 0, per potential and unit of time
 * @param centre c, potential
 */
public record QuadraticDrift(double input, double curvature, double centre) implements Drift {
    /** Checks that the numbers are finite and a ≠ 0. */
    public QuadraticDrift {
        Arguments.finite("quadratic drift", "input β", input);
        Arguments.finite("quadratic drift", "curvature a", curvature);
        Arguments.finite("quadratic drift", "centre c", centre);
        Arguments.require(
                curvature != 0, "quadratic drift: curvature a = 0 is a constant drift; use a linear leak of rate 0");
    }

    @Override
    public double at(double v) {
        return input + curvature * (v - centre) * (v - centre);
    }

    @Override
    public FunctionFacts facts() {
        boolean up = curvature > 0;
        return new FunctionFacts(
                up ? input : Double.NEGATIVE_INFINITY,
                up ? Double.POSITIVE_INFINITY : input,
                Double.POSITIVE_INFINITY,
                Optional.of(v -> 2 * curvature * (v - centre)));
    }
}
