package org.espalier.model.observable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.espalier.run.Progress;
import org.espalier.run.threads.Crew;

/** The products of a plan, computed: what every x_T is made of. */
final class ContractionRun {
    private final ContractionPlan plan;
    private final double[][] initial;
    private final Residues residues;
    private final int size;
    private final int threads;
    private final double[][] products;

    /** The operators of a contraction. */
    interface Operators {
        /** Returns W^(power), or its transposed. */
        BlockProduct of(int power, boolean transposed);
    }

    /**
     * Runs a plan.
     *
     * @param plan the schedule
     * @param operators the operators that the plan asks for
     * @param initial initial vector φ of each type; null where φ = 1
     * @param residues modular arithmetic, or null for real numbers
     * @param threads number of threads
     * @param progress told after each pass over the edges
     */
    ContractionRun(
            ContractionPlan plan,
            Operators operators,
            double[][] initial,
            Residues residues,
            int size,
            int threads,
            Progress progress) {
        this.plan = plan;
        this.initial = initial;
        this.residues = residues;
        this.size = size;
        this.threads = threads;
        this.products = new double[plan.products()][];
        try (Crew crew = Crew.of(threads)) {
            run(operators, crew, progress.untilInterrupted());
        }
    }

    private void run(Operators operators, Crew crew, Progress progress) {
        Map<List<Object>, BlockProduct> known = new HashMap<>();
        double[] x = null;
        List<int[]> blocks = plan.blocks();
        int done = 0;
        for (int[] block : blocks) {
            ContractionPlan.Product first = plan.product(block[0]);
            BlockProduct operator = known.computeIfAbsent(
                    List.of(first.power(), first.transposed()), key -> operators.of(first.power(), first.transposed()));
            int width = BlockProduct.widthFor(block.length);
            if (x == null || x.length != width * size) {
                x = new double[width * size];
            }
            double[] lanes = x;
            double[][] out = new double[block.length][size];
            forEachBlock(crew, block.length, (from, to) -> {
                for (int v = 0; v < block.length; v++) {
                    fill(plan.product(block[v]).node(), from, to, lanes, from * width + v, width);
                }
            });
            operator.apply(x, width, out, crew);
            for (int v = 0; v < block.length; v++) {
                products[block[v]] = out[v];
            }
            done++;
            if (!progress.goOn((double) done / blocks.size())) {
                throw new CancellationException(
                        "contraction stopped after " + done + " of " + blocks.size() + " passes over the edges");
            }
        }
    }

    /** Writes x_node(from..to) to target[at], target[at + stride], … */
    void fill(int at, int from, int to, double[] target, int offset, int stride) {
        ContractionPlan.Node node = plan.node(at);
        double[] phi = initial[node.type()];
        for (int i = from, k = offset; i < to; i++, k += stride) {
            target[k] = phi == null ? 1 : phi[i];
        }
        for (int c = 0; c < node.products().length; c++) {
            double[] y = products[node.products()[c]];
            for (int copy = node.copies()[c]; copy > 0; copy--) {
                for (int i = from, k = offset; i < to; i++, k += stride) {
                    double product = target[k] * y[i];
                    target[k] = residues == null ? product : residues.of(product);
                }
            }
        }
    }

    /** Receives a range of positions. */
    interface Range {
        void accept(int from, int to);
    }

    private void forEachBlock(Crew crew, int vectors, Range action) {
        int blocks = FixedOrderSum.blocks(size);
        crew.share(
                blocks,
                4.0 * size * vectors,
                (b, worker) -> action.accept(b * FixedOrderSum.BLOCK, Math.min(size, (b + 1) * FixedOrderSum.BLOCK)));
    }

    /**
     * Sums F_i x_T(i) over i.
     *
     * @param nodes the trees
     * @param functionals the functions F; null for F = 1
     * @return sums[tree][functional]
     */
    double[][] sums(int[] nodes, double[][] functionals) {
        int blocks = FixedOrderSum.blocks(size);
        double[][][] partial = new double[nodes.length][functionals.length][blocks];
        try (Crew crew = Crew.of(threads)) {
            forEachBlock(crew, nodes.length, (from, to) -> {
                double[] x = new double[to - from];
                for (int t = 0; t < nodes.length; t++) {
                    fill(nodes[t], from, to, x, 0, 1);
                    for (int f = 0; f < functionals.length; f++) {
                        partial[t][f][from / FixedOrderSum.BLOCK] = dot(functionals[f], x, from);
                    }
                }
            });
        }
        double[][] sums = new double[nodes.length][functionals.length];
        for (int t = 0; t < nodes.length; t++) {
            for (int f = 0; f < functionals.length; f++) {
                sums[t][f] = FixedOrderSum.of(partial[t][f], residues);
            }
        }
        return sums;
    }

    private double dot(double[] functional, double[] x, int from) {
        double sum = 0;
        if (functional == null) {
            for (double value : x) {
                sum += value;
            }
        } else {
            for (int k = 0; k < x.length; k++) {
                sum += functional[from + k] * x[k];
            }
        }
        return residues == null ? sum : residues.of(sum); // a block of residues stays far below 2^52
    }
}
