package org.espalier.model.observable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;

/**
 * Sums Σ_i Π w[i_a][i_b]^power over all index tuples of a small pattern, by eliminating one vertex after the other: a
 * vertex with one neighbour by a sparse product with a vector, a vertex with two by a product of sparse matrices (masked
 * by the edge between the two where there is one), and in patterns where all vertices have three neighbours or more one
 * vertex is held at each neuron in turn. A tree merged in any way needs the last step from order 7 on only.
 */
final class PatternSum {
    /** Multiplication in the numbers at hand. */
    @FunctionalInterface
    interface Product {
        double of(double a, double b);
    }

    private final CompressedRows weights;
    private final CompressedRows transposed;
    private final Residues residues;
    private final long budget;
    private final Map<List<Integer>, CompressedRows> edges = new HashMap<>();

    private PatternSum(CompressedRows weights, Residues residues, long budget) {
        this.weights = weights;
        this.transposed = weights.transposed();
        this.residues = residues;
        this.budget = budget;
    }

    /**
     * Prepares sums.
     *
     * @param network the weights
     * @param residues modular arithmetic for integer weights, or null for real numbers
     * @param budget largest number of multiplications for one pattern
     */
    static PatternSum of(SynapticNetwork network, Residues residues, long budget) {
        CompressedRows weights = CompressedRows.of(network);
        if (residues != null) {
            double[] reduced = new double[weights.values().length];
            for (int e = 0; e < reduced.length; e++) {
                reduced[e] = residues.ofAny(weights.values()[e]);
            }
            weights = new CompressedRows(weights.starts(), weights.columns(), reduced);
        }
        return new PatternSum(weights, residues, budget);
    }

    double times(double a, double b) {
        return residues == null ? a * b : residues.of(residues.ofAny(a) * b);
    }

    private double product(double a, double b) {
        return residues == null ? a * b : residues.of(a * b);
    }

    private double reduced(double a) {
        return residues == null ? a : residues.of(a);
    }

    double total(double[] terms) {
        return FixedOrderSum.of(terms, residues);
    }

