package org.espalier.model.neuron;

/** Checks of parameters, all with the same sentence. */
final class Parameters {
    private Parameters() {}

    static void finite(String what, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + ": " + name + " = " + value + " must be finite");
        }
    }

    static void notNegative(String what, String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + ": " + name + " = " + value + " must be finite and ≥ 0");
        }
    }

    static void positive(String what, String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + ": " + name + " = " + value + " must be finite and > 0");
        }
    }

    /** A bound that may be absent: infinity says that there is none. */
    static void bound(String what, String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(
                    what + ": " + name + " = " + value + " must be > 0; give infinity for no bound");
        }
    }
}
