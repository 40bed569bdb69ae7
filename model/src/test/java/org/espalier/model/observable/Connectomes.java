package org.espalier.model.observable;

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

/** The two measured connectomes, raw synapse counts, self-loops dropped; tests are skipped where the files are absent. */
public final class Connectomes {
    private Connectomes() {}

    private static Path file(String name) {
        String folder = System.getenv("ESPALIER_DATA");
        Path data = folder != null
                ? Path.of(folder)
                : Path.of(System.getProperty("espalier.root", "."), "..", "shared", "data");
        Path file = data.resolve(name);
        assumeTrue(Files.isRegularFile(file), "connectome data not found: " + file);
        return file;
    }

    /** Chemical synapses of C. elegans: 419 neurons, 4647 edges. */
    public static SynapticNetwork worm() {
        List<String[]> rows = new ArrayList<>();
        for (String line : lines("worm_edges.csv")) {
            String[] row = line.split(",");
            if (row[3].trim().equals("chemical")) {
                rows.add(new String[] {row[0].trim(), row[1].trim(), row[2].trim()});
            }
        }
        return network(rows);
    }

    /** The larval fruit fly brain: 3554 neurons, 118433 edges. */
    public static SynapticNetwork larva() {
        List<String[]> rows = new ArrayList<>();
        for (String line : lines("larva_edges.txt")) {
            rows.add(line.trim().split("\\s+"));
        }
        return network(rows);
    }

    private static List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SynapticNetwork network(List<String[]> rows) {
        Map<String, Integer> index = new LinkedHashMap<>();
        Map<Long, Double> weights = new LinkedHashMap<>();
        for (String[] row : rows) {
            int pre = index.computeIfAbsent(row[0], name -> index.size());
            int post = index.computeIfAbsent(row[1], name -> index.size());
            if (pre != post) {
                weights.merge((long) post << 32 | pre, Double.parseDouble(row[2]), Double::sum);
            }
        }
        return SynapticNetwork.of(
                index.size(),
                weights.keySet().stream().mapToInt(k -> (int) (k >> 32)).toArray(),
                weights.keySet().stream().mapToInt(Long::intValue).toArray(),
                weights.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
