package org.espalier.bbgky.particles;

import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.TorusKernel;

/** How the drift is computed. */
@FunctionalInterface
public interface ForceMethod {
    /**
     * {@return the method for one kernel and number of particles, to be used by one thread}
     *
     * @param kernel K
     * @param particles N
     */
    PairForce prepare(TorusKernel kernel, int particles);

    /** {@return the sum over all pairs: N² kernel values, half of them for an odd kernel} */
    static ForceMethod direct() {
        return (kernel, particles) -> VortexForce.suits(kernel)
                ? new VortexForce((PowerLawKernel) kernel, particles)
                : new DirectForce(kernel, particles);
    }

    /**
     * {@return the method in Fourier space: exact modes for a kernel with few of them, else a particle mesh, with near
     * pairs apart for a singular kernel} N log N for particles spread over the torus.
     *
     * @param tolerance wanted error of F_i relative to (1/N) Σ_j |K(x_i − x_j)|, in [1e-12, 1e-2]
     */
    static ForceMethod fast(double tolerance) {
        return (kernel, particles) -> FourierForce.suits(kernel)
                ? new FourierForce(kernel, particles)
                : new MeshForce(kernel, particles, tolerance);
    }

    /**
     * {@return the default: exact modes if the kernel has few, the direct sum up to 500 particles, else the mesh with
     * tolerance 1e-6}
     */
    static ForceMethod automatic() {
        return (kernel, particles) -> {
            if (FourierForce.suits(kernel)) {
                return new FourierForce(kernel, particles);
            }
            return particles <= 500 ? new DirectForce(kernel, particles) : new MeshForce(kernel, particles, 1e-6);
        };
    }
}
