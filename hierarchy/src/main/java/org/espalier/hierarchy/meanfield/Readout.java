package org.espalier.hierarchy.meanfield;

import java.util.List;
import java.util.Map;
import org.espalier.model.system.NeuronGroup;

/**
 * A group as seen by populations: how much of it each of them is.
 *
 * @param name what it is called
 * @param weights one a population, ≥ 0, sum 1
 */
record Readout(String name, double[] weights) {
    /** A group of neurons that are populations of their own. */
    static Readout of(NeuronGroup group, int size) {
        double[] weights = new double[size];
        for (int i : group.members()) {
            weights[i] = 1.0 / group.size();
        }
        return new Readout(group.name(), weights);
    }

    /** A group whose neurons belong to classes. */
    static Readout of(NeuronGroup group, int[] classes, int count) {
        double[] weights = new double[count];
        for (int i : group.members()) {
            weights[classes[i]] += 1.0 / group.size();
        }
        return new Readout(group.name(), weights);
    }

    /** Groups by their names. */
    static List<Readout> of(Map<String, double[]> weights) {
        return weights.entrySet().stream()
                .map(entry -> new Readout(entry.getKey(), entry.getValue().clone()))
                .toList();
    }

    double average(double[] values) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
                sum += weights[i] * values[i];
            }
        }
        return sum;
    }

    /** The density of the potential averaged over the group, from masses of cells. */
    double[] density(double[][] masses, double width) {
        double[] sum = new double[masses[0].length];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += weights[i] / width * masses[i][k];
                }
            }
        }
        return sum;
    }
}
