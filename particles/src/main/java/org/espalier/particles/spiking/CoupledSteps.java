package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.Arrays;
import org.espalier.model.neuron.Neuron;
import org.espalier.particles.observable.Snapshot;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;
import org.hipparchus.util.FastMath;

/**
 * Two trajectories in time steps h and h/2 that share their noise: the same Brownian motions, and the same candidates for
 * spikes, each accepted with the same uniform number. Each by itself has the law of {@link TimeStepped} with its step; their
 * difference has a far smaller variance than either. An observable of weak order 2 has, at step h, the bias
 *
 * <pre>  E X_h − E X = (4/3) E (X_h − X_{h/2}) + O(h³)</pre>
 *
 * <p>Poisson kicks from outside are shared too ({@link PairedKicks}). Needs bounded intensities. Random numbers: streams (−1 − replica, ·), apart
 * from those of the trajectories themselves.
 */
public final class CoupledSteps implements Evolution {
    private final NetworkState coarse;
    private final NetworkState fine;
    private final OutsideInputs inputs;
    private final PairedKicks kicks;
    private final double timeStep;
    private final GaussianStream[] noise;
    private final GaussianStream candidates;
    private final double[][] quarters;
    private final double[][] scratch;
    private final int size;
    private final Leg leg = new Leg();
    private double time;
    private double wait;
    private int[] queuedNeurons = new int[64];
    private double[] queuedMarks = new double[64];
    private int queued;

    /**
     * Starts both trajectories from the same potentials.
     *
     * @param system the network
     * @param timeStep the coarse step h &gt; 0
     * @param streams random numbers
     * @param replica which pair
     */
    public CoupledSteps(SpikingNetwork system, double timeStep, RandomStreams streams, long replica) {
        if (system.hasThreshold()
                || system.refractory() > 0
                || system.plasticity().isPresent()) {
            throw new IllegalArgumentException(
                    "bias of the time step: pairs cover neither threshold nor refractory time nor plasticity; compare two runs");
        }
        if (system.lanes() != null) {
            throw new IllegalArgumentException("bias of the time step: pairs know no delays; compare two runs");
        }
        long own = -1 - replica;
        this.coarse = NetworkState.initial(system, streams, own);
        if (!coarse.isBounded()) {
            throw new IllegalArgumentException("bias of the time step: an intensity of "
                    + system.neurons().distinct().stream()
                            .map(Neuron::intensity)
                            .distinct()
                            .toList()
                    + " has no known supremum; state its facts, or compare two runs");
        }
        this.fine = new NetworkState(system);
        this.inputs = system.inputs();
        this.kicks =
                inputs == null ? null : new PairedKicks(inputs.inputs(), GaussianStream.of(streams.stream(own, -5)));
        System.arraycopy(coarse.v, 0, fine.v, 0, fine.v.length);
        this.timeStep = SteppedTrajectory.checked(timeStep);
        this.size = system.size();
        this.noise = new GaussianStream[SteppedTrajectory.blocks(size)];
        // the block streams at their beginning drew the potentials: these go on elsewhere
        Arrays.setAll(noise, b -> GaussianStream.of(streams.stream(own, noise.length + b)));
        this.candidates = GaussianStream.of(streams.stream(own, -1));
        this.quarters = new double[6][size];
        this.scratch = new double[3][size];
        this.wait = candidates.exponential();
    }

    /** {@return the trajectory with step h} */
    public Snapshot coarse() {
        return view(coarse);
    }

    /** {@return the trajectory with step h/2} */
    public Snapshot fine() {
        return view(fine);
    }

    private Snapshot view(NetworkState state) {
        return new StateSnapshot(state) {
            @Override
            public double time() {
                return time;
            }
        };
    }

    @Override
    public Outcome advanceTo(double target, Progress progress) {
        Leg.requireAhead(time, target);
        while (time < target) {
            double end = inputs == null ? target : Math.min(target, inputs.nextBreak(time));
            Outcome outcome = stepTo(end, progress);
            if (!outcome.isCompleted()) {
                return outcome;
            }
        }
        return Outcome.completed(time);
    }

