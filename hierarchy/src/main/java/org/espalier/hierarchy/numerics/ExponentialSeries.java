package org.espalier.hierarchy.numerics;

import java.util.function.BiConsumer;

/**
 * The action of e^{τL} by its Taylor series, for τ of either sign: the digits lost are e^{|τλ|} ulps, so it is for |τλ| ≤ 15 and no more.
 * Conserves what L conserves. Work space of one thread.
 */
public final class ExponentialSeries {
    private static final double NEGLIGIBLE = 1e-18;
    private static final int MOST_TERMS = 200;

    private double[] term;
    private double[] next;

    /**
     * Makes work space.
     *
     * @param size of the vectors
     */
    public ExponentialSeries(int size) {
        term = new double[size];
        next = new double[size];
    }

    /**
     * Replaces u by e^{τL} u.
     *
     * @param product writes L of its first argument, from index 0, to its second
     * @param fastest |λ|, a bound of the moduli of the eigenvalues of L
     * @param time τ
     * @param data array that holds u
     * @param offset where it starts
     */
    public void apply(BiConsumer<double[], double[]> product, double fastest, double time, double[] data, int offset) {
        System.arraycopy(data, offset, term, 0, term.length);
        double reach = Math.abs(time) * fastest;
        for (int j = 1; j <= MOST_TERMS; j++) {
            product.accept(term, next);
            double factor = time / j;
            double largest = 0;
            double sum = 0;
            for (int k = 0; k < term.length; k++) {
                double value = factor * next[k];
                next[k] = value;
                data[offset + k] += value;
                largest = Math.max(largest, Math.abs(value));
                sum = Math.max(sum, Math.abs(data[offset + k]));
            }
            double[] swap = term;
            term = next;
            next = swap;
            // before j reaches |τλ| a small term may be followed by larger ones
            if (!(largest > NEGLIGIBLE * sum) && j >= reach) {
                return;
            }
        }
    }
}
