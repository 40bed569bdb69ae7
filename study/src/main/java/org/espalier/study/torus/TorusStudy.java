package org.espalier.study.torus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.espalier.bbgky.marginals.MarginalClosure;
import org.espalier.bbgky.marginals.MarginalHierarchy;
import org.espalier.bbgky.particles.TorusEnsemble;
import org.espalier.run.Times;
import org.espalier.study.StudyListener;
import org.espalier.study.Version;
import org.espalier.study.yaml.YamlMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Everything that determines a run on the torus. Immutable.
 *
 * @param title what the report is called
 * @param system kernel, noise, initial law, number of particles
 * @param until last time T
 * @param intervals output times are 0, T/intervals, …, T
 * @param hierarchy order, closure, modes
 * @param simulation replicas, time step, seed, force
 */
public record TorusStudy(
        String title,
        TorusSystem system,
        double until,
        int intervals,
        MarginalPlan hierarchy,
        ParticlePlan simulation) {
    private static final long LARGEST_FILE = 1 << 20;

    /** Checks the components. */
    public TorusStudy {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(hierarchy, "hierarchy");
        Objects.requireNonNull(simulation, "simulation");
        if (!(until > 0) || Double.isInfinite(until)) {
            throw new IllegalArgumentException("until = " + until + " must be finite and > 0");
        }
        if (intervals < 1 || intervals > 1000) {
            throw new IllegalArgumentException("intervals = " + intervals + " must lie between 1 and 1000");
        }
    }

    /** {@return the study that runs when none is named: a noisy Kuramoto model of 20 particles} */
    public static TorusStudy builtIn() {
        return new TorusStudy(
                "Particles on the torus",
                new TorusSystem("sine:coupling=1", 0.5, "von-mises:concentration=1", 20),
                0.5,
                5,
                new MarginalPlan(2, MarginalClosure.CUMULANT, OptionalInt.empty()),
                new ParticlePlan(400, 0.02, 1, OptionalDouble.empty()));
    }

    /**
     * Reads a study file.
     *
     * @param file YAML, as {@link #toYaml()} writes it
     * @throws IllegalArgumentException if it is not a study: the message names file, line and key
     */
    public static TorusStudy load(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + ": is a folder; give a study file (YAML)");
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException(file + ": is larger than 1 MB and no study file");
            }
            return read(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": is not UTF-8 text and no study file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a study.
     *
     * @param text YAML
     * @param source name of its file, for messages
     */
    public static TorusStudy read(String text, String source) {
        YamlMap root =
                YamlMap.parse(text, source).only("title", "system", "time", "hierarchy", "simulation", "written_by");
        YamlMap system = root.map("system").only("kernel", "noise", "initial_law", "particles");
        YamlMap time = root.map("time").only("until", "intervals");
        YamlMap hierarchy = root.map("hierarchy").only("order", "closure", "modes");
        YamlMap simulation = root.map("simulation").only("replicas", "time_step", "seed", "force");
        TorusSystem what = system.make(() -> new TorusSystem(
                system.text("kernel"),
                system.number("noise"),
                system.text("initial_law"),
                system.count("particles", 1)));
        MarginalPlan marginals = hierarchy.make(() -> new MarginalPlan(
                hierarchy.count("order", 1),
                MarginalClosure.valueOf(hierarchy
                        .word("closure", "vanishing", "chaos", "cumulant", "kirkwood")
                        .toUpperCase(Locale.ROOT)),
                hierarchy.text("modes").equals("default")
                        ? OptionalInt.empty()
                        : OptionalInt.of(hierarchy.count("modes", 1))));
        ParticlePlan particles = simulation.make(() -> new ParticlePlan(
                simulation.count("replicas", 1),
                simulation.number("time_step"),
                simulation.integer("seed"),
                switch (simulation.text("force")) {
                    case "automatic" -> OptionalDouble.empty();
                    case "direct" -> OptionalDouble.of(0);
                    default -> OptionalDouble.of(simulation.number("force"));
                }));
        return root.make(() -> new TorusStudy(
                root.text("title"), what, time.number("until"), time.count("intervals", 1), marginals, particles));
    }

    /**
     * Writes the study.
     *
     * @return YAML that {@link #load} reads
     */
    public String toYaml() {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("kernel", system.kernelText());
        what.put("noise", system.noise());
        what.put("initial_law", system.lawText());
        what.put("particles", system.particles());
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("until", until);
        time.put("intervals", intervals);
        Map<String, Object> marginals = new LinkedHashMap<>();
        marginals.put("order", hierarchy.order());
        marginals.put("closure", hierarchy.closure().name().toLowerCase(Locale.ROOT));
        marginals.put(
                "modes",
                hierarchy.modes().isPresent() ? (Object) hierarchy.modes().getAsInt() : "default");
        Map<String, Object> particles = new LinkedHashMap<>();
        particles.put("replicas", simulation.replicas());
        particles.put("time_step", simulation.timeStep());
        particles.put("seed", simulation.seed());
        OptionalDouble force = simulation.tolerance();
        particles.put(
                "force",
                force.isEmpty() ? "automatic" : force.getAsDouble() == 0 ? "direct" : (Object) force.getAsDouble());
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("title", title);
        root.put("system", what);
        root.put("time", time);
        root.put("hierarchy", marginals);
        root.put("simulation", particles);
        root.put("written_by", "espalier " + Version.current());
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(4096)
                .build();
        return new Dump(settings).dumpToString(root);
    }

    /** {@return the output times, 0, T/intervals, …, T} */
    public Times times() {
        return Times.upTo(until, intervals);
    }

    /** {@return the hierarchy, with its terms of order 1/N} */
    public MarginalHierarchy marginals() {
        MarginalHierarchy made = MarginalHierarchy.of(system.kernel(), system.noise())
                .upTo(hierarchy.order())
                .particles(system.particles())
                .closedBy(hierarchy.closure());
        return hierarchy.modes().isPresent() ? made.modes(hierarchy.modes().getAsInt()) : made;
    }

    /**
     * A file that keeps what is finished of a simulation.
     *
     * @param file where
     * @param resuming whether it may exist, to be gone on from
     */
    public record Kept(Path file, boolean resuming) {
        private static final Duration EVERY = Duration.ofSeconds(5);

        /** Checks the components. */
        public Kept {
            Objects.requireNonNull(file, "file");
        }

        TorusEnsemble apply(TorusEnsemble ensemble) {
            return resuming ? ensemble.resume(file, EVERY) : ensemble.checkpoint(file, EVERY);
        }
    }

    /**
     * {@return the simulation}
     *
     * @param threads number of threads; changes no number
     * @param kept where what is finished is kept, if anywhere
     */
    public TorusEnsemble ensemble(int threads, Optional<Kept> kept) {
        TorusEnsemble ensemble = TorusEnsemble.of(system.kernel(), system.noise(), system.law(), system.particles())
                .replicas(simulation.replicas())
                .seed(simulation.seed())
                .timeStep(simulation.timeStep())
                .threads(threads)
                .force(simulation.force());
        return kept.map(k -> k.apply(ensemble)).orElse(ensemble);
    }

    /**
     * Runs everything.
     *
     * @param listener follows the stages, and may stop the run: the result then holds what is finished
     * @param threads number of threads; changes no number
     * @param kept where what is finished of the simulation is kept, if anywhere
     * @return what was found
     */
    public TorusResult run(StudyListener listener, int threads, Optional<Kept> kept) {
        return new TorusRun(this, listener, threads, kept).run();
    }
}
