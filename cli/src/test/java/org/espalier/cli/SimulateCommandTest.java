package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.espalier.model.io.NumpyColumns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    @TempDir
    private Path folder;

    private String file;

    @BeforeEach
    void write() throws IOException {
        Path path = folder.resolve("small.yaml");
        Files.writeString(path, """
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
                hierarchy: {max_order: 3, closure: vanishing}
                numerics: {cells: 100, time_step: 0.02}
                simulation: {replicas: 300, time_step: 0.02, seed: 1}
                """);
        file = path.toString();
    }

    private static MainTest.Ran run(String command, String file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, file, "--as", "csv", "--quiet"));
        arguments.addAll(List.of(more));
        return MainTest.run(arguments.toArray(String[]::new));
    }

    private static double cell(MainTest.Ran ran, int row, int column) {
        return Double.parseDouble(ran.out().lines().toList().get(row).split(",")[column]);
    }

    @Test
    void bothDriversGiveTheSameRate() {
        MainTest.Ran stepped = run("simulate", file, "--bias");
        MainTest.Ran exact = run("simulate", file, "--event-driven", "--seed", "2");
        assertThat(stepped.code()).isZero();
        assertThat(stepped.err()).isEmpty();
        assertThat(stepped.out())
                .startsWith("time,rate,standard_error,half_width_95,spikes,step_bias,step_bias_error\n");
        for (int row = 1; row <= 2; row++) {
            double error = Math.hypot(cell(stepped, row, 2), cell(exact, row, 2));
            // 4.5 standard errors and the bias of the step, which the command found to be small
            assertThat(cell(stepped, row, 1)).isCloseTo(cell(exact, row, 1), within(4.5 * error + 2e-3));
            assertThat(Math.abs(cell(stepped, row, 5))).isLessThan(0.01);
            assertThat(cell(stepped, row, 3) / cell(stepped, row, 2)).isBetween(1.9, 2.0);
        }
        assertThat(run("simulate", file, "--threads", "1").out())
                .isEqualTo(run("simulate", file, "--threads", "3").out());
    }

    @Test
    void theSameNumbersAsArrays() {
        for (String command : List.of("simulate", "compare")) {
            Path npz = folder.resolve(command + ".npz");
            MainTest.Ran ran = run(command, file, "--npz", npz.toString());
            assertThat(ran.code()).as(ran.err()).isZero();
            List<String> lines = ran.out().lines().toList();
            NumpyColumns arrays = NumpyColumns.read(npz);
            String[] header = lines.get(0).split(",");
            assertThat(arrays.names()).containsExactly(header);
            for (int c = 0; c < header.length; c++) {
                List<String> texts = arrays.texts(header[c]);
                assertThat(texts).hasSize(lines.size() - 1);
                for (int k = 0; k < texts.size(); k++) {
                    String cell = lines.get(k + 1).split(",", -1)[c];
                    assertThat(texts.get(k)).as(header[c]).isEqualTo(cell.isEmpty() ? "NaN" : cell);
                }
            }
        }
    }

    @Test
    void checkpointsAndTargets() {
        Path tally = folder.resolve("run.tally");
        MainTest.Ran first = run("simulate", file, "--checkpoint", tally.toString(), "--replicas", "100");
        assertThat(first.code()).isZero();
        assertThat(tally).exists();
        MainTest.Ran again = run("simulate", file, "--checkpoint", tally.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("exists; resume").hasLineCount(1);
        MainTest.Ran resumed = run("simulate", file, "--checkpoint", tally.toString(), "--resume");
        assertThat(resumed.out()).isEqualTo(run("simulate", file).out());
        MainTest.Ran precise = run("simulate", file, "--until", "0.04", "--replicas", "100000");
        assertThat(cell(precise, 1, 3)).isLessThanOrEqualTo(0.04);
        assertThat(cell(precise, 2, 3)).isBetween(0.03, 0.04);
    }

    @Test
    void mistakesAreOneLine() {
        for (String[] wrong : List.of(
                new String[] {"--resume"},
                new String[] {"--bias", "--event-driven"},
                new String[] {"--replicas", "0"},
                new String[] {"--time-step", "-1"},
                new String[] {"--until", "0"})) {
            MainTest.Ran ran = run("simulate", file, wrong);
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().strip().lines()).hasSize(1);
        }
    }

    @Test
    void comparisonGivesAVerdictARow() {
        MainTest.Ran ran = run("compare", file);
        assertThat(ran.code()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines.get(0)).startsWith("prediction,time,predicted,simulated,half_width,standard_errors,verdict");
        assertThat(lines).hasSize(1 + 2 * 4);
        // order 1 leaves the coupling out: with a mean row sum of 0.1 that is seen; the mean field is near
        assertThat(lines.stream().filter(l -> l.startsWith("mean field,")))
                .hasSize(2)
                .allMatch(l -> Double.parseDouble(l.split(",")[5]) < 4.5);
        assertThat(lines.stream().skip(1).map(l -> l.split(",")[6]))
                .allMatch(v -> List.of("agrees", "differs", "cannot_tell").contains(v));
    }

    @Test
    void splittingNeuronsImprovesTheAgreement() throws IOException {
        Path strong = folder.resolve("strong.yaml");
        Files.writeString(
                strong,
                Files.readString(Path.of(file))
                        .replace("value: 0.1", "value: 1")
                        .replace("[0.5, 1]", "[0.25]"));
        MainTest.Ran ran = run("compare", strong.toString(), "--split", "1,2,4", "--replicas", "8000");
        assertThat(ran.code()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("copies,neurons,edges,epsilon_w,time,predicted,simulated,difference,half_width,verdict,"
                        + "replicas,exponent,exponent_half_width");
        assertThat(lines).hasSize(4);
        for (int row = 1; row <= 3; row++) {
            int m = 1 << (row - 1);
            assertThat(cell(ran, row, 0)).isEqualTo(m);
            assertThat(cell(ran, row, 1)).isEqualTo(30 * m);
            assertThat(cell(ran, row, 3)).isEqualTo(cell(ran, 1, 3) / m);
            assertThat(cell(ran, row, 5)).isEqualTo(cell(ran, 1, 5));
            assertThat(cell(ran, row, 10)).isEqualTo(8000 * m);
            assertThat(cell(ran, row, 7)).isEqualTo(cell(ran, row, 5) - cell(ran, row, 6));
        }
        // the interval of the exponent at 95 %, doubled (probability below 1e-4), and the next order
        assertThat(cell(ran, 1, 11)).isCloseTo(1, within(0.15 + 2 * cell(ran, 1, 12)));
        assertThat(cell(ran, 1, 12)).isLessThan(0.3);
        assertThat(ran.err()).contains("the difference falls like");

        MainTest.Ran few = run("compare", strong.toString(), "--split", "1,2,4", "--replicas", "2");
        assertThat(few.code()).isZero();
        assertThat(few.err()).contains("cannot tell", "replicas are needed");
        assertThat(few.out().lines().skip(1)).allMatch(l -> l.endsWith(",,"));
        MainTest.Ran wrong = run("compare", strong.toString(), "--split", "2,1");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("[2, 1] must be at least 1 and increase");
    }
}
