package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.Arrays;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;
import org.hipparchus.util.FastMath;

/**
 * A trajectory without time steps, exact in law, of neurons that may differ, with linear drifts b = β − κ v and bounded intensities, with currents
 * and Poisson kicks from outside, delays and a refractory time.
 *
 * <p>Every kind of neuron has a centre, m' = β − κ m + I(t), that currents move ({@link LinearResponse}), and around it
 *
 * <pre>  Z_i = e^{κ(t − t_ref)} (V_i − m(t))</pre>
 *
 * <p>has no drift: as in {@link EventDriven} a kick is one addition, and a neuron is brought up to date only when it is a candidate for a spike.
 * Events come in the order of their times: candidates, a Poisson process of rate N max sup ν; kicks that arrive after their delay, first in, first
 * out for each delay; Poisson kicks from outside ({@link OutsideKicks}). A refractory neuron is placed at v_r at the time of its release, and loses
 * what arrives before.
 *
 * <p>Cost: as for {@link EventDriven}, one exponential function more an event and kind that it meets, and N normal deviates an output time. Random
 * numbers: streams (replica, b) for V(0) as in {@link TimeStepped}, stream (replica, −2) for the candidates and the noise before them, (replica, −4)
 * for the potentials at output times, (replica, −5) for Poisson kicks.
 */
final class DrivenEvents implements Trajectory {
    /** Beyond this κ × time a new frame begins. */
    private static final double LONGEST = 100;

    private static final int EVENTS_BETWEEN_CALLS = 1 << 13;

    private final SpikingNetwork system;
    private final Synapses synapses;
    private final Kind[] kinds;
    private final Kind[] kindOf;
    private final double bound;
    private final double rate;
    private final GaussianStream candidates;
    private final GaussianStream outputs;
    private final KicksUnderway underway;
    private final OutsideKicks outside;
    private final double[] z;
    /** Time at which each neuron was up to date. */
    private final double[] clocks;

    private final int[] counts;
    private final double[] until;
    private SpikeListener listener;
    private long spikes;
    private double time;
    private double candidate;

    /** Neurons with one drift, noise, intensity and current, and their frame. */
    private static final class Kind {
        private final Motions.Motion motion;
        private final Neuron neuron;
        private final double kappa;
        private final double bound;
        private final LinearResponse.Reader response;

        private double reference;
        private double frame = 1;
        private double framed;

        Kind(Motions.Motion motion) {
            this.motion = motion;
            this.neuron = motion.neuron();
            this.kappa = motion.kappa();
            this.bound = neuron.intensity().facts().supremum();
            this.response = motion.response() == null ? null : motion.response().reader();
        }

        /** m(t). */
        double centre(double time) {
            double free = motion.rest() + motion.slope() * time;
            return response == null ? free : free + response.at(time);
        }

        /** e^{κ(t − t_ref)} at the present time. */
        double frame(double time) {
            if (framed != time) {
                frame = FastMath.exp(kappa * (time - reference));
                framed = time;
            }
            return frame;
        }

        /** Standard deviation of what noise adds to V over a duration. */
        double spread(double duration) {
            double clock = kappa == 0 ? duration : -FastMath.expm1(-2 * kappa * duration) / (2 * kappa);
            return neuron.noise() * Math.sqrt(clock);
        }
    }

    DrivenEvents(SpikingNetwork system, RandomStreams streams, long replica) {
        this.system = system;
        this.synapses = system.synapses();
        this.bound = system.supremum();
        this.rate = bound * system.size();
        Motions motions = system.motions();
        this.kinds = motions.kinds().stream().map(Kind::new).toArray(Kind[]::new);
        this.kindOf = new Kind[system.size()];
        Arrays.setAll(kindOf, i -> kinds[motions.kind(i)]);
        this.z = NetworkState.initial(system, streams, replica).v;
        for (int i = 0; i < z.length; i++) {
            z[i] -= kindOf[i].centre(0);
        }
        this.clocks = new double[z.length];
        this.counts = new int[z.length];
        this.until = system.refractory() > 0 ? new double[z.length] : null;
        this.underway = new KicksUnderway(system.lanes());
        this.outside = new OutsideKicks(motions.expected(), GaussianStream.of(streams.stream(replica, -5)));
        this.outputs = GaussianStream.of(streams.stream(replica, -4));
        this.candidates = GaussianStream.of(streams.stream(replica, -2));
        this.candidate = candidates.exponential() / rate;
    }

