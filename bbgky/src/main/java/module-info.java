/**
 * The exchangeable case on the torus: kernels, marginal hierarchy, norm hierarchy, limit and particles.
 *
 * @since 0.1
 */
@SuppressWarnings({"requires-automatic", "module"}) // Hipparchus has no descriptor; friends are built later
module org.espalier.bbgky {
    requires transitive org.espalier.run;
    requires transitive org.espalier.trees;
    requires hipparchus.core;
    requires hipparchus.fft;
    requires hipparchus.ode;
    requires hipparchus.optim;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.core;

    exports org.espalier.bbgky.bridge;
    exports org.espalier.bbgky.kernel;
    exports org.espalier.bbgky.law;
    exports org.espalier.bbgky.limit;
    exports org.espalier.bbgky.marginals;
    exports org.espalier.bbgky.norms;
    exports org.espalier.bbgky.particles;
    exports org.espalier.bbgky.kinetic to
            org.espalier.cli;
}
