package org.espalier.model.observable;

import java.util.Objects;
import org.espalier.trees.RootedTree;

/**
 * A rooted tree T with its density t(T).
 *
 * @param value t(T)
 */
public record TreeDensity(RootedTree tree, double value) {
    /** Checks the components. */
    public TreeDensity {
        Objects.requireNonNull(tree, "tree");
    }
}
