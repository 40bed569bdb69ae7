package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands as processes of their own in an unkind world: full disks, standard output that is gone, kills while checkpoints are written,
 * Ctrl-C. ({@link KilledReportTest} kills commands that replace what they wrote, {@link UnkindWorldTest} has what needs no process.)
 */
@Tag("slow")
class FaultSuiteTest {
    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("edges.csv"), "pre,post,w\na,b,2\nb,c,3\nc,a,1\na,c,4\n");
        Files.writeString(folder.resolve("small.yaml"), RunCommandTest.STUDY);
    }

    private Process start(String before, String words, String after) throws Exception {
        String java = "exec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp '" + System.getProperty("java.class.path") + "' "
                + Main.class.getName();
        return new ProcessBuilder("sh", "-c", before + java + " " + words + after)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("printed.out").toFile())
                .redirectError(folder.resolve("printed.err").toFile())
                .start();
    }

    private Ended ended(Process process) throws Exception {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("printed.out")),
                Files.readString(folder.resolve("printed.err"), StandardCharsets.UTF_8));
    }

    private List<String> left(Path place) throws Exception {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> !List.of("edges.csv", "small.yaml", "printed.out", "printed.err")
                            .contains(name))
                    .sorted()
                    .toList();
        }
    }

    /** No file may have a byte: what a full disk does to every command that writes. Standard output goes to a pipe, which may. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run small.yaml --quiet --out new",
                "simulate small.yaml --quiet --histogram 10 --out new",
                "sweep small.yaml --quiet --vary neuron.noise=0.3,0.4 --method mean_field --out new",
                "bbgky run --quiet --until 0.02 --replicas 40 --particles 4 --out new",
                "simulate small.yaml --quiet --npz new",
                "profile edges.csv --npz new",
                "estimates small.yaml --print errors --plot new.svg",
                "generate erdos-renyi new.csv --neurons 50 --degree 4",
                "generate erdos-renyi new.csv.gz --neurons 50 --degree 4",
                "generate erdos-renyi new.graphml --neurons 50 --degree 4",
                "convert edges.csv new.espalier",
                "convert edges.csv new.npz",
                "convert edges.csv new.mtx",
                "simulate small.yaml --quiet --checkpoint new.tally",
                "compare small.yaml --quiet --checkpoint new.tally",
            })
    void aFullDiskLeavesNothingHalf(String words) throws Exception {
        Process limited = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 0; exec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                                + "' -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp '"
                                + System.getProperty("java.class.path") + "' " + Main.class.getName() + " " + words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(limited.waitFor()).as(said).isIn(Main.FAULT, Main.USER_ERROR);
        assertThat(said.lines().filter(line -> line.startsWith("espalier: ")))
                .as(said)
                .hasSize(1)
                .allMatch(line -> line.contains("File too large"));
        assertThat(said).doesNotContain("a fault of the program", "\tat ");
        assertThat(left(folder)).as(said).isEmpty();
    }

    /** A disk that fills up while a report is written: it is kept elsewhere, the message tells where, and the answer is printed. */
    @Test
    void whatADiskCannotHoldIsKept() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", disk.toString())
                        .redirectErrorStream(true)
                        .start()
                        .waitFor())
                .as("mounting is allowed")
                .isZero();
        try {
            Ended run = ended(start("", "run small.yaml --quiet --out disk/report", ""));
            assertThat(run.code()).as(run.err()).isEqualTo(Main.USER_ERROR);
            assertThat(run.out()).contains("mean_field");
            Matcher kept = Pattern.compile("No space left on device; the report is in (\\S+)")
                    .matcher(run.err());
            assertThat(kept.find()).as(run.err()).isTrue();
            Path refuge = Path.of(kept.group(1));
            for (String line : Files.readAllLines(refuge.resolve("SHA256SUMS"))) {
                assertThat(line).startsWith(KilledReportTest.sha256(refuge.resolve(line.substring(66))));
            }
            try (Stream<Path> files = Files.walk(refuge)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            Ended generate = ended(start("", "generate erdos-renyi disk/net.csv --neurons 2000 --degree 10", ""));
            assertThat(generate.code()).isEqualTo(Main.USER_ERROR);
            assertThat(generate.err()).contains("cannot write disk/net.csv: No space left on device");
            assertThat(left(disk)).isEmpty();
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    @Test
    void standardOutputThatIsGone() throws Exception {
        assumeThat(Path.of("/dev/full")).exists();
        for (String words :
                List.of("densities edges.csv --quiet", "study", "simulate small.yaml --quiet", "trees --order 8")) {
            for (String gone : List.of(" >/dev/full", " >&-")) {
                Ended ended = ended(start("", words, gone));
                assertThat(ended.code()).as(words + gone + ended.err()).isEqualTo(Main.FAULT);
                assertThat(ended.err()).contains("espalier: standard output: ", "what was printed is not complete");
            }
        }
        Ended head = ended(start("", "trees --order 12", " | head -n 1"));
        assertThat(head.err()).isEmpty();
        assertThat(head.out().lines()).hasSize(1);
    }

    /** Killed (signal 9) at random moments and gone on with: the same bits, and no file but those that were asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulate small.yaml --quiet --replicas 1500 --as csv",
                "compare small.yaml --quiet --set simulation.replicas=1500 --as csv",
                "run small.yaml --quiet --set simulation.replicas=1500 --as csv --force --out report",
            })
    void killedAndResumed(String words) throws Exception {
        long begun = System.nanoTime();
        Ended whole = ended(start("", words, ""));
        int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertThat(whole.code()).as(whole.err()).isZero();
        Random random = new Random(words.hashCode());
        String resumed = words + " --checkpoint run.tally --resume";
        for (int kill = 0; kill < 10; kill++) {
            Process process = start("", resumed, "");
            Thread.sleep(millis / 4 + random.nextInt(millis));
            process.destroyForcibly();
            process.waitFor();
        }
        Ended last = ended(start("", resumed, ""));
        assertThat(last.code()).as(last.err()).isZero();
        assertThat(last.out()).isEqualTo(whole.out());
        assertThat(left(folder)).allMatch(name -> name.equals("report") || name.startsWith("run.tally"));
    }

    /** Signal 2 in the middle of long work: a second or so, whatever the work is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run small.yaml --set numerics.cells=4000 --set numerics.time_step=0.0005 --out new",
                "simulate small.yaml --replicas 1000000",
                "compare small.yaml --split 1,2,4 --replicas 300000",
                "sweep small.yaml --vary neuron.noise=0.3:0.5:500 --out new",
                "bbgky run --replicas 4000 --particles 300 --out new",
                "bbgky simulate --replicas 100000 --particles 100",
                "densities edges.csv --max-order 16",
                "generate erdos-renyi big.csv --neurons 2000000 --degree 50",
            })
    void interruptedItEndsAtOnce(String words) throws Exception {
        Process process = start("", words, "");
        assertThat(process.waitFor(2000, TimeUnit.MILLISECONDS))
                .as("ended by itself: " + Files.readString(folder.resolve("printed.err")))
                .isFalse();
        long begun = System.nanoTime();
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // a second on a quiet machine; a collection of a full heap on a busy one takes longer
        assertThat((System.nanoTime() - begun) / 1e9).as(words).isLessThan(10);
        assertThat(process.exitValue()).isEqualTo(Main.INTERRUPTED);
        // what was finished, if anything was, is there as a whole
        Path list = folder.resolve("new/SHA256SUMS");
        for (String line : Files.exists(list) ? Files.readAllLines(list) : List.<String>of()) {
            assertThat(line)
                    .startsWith(KilledReportTest.sha256(folder.resolve("new").resolve(line.substring(66))));
        }
        // drafts and locks of what had no time to end are removed by the next run that writes there
        assertThat(left(folder)).allMatch(name -> name.equals("new") || name.startsWith("."));
    }
}
