/**
 * What is studied: neurons, networks, initial laws and the system that joins them; readers and writers of networks;
 * tree densities.
 *
 * @since 0.1
 */
@SuppressWarnings("requires-automatic") // Hipparchus and exp4j have no descriptors
module org.espalier.model {
    requires transitive org.espalier.run;
    requires transitive org.espalier.trees;
    requires com.fasterxml.jackson.core;
    requires exp4j;
    requires hipparchus.core;
    requires java.xml;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.sampling;
    requires org.apache.commons.rng.simple;
    requires org.apache.commons.statistics.distribution;
    requires org.jgrapht.core;

    exports org.espalier.model.generate;
    exports org.espalier.model.io;
    exports org.espalier.model.network;
    exports org.espalier.model.neuron;
    exports org.espalier.model.observable;
    exports org.espalier.model.partition;
    exports org.espalier.model.system;

    uses org.espalier.model.io.NetworkFormat;
}
