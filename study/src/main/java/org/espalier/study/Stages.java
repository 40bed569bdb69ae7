package org.espalier.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;

/**
 * Runs the stages of an experiment one after the other: each is listened to, can be stopped, tells in a sentence what came out,
 * and is timed. The first trouble of any stage is the outcome of all.
 */
public final class Stages {
    private final StudyListener listener;
    private final List<Stage> finished = new ArrayList<>();
    private Outcome outcome;
    private volatile boolean stopped;

    /**
     * No stage yet.
     *
     * @param listener follows the stages, and may stop
     * @param last the time that is reached if every stage completes
     */
    public Stages(StudyListener listener, double last) {
        this.listener = listener;
        outcome = Outcome.completed(last);
    }

    /**
     * Runs a stage, unless the run was stopped before it.
     *
     * @param name what it does, in a few words
     * @param ending how the work ended
     * @param summary what came out if it completed, in a sentence; the message of its outcome is told otherwise
     * @return what it found; empty if it was not begun, or left because it did not stop: {@link StudyListener#stop()}
     */
    public <T> Optional<T> run(
            String name, Function<Progress, T> work, Function<T, Outcome> ending, Function<T, String> summary) {
        Progress told = stopped ? Progress.silent() : listener.stage(name);
        Progress heard = fraction -> {
            stopped |= !told.goOn(fraction);
            return !stopped;
        };
        if (!heard.goOn(0)) {
            ended(new Outcome(Outcome.Kind.CANCELLED, 0, "stopped before the " + name));
            return Optional.empty();
        }
        long start = System.nanoTime();
        Optional<T> found = listener.stop().isEmpty()
                ? Optional.of(work.apply(heard))
                : Abandonable.run(() -> work.apply(heard), listener.stop().get());
        if (found.isEmpty()) {
            stopped = true;
            ended(new Outcome(Outcome.Kind.CANCELLED, 0, "stopped in the " + name));
            return Optional.empty();
        }
        T result = found.get();
        Outcome how = ending.apply(result);
        ended(how);
        String said = how.isCompleted() ? summary.apply(result) : how.message();
        finished.add(new Stage(name, said, (System.nanoTime() - start) / 1e9));
        listener.finished(name, said);
        return Optional.of(result);
    }

    /**
     * Runs a stage that completes whenever it returns.
     *
     * @param name what it does, in a few words
     * @param summary what came out, in a sentence
     * @return what it found; empty if it was not begun
     */
    public <T> Optional<T> run(String name, Function<Progress, T> work, Function<T, String> summary) {
        return run(name, work, found -> Outcome.completed(0), summary);
    }

    /** Keeps the first trouble. */
    private void ended(Outcome how) {
        if (outcome.isCompleted() && !how.isCompleted()) {
            outcome = how;
        }
    }

    /**
     * {@return the stages in the order in which they ran}
     *
     * @throws CancellationException if the run was stopped before any of them was finished
     */
    public List<Stage> finished() {
        if (finished.isEmpty()) {
            throw new CancellationException(outcome.message());
        }
        return List.copyOf(finished);
    }

    /** {@return completed, or the first trouble of a stage} */
    public Outcome outcome() {
        return outcome;
    }
}
