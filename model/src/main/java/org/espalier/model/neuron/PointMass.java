package org.espalier.model.neuron;

import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.run.Arguments;

/**
 * The Dirac law at a potential.
 *
 * @param at the potential, finite
 */
public record PointMass(double at) implements InitialLaw {
    /** Checks that the potential is finite. */
    public PointMass {
        Arguments.finite("point mass", "potential", at);
    }

    @Override
    public double cumulative(double v) {
        return v >= at ? 1 : 0;
    }

    @Override
    public double quantile(double p) {
        return at;
    }

    @Override
    public double mean() {
        return at;
    }

    @Override
    public double variance() {
        return 0;
    }

    @Override
    public double sample(UniformRandomProvider random) {
        return at;
    }
}
