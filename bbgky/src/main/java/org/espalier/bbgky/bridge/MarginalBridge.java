package org.espalier.bbgky.bridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.bbgky.particles.TimeStepBias;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Verdict;

/**
 * A comparison of limit, hierarchy and particles. All intervals hold together with the stated level (Bonferroni). The tolerance of a
 * verdict is a tenth of the hierarchy's value, and at least 0.02 for a coefficient of f_1 (at most 1 in modulus), 0.2 for N times a
 * correlation (of order 1).
 *
 * @param rows one a time, quantity and mode
 * @param level probability that all intervals cover
 */
public record MarginalBridge(List<Row> rows, double level) {
    /** The tolerance of a row, as a share of the hierarchy's value. */
    private static final double SHARE = 0.1;

    /** The least tolerance of a coefficient of f_1, at most 1 in modulus, and of N times a correlation, of order 1. */
    private static final double OF_COEFFICIENTS = 0.02;

    private static final double OF_CORRELATIONS = 0.2;

    /** Copies the rows. */
    public MarginalBridge {
        rows = List.copyOf(rows);
    }

    /**
     * One quantity at one time.
     *
     * @param time t
     * @param quantity what it is
     * @param limit its value in the limit N → ∞
     * @param hierarchy its value in the closed hierarchy
     * @param simulated its estimate from particles
     * @param halfWidth half width of its simultaneous interval
     * @param stepBias estimated bias of the simulation's time step, part of what separates the two; NaN where it was not
     *     estimated
     * @param verdict hierarchy against particles
     */
    public record Row(
            double time,
            String quantity,
            double limit,
            double hierarchy,
            Estimate simulated,
            double halfWidth,
            Estimate stepBias,
            Verdict verdict) {}

    /**
     * Compares f̂_1(m), real and imaginary parts, and N times the correlation f̂_2(m,−m) − |f̂_1(m)|² (0 in the limit).
     *
     * @param marginals the hierarchy, to level 2 at least
     * @param empirical the particles
     * @param particles N
     * @param modes the modes m
     * @param level family-wise level in (0, 1)
     * @return the rows, over the times that all three have reached
     */
    public static MarginalBridge compare(
            LimitSolution limit,
            MarginalSolution marginals,
            EmpiricalMarginals empirical,
            int particles,
            List<int[]> modes,
            double level) {
        return compare(limit, marginals, empirical, Optional.empty(), particles, modes, level);
    }

    /**
     * Compares, with the bias of the time step beside the intervals.
     *
     * @param marginals the hierarchy, to level 2 at least
     * @param empirical the particles
     * @param bias the bias of their time step, at the same output times
     * @param particles N
     * @param modes the modes m
     * @param level family-wise level in (0, 1)
     * @return the rows, over the times that all three have reached
     */
    public static MarginalBridge compare(
            LimitSolution limit,
            MarginalSolution marginals,
            EmpiricalMarginals empirical,
            Optional<TimeStepBias> bias,
            int particles,
            List<int[]> modes,
            double level) {
        if (!limit.times().equals(marginals.times()) || !limit.times().equals(empirical.times())) {
            throw new IllegalArgumentException("bridge: limit, hierarchy and particles have different output times");
        }
        if (!(level > 0 && level < 1) || modes.isEmpty()) {
            throw new IllegalArgumentException(
                    "bridge: level " + level + " must lie in (0, 1) and at least one mode is needed");
        }
        int times = Math.min(limit.reached(), marginals.reached());
        double each = 1 - (1 - level) / Math.max(1, 3 * times * modes.size());
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < times; k++) {
            int time = k;
            for (int[] mode : modes) {
                String name = modes.get(0).length == 1 ? String.valueOf(mode[0]) : Arrays.toString(mode);
                Place place = new Place(limit.times().at(k), "f1(" + name + ")", each, OF_COEFFICIENTS);
                double[] far = limit.state(k).coefficient(mode);
                double[] near = marginals.marginal(1, k).coefficient(mode);
                Optional<Estimate> shift = bias.map(b -> b.first(time, mode));
                rows.add(place.row("Re ", far[0], near[0], empirical.first(k, mode), shift));
                shift = bias.map(b -> b.firstImaginary(time, mode));
                rows.add(place.row("Im ", far[1], near[1], empirical.firstImaginary(k, mode), shift));
                int[] opposite = Arrays.stream(mode).map(m -> -m).toArray();
                double pair =
                        marginals.marginal(2, k).coefficient(mode, opposite)[0] - near[0] * near[0] - near[1] * near[1];
                shift = bias.filter(b -> b.replicas() >= 40).map(b -> scaled(b.correlation(time, mode), particles));
                place = new Place(limit.times().at(k), "corr(" + name + ")", each, OF_CORRELATIONS);
                Estimate correlation = scaled(empirical.correlation(k, mode), particles);
                rows.add(place.row("N ", 0, particles * pair, correlation, shift));
            }
        }
        return new MarginalBridge(rows, level);
    }

    private static Estimate scaled(Estimate raw, double factor) {
        return raw.times(factor);
    }

    /** What the rows of one time and mode have in common. */
    private record Place(double time, String name, double level, double fine) {
        Row row(String part, double limit, double hierarchy, Estimate simulated, Optional<Estimate> bias) {
            // a mean over few replicas may have spread 0 up to rounding: the deterministic part of the comparison
            double half = simulated.halfWidth(level) + 1e-12;
            double tolerance = Math.max(fine, SHARE * Math.abs(hierarchy));
            Verdict verdict = Verdict.of(hierarchy - simulated.mean(), half, tolerance);
            Estimate shift = bias.orElse(new Estimate(Double.NaN, Double.NaN, 0));
            return new Row(time, part + name, limit, hierarchy, simulated, half, shift, verdict);
        }
    }

    /** {@return how many rows have a verdict} */
    public long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }
}
