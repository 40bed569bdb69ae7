package org.espalier.model.observable;

import java.util.Objects;
import org.espalier.trees.RootedTree;

/**
 * The injective density of a tree, (1/N) Σ Π w over distinct indices, or an interval that contains it.
 *
 * @param tree the tree
 * @param value the density where {@code error} is 0, otherwise the homomorphism density t(T) at the centre of the interval
 * @param error half-width of the interval; 0 where the sum was carried out (it is then exact up to rounding)
 */
public record InjectiveDensity(RootedTree tree, double value, double error) {
    /** Checks the components. */
    public InjectiveDensity {
        Objects.requireNonNull(tree, "tree");
        if (!(error >= 0)) {
            throw new IllegalArgumentException("injective density: error " + error + " must not be negative");
        }
    }

    /**
     * Tells whether the sum over distinct indices was carried out.
     *
     * @return true if the error is 0
     */
    public boolean isExact() {
        return error == 0;
    }
}
