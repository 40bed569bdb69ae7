package org.espalier.study.method;

import java.util.Map;
import java.util.Optional;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Progress;

/** A way to close and integrate the hierarchy that predicts the population rate of a network. */
public sealed interface HierarchyMethod permits TypedCentred, ClassQuadrature, TensorPath, ClassReduction, FiniteSize {
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

    /**
     * {@return what integrates its equations in time}
     *
     * @param chosen the integrator of the study
     */
    default Integrator integrator(Integrator chosen) {
        return chosen;
    }

    /** {@return what a system may have that this method does not know, each with the reason; a run then leaves the method out} */
    default Map<Feature, String> unknown() {
        return Map.of(Feature.THRESHOLD, "its trees are driven by an intensity");
    }

    /**
     * {@return why this method is left out for a system; empty if it knows all that the system has}
     *
     * @param system what is to be solved
     */
    default Optional<String> reasonToLeaveOut(NetworkSystem system) {
        Map<Feature, String> unknown = unknown();
        return system.features().stream()
                .filter(unknown::containsKey)
                .findFirst()
                .map(feature ->
                        "left out: " + name() + " does not know " + feature.words() + ", " + unknown.get(feature));
    }
}
