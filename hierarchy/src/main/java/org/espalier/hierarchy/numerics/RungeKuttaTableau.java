package org.espalier.hierarchy.numerics;

import org.hipparchus.ode.nonstiff.ButcherArrayProvider;
import org.hipparchus.ode.nonstiff.ClassicalRungeKuttaIntegrator;

/**
 * Butcher's tableaux of the explicit methods that step the ordinary differential equations of this module, from Hipparchus: stages u_i = y
 * + h Σ_j a_ij k_j at the times t + c_i h, and y + h Σ_i b_i k_i at the end.
 */
public final class RungeKuttaTableau {
    /** The classical method is stable on the negative real axis down to −2.785. */
    public static final double CLASSICAL_STABLE = 2.7;

    private final ButcherArrayProvider arrays;

    private RungeKuttaTableau(ButcherArrayProvider arrays) {
        this.arrays = arrays;
    }

    /** {@return the classical method of order four, nodes 0, ½, ½, 1: a without its row of zeros, c without its first 0} */
    public static RungeKuttaTableau classical() {
        return new RungeKuttaTableau(new ClassicalRungeKuttaIntegrator(1));
    }

    /** {@return a_ij, row i − 1 for stage i, as a new array} */
    public double[][] a() {
        return arrays.getA();
    }

    /** {@return the weights b_i of the stages, as a new array} */
    public double[] b() {
        return arrays.getB();
    }

    /** {@return the nodes c_i, without the first, as a new array} */
    public double[] c() {
        return arrays.getC();
    }
}
