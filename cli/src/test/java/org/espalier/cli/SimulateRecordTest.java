package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.report.NumpyColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What simulate --out records neuron by neuron. */
class SimulateRecordTest {
    private static final String STUDY = """
            title: A small random network
            network:
              generator: {family: erdos_renyi, neurons: 30, mean_degree: 6, coupling: 1, seed: 3}
              signs: {rule: excitatory}
              scaling: {measure: mean_row_sum, value: 0.1}
            neuron:
              drift: {family: linear, input: 1, rate: 1}
              noise: 0.4
              intensity: {family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}
              reset: 0
              kick_factor: 1
            time: {unit: 20 ms, outputs: [0.5, 1], curve_intervals: 4}
            initial_law: {family: normal, mean: 0.3, deviation: 0.3}
            groups: {few: {names: ["1?"], share: 0.3, seed: 2}}
            hierarchy: {max_order: 3, closure: vanishing}
            numerics: {cells: 100, time_step: 0.02}
            simulation: {replicas: 40, time_step: 0.02, seed: 1}
            """;

    @TempDir
    private Path folder;

    private MainTest.Ran run(String study, String... more) throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(file, study);
        List<String> arguments = new ArrayList<>(List.of("simulate", file.toString(), "--as", "csv", "--quiet"));
        arguments.addAll(List.of(more));
        return MainTest.run(arguments.toArray(String[]::new));
    }

    private MainTest.Ran into(String name, String study, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--out", folder.resolve(name).toString()));
        arguments.addAll(List.of(more));
        return run(study, arguments.toArray(String[]::new));
    }

    private List<String[]> rows(String out, String file) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve(file)).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    @Test
    void spikesAndRatesOfAllNeuronsAddUp() throws IOException {
        String all = STUDY + "record: {rates: [\"*\"], spikes: [\"*\"]}\n";
        MainTest.Ran one = into("one", all, "--threads", "1");
        MainTest.Ran two = into("two", all, "--threads", "2");
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(two.out()).isEqualTo(one.out()).isEqualTo(run(STUDY).out());
        for (String file : List.of("spikes.csv", "spikes.npz", "neurons.csv")) {
            assertThat(folder.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
        List<String[]> spikes = rows("one", "spikes.csv");
        double perNeuron = 0;
        for (String[] row : rows("one", "rate.csv")) {
            perNeuron += Double.parseDouble(row[3]);
        }
        assertThat(spikes.size() / (40.0 * 30)).isCloseTo(perNeuron, within(1e-12));
        NumpyColumns arrays = NumpyColumns.read(folder.resolve("one").resolve("spikes.npz"));
        double[] replicas = arrays.numbers("replica");
        double[] indices = arrays.numbers("neuron");
        double[] times = arrays.numbers("time");
        double before = 0;
        for (int k = 0; k < spikes.size(); k++) {
            String[] row = spikes.get(k);
            assertThat(replicas[k]).isEqualTo(Double.parseDouble(row[0]));
            assertThat(indices[k]).isEqualTo(Double.parseDouble(row[1]));
            assertThat(row[2]).isEqualTo(row[1]);
            assertThat(times[k]).isEqualTo(Double.parseDouble(row[3]));
            double place = Double.parseDouble(row[0]) + Double.parseDouble(row[3]) / 10;
            assertThat(place).isGreaterThanOrEqualTo(before);
            before = place;
        }
        List<String[]> neurons = rows("one", "neurons.csv");
        assertThat(neurons).hasSize(2 * 30);
        double[] counted = new double[30];
        spikes.forEach(row -> counted[Integer.parseInt(row[1])] += 1 / 40.0);
        double rate = 0;
        for (String[] row : neurons.subList(30, 60)) {
            assertThat(Double.parseDouble(row[5])).isCloseTo(counted[Integer.parseInt(row[1])], within(1e-12));
            rate += Double.parseDouble(row[3]) / 30;
        }
        assertThat(rate).isCloseTo(Double.parseDouble(rows("one", "rate.csv").get(1)[1]), within(1e-12));
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("study.yaml", "one", "two");
        }
    }

    @Test
    void potentialsStandOnTheirGrid() throws IOException {
        for (String driver : List.of("", ", driver: event_driven")) {
            String out = "out" + driver.length();
            String study = STUDY.replace("seed: 1}", "seed: 1" + driver + "}")
                    + "record: {potentials: [few, \"7\"], spikes: [\"7\"], every: 0.25}\n";
            MainTest.Ran ran = into(out, study, "--replicas", "3", "--raster", "30");
            assertThat(ran.code()).as(ran.err()).isZero();
            List<String[]> rows = rows(out, "potentials.csv");
            assertThat(rows).hasSize(3 * 5 * 4);
            assertThat(rows.stream().map(row -> row[3]).distinct())
                    .containsExactly("0.0", "0.25", "0.5", "0.75", "1.0");
            assertThat(rows.stream().map(row -> row[1]).distinct()).hasSize(4).contains("7");
            assertThat(Arrays.stream(new String[] {"0", "1", "2"}))
                    .containsExactlyElementsOf(
                            rows.stream().map(row -> row[0]).distinct().toList());
            // at time 0 a potential is what the law says; it is the same for both drivers
            assertThat(rows.stream().filter(row -> row[3].equals("0.0")).mapToDouble(row -> Double.parseDouble(row[4])))
                    .allMatch(v -> Math.abs(v - 0.3) < 1.5);
            assertThat(rows("out" + driver.length(), "spikes.csv")).allMatch(row -> row[1].equals("7"));
        }
        assertThat(rows("out0", "potentials.csv").get(0)[4])
                .isEqualTo(rows("out22", "potentials.csv").get(0)[4]);
    }

    @Test
    void mistakesAreNamedBeforeWorkStarts() throws IOException {
        String[][] cases = {
            {"record: {spikes: [fex]}", "no group is called 'fex' and no neuron matches it; did you mean few"},
            {"record: {potentials: [few]}", "every (the time between two of them) need each other"},
            {"record: {spikes: [few], every: 1}", "every (the time between two of them) need each other"},
            {"record: {}", "record: name neurons for rates, spikes or potentials"},
            {"record: {spike: [few]}", "spike"},
            {"record: {potentials: [few], every: -1}", "every"},
        };
        for (String[] one : cases) {
            MainTest.Ran ran = into("none", STUDY + one[0] + "\n");
            assertThat(ran.code()).as(one[0]).isEqualTo(2);
            assertThat(ran.err()).hasLineCount(1).contains(one[1]);
            assertThat(ran.out()).isEmpty();
            assertThat(folder.resolve("none")).doesNotExist();
        }
        String models = STUDY.replace("kick_factor: 1", "kick_factor: 1\n  groups: {few: {noise: 0.2}}");
        assertThat(into("none", models, "--trees", "1").err())
                .contains("test function 'nu': the intensity may differ between neurons")
                .hasLineCount(1);
        assertThat(into("one", models, "--trees", "1", "--function", "one").code())
                .isZero();
        String records = STUDY + "record: {spikes: [few]}\n";
        assertThat(run(records).err()).contains("name the folder").hasLineCount(1);
        MainTest.Ran kept =
                into("none", records, "--checkpoint", folder.resolve("kept").toString());
        assertThat(kept.code()).isEqualTo(2);
        assertThat(kept.err()).contains("leave out the checkpoint").hasLineCount(1);
        // rates alone are kept
        String rates = STUDY + "record: {rates: [few]}\n";
        String file = folder.resolve("kept").toString();
        assertThat(into("first", rates, "--checkpoint", file, "--replicas", "20")
                        .code())
                .isZero();
        assertThat(into("second", rates, "--checkpoint", file, "--resume").code())
                .isZero();
        assertThat(into("whole", rates).code()).isZero();
        assertThat(folder.resolve("second/neurons.csv")).hasSameTextualContentAs(folder.resolve("whole/neurons.csv"));
    }
}
