package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Outcome;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;

/** Potentials and spike counts, and what a spike does to them. */
final class NetworkState {
    /** A potential beyond this, or NaN, has left every model of a neuron: the run ends. */
    static final double RUNAWAY = 1e12;

    final SpikingNetwork system;
    final double[] v;
    final int[] counts;
    /** Hears every spike; null for nobody. */
    SpikeListener listener;

    private final Synapses synapses;
    private final PlasticSynapses plastic;
    private final double reset;
    /** The model of all neurons; null where they differ. */
    private final Neuron common;
    /** Reset values where they differ, else null. */
    private final double[] resets;

    private final double supremum;
    private final double largestKick;
    /** No |V| is above this; infinite until someone looks. */
    private double ceiling = Double.POSITIVE_INFINITY;

    private long spikes;
    /** Time at which a neuron is free again; null if there is no refractory time. */
    private final double[] until;

    /** Kicks that have not arrived; null if all arrive at once. */
    private final KicksUnderway underway;

    private int[] held = new int[16];
    /** What a held neuron has received since it is free. */
    private double[] gathered = new double[16];

    private int holding;
    /** The time of the state; that of the middle of a step while its spikes are being fired. */
    double now;
    /** When within the step the present spike happens: a refractory time begins then, and ends to the moment. */
    double moment;

    NetworkState(SpikingNetwork system) {
        this.system = system;
        this.v = new double[system.size()];
        this.counts = new int[system.size()];
        this.until = system.refractory() > 0 ? new double[system.size()] : null;
        this.underway = system.lanes() != null || until != null && system.inputs() != null
                ? new KicksUnderway(system.lanes())
                : null;
        if (system.plasticity().isPresent()) {
            double[] kicks = system.synapses().kicks();
            this.synapses = system.synapses().evolving(kicks);
            this.plastic = system.evolving(kicks);
        } else {
            this.synapses = system.synapses();
            this.plastic = null;
        }
        this.reset = system.neurons().distinct().get(0).reset();
        this.common = system.isMixed() ? null : system.neuron();
        this.resets = system.isMixed() ? new double[v.length] : null;
        for (int i = 0; resets != null && i < v.length; i++) {
            resets[i] = system.neurons().of(i).reset();
        }
        this.largestKick = Math.max(
                system.synapses().largest(),
                system.plasticity().map(PairRule::largest).orElse(0.0));
        this.supremum = system.supremum();
    }

    /** v_r of a neuron. */
    double reset(int i) {
        return resets == null ? reset : resets[i];
    }

    /** Whether ν has a finite stated supremum. */
    boolean isBounded() {
        return supremum >= 0 && supremum < Double.POSITIVE_INFINITY;
    }

    /** sup ν, infinite if not stated. */
    double supremum() {
        return supremum;
    }

    long spikes() {
        return spikes;
    }

    /** Resets the neuron and kicks its targets, those that are refractory excepted. */
    void fire(int i) {
        v[i] = reset(i);
        if (until != null) {
            hold(i);
        }
        if (system.lanes() == null) {
            deliver(i);
        } else {
            underway.send(i, moment);
            if (system.lanes().delay(0) == 0) {
                deliver(i, 0);
            }
        }
        counts[i]++;
        spikes++;
        if (plastic != null) {
            plastic.spiked(i, now);
        }
        if (listener != null) {
            listener.spiked(now, i);
        }
    }

    /** Kicks all targets of a neuron now. */
    private void deliver(int i) {
        if (until == null) {
            synapses.deliver(i, v, 1);
        } else {
            synapses.deliver(i, v, 1, until, moment);
        }
        ceiling += largestKick;
    }

    /** Kicks the targets of a neuron in one lane of delays. */
    private void deliver(int i, int lane) {
        DelayLanes lanes = system.lanes();
        if (lanes.areOne()) {
            deliver(i);
            return;
        }
        int end = synapses.start(i + 1);
        for (int e = synapses.start(i); e < end; e++) {
            int j = synapses.target(e);
            if (lanes.lane(j, i) == lane && !isRefractory(j)) {
                v[j] += synapses.kick(e);
            }
        }
        ceiling += largestKick;
    }

    /** The kicks that have not arrived; null if all arrive at once. */
    KicksUnderway underway() {
        return underway;
    }

    /** When the next kick arrives that is on its way; infinite if there is none. */
    double nextArrival() {
        return underway == null ? Double.POSITIVE_INFINITY : underway.next();
    }

    /** The next kick that is on its way arrives; returns the neuron that sent it, or −1 − the one that is kicked from outside. */
    int arrive() {
        moment = underway.next();
        int i = underway.neuron();
        boolean outside = underway.isFromOutside();
        if (!outside) {
            deliver(i, underway.lane());
        } else {
            if (!isRefractory(i)) {
                v[i] += underway.size();
            }
            raise(Math.abs(underway.size()));
        }
        underway.remove();
        return outside ? -1 - i : i;
    }

    /** All kicks arrive that are due at a time. */
    void arriveUntil(double time) {
        while (nextArrival() <= time) {
            arrive();
        }
    }

    /** Moves a neuron, unless it is held: then it gets what is its due at its release. */
    void push(int i, double by) {
        if (until == null || until[i] < now) {
            v[i] += by;
        }
    }

    /** Tells that potentials were moved so far at most, since the last look at the largest. */
    void raise(double by) {
        ceiling += by;
    }

