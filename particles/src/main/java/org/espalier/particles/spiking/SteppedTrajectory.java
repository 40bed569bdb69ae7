package org.espalier.particles.spiking;

import java.io.IOException;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;

/**
 * A trajectory in time steps: its state, and the leg that it is on. Random numbers: stream (replica, b) for the potentials of
 * neurons 2048 b .. 2048 b + 2047, from V(0) on.
 */
abstract class SteppedTrajectory extends StateSnapshot implements Trajectory {
    /** Neurons that share a stream. */
    static final int BLOCK = 2048;

    static final int STEPS_BETWEEN_CALLS = 64;

    final double timeStep;
    final GaussianStream[] noise;
    final Leg leg = new Leg();
    double time;

    SteppedTrajectory(SpikingNetwork system, double timeStep, RandomStreams streams, long replica) {
        super(new NetworkState(system));
        this.timeStep = checked(timeStep);
        this.noise = new GaussianStream[blocks(system.size())];
        for (int b = 0; b < noise.length; b++) {
            noise[b] = GaussianStream.of(streams.stream(replica, b));
            state.draw(b, noise[b]);
        }
    }

    static double checked(double timeStep) {
        Arguments.require(Double.isFinite(timeStep) && timeStep > 0, "time step ", timeStep, " must be finite and > 0");
        return timeStep;
    }

    static int blocks(int size) {
        return (size + BLOCK - 1) / BLOCK;
    }

    @Override
    public final Outcome advanceTo(double target, Progress progress) {
        Leg.requireAhead(time, target);
        return target == time ? Outcome.completed(time) : stepTo(target, progress);
    }

    abstract Outcome stepTo(double target, Progress progress);

    /** Whether to stop before the next step: the listener is asked now and then. */
    final boolean isStopped(Progress progress) {
        return leg.isOpen() && leg.done() % STEPS_BETWEEN_CALLS == 0 && !progress.goOn(leg.share());
    }

    @Override
    public void pass(Transfer transfer) throws IOException {
        time = transfer.number(time);
        leg.pass(transfer);
        state.pass(transfer);
        transfer.streams(noise);
    }

    @Override
    public final void listen(SpikeListener listener) {
        state.listener = listener;
    }

    @Override
    public final double time() {
        return time;
    }
}
