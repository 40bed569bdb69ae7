package org.espalier.particles.spiking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Progress;
import org.espalier.particles.random.GaussianStream;
import org.espalier.particles.random.RandomStreams;
import org.hipparchus.util.FastMath;

/**
 * A trajectory without time steps, exact in law, for linear drift b = β − κ v and bounded intensity ν ≤ λ.
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
 * <p>Candidates, their uniform numbers and their normal deviates do not depend on the potentials. They are drawn some at a
 * time, and the synapses of those that will probably fire are fetched together ({@link Synapses#fetch}): nothing but time
 * depends on the guess.
 *
 * <p>Cost: one exponential and one normal deviate a candidate, one addition a synapse and spike, N normal deviates an
 * output time; nothing else depends on N. Random numbers: streams (replica, b) for V(0) as in {@link TimeStepped}, stream
 * (replica, −2) for the candidates, stream (replica, −4) for the potentials at output times.
 */
final class EventDriven implements Trajectory {
    /** Beyond this κ × time, and beyond this G, a new frame begins: G² stays a number. */
    private static final double LONGEST = 100;

    private static final double FARTHEST = 1e50;

    private static final int BATCHES_BETWEEN_CALLS = 256;
    private static final int BATCH = 256;
    /** Below this many spikes in the batch before fetching ahead does not pay. */
    private static final int BUSY = 4;
    /** A network smaller than this lives in the caches. */
    private static final long LARGE = 1 << 22;

    private final SpikingNetwork system;
    private final Synapses synapses;
    private final Acceptance acceptance;
    private final Neuron neuron;
    private final double kappa;
    private final double input;
    private final double rest;
    private final double noiseScale;
    private final double bound;
    private final GaussianStream random;
    private final GaussianStream outputs;
    private final double[] z;
    private final double[] clocks;
    private final int[] counts;
    private SpikeListener listener;
    private final double[] until;
    private long spikes;
    private double time;
    private double frame = 1;
    private final int[] likely;
    private double fetched;
    private boolean busy;

    // candidates that are drawn: the next one, and one past the last
    private int next;
    private int drawn;
    private double lastDrawn;
    private final double[] times;
    private final int[] neurons;
    private final double[] marks;
    private final double[] deviates;

    EventDriven(SpikingNetwork system, RandomStreams streams, long replica) {
        this.system = system;
        if (system.isMixed()) {
            throw new IllegalArgumentException("event-driven simulation: the network has "
                    + system.neurons().distinct().size() + " neuron models; use the time-stepped driver");
        }
        this.neuron = system.neuron();
        if (!(neuron.drift() instanceof LinearLeak leak)) {
            throw new IllegalArgumentException("event-driven simulation: the drift " + neuron.drift()
                    + " is not linear; use the time-stepped driver");
        }
        if (system.hasThreshold()) {
            throw new IllegalArgumentException(
                    "event-driven simulation: the neurons fire at a threshold; use the time-stepped driver");
        }
        if (system.plasticity().isPresent()) {
            throw new IllegalArgumentException(
                    "event-driven simulation: the synapses are plastic; use the time-stepped driver");
        }
        this.synapses = system.synapses();
        this.bound = neuron.intensity().facts().supremum();
        if (!(bound >= 0) || Double.isInfinite(bound)) {
            throw new IllegalArgumentException("event-driven simulation: the intensity " + neuron.intensity()
                    + " has no known supremum (" + bound + "); state its facts, or use the time-stepped driver");
        }
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
        this.random = GaussianStream.of(streams.stream(replica, -2));
        this.outputs = GaussianStream.of(streams.stream(replica, -4));
        int batch = Math.max(8, Math.min(BATCH, z.length / 8));
        this.times = new double[batch];
        this.neurons = new int[batch];
        this.marks = new double[batch];
        this.deviates = new double[batch];
        this.likely = new int[batch];
    }

    /** Draws the next candidates: see {@link Candidates} for the way to a neuron and a uniform number. */
    private void draw() {
        double rate = bound * z.length;
        long twice = 2L * z.length;
        double at = lastDrawn;
        for (int k = 0; k < times.length; k++) {
            at = rate == 0 ? Double.POSITIVE_INFINITY : at + random.exponential() / rate;
            times[k] = at;
            long bits = random.random().nextLong() >>> 1;
            neurons[k] = (int) Math.multiplyHigh(bits, twice);
            marks[k] = (bits * twice >>> 11) * 0x1p-53;
            if (noiseScale > 0) {
                deviates[k] = random.next();
            }
        }
        lastDrawn = at;
        next = 0;
        drawn = times.length;
    }

