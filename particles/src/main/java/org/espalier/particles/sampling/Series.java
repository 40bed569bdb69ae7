package org.espalier.particles.sampling;

import java.util.List;
import org.espalier.model.run.Times;

/**
 * One estimated quantity at each of several times.
 *
 * @param times the times
 * @param estimates one estimate a time
 */
public record Series(Times times, List<Estimate> estimates) {
    /** Copies and checks the estimates. */
    public Series {
        estimates = List.copyOf(estimates);
        if (estimates.size() != times.count()) {
            throw new IllegalArgumentException(
                    "series: " + estimates.size() + " estimates for " + times.count() + " times");
        }
    }

    /**
     * Returns one of the estimates.
     *
     * @param k index of a time
     * @return the estimate at the k-th time
     */
    public Estimate at(int k) {
        return estimates.get(k);
    }

    /**
     * Returns the means.
     *
     * @return one number a time
     */
    public double[] means() {
        return estimates.stream().mapToDouble(Estimate::mean).toArray();
    }

    /**
     * Returns the standard errors of the means.
     *
     * @return one number a time
     */
    public double[] standardErrors() {
        return estimates.stream().mapToDouble(Estimate::standardError).toArray();
    }

    /**
     * Returns half the widths of the confidence intervals, each at the given level by itself.
     *
     * @param level in (0, 1), for example 0.95
     * @return one number a time
     */
    public double[] halfWidths(double level) {
        return estimates.stream().mapToDouble(e -> e.halfWidth(level)).toArray();
    }
}
