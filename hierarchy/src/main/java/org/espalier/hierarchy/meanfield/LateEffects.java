package org.espalier.hierarchy.meanfield;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.espalier.hierarchy.numerics.LateTimes;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.run.checkpoint.Transfer;

/**
 * What a run of (5.1) owes to its past: spikes whose neurons come back from their refractory time, and spikes whose kicks arrive. Neurons
 * rest from their spike until τ later; f_i and those that rest have the mass 1 together.
 */
final class LateEffects {
    private final List<DelayedCoupling> parts;
    private final double[] refractory; // by population
    private final double[] distinct;
    private final PastSpikes past;
    private final double[] spikes;
    private final double[] returning;
    private final double[] returned; // in the present step
    private final double[] back; // since time 0
    private final double[][] partRates;
    private final double[] work;
    private final double[] sum;

    private LateEffects(List<DelayedCoupling> parts, double[] refractory, double[] rates) {
        int size = rates.length;
        this.parts = parts;
        this.refractory = refractory;
        distinct = Arrays.stream(refractory).filter(tau -> tau > 0).distinct().toArray();
        past = new PastSpikes(longest(parts, distinct), rates);
        spikes = new double[size];
        returning = new double[size];
        returned = new double[size];
        back = new double[size];
        partRates = new double[parts.size()][size];
        work = new double[size];
        sum = new double[size];
    }

    private static double longest(List<DelayedCoupling> parts, double... refractory) {
        return DoubleStream.concat(DelayedCoupling.positive(parts), Arrays.stream(refractory))
                .max()
                .orElse(0);
    }

    /** Null if every effect is immediate. */
    static LateEffects of(List<DelayedCoupling> parts, PopulationColours colours, double... rates) {
        double[] refractory = new double[rates.length];
        Arrays.setAll(refractory, i -> colours.kinds().get(colours.kind(i)).refractory());
        return longest(parts, refractory) == 0 ? null : new LateEffects(parts, refractory, rates);
    }

    /**
     * The step: at most a largest one, and no longer than any refractory time or delay, as what comes back or arrives is known then; nor are
     * four, if one four times as long is compared.
     */
    static double step(List<DelayedCoupling> parts, PopulationColours colours, double largest, boolean compared) {
        LateTimes times = times(parts, colours);
        times.requireNotFarBelow("mean field", largest);
        return Math.min(largest, compared ? times.shortest() / 4 : times.shortest());
    }

    static boolean areNone(List<DelayedCoupling> parts, PopulationColours colours) {
        return times(parts, colours).late().length == 0;
    }

    /** After what times something comes back or arrives, and where inputs jump. */
    static LateTimes times(List<DelayedCoupling> parts, PopulationColours colours) {
        return LateTimes.of(
                DoubleStream.concat(
                        DelayedCoupling.positive(parts),
                        colours.kinds().stream().mapToDouble(DrivenNeuron::refractory)),
                colours.breaks());
    }

    /** Takes the rates of time 0, if they were not known before. */
    void start(double[] rates) {
        past.start(rates);
    }

    /**
     * Before a step of length h from t: finds the rates at which neurons come back, and the mean rates whose kicks arrive; those of
     * synapses without delay are given.
     */
    void open(double t, double h, double[] meanRates) {
        Arrays.fill(returning, 0);
        for (double tau : distinct) {
            past.at(t + h - tau, work);
            for (int i = 0; i < work.length; i++) {
                if (refractory[i] == tau) {
                    returning[i] = (work[i] - back[i]) / h;
                }
            }
        }
        for (int p = 0; p < partRates.length; p++) {
            double delay = parts.get(p).delay();
            if (delay == 0) {
                System.arraycopy(meanRates, 0, partRates[p], 0, work.length);
            } else {
                past.at(t + h - delay, partRates[p]);
                past.at(t - delay, work);
                for (int i = 0; i < work.length; i++) {
                    partRates[p][i] = (partRates[p][i] - work[i]) / h;
                }
            }
        }
    }

    /** Takes the rates of the present moment in the place of means over a step. */
    void now(double t, double[] rates) {
        for (int p = 0; p < partRates.length; p++) {
            double delay = parts.get(p).delay();
            if (delay == 0) {
                System.arraycopy(rates, 0, partRates[p], 0, rates.length);
            } else {
                past.ratesAt(t - delay, partRates[p]);
            }
        }
    }

    boolean haveDelays() {
        return !parts.isEmpty();
    }

    /** S, without the kick factor. */
    void drives(double[] drives) {
        Arrays.fill(drives, 0);
        for (int p = 0; p < partRates.length; p++) {
            parts.get(p).coupling().drives(partRates[p], sum);
            for (int i = 0; i < sum.length; i++) {
                drives[i] += sum[i];
            }
        }
    }

    /** The kicks that arrive at a neuron, with the mean rates at which they do. */
    void kicks(int i, ArrivingKick visitor) {
        for (int p = 0; p < partRates.length; p++) {
            double[] rates = partRates[p];
            parts.get(p).coupling().kicks(i, (j, w) -> visitor.visit(w, rates[j]));
        }
    }

    /** Receives kicks of a weight that arrive at a rate. */
    @FunctionalInterface
    interface ArrivingKick {
        void visit(double weight, double rate);
    }

    /** The rate at which a population comes back in the present step; NaN if its neurons never rest. */
    double returning(int i) {
        return refractory[i] > 0 ? returning[i] : Double.NaN;
    }

    /** What a population did in the present step. */
    void had(int i, double spikesOfStep, double returnedInStep) {
        spikes[i] = spikesOfStep;
        returned[i] = refractory[i] > 0 ? returnedInStep : 0;
    }

    /** After a step that ended at a time with some rates. */
    void close(double t, double[] rates) {
        for (int i = 0; i < back.length; i++) {
            back[i] += returned[i];
        }
        past.add(t, spikes, rates);
    }

    /** The mass of each population that rests. */
    double[] resting() {
        double[] counts = past.counts();
        double[] result = new double[back.length];
        Arrays.setAll(result, i -> refractory[i] > 0 ? counts[i] - back[i] : 0);
        return result;
    }

    void pass(Transfer state) throws IOException {
        state.numbers(back);
        past.pass(state);
    }
}
