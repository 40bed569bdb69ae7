package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.cli.MainTest.Ran;
import org.espalier.study.Study;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    Path folder;

    static final String STUDY = """
            title: Small
            network:
              file: edges.csv
              format: text
              columns: {source: pre, target: post, weight: w}
              self_loops: drop
              duplicates: sum
              signs: {rule: excitatory}
              scaling: {measure: mean_row_sum, value: 0.3}
            neuron:
              drift: {family: linear, input: 1, rate: 1}
              noise: 0.4
              intensity: {family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}
              reset: 0
              kick_factor: 1
            time: {unit: 20 ms, outputs: [0.2, 0.4], curve_intervals: 4}
            initial_law: {family: normal, mean: 0.3, deviation: 0.3}
            hierarchy: {max_order: 4, closure: vanishing}
            numerics: {cells: 80, time_step: 0.02}
            simulation: {replicas: 20, time_step: 0.02, seed: 3}
            """;

    private static final String EDGES = "pre,post,w\na,b,2\nb,c,3\nc,a,1\na,c,4\n";

    private Path study(String yaml, String edges) throws Exception {
        Files.writeString(folder.resolve("edges.csv"), edges);
        return Files.writeString(folder.resolve("small.yaml"), yaml);
    }

    private List<String> names() throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** The folder is there by the time that the report is finished: the answer is printed, the report is kept beside it. */
    @Test
    void finishedWorkIsKeptAndTheAnswerPrinted() throws Exception {
        Path file = study(STUDY, EDGES);
        Path out = folder.resolve("late");
        StringWriter text = new StringWriter();
        StringWriter err = new StringWriter() {
            @Override
            public void write(String line, int from, int length) {
                super.write(line, from, length);
                if (line.startsWith("simulation:")) {
                    out.resolve("taken").toFile().mkdirs();
                }
            }
        };
        int code = Main.execute(
                new PrintWriter(text), new PrintWriter(err), "run", file.toString(), "--out", out.toString());
        assertThat(code).isEqualTo(2);
        assertThat(text.toString()).startsWith("Believe ");
        assertThat(err.toString()).contains("the report is in " + out + "-2").doesNotContain("report.html");
        assertThat(folder.resolve("late-2/report.html")).isRegularFile();
        assertThat(out.toFile().list()).containsExactly("taken");
    }

    @Test
    void runPrintsTheAnswerAndWritesTheReport() throws Exception {
        Path file = study(STUDY, EDGES);
        Path out = folder.resolve("out");
        Ran ran = MainTest.run("run", file.toString(), "--out", out.toString(), "--as", "json");
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode rates = new ObjectMapper().readTree(ran.out());
        assertThat(rates).hasSize(2);
        assertThat(rates.get(1).get("time").doubleValue()).isEqualTo(0.4);
        assertThat(rates.get(1).get("order_4").doubleValue()).isBetween(0.3, 1.0);
        assertThat(rates.get(1).get("mean_field").doubleValue()).isBetween(0.3, 1.0);
        assertThat(ran.err())
                .contains("network: edges.csv", "3 neurons, 4 edges", "simulation: 20 replicas", "report.html");
        assertThat(out.resolve("report.html")).isRegularFile();
        assertThat(names()).containsExactly("edges.csv", "out", "small.yaml");
        // again: refused before anything is computed, and replaced when asked for
        Ran again = MainTest.run("run", file.toString(), "--out", out.toString(), "--quiet");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err().strip().lines()).hasSize(1);
        Ran forced = MainTest.run("run", file.toString(), "--out", out.toString(), "--quiet", "--force");
        assertThat(forced.code()).isZero();
        assertThat(forced.err()).isEmpty();
        assertThat(forced.out())
                .startsWith("Believe ")
                .contains("told_error", "Sizes of the errors")
                .doesNotContain("order_4");
        Ran data = MainTest.run("run", file.toString(), "--out", out.toString(), "--quiet", "--force", "--as", "csv");
        assertThat(data.err()).isEmpty();
        assertThat(data.out().lines()).hasSize(3);
        // what is not the report's stays, whatever its name
        Files.writeString(out.resolve("Main.java"), "source");
        assertThat(MainTest.run("run", file.toString(), "--out", out.toString(), "--quiet", "--force")
                        .code())
                .isZero();
        assertThat(out.resolve("Main.java")).hasContent("source");
        Path mine = Files.createDirectory(folder.resolve("mine"));
        for (String name : List.of("report.html", "study.yaml", "Main.java")) {
            Files.writeString(mine.resolve(name), "mine");
        }
        Ran refused = MainTest.run("run", file.toString(), "--out", mine.toString(), "--force");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("holds no report").hasLineCount(1);
        assertThat(mine.toFile().list()).hasSize(3);
        // other file, other seed
        Path other = Files.writeString(folder.resolve("other.tsv"), "x y 1\ny x 1\n");
        Ran replaced = MainTest.run(
                "run",
                file.toString(),
                "--network",
                other.toString(),
                "--out",
                folder.resolve("o2").toString());
        assertThat(replaced.code()).isEqualTo(2);
        assertThat(replaced.err()).contains("other.tsv", "pre");
    }

    @Test
    void checkForecastsWithoutRunning() throws Exception {
        Ran ran = MainTest.run("check", study(STUDY, EDGES).toString(), "--as", "csv");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines().findFirst()).contains("stage,unknowns,megabytes,seconds");
        assertThat(ran.out().lines()).hasSize(6).anyMatch(line -> line.startsWith("\"typed, 3 classes, order 3\","));
        assertThat(names()).containsExactly("edges.csv", "small.yaml");
    }

    @Test
    void methodsOfTheCommandLineStandBesideTheOthers() throws Exception {
        Path file = study(STUDY, EDGES);
        String[] methods = {"--method", "typed:classes=2,max_order=2", "--method", "tensor:closure=conditional,cells=40"
        };
        Ran ran = MainTest.run(
                arguments("run", file, methods, "--out", folder.resolve("o").toString(), "--as", "json"));
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode last = new ObjectMapper().readTree(ran.out()).get(1);
        double limit = last.get("mean_field").doubleValue();
        assertThat(last.get("typed_2_order_2").doubleValue()).isCloseTo(limit, within(1e-3));
        assertThat(last.get("conditional_order_3_cells_40").doubleValue()).isCloseTo(limit, within(0.05));
        assertThat(ran.err()).contains("typed, 2 classes, order 2: ", "conditional, order 3, 40 cells: 4 trees");
        Ran text = MainTest.run(
                arguments("run", file, methods, "--out", folder.resolve("p").toString()));
        assertThat(text.out()).contains("Other closures", "left_out", "from_mean_field");
        Ran compared = MainTest.run(arguments("compare", file, methods, "--as", "csv"));
        assertThat(compared.out()).contains("typed, 2 classes, order 2", "conditional, order 3, 40 cells");
        Ran checked = MainTest.run(arguments("check", file, methods, "--as", "csv"));
        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.out().lines()).hasSize(7);
    }

    private static String[] arguments(String command, Path file, String[] methods, String... more) {
        List<String> all = new ArrayList<>(List.of(command, file.toString()));
        all.addAll(List.of(methods));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @TestFactory
    List<DynamicTest> methodsThatDoNotFitAreRefusedByCheckAndRun() {
        record Misfit(String method, String... named) {}
        List<DynamicTest> tests = new ArrayList<>();
        for (Misfit misfit : List.of(
                new Misfit("typd", "did you mean 'typed'?"),
                new Misfit("tensor:closure=conditional,max_order=1", "circular", "max_order: 2"),
                new Misfit("tensor:closure=conditional,basis=20", "give cells instead of basis"),
                new Misfit("tensor:closure=mean_drive,max_order=5,cells=200", "unknowns", "fewer cells"),
                new Misfit("typed:classes=3,max_order=12", "GB", "take fewer classes"),
                new Misfit("classes:classes=4", "4 classes for 3 neurons"),
                new Misfit("quadrature:max_order=1", "order 1"))) {
            for (String command : List.of("check", "run")) {
                tests.add(DynamicTest.dynamicTest(command + " " + misfit.method(), () -> {
                    Path file = study(STUDY, EDGES);
                    Ran ran = MainTest.run(arguments(
                            command,
                            file,
                            new String[] {"--method", misfit.method()},
                            command.equals("run")
                                    ? new String[] {
                                        "--quiet", "--out", folder.resolve("no").toString()
                                    }
                                    : new String[0]));
                    assertThat(ran.code()).isEqualTo(2);
                    assertThat(ran.err().strip().lines()).hasSize(1);
                    assertThat(ran.err()).contains(misfit.named());
                    assertThat(folder.resolve("no")).doesNotExist();
                }));
            }
        }
        return tests;
    }

    @Test
    void theTemplateIsAStudy() {
        Ran ran = MainTest.run("study");
        assertThat(ran.code()).isZero();
        assertThat(Study.parse(ran.out())).isEqualTo(Study.builtIn());
    }

    /** What is wrong, how the study or its edges look then, and what the one line must name. */
    private record Mistake(String what, String yaml, String edges, String... named) {}

    @TestFactory
    List<DynamicTest> aMistakeIsOneLineAndNothingIsWritten() {
        List<Mistake> mistakes = List.of(
                new Mistake(
                        "unknown key",
                        STUDY.replace("noise:", "nois:"),
                        EDGES,
                        "small.yaml, line 12",
                        "neuron.nois",
                        "'noise'"),
                new Mistake(
                        "missing key",
                        STUDY.replace("  noise: 0.4\n", ""),
                        EDGES,
                        "small.yaml, line 11",
                        "neuron.noise"),
                new Mistake("wrong type", STUDY.replace("noise: 0.4", "noise: loud"), EDGES, "line 12", "'loud'"),
                new Mistake(
                        "negative noise",
                        STUDY.replace("noise: 0.4", "noise: -0.4"),
                        EDGES,
                        "small.yaml",
                        "-0.4",
                        "≥ 0"),
                new Mistake("empty study", "", EDGES, "small.yaml", "empty"),
                new Mistake("few columns", STUDY, EDGES + "b,a\n", "edges.csv", "line 6", "2 columns"),
                new Mistake("no number", STUDY, EDGES + "b,a,many\n", "edges.csv", "line 6", "'many'"),
                new Mistake("NaN", STUDY, EDGES + "b,a,NaN\n", "edges.csv", "line 6", "'NaN'"),
                new Mistake("infinite", STUDY, EDGES + "b,a,1e999\n", "edges.csv", "line 6", "1e999"),
                new Mistake("empty network", STUDY, "", "edges.csv", "empty"),
                new Mistake("header only", STUDY, "pre,post,w\n", "edges.csv", "no row"),
                new Mistake("missing column", STUDY, "a,b,c\n1,2,3\n", "edges.csv", "pre"),
                new Mistake(
                        "too large",
                        STUDY.replace("max_order: 4", "max_order: 16").replace("cells: 80", "cells: 3000"),
                        EDGES,
                        "hierarchy",
                        "GB",
                        "max_order"),
                new Mistake("binary network", STUDY, "\u0000\u0001\u0002,\u0003\n", "edges.csv"),
                new Mistake(
                        "no network",
                        STUDY.replace("file: edges.csv", "file: nowhere.csv"),
                        EDGES,
                        "nowhere.csv",
                        "file"),
                new Mistake(
                        "folder as network",
                        STUDY.replace("file: edges.csv", "file: ."),
                        EDGES,
                        "is a directory",
                        "name a file"));
        List<DynamicTest> tests = new ArrayList<>();
        for (Mistake mistake : mistakes) {
            tests.add(DynamicTest.dynamicTest(mistake.what, () -> {
                Path file = study(mistake.yaml, mistake.edges);
                refused(
                        List.of("edges.csv", "small.yaml"),
                        mistake.named,
                        "run",
                        file.toString(),
                        "--out",
                        folder.resolve("out").toString());
                refused(List.of("edges.csv", "small.yaml"), mistake.named, "check", file.toString());
            }));
        }
        return tests;
    }

    private void refused(List<String> left, String[] named, String... arguments) throws Exception {
        Ran ran = MainTest.run(arguments);
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err().strip().lines()).hasSize(1);
        assertThat(ran.err()).startsWith("espalier: ").contains(named);
        assertThat(ran.err()).doesNotContain("Exception");
        if (arguments[0].equals("check") && ran.err().contains("this Java heap holds")) {
            // what does not fit is in the table that is printed first
            assertThat(ran.out()).contains("All stages together", "hierarchy");
        } else {
            assertThat(ran.out()).isEmpty();
        }
        assertThat(names()).isEqualTo(left);
    }

    @Test
    void aMistakeInTheNamesOfFilesIsOneLine() throws Exception {
        Path file = study(STUDY, EDGES);
        List<String> before = names();
        String out = folder.resolve("out").toString();
        refused(
                before,
                new String[] {"no.yaml", "no such study file"},
                "run",
                folder.resolve("no.yaml").toString());
        refused(before, new String[] {"is a folder"}, "run", folder.toString(), "--out", out);
        refused(
                before,
                new String[] {"there is no folder", "--out"},
                "run",
                file.toString(),
                "--out",
                folder.resolve("no/such").toString());
        refused(
                before,
                new String[] {"is a file"},
                "run",
                file.toString(),
                "--out",
                folder.resolve("edges.csv").toString());
        refused(before, new String[] {"small.yaml"}, "check", file.toString(), "--network", file.toString());
        refused(before, new String[] {"threads = 0"}, "run", file.toString(), "--out", out, "--threads", "0");
        refused(before, new String[] {"--seed", "'x'"}, "run", file.toString(), "--out", out, "--seed", "x");
        refused(before, new String[] {"--as"}, "check", file.toString(), "--as", "xml");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws Exception {
        Path file = study(STUDY, EDGES);
        // nobody may write below /proc, not even the administrator whom permissions do not bind
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        refused(
                names(),
                new String[] {"/proc/self/out", "not writable", "--out"},
                "run",
                file.toString(),
                "--out",
                "/proc/self/out");
    }
}