    @Override
    public Outcome advanceTo(double target, Progress progress) {
        Leg.requireAhead(time, target);
        double start = time;
        int events = 0;
        while (true) {
            if (++events % EVENTS_BETWEEN_CALLS == 0 && !progress.goOn((time - start) / (target - start))) {
                return new Outcome(Outcome.Kind.CANCELLED, time, "stopped at time " + time);
            }
            double arrival = underway.next();
            double kick = outside.next(target);
            double next = Math.min(candidate, Math.min(arrival, kick));
            if (!(next <= target)) {
                break;
            }
            moveTo(next);
            if (next == arrival) {
                deliver(underway.neuron(), underway.lane());
                underway.remove();
            } else if (next == kick) {
                double size = outside.size();
                kick(outside.take(), size);
            } else {
                int lost = consider();
                if (lost >= 0) {
                    return NetworkState.ranAway(lost, potential(lost), time);
                }
            }
        }
        moveTo(target);
        for (int i = 0; i < z.length; i++) {
            if (!isRefractory(i)) {
                update(i, outputs);
            }
            double v = potential(i);
            if (!(Math.abs(v) <= NetworkState.RUNAWAY)) {
                return NetworkState.ranAway(i, v, time);
            }
        }
        return Outcome.completed(time);
    }

    /** Moves the time; a kind whose frame has grown too far begins a new one. */
    private void moveTo(double target) {
        time = target;
        for (Kind kind : kinds) {
            if (kind.kappa * (time - kind.reference) > LONGEST) {
                double factor = FastMath.exp(-kind.kappa * (time - kind.reference));
                for (int i = 0; i < z.length; i++) {
                    z[i] *= kindOf[i] == kind ? factor : 1;
                }
                kind.reference = time;
                kind.framed = Double.NaN;
            }
        }
    }

    /** One of the N neurons fires with probability ν(V)/max sup ν; returns it if it ran away, else −1. */
    private int consider() {
        long twice = 2L * z.length;
        long bits = candidates.random().nextLong() >>> 1;
        int i = (int) Math.multiplyHigh(bits, twice);
        double mark = (bits * twice >>> 11) * 0x1p-53;
        candidate = time + candidates.exponential() / rate;
        if (isRefractory(i)) {
            return -1;
        }
        update(i, candidates);
        double v = potential(i);
        if (!(Math.abs(v) <= NetworkState.RUNAWAY)) {
            return i;
        }
        if (mark * bound < NetworkState.intensity(kindOf[i].neuron, v, kindOf[i].bound)) {
            fire(i);
        }
        return -1;
    }

    /** Brings a neuron that is not refractory up to date. */
    private void update(int i, GaussianStream noise) {
        Kind kind = kindOf[i];
        if (kind.neuron.noise() > 0 && time > clocks[i]) {
            z[i] += kind.frame(time) * kind.spread(time - clocks[i]) * noise.next();
        }
        clocks[i] = time;
    }

    private void fire(int i) {
        Kind kind = kindOf[i];
        double free = time;
        if (until != null) {
            free += system.refractoryOf(i);
            until[i] = free;
        }
        z[i] = FastMath.exp(kind.kappa * (free - kind.reference)) * (kind.neuron.reset() - kind.centre(free));
        clocks[i] = free;
        if (system.lanes() == null) {
            deliver(i, 0);
        } else {
            underway.send(i, time);
            if (system.lanes().delay(0) == 0) {
                deliver(i, 0);
            }
        }
        counts[i]++;
        spikes++;
        if (listener != null) {
            listener.spiked(time, i);
        }
    }

    private void deliver(int i, int lane) {
        DelayLanes lanes = system.lanes();
        boolean all = lanes == null || lanes.areOne();
        int end = synapses.start(i + 1);
        for (int e = synapses.start(i); e < end; e++) {
            int j = synapses.target(e);
            if (all || lanes.lane(j, i) == lane) {
                kick(j, synapses.kick(e));
            }
        }
    }

    private void kick(int i, double size) {
        if (!isRefractory(i)) {
            z[i] += kindOf[i].frame(time) * size;
        }
    }

    private boolean isRefractory(int i) {
        return until != null && until[i] > time;
    }

    @Override
    public void pass(Transfer state) throws IOException {
        time = state.number(time);
        candidate = state.number(candidate);
        for (Kind kind : kinds) {
            kind.reference = state.number(kind.reference);
            kind.framed = Double.NaN;
        }
        state.numbers(z);
        state.numbers(clocks);
        state.numbers(counts);
        spikes = state.whole(spikes);
        if (until != null) {
            state.numbers(until);
        }
        underway.pass(state);
        outside.pass(state);
        state.streams(outputs);
        state.streams(candidates);
    }

    @Override
    public void listen(SpikeListener listener) {
        this.listener = listener;
    }

    @Override
    public double meanKick() {
        return synapses.meanKick();
    }

    @Override
    public double time() {
        return time;
    }

    @Override
    public int size() {
        return z.length;
    }

    @Override
    public double potential(int i) {
        Kind kind = kindOf[i];
        return isRefractory(i) ? kind.neuron.reset() : kind.centre(time) + z[i] / kind.frame(time);
    }

    @Override
    public double intensity(int i) {
        return isRefractory(i) ? 0 : NetworkState.intensity(kindOf[i].neuron, potential(i), kindOf[i].bound);
    }

    @Override
    public long spikes(int i) {
        return counts[i];
    }

    @Override
    public long spikes() {
        return spikes;
    }
}
