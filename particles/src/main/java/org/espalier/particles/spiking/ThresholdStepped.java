package org.espalier.particles.spiking;

import java.io.IOException;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;
import org.hipparchus.util.FastMath;

/**
 * A trajectory in time steps of neurons that fire when V reaches a threshold v_th.
 *
 * <p>A neuron crosses within a step from v to v' if v' ≥ v_th, or else with the probability that a Brownian bridge between
 * them crosses,
 *
 * <pre>  exp( −2 e^{−κh} (v_th − v)(v_th − v') / s² ) ,    s² = the variance of the step;</pre>
 *
 * <p>exact for a Brownian motion with drift (κ = 0; without this test the order in h is ½) and for an Ornstein-Uhlenbeck process
 * around the threshold; for one around another potential the threshold, a curve in the clock of the noise, is replaced by its
 * chord. κ = 0 where the drift is not linear: right to leading order. The time of the crossing is drawn too: with a and b the distances of v and
 * v' from v_th, τ/(h − τ) of the bridge is inverse Gaussian with mean a/|b| and shape a²/s²; without noise it is that of the flow, exact for linear
 * drifts. The neuron goes on from v_r at that time, so that a neuron by itself is of weak order 2, and exact without noise. Kicks come at the
 * end of the step, half a step late on average: in a network the order is 1 in h, with a factor of the size of the kicks. <b>Cascade rule</b>: synchronous rounds. All neurons that crossed fire; a
 * neuron that is kicked to v_th or above fires in the next round; a neuron fires at most once in a cascade, and kicks that it
 * receives in that cascade, before or after it fired, are lost with the reset. Refractory neurons lose kicks.
 *
 * <p>Kicks with a delay, which counts from the crossing, arrive at the end of the step in which it has passed, after the spikes of neurons that
 * crossed by themselves.
 *
 * <p>A neuron whose V(0) is at v_th or above fires at time 0.
 *
 * <p>The intensity plays no part: {@link #intensity(int)} is NaN, rates are counts of spikes. Random numbers: streams
 * (replica, b) for V(0) and the noise, stream (replica, −1) for crossings.
 */
final class ThresholdStepped extends SteppedTrajectory {
    /** A kick that is due so little later, in steps, is due now. */
    private static final double ROUNDING = 1e-9;

    private final double threshold;
    private final boolean bridge;
    private final GaussianStream own;
    private final double[] before;
    private final boolean[] fired;
    private final double[] crossing; // time left of the step after a neuron's own crossing
    private int[] round;
    private int[] next;
    private final int[] all;

    ThresholdStepped(SpikingNetwork system, double timeStep, RandomStreams streams, long replica) {
        this(system, timeStep, streams, replica, true);
    }

    /** Without the bridge test a crossing between two steps goes unseen: only to show what the test is good for. */
    ThresholdStepped(SpikingNetwork system, double timeStep, RandomStreams streams, long replica, boolean bridge) {
        super(system, timeStep, streams, replica);
        this.threshold = system.threshold();
        this.bridge = bridge;
        int size = system.size();
        this.own = GaussianStream.of(streams.stream(replica, -1));
        this.before = new double[size];
        this.fired = new boolean[size];
        this.crossing = new double[size];
        this.round = new int[size];
        this.next = new int[size];
        this.all = new int[size];
        cascade(startingAbove());
    }

    private int startingAbove() {
        int crossed = 0;
        for (int i = 0; i < state.v.length; i++) {
            if (state.v[i] >= threshold) {
                fired[i] = true;
                round[crossed++] = i;
            }
        }
        return crossed;
    }

    @Override
    Outcome stepTo(double target, Progress progress) {
        leg.begin(time, target, timeStep);
        Flow flow = Flow.over(leg.timeStep(), state.system);
        double[] memory = memory(leg.timeStep());
        while (leg.isOpen()) {
            System.arraycopy(state.v, 0, before, 0, before.length);
            state.gather();
            int lost = -1;
            for (int b = 0; b < noise.length; b++) {
                int end = Math.min(state.v.length, (b + 1) * BLOCK);
                lost = Math.max(lost, flow.move(state.v, b * BLOCK, end, noise[b]));
            }
            leg.finishStep();
            time = leg.time(leg.done());
            state.release(time, time, own);
            cascade(crossings(flow, leg.timeStep(), memory));
            cascade(arrivals());
            if (lost >= 0) {
                return state.ranAway(lost, time);
            }
            if (isStopped(progress)) {
                return new Outcome(Outcome.Kind.CANCELLED, time, "stopped at time " + time);
            }
        }
        return Outcome.completed(time);
    }

    /** A step of length h to a time with given deviates, for neurons without refractory time and delays; who ran away, or −1. */
    int step(Flow flow, double h, double end, double... xi) {
        System.arraycopy(state.v, 0, before, 0, before.length);
        int lost = -1;
        for (int i = 0; i < xi.length; i++) {
            state.v[i] = flow.of(i).next(state.v[i], xi[i]);
            if (!(Math.abs(state.v[i]) <= NetworkState.RUNAWAY)) {
                lost = i;
            }
        }
        time = end;
        state.now = end;
        state.moment = end;
        cascade(crossings(flow, h, memory(h)));
        return lost;
    }