    /** Returns the sum of a pattern, or NaN if it costs more than the budget. */
    double of(Pattern pattern) {
        int n = pattern.size();
        CompressedRows[][] matrices = new CompressedRows[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                if (a != b && pattern.power(a, b) + pattern.power(b, a) > 0) {
                    matrices[a][b] = edge(pattern.power(a, b), pattern.power(b, a));
                }
            }
        }
        double[][] vectors = new double[n][weights.size()];
        for (double[] vector : vectors) {
            Arrays.fill(vector, 1);
        }
        return eliminate(matrices, vectors, (1 << n) - 1, new long[] {budget});
    }

    /** The matrix w[row][column]^p · w[column][row]^q. */
    private CompressedRows edge(int p, int q) {
        List<Integer> key = List.of(p, q);
        CompressedRows known = edges.get(key);
        if (known == null) {
            known = p > 0 && q > 0
                    ? edge(p, 0).times(edge(0, q), this::product)
                    : q == 0 ? power(weights, p) : power(transposed, q);
            edges.put(key, known);
        }
        return known;
    }

    private CompressedRows power(CompressedRows matrix, int exponent) {
        double[] values = matrix.values().clone();
        for (int k = 1; k < exponent; k++) {
            for (int e = 0; e < values.length; e++) {
                values[e] = product(values[e], matrix.values()[e]);
            }
        }
        return new CompressedRows(matrix.starts(), matrix.columns(), values);
    }

    private double eliminate(CompressedRows[][] matrices, double[][] vectors, int alive, long[] left) {
        int best = -1;
        int fewest = Integer.MAX_VALUE;
        for (int a = 0; a < vectors.length; a++) {
            if ((alive >> a & 1) != 0) {
                int degree = neighbours(matrices, a, alive).length;
                // of two vertices with two neighbours take the one whose neighbours are joined: a masked product is
                // small
                int rank = 2 * degree - (degree == 2 && joined(matrices, a, alive) ? 1 : 0);
                if (rank < fewest) {
                    fewest = rank;
                    best = a;
                }
            }
        }
        int rest = alive & ~(1 << best);
        int[] neighbours = neighbours(matrices, best, alive);
        if (rest == 0) {
            return total(vectors[best]);
        }
        if (neighbours.length == 0) {
            // cannot happen in a merged tree, which is connected, but is right
            return product(total(vectors[best]), eliminate(matrices, vectors, rest, left));
        }
        if (neighbours.length == 1) {
            absorb(matrices[neighbours[0]][best], vectors[best], vectors[neighbours[0]]);
            return eliminate(matrices, vectors, rest, left);
        }
        if (neighbours.length == 2) {
            return series(matrices, vectors, best, neighbours[0], neighbours[1], rest, left)
                    ? eliminate(matrices, vectors, rest, left)
                    : Double.NaN;
        }
        return condition(matrices, vectors, best, neighbours, rest, left);
    }

    /** x_v := x_v · (M x_u). */
    private void absorb(CompressedRows matrix, double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            if (to[i] != 0) {
                double sum = 0;
                for (int e = matrix.starts()[i]; e < matrix.starts()[i + 1]; e++) {
                    sum = reduced(sum + matrix.values()[e] * from[matrix.columns()[e]]);
                }
                to[i] = product(to[i], sum);
            }
        }
    }

    /** Replaces vertex u between a and b by the matrix M_au diag(x_u) M_ub, times M_ab where a and b are joined. */
    private boolean series(
            CompressedRows[][] matrices, double[][] vectors, int u, int a, int b, int rest, long[] left) {
        CompressedRows first = matrices[a][u];
        CompressedRows second = matrices[u][b];
        CompressedRows mask = matrices[a][b];
        long cost = first.cost(second);
        int n = weights.size();
        left[0] -= cost;
        long entries = mask != null ? mask.columns().length : Math.min(cost, (long) n * n);
        if (left[0] < 0
                || entries > Integer.MAX_VALUE - 8
                || 24 * entries > Runtime.getRuntime().maxMemory() / 2) {
            return false;
        }
        double[] row = new double[n];
        boolean[] touched = new boolean[n];
        int[] list = new int[n];
        int[] starts = new int[n + 1];
        int[] columns = new int[mask != null ? (int) entries : 1024];
        double[] values = new double[columns.length];
        int at = 0;
        for (int i = 0; i < n; i++) {
            int count = 0;
            // rows whose vertex has weight zero never count
            for (int e = first.starts()[i]; vectors[a][i] != 0 && e < first.starts()[i + 1]; e++) {
                int k = first.columns()[e];
                double factor = product(first.values()[e], vectors[u][k]);
                if (factor != 0) {
                    for (int f = second.starts()[k]; f < second.starts()[k + 1]; f++) {
                        int j = second.columns()[f];
                        if (!touched[j]) {
                            touched[j] = true;
                            list[count++] = j;
                        }
                        row[j] = reduced(row[j] + factor * second.values()[f]);
                    }
                }
            }
            if (mask == null) {
                if (at + count > columns.length) {
                    int longer = (int) Math.min(Math.max(entries, at + count), 2L * columns.length + count);
                    columns = Arrays.copyOf(columns, longer);
                    values = Arrays.copyOf(values, longer);
                }
                Arrays.sort(list, 0, count);
                for (int k = 0; k < count; k++) {
                    columns[at] = list[k];
                    values[at++] = row[list[k]];
                }
            } else {
                for (int e = mask.starts()[i]; e < mask.starts()[i + 1]; e++) {
                    if (touched[mask.columns()[e]]) {
                        columns[at] = mask.columns()[e];
                        values[at++] = product(mask.values()[e], row[mask.columns()[e]]);
                    }
                }
            }
            for (int k = 0; k < count; k++) {
                row[list[k]] = 0;
                touched[list[k]] = false;
            }
            starts[i + 1] = at;
        }
        CompressedRows joined = new CompressedRows(starts, Arrays.copyOf(columns, at), Arrays.copyOf(values, at));
        matrices[a][b] = joined;
        // the transposed matrix is asked for only if a vertex other than a is eliminated through it
        matrices[b][a] = Integer.bitCount(rest) > 1 ? joined.transposed() : null;
        return true;
    }

    /** Holds vertex u at each neuron in turn. */
    private double condition(
            CompressedRows[][] matrices, double[][] vectors, int u, int[] neighbours, int rest, long[] left) {
        double[] terms = new double[weights.size()];
        for (int i = 0; i < terms.length; i++) {
            if (vectors[u][i] == 0) {
                continue;
            }
            CompressedRows[][] held = new CompressedRows[matrices.length][];
            Arrays.setAll(held, a -> matrices[a].clone());
            double[][] weighted = new double[vectors.length][];
            Arrays.setAll(weighted, a -> vectors[a].clone());
            for (int v : neighbours) {
                CompressedRows matrix = matrices[u][v];
                double[] row = new double[terms.length];
                for (int e = matrix.starts()[i]; e < matrix.starts()[i + 1]; e++) {
                    row[matrix.columns()[e]] = matrix.values()[e];
                }
                for (int j = 0; j < row.length; j++) {
                    weighted[v][j] = product(weighted[v][j], row[j]);
                }
            }
            double sum = eliminate(held, weighted, rest, left);
            if (Double.isNaN(sum)) {
                return sum;
            }
            terms[i] = product(vectors[u][i], sum);
        }
        return total(terms);
    }

    private static int[] neighbours(CompressedRows[][] matrices, int a, int alive) {
        int[] result = new int[matrices.length];
        int count = 0;
        for (int b = 0; b < matrices.length; b++) {
            if ((alive >> b & 1) != 0 && matrices[a][b] != null) {
                result[count++] = b;
            }
        }
        return Arrays.copyOf(result, count);
    }

    private static boolean joined(CompressedRows[][] matrices, int a, int alive) {
        int[] pair = neighbours(matrices, a, alive);
        return matrices[pair[0]][pair[1]] != null;
    }
}
