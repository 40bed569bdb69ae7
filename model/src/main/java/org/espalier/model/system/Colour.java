package org.espalier.model.system;

import java.util.Objects;
import org.espalier.model.neuron.InitialLaw;

/**
 * What neurons of one colour have in common (section 12): one operator A_a(t) and one initial law.
 *
 * @param driven the neuron model with the inputs that act on it
 * @param law law of V(0)
 */
public record Colour(DrivenNeuron driven, InitialLaw law) {
    /** Checks that both are given. */
    public Colour {
        Objects.requireNonNull(driven, "driven");
        Objects.requireNonNull(law, "law");
    }
}
