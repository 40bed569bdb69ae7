package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every writer writes is read back as the same network, or it is refused before anything is written. */
class RoundTripTest {
    private static final String[] NAMES = {
        "a",
        "A",
        "01",
        "1",
        "1.0",
        "1e+05",
        "100000",
        "720575940600000001",
        "720575940600000002",
        "-3",
        "nan",
        "NA",
        "#hash",
        "%percent",
        "source",
        "a,b",
        "a;b",
        "a\tb",
        "a|b",
        "say \"hi\"",
        "\"",
        "'",
        "<&>",
        "]]>",
        "back\\slash",
        "Ü数é",
        "e\u0301",
        "\uD83E\uDDE0",
        "two words",
        " blank",
        "blank ",
        "\u00A0nbsp",
        "line\nfeed",
        "carriage\rreturn",
        "\u0001",
        "\u0085",
        "\u2028",
        "",
        "x".repeat(300),
        "true",
        "{}",
        "graph",
    };
    private static final double[] WEIGHTS = {
        1, -1, 3, 0.1, -7.25, 1e-300, Double.MIN_VALUE, 1e300, Double.MAX_VALUE, 0x1p53 + 2, 1e15, 1e16, 1.0 / 3
    };

    @TempDir
    private Path folder;

    private static SynapticNetwork random(SplittableRandom random) {
        int n = 2 + random.nextInt(7);
        boolean loops = random.nextInt(4) == 0;
        NetworkBuilder builder = NetworkBuilder.ofSize(n, 0).selfLoops(loops ? SelfLoops.KEEP : SelfLoops.DROP);
        HashSet<Integer> taken = new HashSet<>();
        int edges = random.nextInt(2 * n + 1);
        for (int e = 0; e < edges; e++) {
            int j = random.nextInt(n);
            int i = random.nextInt(n);
            if (taken.add(n * i + j)) {
                builder.connect(j, i, WEIGHTS[random.nextInt(WEIGHTS.length)]);
            }
        }
        SynapticNetwork network = builder.build();
        if (random.nextInt(4) > 0) {
            boolean tame = random.nextBoolean();
            boolean equal = random.nextInt(5) == 0;
            String[] labels = new String[n];
            HashSet<String> used = new HashSet<>();
            for (int i = 0; i < n; i++) {
                do {
                    labels[i] = tame ? "cell " + random.nextInt(1000) : NAMES[random.nextInt(NAMES.length)];
                } while (!used.add(labels[i]) && !equal);
            }
            network = network.labelled(labels);
        }
        if (random.nextInt(3) == 0) {
            network = network.typed(IntStream.range(0, n)
                    .mapToObj(i -> "type " + random.nextInt(3))
                    .toArray(String[]::new));
        }
        return network;
    }

    /** Every edge with the names of its ends, which are numbered where they are equal. */
    private static Map<String, Double> edges(SynapticNetwork network) {
        Map<String, Double> result = new LinkedHashMap<>();
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                result.put(network.label(network.column(e)) + "\u0000" + network.label(i), network.weight(e));
            }
        }
        return result;
    }

    private static List<String> labels(SynapticNetwork network) {
        return IntStream.range(0, network.size()).mapToObj(network::label).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"w.csv", "w.csv.gz", "w.mtx", "w.mtx.gz", "w.graphml", "w.graphml.gz", "w.npz", "w.espalier"})
    void theSameOrRefusedBefore(String name) {
        SplittableRandom random = new SplittableRandom(11);
        NetworkReader reader = NetworkReader.automatic().selfLoops(SelfLoops.KEEP);
        List<String> refusals = new ArrayList<>();
        int same = 0;
        for (int k = 0; k < 120; k++) {
            SynapticNetwork network = random(random);
            Path file = folder.resolve(k + name);
            try {
                Networks.write(network, file);
            } catch (IllegalArgumentException | java.io.UncheckedIOException refusal) {
                assertThat(file).doesNotExist();
                refusals.add(refusal.getMessage());
                continue;
            }
            if (network.edges() == 0 && name.contains("graphml")) {
                assertThatThrownBy(() -> reader.read(file)).hasMessageContaining("no edge");
                continue;
            }
            SynapticNetwork read = reader.read(file).network();
            String what = k + ": " + labels(network) + " " + edges(network);
            boolean distinct = new HashSet<>(labels(network)).size() == network.size();
            assertThat(read.size()).as(what).isEqualTo(network.size());
            if (name.contains("csv")) {
                assertThat(new HashSet<>(labels(read))).as(what).isEqualTo(new HashSet<>(labels(network)));
                assertThat(edges(read)).as(what).isEqualTo(edges(network));
            } else {
                assertThat(read.withWeights((post, pre, weight) -> weight).rowSums())
                        .as(what)
                        .isEqualTo(network.rowSums());
                if (distinct || !name.contains("graphml")) {
                    assertThat(labels(read)).as(what).isEqualTo(labels(network));
                    assertThat(edges(read)).as(what).isEqualTo(edges(network));
                }
                if (!name.contains("mtx")) {
                    assertThat(read.types()).as(what).isEqualTo(network.types());
                }
            }
            same++;
        }
        assertThat(same).isGreaterThan(name.contains("csv") ? 40 : 80);
        assertThat(refusals).allSatisfy(message -> assertThat(message).contains("; "));
    }
}
