package org.espalier.model.partition;

import java.util.Arrays;

/** Statistics, over the neurons i of one class, of Σ_{j∈B} w_ij for every class B. */
final class ClassRow {
    /** What the neurons received from one class; relative to the first value, so that equal values give it exactly. */
    private static final class Received {
        private double current;
        private boolean touched;
        private int neurons; // that received anything
        private double first;
        private double sum;
        private double squares;
        private double least;
        private double most;

        private void endOfNeuron() {
            if (neurons++ == 0) {
                first = current;
                sum = 0;
                squares = 0;
                least = current;
                most = current;
            }
            double offset = current - first;
            sum += offset;
            squares += offset * offset;
            least = Math.min(least, current);
            most = Math.max(most, current);
            current = 0;
            touched = false;
        }
    }

    private final Received[] from;
    private final int[] list; // classes that the current neuron receives from
    private int length;
    private final int[] present; // classes that some neuron receives from
    private int presentCount;

    ClassRow(int classes) {
        from = new Received[classes];
        Arrays.setAll(from, b -> new Received());
        list = new int[classes];
        present = new int[classes];
    }

    void clear() {
        for (int k = 0; k < presentCount; k++) {
            from[present[k]].neurons = 0;
        }
        presentCount = 0;
    }

    void add(int b, double weight) {
        if (!from[b].touched) {
            from[b].touched = true;
            list[length++] = b;
        }
        from[b].current += weight;
    }

    void endOfNeuron() {
        for (int k = 0; k < length; k++) {
            Received received = from[list[k]];
            if (received.neurons == 0) {
                present[presentCount++] = list[k];
            }
            received.endOfNeuron();
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
        Received r = from[b];
        return r.neurons == members
                ? r.first + r.sum / members
                : (r.neurons * r.first + r.sum) / members; // the others receive nothing
    }

    double deviation(int b, int members) {
        Received r = from[b];
        double mean = mean(b, members);
        double low = r.neurons < members ? Math.min(0, r.least) : r.least;
        double high = r.neurons < members ? Math.max(0, r.most) : r.most;
        return Math.max(high - mean, mean - low);
    }

    double squares(int b, int members) {
        Received r = from[b];
        double mean = mean(b, members);
        double shift = mean - r.first;
        double inside = r.squares - 2 * shift * r.sum + r.neurons * shift * shift;
        return Math.max(0, inside) + (members - r.neurons) * mean * mean;
    }
}
