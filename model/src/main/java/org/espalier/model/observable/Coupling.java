package org.espalier.model.observable;

/**
 * A linear map y = Wx between functions on N points: the weights of a network, of a quotient, or a kernel w(ξ,dζ)
 * discretised in ξ.
 */
public interface Coupling {
    /** {@return the number of points, N} */
    int size();

    /**
     * Computes y_i = Σ_j w_ij x_j. Must be safe to call from several threads.
     *
     * @param x input, length N
     * @param y output, length N, not the same array as x
     */
    void multiply(double[] x, double[] y);
}
