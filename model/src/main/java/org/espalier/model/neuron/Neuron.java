package org.espalier.model.neuron;

import java.util.Objects;
import org.espalier.run.Arguments;

/**
 * An integrate-and-fire neuron: dV = b(V) dt + σ dB between spikes; it fires with intensity ν(V), is reset to v_r, and
 * adds α w[j][i] to the potential of every neuron j it projects to.
 *
 * @param drift b
 * @param noise σ ≥ 0, potential per square root of time
 * @param intensity ν
 * @param reset v_r, potential
 * @param kickFactor α, multiplies every synaptic kick and the coupling term of (4.1)
 */
public record Neuron(Drift drift, double noise, Intensity intensity, double reset, double kickFactor) {
    /** Checks the numbers. */
    public Neuron {
        Objects.requireNonNull(drift, "drift");
        Objects.requireNonNull(intensity, "intensity");
        Arguments.notNegative("neuron", "noise σ", noise);
        Arguments.finite("neuron", "reset v_r", reset);
        Arguments.finite("neuron", "kick factor α", kickFactor);
    }

    /**
     * {@return a leaky neuron without noise that never fires, reset at 0, kick factor 1: b(v) = κ (v* − v)}
     *
     * @param rate κ, per unit of time
     * @param rest v*, the potential at rest
     */
    public static Neuron leak(double rate, double rest) {
        return new Neuron(new LinearLeak(rate * rest, rate), 0, new ConstantIntensity(0), 0, 1);
    }

    /**
     * {@return this neuron with another drift}
     *
     * @param drift b
     */
    public Neuron drift(Drift drift) {
        return new Neuron(drift, noise, intensity, reset, kickFactor);
    }

    /**
     * {@return this neuron with another noise}
     *
     * @param noise σ
     */
    public Neuron noise(double noise) {
        return new Neuron(drift, noise, intensity, reset, kickFactor);
    }

    /**
     * {@return this neuron with another intensity}
     *
     * @param intensity ν
     */
    public Neuron intensity(Intensity intensity) {
        return new Neuron(drift, noise, intensity, reset, kickFactor);
    }

    /**
     * {@return this neuron with another reset}
     *
     * @param reset v_r
     */
    public Neuron reset(double reset) {
        return new Neuron(drift, noise, intensity, reset, kickFactor);
    }

    /**
     * {@return this neuron with another kick factor}
     *
     * @param kickFactor α
     */
    public Neuron kickFactor(double kickFactor) {
        return new Neuron(drift, noise, intensity, reset, kickFactor);
    }
}
