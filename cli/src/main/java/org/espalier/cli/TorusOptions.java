package org.espalier.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.run.Times;
import org.espalier.study.torus.TorusStudy;
import org.espalier.study.torus.TorusText;
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
}
