package org.espalier.model.observable;

import org.espalier.model.network.SynapticNetwork;

/**
 * Weights of a network laid out for sweeps: compressed rows, neurons renumbered so that those read most often lie
 * together. Each row is summed by one thread in the order of its edges.
 */
final class SparseSweep implements Sweep {
    /** Below this many multiplications a second thread costs more than it brings. */
    private static final long WORTH_A_THREAD = 1 << 18;

    private static final int CHUNKS = 64;

    private final int[] starts;
    private final int[] columns;
    private final double[] weights;
    private final int[] chunks;
    private final Residues residues;

    private SparseSweep(int[] starts, int[] columns, double[] weights, int[] chunks, Residues residues) {
        this.starts = starts;
        this.columns = columns;
        this.weights = weights;
        this.chunks = chunks;
        this.residues = residues;
    }

    /**
     * Lays out a network.
     *
     * @param network the weights
     * @param order new position to neuron
     */
    static SparseSweep of(SynapticNetwork network, int[] order) {
        int size = network.size();
        int[] position = new int[size];
        for (int r = 0; r < size; r++) {
            position[order[r]] = r;
        }
        int[] starts = new int[size + 1];
        int[] columns = new int[network.edges()];
        double[] weights = new double[network.edges()];
        int at = 0;
        for (int r = 0; r < size; r++) {
            int end = network.rowStart(order[r] + 1);
            for (int e = network.rowStart(order[r]); e < end; e++) {
                columns[at] = position[network.column(e)];
                weights[at++] = network.weight(e);
            }
            starts[r + 1] = at;
        }
        return new SparseSweep(starts, columns, weights, chunks(starts), null);
    }

    /** Boundaries of row ranges of about equal work. */
    private static int[] chunks(int[] starts) {
        int size = starts.length - 1;
        int[] bounds = new int[CHUNKS + 1];
        long total = (long) starts[size] + size;
        int row = 0;
        for (int c = 1; c < CHUNKS; c++) {
            while (row < size && (long) starts[row] + row < total * c / CHUNKS) {
                row++;
            }
            bounds[c] = row;
        }
        bounds[CHUNKS] = size;
        return bounds;
    }

    /** The same pattern with |w|. */
    SparseSweep absolute() {
        double[] values = new double[weights.length];
        for (int e = 0; e < values.length; e++) {
            values[e] = Math.abs(weights[e]);
        }
        return new SparseSweep(starts, columns, values, chunks, residues);
    }

    /** The same pattern with w^p / p!. */
    SparseSweep power(int power) {
        if (power == 1) {
            return this;
        }
        double[] values = weights.clone();
        for (int p = 2; p <= power; p++) {
            for (int e = 0; e < values.length; e++) {
                values[e] *= weights[e] / p;
            }
        }
        return new SparseSweep(starts, columns, values, chunks, residues);
    }

    /** The same integer weights, computing modulo a prime. */
    SparseSweep modulo(Residues modulus) {
        double[] values = new double[weights.length];
        for (int e = 0; e < values.length; e++) {
            values[e] = modulus.ofAny(weights[e]);
        }
        return new SparseSweep(starts, columns, values, chunks, modulus);
    }

    Residues residues() {
        return residues;
    }

    /** Calls back with every weight, rows in order. */
    void forEach(Entry action) {
        for (int i = 0; i < size(); i++) {
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                action.accept(i, columns[e], weights[e]);
            }
        }
    }

    /** Receives a weight w[row][column]. */
    @FunctionalInterface
    interface Entry {
        void accept(int row, int column, double weight);
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

    int edges() {
        return columns.length;
    }

    @Override
    public void apply(double[] x, int width, double[][] out, int threads) {
        int used = (long) columns.length * width < WORTH_A_THREAD ? 1 : threads;
        Workers.run(used, used == 1 ? 1 : CHUNKS, c -> {
            int from = used == 1 ? 0 : chunks[c];
            int to = used == 1 ? size() : chunks[c + 1];
            if (residues != null) {
                rowsModulo(x, width, out, from, to);
            } else if (width == 1) {
                rows1(x, out[0], from, to);
            } else if (width == 4) {
                rows4(x, out, from, to);
            } else {
                rows8(x, out, from, to);
            }
        });
    }

    private void rows1(double[] x, double[] y, int from, int to) {
        int[] columns = this.columns;
        double[] weights = this.weights;
        for (int i = from; i < to; i++) {
            double s0 = 0;
            double s1 = 0;
            int end = starts[i + 1];
            int e = starts[i];
            for (; e + 1 < end; e += 2) {
                s0 += weights[e] * x[columns[e]];
                s1 += weights[e + 1] * x[columns[e + 1]];
            }
            if (e < end) {
                s0 += weights[e] * x[columns[e]];
            }
            y[i] = s0 + s1;
        }
    }

    private void rows4(double[] x, double[][] out, int from, int to) {
        int[] columns = this.columns;
        double[] weights = this.weights;
        double[] sums = new double[4];
        for (int i = from; i < to; i++) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                double w = weights[e];
                int j = 4 * columns[e];
                s0 += w * x[j];
                s1 += w * x[j + 1];
                s2 += w * x[j + 2];
                s3 += w * x[j + 3];
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

    private void rows8(double[] x, double[][] out, int from, int to) {
        int[] columns = this.columns;
        double[] weights = this.weights;
        double[] sums = new double[8];
        for (int i = from; i < to; i++) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            double s4 = 0;
            double s5 = 0;
            double s6 = 0;
            double s7 = 0;
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                double w = weights[e];
                int j = 8 * columns[e];
                s0 += w * x[j];
                s1 += w * x[j + 1];
                s2 += w * x[j + 2];
                s3 += w * x[j + 3];
                s4 += w * x[j + 4];
                s5 += w * x[j + 5];
                s6 += w * x[j + 6];
                s7 += w * x[j + 7];
            }
            sums[0] = s0;
            sums[1] = s1;
            sums[2] = s2;
            sums[3] = s3;
            sums[4] = s4;
            sums[5] = s5;
            sums[6] = s6;
            sums[7] = s7;
            for (int v = 0; v < out.length; v++) {
                out[v][i] = sums[v];
            }
        }
    }

    private void rowsModulo(double[] x, int width, double[][] out, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int v = 0; v < out.length; v++) {
                double sum = 0;
                for (int e = starts[i]; e < starts[i + 1]; e++) {
                    sum = residues.of(sum + weights[e] * x[width * columns[e] + v]);
                }
                out[v][i] = sum;
            }
        }
    }
}
