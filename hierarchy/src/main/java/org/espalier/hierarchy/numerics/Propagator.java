package org.espalier.hierarchy.numerics;

import java.util.Arrays;
import org.hipparchus.util.FastMath;

/**
 * The action of e^{τ G(S)} on a vector of masses, G(S) the generator of one neuron under a constant drive S, by
 * uniformisation:
 *
 * <pre>  e^{τG} = Σ_j e^{−r} r^j/j! P^j ,   P = I + G/q ,   q ≥ max_k (up_k + down_k + ν_k) ,   r = q τ .</pre>
 *
 * <p>The series is cut where its tail is below 1e-12 and the weights are normalised: mass is conserved to round-off, and
 * with {@link Scheme#FITTED} the result is non-negative for every drive and every step. Cost: about r + 7√r + 10
 * tridiagonal products. Holds work space, and so belongs to one thread; allocates nothing once warm.
 */
public final class Propagator {
    /** A sub-step longer than this would underflow e^{−r} and gains nothing. */
    private static final double LONGEST = 64;

    /** With negative rates P is no contraction, and a long sub-step would cancel digits. */
    private static final double LONGEST_SIGNED = 8;

    /** Bound of ‖P‖ then: central differences move its spectrum to 1 − a ± i b with a, b ≤ 1. */
    private static final double SIGNED_NORM = 1.5;

    private static final double TAIL = 1e-12;
    private static final int MOST_TERMS = 400;

    private final NeuronOnGrid neuron;
    private final Scheme scheme;
    private final double[] up;
    private final double[] down;
    private final double[] stay;
    private final double[] fire;
    private final double[] weights = new double[MOST_TERMS];
    private final JumpKernel jumps;
    private boolean jumpsNow;
    private int parts; // 0: too fast an operator
    private int terms;
    private double perJump;
    private double fired;
    private double spikes;
    private double returning = Double.NaN;
    private double perEvent;
    private double returned;
    private double[] current;
    private double[] next;

    /**
     * Prepares work space for a neuron.
     *
     * @param neuron the neuron on its grid
     * @param scheme the discretisation
     */
    public Propagator(NeuronOnGrid neuron, Scheme scheme) {
        this.neuron = neuron;
        this.scheme = scheme;
        jumps = new JumpKernel(neuron.grid());
        int cells = neuron.grid().cells();
        up = new double[cells];
        down = new double[cells];
        stay = new double[cells];
        fire = new double[cells];
        current = new double[cells];
        next = new double[cells];
    }

    /**
     * Replaces u by e^{τ G(S)} u.
     *
     * @param mass array that holds the vector u of masses
     * @param offset where it starts
     * @param drive S, potential per unit of time
     * @param time τ ≥ 0
     */
    public void advance(double[] mass, int offset, double drive, double time) {
        advance(mass, offset, 0, neuron.grid().cells(), drive, time);
    }

    /**
     * The same on the cells [from, until) only: nothing crosses the ends of that window, what lies outside stays. The
     * window must hold the reset cells.
     *
     * @param mass array that holds the vector
     * @param offset where cell 0 is
     * @param from first cell
     * @param until cell after the last
     * @param drive S
     * @param time τ ≥ 0
     */
    public void advance(double[] mass, int offset, int from, int until, double drive, double time) {
        scheme.rates(neuron, drive, up, down);
        run(mass, offset, from, until, time, false, neuron.escape(drive, 0));
    }

    /**
     * Replaces u by e^{τ G} u, G with more diffusion and with the jumps added so far; fitted rates. What jumps over an edge of the grid
     * stays in the cell at the edge.
     *
     * @param mass array that holds the vector u of masses
     * @param offset where it starts
     * @param drive S
     * @param extraDiffusion added to σ²/2; the sum must not be negative
     * @param time τ ≥ 0
     */
    public void advance(double[] mass, int offset, double drive, double extraDiffusion, double time) {
        if (scheme != Scheme.FITTED) {
            throw new IllegalArgumentException(
                    "propagator: extra diffusion and jumps need the Fitted scheme, not " + scheme);
        }
        neuron.fitted(drive, extraDiffusion, up, down);
        run(mass, offset, 0, neuron.grid().cells(), time, true, neuron.escape(drive, extraDiffusion));
    }

    /** Forgets all jumps. */
    public void clearJumps() {
        jumps.clear();
    }

    /**
     * Adds jumps of the potential. A jump becomes jumps by the two whole numbers of cells around it, with its mass and mean kept; {@link
     * #excessVariance()} says what that adds to the variance.
     *
     * @param size of the jump, potential
     * @param rate ≥ 0, per unit of time
     */
    public void addJump(double size, double rate) {
        jumps.add(size, rate);
    }

    /**
     * {@return the variance that the two cells of each jump add, to be taken from the diffusion: Σ rate s(1 − s) h², potential squared per
     * unit of time}
     */
    public double excessVariance() {
        return jumps.excessVariance();
    }

    /** {@return how many spikes the last step had on average, ∫_0^τ of the firing rate, 0 before the first step} */
    public double spikes() {
        return spikes;
    }

    /**
     * Says where spikes lead: by default back to v_r at once; with a rate, out of the cells, into which mass comes at v_r at that rate, as
     * that of neurons at the end of their refractory time. G then has no reset, and e^{τG}u is joined by ∫_0^τ e^{sG} δ_{v_r} ds times the rate.
     *
     * @param rate of mass per unit of time; NaN for spikes that lead back at once
     */
    public void returning(double rate) {
        returning = rate;
    }

