/**
 * What every computation shares: times, progress, outcome, threads, checkpoints, random streams, replicas, estimates
 * with intervals.
 *
 * @since 0.1
 */
@SuppressWarnings({"requires-automatic", "module"}) // Hipparchus has no descriptor; friends are built later
module org.espalier.run {
    requires hipparchus.core;
    requires transitive org.apache.commons.rng.core;
    requires org.apache.commons.statistics.distribution;

    exports org.espalier.run;
    exports org.espalier.run.checkpoint;
    exports org.espalier.run.random;
    exports org.espalier.run.sampling;
    exports org.espalier.run.threads;
    exports org.espalier.run.publish to
            org.espalier.model,
            org.espalier.report,
            org.espalier.study,
            org.espalier.cli;
}
