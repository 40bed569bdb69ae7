package org.espalier.particles;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.espalier.particles.observable.GroupRates;
import org.espalier.particles.observable.Observable;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Series;
import org.espalier.run.sampling.Tally;

/** What an ensemble found: means over the finished replicas at the output times, with standard errors. Immutable. */
public final class EnsembleResult {
    private final Outcome outcome;
    private final int requested;
    private final ValueLayout layout;
    private final Tally tally;

    EnsembleResult(Outcome outcome, int requested, ValueLayout layout, Tally tally) {
        this.outcome = outcome;
        this.requested = requested;
        this.layout = layout;
        this.tally = tally;
    }

    /**
     * {@return completed, cancelled (the finished replicas are here), or blew up (those before the one that did are
     * here)}
     */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the output times} */
    public Times times() {
        return layout.times();
    }

    /** {@return how many replicas the means are over, finished replicas} */
    public int replicas() {
        return tally.replicas();
    }

    /** {@return how many replicas were asked for, R} */
    public int requestedReplicas() {
        return requested;
    }

    /**
     * {@return the population rate at the output times, (1/N) Σ_i E ν(V_i(t)), spikes per neuron and unit of time,
     * estimated by the mean over replicas of the mean over neurons of ν(V_i(t))} Neurons that fire at a threshold have
     * no intensity: for them the mean rate over the interval that ends at the output time, {@link #spikes()} by its
     * length; NaN at time 0.
     */
    public Series rate() {
        return series(layout::rate);
    }

    /**
     * {@return the mean number of spikes per neuron between output times: entry k counts the spikes in (t_{k−1}, t_k],
     * entry 0 those in (0, t_0]} Divided by the length of the interval it estimates the mean rate over the interval.
     */
    public Series spikes() {
        return series(layout::spikes);
    }

    /**
     * {@return the population rates of one replica at the output times, (1/N) Σ_i ν(V_i(t_k)), or what takes its place
     * in {@link #rate()}}
     *
     * @param replica number, below {@link #replicas()}
     */
    public double[] rates(int replica) {
        return tally.row(replica);
    }

    /**
     * {@return one value of an observable at the output times, its mean over replicas}
     *
     * @param observable one that the ensemble observes
     * @param component which of its values, from 0
     */
    public Series observed(Observable observable, int component) {
        Objects.checkIndex(component, observable.count());
        int index = index(observable);
        return series(k -> layout.value(index, k, component));
    }

    /**
     * {@return all values of an observable at one output time, one estimate a value}
     *
     * @param observable one that the ensemble observes
     * @param time index of an output time
     */
    public List<Estimate> observedAt(Observable observable, int time) {
        Objects.checkIndex(time, times().count());
        int index = index(observable);
        List<Estimate> estimates = new ArrayList<>(observable.count());
        for (int c = 0; c < observable.count(); c++) {
            estimates.add(layout.estimate(tally, layout.value(index, time, c)));
        }
        return estimates;
    }

    /**
     * {@return the rate of a group that the system reads out}
     *
     * @param name what the group is called
     * @throws IllegalArgumentException if no group of that name was read out
     */
    public Series readout(String name) {
        for (Observable observable : layout.observables()) {
            if (observable instanceof GroupRates rates) {
                for (int g = 0; g < rates.groups().size(); g++) {
                    if (rates.groups().get(g).name().equals(name)) {
                        return observed(observable, g);
                    }
                }
            }
        }
        throw new IllegalArgumentException("ensemble: no group called '" + name + "' was read out");
    }

    private int index(Observable observable) {
        int index = layout.observables().indexOf(observable);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "ensemble: " + observable.name() + " was not observed; add it with observing(...) before the run");
        }
        return index;
    }

    private Series series(IntUnaryOperator component) {
        List<Estimate> estimates = new ArrayList<>();
        for (int k = 0; k < times().count(); k++) {
            estimates.add(layout.estimate(tally, component.applyAsInt(k)));
        }
        return new Series(times(), estimates);
    }

    @Override
    public String toString() {
        int last = times().count() - 1;
        return "Ensemble of " + replicas() + " replicas, " + outcome.kind() + ": rate at t = " + times().at(last) + ": "
                + rate().at(last);
    }
}
