package org.espalier.particles.spiking;

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
 * variance σ² (G(t)² − G(s)²)/(2κ). The frame is moved to t_ref = t when G passes 10^50. For κ = 0: Z_i = V_i − βt, G = 1,
 * and the variance is σ²(t − s).
 *
 * <p>A refractory neuron is placed at v_r at the time of its release, and is left alone until then.
 *
 * <p>Cost: one exponential and one normal deviate a candidate, one addition a synapse and spike, N normal deviates an
 * output time; nothing else depends on N. Random numbers: streams (replica, b) for V(0) as in {@link TimeStepped}, stream
 * (replica, −2) for all else.
 */
final class EventDriven implements Trajectory {
    private static final double REBASE = 1e50;
    private static final int CANDIDATES_BETWEEN_CALLS = 1 << 16;

    private final SpikingNetwork system;
    private final Neuron neuron;
    private final double kappa;
    private final double input;
    private final double rest;
    private final double noiseScale;
    private final double bound;
    private final GaussianStream random;
    private final double[] z;
    private final double[] clocks;
    private final int[] counts;
    private final double[] kicks;
    private SpikeListener listener;
    private final double[] until;
    private long spikes;
    private double time;
    private double frame = 1;
    private double nextCandidate;

    EventDriven(SpikingNetwork system, RandomStreams streams, long replica) {
        this.system = system;
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
        this.kicks = system.kicks();
        this.bound = neuron.intensity().facts().supremum();
        if (!(bound >= 0) || Double.isInfinite(bound)) {
            throw new IllegalArgumentException("event-driven simulation: the intensity " + neuron.intensity()
                    + " has no known supremum (" + bound + "); state its facts, or use the time-stepped driver");
        }
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
        this.nextCandidate = wait(random);
    }

    private double wait(GaussianStream stream) {
        return bound == 0 ? Double.POSITIVE_INFINITY : stream.exponential() / (bound * z.length);
    }

    /** The time in which potentials in the global frame diffuse at a constant rate. */
    private double clock() {
        return kappa == 0 ? time : frame * frame;
    }

    /** Moves the time, and the frame with it. */
    private void moveTo(double target) {
        double x = kappa * (target - time);
        time = target;
        if (kappa != 0) {
            // Taylor's remainder x⁵/120 is below the rounding error
            frame *= x < 1e-3 ? 1 + x * (1 + x * (0.5 + x * (1 / 6.0 + x / 24))) : FastMath.exp(x);
        }
    }

    /** Brings a neuron up to date and returns its potential. */
    private double update(int i) {
        if (isRefractory(i)) {
            return neuron.reset();
        }
        double now = clock();
        double past = now - clocks[i];
        if (past > 0 && noiseScale > 0) {
            z[i] += noiseScale * Math.sqrt(past) * random.next();
        }
        clocks[i] = now;
        return potential(i);
    }

    private void rebase() {
        double factor = 1 / frame;
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
        for (long candidates = 1; nextCandidate <= target; candidates++) {
            moveTo(nextCandidate);
            if (frame > REBASE) {
                rebase();
            }
            int i = (int) (random.random().nextDouble() * z.length);
            double v = update(i);
            if (!(Math.abs(v) <= NetworkState.RUNAWAY)) {
                return NetworkState.ranAway(i, v, time);
            }
            double intensity = isRefractory(i) ? 0 : NetworkState.intensity(neuron, v, bound);
            if (random.random().nextDouble() * bound < intensity) {
                fire(i);
            }
            nextCandidate = time + wait(random);
            if (candidates % CANDIDATES_BETWEEN_CALLS == 0 && !progress.goOn((time - start) / (target - start))) {
                return new Outcome(Outcome.Kind.CANCELLED, time, "stopped at time " + time);
            }
        }
        moveTo(target);
        for (int i = 0; i < z.length; i++) {
            double v = update(i);
            if (!(Math.abs(v) <= NetworkState.RUNAWAY)) {
                return NetworkState.ranAway(i, v, time);
            }
        }
        return Outcome.completed(time);
    }

    private void fire(int i) {
        int end = system.start(i + 1);
        if (until == null) {
            z[i] = kappa == 0 ? neuron.reset() - input * time : frame * (neuron.reset() - rest);
            for (int e = system.start(i); e < end; e++) {
                z[system.target(e)] += frame * kicks[e];
            }
        } else {
            hold(i);
            for (int e = system.start(i); e < end; e++) {
                int j = system.target(e);
                z[j] += until[j] > time ? 0 : frame * kicks[e];
            }
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
    public void listen(SpikeListener listener) {
        this.listener = listener;
    }

    @Override
    public double meanKick() {
        return Arrays.stream(kicks).average().orElse(Double.NaN);
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
