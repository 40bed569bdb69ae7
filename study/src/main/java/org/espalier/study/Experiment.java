package org.espalier.study;

/**
 * What can be run in stages, from the file that names everything to a result that holds what was found: a {@link Study} of
 * neurons, or one of particles on the torus.
 */
public interface Experiment {
    /** {@return what the report is called} */
    String title();

    /** {@return YAML that repeats the run} */
    String toYaml();

    /**
     * {@return what a run finds}
     *
     * @param listener follows the stages, and may stop the run: the result then holds what is finished
     * @param options threads, checkpoint and what is asked besides
     * @throws IllegalArgumentException if the experiment cannot be run; before any long work
     * @throws java.util.concurrent.CancellationException if the run is stopped before anything is finished
     */
    ExperimentResult run(StudyListener listener, RunOptions options);
}
