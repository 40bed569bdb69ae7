package org.espalier.study;

import java.util.List;
import java.util.Optional;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.PotentialHistogram;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Series;

/**
 * Direct simulation: replicas of the network, in time steps or event-driven, and the bias of the step from coupled pairs of
 * trajectories.
 *
 * @param result means and standard errors at every time
 * @param histogram the bins of the density of potentials, which was observed
 * @param bias bias of the time step at every time; empty if it was not estimated, or there is no step
 */
public record SimulationStudy(EnsembleResult result, PotentialHistogram histogram, Optional<EnsembleResult> bias) {
    /** A tenth of the replicas serves for the bias of the step, whose pairs share their noise. */
    private static final int REPLICAS_A_PAIR = 10;

    static SimulationStudy run(
            Study study,
            SynapticNetwork network,
            PotentialHistogram histogram,
            List<AtTimes> trees,
            Times times,
            RunOptions options,
            StudyListener listener,
            Progress progress) {
        SimulationPlan plan = study.simulation();
        Ensemble ensemble = study.ensemble(network)
                .threads(options.threads())
                .listening(listener::sampled)
                .observing(trees.toArray(Observable[]::new));
        EnsembleResult result = options.kept(ensemble.observing(histogram), Ensemble::checkpoint, Ensemble::resume)
                .run(times, progress.section(0, 0.65));
        Optional<EnsembleResult> bias = Optional.empty();
        if (study.biasHindrance().isEmpty() && result.outcome().isCompleted()) {
            EnsembleResult pairs = options.kept(ensemble, Ensemble::checkpoint, Ensemble::resume)
                    .replicas(Math.max(2, plan.replicas() / REPLICAS_A_PAIR))
                    .timeStepBias(study.time().outputs(), progress.section(0.65, 1));
            if (pairs.outcome().isCompleted()) {
                bias = Optional.of(pairs);
            }
        }
        return new SimulationStudy(result, histogram, bias);
    }

    /** {@return whether there is an interval: at least two replicas are finished} */
    public boolean hasInterval() {
        return result.replicas() >= 2;
    }

    /**
     * {@return the rate of a group that is read out, estimates at every time}
     *
     * @param group its name
     */
    public Series rate(String group) {
        return result.readout(group);
    }

    /** {@return the population rate, estimates at every time} */
    public Series rate() {
        return result.rate();
    }

    /**
     * {@return the empirical density of the potential, one estimate a bin}
     *
     * @param time index of a time
     */
    public List<Estimate> density(int time) {
        return result.observedAt(histogram, time);
    }
}
