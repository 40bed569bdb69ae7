package org.espalier.model.observable;

import org.espalier.run.Arguments;

/**
 * Arithmetic modulo a prime below 2^26, carried by doubles: products of residues stay below 2^52, so every operation is
 * exact.
 *
 * @param prime the modulus
 * @param inverse 1/prime, rounded
 */
record Residues(double prime, double inverse) {
    /** Largest modulus allowed, exclusive. */
    static final int LIMIT = 1 << 26;

    /** Weights up to this size need not be reduced themselves. */
    static final int SMALL = 1 << 20;

    static Residues modulo(int prime) {
        Arguments.require(prime >= 2 && prime < LIMIT, "modulus ", prime, " must lie between 2 and ", LIMIT - 1);
        return new Residues(prime, 1.0 / prime);
    }

    /** Reduces an integer of magnitude below 2^52 + 2^26 to [0, prime). */
    double of(double value) {
        double rest = value - prime * Math.floor(value * inverse);
        // the rounded quotient may be off by one
        if (rest < 0) {
            rest += prime;
        }
        return rest >= prime ? rest - prime : rest;
    }

    /** Reduces any integer that a double holds exactly. */
    double ofAny(double value) {
        double rest = value % prime;
        return rest < 0 ? rest + prime : rest;
    }
}
