package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the commands compute has the same bits interpreted, compiled by one compiler or both, on 1, 2 and 7 threads, in any country, and on
 * every JDK of this machine.
 */
@Tag("slow")
class SameBitsTest {
    /** Those that take an interpreter too long. */
    private static final List<String> HEAVY = List.of(
            "run small.yaml --quiet --threads THREADS --as csv --out report --npz run.npz",
            "compare small.yaml --trees 3 --quiet --threads THREADS --as csv",
            "bbgky run --quiet --threads THREADS --until 0.02 --replicas 40 --particles 4 --as csv --out torus",
            "estimates small.yaml --as csv");

    private static final List<String> LIGHT = List.of(
            "run light.yaml --quiet --threads THREADS --as csv --out light --npz light.npz",
            "sweep light.yaml --vary neuron.noise=0.3,0.4 --method mean_field --quiet --threads THREADS --as csv --out swept",
            "simulate small.yaml --quiet --threads THREADS --as csv --bias --replicas 40",
            "simulate small.yaml --quiet --threads THREADS --as csv --event-driven --out sampled --trees 3 --function nu"
                    + " --function moment:2 --histogram 8 --raster 2",
            "bbgky simulate --quiet --threads THREADS --until 0.05 --replicas 40 --as csv",
            "bbgky norms --until 0.2 --as csv",
            "bbgky kinetic --quiet --threads THREADS --until 0.02 --replicas 4 --as csv",
            "densities edges.csv --quiet --max-order 6 --injective --as csv",
            "profile edges.csv --as csv",
            "reduce edges.csv --as csv",
            "distance edges.csv other.csv --as csv",
            "audit small.yaml --as csv",
            "equations small.yaml",
            "trees --order 7 --as levels",
            "generate power-law made.csv --neurons 60 --degree 6 --exponent 1.5 --coupling 0.5 --seed 3",
            "convert edges.csv made.npz --mean-row-sum 0.3");

    private static final String METHODS = """
            hierarchy:
              max_order: 3
              closure: vanishing
              methods:
                - {method: typed, classes: 2, max_order: 3}
                - {method: tensor, closure: mean_drive, max_order: 2, cells: 16}
                - {method: classes, classes: 2}
            """;

    @TempDir
    private Path folder;

    /** Runs all commands in one Java machine; what they print goes to files. */
    static final class Runner {
        public static void main(String[] arguments) throws IOException {
            List<String> commands = new ArrayList<>(LIGHT);
            if (arguments[1].equals("all")) {
                commands.addAll(HEAVY);
            }
            for (int k = 0; k < commands.size(); k++) {
                StringWriter out = new StringWriter();
                StringWriter err = new StringWriter();
                String[] words =
                        commands.get(k).replace("THREADS", arguments[0]).split(" ");
                int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
                if (code != 0) {
                    System.err.println(String.join(" ", words) + " ended with " + code + ": " + err);
                    System.exit(1);
                }
                Files.writeString(Path.of("printed-" + k + ".csv"), out.toString());
            }
        }
    }

    private Map<String, String> results(String name, Path home, String threads, String which, String... options)
            throws Exception {
        Path place = Files.createDirectory(folder.resolve(name));
        Files.writeString(place.resolve("edges.csv"), "pre,post,w\na,b,2\nb,c,3\nc,a,1\na,c,4\nc,d,2\nd,a,1\nb,d,-1\n");
        Files.writeString(place.resolve("other.csv"), "pre,post,w\na,b,2\nb,c,3\nc,a,1\na,c,4\nc,d,2\nd,a,1\nb,d,-2\n");
        String study = RunCommandTest.STUDY;
        int at = study.indexOf("hierarchy:");
        int end = study.indexOf("\n", at) + 1;
        while (study.startsWith(" ", end)) {
            end = study.indexOf("\n", end) + 1;
        }
        Files.writeString(
                place.resolve("small.yaml"),
                study.substring(0, at)
                        + METHODS
                        + study.substring(end).replace("cells: 80, time_step: 0.02", "cells: 40, time_step: 0.05"));
        Files.writeString(
                place.resolve("light.yaml"),
                study.replace("cells: 80, time_step: 0.02", "cells: 24, time_step: 0.1")
                        .replace("max_order: 4", "max_order: 2"));
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Runner.class.getName(), threads, which));
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(name + ": " + said).isZero();
        Map<String, String> found = new TreeMap<>();
        try (var files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = place.relativize(file).toString();
                if (path.endsWith(".csv") || path.endsWith(".npz") || path.endsWith(".svg")) {
                    found.put(path, KilledReportTest.sha256(file));
                }
            }
        }
        return found;
    }

    @Test
    void everywhere() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        Map<String, String> wanted = results("plain", home, "1", "all");
        assertThat(wanted).hasSizeGreaterThan(LIGHT.size() + HEAVY.size() + 10);
        Map<String, String> interpreted = results("interpreted", home, "2", "light", "-Xint");
        assertThat(interpreted)
                .hasSizeGreaterThan(LIGHT.size() + 5)
                .allSatisfy((file, sum) -> assertThat(sum).as(file).isEqualTo(wanted.get(file)));
        assertThat(results(
                        "first",
                        home,
                        "7",
                        "all",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.language=de",
                        "-Duser.country=DE"))
                .isEqualTo(wanted);
        assertThat(results(
                        "second",
                        home,
                        "1",
                        "all",
                        "-XX:-TieredCompilation",
                        "-Duser.language=tr",
                        "-Duser.country=TR"))
                .isEqualTo(wanted);
        Path machines = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(machines)) {
            return;
        }
        try (var entries = Files.list(machines)) {
            for (Path other :
                    entries.filter(path -> !Files.isSymbolicLink(path)).sorted().toList()) {
                if (Files.isExecutable(other.resolve("bin/javac")) && !Files.isSameFile(other, home)) {
                    assertThat(results(other.getFileName().toString(), other, "2", "all"))
                            .isEqualTo(wanted);
                }
            }
        }
    }
}
