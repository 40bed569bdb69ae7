package org.espalier.cli;

import java.nio.file.Path;
import org.espalier.study.Study;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The study that a command works on: a file or the built-in one, with what the command line changes. */
final class StudySource {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STUDY",
            description = "study file (YAML); without it the built-in study")
    private Path file;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "take the network from this file instead of the study's")
    private Path network;

    @Mixin
    private SetOptions settings;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private Options.Seed seed;

    Study study() {
        return changed(file == null ? Study.builtIn() : Study.load(file));
    }

    /** Another study file, changed in the same way. */
    Study other(Path second) {
        return changed(Study.load(second));
    }

    private Study changed(Study given) {
        Study found = network == null ? given : given.withNetwork(network);
        Study read = reading.isEmpty() ? found : found.withReading(reading::changed);
        Study study = settings.on(read);
        return seed.seed().map(study::withSeed).orElse(study);
    }

    /** Whether anything was said about a study. */
    boolean isGiven() {
        return file != null || network != null || seed.seed().isPresent() || !reading.isEmpty() || !settings.isEmpty();
    }

    /** What to call the study in file names. */
    String name() {
        if (file == null) {
            return "built-in";
        }
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
