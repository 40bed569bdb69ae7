package org.espalier.particles.spiking;

import java.io.IOException;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.threads.Crew;

/**
 * A trajectory in time steps, by Strang's splitting into the flow between spikes and the spikes:
 *
 * <pre>  step h:  flow over h/2,  spikes over h,  flow over h/2</pre>
 *
 * <p>The flow is exact in law for linear drift (Ornstein-Uhlenbeck) and of weak order 2 otherwise (Heun). The spikes of a
 * step are those of the pure jump process with the potentials frozen at the middle of the step, simulated without error:
 * neurons fire one after the other in random order, each sees the kicks of those before it, may fire again, and a neuron
 * that was kicked and then fires loses the kick to the reset. So the only error is that of the splitting: weak order 2 in
 * h. Two half flows that meet are merged into one, so that a step costs one normal deviate a neuron.
 *
 * <p>Kicks with a delay arrive at their moment within a step, between its spikes, whatever the step: the error is still that of the splitting.
 *
 * <p>A refractory time begins at the moment of the spike within its step and ends exactly: the neuron flows from v_r for what
 * is left of the step, may fire in it, and is kicked by those that fire later.
 *
 * <p>An interval between two calls is divided into equal steps not longer than the time step. Random numbers: stream
 * (replica, b) for the potentials of neurons 2048 b .. 2048 b + 2047, stream (replica, −1) for the order of the spikes,
 * stream (replica, −3) for what neurons do between their release and the end of a step, stream (replica, −5) for Poisson kicks from outside.
 */
final class TimeStepped extends SteppedTrajectory {
    private static final int PARTS_A_THREAD = 8;

    private final GaussianStream released;
    private final OutsideInputs inputs;
    private final boolean timedKicks;
    private final GaussianStream outside;
    private final Jumps jumps;
    private final int threads;
    private final int parts;
    private final int[] lost;
    private Crew crew;
    private boolean preparing;
    private boolean prepared;

    TimeStepped(SpikingNetwork system, double timeStep, RandomStreams streams, long replica, int threads) {
        super(system, timeStep, streams, replica);
        this.threads = Math.min(threads, noise.length);
        this.parts = this.threads == 1 ? 1 : Math.min(noise.length, PARTS_A_THREAD * this.threads);
        this.lost = new int[parts];
        this.released = GaussianStream.of(streams.stream(replica, -3));
        this.inputs = system.inputs();
        this.timedKicks = inputs != null && inputs.haveKicks() && state.hasRefractoryTime();
        this.outside = inputs == null ? null : GaussianStream.of(streams.stream(replica, -5));
        this.jumps = Jumps.of(state, GaussianStream.of(streams.stream(replica, -1)), noise);
    }

    @Override
    Outcome stepTo(double target, Progress progress) {
        try (Crew together = threads > 1 ? Crew.of(threads) : null) {
            crew = together;
            while (true) {
                double end = inputs == null ? target : Math.min(target, inputs.nextBreak(time));
                Outcome outcome = steps(end, progress);
                if (!outcome.isCompleted() || end == target) {
                    return outcome;
                }
            }
        } finally {
            crew = null;
            preparing = false;
        }
    }

    private Outcome steps(double target, Progress progress) {
        int away = -1;
        boolean begins = leg.begin(time, target, timeStep);
        double h = leg.timeStep();
        Flow half = Flow.over(h / 2, state.system);
        Flow full = Flow.over(h, state.system);
        if (begins) {
            away = move(half, leg.time(0.5), time, h);
        }
        while (leg.isOpen()) {
            boolean last = leg.isLast();
            time = leg.time(leg.done() + 0.5);
            if (away < 0) {
                act();
                if (timedKicks) {
                    inputs.expect(state.underway(), leg.time(leg.done()), leg.time(leg.done() + 1), outside);
                }
                away = jump(h, last ? 0 : h);
                act();
            }
            if (away >= 0) {
                return state.ranAway(away, time);
            }
            away = last
                    ? move(half, target, target, 0)
                    : move(full, leg.time(leg.done() + 1.5), leg.time(leg.done() + 1), h);
            leg.finishStep();
            if (away < 0 && isStopped(progress)) {
                return new Outcome(Outcome.Kind.CANCELLED, time, "stopped at time " + time);
            }
        }
        time = target;
        return away >= 0 ? state.ranAway(away, time) : Outcome.completed(time);
    }

    @Override
    public void pass(Transfer transfer) throws IOException {
        super.pass(transfer);
        transfer.streams(released);
        if (outside != null) {
            transfer.streams(outside);
        }
        jumps.pass(transfer);
    }

    /** Half of what the inputs do in this step. */
    private void act() {
        if (inputs != null) {
            inputs.half(state, leg.time(leg.done()), leg.time(leg.done() + 1), outside);
        }
    }

    /** Runs the spikes of a step, while a helper begins to prepare those of the next one; 0 if there is none. */
    private int jump(double duration, double following) {
        boolean ready = jumps.proceed();
        if (crew != null && ready && following > 0) {
            crew.begin(1, (part, worker) -> jumps.prepare(following));
            preparing = true;
        }
        int away = jumps.run(duration);
        if (away >= 0) {
            finishPreparing();
        }
        return away;
    }

    private void finishPreparing() {
        if (preparing) {
            crew.finish();
            preparing = false;
            prepared = true;
        }
    }

    /** Moves all neurons, the blocks shared by the threads, and prepares spikes over a duration; 0 for none. */
    private int move(Flow flow, double until, double stepEnd, double spikes) {
        boolean tame = flow.growth() < Double.POSITIVE_INFINITY;
        state.gather();
        if (crew == null || tame) {
            // without noise the memory is busier than the processor: the helper goes on with the spikes
            for (int part = 0; part < parts; part++) {
                move(flow, part);
            }
            finishPreparing();
        } else {
            finishPreparing();
            crew.begin(parts, (part, worker) -> move(flow, part));
            crew.finish();
        }
        if (spikes > 0 && !prepared) {
            jumps.prepare(spikes);
        }
        prepared = false;
        state.release(until, stepEnd, released);
        int away = tame ? state.raised(flow.growth()) : -1;
        for (int part = 0; part < parts && away < 0; part++) {
            away = lost[part];
        }
        return away;
    }

    private void move(Flow flow, int part) {
        int from = part * noise.length / parts;
        int to = (part + 1) * noise.length / parts;
        lost[part] = -1;
        if (flow.growth() < Double.POSITIVE_INFINITY) {
            flow.drift(state.v, from * BLOCK, Math.min(state.v.length, to * BLOCK));
            return;
        }
        for (int b = from; b < to; b++) {
            int found = flow.move(state.v, b * BLOCK, Math.min(state.v.length, (b + 1) * BLOCK), noise[b]);
            lost[part] = lost[part] < 0 ? found : lost[part];
        }
    }
}
