package org.espalier.study;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.espalier.run.Progress;

/** Follows a run stage by stage, and may stop it. */
public interface StudyListener {
    /**
     * Called when a stage starts.
     *
     * @param name what it does, in a few words
     * @return listener to the progress within the stage; if it says stop, the run keeps what is finished and ends
     */
    Progress stage(String name);

    /**
     * Called when a stage has ended.
     *
     * @param name name of the stage
     * @param summary what came out, in a sentence
     */
    void finished(String name, String summary);

    /**
     * Called now and then while a simulation runs: how well the population rate is known.
     *
     * @param replicas finished
     * @param requested replicas that were asked for
     * @param halfWidth half the widest 95 % interval of the rate, each time by itself; NaN below 2 replicas
     */
    default void sampled(int replicas, int requested, double halfWidth) {
        // most do not care
    }

    /**
     * {@return whether the run is to end, if this can be asked at any time and from any thread} Then a stage that does not ask for long is
     * left alone, on a thread of its own, and the run ends with what is finished. Empty (the default): stages are waited for.
     */
    default Optional<BooleanSupplier> stop() {
        return Optional.empty();
    }

    /** {@return a listener that ignores everything} */
    static StudyListener silent() {
        return of(Progress.silent());
    }

    /**
     * {@return a listener that hands the progress of every stage to one listener}
     *
     * @param progress hears a fraction that starts at 0 in every stage
     */
    static StudyListener of(Progress progress) {
        Objects.requireNonNull(progress, "progress");
        return new StudyListener() {
            @Override
            public Progress stage(String name) {
                return progress;
            }

            @Override
            public void finished(String name, String summary) {
                // nothing to tell
            }
        };
    }
}
