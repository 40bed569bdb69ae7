package org.espalier.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.particles.Ensemble;
import org.espalier.study.RunOptions;
import picocli.CommandLine.Option;

/** Where the finished replicas of a simulation are kept while a study runs. */
final class CheckpointOptions {
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "keep the simulation's finished replicas in FILE, every 5 seconds and at Ctrl-C; without --resume it"
                            + " must not exist")
    private Path checkpoint;

    @Option(
            names = "--resume",
            description =
                    "go on from the checkpoint if it exists; the result has the same bits. What comes before the simulation"
                            + " is computed again")
    private boolean resume;

    /** Made by the command line. */
    CheckpointOptions() {}

    boolean isGiven() {
        return checkpoint != null || resume;
    }

    RunOptions on(RunOptions options) {
        if (checkpoint == null) {
            if (resume) {
                throw new IllegalArgumentException("--resume: name the file to go on from with --checkpoint FILE");
            }
            return options;
        }
        if (Files.isDirectory(checkpoint)) {
            throw new IllegalArgumentException("--checkpoint " + checkpoint + ": is a folder; name a file");
        }
        for (Path file : List.of(checkpoint, Ensemble.biasCheckpoint(checkpoint))) {
            if (!resume && Files.exists(file)) {
                throw new IllegalArgumentException(
                        "--checkpoint " + file + ": exists; go on from it with --resume, or delete it");
            }
        }
        return options.checkpoint(checkpoint, resume);
    }
}
