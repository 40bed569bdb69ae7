package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.Arrays;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;
import org.hipparchus.util.FastMath;

/**
 * A trajectory without time steps, exact in law, of neurons of one model with linear drift b = β − κ v and bounded intensity ν ≤ λ, whose kicks
 * arrive at once and on which nothing acts from outside ({@link DrivenEvents} simulates the others).
 *
 * <p>Candidates for a spike come as a Poisson process of rate Nλ, each is one of the N neurons, and it fires with
 * probability ν(V)/λ. Between candidates a neuron is an Ornstein-Uhlenbeck process with added kicks, so it is brought up to
 * date only when it is a candidate. In the global frame
 *
 * <pre>  Z_i = G (V_i − v*) ,   G = e^{κ(t − t_ref)} ,   v* = β/κ ,</pre>
 *
 * <p>drift is gone: a kick is Z_j ← Z_j + G α w[j][i], one addition, and catching up from time s adds a normal deviate of
 * variance σ² (G(t)² − G(s)²)/(2κ). The frame is moved to t_ref = t once G has passed 10^50. For κ = 0: Z_i = V_i − βt, G = 1,
 * and the variance is σ²(t − s).
 *
 * <p>A refractory neuron is placed at v_r at the time of its release, and is left alone until then.
 *
 * <p>Candidates, their uniform numbers and their normal deviates do not depend on the potentials ({@link Arrivals}), and what
 * noise adds to a neuron between two of its candidates depends on neither potentials nor spikes, if there is no refractory
 * time. So some candidates are worked on together, pass by pass: the frame at their times, what noise adds, the synapses of
 * those that will probably fire ({@link Synapses#fetch}), and at last, one after the other, who fires. In all but the last
 * pass the waits for memory overlap. Nothing but time depends on the guess, or on how many are together.
 *
 * <p>Cost: one exponential and one normal deviate a candidate, one addition a synapse and spike, N normal deviates an
 * output time; nothing else depends on N. Random numbers: streams (replica, b) for V(0) as in {@link TimeStepped}, stream
 * (replica, −2) for the candidates, stream (replica, −4) for the potentials at output times.
 */
final class EventDriven implements Trajectory {
    /** Beyond this κ × time, and beyond this G, a new frame begins: G² stays a number. */
    private static final double LONGEST = 100;

    private static final double FARTHEST = 1e50;

    private static final int BATCHES_BETWEEN_CALLS = 128;
    private static final int BATCH = 512;
    /** Below this many spikes in the batch before fetching ahead does not pay. */
    private static final int BUSY = 4;

    private final SpikingNetwork system;
    private final Synapses synapses;
    private final Acceptance acceptance;
    private final Neuron neuron;
    private final double kappa;
    private final double input;
    private final double rest;
    private final double noiseScale;
    private final double bound;
    private final Arrivals arrivals;
    private final GaussianStream outputs;
    private final double[] z;
    private final double[] clocks;
    private final int[] counts;
    private SpikeListener listener;
    private final double[] until;
    private long spikes;
    private double time;
    private double frame = 1;
    private final boolean large;
    private boolean busy;

    // of the arrivals at work: G, 1/G, what noise adds to z, the potential if none fires before, and who will probably
    // fire
    private final double[] frames;
    private final double[] shrinks;
    private final double[] diffusions;
    private final double[] expected;
    private final int[] likely;
    private double fetched;

