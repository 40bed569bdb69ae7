package org.espalier.run.sampling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Settings;

/**
 * A simulation in time steps that is repeated in independent replicas: how many, on how many threads, with which seed and time
 * step, and where they are kept. Defaults: 100 replicas on one thread, seed 1, time step 0.01, kept nowhere.
 *
 * @param <S> the simulation itself
 */
public abstract class Sampling<S extends Sampling<S>> extends Settings<S> {
    private final String who;
    KeptReplicas plan = KeptReplicas.of(100, 1);
    long seed = 1;
    double timeStep = 0.01;

    /**
     * Begins with the defaults.
     *
     * @param who how it is called in refusals
     */
    protected Sampling(String who) {
        this.who = who;
    }

    /**
     * {@return the same with another number of replicas}
     *
     * @param replicas R, at least 1; an interval needs 2
     */
    public final S replicas(int replicas) {
        return kept(plan.replicas(replicas));
    }

    /**
     * {@return the same with another master seed}
     *
     * @param seed any number
     */
    public final S seed(long seed) {
        return with(copy -> copy.seed = seed);
    }

    /**
     * {@return the same with another time step}
     *
     * @param timeStep h &gt; 0; intervals between output times are divided into equal steps not longer than it
     */
    public final S timeStep(double timeStep) {
        Arguments.require(
                timeStep > 0 && timeStep < Double.POSITIVE_INFINITY,
                who + ": time step " + timeStep + " must be finite and > 0");
        return with(copy -> copy.timeStep = timeStep);
    }

    /**
     * {@return the same on another number of threads} The result does not depend on it.
     *
     * @param threads at least 1
     */
    public final S threads(int threads) {
        return kept(plan.threads(threads));
    }

    /**
     * {@return the same, what is finished being kept in a file while it runs, and when it is stopped: see {@link Checkpoint}}
     *
     * @param file where; must not exist when the run begins
     * @param every how often, at the end of a replica; where replicas on their way are kept beside it, they are so not more often
     *     than ten times a second
     */
    public final S checkpoint(Path file, Duration every) {
        return kept(plan.in(file, every, false));
    }

    /**
     * {@return the same, which goes on from a checkpoint if the file exists, and keeps on writing it} The result has the same bits
     * as that of a run that was never stopped. More replicas than were asked for before may be asked for now; all else must be
     * the same.
     *
     * @param file the checkpoint
     * @param every how often it is written: as in {@link #checkpoint}
     */
    public final S resume(Path file, Duration every) {
        return kept(plan.in(file, every, true));
    }

    /**
     * {@return the same with another plan}
     *
     * @param plan how many replicas, on how many threads, and where they are kept
     */
    public final S kept(KeptReplicas plan) {
        Objects.requireNonNull(plan, "plan");
        return with(copy -> copy.plan = plan);
    }

    /** {@return how many replicas, on how many threads, and where they are kept} */
    protected final KeptReplicas plan() {
        return plan;
    }

    /** {@return the master seed} */
    protected final long seed() {
        return seed;
    }

    /** {@return the largest step} */
    protected final double timeStep() {
        return timeStep;
    }

    /**
     * {@return how a run ended that goes to a time}
     *
     * @param finished what came of its replicas, each of which went all the way
     * @param last the time
     */
    protected static Outcome reached(KeptReplicas.Finished finished, double last) {
        return finished.outcome().isCompleted() ? Outcome.completed(last) : finished.outcome();
    }
}
