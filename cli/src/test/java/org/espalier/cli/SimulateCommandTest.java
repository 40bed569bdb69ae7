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

    /** Cells of a row, commas in quoted ones left alone. */
    private static String[] cells(String row) {
        String[] cells = row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
        Arrays.setAll(cells, c -> cells[c].replace("\"", ""));
        return cells;
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
                    String cell = cells(lines.get(k + 1))[c];
                    assertThat(texts.get(k)).as(header[c]).isEqualTo(cell.isEmpty() ? "NaN" : cell);
                }
            }
        }
    }

    @Test
    void arraysNeverReplaceAFileUnasked() throws Exception {
        Path input = Path.of(file);
        String study = Files.readString(input);
        MainTest.Ran refused = run("simulate", file, "--npz", file);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).as("before any work").isEmpty();
        assertThat(refused.err())
                .contains("exists already; choose another name or give --force")
                .hasLineCount(1);
        assertThat(input).hasContent(study);
        Path link = Files.createSymbolicLink(folder.resolve("link.npz"), input);
        assertThat(run("simulate", file, "--npz", link.toString(), "--force").err())
                .contains("is a symbolic link");
        assertThat(run("simulate", file, "--npz", "/dev/null", "--force").err()).contains("is a device or a pipe");
        assertThat(input).hasContent(study);
        Path npz = folder.resolve("again.npz");
        assertThat(run("simulate", file, "--npz", npz.toString()).code()).isZero();
        assertThat(run("simulate", file, "--npz", npz.toString(), "--force").code())
                .isZero();
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

    /** In millivolts nothing of a neuron lies near 0: its checkpoint is not taken for that of another one. */
    @Test
    void theCheckpointOfAnotherNeuronIsRefused() throws IOException {
        String text = Files.readString(Path.of(file))
                .replace("input: 1, rate: 1", "input: -65, rate: 1")
                .replace("noise: 0.4", "noise: 3")
                .replace("midpoint: 1, width: 0.2", "midpoint: -62, width: 2")
                .replace("reset: 0", "reset: -65")
                .replace("mean: 0.3, deviation: 0.3", "mean: -65, deviation: 1");
        Path one = Files.writeString(folder.resolve("one.yaml"), text);
        Path other = Files.writeString(folder.resolve("other.yaml"), text.replace("midpoint: -62", "midpoint: -50"));
        Path tally = folder.resolve("run.tally");
        assertThat(run("simulate", one.toString(), "--checkpoint", tally.toString())
                        .code())
                .isZero();
        MainTest.Ran ran = run("simulate", other.toString(), "--checkpoint", tally.toString(), "--resume");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("run.tally belongs to another computation: not the same neurons;")
                .hasLineCount(1);
    }

    @Test
    void thePairsOfTheBiasAreKeptToo() throws IOException {
        Path tally = folder.resolve("pairs.tally");
        Path pairs = folder.resolve("pairs.tally.bias");
        String whole = run("simulate", file, "--bias").out();
        assertThat(run("simulate", file, "--bias", "--checkpoint", tally.toString())
                        .out())
                .isEqualTo(whole);
        assertThat(pairs).exists();
        Files.delete(tally);
        MainTest.Ran again = run("simulate", file, "--bias", "--checkpoint", tally.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("pairs.tally.bias exists; resume").hasLineCount(1);
        assertThat(tally).doesNotExist();
        assertThat(run("simulate", file, "--bias", "--checkpoint", tally.toString(), "--resume")
                        .out())
                .isEqualTo(whole);
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
        assertThat(lines).hasSize(1 + 2 * 5);
        // order 1 leaves the coupling out: with a mean row sum of 0.1 that is seen; the mean field is near
        assertThat(lines.stream().filter(l -> l.startsWith("mean field,")))
                .hasSize(2)
                .allMatch(l -> Double.parseDouble(l.split(",")[5]) < 4.5);
        assertThat(lines.stream().skip(1).map(l -> cells(l)[6]))
                .allMatch(v ->
                        List.of("agrees", "within", "differs", "cannot_tell").contains(v));
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

    private static List<String[]> table(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(",", -1))
                .toList();
    }

    @Test
    void whatIsObservedGoesToAFolder() throws IOException {
        Path out = folder.resolve("sampled");
        MainTest.Ran ran = run(
                "simulate",
                file,
                "--replicas",
                "40",
                "--out",
                out.toString(),
                "--trees",
                "3",
                "--forest",
                "0;0",
                "--function",
                "nu",
                "--function",
                "one",
                "--histogram",
                "25",
                "--pairs",
                "4",
                "--range",
                "-2,3");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        List<String[]> rate = table(out.resolve("rate.csv"));
        assertThat(rate).hasSize(3);
        assertThat(rate.get(2)[1]).isEqualTo(ran.out().lines().toList().get(2).split(",")[1]);
        List<String[]> trees = table(out.resolve("trees.csv"));
        assertThat(trees.get(0)).containsExactly("forest", "version", "function", "time", "mean", "standard_error");
        // • •, •, the edge, path and cherry; two functions, two times
        assertThat(trees).hasSize(1 + 5 * 2 * 2);
        for (int k = 1; k <= 2; k++) {
            String time = rate.get(k)[0];
            String[] dot = find(trees, "0", "nu", time);
            assertThat(Double.parseDouble(dot[4])).isCloseTo(Double.parseDouble(rate.get(k)[1]), within(1e-12));
            // E r² ≥ (E r)², and the difference is the variance of the mean times the replicas
            double square = Double.parseDouble(find(trees, "0; 0", "nu", time)[4]);
            double mean = Double.parseDouble(dot[4]);
            double variance = Math.pow(Double.parseDouble(dot[5]), 2) * 40;
            assertThat(square - mean * mean).isCloseTo(variance * 39 / 40, within(1e-10));
            // densities t(T) do not move: mean row sum 0.1
            assertThat(Double.parseDouble(find(trees, "0 1", "one", time)[4])).isCloseTo(0.1, within(1e-6));
            assertThat(Double.parseDouble(find(trees, "0 1", "one", time)[5])).isLessThan(1e-12);
        }
        List<String[]> histogram = table(out.resolve("histogram.csv"));
        assertThat(histogram).hasSize(1 + 2 * 25);
        double mass = 0;
        for (String[] row : histogram.subList(1, 26)) {
            mass += Double.parseDouble(row[3]) * 0.2;
        }
        assertThat(mass).isCloseTo(1, within(1e-3));
        List<String[]> pairs = table(out.resolve("pairs.csv"));
        assertThat(pairs).hasSize(1 + 2 * 16);
        double edge = 0;
        for (String[] row : pairs.subList(1, 17)) {
            edge += Double.parseDouble(row[5]) * 1.25 * 1.25;
        }
        assertThat(edge).isCloseTo(0.1, within(1e-3));
        assertThat(out.resolve("types.csv")).doesNotExist();
        assertThat(run("simulate", file, "--out", out.toString()).err())
                .contains("sampled: holds a report already; choose another folder, or replace it with --force");
        Files.writeString(out.resolve("mine.txt"), "mine");
        assertThat(run("simulate", file, "--out", out.toString(), "--force").code())
                .isZero();
        assertThat(out.resolve("rate.csv")).exists();
        assertThat(out.resolve("pairs.csv")).as("not asked for again").doesNotExist();
        assertThat(out.resolve("mine.txt")).hasContent("mine");
    }

    private static String[] find(List<String[]> rows, String forest, String function, String time) {
        return rows.stream()
                .filter(row -> row[0].equals(forest) && row[2].equals(function) && row[3].equals(time))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRasterIsTheFirstReplica() throws IOException {
        for (String driver : List.of("", "--event-driven")) {
            Path out = folder.resolve("raster" + driver);
            List<String> more = new ArrayList<>(
                    List.of("--replicas", "1", "--out", out.toString(), "--raster", "30", "--injective"));
            if (!driver.isEmpty()) {
                more.add(driver);
            }
            MainTest.Ran ran = run("simulate", file, more.toArray(String[]::new));
            assertThat(ran.code()).isZero();
            List<String[]> spikes = table(out.resolve("raster.csv"));
            double first = 0;
            double before = 0;
            for (String[] row : spikes.subList(1, spikes.size())) {
                double time = Double.parseDouble(row[0]);
                assertThat(time).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(1);
                before = time;
                first += time <= 0.5 ? 1 : 0;
            }
            // spikes per neuron since the output time before, of 30 neurons
            assertThat(first).isPositive();
            assertThat(cell(ran, 1, 4)).isCloseTo(first / 30, within(1e-12));
            assertThat(cell(ran, 2, 4)).isCloseTo((spikes.size() - 1 - first) / 30, within(1e-12));
        }
    }

    @Test
    void typesOfAStudyAreSimulated() throws IOException {
        Path typed = folder.resolve("typed.yaml");
        Files.writeString(
                typed,
                Files.readString(Path.of(file))
                        .replace(
                                "{family: erdos_renyi, neurons: 30, mean_degree: 6, coupling: 1, seed: 3}",
                                "{family: stochastic_block, sizes: [20, 10], probabilities: [[0.2, 0.2], [0.2, 0.2]],"
                                        + " couplings: [[1, 1], [1, 1]], seed: 3}")
                        .replace(
                                "  kick_factor: 1",
                                "  kick_factor: 1\n  types: {block 1: {intensity: {family: constant, rate: 2.5}}}"));
        Path out = folder.resolve("types");
        MainTest.Ran ran = run("simulate", typed.toString(), "--replicas", "5", "--out", out.toString());
        assertThat(ran.code()).isZero();
        List<String[]> rates = table(out.resolve("types.csv"));
        assertThat(rates).hasSize(5);
        assertThat(rates.get(2)).startsWith("0.5", "block 1", "10", "2.5");
        double mixed = (20 * Double.parseDouble(rates.get(1)[3]) + 10 * 2.5) / 30;
        assertThat(cell(ran, 1, 1)).isCloseTo(mixed, within(1e-12));
        // mean field, simulation, orders and equations know the types; the comparison of tree observables does not
        MainTest.Ran compared = run("compare", typed.toString());
        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("mean field,", "order 1,");
        assertThat(run("compare", typed.toString(), "--trees", "2").err())
                .contains("tree observables: the system has neurons of several types");
        assertThat(MainTest.run("equations", typed.toString(), "--max-order", "1")
                        .out())
                .contains("ν_{block 1}(v) = 2.5\n", "∂ₜ τ_{block 1} = A^block 1₁ τ_{block 1}\n");
        assertThat(run(
                                "simulate",
                                typed.toString(),
                                "--out",
                                folder.resolve("x").toString(),
                                "--trees",
                                "2")
                        .err())
                .contains("test function 'nu': the intensity differs by type");
        assertThat(run("simulate", typed.toString(), "--event-driven").code()).isZero();
    }

    /** What run and compare refuse, check says in the same words, and still forecasts the simulation. */
    private void refusalIsForeseen(Path study, String key) {
        MainTest.Ran refused = run("compare", study.toString());
        assertThat(refused.code()).isEqualTo(2);
        String reason = refused.err().strip().replaceFirst("^espalier: ", "");
        assertThat(reason).startsWith(key).contains("'espalier simulate'").hasLineCount(1);
        MainTest.Ran main =
                run("run", study.toString(), "--out", folder.resolve("none").toString());
        assertThat(main.code()).isEqualTo(2);
        assertThat(main.err()).isEqualTo(refused.err());
        assertThat(folder.resolve("none")).doesNotExist();
        MainTest.Ran foreseen = MainTest.run("check", study.toString());
        assertThat(foreseen.code()).isZero();
        assertThat(foreseen.out() + foreseen.err()).contains("run and compare will refuse it: " + reason);
        assertThat(MainTest.run("check", study.toString(), "--as", "csv")
                        .out()
                        .lines()
                        .map(line -> line.split(",")[0]))
                .containsExactly("stage", "network", "simulation");
    }

    @Test
    void driverAndRefractoryTimeOfTheStudy() throws IOException {
        Path exact = folder.resolve("exact.yaml");
        Path resting = folder.resolve("resting.yaml");
        String text = Files.readString(Path.of(file));
        Files.writeString(exact, text.replace("seed: 1}", "seed: 1, driver: event_driven}"));
        Files.writeString(resting, text.replace("seed: 1}", "seed: 1, refractory: 0.25}"));
        assertThat(run("simulate", exact.toString()).out())
                .isEqualTo(run("simulate", file, "--event-driven").out())
                .isNotEqualTo(run("simulate", file).out());
        MainTest.Ran bias = run("simulate", exact.toString(), "--bias");
        assertThat(bias.code()).isEqualTo(2);
        assertThat(bias.err()).contains("event-driven trajectories have no time step");
        Path out = folder.resolve("exact-raster");
        MainTest.Ran raster =
                run("simulate", exact.toString(), "--replicas", "1", "--out", out.toString(), "--raster", "30");
        assertThat(raster.code()).isZero();
        long early = table(out.resolve("raster.csv")).stream()
                .skip(1)
                .filter(row -> Double.parseDouble(row[0]) <= 0.5)
                .count();
        assertThat(cell(raster, 1, 4)).isCloseTo(early / 30.0, within(1e-12));
        MainTest.Ran compared = run("compare", exact.toString());
        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.out().lines().skip(1).map(line -> cells(line)[9]))
                .hasSize(10)
                .allMatch(step -> Double.parseDouble(step) == 0);

        // a neuron that rests fires less
        MainTest.Ran rested = run("simulate", resting.toString());
        MainTest.Ran free = run("simulate", file);
        double error = Math.hypot(cell(rested, 2, 2), cell(free, 2, 2));
        assertThat(cell(rested, 2, 1)).isLessThan(cell(free, 2, 1) - 4.5 * error);
        MainTest.Ran theory = run("compare", resting.toString());
        assertThat(theory.code()).as(theory.err()).isZero();
        assertThat(theory.out()).contains("mean field,", "order 3,");
        assertThat(MainTest.run("equations", resting.toString()).err()).contains("neuron.refractory:");
        MainTest.Ran restedBias = run("simulate", resting.toString(), "--bias");
        assertThat(restedBias.code()).isEqualTo(2);
        assertThat(restedBias.out()).isEmpty();
        assertThat(restedBias.err())
                .contains("--bias:", "simulation.refractory = 0.25")
                .hasLineCount(1);
    }

    @Test
    void thresholdOfTheStudy() throws IOException {
        Path firing = folder.resolve("firing.yaml");
        Files.writeString(
                firing,
                Files.readString(Path.of(file)).replace("seed: 1}", "seed: 1, threshold: 0.75, refractory: 0.1}"));
        Path out = folder.resolve("fired");
        MainTest.Ran ran = run("simulate", firing.toString(), "--replicas", "30", "--out", out.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        for (int k = 1; k <= 2; k++) {
            // no intensity: the rate is that of the spikes since the output time before, half a unit ago
            String[] cells = ran.out().lines().toList().get(k).split(",", -1);
            double spikes = Double.parseDouble(cells[4]);
            assertThat(spikes).isPositive();
            assertThat(Double.parseDouble(cells[1])).isCloseTo(spikes / 0.5, within(1e-12 * spikes));
            String[] row = table(out.resolve("rate.csv")).get(k);
            assertThat(row[1]).isEqualTo(cells[1]);
            assertThat(row[2]).isEqualTo(cells[2]);
            assertThat(row[3]).isEqualTo(cells[4]);
            assertThat(Double.parseDouble(row[4])).isPositive();
            assertThat(Double.parseDouble(row[2])).isCloseTo(Double.parseDouble(row[4]) / 0.5, within(1e-9));
        }
        // stops at the first number of replicas, at least 30, that is enough, and so before the most that are run
        double width = 0.15;
        MainTest.Ran until = run(
                "simulate",
                firing.toString(),
                "--replicas",
                "4000",
                "--until",
                Double.toString(width),
                "--out",
                folder.resolve("until").toString());
        assertThat(until.code()).isZero();
        int replicas = 0;
        for (int k = 1; k <= 2; k++) {
            String[] cells = until.out().lines().toList().get(k).split(",", -1);
            assertThat(Double.parseDouble(cells[3])).isBetween(0.01 * width, width);
            replicas = Integer.parseInt(
                    table(folder.resolve("until").resolve("rate.csv")).get(k)[5]);
        }
        assertThat(replicas).isBetween(30, 3999);
        refusalIsForeseen(firing, "simulation.threshold = 0.75:");
        String[][] wrong = {
            {"--event-driven"},
            {"--trees", "2", "--function", "nu", "--out", folder.resolve("nu").toString()},
        };
        for (String[] options : wrong) {
            MainTest.Ran refused = run("simulate", firing.toString(), options);
            assertThat(refused.code()).as(options[0]).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("simulation.threshold").hasLineCount(1);
        }
        assertThat(folder.resolve("nu")).doesNotExist();
    }

    private void refused(String[] options, String... said) {
        MainTest.Ran ran = run("simulate", file, options);
        assertThat(ran.code()).as(options[0]).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(said).hasLineCount(1);
    }

    @Test
    void optionsThatWouldBeOfNoAccountAreRefused() {
        refused(new String[] {"--event-driven", "--time-step", "0.1"}, "--time-step 0.1", "no time step");
        refused(
                new String[] {
                    "--raster", "100000", "--out", folder.resolve("raster").toString()
                },
                "raster of 100000 neurons",
                "the network has");
        refused(
                new String[] {
                    "--function",
                    "moment:nan",
                    "--trees",
                    "2",
                    "--out",
                    folder.resolve("nan").toString()
                },
                "'nan' is not a whole number");
        assertThat(folder.resolve("nan")).doesNotExist();
        MainTest.Ran coarse = run("simulate", file, "--replicas", "30", "--time-step", "50");
        assertThat(coarse.code()).isZero();
        assertThat(coarse.err()).contains("--time-step 50.0 is longer than").hasLineCount(1);
    }

    @Test
    void aCheckpointThatIsNoFileIsNamed() {
        refused(new String[] {"--checkpoint", folder.toString(), "--resume"}, "--checkpoint " + folder, "is a folder");
        Path lost = folder.resolve("missing").resolve("run.tally");
        MainTest.Ran ran = run("simulate", file, "--replicas", "2", "--checkpoint", lost.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(lost.toString());
    }

    @Test
    void whatNobodyWaitsForIsRefusedAtTheStart() throws IOException {
        refused(new String[] {"--time-step", "1e-12", "--replicas", "100000"}, "years", "time step");
        String text = Files.readString(Path.of(file));
        Path ages = folder.resolve("ages.yaml");
        Files.writeString(ages, text.replaceFirst("outputs: \\[[^]]*]", "outputs: [1e12]"));
        assertThat(Files.readString(ages)).isNotEqualTo(text);
        for (String command : new String[] {"simulate", "check", "compare"}) {
            MainTest.Ran ran = MainTest.run(command, ages.toString());
            assertThat(ran.code()).as(command).isEqualTo(2);
            assertThat(ran.err()).contains("years");
        }
        MainTest.Ran slow = run("check", file, new String[0]);
        assertThat(slow.err()).doesNotContain("days");
    }

    @Test
    void checkNamesTypesThatTheNetworkDoesNotHave() throws IOException {
        Path typed = folder.resolve("untyped.yaml");
        Files.writeString(
                typed,
                Files.readString(Path.of(file))
                        .replace("  kick_factor: 1", "  kick_factor: 1\n  types: {motor: {noise: 0.1}}"));
        MainTest.Ran ran = MainTest.run("check", typed.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("neuron.types: no neuron is of type 'motor'")
                .hasLineCount(1);
        assertThat(MainTest.run("check", file).out()).doesNotContain("refuse");
    }

    @Test
    void mistakesInWhatIsObserved() {
        String out = folder.resolve("o").toString();
        String[][] cases = {
            {"--trees", "2", null, "name the folder for their files with --out FOLDER"},
            {"--function", "nv", "--trees", "known are nu, one, moment:p"},
            {"--function", "moment:-1", "--trees", "power -1"},
            {"--function", "indicator:2:1", "--trees", "interval from 2.0 to 1.0 is empty"},
            {"--function", "cos:x", "--trees", "test function 'cos:x'"},
            {"--forest", "0 2", "", "level"},
            {"--forest", "0;;0", "", "forest '0;;0': give level sequences"},
            {"--range", "3,1", "", "from 3.0 to 1.0 must be finite and not empty"},
            {"--range", "3", "", "give LOW,HIGH"},
            {"--trees", "13", "", "give an order from 1 to 12"},
            {"--histogram", "-1", "", "-1 bins"},
        };
        for (String[] wrong : cases) {
            List<String> more = new ArrayList<>(List.of(wrong[0], wrong[1]));
            if (wrong[2] != null) {
                more.addAll(List.of("--out", out));
                if (!wrong[2].isEmpty()) {
                    more.addAll(List.of(wrong[2], "2"));
                }
            }
            MainTest.Ran ran = run("simulate", file, more.toArray(String[]::new));
            assertThat(ran.code()).as(wrong[1]).isEqualTo(2);
            assertThat(ran.err()).contains(wrong[3]);
            assertThat(ran.err().strip().lines()).hasSize(1);
            assertThat(Path.of(out)).doesNotExist();
        }
    }

    @Test
    void theTimeLeft() {
        assertThat(RunProgress.left(1_000_000_000L, 0.5)).isEmpty();
        assertThat(RunProgress.left(30_000_000_000L, 0)).isEmpty();
        assertThat(RunProgress.left(30_000_000_000L, 0.75)).isEqualTo("10 s left");
        assertThat(RunProgress.left(600_000_000_000L, 0.5)).isEqualTo("10 min left");
        assertThat(RunProgress.left(7_200_000_000_000L, 0.2)).isEqualTo("8 h left");
    }
}