    EventDriven(SpikingNetwork system, RandomStreams streams, long replica) {
        this.system = system;
        this.neuron = system.neuron();
        LinearLeak leak = (LinearLeak) neuron.drift();
        this.synapses = system.synapses();
        this.bound = neuron.intensity().facts().supremum();
        this.acceptance = system.acceptance();
        this.kappa = leak.rate();
        this.input = leak.input();
        this.rest = kappa == 0 ? 0 : input / kappa;
        // the variance of a catch-up is noiseScale² times the increase of the clock
        this.noiseScale = kappa == 0 ? neuron.noise() : neuron.noise() / FastMath.sqrt(2 * kappa);
        this.z = NetworkState.initial(system, streams, replica).v;
        for (int i = 0; i < z.length; i++) {
            z[i] -= rest;
        }
        this.clocks = new double[z.length];
        Arrays.fill(clocks, clock());
        this.counts = new int[z.length];
        this.until = system.refractory() > 0 ? new double[z.length] : null;
        this.outputs = GaussianStream.of(streams.stream(replica, -4));
        this.arrivals = new Arrivals(
                z.length,
                bound,
                noiseScale > 0,
                Math.max(8, Math.min(BATCH, z.length / 8)),
                GaussianStream.of(streams.stream(replica, -2)));
        this.large = synapses.areLarge();
        this.frames = new double[arrivals.together()];
        this.shrinks = new double[arrivals.together()];
        this.expected = new double[arrivals.together()];
        this.diffusions = new double[arrivals.together()];
        this.likely = new int[arrivals.together()];
    }

    /** The time in which potentials in the global frame diffuse at a constant rate. */
    private double clock() {
        return kappa == 0 ? time : frame * frame;
    }

    /** Moves the time, and the frame with it. */
    private void moveTo(double target) {
        double x = kappa * (target - time);
        time = target;
        if (isWithinFrame(x, frame)) {
            frame *= growth(x);
        } else {
            rebase(FastMath.exp(-x) / frame);
        }
    }

    private static boolean isWithinFrame(double x, double frame) {
        return x <= LONGEST && frame <= FARTHEST;
    }

    /** e^x: where x is small Taylor's remainder x⁵/120 is below the rounding error. */
    private static double growth(double x) {
        return x < 1e-3 ? 1 + x * (1 + x * (0.5 + x * (1 / 6.0 + x / 24))) : FastMath.exp(x);
    }

    /** Brings a neuron that is not refractory up to date. */
    private void update(int i, double deviate) {
        if (noiseScale == 0) {
            return;
        }
        double now = clock();
        double past = now - clocks[i];
        if (past > 0) {
            z[i] += noiseScale * Math.sqrt(past) * deviate;
        }
        clocks[i] = now;
    }

    /** Begins a new frame, with 1 in the place of 1/factor. */
    private void rebase(double factor) {
        for (int i = 0; i < z.length; i++) {
            z[i] *= factor;
            clocks[i] *= factor * factor;
        }
        frame = 1;
    }

    @Override
    public Outcome advanceTo(double target, Progress progress) {
        Leg.requireAhead(time, target);
        double start = time;
        int batches = 0;
        while (true) {
            if (arrivals.areUsed()) {
                if (++batches % BATCHES_BETWEEN_CALLS == 0 && !progress.goOn((time - start) / (target - start))) {
                    return new Outcome(Outcome.Kind.CANCELLED, time, "stopped at time " + time);
                }
                arrivals.draw();
            }
            int from = arrivals.next();
            int to = approach(from, target);
            if (to == from) {
                break;
            }
            diffuse(from, to);
            int lost = consider(from, to);
            if (lost >= 0) {
                return NetworkState.ranAway(lost, potential(lost), time);
            }
        }
        moveTo(target);
        for (int i = 0; i < z.length; i++) {
            if (!isRefractory(i)) {
                update(i, noiseScale > 0 ? outputs.next() : 0);
            }
            double v = potential(i);
            if (!(Math.abs(v) <= NetworkState.RUNAWAY)) {
                return NetworkState.ranAway(i, v, time);
            }
        }
        return Outcome.completed(time);
    }

    /** Finds the arrivals up to a time that share a frame, and what it is for each; returns the end of them. */
    private int approach(int from, double target) {
        int end = arrivals.end();
        if (from == end || arrivals.time(from) > target) {
            return from;
        }
        moveTo(arrivals.time(from));
        double at = time;
        double growth = frame;
        int k = from;
        while (true) {
            frames[k] = growth;
            shrinks[k] = 1 / growth;
            k++;
            if (k == end || arrivals.time(k) > target || !isWithinFrame(kappa * (arrivals.time(k) - at), growth)) {
                break;
            }
            growth *= growth(kappa * (arrivals.time(k) - at));
            at = arrivals.time(k);
        }
        time = at;
        frame = growth;
        return k;
    }

