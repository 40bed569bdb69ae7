package org.espalier.study.torus;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.espalier.bbgky.marginals.MarginalClosure;
import org.espalier.bbgky.marginals.MarginalHierarchy;
import org.espalier.bbgky.particles.TorusEnsemble;
import org.espalier.run.Times;
import org.espalier.study.Experiment;
import org.espalier.study.RunOptions;
import org.espalier.study.StudyListener;
import org.espalier.study.Version;
import org.espalier.study.yaml.YamlDocument;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

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
        String title, TorusSystem system, double until, int intervals, MarginalPlan hierarchy, ParticlePlan simulation)
        implements Experiment {
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

    private static final YamlForm<TorusSystem> SYSTEM =
            YamlForm.of(TorusSystem.class, "kernel noise initial_law particles");

    private static final YamlForm<MarginalPlan> HIERARCHY = YamlForm.of(
            "order closure modes",
            m -> new MarginalPlan(
                    m.count("order", 1),
                    m.choice("closure", MarginalClosure.values()),
                    m.text("modes").equals("default") ? OptionalInt.empty() : OptionalInt.of(m.count("modes", 1))),
            h -> List.of(
                    h.order(), h.closure(), h.modes().isPresent() ? h.modes().getAsInt() : "default"));

    private static final YamlForm<ParticlePlan> SIMULATION = YamlForm.of(
            "replicas time_step seed force",
            m -> new ParticlePlan(
                    m.count("replicas", 1),
                    m.number("time_step"),
                    m.integer("seed"),
                    switch (m.text("force")) {
                        case "automatic" -> OptionalDouble.empty();
                        case "direct" -> OptionalDouble.of(0);
                        default -> OptionalDouble.of(m.number("force"));
                    }),
            s -> List.of(s.replicas(), s.timeStep(), s.seed(), force(s.tolerance())));

    private static Object force(OptionalDouble tolerance) {
        return tolerance.isEmpty() ? "automatic" : tolerance.getAsDouble() == 0 ? "direct" : tolerance.getAsDouble();
    }

    /**
     * Reads a study file.
     *
     * @param file YAML, as {@link #toYaml()} writes it
     * @throws IllegalArgumentException if it is not a study: the message names file, line and key
     */
    public static TorusStudy load(Path file) {
        return read(YamlDocument.load(file, "espalier bbgky run"));
    }

    /**
     * Reads a study.
     *
     * @param text YAML
     * @param source name of its file, for messages
     */
    public static TorusStudy read(String text, String source) {
        return read(YamlDocument.parse(text, source));
    }

    private static TorusStudy read(YamlMap root) {
        root.only("title", "system", "time", "hierarchy", "simulation", "written_by");
        TorusSystem what = SYSTEM.read(root.map("system"));
        YamlMap time = root.map("time").only("until", "intervals");
        MarginalPlan marginals = HIERARCHY.read(root.map("hierarchy"));
        ParticlePlan particles = SIMULATION.read(root.map("simulation"));
        return root.make(() -> new TorusStudy(
                root.text("title"), what, time.number("until"), time.count("intervals", 1), marginals, particles));
    }

    private Map<String, Map<String, Object>> sections() {
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        sections.put("system", SYSTEM.written(system));
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("until", until);
        time.put("intervals", intervals);
        sections.put("time", time);
        sections.put("hierarchy", HIERARCHY.written(hierarchy));
        sections.put("simulation", SIMULATION.written(simulation));
        return sections;
    }

    /**
     * {@return this study with other values of some keys}
     *
     * @param changes values by section and key, such as {@code system.noise}; null leaves what is there
     * @throws IllegalArgumentException if the study would be none; the message names section, key and value
     */
    public TorusStudy with(Map<String, ?> changes) {
        Map<String, Map<String, Object>> sections = sections();
        changes.forEach((key, value) -> {
            if (value != null) {
                String[] parts = key.split("\\.", 2);
                sections.get(parts[0]).put(parts[1], value);
            }
        });
        Map<String, Object> root = new LinkedHashMap<>(sections);
        root.put("title", title);
        return read(YamlDocument.of(root, "study"));
    }

    @Override
    public String toYaml() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("title", title);
        root.putAll(sections());
        root.put("written_by", "espalier " + Version.current());
        return YamlForm.document(root, false);
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
     * {@return the simulation}
     *
     * @param options threads and checkpoint
     */
    public TorusEnsemble ensemble(RunOptions options) {
        TorusEnsemble ensemble = TorusEnsemble.of(system.kernel(), system.noise(), system.law(), system.particles())
                .replicas(simulation.replicas())
                .seed(simulation.seed())
                .timeStep(simulation.timeStep())
                .threads(options.threads())
                .force(simulation.force());
        return options.kept(ensemble, TorusEnsemble::checkpoint, TorusEnsemble::resume);
    }

    @Override
    public TorusResult run(StudyListener listener, RunOptions options) {
        return new TorusRun(this, listener, options).run();
    }
}
