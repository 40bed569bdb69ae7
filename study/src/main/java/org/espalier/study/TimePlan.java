package org.espalier.study;

import java.util.Objects;
import java.util.TreeSet;
import org.espalier.run.Times;

/**
 * The times of a study.
 *
 * @param unit what 1 stands for, such as "20 ms"
 * @param outputs times at which results are tabulated
 * @param intervals number of equal intervals of [0, last output time] whose ends are points of the curves
 */
public record TimePlan(String unit, Times outputs, int intervals) {
    /** Checks the components. */
    public TimePlan {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(outputs, "outputs");
        if (intervals < 1 || intervals > 10_000) {
            throw new IllegalArgumentException("curve_intervals = " + intervals + " must lie between 1 and 10000");
        }
        if (!(outputs.last() > 0)) {
            throw new IllegalArgumentException("outputs: the last time " + outputs.last() + " must be positive");
        }
    }

    /** {@return output times and points of the curves together, 0, …, last output time, increasing} */
    public Times all() {
        TreeSet<Double> times = new TreeSet<>();
        for (double t : outputs.values()) {
            times.add(t);
        }
        double end = outputs.last();
        for (int k = 0; k <= intervals; k++) {
            double t = end * k / intervals;
            // an output time within round-off of a point of the curve is that point
            Double near = times.ceiling(t - 1e-9 * end);
            if (near == null || near > t + 1e-9 * end) {
                times.add(t);
            }
        }
        return Times.of(times.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** {@return the index of each output time among all} */
    public int[] outputsAmong(Times all) {
        int[] at = new int[outputs.count()];
        for (int k = 0, j = 0; k < all.count() && j < at.length; k++) {
            if (all.at(k) == outputs.at(j)) {
                at[j++] = k;
            }
        }
        return at;
    }
}
