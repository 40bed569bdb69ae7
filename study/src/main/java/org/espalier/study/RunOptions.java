package org.espalier.study;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a study is run, beside what it says itself. Immutable.
 *
 * @param threads number of threads, 1 to 1024; no number depends on it
 * @param checkpoint file that keeps the finished replicas of the simulation while it runs, and, with {@code .bias} behind its name, the
 *     pairs that tell the bias of the time step; empty for none
 * @param resume whether to go on from the checkpoint if it exists; otherwise it must not exist
 * @param trees tree observables that are held against the simulation beside the rate; empty for none
 */
public record RunOptions(int threads, Optional<Path> checkpoint, boolean resume, Optional<TreeQuestion> trees) {
    /** How often a checkpoint is written. */
    public static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(5);

    private static final int MOST_THREADS = 1024;

    /** Checks the components. */
    public RunOptions {
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(trees, "trees");
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads = " + threads + " must lie between 1 and " + MOST_THREADS);
        }
        if (resume && checkpoint.isEmpty()) {
            throw new IllegalArgumentException("resume: no checkpoint to go on from; name its file");
        }
    }

    /** {@return options without checkpoint and trees} */
    public static RunOptions threads(int threads) {
        return new RunOptions(threads, Optional.empty(), false, Optional.empty());
    }

    /**
     * Keeps the finished replicas in a file.
     *
     * @param goOn whether to go on from it if it exists
     * @return these options with the checkpoint
     */
    public RunOptions checkpoint(Path file, boolean goOn) {
        return new RunOptions(threads, Optional.of(file), goOn, trees);
    }

    /**
     * {@return an ensemble that keeps what is finished in the checkpoint, if there is one}
     *
     * @param begin how it keeps its replicas in a new file
     * @param resume how it goes on from a file
     */
    public <E> E kept(E ensemble, Keeping<E> begin, Keeping<E> resume) {
        return checkpoint
                .map(file -> (this.resume ? resume : begin).in(ensemble, file, BETWEEN_CHECKPOINTS))
                .orElse(ensemble);
    }

    /**
     * How an ensemble keeps what is finished.
     *
     * @param <E> type of the ensemble
     */
    @FunctionalInterface
    public interface Keeping<E> {
        /**
         * {@return the ensemble that keeps its replicas}
         *
         * @param every how often it is written
         */
        E in(E ensemble, Path file, Duration every);
    }

    /**
     * Asks for tree observables.
     *
     * @return these options with the question
     */
    public RunOptions trees(TreeQuestion question) {
        return new RunOptions(threads, checkpoint, resume, Optional.of(question));
    }
}
