package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.Arrays;
import org.espalier.particles.observable.Snapshot;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;

/**
 * Two trajectories of neurons that fire at a threshold, in time steps h and h/2, that start from the same potentials and share their Brownian
 * motions. Each by itself has the law of {@link ThresholdStepped} with its step; their difference has a smaller variance than either, as
 * potentials that leak forget where they were apart. Random numbers: streams (−1 − replica, ·).
 */
public final class ThresholdPairs implements Evolution {
    private final ThresholdStepped coarse;
    private final ThresholdStepped fine;
    private final SpikingNetwork system;
    private final double timeStep;
    private final GaussianStream[] noise;
    private final double[][] halves;
    private final Leg leg = new Leg();
    private double time;

    /**
     * Starts both trajectories from the same potentials.
     *
     * @param system the network, with a threshold
     * @param timeStep the coarse step h &gt; 0
     * @param streams random numbers
     * @param replica which pair
     */
    public ThresholdPairs(SpikingNetwork system, double timeStep, RandomStreams streams, long replica) {
        if (system.refractory() > 0 || system.plasticity().isPresent() || system.lanes() != null) {
            throw new IllegalArgumentException(
                    "bias of the time step: pairs at a threshold cover neither a refractory time nor plasticity nor delays;"
                            + " compare two runs");
        }
        long own = -1 - replica;
        this.system = system;
        this.timeStep = SteppedTrajectory.checked(timeStep);
        coarse = new ThresholdStepped(system, timeStep, streams, own);
        fine = new ThresholdStepped(system, timeStep, streams, own);
        noise = new GaussianStream[SteppedTrajectory.blocks(system.size())];
        // the block streams at their beginning drew the potentials: these go on elsewhere
        Arrays.setAll(noise, b -> GaussianStream.of(streams.stream(own, noise.length + b)));
        halves = new double[3][system.size()];
    }

    /** {@return the trajectory with step h} */
    public Snapshot coarse() {
        return coarse;
    }

    /** {@return the trajectory with step h/2} */
    public Snapshot fine() {
        return fine;
    }

    @Override
    public Outcome advanceTo(double target, Progress progress) {
        Leg.requireAhead(time, target);
        if (target == time) {
            return Outcome.completed(time);
        }
        leg.begin(time, target, timeStep);
        Flow full = Flow.over(leg.timeStep(), system);
        Flow half = Flow.over(leg.timeStep() / 2, system);
        while (leg.isOpen()) {
            draw(halves[0]);
            draw(halves[1]);
            double middle = leg.time(leg.done() + 0.5);
            double end = leg.time(leg.done() + 1);
            int lost = fine.step(half, leg.timeStep() / 2, middle, halves[0]);
            lost = Math.max(lost, fine.step(half, leg.timeStep() / 2, end, halves[1]));
            int lostToo =
                    coarse.step(full, leg.timeStep(), end, CoupledSteps.merged(half, halves[0], halves[1], halves[2]));
            leg.finishStep();
            time = end;
            if (lost >= 0 || lostToo >= 0) {
                return lost >= 0 ? fine.ranAway(lost) : coarse.ranAway(lostToo);
            }
            if (leg.isOpen()
                    && leg.done() % SteppedTrajectory.STEPS_BETWEEN_CALLS == 0
                    && !progress.goOn(leg.share())) {
                return new Outcome(Outcome.Kind.CANCELLED, time, "stopped at time " + time);
            }
        }
        return Outcome.completed(time);
    }

    private void draw(double... xi) {
        for (int b = 0; b < noise.length; b++) {
            int end = Math.min(xi.length, (b + 1) * SteppedTrajectory.BLOCK);
            for (int i = b * SteppedTrajectory.BLOCK; i < end; i++) {
                xi[i] = noise[b].next();
            }
        }
    }

    @Override
    public void pass(Transfer state) throws IOException {
        time = state.number(time);
        leg.pass(state);
        coarse.pass(state);
        fine.pass(state);
        state.streams(noise);
    }
}
