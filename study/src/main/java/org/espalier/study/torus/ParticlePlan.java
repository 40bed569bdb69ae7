package org.espalier.study.torus;

import java.util.Objects;
import java.util.OptionalDouble;
import org.espalier.bbgky.particles.ForceMethod;

/**
 * The simulation.
 *
 * @param replicas R
 * @param timeStep largest time step
 * @param seed master seed
 * @param tolerance relative error of a fast force; 0 for direct sums; empty for a choice by kernel and N
 */
public record ParticlePlan(int replicas, double timeStep, long seed, OptionalDouble tolerance) {
    /** Checks the components. */
    public ParticlePlan {
        Objects.requireNonNull(tolerance, "tolerance");
        if (replicas < 1) {
            throw new IllegalArgumentException("replicas = " + replicas + " must be at least 1");
        }
        if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
            throw new IllegalArgumentException("time_step = " + timeStep + " must be finite and > 0");
        }
        double eps = tolerance.orElse(0);
        if (eps != 0 && (!(eps >= 1e-12) || !(eps <= 1e-2))) {
            throw new IllegalArgumentException(
                    "force = " + eps + " must be a relative error in [1e-12, 1e-2], or 0 for direct sums");
        }
    }

    /** {@return how forces are computed} */
    public ForceMethod force() {
        if (tolerance.isEmpty()) {
            return ForceMethod.automatic();
        }
        return tolerance.getAsDouble() == 0 ? ForceMethod.direct() : ForceMethod.fast(tolerance.getAsDouble());
    }
}
