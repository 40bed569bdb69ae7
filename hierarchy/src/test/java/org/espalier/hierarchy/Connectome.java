package org.espalier.hierarchy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Sigmoid;

/** Connectomes for tests, all excitatory, self-loops dropped; a test is skipped where the data are absent. */
public final class Connectome {
    private Connectome() {}

    /** The neuron of all reference numbers: b = 1 − v, σ = 0.4, ν = 4/(1 + exp(−(v − 1)/0.2)), v_r = 0. */
    public static Neuron neuron() {
        return Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    }

    /** The chemical synapses of the worm, scaled to a mean row sum. */
    public static SynapticNetwork worm(double meanRowSum) {
        return read("worm_edges.csv", ",", meanRowSum);
    }

    /** The larva, scaled to a mean row sum. */
    public static SynapticNetwork larva(double meanRowSum) {
        return read("larva_edges.txt", " ", meanRowSum);
    }

    private static SynapticNetwork read(String file, String separator, double meanRowSum) {
        String given = System.getenv("ESPALIER_DATA");
        Path folder = given != null
                ? Path.of(given)
                : Path.of(System.getProperty("espalier.root", "."), "..", "shared", "data");
        Path path = folder.resolve(file);
        assumeTrue(Files.exists(path), () -> path + " is not there");
        Map<String, Integer> index = new LinkedHashMap<>();
        Map<Long, Double> weights = new LinkedHashMap<>();
        List<String> lines;
        try {
            lines = new ArrayList<>(Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        double sum = 0;
        for (String line : lines) {
            String[] parts = line.split(separator);
            if (parts[0].equals("Source")
                    || parts.length > 3 && !parts[3].trim().equals("chemical")) {
                continue;
            }
            int pre = index.computeIfAbsent(parts[0].trim(), name -> index.size());
            int post = index.computeIfAbsent(parts[1].trim(), name -> index.size());
            if (pre != post) {
                double weight = Double.parseDouble(parts[2].trim());
                weights.merge((long) post << 32 | pre, weight, Double::sum);
                sum += weight;
            }
        }
        int size = index.size();
        int[] posts = new int[weights.size()];
        int[] pres = new int[weights.size()];
        double[] values = new double[weights.size()];
        int e = 0;
        for (Map.Entry<Long, Double> edge : weights.entrySet()) {
            posts[e] = (int) (edge.getKey() >> 32);
            pres[e] = edge.getKey().intValue();
            values[e++] = edge.getValue() * meanRowSum * size / sum;
        }
        return SynapticNetwork.of(size, posts, pres, values)
                .labelled(index.keySet().toArray(String[]::new));
    }
}
