package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare} and {@code run} stopped in the middle of their simulation, and gone on with. */
class CheckpointedStudyTest {
    @TempDir
    private Path folder;

    private Path study;
    private Path checkpoint;

    @BeforeEach
    void write() throws IOException {
        study = folder.resolve("small.yaml");
        checkpoint = folder.resolve("run.tally");
        write(400);
    }

    private void write(int replicas) throws IOException {
        Files.writeString(study, """
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
                simulation: {replicas: %d, time_step: 0.02, seed: 1}
                """.formatted(replicas));
    }

    private MainTest.Ran run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, study.toString(), "--quiet"));
        arguments.addAll(List.of(more));
        return MainTest.run(arguments.toArray(String[]::new));
    }

    private String[] kept(String... more) {
        List<String> all = new ArrayList<>(List.of("--checkpoint", checkpoint.toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void aSecondRunGoesOnFromTheFirst() throws IOException {
        MainTest.Ran plain = run("compare", "--as", "csv");
        assertThat(plain.code()).as(plain.err()).isZero();
        write(150);
        assertThat(run("compare", kept("--as", "csv")).code()).isZero();
        long early = Files.size(checkpoint);
        write(400);
        MainTest.Ran again = run("compare", kept());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err())
                .contains("run.tally exists; resume from it with --resume")
                .hasLineCount(1);
        assertThat(folder.resolve("run.tally.bias")).exists();
        MainTest.Ran resumed = run("compare", kept("--as", "csv", "--resume"));
        assertThat(resumed.out()).isEqualTo(plain.out());
        assertThat(Files.size(checkpoint)).isGreaterThan(early);
        // a run with the same simulation goes on from it, too: nothing is left to do
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        MainTest.Ran report = run("run", kept("--resume", "--out", one.toString()));
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(run("run", "--out", two.toString()).code()).isZero();
        for (String table : List.of("rate.csv", "comparison.csv", "histogram.csv")) {
            assertThat(one.resolve(table)).hasSameTextualContentAs(two.resolve(table));
        }
        // with trees it is another one
        MainTest.Ran trees = run("compare", kept("--resume", "--trees", "2"));
        assertThat(trees.code()).isEqualTo(2);
        assertThat(trees.err()).contains("run.tally").hasLineCount(1);
    }

    @Test
    void mistakesAreOneLine() {
        for (String command : List.of("compare", "run")) {
            MainTest.Ran nothing = run(command, "--resume");
            assertThat(nothing.code()).isEqualTo(2);
            assertThat(nothing.err())
                    .contains("--resume")
                    .contains("--checkpoint FILE")
                    .hasLineCount(1);
            MainTest.Ran directory = run(command, "--checkpoint", folder.toString());
            assertThat(directory.code()).isEqualTo(2);
            assertThat(directory.err())
                    .contains("--checkpoint " + folder + ": is a folder")
                    .hasLineCount(1);
            MainTest.Ran order = run(command, "--trees", "9");
            assertThat(order.code()).isEqualTo(2);
            assertThat(order.err()).contains("order 9").hasLineCount(1);
            MainTest.Ran lonely = run(command, "--function", "nu");
            assertThat(lonely.code()).isEqualTo(2);
            assertThat(lonely.err()).contains("--trees N").hasLineCount(1);
        }
        MainTest.Ran split = run("compare", "--split", "1,2", "--trees", "2");
        assertThat(split.code()).isEqualTo(2);
        assertThat(split.err()).contains("--split").hasLineCount(1);
    }

    @Test
    void treesAreATable() throws IOException {
        MainTest.Ran ran = run("compare", "--trees", "3", "--function", "nu", "--function", "moment:1", "--as", "csv");
        assertThat(ran.code()).as(ran.err()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines.get(0)).startsWith("tree,function,prediction,time,predicted,simulated,half_width,");
        // 4 trees, 2 functions, 2 predictions, 2 times
        assertThat(lines).hasSize(1 + 4 * 2 * 2 * 2);
        assertThat(lines.get(1)).startsWith("0,nu,order 3,0.5,");
        assertThat(Arrays.asList(lines.get(1).split(",")).get(15)).isIn("sampling", "truncation");
        Path out = folder.resolve("out");
        MainTest.Ran report = run("run", "--trees", "3", "--out", out.toString());
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(report.out()).contains("Observables of trees against the simulation");
        assertThat(Files.readAllLines(out.resolve("tree_comparison.csv"))).hasSize(1 + 4 * 2 * 2);
        assertThat(Files.readString(out.resolve("report.html"))).contains("Tree observables against the simulation");
    }

    @Test
    void stoppedByASignal() throws IOException, InterruptedException {
        write(20_000);
        String[] options = {"--as", "csv", "--trees", "2", "--resume"};
        Process process = start(kept(options));
        awaitSimulation(process);
        process.waitFor(50, TimeUnit.MILLISECONDS);
        process.destroy();
        assertThat(process.waitFor()).isNotZero();
        assertThat(checkpoint).exists();
        assertThat(run("compare", kept(options)).out())
                .isEqualTo(run("compare", "--as", "csv", "--trees", "2").out());
    }

    /** Killed (signal 9) up to three times, each time after another checkpoint: on a fast machine the run may end before the last. */
    @Test
    @Tag("slow")
    void killed() throws IOException, InterruptedException {
        write(400_000);
        String[] options = {"--as", "csv", "--trees", "2", "--resume"};
        long before = 0;
        int kills = 0;
        for (int k = 0; k < 3; k++) {
            Process process = start(kept(options));
            awaitSimulation(process);
            while (process.isAlive() && (!Files.exists(checkpoint) || Files.size(checkpoint) <= before)) {
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            process.destroyForcibly();
            if (process.waitFor() == 0) {
                break;
            }
            kills++;
            assertThat(Files.size(checkpoint)).isGreaterThan(before);
            before = Files.size(checkpoint);
        }
        assertThat(kills).as("killed while it works").isPositive();
        assertThat(run("compare", kept(options)).out())
                .isEqualTo(run("compare", "--as", "csv", "--trees", "2").out());
    }

    private static void awaitSimulation(Process process) throws IOException {
        BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        String line = err.readLine();
        while (line != null && !line.startsWith("typed, 8 classes, order 3:")) {
            line = err.readLine();
        }
        assertThat(line).as("the stage before the simulation is finished").isNotNull();
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "compare",
                study.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
