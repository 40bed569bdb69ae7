/**
 * Rooted trees and their relabellings, enumeration, growth T+n, symmetry, algebra and drawing; no numerics.
 *
 * @since 0.1
 */
module org.espalier.trees {
    requires transitive org.apache.commons.numbers.fraction;
    requires transitive org.apache.commons.rng.api;
    requires transitive org.jgrapht.core;

    exports org.espalier.trees;
    exports org.espalier.trees.algebra;
    exports org.espalier.trees.draw;
}
