package org.espalier.particles.observable;

import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;

/**
 * The empirical two-vertex density of the edge: value (a, b), row by row, is (1/N) Σ w[i][j] over the pairs with V_i in bin a
 * and V_j in bin b, divided by the area of the bin: an estimate of the mean of τ_N(edge)(v_1, v_2) over the bin, first
 * variable the postsynaptic neuron. (Versions I and H2 agree: there are no self-loops.)
 *
 * @param network the weights
 * @param bins the bins of both variables
 */
public record EdgeHistogram(SynapticNetwork network, PotentialHistogram bins) implements Observable {
    /**
     * {@return the histogram of a network, the observable, (number of bins)² values}
     *
     * @param network the weights
     * @param bins the bins of both variables
     */
    public static EdgeHistogram of(SynapticNetwork network, PotentialHistogram bins) {
        return new EdgeHistogram(network, bins);
    }

    @Override
    public String name() {
        return "two-vertex density of the edge, " + bins.name();
    }

    @Override
    public int count() {
        return bins.count() * bins.count();
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        int side = bins.count();
        int n = state.size();
        int[] bin = new int[n];
        for (int i = 0; i < n; i++) {
            bin[i] = bins.bin(state.potential(i));
        }
        Arrays.fill(values, offset, offset + count(), 0);
        for (int i = 0; i < n; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int b = bin[network.column(e)];
                if (bin[i] >= 0 && b >= 0) {
                    values[offset + bin[i] * side + b] += network.weight(e);
                }
            }
        }
        for (int a = 0; a < side; a++) {
            for (int b = 0; b < side; b++) {
                values[offset + a * side + b] /= n * bins.width(a) * bins.width(b);
            }
        }
    }
}
