package org.espalier.cli;

import java.util.OptionalDouble;
import org.espalier.study.torus.ParticlePlan;
import org.espalier.study.torus.TorusStudy;
import org.espalier.study.torus.TorusSystem;
import picocli.CommandLine.Option;

/** The particles of a {@code bbgky} command. */
final class ParticleOptions {
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

    @Option(names = "--seed", paramLabel = "SEED", description = "master seed instead of the study's (built in: 1)")
    private Long seed;

    @Option(
            names = "--step",
            paramLabel = "H",
            description = "largest time step instead of the study's (built in: 0.02)")
    private Double step;

    /** Made by the command line. */
    ParticleOptions() {}

    /** The study with what the line changes. */
    TorusStudy apply(TorusStudy base) {
        TorusSystem system = base.system();
        ParticlePlan plan = base.simulation();
        return new TorusStudy(
                base.title(),
                new TorusSystem(
                        system.kernelText(),
                        system.noise(),
                        system.lawText(),
                        particles != null ? particles : system.particles()),
                base.until(),
                base.intervals(),
                base.hierarchy(),
                new ParticlePlan(
                        replicas != null ? replicas : plan.replicas(),
                        step != null ? step : plan.timeStep(),
                        seed != null ? seed : plan.seed(),
                        plan.tolerance()));
    }

    /** How forces are summed: not for particles with velocities. */
    static final class Force {
        @Option(
                names = "--force-tolerance",
                paramLabel = "EPS",
                description =
                        "use the fast force with this relative error; 0: direct sums; instead of the study's (built in:"
                                + " chosen by kernel and N)")
        private Double tolerance;

        /** Made by the command line. */
        Force() {}

        TorusStudy apply(TorusStudy base) {
            ParticlePlan plan = base.simulation();
            return tolerance == null
                    ? base
                    : new TorusStudy(
                            base.title(),
                            base.system(),
                            base.until(),
                            base.intervals(),
                            base.hierarchy(),
                            new ParticlePlan(
                                    plan.replicas(), plan.timeStep(), plan.seed(), OptionalDouble.of(tolerance)));
        }
    }
}
