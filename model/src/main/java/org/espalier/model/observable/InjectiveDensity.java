package org.espalier.model.observable;

import java.util.Objects;
import org.espalier.run.Arguments;
import org.espalier.trees.RootedTree;

/**
 * The injective density of a tree, (1/N) Σ Π w over distinct indices, or an interval that contains it.
 *
 * @param value the density where {@code error} is 0, otherwise the homomorphism density t(T) at the centre of the interval
 * @param error half-width of the interval; 0 where the sum was carried out (it is then exact up to rounding)
 */
public record InjectiveDensity(RootedTree tree, double value, double error) {
    /** Checks the components. */
    public InjectiveDensity {
        Objects.requireNonNull(tree, "tree");
        Arguments.require(error >= 0, "injective density: error ", error, " must not be negative");
    }

    /** {@return whether the sum over distinct indices was carried out: the error is 0} */
    public boolean isExact() {
        return error == 0;
    }
}
