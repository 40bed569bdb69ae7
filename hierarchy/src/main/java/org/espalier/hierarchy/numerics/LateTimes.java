package org.espalier.hierarchy.numerics;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Arguments;
import org.espalier.run.Times;

/**
 * Times after which what happened comes back, refractory times and delays, and those at which inputs jump. Where the spikes of time 0, or of
 * a jump, come back, the rates get another slope; after another such time a derivative more jumps, and so on.
 *
 * @param late refractory times and delays, each &gt; 0, increasing
 * @param jumps times at which an input jumps, increasing
 */
public record LateTimes(double[] late, double[] jumps) {
    /** Jumps that come back more often than this are smooth enough for steps of order four at most. */
    private static final int ORDERS = 3;

    private static final int MOST_BREAKS = 2000;

    /** Copies the arrays. */
    public LateTimes {
        late = late.clone();
        jumps = jumps.clone();
    }

    /**
     * {@return the times}
     *
     * @param late refractory times and delays, those that are 0 left out
     * @param jumps times at which an input jumps, increasing
     */
    public static LateTimes of(DoubleStream late, double[] jumps) {
        return new LateTimes(late.filter(d -> d > 0).distinct().sorted().toArray(), jumps);
    }

    /** {@return the times of a system} */
    public static LateTimes of(NetworkSystem system) {
        return of(
                DoubleStream.concat(
                        IntStream.range(0, system.size()).mapToDouble(system::refractoryOf),
                        Arrays.stream(system.delays().distinct())),
                system.breaks());
    }

    @Override
    public double[] late() {
        return late.clone();
    }

    @Override
    public double[] jumps() {
        return jumps.clone();
    }

    /** {@return the shortest time after which something comes back; infinite if nothing does} */
    public double shortest() {
        return late.length == 0 ? Double.POSITIVE_INFINITY : late[0];
    }

    /** {@return the longest time after which something comes back; 0 if nothing does} */
    public double longest() {
        return late.length == 0 ? 0 : late[late.length - 1];
    }

    /**
     * Refuses a time that is far below a step.
     *
     * @param method begins the message
     * @param step largest step
     */
    public void requireNotFarBelow(String method, double step) {
        Arguments.require(
                2000 * shortest() > step,
                method + ": a refractory time or delay of " + shortest() + " is below a thousandth of the step " + step
                        + "; leave it out, or take a smaller step");
    }

    /**
     * {@return the times at which the rates get another slope: where an input jumps, and where the spikes of time 0 come back} None of the
     * latter is next to an output time without being equal to it, as no step is as short as a rounding.
     *
     * @param outputs output times
     */
    public double[] corners(Times outputs) {
        TreeSet<Double> all = new TreeSet<>();
        Arrays.stream(jumps).forEach(all::add);
        Arrays.stream(late).forEach(at -> add(all, outputs, at));
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * {@return the times at which steps end: corners, and what follows from them later}
     *
     * @param outputs output times
     */
    public double[] breaks(Times outputs) {
        double[] corners = corners(outputs);
        TreeSet<Double> all = new TreeSet<>();
        Arrays.stream(corners).forEach(all::add);
        double[] last = corners;
        for (int order = 1; order < ORDERS && all.size() * (late.length + 1) <= MOST_BREAKS; order++) {
            last = Arrays.stream(last)
                    .flatMap(at -> Arrays.stream(late).map(d -> at + d))
                    .filter(at -> at <= outputs.last())
                    .toArray();
            Arrays.stream(last).forEach(at -> add(all, outputs, at));
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Adds a time, or that of an output in its place, unless there is one but for rounding. */
    private static void add(TreeSet<Double> all, Times outputs, double time) {
        double near = 1e-9 * (1 + time);
        double at = Arrays.stream(outputs.values())
                .filter(output -> Math.abs(output - time) <= near)
                .findFirst()
                .orElse(time);
        if (all.subSet(at - near, at + near).isEmpty()) {
            all.add(at);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LateTimes that && Arrays.equals(late, that.late) && Arrays.equals(jumps, that.jumps);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(late) + Arrays.hashCode(jumps);
    }

    @Override
    public String toString() {
        return "LateTimes[after " + Arrays.toString(late) + ", jumps at " + Arrays.toString(jumps) + "]";
    }
}