    private Outcome stepTo(double target, Progress progress) {
        boolean begins = leg.begin(time, target, timeStep);
        double h = leg.timeStep();
        Flow quarter = Flow.over(h / 4, fine.system);
        Flow half = Flow.over(h / 2, fine.system);
        Flow full = Flow.over(h, fine.system);
        int lost = -1;
        // quarters 0..3 of this step, 4 and 5 of the next
        if (begins) {
            draw(0);
            draw(1);
            lost = move(coarse, half, merged(quarter, quarters[0], quarters[1], scratch[0]));
            lost = Math.max(lost, move(fine, quarter, quarters[0]));
        }
        while (leg.isOpen() && lost < 0) {
            boolean last = leg.isLast();
            draw(2);
            draw(3);
            if (!last) {
                draw(4);
                draw(5);
            }
            queued = 0;
            double from = leg.time(leg.done());
            double middle = leg.time(leg.done() + 0.5);
            double until = leg.time(leg.done() + 1);
            fineSpikes(from, middle, h);
            lost = move(fine, half, merged(quarter, quarters[1], quarters[2], scratch[0]));
            fineSpikes(middle, until, h);
            if (inputs != null) {
                kicks.share(from, middle, until);
                actOnCoarse(from, until, false);
            }
            for (int k = 0; k < queued; k++) {
                offer(coarse, queuedNeurons[k], queuedMarks[k]);
            }
            if (inputs != null) {
                actOnCoarse(from, until, true);
            }
            double[] late = merged(quarter, quarters[2], quarters[3], scratch[0]);
            if (last) {
                lost = Math.max(lost, move(fine, quarter, quarters[3]));
                lost = Math.max(lost, move(coarse, half, late));
            } else {
                double[] next = merged(quarter, quarters[4], quarters[5], scratch[1]);
                lost = Math.max(lost, move(coarse, full, merged(half, late, next, scratch[2])));
                lost = Math.max(lost, move(fine, half, merged(quarter, quarters[3], quarters[4], scratch[0])));
                System.arraycopy(quarters[5], 0, quarters[1], 0, size);
            }
            leg.finishStep();
            time = leg.time(leg.done());
            if (lost < 0
                    && leg.isOpen()
                    && leg.done() % SteppedTrajectory.STEPS_BETWEEN_CALLS == 0
                    && !progress.goOn(leg.share())) {
                return new Outcome(Outcome.Kind.CANCELLED, time, "stopped at time " + time);
            }
        }
        if (lost >= 0) {
            return Math.abs(fine.v[lost]) <= NetworkState.RUNAWAY
                    ? coarse.ranAway(lost, time)
                    : fine.ranAway(lost, time);
        }
        return Outcome.completed(time);
    }

    /** The spikes of a fine step, between the halves of what the inputs do in it. */
    private void fineSpikes(double from, double until, double h) {
        if (inputs != null) {
            inputs.currents(fine, from, until);
            kicks.fine(fine, from, until);
        }
        propose(h / 2);
        if (inputs != null) {
            inputs.currents(fine, from, until);
            kicks.fine(fine, from, until);
        }
    }

    private void actOnCoarse(double from, double until, boolean late) {
        inputs.currents(coarse, from, until);
        kicks.coarse(coarse, from, until, late);
    }

    @Override
    public void pass(Transfer state) throws IOException {
        time = state.number(time);
        leg.pass(state);
        coarse.pass(state);
        fine.pass(state);
        state.streams(noise);
        state.streams(candidates);
        wait = state.number(wait);
        if (kicks != null) {
            kicks.pass(state);
        }
        // the last quarter that was drawn: the coarse trajectory has used it, the fine one has not
        state.numbers(quarters[1]);
    }

    private void draw(int quarter) {
        double[] xi = quarters[quarter];
        for (int b = 0; b < noise.length; b++) {
            int end = Math.min(xi.length, (b + 1) * SteppedTrajectory.BLOCK);
            for (int i = b * SteppedTrajectory.BLOCK; i < end; i++) {
                xi[i] = noise[b].next();
            }
        }
    }

    /** Draws the candidates of a duration, offers them to the fine trajectory and keeps them for the coarse one. */
    private void propose(double duration) {
        wait -= fine.supremum() * size * duration;
        while (wait < 0) {
            wait += candidates.exponential();
            int i = (int) (candidates.random().nextDouble() * size);
            double mark = candidates.random().nextDouble();
            offer(fine, i, mark);
            if (queued == queuedNeurons.length) {
                queuedNeurons = Arrays.copyOf(queuedNeurons, 2 * queued);
                queuedMarks = Arrays.copyOf(queuedMarks, 2 * queued);
            }
            queuedNeurons[queued] = i;
            queuedMarks[queued++] = mark;
        }
    }

    private static void offer(NetworkState state, int i, double mark) {
        if (mark * state.supremum() < state.intensity(i)) {
            state.fire(i);
        }
    }

    /** The deviates of two flows that follow each other, as one deviate a neuron. */
    static double[] merged(Flow flow, double[] first, double[] second, double[] into) {
        if (flow instanceof Flow.Common common) {
            double memory = common.memory();
            double norm = FastMath.sqrt(1 + memory * memory);
            for (int i = 0; i < into.length; i++) {
                into[i] = (memory * first[i] + second[i]) / norm;
            }
            return into;
        }
        for (int i = 0; i < into.length; i++) {
            double memory = flow.of(i).memory();
            into[i] = (memory * first[i] + second[i]) / Math.sqrt(1 + memory * memory);
        }
        return into;
    }

    private static int move(NetworkState state, Flow flow, double... xi) {
        int lost = -1;
        for (int i = 0; i < xi.length; i++) {
            state.v[i] = flow.of(i).next(state.v[i], xi[i]);
            if (!(Math.abs(state.v[i]) <= NetworkState.RUNAWAY) && lost < 0) {
                lost = i;
            }
        }
        return lost;
    }
}
