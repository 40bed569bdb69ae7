/**
 * How far to trust a prediction: the bridge between hierarchy and particles, weak norms, audits of hypotheses,
 * bounds.
 *
 * @since 0.1
 */
@SuppressWarnings({"requires-automatic", "module"
}) // Hipparchus and Commons Math have no descriptors; friends are built later
module org.espalier.estimates {
    requires transitive org.espalier.bbgky;
    requires transitive org.espalier.hierarchy;
    requires transitive org.espalier.particles;
    requires commons.math3;
    requires hipparchus.core;
    requires hipparchus.optim;
    requires org.apache.commons.numbers.gamma;
    requires org.apache.commons.statistics.distribution;

    exports org.espalier.estimates.audit;
    exports org.espalier.estimates.bridge;
    exports org.espalier.estimates.weaknorms;
    exports org.espalier.estimates.convergence to
            org.espalier.study,
            org.espalier.cli;
    exports org.espalier.estimates.distance to
            org.espalier.study,
            org.espalier.cli;
    exports org.espalier.estimates.energy to
            org.espalier.study,
            org.espalier.cli;
    exports org.espalier.estimates.multiplier to
            org.espalier.study,
            org.espalier.cli;
    exports org.espalier.estimates.remainders to
            org.espalier.study,
            org.espalier.cli;
}