    /** The time in which potentials in the global frame diffuse at a constant rate. */
    private double clock() {
        return kappa == 0 ? time : frame * frame;
    }

    /** Moves the time, and the frame with it. */
    private void moveTo(double target) {
        double x = kappa * (target - time);
        time = target;
        if (x > LONGEST || frame > FARTHEST) {
            rebase(FastMath.exp(-x) / frame);
        } else if (kappa != 0) {
            // Taylor's remainder x⁵/120 is below the rounding error
            frame *= x < 1e-3 ? 1 + x * (1 + x * (0.5 + x * (1 / 6.0 + x / 24))) : FastMath.exp(x);
        }
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
        if (!Double.isFinite(target) || target < time) {
            throw new IllegalArgumentException("time " + target + " must be finite and not before " + time);
        }
        double start = time;
        int batches = 0;
        while (true) {
            if (next == drawn) {
                if (++batches % BATCHES_BETWEEN_CALLS == 0 && !progress.goOn((time - start) / (target - start))) {
                    return new Outcome(Outcome.Kind.CANCELLED, time, "stopped at time " + time);
                }
                draw();
            }
            if (times[next] > target) {
                break;
            }
            int lost = consider(target);
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

    /** Goes through the candidates that are drawn, up to a time; returns a neuron that ran away, or −1. */
    private int consider(double target) {
        int end = drawn;
        while (times[end - 1] > target) {
            end--;
        }
        if (busy) {
            fetch(end);
        }
        long before = spikes;
        for (int k = next; k < end; k++) {
            moveTo(times[k]);
            int i = neurons[k];
            if (isRefractory(i)) {
                continue;
            }
            update(i, deviates[k]);
            double v = potential(i);
            if (!(Math.abs(v) <= NetworkState.RUNAWAY)) {
                next = k + 1;
                return i;
            }
            if (acceptance.accepts(v, marks[k])) {
                fire(i);
            }
        }
        next = end;
        busy = spikes - before >= BUSY && synapses.bytes() >= LARGE;
        return -1;
    }

    /**
     * Fetches the synapses of the candidates that fire if no other fires before them. First a list, made without a branch, for
     * the memory to be waited for once and not spike by spike.
     */
    private void fetch(int end) {
        double now = clock();
        double shift = kappa == 0 ? input * time : rest;
        double scale = 1 / frame;
        int count = 0;
        for (int k = next; k < end; k++) {
            int i = neurons[k];
            likely[count] = i;
            double v = noiseScale == 0
                    ? shift + scale * z[i]
                    : shift + scale * (z[i] + noiseScale * Math.sqrt(Math.max(0, now - clocks[i])) * deviates[k]);
            count += acceptance.isLikely(v, marks[k]) ? 1 : 0;
        }
        fetched = synapses.fetch(likely, count);
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
        until[i] = time + system.refractory();
        double then = frame * FastMath.exp(kappa * system.refractory());
        z[i] = kappa == 0 ? neuron.reset() - input * until[i] : then * (neuron.reset() - rest);
        clocks[i] = kappa == 0 ? until[i] : then * then;
    }

    private boolean isRefractory(int i) {
        return until != null && until[i] > time;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(time);
        out.writeDouble(frame);
        Numbers.write(out, z);
        Numbers.write(out, clocks);
        Numbers.write(out, counts);
        out.writeLong(spikes);
        if (until != null) {
            Numbers.write(out, until);
        }
        random.save(out);
        outputs.save(out);
        out.writeDouble(lastDrawn);
        out.writeInt(next);
        out.writeInt(drawn);
        Numbers.write(out, times);
        Numbers.write(out, neurons);
        Numbers.write(out, marks);
        Numbers.write(out, deviates);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        time = in.readDouble();
        frame = in.readDouble();
        Numbers.read(in, z);
        Numbers.read(in, clocks);
        Numbers.read(in, counts);
        spikes = in.readLong();
        if (until != null) {
            Numbers.read(in, until);
        }
        random.restore(in);
        outputs.restore(in);
        lastDrawn = in.readDouble();
        next = in.readInt();
        drawn = in.readInt();
        Numbers.read(in, times);
        Numbers.read(in, neurons);
        Numbers.read(in, marks);
        Numbers.read(in, deviates);
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
        return kappa == 0 ? z[i] + input * time : rest + z[i] / frame;
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
