package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full disks, closed pipes, files that changed, memory that ends, text that acts, and the launcher in odd surroundings. */
class UnkindWorldTest {
    @TempDir
    private Path folder;

    private static final String STUDY = """
            title: "A small study\\e[31m\\u202e"
            network:
              file: edges.csv
              format: auto
              self_loops: drop
              duplicates: sum
              types: {file: types.csv, neuron: neuron, type: type}
              signs: {rule: as_given}
              scaling: {measure: mean_row_sum, value: 0.1}
            neuron:
              drift: {family: linear, input: 1, rate: 1}
              noise: 0.4
              intensity: {family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}
              reset: 0
              kick_factor: 1
            time: {unit: 20 ms, outputs: [0.2], curve_intervals: 2}
            initial_law: {family: normal, mean: 0.3, deviation: 0.3}
            hierarchy: {max_order: 2, closure: vanishing}
            numerics: {cells: 40, time_step: 0.05}
            simulation: {replicas: 4, time_step: 0.05, seed: 1}
            """;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("edges.csv"), "source,target,weight\na,b,2\nb,c,3\nc,a,1\na,c,4\n");
        Files.writeString(folder.resolve("types.csv"), "neuron,type\na,x\nb,y\nc,x\n");
        Files.writeString(folder.resolve("small.yaml"), STUDY);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String[] words(String line) {
        return line.replace("@", folder + "/").split(" ");
    }

    private record Ended(int code, String err) {}

    private static Ended run(OutputStream to, String... arguments) {
        StringWriter err = new StringWriter();
        int code = Main.run(to, new PrintWriter(err, true), arguments);
        return new Ended(code, err.toString());
    }

    /** Every command that prints data: a disk that is full is an error, and said in a line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "run --help",
                "study",
                "trees --order 4",
                "trees --order 4 --as json",
                "trees --order 9 --count",
                "equations",
                "densities @edges.csv --quiet",
                "profile @edges.csv",
                "reduce @edges.csv",
                "distance @edges.csv @edges.csv",
                "audit @small.yaml",
                "audit --kernel sine",
                "estimates @small.yaml",
                "check @small.yaml",
                "simulate @small.yaml --quiet",
                "compare @small.yaml --quiet",
                "run @small.yaml --quiet --out @report",
                "bbgky norms --until 0.2",
                "bbgky marginals",
                "bbgky limit",
                "bbgky simulate --replicas 4 --quiet",
                "bbgky kinetic --limit-only --quiet --until 0.1",
                "bbgky run --replicas 40 --until 0.1 --quiet --out @torus",
            })
    void aFullDiskIsAnError(String line) throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        try (OutputStream out = new FileOutputStream(full.toFile())) {
            Ended ended = run(out, words(line));
            assertThat(ended.code()).as(ended.err()).isEqualTo(Main.FAULT);
            assertThat(ended.err().lines().filter(l -> l.startsWith("espalier: standard output: ")))
                    .hasSize(1)
                    .allMatch(l -> l.endsWith("; what was printed is not complete"));
        }
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aReaderThatHasSeenEnoughIsNone() {
        Ended head = run(failing("Broken pipe"), "trees", "--order", "12");
        assertThat(head.code()).isZero();
        assertThat(head.err()).isEmpty();
        Ended closed = run(failing("Bad file descriptor"), "trees", "--order", "5");
        assertThat(closed.code()).isEqualTo(Main.FAULT);
        assertThat(closed.err())
                .contains("standard output: Bad file descriptor")
                .hasLineCount(1);
        // a mistake stays a mistake
        assertThat(run(failing("Bad file descriptor"), "trees").code()).isEqualTo(Main.USER_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run @small.yaml --out @report",
                "compare @small.yaml",
                "simulate @small.yaml",
                "check @small.yaml",
                "audit @small.yaml",
                "estimates @small.yaml --print remainders",
            })
    void aFileThatIsNotWhatTheStudyWantsIsRefused(String line) throws IOException {
        for (String[] key : new String[][] {
            {"file: edges.csv\n", "file: edges.csv\n  sha256: " + "0".repeat(64) + "\n", "network.sha256"},
            {"type: type}", "type: type, sha256: " + "0".repeat(64) + "}", "network.types.sha256"},
        }) {
            String changed = STUDY.replace(key[0], key[1]);
            assertThat(changed).isNotEqualTo(STUDY);
            Files.writeString(folder.resolve("small.yaml"), changed);
            MainTest.Ran ran = MainTest.run(words(line));
            assertThat(ran.code()).as(ran.err()).isEqualTo(Main.USER_ERROR);
            assertThat(ran.err()).contains("its SHA-256 is", "remove the key " + key[2]);
            assertThat(ran.out()).isEmpty();
            assertThat(folder.resolve("report")).doesNotExist();
        }
    }

    /** What a report was made of is told with it; after a change of the network it is not repeated in silence. */
    @Test
    void aReportIsNotRepeatedOnAnotherNetwork() throws IOException {
        assertThat(MainTest.run(words("run @small.yaml --quiet --out @first")).code())
                .isZero();
        String[] again = words("run @first/study.yaml --quiet --out @second");
        assertThat(MainTest.run(again).code()).isZero();
        assertThat(folder.resolve("second/study.yaml")).hasSameTextualContentAs(folder.resolve("first/study.yaml"));
        Files.writeString(folder.resolve("edges.csv"), "source,target,weight\na,b,2\nb,c,3\nc,a,1\na,c,5\n");
        MainTest.Ran changed = MainTest.run(words("run @first/study.yaml --quiet --out @third"));
        assertThat(changed.code()).isEqualTo(Main.USER_ERROR);
        assertThat(changed.err()).contains("its SHA-256 is").hasLineCount(1);
        assertThat(folder.resolve("third")).doesNotExist();
    }

    private static MainTest.Ran fault(Throwable thrown) {
        StringWriter err = new StringWriter();
        int code = Fault.report(thrown, new PrintWriter(err, true));
        return new MainTest.Ran(code, "", err.toString());
    }

    @Test
    void memoryAndStackEndInALine() {
        MainTest.Ran deep = fault(new StackOverflowError());
        assertThat(deep.code()).isEqualTo(Main.USER_ERROR);
        assertThat(deep.err()).contains("nested too deeply").hasLineCount(1);
        MainTest.Ran full = fault(new IllegalStateException("a thread died", new OutOfMemoryError("Java heap space")));
        assertThat(full.code()).isEqualTo(Main.FAULT);
        assertThat(full.err()).contains("out of memory", "-Xmx").hasLineCount(1);
        assertThat(fault(new ArithmeticException("/ by zero")).code()).isEqualTo(Main.FAULT);
        assertThat(fault(new ArithmeticException("densities: t = Infinity is too large; scale the weights"))
                        .code())
                .isEqualTo(Main.USER_ERROR);
    }

    @Test
    void aSmallHeapEndsInALine() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "generate",
                        "connectome",
                        path("fly.espalier"),
                        "--like",
                        "fly")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(Main.FAULT);
        assertThat(said).startsWith("espalier: out of memory: ").hasLineCount(1);
        assertThat(folder.resolve("fly.espalier")).doesNotExist();
    }

    @Test
    void whatIsTooLargeIsAMistake() throws IOException {
        Files.writeString(folder.resolve("huge.csv"), "source,target,weight\na,b,1e300\nb,c,1e300\nc,a,1e300\n");
        MainTest.Ran overflow = MainTest.run("densities", path("huge.csv"), "--quiet");
        assertThat(overflow.code()).isEqualTo(Main.USER_ERROR);
        assertThat(overflow.err()).contains("scale the weights").doesNotContain("a fault of the program");
        for (String[] bins : new String[][] {{"--histogram", "2147483647"}, {"--pairs", "40000"}}) {
            MainTest.Ran ran = MainTest.run("simulate", path("small.yaml"), bins[0], bins[1], "--out", path("bins"));
            assertThat(ran.code()).isEqualTo(Main.USER_ERROR);
            assertThat(ran.err()).contains("at most 1000000").hasLineCount(1);
            assertThat(folder.resolve("bins")).doesNotExist();
        }
        MainTest.Ran high = MainTest.run("trees", "--order", "20000", "--random", "1");
        assertThat(high.code()).isEqualTo(Main.USER_ERROR);
        assertThat(high.err()).contains("--order 20000", "at most 3000").hasLineCount(1);
        for (String command : List.of("run", "compare", "simulate", "bbgky run", "bbgky simulate", "bbgky kinetic")) {
            List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
            words.addAll(List.of("--threads", "2000"));
            MainTest.Ran ran = MainTest.run(words.toArray(String[]::new));
            assertThat(ran.code()).as(command).isEqualTo(Main.USER_ERROR);
            assertThat(ran.err()).contains("threads = 2000").hasLineCount(1);
        }
    }

    /** Titles, labels and names of files come from elsewhere: nothing in them acts on a terminal. */
    @Test
    void textDoesNotAct() throws IOException {
        MainTest.Ran checked = MainTest.run("check", path("small.yaml"));
        assertThat(checked.out()).contains("A small study\\u001b[31m\\u202e: the study is valid");
        Files.writeString(folder.resolve("edges.csv"), "source,target,weight\na,\u202eb,2\n\u202eb,a,3\n");
        MainTest.Ran reduced = MainTest.run("reduce", path("edges.csv"), "--print", "neurons");
        assertThat(reduced.code()).as(reduced.err()).isZero();
        assertThat(reduced.out()).contains("\\u202eb");
        Files.writeString(folder.resolve("odd.csv"), "source,target,weight\n\"a\u001b[2J\",b,2\n");
        MainTest.Ran odd = MainTest.run("profile", path("odd.csv"));
        assertThat(odd.code()).isEqualTo(Main.USER_ERROR);
        assertThat(odd.err()).contains("holds a control character").hasLineCount(1);
        MainTest.Ran missing = MainTest.run("profile", path("no\u001b]0;title\u0007.csv"));
        assertThat(missing.code()).isEqualTo(Main.USER_ERROR);
        assertThat(missing.err()).contains("no\\u001b]0;title\\u0007.csv");
        for (MainTest.Ran ran : List.of(checked, reduced, odd, missing)) {
            assertThat(ran.out() + ran.err()).doesNotContain("\u001b", "\u202e", "\u0007");
        }
        // data keep every character
        assertThat(MainTest.run("reduce", path("edges.csv"), "--print", "neurons", "--as", "csv")
                        .out())
                .contains("\u202eb");
    }

    /** The launcher, with a Java that tells what it was given. */
    private List<String> launched(Map<String, String> surroundings, String... arguments) throws Exception {
        Path house = folder.resolve("house");
        Files.createDirectories(house.resolve("cli/target"));
        Files.copy(Path.of(System.getProperty("espalier.root"), "espalier"), house.resolve("espalier"));
        Files.createFile(house.resolve("cli/target/espalier.jar"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.writeString(java, "#!/bin/sh\necho \"LC_ALL=${LC_ALL:-}\"\nfor word; do echo \"$word\"; done\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        List<String> command =
                new ArrayList<>(List.of("sh", house.resolve("espalier").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG", "JAVA_TOOL_OPTIONS"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().putAll(surroundings);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(err).isZero();
        try (var walk = Files.walk(house)) {
            for (Path left : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(left);
            }
        }
        return out.lines().toList();
    }

    @Test
    void theLauncherInOddSurroundings() throws Exception {
        assumeThat(Path.of("/bin/sh")).exists();
        assertThat(launched(Map.of("LC_ALL", "C"), "profile", "a b.csv"))
                .contains("LC_ALL=C.UTF-8", "-XX:+UseParallelGC", "a b.csv");
        assertThat(launched(Map.of())).contains("LC_ALL=C.UTF-8");
        assertThat(launched(Map.of("LANG", "de_DE.UTF-8"))).contains("LC_ALL=");
        assertThat(launched(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -XX:+UseG1GC"))).doesNotContain("-XX:+UseParallelGC");
        assertThat(launched(Map.of("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -Xmx1g")))
                .doesNotContain("-XX:+UseParallelGC");
        assertThat(launched(Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseStringDeduplication")))
                .contains("-XX:+UseParallelGC");
    }
}
