package org.espalier.hierarchy.numerics;

import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The linear operators that act on one vertex variable, as matrices on vectors of length {@link #size()}: A of section 4,
 * the transport D = −∂_v of the coupling, and the functional ⟨ν, ·⟩.
 */
public interface VertexOperators {
    /** {@return the number of unknowns of one variable, M} */
    int size();

    /**
     * Computes A u + D h.
     *
     * @param u array that holds u
     * @param offset where u starts, and where the result starts
     * @param rate ⟨ν, u⟩, already known to the caller
     * @param h vector of length M, starting at 0
     * @param out array that receives the result at {@code offset}
     */
    void apply(double[] u, int offset, double rate, double[] h, double[] out);

    /**
     * {@return the firing rate ⟨ν, u⟩ of a vector}
     *
     * @param u array that holds u
     * @param offset where it starts
     */
    double rate(double[] u, int offset);

    /** {@return a bound of the moduli of the eigenvalues of A, which limits explicit steps, per unit of time} */
    double fastest();

    /**
     * Computes where the mass of a spike goes: the vector that stands for δ_{v_r}. Kicks inside a tuple of neurons need it on its own.
     *
     * @param out length M, overwritten
     * @throws IllegalArgumentException if the operators do not know it
     */
    default void reset(double[] out) {
        throw new IllegalArgumentException("operators: the vector of the reset is not known on its own");
    }

    /** {@return ν: the rate that a unit of each unknown has} */
    default double[] intensity() {
        double[] intensity = new double[size()];
        double[] unit = new double[intensity.length];
        for (int j = 0; j < unit.length; j++) {
            unit[j] = 1;
            intensity[j] = rate(unit, 0);
            unit[j] = 0;
        }
        return intensity;
    }

    /** {@return A as M rows of M entries} */
    default double[][] generator() {
        double[] zero = new double[size()];
        return byColumns((unit, column) -> apply(unit, 0, rate(unit, 0), zero, column));
    }

    /** {@return D = −∂_v as M rows of M entries} */
    default double[][] transport() {
        double[] zero = new double[size()];
        return byColumns((unit, column) -> apply(zero, 0, 0, unit, column));
    }

    private double[][] byColumns(BiConsumer<double[], double[]> product) {
        int size = size();
        double[][] rows = new double[size][size];
        double[] unit = new double[size];
        double[] column = new double[size];
        for (int j = 0; j < size; j++) {
            unit[j] = 1;
            product.accept(unit, column);
            unit[j] = 0;
            for (int i = 0; i < size; i++) {
                rows[i][j] = column[i];
            }
        }
        return rows;
    }

    /**
     * {@return operators from small dense matrices: a reduced basis, moments, or random matrices that test an identity}
     *
     * @param generator A, M rows of M entries
     * @param transport D, which stands for −∂_v, M rows of M entries
     * @param intensity ν, length M ≥ 1
     */
    static VertexOperators of(double[][] generator, double[][] transport, double[] intensity) {
        return new DenseOperators(generator, transport, intensity, null);
    }

    /**
     * {@return operators from small dense matrices, with the vector that stands for δ_{v_r} known on its own; it is part of A already}
     *
     * @param generator A, M rows of M entries
     * @param transport D, which stands for −∂_v, M rows of M entries
     * @param intensity ν, length M ≥ 1
     * @param reset length M
     */
    static VertexOperators of(double[][] generator, double[][] transport, double[] intensity, double[] reset) {
        return new DenseOperators(generator, transport, intensity, Objects.requireNonNull(reset, "reset"));
    }
}
