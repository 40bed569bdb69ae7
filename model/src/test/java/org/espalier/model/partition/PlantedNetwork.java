package org.espalier.model.partition;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;

/** Row-equitable networks with known classes, neurons in random order. */
record PlantedNetwork(SynapticNetwork network, int[] classes, int[][] matrix) {

    /**
     * Every neuron of class A receives matrix[A][B] synapses in all from distinct neurons of class B, in random portions.
     */
    static PlantedNetwork of(SplittableRandom random, int[] sizes, int sources, double factor) {
        int count = sizes.length;
        int[][] matrix = new int[count][count];
        for (int[] row : matrix) {
            Arrays.setAll(row, b -> sizes[b] <= sources || random.nextInt(4) == 0 ? 0 : random.nextInt(sources, 12));
        }
        return of(random, sizes, matrix, sources, factor);
    }

    static PlantedNetwork of(SplittableRandom random, int[] sizes, int[][] matrix, int sources, double factor) {
        int n = Arrays.stream(sizes).sum();
        int[] labels = new int[n];
        int at = 0;
        for (int a = 0; a < sizes.length; a++) {
            Arrays.fill(labels, at, at += sizes[a], a);
        }
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = labels[i];
            labels[i] = labels[j];
            labels[j] = kept;
        }
        int[][] members = new int[sizes.length][];
        for (int a = 0; a < sizes.length; a++) {
            int wanted = a;
            members[a] = java.util.stream.IntStream.range(0, n)
                    .filter(i -> labels[i] == wanted)
                    .toArray();
        }
        int[] rows = new int[n * sizes.length * sources];
        int[] columns = new int[rows.length];
        double[] weights = new double[rows.length];
        int edges = 0;
        for (int i = 0; i < n; i++) {
            for (int b = 0; b < sizes.length; b++) {
                int total = matrix[labels[i]][b];
                if (total == 0) {
                    continue;
                }
                int first = edges;
                while (edges - first < sources) {
                    int j = members[b][random.nextInt(members[b].length)];
                    boolean taken = j == i;
                    for (int e = first; e < edges; e++) {
                        taken |= columns[e] == j;
                    }
                    if (!taken) {
                        rows[edges] = i;
                        columns[edges] = j;
                        weights[edges++] = 1;
                    }
                }
                for (int extra = total - sources; extra > 0; extra--) {
                    weights[first + random.nextInt(sources)]++;
                }
                for (int e = first; e < edges; e++) {
                    weights[e] *= factor;
                }
            }
        }
        return new PlantedNetwork(
                SynapticNetwork.of(
                        n, Arrays.copyOf(rows, edges), Arrays.copyOf(columns, edges), Arrays.copyOf(weights, edges)),
                labels,
                matrix);
    }
}
