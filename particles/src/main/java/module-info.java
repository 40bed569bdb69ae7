/**
 * Direct simulation of the spiking network and what is recorded of it.
 *
 * @since 0.1
 */
@SuppressWarnings("requires-automatic") // Hipparchus has no descriptor
module org.espalier.particles {
    requires transitive org.espalier.model;
    requires hipparchus.core;

    exports org.espalier.particles;
    exports org.espalier.particles.observable;
    exports org.espalier.particles.spiking;
}
