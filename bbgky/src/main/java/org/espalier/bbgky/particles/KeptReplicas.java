package org.espalier.bbgky.particles;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.sampling.Checkpoint;
import org.espalier.run.sampling.Replica;
import org.espalier.run.sampling.Replication;
import org.espalier.run.sampling.Tally;

/**
 * Runs replicas, and keeps what is finished in a file if one is named, so that a run that was killed goes on where it was and
 * ends in the same bits. The file is there from the start, so that one that cannot be written is refused before the work.
 *
 * @param replicas R
 * @param threads number of threads; the result does not depend on it
 * @param file the checkpoint, if any
 * @param every how often it is written
 * @param resuming whether the file may exist, to be gone on from
 */
public record KeptReplicas(int replicas, int threads, Optional<Path> file, Duration every, boolean resuming) {
    /** Checks the components. */
    public KeptReplicas {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(every, "every");
        if (replicas < 1) {
            throw new IllegalArgumentException("particles: " + replicas + " replicas; at least 1 is needed");
        }
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("particles: threads " + threads + " must lie in 1..1024");
        }
    }

    /**
     * {@return replicas that are not kept in a file}
     *
     * @param replicas R
     * @param threads number of threads
     */
    public static KeptReplicas of(int replicas, int threads) {
        return new KeptReplicas(replicas, threads, Optional.empty(), Duration.ofSeconds(5), false);
    }

    /**
     * What came out.
     *
     * @param tally values of the finished replicas
     * @param outcome completed; or cancelled; or how the first replica that did not complete ended
     */
    public record Finished(Tally tally, Outcome outcome) {}

    /**
     * Runs what is left to run.
     *
     * @param replica the simulation
     * @param dimension number of values of a replica
     * @param kept how many of them, the first ones, are kept for every replica; the others enter means only
     * @param fingerprint all that the values depend on: a file with another one is refused
     * @param progress listens, and may stop the run
     * @return what is finished
     */
    public Finished run(Replica replica, int dimension, int kept, String fingerprint, Progress progress) {
        int[] all = new int[kept];
        java.util.Arrays.setAll(all, k -> k);
        Optional<Checkpoint> saved = file.map(path -> new Checkpoint(path, fingerprint));
        Tally tally =
                saved.map(checkpoint -> start(checkpoint, dimension, all)).orElseGet(() -> new Tally(dimension, all));
        long[] last = {System.nanoTime()};
        Outcome outcome = new Replication(tally.replicas(), replicas, threads)
                .run(
                        replica,
                        values -> {
                            tally.add(values);
                            if (saved.isPresent() && System.nanoTime() - last[0] >= every.toNanos()) {
                                saved.get().save(tally);
                                last[0] = System.nanoTime();
                            }
                        },
                        progress);
        saved.ifPresent(checkpoint -> checkpoint.save(tally));
        return new Finished(tally, outcome);
    }

    private Tally start(Checkpoint saved, int dimension, int... all) {
        if (!saved.exists()) {
            Tally empty = new Tally(dimension, all);
            saved.save(empty);
            return empty;
        }
        if (!resuming) {
            throw new IllegalArgumentException(
                    "checkpoint " + saved.file() + " exists; resume from it, or delete it to start again");
        }
        Tally tally = saved.load(dimension, all);
        if (tally.replicas() > replicas) {
            throw new IllegalArgumentException("checkpoint " + saved.file() + " holds " + tally.replicas()
                    + " replicas, more than the " + replicas + " asked for; ask for at least as many");
        }
        return tally;
    }
}
