package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.SealedFile;
import org.espalier.run.sampling.Checkpoint;
import org.espalier.run.sampling.Tally;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final int REPLICAS = 10_000;
    private static final Times TIMES = Times.of(0.5, 1);

    @TempDir
    private Path folder;

    @Test
    void stoppedRunsResumeToTheSameBits() throws IOException {
        Path file = folder.resolve("run.tally");
        Random random = new Random(3);
        Ensemble ensemble = KilledRun.ensemble(2, REPLICAS).timeStep(0.01).replicas(400);
        int stops = 0;
        EnsembleResult result = null;
        while (result == null || !result.outcome().isCompleted()) {
            int patience = 1 + random.nextInt(40);
            int[] calls = new int[1];
            result = ensemble.threads(1 + stops % 3)
                    .resume(file, Duration.ZERO)
                    .run(TIMES, share -> ++calls[0] < patience);
            stops++;
        }
        assertThat(stops).isGreaterThan(4);
        EnsembleResult whole = ensemble.run(TIMES);
        assertThat(result.replicas()).isEqualTo(400);
        assertThat(result.rate()).isEqualTo(whole.rate());
        assertThat(result.spikes()).isEqualTo(whole.spikes());
        assertThat(result.rates(17)).isEqualTo(whole.rates(17));
        // a finished run can be made longer
        EnsembleResult longer =
                ensemble.replicas(450).resume(file, Duration.ZERO).run(TIMES);
        assertThat(longer.rate()).isEqualTo(ensemble.replicas(450).run(TIMES).rate());
        assertThat(Files.exists(folder.resolve(".run.tally.draft"))).isFalse();
    }

    @Test
    void stoppedPairsResumeToTheSameBits() {
        Path file = folder.resolve("run.tally");
        Random random = new Random(4);
        Ensemble ensemble = KilledRun.ensemble(2, REPLICAS).timeStep(0.005).replicas(300);
        EnsembleResult result = null;
        int stops = 0;
        while (result == null || !result.outcome().isCompleted()) {
            int patience = 1 + random.nextInt(40);
            int[] calls = new int[1];
            result = ensemble.threads(1 + stops % 3)
                    .resume(file, Duration.ZERO)
                    .timeStepBias(TIMES, share -> ++calls[0] < patience);
            stops++;
        }
        assertThat(stops).isGreaterThan(4);
        EnsembleResult whole = ensemble.timeStepBias(TIMES, Progress.silent());
        assertThat(result.rate()).isEqualTo(whole.rate());
        assertThat(result.spikes()).isEqualTo(whole.spikes());
        // the run itself has a file of its own
        assertThat(file).doesNotExist();
        assertThat(Ensemble.biasCheckpoint(file)).exists();
        assertThat(ensemble.checkpoint(file, Duration.ZERO).run(TIMES).rate())
                .isEqualTo(ensemble.run(TIMES).rate());
        assertThatThrownBy(() -> ensemble.checkpoint(file, Duration.ZERO).timeStepBias(TIMES, Progress.silent()))
                .hasMessageContaining("run.tally.bias exists; resume");
    }

    @Test
    void filesOfOtherRunsAreRefused() throws IOException {
        Path file = folder.resolve("run.tally");
        Ensemble ensemble = KilledRun.ensemble(1, REPLICAS).timeStep(0.01).replicas(10);
        ensemble.checkpoint(file, Duration.ZERO).run(TIMES);
        assertThatThrownBy(() -> ensemble.checkpoint(file, Duration.ZERO).run(TIMES))
                .hasMessageContaining("exists; resume");
        assertThatThrownBy(() -> ensemble.seed(2).resume(file, Duration.ZERO).run(TIMES))
                .hasMessageContaining("another computation");
        assertThatThrownBy(
                        () -> ensemble.timeStep(0.1).resume(file, Duration.ZERO).run(TIMES))
                .hasMessageContaining("another computation");
        assertThatThrownBy(() -> ensemble.resume(file, Duration.ZERO).run(Times.of(0.5, 1.1)))
                .hasMessageContaining("another computation");
        assertThatThrownBy(
                        () -> ensemble.replicas(5).resume(file, Duration.ZERO).run(TIMES))
                .hasMessageContaining("holds 10 replicas");
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at += 7) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            assertThatThrownBy(() -> ensemble.resume(file, Duration.ZERO).run(TIMES))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("run.tally");
        }
        for (int length = 0; length < bytes.length; length += 11) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ensemble.resume(file, Duration.ZERO).run(TIMES))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("run.tally");
        }
    }

    /** Whatever bit of a kept file is another one, of the tally, the pairs of the bias, or a replica on its way: it is refused. */
    @Test
    void everyBitOfEveryFileIsGuarded() throws IOException {
        Path file = folder.resolve("run.tally");
        Ensemble ensemble = KilledRun.ensemble(1, REPLICAS).timeStep(0.1).replicas(3);
        ensemble.checkpoint(file, Duration.ZERO).run(TIMES);
        ensemble.checkpoint(file, Duration.ZERO).timeStepBias(TIMES, Progress.silent());
        for (Path kept : List.of(file, Ensemble.biasCheckpoint(file))) {
            String print = SealedFile.ofAny(kept, "ensemble", 3).fingerprint();
            Checkpoint checkpoint = new Checkpoint(kept, print);
            assertThat(checkpoint.load(4, 0, 2).replicas()).isEqualTo(3);
            everyBitIsGuarded(kept, () -> checkpoint.load(4, 0, 2));
        }
        SealedFile replica = new Checkpoint(folder.resolve("other"), "print").unfinished(0);
        SealedFile.Contents state =
                transfer -> assertThat(transfer.number(0.25)).isEqualTo(0.25);
        replica.write(state);
        everyBitIsGuarded(replica.file(), () -> replica.read(state));
    }

    private static void everyBitIsGuarded(Path file, ThrowingCallable read) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            assertThatThrownBy(read)
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .startsWith("checkpoint " + file)
                    .contains("damaged")
                    .doesNotContain("\n");
        }
        Files.write(file, bytes);
    }

    @Test
    void killedTwice() throws IOException, InterruptedException {
        kill(2, REPLICAS, 5);
    }

    @Test
    @Tag("slow")
    void killedTwentyTimes() throws IOException, InterruptedException {
        kill(20, 4 * REPLICAS, 6);
    }

    /** How many replicas a file holds. */
    private static int replicas(Path file) {
        int[] count = new int[1];
        if (Files.exists(file)) {
            SealedFile.ofAny(file, "ensemble", 3).read(state -> state.numbers(count));
        }
        return count[0];
    }

    /** Kills the process (signal 9) at random moments of its work and resumes it, then compares with an unbroken run. */
    private void kill(int times, int replicas, long seed) throws IOException, InterruptedException {
        Path file = folder.resolve("killed.tally");
        Path answer = folder.resolve("answer");
        Random random = new Random(seed);
        for (int k = 0; k < times; k++) {
            int before = replicas(file);
            Process process = start(file, answer, replicas);
            // wait for the first replicas of this process, then a random moment more
            while (process.isAlive() && replicas(file) <= before) {
                process.waitFor(1, TimeUnit.MILLISECONDS);
            }
            process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertThat(answer).doesNotExist();
        }
        for (int k = 0; k < 20 && !Files.exists(answer); k++) {
            start(file, answer, replicas).waitFor();
        }
        EnsembleResult whole = KilledRun.ensemble(2, replicas).run(TIMES);
        assertThat(whole.outcome().kind()).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(Files.readString(answer)).isEqualTo(KilledRun.result(whole));
    }

    @Test
    @Tag("slow")
    void aLongReplicaIsKilledTwiceInEveryDriver() throws IOException, InterruptedException {
        for (Driver driver : Driver.values()) {
            killWithinReplica(2, 20_000, driver.name());
        }
        killWithinReplica(2, 6_000, KilledRun.PAIR);
    }

    @Test
    @Tag("slow")
    void aLongReplicaIsKilledTenTimesInEveryDriver() throws IOException, InterruptedException {
        for (Driver driver : Driver.values()) {
            killWithinReplica(10, 120_000, driver.name());
        }
        killWithinReplica(10, 40_000, KilledRun.PAIR);
    }

    /** Kills the process while its only replica is under way; every process must come further than the one before. */
    private void killWithinReplica(int times, int steps, String kind) throws IOException, InterruptedException {
        Path file = folder.resolve("long-" + kind);
        boolean pair = kind.equals(KilledRun.PAIR);
        Path replica = folder.resolve("long-" + kind + (pair ? ".bias" : "") + ".replica-0");
        Path answer = folder.resolve("long-answer-" + kind);
        Random random = new Random(7);
        double reached = 0;
        for (int k = 0; k < times; k++) {
            Process process = start(file, answer, steps, kind);
            while (process.isAlive() && (!Files.exists(replica) || timeOf(replica, pair) <= reached)) {
                process.waitFor(2, TimeUnit.MILLISECONDS);
            }
            process.waitFor(random.nextInt(120), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertThat(answer).doesNotExist();
            assertThat(replicas(file)).isZero();
            assertThat(timeOf(replica, pair)).isGreaterThan(reached).isLessThan(1);
            reached = timeOf(replica, pair);
        }
        Ensemble ensemble = KilledRun.longReplicas(steps, kind);
        assertThatThrownBy(() -> KilledRun.longRun(ensemble.checkpoint(file, Duration.ZERO), kind))
                .hasMessageContaining("exists; resume");
        assertThatThrownBy(() -> KilledRun.longRun(ensemble.seed(5).resume(file, Duration.ZERO), kind))
                .hasMessageContaining("belongs to another computation: not the same seed");
        start(file, answer, steps, kind).waitFor();
        assertThat(Files.readString(answer)).isEqualTo(KilledRun.result(KilledRun.longRun(ensemble, kind)));
        assertThat(replica).doesNotExist();
    }

    /** The time in a file of stage 0: behind what is sealed with it, stage and the spikes of each trajectory. */
    private static double timeOf(Path replica, boolean pair) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(replica)))) {
            in.skipNBytes(16);
            in.readUTF();
            in.readInt();
            in.readUTF();
            in.skipNBytes(4 + (pair ? 16 : 8));
            return in.readDouble();
        }
    }

    private Process start(Path file, Path answer, int replicas, String... more) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                file.toString(),
                answer.toString(),
                Integer.toString(replicas)));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).inheritIO().start();
    }

    @Test
    void stopsAtTheTargetPrecision() {
        Ensemble ensemble =
                KilledRun.ensemble(1, REPLICAS).timeStep(0.02).replicas(100_000).untilWithin(0.05, 0.95);
        EnsembleResult one = ensemble.run(TIMES);
        EnsembleResult two = ensemble.threads(2).run(TIMES);
        assertThat(one.outcome().isCompleted()).isTrue();
        assertThat(one.replicas()).isBetween(31, 99_999).isEqualTo(two.replicas());
        assertThat(one.rate()).isEqualTo(two.rate());
        assertThat(Arrays.stream(one.rate().halfWidths(0.95)).max().orElseThrow())
                .isLessThanOrEqualTo(0.05);
        // one replica fewer would not have done
        EnsembleResult fewer = KilledRun.ensemble(1, REPLICAS)
                .timeStep(0.02)
                .replicas(one.replicas() - 1)
                .run(TIMES);
        assertThat(Arrays.stream(fewer.rate().halfWidths(0.95)).max().orElseThrow())
                .isGreaterThan(0.05);
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheNumbers() {
        SimulationCost forecast = KilledRun.ensemble(1, REPLICAS).forecast(TIMES);
        assertThat(forecast.neuronUpdates()).isEqualTo(10_000.0 * 4 * 2000);
        assertThat(forecast.candidates()).isEqualTo(10_000.0 * 4 * 4);
        assertThat(forecast.bytes()).isBetween(300_000L, 1_000_000L);
        assertThatThrownBy(() -> forecast.requireWithin(50_000)).hasMessageContaining("MB");
        Ensemble large = KilledRun.ensemble(2, REPLICAS).replicas(2_000_000_000);
        assertThatThrownBy(() -> large.run(Times.upTo(1, 1000))).hasMessageContaining("needs about");
    }

    /** Names of kernels are part of fingerprints: a letter may take one, two or three bytes. */
    @Test
    void aFingerprintInAnyScript(@TempDir Path folder) {
        for (String fingerprint : new String[] {"plain", "−κ sin 2πx, κ = 1", "é", "\u0000", ""}) {
            Checkpoint checkpoint = new Checkpoint(folder.resolve("run.tally"), fingerprint);
            Tally tally = new Tally(2, 1);
            tally.add(3, 4);
            tally.add(5, 7);
            checkpoint.save(tally);
            Tally read = checkpoint.load(2, 1);
            assertThat(read.replicas()).isEqualTo(2);
            assertThat(read.row(1)).containsExactly(7);
            assertThat(read.estimate(0)).isEqualTo(tally.estimate(0));
            assertThatThrownBy(() -> new Checkpoint(checkpoint.file(), fingerprint + "κ").load(2, 1))
                    .hasMessageContaining("belongs to another computation");
        }
    }
}
