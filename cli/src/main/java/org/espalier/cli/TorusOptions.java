package org.espalier.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.marginals.MarginalClosure;
import org.espalier.run.Times;
import org.espalier.study.torus.TorusStudy;
import org.espalier.study.torus.TorusText;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every {@code bbgky} command is about: kernel, noise, initial law, times; a study file with what the line changes. */
final class TorusOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STUDY",
            description = "study file (YAML) that 'bbgky run' has written; without it the built-in study")
    private Path file;

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            description = "interaction K instead of the study's (built in: sine:coupling=1), NAME:KEY=VALUE,…: "
                    + TorusText.KERNELS)
    private String kernel;

    @Option(
            names = "--noise",
            paramLabel = "SIGMA",
            description = "noise sigma of each particle instead of the study's (built in: 0.5)")
    private Double noise;

    @Option(
            names = "--law",
            paramLabel = "LAW",
            description = "law of a particle at time 0 instead of the study's (built in: von-mises:concentration=1): "
                    + TorusText.LAWS)
    private String law;

    @Option(names = "--until", paramLabel = "T", description = "last time instead of the study's (built in: 0.5)")
    private Double until;

    @Option(
            names = "--intervals",
            paramLabel = "COUNT",
            description = "output times are 0, T/COUNT, …, T; instead of the study's (built in: 5)")
    private Integer intervals;

    private TorusStudy study;

    /** Other options that stand for keys of a study. */
    interface Keys {
        /** Puts what is given, and null for what is not, under section and key. */
        void put(Map<String, Object> changes);
    }

    /** The study with what the line changes. */
    TorusStudy study(Keys... others) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("system.kernel", kernel);
        changes.put("system.noise", noise);
        changes.put("system.initial_law", law);
        changes.put("time.until", until);
        changes.put("time.intervals", intervals);
        for (Keys other : others) {
            other.put(changes);
        }
        study = (file == null ? TorusStudy.builtIn() : TorusStudy.load(file)).with(changes);
        return study;
    }

    private TorusStudy read() {
        return study == null ? study() : study;
    }

    /** Whether the particles of the study count: it was read from a file. */
    boolean fromFile() {
        return file != null;
    }

    TorusKernel kernel() {
        return read().system().kernel();
    }

    double noise() {
        return read().system().noise();
    }

    TorusLaw law() {
        return read().system().law();
    }

    Times times() {
        return read().times();
    }

    String describe() {
        return read().system().toString();
    }

    /** The particles of a {@code bbgky} command. */
    static final class Particles implements Keys {
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
    }

    /** How forces are summed: not for particles with velocities. */
    static final class Force implements Keys {
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

    /** The hierarchy of marginals of a {@code bbgky} command. */
    static final class Marginals implements Keys {
        @Option(
                names = {"-n", "--order"},
                paramLabel = "N",
                description = "level of truncation instead of the study's (built in: 2)")
        private Integer order;

        @Option(
                names = "--closure",
                paramLabel = "CLOSURE",
                description = "${COMPLETION-CANDIDATES}, instead of the study's (built in: cumulant)")
        private MarginalClosure closure;

        @Option(
                names = "--modes",
                paramLabel = "M",
                description = "largest Fourier mode instead of the study's (built in: 12 in d = 1, else 4)")
        private Integer modes;

        @Override
        public void put(Map<String, Object> changes) {
            changes.put("hierarchy.order", order);
            changes.put(
                    "hierarchy.closure", closure == null ? null : closure.name().toLowerCase(Locale.ROOT));
            changes.put("hierarchy.modes", modes);
        }
    }

    /** A finite number of particles where the default is infinitely many. */
    static final class Finite {
        @Option(
                names = {"-N", "--particles"},
                paramLabel = "N",
                description = "finite number of particles (default: that of the study file, else infinitely many)")
        private Long particles;

        OptionalLong of(TorusOptions system) {
            if (particles != null) {
                return OptionalLong.of(particles);
            }
            return system.fromFile() ? OptionalLong.of(system.study().system().particles()) : OptionalLong.empty();
        }
    }
}
