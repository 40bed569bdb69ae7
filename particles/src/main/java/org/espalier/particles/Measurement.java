package org.espalier.particles;

import java.time.Duration;
import org.espalier.particles.spiking.CoupledSteps;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.particles.spiking.Trajectory;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.Checkpoint;
import org.espalier.run.sampling.Replica;

/** Simulates one replica and measures it at the output times. */
record Measurement(
        SpikingNetwork system,
        RandomStreams streams,
        Driver driver,
        double timeStep,
        int threadsEach,
        Times times,
        ValueLayout layout) {
    /** The observables along one trajectory, which is kept beside a checkpoint if it takes long; null for none. */
    Replica.Sample alongTrajectory(int number, Checkpoint saved, Duration every, Progress progress) {
        Trajectory trajectory = driver == Driver.EVENT_DRIVEN
                ? system.eventDriven(streams, number)
                : system.timeStepped(timeStep, streams, number, threadsEach);
        Passage passage = new Passage(trajectory, times, layout, trajectory);
        Outcome outcome = passage.run(saved == null ? null : saved.unfinished(number), every, progress);
        return outcome.isCompleted() ? new Replica.Sample(outcome, passage.values(0)) : failed(number, outcome);
    }

    /** The bias of the time step in every observable, from a pair of trajectories, kept likewise. */
    Replica.Sample alongPair(int number, Checkpoint saved, Duration every, Progress progress) {
        CoupledSteps pair = new CoupledSteps(system, timeStep, streams, number);
        Passage passage = new Passage(pair, times, layout, pair.coarse(), pair.fine());
        Outcome outcome = passage.run(saved == null ? null : saved.unfinished(number), every, progress);
        if (!outcome.isCompleted()) {
            return failed(number, outcome);
        }
        double[] bias = new double[layout.dimension()];
        for (int c = 0; c < bias.length; c++) {
            bias[c] = 4.0 / 3 * (passage.values(0)[c] - passage.values(1)[c]);
        }
        return new Replica.Sample(outcome, bias);
    }

    private static Replica.Sample failed(int number, Outcome outcome) {
        return new Replica.Sample(
                outcome.kind() == Outcome.Kind.BLEW_UP
                        ? new Outcome(outcome.kind(), outcome.time(), "replica " + number + ": " + outcome.message())
                        : outcome);
    }
}
