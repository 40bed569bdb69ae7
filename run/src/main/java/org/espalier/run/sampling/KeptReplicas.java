package org.espalier.run.sampling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.threads.TaskExecutor;

/**
 * Runs replicas, and keeps what is finished in a file if one is named, so that a run that was killed goes on where it was and
 * ends in the same bits. The file is there from the start, so that one that cannot be written is refused before the work.
 *
 * @param replicas R
 * @param threads number of threads; the result does not depend on it
 * @param file the checkpoint, if any
 * @param every how often it is written, at the end of a replica
 * @param resuming whether the file may exist, to be gone on from
 */
public record KeptReplicas(int replicas, int threads, Optional<Path> file, Duration every, boolean resuming) {
    /** Checks the components. */
    public KeptReplicas {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(every, "every");
        Arguments.require(replicas >= 1, replicas, " replicas, at least 1 is needed");
        Arguments.require(threads >= 1 && threads <= 1024, threads, " threads, 1 to 1024 are possible");
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
     * {@return another number of replicas, kept in the same way}
     *
     * @param replicas R
     */
    public KeptReplicas replicas(int replicas) {
        return new KeptReplicas(replicas, threads, file, every, resuming);
    }

    /**
     * {@return the same on another number of threads}
     *
     * @param threads 1 to 1024
     */
    public KeptReplicas threads(int threads) {
        return new KeptReplicas(replicas, threads, file, every, resuming);
    }

    /**
     * {@return the same, kept in a file}
     *
     * @param file the checkpoint
     * @param every how often it is written
     * @param resuming whether it may exist, to be gone on from
     */
    public KeptReplicas in(Path file, Duration every, boolean resuming) {
        return new KeptReplicas(replicas, threads, Optional.of(file), every, resuming);
    }

    /**
     * {@return where replicas are kept, if anywhere}
     *
     * @param fingerprint all that the values depend on: a file with another one is refused
     */
    public Optional<Checkpoint> checkpoint(String fingerprint) {
        return file.map(path -> new Checkpoint(path, fingerprint));
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
     * @param empty a tally without replicas, to be filled
     * @param fingerprint all that the values depend on
     * @param progress listens, and may stop the run
     * @return what is finished
     */
    public Finished run(Replica replica, Tally empty, String fingerprint, Progress progress) {
        return run(replica, empty, checkpoint(fingerprint), tally -> false, progress);
    }

    /**
     * Runs what is left to run, until there is enough.
     *
     * @param replica the simulation
     * @param empty a tally without replicas, to be filled
     * @param saved where they are kept: {@link #checkpoint}
     * @param enough looks at the tally after each replica, and says whether that is enough; asked before the first one, too
     * @param progress listens, and may stop the run
     * @return what is finished
     */
    public Finished run(
            Replica replica, Tally empty, Optional<Checkpoint> saved, Predicate<Tally> enough, Progress progress) {
        Tally tally = saved.map(file -> start(file, empty)).orElse(empty);
        long[] last = {System.nanoTime()};
        Outcome outcome = enough.test(tally)
                ? Outcome.completed(0)
                : new Replication(Math.min(tally.replicas(), replicas), replicas, TaskExecutor.local(threads))
                        .runUntil(
                                replica,
                                values -> {
                                    tally.add(values);
                                    if (saved.isPresent() && System.nanoTime() - last[0] >= every.toNanos()) {
                                        saved.get().keep(tally, tally.replicas());
                                        last[0] = System.nanoTime();
                                    }
                                    return enough.test(tally);
                                },
                                progress);
        // replicas that were on their way when there were enough are not wanted any more
        saved.ifPresent(file -> file.keep(tally, outcome.isCompleted() ? Integer.MAX_VALUE : tally.replicas()));
        return new Finished(tally, outcome);
    }

    private Tally start(Checkpoint saved, Tally empty) {
        if (!saved.exists()) {
            saved.save(empty);
            return empty;
        }
        if (!resuming) {
            throw new IllegalArgumentException(
                    "checkpoint " + saved.file() + " exists; resume from it, or delete it to start again");
        }
        Tally tally = saved.load(empty.dimension(), empty.kept());
        Arguments.require(
                tally.replicas() <= replicas,
                "checkpoint ",
                saved.file(),
                " holds ",
                tally.replicas(),
                " replicas, more than the ",
                replicas,
                " asked for; ask for at least as many");
        return tally;
    }
}
