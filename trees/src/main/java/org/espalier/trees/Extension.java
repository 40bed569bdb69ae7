package org.espalier.trees;

import java.util.Objects;

/**
 * The tree T+n in canonical form, and where its vertices went.
 *
 * @param tree T+n
 * @param relabelling of |T|+1 vertices: vertices 0..|T|−1 of T, and |T| for the new leaf, to vertices of {@code tree}
 */
public record Extension(RootedTree tree, Relabelling relabelling) {
    /** Refuses null. */
    public Extension {
        Objects.requireNonNull(tree, "tree");
        Objects.requireNonNull(relabelling, "relabelling");
    }

    /** {@return the new leaf, a vertex of {@link #tree()}} */
    public int leaf() {
        return relabelling.of(relabelling.size() - 1);
    }
}
