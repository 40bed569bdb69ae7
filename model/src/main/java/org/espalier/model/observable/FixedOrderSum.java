package org.espalier.model.observable;

/**
 * Sums over neurons in an order that does not depend on threads: plain sums over blocks of fixed length, then a
 * compensated (Neumaier) sum over the blocks.
 */
final class FixedOrderSum {
    /** Length of a block: short enough to sit in the first cache together with its factors. */
    static final int BLOCK = 256;

    private FixedOrderSum() {}

    static int blocks(int size) {
        return (size + BLOCK - 1) / BLOCK;
    }

    /** Sums residues modulo a prime, or real numbers where there is none. */
    static double of(double[] terms, Residues residues) {
        if (residues == null) {
            return of(terms);
        }
        double sum = 0;
        for (double term : terms) {
            sum = residues.of(sum + term);
        }
        return sum;
    }

    static double of(double[] terms) {
        double sum = 0;
        double lost = 0;
        for (double term : terms) {
            double next = sum + term;
            lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
            sum = next;
        }
        // an infinite sum leaves a NaN in the compensation
        return Double.isFinite(sum) ? sum + lost : sum;
    }
}
