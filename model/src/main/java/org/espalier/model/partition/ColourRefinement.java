package org.espalier.model.partition;

import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * The coarsest row-equitable partition of a network: the coarsest classes such that Σ_{j∈B} w_ij is the same for all i of a
 * class A, for all classes A, B (section 5).
 *
 * <p>Weighted colour refinement: classes are split by what they receive from a splitter class; after a split all parts but
 * the largest become splitters, so that a neuron is read O(log N) times: O(edges · log N) plus the sorting of what was
 * touched.
 *
 * <p>If all weights are multiples of one power of two and row sums of |w| stay below 2^53 of it (synapse counts, also with
 * a common factor), all sums are exact and so is the partition. Otherwise two sums are taken as equal if no gap above 10^-10 R_w lies between
 * them, R_w the largest row sum of |w|: wide enough for rounding, and a partition that is refined by less than that is
 * found too coarse. {@link Quotient#error()} measures what came out.
 *
 * <p>References: R. Paige, R. E. Tarjan, SIAM J. Comput. 16 (1987); A. Valmari, G. Franceschinis, TACAS 2010 (weights).
 */
public final class ColourRefinement {
    /** Relative gap below which two sums that carry rounding errors are taken as equal. */
    static final double TOLERANCE = 1e-10;

    private final SynapticNetwork outgoing;
    private final double tolerance;
    private final int[] elements;
    private final int[] position;
    private final int[] classOf;
    private final int[] start;
    private final int[] length;
    private final int[] marked;
    private final boolean[] queued;
    private final int[] queue;
    private final double[] sums;
    private final boolean[] seen;
    private final int[] touched;
    private int count;
    private int head;
    private int waiting;

    private ColourRefinement(SynapticNetwork outgoing, double tolerance, NeuronClasses initial) {
        int size = outgoing.size();
        this.outgoing = outgoing;
        this.tolerance = tolerance;
        elements = new int[size];
        position = new int[size];
        classOf = initial.toArray();
        start = new int[size];
        length = new int[size];
        marked = new int[size];
        queued = new boolean[size];
        queue = new int[size];
        sums = new double[size];
        seen = new boolean[size];
        touched = new int[size];
        count = initial.count();
        int at = 0;
        for (int a = 0; a < count; a++) {
            start[a] = at;
            at += initial.size(a);
            enqueue(a);
        }
        for (int i = 0; i < size; i++) {
            place(i, start[classOf[i]] + length[classOf[i]]++);
        }
    }

    /** {@return the classes of the coarsest row-equitable partition} */
    public static NeuronClasses coarsest(SynapticNetwork network) {
        return coarsest(network, NeuronClasses.of(new int[network.size()]));
    }

    /**
     * {@return the classes of the coarsest row-equitable partition that refines a given one: cell types, or neurons with
     * different initial laws}
     *
     * @param initial classes that must stay apart
     */
    public static NeuronClasses coarsest(SynapticNetwork network, NeuronClasses initial) {
        Arguments.require(
                initial.neurons() == network.size(),
                "classes of " + initial.neurons() + " neurons for a network of " + network.size());
        if (network.factor() == 0) {
            return initial; // all weights are zero, whatever is stored
        }
        ColourRefinement refinement = new ColourRefinement(network.transposed(), tolerance(network), initial);
        while (refinement.waiting > 0) {
            refinement.splitBy(refinement.dequeue());
        }
        return NeuronClasses.of(refinement.classOf);
    }

    /** Returns the largest gap between two sums, without the common factor, that are taken as equal: 0 if all are exact. */
    static double tolerance(SynapticNetwork network) {
        int lowest = Integer.MAX_VALUE;
        double rowBound = 0;
        for (int i = 0; i < network.size(); i++) {
            double row = 0;
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                double weight = network.storedWeight(e);
                row += Math.abs(weight);
                if (weight != 0) {
                    long bits = Double.doubleToLongBits(weight);
                    long mantissa = bits & 0xfffffffffffffL;
                    int zeros = mantissa == 0 ? 52 : Long.numberOfTrailingZeros(mantissa);
                    // exponent of the lowest bit that is set
                    lowest = Math.min(lowest, Math.getExponent(weight) - 52 + zeros);
                }
            }
            rowBound = Math.max(rowBound, row);
        }
        return rowBound == 0 || Math.getExponent(rowBound) < lowest + 52 ? 0 : TOLERANCE * rowBound;
    }

    private void place(int neuron, int at) {
        elements[at] = neuron;
        position[neuron] = at;
    }

    private void enqueue(int a) {
        queued[a] = true;
        queue[(head + waiting++) % queue.length] = a;
    }

    private int dequeue() {
        int a = queue[head];
        head = (head + 1) % queue.length;
        waiting--;
        queued[a] = false;
        return a;
    }

    /** Splits all classes by what their neurons receive from class b. */
    private void splitBy(int b) {
        int hit = 0;
        for (int k = start[b]; k < start[b] + length[b]; k++) {
            int j = elements[k];
            int end = outgoing.rowStart(j + 1);
            for (int e = outgoing.rowStart(j); e < end; e++) {
                int i = outgoing.column(e);
                if (!seen[i]) {
                    seen[i] = true;
                    sums[i] = 0;
                    touched[hit++] = i;
                }
                sums[i] += outgoing.storedWeight(e);
            }
        }
        // neurons that received something move to the front of their class
        int[] classes = new int[Math.min(hit, count)];
        int split = 0;
        for (int k = 0; k < hit; k++) {
            int i = touched[k];
            seen[i] = false;
            int a = classOf[i];
            if (length[a] > 1) {
                if (marked[a] == 0) {
                    classes[split++] = a;
                }
                int front = start[a] + marked[a]++;
                int other = elements[front];
                place(other, position[i]);
                place(i, front);
            }
        }
        for (int k = 0; k < split; k++) {
            split(classes[k], marked[classes[k]]);
            marked[classes[k]] = 0;
        }
    }

    /** Splits class a, whose first m neurons have sums; the others received nothing: sum 0. */
    private void split(int a, int m) {
        int from = start[a];
        int silent = length[a] - m;
        double[] keys = new double[silent > 0 ? m + 1 : m];
        for (int k = 0; k < m; k++) {
            keys[k] = sums[elements[from + k]];
        }
        Arrays.sort(keys);
        // lower ends of the groups, in place
        int groups = 1;
        double previous = keys[0];
        for (int k = 1; k < keys.length; k++) {
            double gap = keys[k] - previous;
            previous = keys[k];
            if (gap > tolerance) {
                keys[groups++] = previous;
            }
        }
        if (groups == 1) {
            return;
        }
        int zero = silent > 0 ? group(keys, groups, 0) : -1;
        int[] sizes = new int[groups];
        for (int k = 0; k < m; k++) {
            sizes[group(keys, groups, sums[elements[from + k]])]++;
        }
        int[] ends = new int[groups];
        int at = 0;
        for (int g = 0; g < groups; g++) {
            if (g != zero) {
                ends[g] = at;
                at += sizes[g];
            }
        }
        if (zero >= 0) { // next to the silent ones
            ends[zero] = at;
        }
        int[] moved = Arrays.copyOfRange(elements, from, from + m);
        for (int i : moved) {
            place(i, from + ends[group(keys, groups, sums[i])]++);
        }
        if (zero >= 0) {
            sizes[zero] += silent;
            ends[zero] += silent;
        }
        int largest = 0;
        for (int g = 1; g < groups; g++) {
            largest = sizes[g] > sizes[largest] ? g : largest;
        }
        // the largest part keeps the name: it is a splitter still if the class was, and need not be one otherwise
        for (int g = 0; g < groups; g++) {
            int name = g == largest ? a : count++;
            start[name] = from + ends[g] - sizes[g];
            length[name] = sizes[g];
            if (g != largest) {
                for (int k = start[name]; k < start[name] + sizes[g]; k++) {
                    classOf[elements[k]] = name;
                }
                enqueue(name);
            }
        }
    }

    private static int group(double[] lowerEnds, int groups, double key) {
        int at = Arrays.binarySearch(lowerEnds, 0, groups, key);
        return at >= 0 ? at : -at - 2;
    }
}
