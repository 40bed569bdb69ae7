package org.espalier.model.partition;

import java.util.Arrays;

/** Statistics, over the neurons i of one class, of Σ_{j∈B} w_ij for every class B. */
final class ClassRow {
    private final double[] current;
    private final boolean[] touched;
    private final int[] list;
    private int length;

    private final boolean[] seen;
    private final int[] present;
    private int presentCount;

    // relative to the first value seen, so that equal values give their common value exactly
    private final int[] neurons;
    private final double[] first;
    private final double[] sum;
    private final double[] squares;
    private final double[] least;
    private final double[] most;

    ClassRow(int classes) {
        current = new double[classes];
        touched = new boolean[classes];
        list = new int[classes];
        seen = new boolean[classes];
        present = new int[classes];
        neurons = new int[classes];
        first = new double[classes];
        sum = new double[classes];
        squares = new double[classes];
        least = new double[classes];
        most = new double[classes];
    }

    void clear() {
        for (int k = 0; k < presentCount; k++) {
            seen[present[k]] = false;
        }
        presentCount = 0;
    }

    void add(int b, double weight) {
        if (!touched[b]) {
            touched[b] = true;
            list[length++] = b;
        }
        current[b] += weight;
    }

    void endOfNeuron() {
        for (int k = 0; k < length; k++) {
            int b = list[k];
            double value = current[b];
            if (!seen[b]) {
                seen[b] = true;
                present[presentCount++] = b;
                neurons[b] = 0;
                first[b] = value;
                sum[b] = 0;
                squares[b] = 0;
                least[b] = value;
                most[b] = value;
            }
            double offset = value - first[b];
            neurons[b]++;
            sum[b] += offset;
            squares[b] += offset * offset;
            least[b] = Math.min(least[b], value);
            most[b] = Math.max(most[b], value);
            current[b] = 0;
            touched[b] = false;
        }
        length = 0;
    }

    /** Classes from which some neuron receives, increasing. */
    int[] present() {
        int[] result = Arrays.copyOf(present, presentCount);
        Arrays.sort(result);
        return result;
    }

    double mean(int b, int members) {
        return neurons[b] == members
                ? first[b] + sum[b] / members
                : (neurons[b] * first[b] + sum[b]) / members; // the others receive nothing
    }

    double deviation(int b, int members) {
        double mean = mean(b, members);
        double low = neurons[b] < members ? Math.min(0, least[b]) : least[b];
        double high = neurons[b] < members ? Math.max(0, most[b]) : most[b];
        return Math.max(high - mean, mean - low);
    }

    double squares(int b, int members) {
        double shift = mean(b, members) - first[b];
        double inside = squares[b] - 2 * shift * sum[b] + neurons[b] * shift * shift;
        double mean = mean(b, members);
        return Math.max(0, inside) + (members - neurons[b]) * mean * mean;
    }
}
