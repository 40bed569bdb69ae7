package org.espalier.model.generate;

import java.util.List;
import org.espalier.run.Arguments;

/**
 * A connectivity kernel w(ξ, dζ) = W(ξ, ζ) dζ + Σ_m a_m(ξ) δ_{g_m(ξ)}(dζ) on [0,1], of (5.1): what a neuron at ξ receives
 * from neurons at ζ. The density may be as rough as you like, and there may be atoms: limits of sparse networks need them. The
 * families of this package are values, equal if their parameters are; a lambda is equal to itself alone.
 */
@FunctionalInterface
public interface MeasureKernel {
    /**
     * {@return W(ξ, ζ), finite, any sign}
     *
     * @param xi place of the postsynaptic neuron, in [0,1]
     * @param zeta place of the presynaptic neuron, in [0,1]
     */
    double density(double xi, double zeta);

    /**
     * {@return the atoms of w(ξ, ·), none by default}
     *
     * @param xi place of the postsynaptic neuron
     */
    default List<Atom> atoms(double xi) {
        return List.of();
    }

    /**
     * A point mass of a kernel.
     *
     * @param place g_m(ξ) in [0,1]
     * @param mass a_m(ξ), any sign
     */
    record Atom(double place, double mass) {
        /** Checks the numbers. */
        public Atom {
            Arguments.between("kernel", "place of an atom", place, 0, 1);
            Arguments.finite("kernel", "mass of an atom", mass);
        }
    }
}
