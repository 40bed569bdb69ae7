package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.JumpKernel;
import org.espalier.hierarchy.numerics.RungeKuttaTableau;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.run.threads.Crew;

/**
 * Explicit Runge–Kutta steps of the lowered system, with the classical {@link RungeKuttaTableau}.
 *
 * <p>The system is triangular: a tree is driven by trees of smaller order only. So each tree takes all stages of a step at once, in
 * vectors that stay in the nearest cache, and the trees of one order are independent of each other: they are shared among threads,
 * which changes no number.
 */
final class TreeStepper implements AutoCloseable {
    /** Arithmetic operations of a step for each cell of a tree, about: in four stages, with the pushes of the trees below. */
    private static final double OPERATIONS = 120;

    private final Equation61 program;
    private VertexOperators[] operators;
    private final double kickFactor;
    private final int size;
    private final double[][] weights;
    private final double[] result;
    private final double[] state;
    private final double[] endRates;
    private final double[][] rates;
    private final double[][] stages;
    private final int[] slot;
    private final double[][] drives;
    private final JumpKernel[][] jumps;
    private final Worker[] workers;
    private final Crew crew;
    /** Made once, so that a step allocates nothing. */
    private final Crew.Work advance;

    private TreePast past; // null if all happens at once
    private int first;
    private double duration;

    /**
     * Starts with start[type of the root] for the trees of order 1 and 0 for the others; operators[type of the root] act on a tree.
     */
    TreeStepper(Equation61 program, VertexOperators[] operators, double[][] start, double kickFactor, int threads) {
        this.program = program;
        this.operators = operators;
        this.kickFactor = kickFactor;
        size = operators[0].size();
        RungeKuttaTableau tableau = RungeKuttaTableau.classical();
        weights = tableau.a();
        result = tableau.b();
        int count = program.size();
        state = new double[Math.multiplyExact(count, size)];
        endRates = new double[count];
        rates = new double[result.length][count];
        slot = new int[count];
        int stored = 0;
        for (int n = 0; n < count; n++) {
            slot[n] = program.isNeeded(n) ? size * stored++ : -1;
        }
        stages = new double[result.length][Math.multiplyExact(stored, size)];
        drives = new double[result.length][start.length];
        jumps = new JumpKernel[result.length][start.length];
        for (int n = 0; n < program.end(1); n++) {
            System.arraycopy(start[program.type(n)], 0, state, n * size, size);
        }
        for (int n = 0; n < count; n++) {
            endRates[n] = operators[type(n)].rate(state, n * size);
        }
        crew = Crew.of(threads);
        workers = new Worker[threads];
        Arrays.setAll(workers, n -> new Worker());
        advance = (piece, worker) -> workers[worker].advance(first + piece, duration);
    }

    double[] state() {
        return state;
    }

    /** Goes on with other operators, of the same size. */
    void continueWith(VertexOperators... others) {
        operators = others;
        for (int n = 0; n < endRates.length; n++) {
            endRates[n] = operators[type(n)].rate(state, n * size);
        }
    }

    /** ⟨ν, G_T⟩ at the present time. */
    double[] endRates() {
        return endRates;
    }

    /** Lets what trees get back and what drives them be of the past; null for the present. */
    void remembering(TreePast other) {
        past = other;
    }

    /** The drive S̄ of each root type at each stage of the coming step, to be filled by the caller; 0 in the plain expansion. */
    double[][] drives() {
        return drives;
    }

    /** Jumps from outside by stage of the coming step and root type, to be filled by the caller; null for none. */
    JumpKernel[][] jumps() {
        return jumps;
    }

    private int type(int tree) {
        return program.type(tree);
    }

    void step(double h) {
        for (int order = 1; order <= program.maxOrder(); order++) {
            first = program.end(order - 1);
            duration = h;
            int count = program.end(order) - first;
            crew.share(count, OPERATIONS * size * count, advance);
        }
    }

    @Override
    public void close() {
        crew.close();
    }

    /** Takes trees through a step; allocates nothing once made. */
    private final class Worker {
        private final double[] present = new double[size];
        private final double[] stage = new double[size];
        private final double[] pushed = new double[size];
        private final double[][] slopes = new double[result.length][size];

        private void advance(int n, double step) {
            System.arraycopy(state, n * size, present, 0, size);
            int type = type(n);
            VertexOperators own = operators[type];
            for (int s = 0; s < result.length; s++) {
                double[] u = present;
                if (s > 0) {
                    combine(step, weights[s - 1], s, stage);
                    u = stage;
                }
                double rate = s == 0 ? endRates[n] : own.rate(u, 0);
                rates[s][n] = rate;
                if (slot[n] >= 0) {
                    System.arraycopy(u, 0, stages[s], slot[n], size);
                }
                push(n, s, drives[s][type], u);
                own.apply(u, 0, past == null ? rate : past.back(s, n, rate), pushed, slopes[s]);
                if (jumps[s][type] != null) {
                    jumps[s][type].addTo(u, slopes[s]);
                }
            }
            combine(step, result, result.length, stage);
            System.arraycopy(stage, 0, state, n * size, size);
            endRates[n] = own.rate(stage, 0);
        }

        /** pushed = S̄ u + α Σ_c ⟨ν, G_c⟩ G_{T∖c}. */
        private void push(int n, int s, double drive, double[] u) {
            double[] h = pushed;
            if (drive == 0) {
                Arrays.fill(h, 0);
            } else {
                for (int k = 0; k < h.length; k++) {
                    h[k] = drive * u[k];
                }
            }
            double[] stored = stages[s];
            int end = program.start(n + 1);
            for (int pair = program.start(n); pair < end; pair++) {
                int rest = program.rest(pair);
                double sum = program.coefficient(pair) * driving(s, n, program.child(pair));
                while (pair + 1 < end && program.rest(pair + 1) == rest) {
                    pair++;
                    sum += program.coefficient(pair) * driving(s, n, program.child(pair));
                }
                double factor = kickFactor * sum;
                int from = slot[rest];
                for (int k = 0; k < h.length; k++) {
                    h[k] += factor * stored[from + k];
                }
            }
        }

        private double driving(int s, int n, int child) {
            double now = rates[s][child];
            return past == null ? now : past.arriving(s, type(n), child, now);
        }

        /** target = present + step Σ_j a_j slope_j. */
        private void combine(double step, double[] a, int count, double[] target) {
            double[] from = present;
            for (int j = 0; j < count; j++) {
                if (a[j] != 0) {
                    double factor = step * a[j];
                    double[] slope = slopes[j];
                    for (int k = 0; k < target.length; k++) {
                        target[k] = from[k] + factor * slope[k];
                    }
                    from = target;
                }
            }
        }
    }
}