    Outcome ranAway(int neuron) {
        return state.ranAway(neuron, time);
    }

    @Override
    public void pass(Transfer transfer) throws IOException {
        super.pass(transfer);
        transfer.streams(own);
    }

    /** Kicks arrive whose delay has passed at the end of the step; returns how many neurons they took over the threshold. */
    private int arrivals() {
        int above = 0;
        while (state.nextArrival() <= time + ROUNDING * leg.timeStep()) {
            int i = state.arrive();
            state.moment = time;
            int end = state.system.start(i + 1);
            for (int e = state.system.start(i); e < end; e++) {
                int j = state.system.target(e);
                if (!fired[j] && !state.isRefractory(j) && state.v[j] >= threshold) {
                    fired[j] = true;
                    round[above++] = j;
                }
            }
        }
        return above;
    }

    /** e^{−κh} of each kind of neuron. */
    private double[] memory(double h) {
        return state.system.neurons().distinct().stream()
                .mapToDouble(neuron -> neuron.drift() instanceof LinearLeak leak ? FastMath.exp(-leak.rate() * h) : 1)
                .toArray();
    }

    /** Finds the neurons that crossed in the step; returns how many. */
    private int crossings(Flow flow, double h, double... memory) {
        int crossed = 0;
        for (int i = 0; i < before.length; i++) {
            if (state.isRefractory(i)) {
                continue;
            }
            double gap = threshold - state.v[i];
            boolean crosses = gap <= 0;
            double variance = crosses || !bridge ? 0 : flow.variance(i);
            if (variance > 0) {
                double exponent =
                        2 * memory[state.system.neurons().group(i)] * gap * (threshold - before[i]) / variance;
                // beyond 37 the probability is below the resolution of a uniform number
                crosses = exponent < 37 && own.random().nextDouble() < FastMath.exp(-exponent);
            }
            if (crosses) {
                fired[i] = true;
                round[crossed++] = i;
                crossing[i] = bridge ? left(i, threshold - before[i], gap, flow.variance(i), h) : 0;
            }
        }
        return crossed;
    }

    /** What is left of the step after the crossing of a path from a below the threshold to b below it. */
    private double left(int i, double a, double b, double variance, double h) {
        if (a <= 0) {
            return h;
        }
        if (!(variance > 0)) {
            return h - passage(state.system.neurons().of(i).drift(), before[i], a, b, h);
        }
        double shape = a * a / variance;
        if (!(shape > 1e-12)) {
            return h;
        }
        // inverse Gaussian of mean a/|b|, by the roots of its quadratic; b = 0 is the limit of a Lévy law
        double xi = own.next();
        double ratio;
        if (Math.abs(b) < 1e-12 * a) {
            ratio = shape / Math.max(xi * xi, 1e-300);
        } else {
            double mean = a / Math.abs(b);
            double y = mean * xi * xi / (2 * shape);
            double small = mean / (1 + y + Math.sqrt(y * (2 + y)));
            ratio = own.random().nextDouble() * (mean + small) <= mean ? small : mean * mean / small;
        }
        return h / (1 + ratio);
    }

    /** The time at which a flow without noise passes the threshold, a above the start. */
    private double passage(Drift drift, double from, double a, double b, double h) {
        if (drift instanceof LinearLeak leak && leak.rate() != 0) {
            double rest = leak.input() / leak.rate();
            double ratio = (from - rest) / (threshold - rest);
            double passed = ratio > 0 ? FastMath.log(ratio) / leak.rate() : Double.NaN;
            if (passed >= 0 && passed <= h) {
                return passed;
            }
        }
        return h * a / (a - b);
    }

    /** Fires the neurons of the first round, then those that they kick over the threshold, and so on. */
    private void cascade(int first) {
        int count = first;
        int total = 0;
        while (count > 0) {
            int found = 0;
            for (int k = 0; k < count; k++) {
                // kicks with a delay and refractory times count from the crossing
                state.moment = time - crossing[round[k]];
                state.fire(round[k]);
                all[total++] = round[k];
            }
            state.moment = time;
            for (int k = 0; k < count; k++) {
                int end = state.system.start(round[k] + 1);
                for (int e = state.system.start(round[k]); e < end; e++) {
                    int j = state.system.target(e);
                    if (!fired[j] && !state.isRefractory(j) && state.v[j] >= threshold) {
                        fired[j] = true;
                        next[found++] = j;
                    }
                }
            }
            int[] swap = round;
            round = next;
            next = swap;
            count = found;
        }
        for (int k = 0; k < total; k++) {
            int i = all[k];
            state.v[i] = state.reset(i);
            if (crossing[i] > 0 && !state.isRefractory(i)) {
                state.v[i] = onwards(i, crossing[i]);
            }
            crossing[i] = 0;
            fired[i] = false;
        }
    }

    /** From the reset value on, for what is left of the step. */
    private double onwards(int i, double duration) {
        Neuron neuron = state.system.neurons().of(i);
        return Flow.over(duration, neuron).next(state.reset(i), neuron.noise() > 0 ? own.next() : 0);
    }

    @Override
    public double intensity(int neuron) {
        return Double.NaN;
    }
}
