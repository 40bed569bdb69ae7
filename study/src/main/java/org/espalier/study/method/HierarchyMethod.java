package org.espalier.study.method;

import org.espalier.run.Progress;

/** A way to close and integrate the hierarchy that predicts the population rate of a network. */
public sealed interface HierarchyMethod permits TypedCentred, ClassQuadrature, TensorPath, ClassReduction {
    /**
     * Returns what tables and pictures call it; unlike that of every other method of a study.
     *
     * @return a few words with the numbers that matter
     */
    String name();

    /** {@return the name of its columns in files, lower-case words and numbers joined by underscores} */
    String column();

    /**
     * Says what it does and what its error estimate is.
     *
     * @return sentences for a report
     */
    String description();

    /**
     * Says what it costs.
     *
     * @return unknowns, memory, time
     * @throws IllegalArgumentException if it cannot be applied to this network or neuron: why, with the numbers and the remedy
     */
    MethodCost cost(MethodProblem problem);

    /**
     * Solves the hierarchy so.
     *
     * @return the population rate, with an outcome
     * @throws IllegalArgumentException as {@link #cost}
     */
    MethodSolution solve(MethodProblem problem, Progress progress);
}
