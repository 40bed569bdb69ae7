package org.espalier.model.generate;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * A random k-regular network: every neuron has exactly k inputs and k outputs, each of weight J/k. All row and column sums
 * are J, so that the mean-drive closure is exact; C_w = |J|, ε_w = |J|/k. Random matching of ends, repaired by switching.
 * Cost: O(N k + k³).
 *
 * @param size N ≥ 2
 * @param degree k, from 1 to N−1
 * @param coupling J
 */
public record Regular(int size, int degree, double coupling) implements NetworkGenerator {
    /** Checks the parameters. */
    public Regular {
        Draws.size("regular network", size, 2);
        Arguments.between("regular network", "degree", degree, 1, size - 1);
        Arguments.finite("regular network", "coupling J", coupling);
        Arguments.between("regular network", "number of edges", (double) size * degree, 1, Integer.MAX_VALUE - 8);
    }

    @Override
    public SynapticNetwork generate(long seed) {
        UniformRandomProvider random = Draws.stream(seed);
        NetworkBuilder builder = NetworkBuilder.ofSize(size, size * degree);
        boolean complement = degree > (size - 1) / 2;
        int k = complement ? size - 1 - degree : degree;
        int[] inputs = matched(k, random);
        int[] lastRow = new int[size];
        Arrays.fill(lastRow, -1);
        for (int i = 0; i < size; i++) {
            for (int e = i * k; e < (i + 1) * k; e++) {
                lastRow[inputs[e]] = i;
                if (!complement) {
                    builder.connect(inputs[e], i, 1);
                }
            }
            for (int j = 0; complement && j < size; j++) {
                if (j != i && lastRow[j] != i) {
                    builder.connect(j, i, 1);
                }
            }
        }
        return builder.build().times(coupling / degree);
    }

    /** Row i holds entries i k to (i+1) k − 1: different, not i, and every neuron k times in all. */
    private int[] matched(int k, UniformRandomProvider random) {
        int[] inputs = new int[size * k];
        do {
            for (int e = 0; e < inputs.length; e++) {
                inputs[e] = e % size;
            }
            Draws.shuffle(inputs, random);
        } while (!repaired(inputs, k, random));
        return inputs;
    }

    /** Exchanges ends that do not fit with ends elsewhere; false if a small network got stuck. */
    private boolean repaired(int[] inputs, int k, UniformRandomProvider random) {
        for (int i = 0; i < size; i++) {
            for (int e = i * k; e < (i + 1) * k; e++) {
                for (long attempt = 0; !fits(inputs, k, i, inputs[e], e); attempt++) {
                    if (attempt > 1000 + 20L * inputs.length) {
                        return false;
                    }
                    int other = random.nextInt(inputs.length);
                    int row = other / k;
                    if (row != i && fits(inputs, k, i, inputs[other], e) && fits(inputs, k, row, inputs[e], other)) {
                        int swapped = inputs[e];
                        inputs[e] = inputs[other];
                        inputs[other] = swapped;
                    }
                }
            }
        }
        return true;
    }

    private static boolean fits(int[] inputs, int k, int row, int neuron, int place) {
        if (neuron == row) {
            return false;
        }
        for (int e = row * k; e < (row + 1) * k; e++) {
            if (e != place && inputs[e] == neuron) {
                return false;
            }
        }
        return true;
    }
}
