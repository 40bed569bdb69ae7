package org.espalier.model.observable;

import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.threads.Crew;

/**
 * The weights of a network applied to one or four vectors in a pass. Each row is summed by one thread in the order of its
 * edges.
 */
final class SparseProduct implements BlockProduct {
    private static final int CHUNKS = 64;

    private final SynapticNetwork network;
    private final Residues residues;
    private final int termsPerReduction;
    private final int[] chunks;
    /** Kept once it was needed. */
    private volatile SparseProduct reversed;

    private SparseProduct(SynapticNetwork network, Residues residues, int termsPerReduction) {
        this.network = network;
        this.residues = residues;
        this.termsPerReduction = termsPerReduction;
        this.chunks = chunks(network);
    }

    static SparseProduct of(SynapticNetwork network) {
        return new SparseProduct(network, null, 0);
    }

    /** Boundaries of row ranges of about equal work. */
    private static int[] chunks(SynapticNetwork network) {
        int size = network.size();
        int[] bounds = new int[CHUNKS + 1];
        long total = (long) network.edges() + size;
        int row = 0;
        for (int c = 1; c < CHUNKS; c++) {
            while (row < size && (long) network.rowStart(row) + row < total * c / CHUNKS) {
                row++;
            }
            bounds[c] = row;
        }
        bounds[CHUNKS] = size;
        return bounds;
    }

    SynapticNetwork network() {
        return network;
    }

    /** The same edges reversed. */
    SparseProduct transposed() {
        SparseProduct known = reversed;
        if (known == null) {
            known = of(network.transposed());
            reversed = known;
        }
        return known;
    }

    /** The same edges with |w|. */
    SparseProduct absolute() {
        return of(network.withWeights((post, pre, weight) -> Math.abs(weight)));
    }

    /** The same edges with w^p / p!. */
    SparseProduct power(int power) {
        return of(network.withWeights((post, pre, weight) -> {
            double value = weight;
            for (int p = 2; p <= power; p++) {
                value *= weight / p;
            }
            return value;
        }));
    }

    /** The same integer weights, computing modulo a prime. */
    SparseProduct modulo(Residues modulus) {
        double largest = 1;
        for (int e = 0; e < network.edges(); e++) {
            largest = Math.max(largest, Math.abs(network.weight(e)));
        }
        if (largest > Residues.SMALL) {
            SynapticNetwork reduced = network.withWeights((post, pre, weight) -> modulus.ofAny(weight));
            return new SparseProduct(reduced, modulus, 1);
        }
        // sums of this many products of a weight and a residue stay below 2^52
        int terms = (int) (0x1p52 / (largest * Residues.LIMIT));
        SynapticNetwork plain = network.factor() == 1 ? network : network.withWeights((post, pre, weight) -> weight);
        return new SparseProduct(plain, modulus, terms);
    }

    @Override
    public int size() {
        return network.size();
    }

    @Override
    public void apply(double[] x, int width, double[][] out, Crew crew) {
        crew.share(CHUNKS, 2.0 * network.edges() * width, (c, worker) -> {
            int from = chunks[c];
            int to = chunks[c + 1];
            if (residues != null) {
                rowsModulo(x, width, out, from, to);
            } else if (width == 1) {
                row(x, out[0], from, to);
            } else {
                rows(x, out, from, to);
            }
        });
    }

    /** One lane, in two interleaved sums: one alone would wait for each addition to finish. */
    private void row(double[] x, double[] y, int from, int to) {
        double factor = network.factor();
        for (int i = from; i < to; i++) {
            double even = 0;
            double odd = 0;
            int end = network.rowStart(i + 1);
            int e = network.rowStart(i);
            for (; e < end - 1; e += 2) {
                even += network.storedWeight(e) * x[network.column(e)];
                odd += network.storedWeight(e + 1) * x[network.column(e + 1)];
            }
            if (e < end) {
                even += network.storedWeight(e) * x[network.column(e)];
            }
            y[i] = factor * (even + odd);
        }
    }

    /** Four lanes, of which those beyond the results are computed and not written. */
    private void rows(double[] x, double[][] out, int from, int to) {
        double factor = network.factor();
        double[] y0 = out[0];
        double[] y1 = out[1];
        double[] y2 = out[Math.min(2, out.length - 1)];
        double[] y3 = out[Math.min(3, out.length - 1)];
        boolean three = out.length > 2;
        boolean four = out.length > 3;
        for (int i = from; i < to; i++) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int end = network.rowStart(i + 1);
            for (int e = network.rowStart(i); e < end; e++) {
                double w = network.storedWeight(e);
                int j = 4 * network.column(e);
                s0 += w * x[j];
                s1 += w * x[j + 1];
                s2 += w * x[j + 2];
                s3 += w * x[j + 3];
            }
            y0[i] = factor * s0;
            y1[i] = factor * s1;
            if (three) {
                y2[i] = factor * s2;
            }
            if (four) {
                y3[i] = factor * s3;
            }
        }
    }

    /** As {@link #rows}, reducing only when the next terms could leave the range of exact integers. */
    private void rowsModulo(double[] x, int width, double[][] out, int from, int to) {
        double[] sums = new double[BlockProduct.WIDEST];
        int second = Math.min(1, width - 1);
        int third = Math.min(2, width - 1);
        int fourth = Math.min(3, width - 1);
        for (int i = from; i < to; i++) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int end = network.rowStart(i + 1);
            for (int e = network.rowStart(i); e < end; ) {
                for (int stop = (int) Math.min(end, (long) e + termsPerReduction); e < stop; e++) {
                    double w = network.storedWeight(e);
                    int j = width * network.column(e);
                    s0 += w * x[j];
                    s1 += w * x[j + second];
                    s2 += w * x[j + third];
                    s3 += w * x[j + fourth];
                }
                s0 = residues.of(s0);
                s1 = residues.of(s1);
                s2 = residues.of(s2);
                s3 = residues.of(s3);
            }
            sums[0] = s0;
            sums[1] = s1;
            sums[2] = s2;
            sums[3] = s3;
            for (int v = 0; v < out.length; v++) {
                out[v][i] = sums[v];
            }
        }
    }
}
