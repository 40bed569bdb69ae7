package org.espalier.hierarchy.finite;

/**
 * K_a(t, s) and E_a(t, s) of (13.2) at one node t, for s in the window: the covariance of the input of a neuron with its input at s, and
 * the drive that its own spike at s sends back to it at t. Integrals by the trapezoidal rule on the nodes of the window.
 */
final class PairMemory {
    private final FiniteRun run;
    private final int t;
    private final int first;
    private final int count;
    private final int nodes;
    private final double[] weights; // of the integral over the window

    PairMemory(FiniteRun run, int t) {
        this.run = run;
        this.t = t;
        first = run.first();
        count = run.count();
        nodes = t + 1 - first;
        weights = new double[nodes];
        for (int s = first; s < t; s++) {
            double half = (run.time(s + 1) - run.time(s)) / 2;
            weights[s - first] += half;
            weights[s + 1 - first] += half;
        }
    }

    /** The weight of node s in an integral over the window. */
    double weight(int s) {
        return weights[s - first];
    }

    /** That in an integral over the window up to node s. */
    private double weightUpTo(int s, int u) {
        if (u < s) {
            return weights[u - first];
        }
        return s > first ? (run.time(s) - run.time(s - 1)) / 2 : 0;
    }

    /** K_a(t, s) = Σ_b squares r_b(s) R_b(t, s), and pairs of presynaptic neurons. */
    double[][] noise(boolean memory, boolean triangles) {
        double[][] k = new double[count][nodes];
        if (memory) {
            double[][] squares = run.sums().squares();
            for (int b = 0; b < count; b++) {
                for (int s = 0; s < nodes; s++) {
                    double covariance = covariance(b, t, first + s);
                    for (int a = 0; a < count; a++) {
                        k[a][s] += squares[a][b] * covariance;
                    }
                }
            }
        }
        if (triangles) {
            addTriangles(k);
        }
        return k;
    }

    /** The covariance of the spikes of one neuron of class b at two times, without its white part. */
    private double covariance(int b, int u, int v) {
        return u >= v ? run.rate(v, b) * run.resting(b, u, v) : run.rate(u, b) * run.resting(b, v, u);
    }

    private void addTriangles(double[][] k) {
        double[][][] loops = run.sums().triangles();
        double[][][][] common = run.sums().common();
        double[][][] smooth = new double[count][nodes][nodes]; // covariance of b at u, v
        for (int b = 0; b < count; b++) {
            for (int u = 0; u < nodes; u++) {
                for (int v = 0; v <= u; v++) {
                    smooth[b][u][v] = covariance(b, first + u, first + v);
                    smooth[b][v][u] = smooth[b][u][v];
                }
            }
        }
        // driven[c][b][s]: covariance of class c at t with class b at s per unit of weight from b to c, and its
        // transpose
        double[][][] driven = new double[count][count][nodes];
        double[][][] back = new double[count][count][nodes];
        for (int c = 0; c < count; c++) {
            double[] response = new double[nodes];
            for (int u = 0; u < nodes; u++) {
                response[u] = weights[u] * run.chi(c, t, first + u);
            }
            for (int b = 0; b < count; b++) {
                for (int s = 0; s < nodes; s++) {
                    double sum = run.chi(c, t, first + s) * run.rate(first + s, b);
                    double[] own = smooth[b][s];
                    for (int u = 0; u < nodes; u++) {
                        sum += response[u] * own[u];
                    }
                    driven[c][b][s] = sum;
                }
            }
        }
        for (int c = 0; c < count; c++) {
            for (int s = 0; s < nodes; s++) {
                for (int u = 0; u <= s; u++) {
                    double response = weightUpTo(first + s, first + u) * run.chi(c, first + s, first + u);
                    for (int b = 0; b < count; b++) {
                        back[c][b][s] += response * smooth[b][u][nodes - 1];
                    }
                }
            }
        }
        for (int a = 0; a < count; a++) {
            // common input of classes b at t and c at s, its responses at s still to come
            double[][] shared = new double[count][nodes];
            for (int b = 0; b < count; b++) {
                for (int c = 0; c < count; c++) {
                    double loop = loops[a][b][c];
                    for (int s = 0; s < nodes; s++) {
                        k[a][s] += loop * (driven[c][b][s] + back[c][b][s]);
                    }
                    for (int d = 0; d < count; d++) {
                        double weight = common[a][b][c][d];
                        for (int s = 0; s < nodes && weight != 0; s++) {
                            shared[c][s] += weight * driven[b][d][s];
                        }
                    }
                }
            }
            for (int c = 0; c < count; c++) {
                for (int s = 0; s < nodes; s++) {
                    double sum = 0;
                    for (int u = 0; u <= s; u++) {
                        sum += weightUpTo(first + s, first + u) * run.chi(c, first + s, first + u) * shared[c][u];
                    }
                    k[a][s] += sum;
                }
            }
        }
    }

    /** E_a(t, s) = Σ_b echoes χ_b(t, s), and over two neurons. */
    double[][] echo(boolean cycles) {
        double[][] e = new double[count][nodes];
        double[][] echoes = run.sums().echoes();
        for (int b = 0; b < count; b++) {
            for (int s = 0; s < nodes; s++) {
                for (int a = 0; a < count; a++) {
                    e[a][s] += echoes[a][b] * run.chi(b, t, first + s);
                }
            }
        }
        if (cycles) {
            for (int b = 0; b < count; b++) {
                for (int c = 0; c < count; c++) {
                    for (int s = 0; s < nodes; s++) {
                        double twice = 0;
                        for (int u = s; u < nodes; u++) {
                            double weight =
                                    u == s ? weights[u] - (s > 0 ? weightUpTo(first + s, first + s) : 0) : weights[u];
                            twice += weight * run.chi(b, t, first + u) * run.chi(c, first + u, first + s);
                        }
                        for (int a = 0; a < count; a++) {
                            e[a][s] += run.sums().cycles()[a][b][c] * twice;
                        }
                    }
                }
            }
        }
        return e;
    }
}
