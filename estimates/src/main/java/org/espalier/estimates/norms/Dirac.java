package org.espalier.estimates.norms;

/**
 * An atom m δ_x.
 *
 * @param point x, finite
 * @param mass m, finite
 */
public record Dirac(double point, double mass) implements LineMeasure {
    /** Checks the numbers. */
    public Dirac {
        if (!Double.isFinite(point) || !Double.isFinite(mass)) {
            throw new IllegalArgumentException("Dirac: point " + point + " and mass " + mass + " must be finite");
        }
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
