package org.espalier.study;

/** Studies that run in a moment. */
public final class SmallStudy {
    private SmallStudy() {}

    /**
     * Returns a study of 40 neurons.
     *
     * @return YAML
     */
    public static String yaml() {
        return """
                title: Small & quick <study>
                network:
                  generator: {family: erdos_renyi, neurons: 40, mean_degree: 8, coupling: 0.3, seed: 5}
                  signs: {rule: excitatory}
                  scaling: {measure: none}
                neuron:
                  drift: {family: linear, input: 1, rate: 1}
                  noise: 0.4
                  intensity: {family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}
                  reset: 0
                  kick_factor: 1
                time: {unit: 20 ms, outputs: [0.25, 0.5], curve_intervals: 8}
                initial_law: {family: normal, mean: 0.3, deviation: 0.3}
                hierarchy: {max_order: 5, closure: vanishing}
                numerics: {cells: 100, time_step: 0.02}
                simulation: {replicas: 40, time_step: 0.02, seed: 3}
                """;
    }

    /**
     * Returns the study.
     *
     * @return a study of 40 neurons
     */
    public static Study study() {
        return Study.parse(yaml());
    }
}
