package org.espalier.bbgky.kernel;

/** Argument checks that the kernels share. */
final class Check {
    private Check() {}

    static void dimension(String who, int dimension) {
        if (dimension < 1 || dimension > 3) {
            throw new IllegalArgumentException(who + ": dimension d = " + dimension + " must be 1, 2 or 3");
        }
    }

    static void exponent(double exponent) {
        if (!(exponent >= 1) || Double.isInfinite(exponent)) {
            throw new IllegalArgumentException("norm: exponent q = " + exponent + " must be finite and ≥ 1");
        }
    }
}
