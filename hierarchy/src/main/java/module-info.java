/**
 * Equations along trees, closures, expansions, their discretisation and integration, and the mean-field limit.
 *
 * @since 0.1
 */
@SuppressWarnings({"requires-automatic", "module"}) // Hipparchus has no descriptor; friends are built later
module org.espalier.hierarchy {
    requires transitive org.espalier.model;
    requires hipparchus.core;
    requires hipparchus.ode;

    exports org.espalier.hierarchy;
    exports org.espalier.hierarchy.closure;
    exports org.espalier.hierarchy.equation;
    exports org.espalier.hierarchy.expansion;
    exports org.espalier.hierarchy.finite;
    exports org.espalier.hierarchy.meanfield;
    exports org.espalier.hierarchy.numerics;
    exports org.espalier.hierarchy.states;
    exports org.espalier.hierarchy.tensor;
    exports org.espalier.hierarchy.basis to
            org.espalier.study;
    exports org.espalier.hierarchy.quadrature to
            org.espalier.study;
}
