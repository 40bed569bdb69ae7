package org.espalier.study.torus;

import java.util.Objects;
import java.util.OptionalInt;
import org.espalier.bbgky.marginals.MarginalClosure;

/**
 * The hierarchy of marginals.
 *
 * @param order level n of truncation
 * @param closure what stands for f_{n+1}
 * @param modes largest Fourier mode of a particle; empty for the default of the dimension
 */
public record MarginalPlan(int order, MarginalClosure closure, OptionalInt modes) {
    /** Checks the components. */
    public MarginalPlan {
        Objects.requireNonNull(closure, "closure");
        Objects.requireNonNull(modes, "modes");
        if (order < 1 || order > 6) {
            throw new IllegalArgumentException("order = " + order + " must lie between 1 and 6");
        }
    }
}
