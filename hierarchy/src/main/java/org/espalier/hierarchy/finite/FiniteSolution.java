package org.espalier.hierarchy.finite;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.run.Experimental;
import org.espalier.run.Outcome;
import org.espalier.run.Times;

/**
 * By how much the rates of a finite network differ from those of its limit, at the output times: to be added to the limit. With index 0 for
 * the population and r + 1 for group r.
 */
@Experimental
public final class FiniteSolution {
    /** Where effects are this part of the rate, an expansion in them means little. */
    private static final double STRONG = 0.25;

    private final Times times;
    private final Outcome outcome;
    private final List<String> readouts;
    private final int classes;
    private final double[][] shift;
    private final double[][] discretisation;
    private final double[][] reduction;
    private final double[][] leftOut;
    private final Map<Effect, double[][]> effects;
    private final double strength;

    private FiniteSolution(
            Times times,
            Outcome outcome,
            List<String> readouts,
            int classes,
            double[][] shift,
            double[][] discretisation,
            double[][] reduction,
            double[][] leftOut,
            Map<Effect, double[][]> effects,
            double strength) {
        this.times = times;
        this.outcome = outcome;
        this.readouts = readouts;
        this.classes = classes;
        this.shift = shift;
        this.discretisation = discretisation;
        this.reduction = reduction;
        this.leftOut = leftOut;
        this.effects = effects;
        this.strength = strength;
    }

    static FiniteSolution failed(Times times, Outcome outcome, List<String> readouts) {
        double[][] none = new double[0][];
        return new FiniteSolution(times, outcome, readouts, 0, none, none, none, none, Map.of(), Double.NaN);
    }

    /**
     * All arrays by group, then time.
     *
     * @param fine differences on the finer cells and steps
     * @param coarse those with both twice as wide
     * @param fewer those on half the classes, coarse cells and steps; null if there is no such partition
     * @param parts what each effect adds
     * @param limit rates of the limit on the classes
     * @param exact whether every neuron is a class of its own
     */
    static FiniteSolution of(
            Times times,
            List<String> readouts,
            int classes,
            double[][] fine,
            double[][] coarse,
            double[][] fewer,
            Map<Effect, double[][]> parts,
            double[][] limit,
            boolean exact) {
        int groups = fine.length;
        int count = times.count();
        double[][] shift = new double[groups][count];
        double[][] discretisation = new double[groups][count];
        double[][] reduction = new double[groups][count];
        double[][] leftOut = new double[groups][count];
        double strength = 0;
        for (int g = 0; g < groups; g++) {
            double most = 0;
            for (int k = 0; k < count; k++) {
                double change = fine[g][k] - coarse[g][k];
                shift[g][k] = fine[g][k] + change / 3;
                discretisation[g][k] = Math.abs(change);
                if (!exact) {
                    reduction[g][k] =
                            fewer == null ? 0.2 * Math.abs(coarse[g][k]) : Math.abs(fewer[g][k] - coarse[g][k]);
                }
                double all = 0;
                for (double[][] part : parts.values()) {
                    all += Math.abs(part[g][k]);
                }
                strength = Math.max(strength, all / limit[g][k]);
                most = Math.max(most, neglected(parts, g, k) + all * all / limit[g][k]);
                leftOut[g][k] = most;
            }
        }
        return new FiniteSolution(
                times,
                Outcome.completed(times.last()),
                readouts,
                classes,
                shift,
                discretisation,
                reduction,
                leftOut,
                Collections.unmodifiableMap(new EnumMap<>(parts)),
                strength);
    }

    /** What comes after the effects that were kept: each in the series is smaller than the one before. */
    private static double neglected(Map<Effect, double[][]> parts, int g, int k) {
        if (!parts.containsKey(Effect.MEMORY)) {
            return size(parts, Effect.JUMPS, g, k);
        }
        double memory = size(parts, Effect.MEMORY, g, k);
        double echo = size(parts, Effect.ECHO, g, k);
        return parts.containsKey(Effect.TRIANGLES) && parts.containsKey(Effect.ECHO)
                ? memory / 2 + echo + size(parts, Effect.TRIANGLES, g, k)
                : memory + 2 * echo;
    }

    private static double size(Map<Effect, double[][]> parts, Effect effect, int g, int k) {
        double[][] part = parts.get(effect);
        return part == null ? 0 : Math.abs(part[g][k]);
    }

    /** {@return the output times} */
    public Times times() {
        return times;
    }

    /** {@return how it ended; without completion there are no numbers} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the number of classes, 0 if it was not completed} */
    public int classes() {
        return classes;
    }

    /** {@return names of the groups that are read out} */
    public List<String> readouts() {
        return readouts;
    }

    /** {@return the effects that are in the difference} */
    public Set<Effect> effects() {
        return effects.keySet();
    }

    /**
     * {@return the rate of the finite network less that of its limit, spikes per unit of time}
     *
     * @param group 0 for the population, r + 1 for readout r
     * @param timeIndex index of an output time
     */
    public double shift(int group, int timeIndex) {
        return shift[group][timeIndex];
    }

    /**
     * {@return what one effect adds to the shift, after those before it, on the coarser cells and steps}
     *
     * @param effect one of {@link #effects}
     * @param group 0 for the population, r + 1 for readout r
     * @param timeIndex index of an output time
     */
    public double effect(Effect effect, int group, int timeIndex) {
        double[][] part = effects.get(effect);
        if (part == null) {
            throw new IllegalArgumentException("finite network: the effect " + effect + " was left out");
        }
        return part[group][timeIndex];
    }

    /**
     * {@return the error of the shift: that of cells and steps, of the number of classes, and of what an expansion of first order leaves out}
     *
     * @param group 0 for the population, r + 1 for readout r
     * @param timeIndex index of an output time
     */
    public double error(int group, int timeIndex) {
        return discretisation[group][timeIndex] + reduction[group][timeIndex] + leftOut[group][timeIndex];
    }

    /**
     * {@return the part of the error that is put down to the terms left out: half the memory, echo and triangles as large again, and the
     * square of all effects relative to the rate; the largest so far in time}
     *
     * @param group 0 for the population, r + 1 for readout r
     * @param timeIndex index of an output time
     */
    public double leftOut(int group, int timeIndex) {
        return leftOut[group][timeIndex];
    }

    /**
     * {@return the part of the error of cells and steps: what doubling both changed}
     *
     * @param group 0 for the population, r + 1 for readout r
     * @param timeIndex index of an output time
     */
    public double discretisation(int group, int timeIndex) {
        return discretisation[group][timeIndex];
    }

    /**
     * {@return the part of the error of the number of classes: what half of them change}
     *
     * @param group 0 for the population, r + 1 for readout r
     * @param timeIndex index of an output time
     */
    public double reduction(int group, int timeIndex) {
        return reduction[group][timeIndex];
    }

    /**
     * {@return the largest sum of the effects, relative to the rate of the limit} An expansion of first order in it means little from
     * {@link #isStrong} on.
     */
    public double strength() {
        return strength;
    }

    /** {@return whether the effects are so large, a quarter of the rate, that an expansion of first order means little} */
    public boolean isStrong() {
        return !(strength < STRONG);
    }
}
