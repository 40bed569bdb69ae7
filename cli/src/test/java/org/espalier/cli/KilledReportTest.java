package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that replace what they wrote before are killed (signal 9) at random moments. */
@Tag("slow")
class KilledReportTest {
    private static final int KILLS = 12;

    @TempDir
    Path folder;

    private Process start(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** The tables and pictures of a folder: pages and studies tell how long it took. */
    private static List<String> numbers(Path out) throws Exception {
        return Files.isDirectory(out)
                ? Files.readAllLines(out.resolve("SHA256SUMS")).stream()
                        .filter(line -> line.endsWith(".csv") || line.endsWith(".npz"))
                        .toList()
                : List.of(sha256(out));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run small.yaml --quiet --force --out",
                "bbgky run --until 0.05 --replicas 40 --quiet --force --out",
                "sweep small.yaml --vary neuron.noise=0.3,0.4 --method mean_field --quiet --force --out",
                "simulate small.yaml --quiet --force --histogram 10 --raster 2 --out",
                "simulate small.yaml --quiet --force --npz",
                "generate erdos-renyi --neurons 20000 --degree 20 --seed 1 --force",
                "convert edges.csv --force",
            })
    void nothingIsTornAndNothingOfTheUsersIsGone(String words) throws Exception {
        Files.writeString(folder.resolve("edges.csv"), "pre,post,w\na,b,2\nb,c,3\nc,a,1\na,c,4\n");
        Files.writeString(folder.resolve("small.yaml"), RunCommandTest.STUDY);
        Random random = new Random(words.hashCode());
        boolean isFolder = words.endsWith("--out");
        Path out = folder.resolve(isFolder ? "out" : words.endsWith("--npz") ? "out.npz" : "out.csv.gz");
        List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.add(words.startsWith("generate") ? 2 : arguments.size(), out.toString());
        long begun = System.nanoTime();
        Process first = start(arguments);
        assertThat(first.waitFor())
                .as(Files.readString(folder.resolve("said.txt")))
                .isZero();
        int whole = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        List<String> wanted = numbers(out);
        if (isFolder) {
            Files.writeString(out.resolve("thesis.tex"), "years of work");
        }
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(arguments);
            // most of the time in the second half, when something is written
            Thread.sleep(whole / 3 + random.nextInt(whole));
            process.destroyForcibly();
            process.waitFor();
            if (!isFolder) {
                assertThat(numbers(out)).isEqualTo(wanted);
                continue;
            }
            assertThat(out.resolve("thesis.tex")).hasContent("years of work");
            if (!Files.exists(out.resolve(".espalier.draft"))) {
                for (String line : Files.readAllLines(out.resolve("SHA256SUMS"))) {
                    assertThat(line).startsWith(sha256(out.resolve(line.substring(66))));
                }
            }
        }
        Process last = start(arguments);
        assertThat(last.waitFor()).isZero();
        assertThat(numbers(out)).isEqualTo(wanted);
        try (Stream<Path> hidden = Files.walk(folder)) {
            assertThat(hidden.map(path -> path.getFileName().toString()).filter(name -> name.startsWith(".")))
                    .as("drafts and locks")
                    .isEmpty();
        }
        assertThat(Files.readString(folder.resolve("edges.csv"), StandardCharsets.UTF_8))
                .startsWith("pre,post,w\n");
    }
}
