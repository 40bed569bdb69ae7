package org.espalier.run.sampling;

import java.util.List;
import org.espalier.run.Times;

/**
 * One estimated quantity at each of several times.
 *
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
     * {@return one of the estimates, the estimate at the k-th time}
     *
     * @param k index of a time
     */
    public Estimate at(int k) {
        return estimates.get(k);
    }

    /** {@return the means, one number a time} */
    public double[] means() {
        return estimates.stream().mapToDouble(Estimate::mean).toArray();
    }

    /** {@return the standard errors of the means, one number a time} */
    public double[] standardErrors() {
        return estimates.stream().mapToDouble(Estimate::standardError).toArray();
    }

    /**
     * {@return half the widths of the confidence intervals, each at the given level by itself, one number a time}
     *
     * @param level in (0, 1), for example 0.95
     */
    public double[] halfWidths(double level) {
        return estimates.stream().mapToDouble(e -> e.halfWidth(level)).toArray();
    }
}
