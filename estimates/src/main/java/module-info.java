/**
 * How far to trust a prediction: the bridge between hierarchy and particles, weak norms, audits of hypotheses,
 * bounds.
 */
@SuppressWarnings("requires-automatic") // Hipparchus and Commons Math have no descriptors
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
    exports org.espalier.estimates.convergence;
    exports org.espalier.estimates.distance;
    exports org.espalier.estimates.energy;
    exports org.espalier.estimates.multiplier;
    exports org.espalier.estimates.remainders;
    exports org.espalier.estimates.weaknorms;
}
