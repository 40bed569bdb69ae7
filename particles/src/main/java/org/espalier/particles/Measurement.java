package org.espalier.particles;

import java.time.Duration;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Progress;
import org.espalier.model.run.Times;
import org.espalier.particles.random.RandomStreams;
import org.espalier.particles.sampling.Checkpoint;
import org.espalier.particles.sampling.Replica;
import org.espalier.particles.spiking.CoupledSteps;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.particles.spiking.Trajectory;

/** Simulates one replica and measures it at the output times. */
record Measurement(
        SpikingNetwork system,
        RandomStreams streams,
        Driver driver,
        double timeStep,
        int threadsEach,
        Times times,
        Layout layout) {
    /** The observables along one trajectory, which is kept beside a checkpoint if it takes long; null for none. */
    Replica.Sample alongTrajectory(int number, Checkpoint saved, Duration every, Progress progress) {
        Trajectory trajectory = driver == Driver.EVENT_DRIVEN
                ? system.eventDriven(streams, number)
                : system.timeStepped(timeStep, streams, number, threadsEach);
        Passage passage = new Passage(trajectory, times, layout);
        Outcome outcome = passage.run(saved == null ? null : saved.unfinished(number), every, progress);
        return outcome.isCompleted() ? new Replica.Sample(outcome, passage.values()) : failed(number, outcome);
    }

    /** The bias of the time step in every observable, from a pair of trajectories. */
    Replica.Sample alongPair(int number, Progress progress) {
        CoupledSteps pair = new CoupledSteps(system, timeStep, streams, number);
        double[] coarse = new double[layout.dimension()];
        double[] fine = new double[layout.dimension()];
        long coarseBefore = 0;
        long fineBefore = 0;
        for (int k = 0; k < times.count(); k++) {
            Outcome outcome = pair.advanceTo(times.at(k), within(k, progress));
            if (!outcome.isCompleted()) {
                return failed(number, outcome);
            }
            layout.measure(pair.coarse(), k, pair.coarse().spikes() - coarseBefore, coarse);
            layout.measure(pair.fine(), k, pair.fine().spikes() - fineBefore, fine);
            coarseBefore = pair.coarse().spikes();
            fineBefore = pair.fine().spikes();
        }
        for (int c = 0; c < coarse.length; c++) {
            coarse[c] = 4.0 / 3 * (coarse[c] - fine[c]);
        }
        progress.goOn(1);
        return new Replica.Sample(Outcome.completed(times.last()), coarse);
    }

    private Progress within(int k, Progress progress) {
        double from = k == 0 ? 0 : times.at(k - 1);
        double until = times.at(k);
        return part -> progress.goOn((from + part * (until - from)) / times.last());
    }

    private static Replica.Sample failed(int number, Outcome outcome) {
        return new Replica.Sample(
                outcome.kind() == Outcome.Kind.BLEW_UP
                        ? new Outcome(outcome.kind(), outcome.time(), "replica " + number + ": " + outcome.message())
                        : outcome);
    }
}