    /** Draws what noise has added to the neurons of some arrivals; those of refractory neurons are for the guess alone. */
    private void diffuse(int from, int to) {
        if (noiseScale == 0) {
            return;
        }
        for (int k = from; k < to; k++) {
            double now = kappa == 0 ? arrivals.time(k) : frames[k] * frames[k];
            int i = arrivals.neuron(k);
            diffusions[k] = noiseScale * Math.sqrt(Math.max(0, now - clocks[i])) * arrivals.deviate(k);
            if (until == null) {
                clocks[i] = now;
            }
        }
    }

    /**
     * Fetches the synapses of the arrivals that fire if no other fires before them. First a list, made without a branch, for
     * the memory to be waited for once and not spike by spike.
     */
    private void fetch(int from, int to) {
        for (int k = from; k < to; k++) {
            expected[k] = shift(k) + (z[arrivals.neuron(k)] + diffusions[k]) * shrinks[k];
        }
        int count = 0;
        for (int k = from; k < to; k++) {
            likely[count] = arrivals.neuron(k);
            count += acceptance.isLikely(expected[k], arrivals.mark(k)) ? 1 : 0;
        }
        fetched = synapses.fetch(likely, count);
    }

    private double shift(int k) {
        return kappa == 0 ? input * arrivals.time(k) : rest;
    }

    /** Goes through some arrivals; returns a neuron that ran away, or −1. */
    private int consider(int from, int to) {
        if (busy) {
            fetch(from, to);
        }
        long before = spikes;
        for (int k = from; k < to; k++) {
            time = arrivals.time(k);
            frame = frames[k];
            int i = arrivals.neuron(k);
            if (until == null) {
                z[i] += diffusions[k];
            } else if (isRefractory(i)) {
                continue;
            } else {
                update(i, arrivals.deviate(k));
            }
            double v = shift(k) + z[i] * shrinks[k];
            if (!(Math.abs(v) <= NetworkState.RUNAWAY)) {
                arrivals.use(k + 1);
                return i;
            }
            if (acceptance.accepts(v, arrivals.mark(k))) {
                fire(i);
            }
        }
        arrivals.use(to);
        busy = large && spikes - before >= BUSY;
        return -1;
    }

    private void fire(int i) {
        if (until == null) {
            z[i] = kappa == 0 ? neuron.reset() - input * time : frame * (neuron.reset() - rest);
            synapses.deliver(i, z, frame);
        } else {
            hold(i);
            synapses.deliver(i, z, frame, until, time);
        }
        counts[i]++;
        spikes++;
        if (listener != null) {
            listener.spiked(time, i);
        }
    }

    /** Puts the neuron at v_r at the end of its refractory time: its clock then lies in the future. */
    private void hold(int i) {
        until[i] = time + system.refractoryOf(i);
        double then = frame * FastMath.exp(kappa * system.refractoryOf(i));
        z[i] = kappa == 0 ? neuron.reset() - input * until[i] : then * (neuron.reset() - rest);
        clocks[i] = kappa == 0 ? until[i] : then * then;
    }

    private boolean isRefractory(int i) {
        return until != null && until[i] > time;
    }

    @Override
    public void pass(Transfer state) throws IOException {
        time = state.number(time);
        frame = state.number(frame);
        state.numbers(z);
        state.numbers(clocks);
        state.numbers(counts);
        spikes = state.whole(spikes);
        if (until != null) {
            state.numbers(until);
        }
        state.streams(outputs);
        arrivals.pass(state);
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
        if (isRefractory(i)) {
            return neuron.reset();
        }
        return potential(z[i], time, frame);
    }

    private double potential(double inFrame, double now, double scale) {
        return kappa == 0 ? inFrame + input * now : rest + inFrame / scale;
    }

    @Override
    public double intensity(int i) {
        return isRefractory(i) ? 0 : NetworkState.intensity(neuron, potential(i), bound);
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
