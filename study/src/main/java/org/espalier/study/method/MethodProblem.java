package org.espalier.study.method;

import java.util.Objects;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Times;

/**
 * What a method is given.
 *
 * @param system network, models, laws, inputs and groups that are read out
 * @param drives range of the drives S_i of (5.1) on the network, or what is expected of it
 * @param cellWidth width of the cells of potential
 * @param timeStep largest time step
 * @param integrator what integrates in time
 * @param threads number of threads; no number depends on it
 * @param times output times
 */
public record MethodProblem(
        NetworkSystem system,
        DriveRange drives,
        double cellWidth,
        double timeStep,
        Integrator integrator,
        int threads,
        Times times) {
    /** Checks that everything is there. */
    public MethodProblem {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(drives, "drives");
        Objects.requireNonNull(integrator, "integrator");
        Objects.requireNonNull(times, "times");
    }

    /**
     * A problem to be solved by fixed steps.
     *
     * @param system network, models, laws, inputs and groups that are read out
     * @param drives range of the drives S_i of (5.1) on the network, or what is expected of it
     * @param cellWidth width of the cells of potential
     * @param timeStep largest time step
     * @param threads number of threads; no number depends on it
     * @param times output times
     */
    public MethodProblem(
            NetworkSystem system, DriveRange drives, double cellWidth, double timeStep, int threads, Times times) {
        this(system, drives, cellWidth, timeStep, Integrator.fixed(), threads, times);
    }

    /**
     * A problem of one neuron model, to be solved by fixed steps.
     *
     * @param law law of every V_i(0), independent
     * @param network w
     * @param drives range of the drives S_i of (5.1) on the network, or what is expected of it
     * @param cellWidth width of the cells of potential
     * @param timeStep largest time step
     * @param threads number of threads; no number depends on it
     * @param times output times
     */
    public MethodProblem(
            Neuron neuron,
            InitialLaw law,
            SynapticNetwork network,
            DriveRange drives,
            double cellWidth,
            double timeStep,
            int threads,
            Times times) {
        this(NetworkSystem.of(neuron, network, law), drives, cellWidth, timeStep, threads, times);
    }

    /** What came out, in a few words, with the integrator unless it is the usual one. */
    String told(String summary) {
        return integrator.isFixed() ? summary : summary + ", by " + integrator;
    }

    /** The same with fixed steps. */
    MethodProblem byFixedSteps() {
        return new MethodProblem(system, drives, cellWidth, timeStep, threads, times);
    }

    /** The neuron model, the first one of several. */
    Neuron neuron() {
        return system.neurons().of(0);
    }

    /** The initial law, the first one of several. */
    InitialLaw law() {
        return system.laws().of(0);
    }

    SynapticNetwork network() {
        return system.network();
    }

    /** Refuses a refractory time or delays where an integrator that does not look back in time is asked for. */
    void requireNoLateEffects(String method) {
        if (!integrator.isFixed()) {
            system.refuseUnless(
                    method + " by " + integrator, Feature.TYPES, Feature.LAWS, Feature.CURRENTS, Feature.POISSON_KICKS);
        }
    }

    /** Refuses more classes than neurons. */
    void requireNeurons(String method, int classes) {
        if (classes > system.size()) {
            throw new IllegalArgumentException(method + ": " + classes + " classes for " + system.size()
                    + " neurons; take at most as many classes as neurons");
        }
    }

    /** Number of steps that are stable on cells of this width, roughly: 2.7 over the fastest rate 2 σ²/width². */
    double steps(double width) {
        double horizon = times.last();
        double noise = system.neurons().distinct().stream()
                .mapToDouble(Neuron::noise)
                .max()
                .orElseThrow();
        return Math.max(Math.ceil(horizon / timeStep), 0.75 * horizon * noise * noise / (width * width));
    }

    /** Number of cells of this width, roughly. */
    double cells(double width) {
        return Grid.covering(neuron(), law(), drives, times.last(), width).cells();
    }
}