    /** {@return the mass that came in at v_r in the last step at the rate of {@link #returning}} */
    public double returned() {
        return returned;
    }

    private void run(double[] mass, int offset, int from, int until, double time, boolean withJumps, double escape) {
        prepare(from, until, time, withJumps, escape);
        apply(mass, offset, from, until);
    }

    /**
     * Prepares e^{τ G}, G with more diffusion and with the jumps added so far, for {@link #apply}; fitted rates.
     *
     * @param drive S
     * @param extraDiffusion added to σ²/2; the sum must not be negative
     * @param time τ ≥ 0
     */
    public void prepare(double drive, double extraDiffusion, double time) {
        neuron.fitted(drive, extraDiffusion, up, down);
        prepare(0, neuron.grid().cells(), time, true, neuron.escape(drive, extraDiffusion));
    }

    /**
     * Replaces u by e^{τ G} u as prepared: one of many vectors of one operator.
     *
     * @param mass vector u of masses, of any sign
     */
    public void apply(double[] mass) {
        apply(mass, 0, 0, neuron.grid().cells());
    }

    private void prepare(int from, int until, double time, boolean withJumps, double escape) {
        up[until - 1] = 0;
        down[from] = 0;
        double[] nu = neuron.intensities();
        double jumping = withJumps ? jumps.total() : 0;
        double q = 1e-300;
        boolean signed = false;
        for (int k = from; k < until; k++) {
            q = Math.max(q, Math.abs(up[k]) + Math.abs(down[k]) + nu[k] + jumping);
            signed |= up[k] < 0 || down[k] < 0;
        }
        q = Math.max(q, Math.abs(down[until - 1]) + nu[until - 1] + jumping + escape);
        parts = 0;
        if (!(q * time < 1e7)) {
            return;
        }
        for (int k = from; k < until; k++) {
            stay[k] = 1 - (up[k] + down[k] + nu[k] + jumping) / q;
            up[k] /= q;
            down[k] /= q;
            fire[k] = nu[k] / q;
        }
        stay[until - 1] -= escape / q;
        fire[until - 1] += escape / q;
        jumpsNow = withJumps;
        perJump = 1 / q;
        perEvent = returning / q;
        parts = Math.max(1, (int) Math.ceil(q * time / (signed ? LONGEST_SIGNED : LONGEST)));
        terms = poisson(q * time / parts, signed ? SIGNED_NORM : 1);
    }

    private void apply(double[] mass, int offset, int from, int until) {
        spikes = 0;
        returned = 0;
        if (parts == 0) {
            Arrays.fill(mass, offset + from, offset + until, Double.NaN);
            spikes = Double.NaN;
        }
        for (int part = 0; part < parts; part++) {
            series(mass, offset, from, until);
        }
        returned *= perEvent;
    }

    private void series(double[] mass, int offset, int from, int until) {
        System.arraycopy(mass, offset + from, current, from, until - from);
        double first = weights[0];
        for (int k = from; k < until; k++) {
            mass[offset + k] = first * current[k];
        }
        double count = 0;
        for (int j = 1; j < terms; j++) {
            multiply(from, until);
            double weight = weights[j];
            count += fired;
            spikes += weight * count;
            returned += weight * j;
            double[] added = next;
            for (int k = from; k < until; k++) {
                mass[offset + k] += weight * added[k];
            }
            double[] swap = current;
            current = next;
            next = swap;
        }
    }

    /** next = P current. */
    private void multiply(int from, int until) {
        double[] c = current;
        double[] n = next;
        fired = NeuronOnGrid.dot(fire, c, 0, from, until);
        n[from] = stay[from] * c[from] + down[from + 1] * c[from + 1];
        for (int k = from + 1; k < until - 1; k++) {
            n[k] = stay[k] * c[k] + up[k - 1] * c[k - 1] + down[k + 1] * c[k + 1];
        }
        n[until - 1] = stay[until - 1] * c[until - 1] + up[until - 2] * c[until - 2];
        if (jumpsNow) {
            jump(from, until);
        }
        int reset = neuron.resetCell();
        double back = Double.isNaN(perEvent) ? fired : perEvent;
        n[reset] += (1 - neuron.resetShare()) * back;
        n[reset + 1] += neuron.resetShare() * back;
    }

    /** next += the jumps of current; beyond an edge they end in the cell at the edge. */
    private void jump(int from, int until) {
        double[] c = current;
        double[] n = next;
        for (int shift = jumps.least(); shift <= jumps.most(); shift++) {
            double rate = jumps.rate(shift) * perJump;
            if (rate == 0) {
                continue;
            }
            int first = Math.max(from, from - shift);
            int last = Math.min(until, until - shift);
            for (int k = first; k < last; k++) {
                n[k + shift] += rate * c[k];
            }
            for (int k = from; k < Math.min(first, until); k++) {
                n[from] += rate * c[k];
            }
            for (int k = Math.max(last, from); k < until; k++) {
                n[until - 1] += rate * c[k];
            }
        }
    }

    /** Fills the normalised Poisson weights of mean r and returns how many there are. */
    private int poisson(double r, double norm) {
        double term = FastMath.exp(-r);
        double powers = 1;
        double sum = 0;
        int j = 0;
        while (j < MOST_TERMS) {
            weights[j] = term;
            sum += term;
            j++;
            term *= r / j;
            powers *= norm;
            // the terms that are left are below a geometric series of ratio r norm / (j + 1)
            if (j > r * norm && term * powers < TAIL * (1 - r * norm / (j + 1))) {
                break;
            }
        }
        for (int k = 0; k < j; k++) {
            weights[k] /= sum;
        }
        return j;
    }
}
