package org.espalier.cli;

import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The particles of a {@code bbgky} command. */
final class ParticleOptions implements TorusOptions.Keys {
    @Option(
            names = {"-N", "--particles"},
            paramLabel = "N",
            description = "number of particles instead of the study's (built in: 20)")
    private Integer particles;

    @Option(
            names = "--replicas",
            paramLabel = "R",
            description = "number of replicas instead of the study's (built in: 400)")
    private Integer replicas;

    @Mixin
    private Options.Seed seed;

    @Option(
            names = "--step",
            paramLabel = "H",
            description = "largest time step instead of the study's (built in: 0.02)")
    private Double step;

    @Override
    public void put(Map<String, Object> changes) {
        changes.put("system.particles", particles);
        changes.put("simulation.replicas", replicas);
        changes.put("simulation.seed", seed.seed().orElse(null));
        changes.put("simulation.time_step", step);
    }

    /** How forces are summed: not for particles with velocities. */
    static final class Force implements TorusOptions.Keys {
        @Option(
                names = "--force-tolerance",
                paramLabel = "EPS",
                description =
                        "use the fast force with this relative error; 0: direct sums; instead of the study's (built in:"
                                + " chosen by kernel and N)")
        private Double tolerance;

        @Override
        public void put(Map<String, Object> changes) {
            changes.put("simulation.force", tolerance);
        }
    }
}
