package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that other programs wrote, in every format and option they have, are read as these programs had them. */
class CorpusTest {
    @TempDir
    private Path folder;

    @Test
    void twoHundredNetworksOfOtherPrograms() throws Exception {
        compare(198, 7);
    }

    @Test
    @Tag("slow")
    void twoThousandNetworksOfOtherPrograms() throws Exception {
        compare(2000, 20260101);
    }

    private void compare(int count, long seed) throws Exception {
        Python.run(folder, "corpus.py", folder.toString(), Integer.toString(count), Long.toString(seed));
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> right = new TreeMap<>();
        Map<String, Integer> refused = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("expected.tsv"), StandardCharsets.UTF_8)) {
            String[] parts = line.split("\t", -1);
            String writer = parts[0].substring(6, parts[0].lastIndexOf('.'));
            try {
                String difference = difference(reader(parts[2]).read(folder.resolve(parts[0])), parts[3], parts[4]);
                if (difference == null) {
                    right.merge(writer, 1, Integer::sum);
                } else {
                    wrong.add(parts[0] + " [" + parts[2] + "]: " + difference);
                }
            } catch (NetworkFormatException refusal) {
                refused.merge(writer, 1, Integer::sum);
                if (!parts[1].equals("True")) {
                    wrong.add(parts[0] + " [" + parts[2] + "] is refused: " + refusal.getMessage());
                }
            }
        }
        System.getLogger(CorpusTest.class.getName())
                .log(System.Logger.Level.INFO, "right " + right + ", refused " + refused);
        assertThat(wrong).isEmpty();
        assertThat(right.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(count * 3 / 4);
    }

    private static NetworkReader reader(String settings) {
        NetworkReader reader = NetworkReader.automatic();
        for (String setting : settings.isEmpty() ? new String[0] : settings.split(" ")) {
            String value = setting.substring(setting.indexOf('=') + 1);
            reader = switch (setting.substring(0, setting.indexOf('='))) {
                case "presynaptic" -> reader.presynaptic(NetworkReader.Presynaptic.ROWS);
                case "direction" -> reader.direction(NetworkReader.Direction.UNDIRECTED);
                case "weight" -> reader.weight(value);
                default -> throw new IllegalArgumentException(setting);
            };
        }
        return reader;
    }

    /** What is different, or null. */
    private static String difference(Reading reading, String names, String edges) throws IOException {
        SynapticNetwork network = reading.network();
        List<String> expectedNames = strings(names);
        Map<String, Double> expected = new LinkedHashMap<>();
        List<String> flat = strings(edges);
        for (int k = 0; k < flat.size(); k += 3) {
            double weight = Double.parseDouble(flat.get(k + 2));
            if (weight != 0) {
                expected.put(flat.get(k) + " > " + flat.get(k + 1), weight);
            }
        }
        if (network.size() != expectedNames.size()) {
            return network.size() + " neurons for " + expectedNames;
        }
        Map<String, Double> found = new LinkedHashMap<>();
        for (int i = 0; i < network.size(); i++) {
            if (network.isLabelled() && !expectedNames.contains(network.label(i))) {
                return "neuron " + network.label(i) + " for " + expectedNames;
            }
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                if (network.weight(e) != 0) {
                    found.put(network.label(network.column(e)) + " > " + network.label(i), network.weight(e));
                }
            }
        }
        if (!found.keySet().equals(expected.keySet())) {
            return found + " for " + expected;
        }
        for (Map.Entry<String, Double> edge : expected.entrySet()) {
            double difference = Math.abs(found.get(edge.getKey()) - edge.getValue());
            // repeated pairs may be added up in another order
            if (difference > 1e-14 * Math.abs(edge.getValue())) {
                return edge + " is " + found.get(edge.getKey());
            }
        }
        return null;
    }

    /** All texts and numbers of a JSON array, in order. */
    private static List<String> strings(String json) throws IOException {
        List<String> result = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    result.add(parser.getText());
                }
            }
        }
        return result;
    }
}
