package org.espalier.estimates.bridge;

/**
 * Where a difference between prediction and simulation can come from: sizes, in the unit of the quantity, NaN if unknown.
 *
 * @param sampling half width of the simultaneous interval
 * @param timeStep size of the bias of the simulation's time step
 * @param truncation what the truncation leaves out
 * @param discretisation grid and integrator of the prediction
 * @param unexplained what is left of |difference| when all known sizes are taken off, at least 0: for a mean-field
 *     prediction the effect of a finite network (and of whatever is unknown above)
 */
public record ErrorBudget(
        double sampling, double timeStep, double truncation, double discretisation, double unexplained) {
    private static final String[] SOURCES = {"sampling", "time step", "truncation", "discretisation", "finite network"};
    private static final String UNKNOWN = "unknown";

    static ErrorBudget of(
            double difference, double sampling, double timeStep, double truncation, double discretisation) {
        double left = rest(difference, sampling, timeStep, truncation, discretisation);
        return new ErrorBudget(sampling, timeStep, truncation, discretisation, Math.max(0, left));
    }

    /** What known sizes leave of a difference. */
    private static double rest(double difference, double... sizes) {
        double left = Math.abs(difference);
        for (double known : sizes) {
            left -= Double.isNaN(known) ? 0 : Math.abs(known);
        }
        return left;
    }

    /**
     * {@return the largest of the sources: "sampling", "time step", "truncation", "discretisation" or "finite network"; "unknown" in the place
     * of the last where one of the others is not told, as it may be any of these}
     */
    public String largest() {
        return largest(sampling, unexplained);
    }

    /** What a difference is put down to that is not by chance: the rest is what systematic errors leave of it. */
    String cause(double difference) {
        return largest(0, rest(difference, timeStep, truncation, discretisation));
    }

    private String largest(double chance, double rest) {
        double[] sizes = {chance, timeStep, truncation, discretisation, rest};
        int at = 0;
        for (int k = 1; k < sizes.length; k++) {
            if (sizes[k] > sizes[at] || Double.isNaN(sizes[at])) {
                at = k;
            }
        }
        boolean told = !Double.isNaN(timeStep) && !Double.isNaN(truncation) && !Double.isNaN(discretisation);
        return at == SOURCES.length - 1 && !told ? UNKNOWN : SOURCES[at];
    }
}
