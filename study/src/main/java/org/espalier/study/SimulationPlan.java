package org.espalier.study;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.particles.spiking.Driver;

/**
 * Direct simulation.
 *
 * @param replicas number of independent copies of the network, at least 2 for an interval
 * @param timeStep largest time step, in units of time; not used if the driver is event-driven
 * @param seed master seed
 * @param driver how trajectories are simulated; empty leaves it open: in time steps, and for splittings without them where that
 *     is possible
 * @param refractory time after a spike for which a neuron stays at its reset value, cannot fire and loses the kicks it
 *     receives, in units of time; 0 for none; of all neurons of which nothing else is said
 * @param threshold potential at which neurons fire, in the place of their intensity; empty if they fire with it
 */
public record SimulationPlan(
        int replicas,
        double timeStep,
        long seed,
        Optional<Driver> driver,
        double refractory,
        OptionalDouble threshold) {
    /** Checks the numbers. */
    public SimulationPlan {
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(threshold, "threshold");
        if (replicas < 2) {
            throw new IllegalArgumentException("replicas = " + replicas + ", an interval needs at least 2");
        }
        if (!(timeStep > 0) || !Double.isFinite(timeStep)) {
            throw new IllegalArgumentException("time_step = " + timeStep + " must be finite and > 0");
        }
        if (!(refractory >= 0) || !Double.isFinite(refractory)) {
            throw new IllegalArgumentException("refractory = " + refractory + " must be finite and ≥ 0; 0 is none");
        }
    }

    /** {@return whether the study asks for trajectories without time steps, exact in law} */
    public boolean isEventDriven() {
        return driver.equals(Optional.of(Driver.EVENT_DRIVEN));
    }

    /** Why the bias of the time step cannot be estimated, and the remedy; empty if it can. */
    Optional<String> biasHindrance(List<Neuron> neurons, boolean delayed) {
        if (delayed) {
            return Optional.of("it is not estimated with delays; compare two runs with --time-step instead");
        }
        boolean bounded = threshold.isPresent()
                || neurons.stream()
                        .allMatch(neuron ->
                                Double.isFinite(neuron.intensity().facts().supremum()));
        return biasHindrance()
                .or(() -> bounded
                        ? Optional.empty()
                        : Optional.of("an intensity has no known maximum; compare two runs with --time-step instead"));
    }

    private Optional<String> biasHindrance() {
        if (isEventDriven()) {
            return Optional.of("event-driven trajectories have no time step; leave one out");
        }
        if (refractory > 0) {
            return Optional.of("it is not estimated with a refractory time, simulation.refractory = " + refractory
                    + "; compare two runs with --time-step instead");
        }
        return Optional.empty();
    }

    /** Whether the trajectories of a network are without time steps when it is not said how they are simulated. */
    boolean isEventDrivenIfPossible(Neuron neuron) {
        return driver.isPresent() ? isEventDriven() : hindrance(neuron).isEmpty();
    }

    /** {@return this with another seed} */
    public SimulationPlan withSeed(long other) {
        return new SimulationPlan(replicas, timeStep, other, driver, refractory, threshold);
    }

    /** {@return this with another number of replicas} */
    public SimulationPlan withReplicas(int other) {
        return new SimulationPlan(other, timeStep, seed, driver, refractory, threshold);
    }

    /** {@return this with another refractory time} */
    public SimulationPlan withRefractory(double other) {
        return new SimulationPlan(replicas, timeStep, seed, driver, other, threshold);
    }

    /** {@return this with neurons that fire at a threshold} */
    SimulationPlan withThreshold(double potential) {
        return new SimulationPlan(replicas, timeStep, seed, driver, refractory, OptionalDouble.of(potential));
    }

    /** {@return this with another time step} */
    public SimulationPlan withTimeStep(double other) {
        return new SimulationPlan(replicas, other, seed, driver, refractory, threshold);
    }

    /** {@return this with another driver} */
    public SimulationPlan withDriver(Driver other) {
        return new SimulationPlan(replicas, timeStep, seed, Optional.of(other), refractory, threshold);
    }

    /** A threshold in the place of an intensity is that of the simulation. */
    SimulationPlan withThresholdOf(List<Neuron> neurons) {
        List<Double> thresholds = neurons.stream()
                .map(neuron -> neuron.intensity() instanceof HardThreshold hard ? hard.threshold() : null)
                .distinct()
                .toList();
        if (thresholds.equals(Collections.singletonList(null))) {
            return this;
        }
        if (thresholds.size() > 1 || threshold.isPresent() && threshold.getAsDouble() != thresholds.get(0)) {
            throw new IllegalArgumentException("neuron.intensity = threshold: all neurons must fire at the same"
                    + " threshold, in every type and group, and in simulation.threshold if that is given");
        }
        return withThreshold(thresholds.get(0));
    }

    /** Refuses a threshold that is not above the reset values, and a driver that cannot move these neurons. */
    void requireFor(List<Neuron> neurons) {
        if (threshold.isPresent()) {
            double highest = neurons.stream().mapToDouble(Neuron::reset).max().orElseThrow();
            if (!(threshold.getAsDouble() > highest) || Double.isInfinite(threshold.getAsDouble())) {
                throw new IllegalArgumentException("threshold = " + threshold.getAsDouble()
                        + " must be finite and above the reset value " + highest + " (neuron.reset)");
            }
        }
        if (!isEventDriven()) {
            return;
        }
        Optional<String> reason = threshold.isPresent()
                ? Optional.of("neurons fire at simulation.threshold")
                : neurons.stream().flatMap(neuron -> hindrance(neuron).stream()).findFirst();
        reason.ifPresent(why -> {
            throw new IllegalArgumentException("driver = event_driven: " + why + "; choose time_stepped");
        });
    }

    private static Optional<String> hindrance(Neuron neuron) {
        if (!(neuron.drift() instanceof LinearLeak)) {
            return Optional.of("the drift is not linear");
        }
        double supremum = neuron.intensity().facts().supremum();
        return supremum >= 0 && Double.isFinite(supremum)
                ? Optional.empty()
                : Optional.of("the intensity has no known maximum");
    }
}
