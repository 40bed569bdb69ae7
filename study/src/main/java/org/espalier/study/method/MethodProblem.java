package org.espalier.study.method;

import java.util.Objects;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Times;

/**
 * What a method is given.
 *
 * @param law law of every V_i(0), independent
 * @param network w
 * @param drives range of the drives S_i of (5.1) on the network, or what is expected of it
 * @param cellWidth width of the cells of potential
 * @param timeStep largest time step
 * @param threads number of threads; no number depends on it
 * @param times output times
 */
public record MethodProblem(
        Neuron neuron,
        InitialLaw law,
        SynapticNetwork network,
        DriveRange drives,
        double cellWidth,
        double timeStep,
        int threads,
        Times times) {
    /** Checks that everything is there. */
    public MethodProblem {
        Objects.requireNonNull(neuron, "neuron");
        Objects.requireNonNull(law, "law");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(drives, "drives");
        Objects.requireNonNull(times, "times");
    }

    /** Refuses more classes than neurons. */
    void requireNeurons(String method, int classes) {
        if (classes > network.size()) {
            throw new IllegalArgumentException(method + ": " + classes + " classes for " + network.size()
                    + " neurons; take at most as many classes as neurons");
        }
    }

    /** Number of steps that are stable on cells of this width, roughly: 2.7 over the fastest rate 2 σ²/width². */
    double steps(double width) {
        double horizon = times.last();
        double noise = neuron.noise();
        return Math.max(Math.ceil(horizon / timeStep), 0.75 * horizon * noise * noise / (width * width));
    }

    /** Number of cells of this width, roughly. */
    double cells(double width) {
        return Grid.covering(neuron, law, drives, times.last(), width).cells();
    }
}