    /**
     * After a flow without noise that may have raised the largest |V| or |v*| by so much: finds a neuron that ran away, or −1.
     * Looks at the potentials only when spikes and flows since the last look can have taken one so far.
     */
    int raised(double growth) {
        ceiling += growth;
        if (ceiling <= RUNAWAY) {
            return -1;
        }
        double rest = system.neuron().drift() instanceof LinearLeak leak && leak.rate() > 0
                ? Math.abs(leak.input() / leak.rate())
                : 0;
        ceiling = Math.max(Math.abs(reset), rest);
        for (int i = 0; i < v.length; i++) {
            if (!(Math.abs(v[i]) <= RUNAWAY)) {
                return i;
            }
            ceiling = Math.max(ceiling, Math.abs(v[i]));
        }
        return -1;
    }

    double meanKick() {
        return synapses.meanKick();
    }

    /** Makes a neuron refractory from now on. */
    private void hold(int i) {
        until[i] = moment + system.refractoryOf(i);
        if (holding == held.length) {
            held = Arrays.copyOf(held, 2 * holding);
            gathered = Arrays.copyOf(gathered, 2 * holding);
        }
        held[holding++] = i;
    }

    /** Before a flow: notes what the neurons received that were released since the last one. */
    void gather() {
        for (int k = 0; k < holding; k++) {
            gathered[k] = v[held[k]] - reset(held[k]);
        }
    }

    /**
     * After a flow up to a time: neurons that are still refractory go back to v_r, the others flow from their release. The currents of a step
     * come at its middle: a neuron that is released before the end of its step gets what is left of them, one that is released in the
     * next step, whose currents it gets in full, pays back.
     */
    void release(double time, double stepEnd, GaussianStream noise) {
        int kept = 0;
        for (int k = 0; k < holding; k++) {
            int i = held[k];
            if (until[i] >= time) {
                v[i] = reset(i);
                held[kept++] = i;
            } else {
                v[i] = Flow.over(time - until[i], system.neurons().of(i)).next(reset(i) + gathered[k], noise.next());
                if (system.inputs() != null) {
                    v[i] += (stepEnd - until[i]) * system.inputs().current(i, until[i], stepEnd);
                }
            }
        }
        holding = kept;
        now = time;
        moment = time;
    }

    boolean hasRefractoryTime() {
        return until != null;
    }

    /** The time at which a neuron is free. */
    double free(int i) {
        return until == null ? Double.NEGATIVE_INFINITY : until[i];
    }

    /** Whether a candidate with a uniform number u fires: u sup ν &lt; ν(V_i), and it is not refractory; null has no table. */
    boolean accepts(Acceptance acceptance, int i, double u) {
        return acceptance == null ? u * supremum < intensity(i) : acceptance.accepts(v[i], u) && !isRefractory(i);
    }

    boolean isRefractory(int i) {
        return until != null && until[i] > moment;
    }

    /** The state at time 0, drawn block by block. */
    static NetworkState initial(SpikingNetwork system, RandomStreams streams, long replica) {
        NetworkState state = new NetworkState(system);
        for (int b = 0; b * SteppedTrajectory.BLOCK < system.size(); b++) {
            state.draw(b, GaussianStream.of(streams.stream(replica, b)));
        }
        return state;
    }

    /** Draws the potentials of one block at time 0. */
    void draw(int block, GaussianStream noise) {
        int end = Math.min(v.length, (block + 1) * SteppedTrajectory.BLOCK);
        for (int i = block * SteppedTrajectory.BLOCK; i < end; i++) {
            InitialLaw law = system.laws().of(i);
            v[i] = law instanceof Normal normal
                    ? normal.mean() + normal.deviation() * noise.next()
                    : law.sample(noise.random());
        }
    }

    /** ν(v), refused unless it is a number between 0 and its stated supremum; 0 where the potential has run away. */
    static double intensity(Neuron neuron, double potential, double supremum) {
        double value = neuron.intensity().at(potential);
        if (value >= 0 && value <= supremum * (1 + 1e-12)) {
            return value;
        }
        if (!(Math.abs(potential) <= RUNAWAY)) {
            return 0;
        }
        throw new IllegalArgumentException("intensity: ν(" + potential + ") = " + value + " must be ≥ 0 and at most "
                + supremum + ", its stated supremum; correct the intensity function or its facts");
    }

    /** ν(V_i), 0 while refractory. */
    double intensity(int i) {
        return isRefractory(i) ? 0 : intensityOnceFree(i);
    }

    /** ν(V_i), even while refractory. */
    double intensityOnceFree(int i) {
        return intensity(common == null ? system.neurons().of(i) : common, v[i], supremum);
    }

    /** Between two steps: within one there is more. */
    void pass(Transfer state) throws IOException {
        state.numbers(v);
        state.numbers(counts);
        spikes = state.whole(spikes);
        now = state.number(now);
        moment = now;
        if (until != null) {
            state.numbers(until);
            holding = state.whole(holding);
            int[] holds = Arrays.copyOf(held, holding);
            state.numbers(holds);
            held = Arrays.copyOf(holds, Math.max(16, holding));
            gathered = new double[held.length];
        }
        if (underway != null) {
            underway.pass(state);
        }
        if (plastic != null) {
            plastic.pass(state);
        }
        ceiling = Double.POSITIVE_INFINITY;
    }

    Outcome ranAway(int neuron, double time) {
        return ranAway(neuron, v[neuron], time);
    }

    static Outcome ranAway(int neuron, double potential, double time) {
        String what = Math.abs(potential) <= RUNAWAY
                ? String.format(Locale.ROOT, "neuron %d fires without end at time %.6g", neuron, time)
                : String.format(
                        Locale.ROOT,
                        "potential of neuron %d is %.3g at time %.6g (limit %.0e)",
                        neuron,
                        potential,
                        time,
                        RUNAWAY);
        return new Outcome(
                Outcome.Kind.BLEW_UP,
                time,
                what + ": shorten the time step, or weaken the drift, the intensity or the weights");
    }
}
