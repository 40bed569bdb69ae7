package org.espalier.estimates.weaknorms;

import org.espalier.run.Arguments;

/**
 * An atom m δ_x.
 *
 * @param point x, finite
 * @param mass m, finite
 */
public record Dirac(double point, double mass) implements LineMeasure {
    /** Checks the numbers. */
    public Dirac {
        Arguments.finite("Dirac", "point", point);
        Arguments.finite("Dirac", "mass", mass);
    }

    /**
     * {@return a unit atom, δ_x}
     *
     * @param point x
     */
    public static Dirac at(double point) {
        return new Dirac(point, 1);
    }

    @Override
    public double potential(double x) {
        return 0.5 * mass * Math.exp(-Math.abs(x - point));
    }

    @Override
    public Dirac weighted(double a) {
        return new Dirac(point, mass * LineMeasure.weight(a, point));
    }
}
