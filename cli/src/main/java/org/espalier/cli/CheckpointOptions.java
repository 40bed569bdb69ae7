package org.espalier.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.particles.Ensemble;
import org.espalier.study.RunOptions;
import picocli.CommandLine.Option;

/** The file that keeps what is finished of a simulation, so that a run that was stopped goes on where it was. */
final class CheckpointOptions {
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "keep what is finished of the simulation in FILE, and pairs for the bias of the time step in"
                    + " FILE.bias, every 5 seconds and at Ctrl-C; without --resume they must not exist")
    private Path file;

    @Option(
            names = "--resume",
            description = "go on from the checkpoint if it exists; the result has the same bits. What comes before the"
                    + " simulation is computed again")
    private boolean resume;

    boolean isGiven() {
        return file != null || resume;
    }

    /** What cannot be kept is refused before the stages that come before the simulation. */
    RunOptions on(RunOptions options) {
        if (file == null) {
            if (resume) {
                throw new IllegalArgumentException("--resume: name the file to go on from with --checkpoint FILE");
            }
            return options;
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("--checkpoint " + file + ": is a folder; name a file in it");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new IllegalArgumentException("--checkpoint " + file
                    + ": cannot be written; name a file in a folder that exists and can be written");
        }
        for (Path one : List.of(file, Ensemble.biasCheckpoint(file))) {
            if (!resume && Files.exists(one)) {
                throw new IllegalArgumentException(
                        "--checkpoint: " + one + " exists; resume from it with --resume, or delete it to start again");
            }
        }
        return options.checkpoint(file, resume);
    }
}
