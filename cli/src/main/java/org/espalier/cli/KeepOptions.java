package org.espalier.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.espalier.bbgky.particles.KeptReplicas;
import org.espalier.study.torus.TorusStudy;
import picocli.CommandLine.Option;

/** How a simulation on the torus is run: threads, progress, and the file that keeps what is finished. */
final class KeepOptions {
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "keep what is finished of the simulation in FILE, every 5 seconds and at Ctrl-C; without --resume it"
                            + " must not exist")
    private Path checkpoint;

    @Option(names = "--resume", description = "go on from the checkpoint if it exists; the result has the same bits")
    private boolean resume;

    @Option(names = "--threads", paramLabel = "N", description = "number of threads; changes no number")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    /** Made by the command line. */
    KeepOptions() {}

    Optional<TorusStudy.Kept> kept() {
        if (resume && checkpoint == null) {
            throw new IllegalArgumentException("--resume: name the file to go on from with --checkpoint FILE");
        }
        if (checkpoint != null) {
            // before the stages that come before the simulation
            Path parent = checkpoint.toAbsolutePath().getParent();
            if (Files.isDirectory(checkpoint) || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
                throw new IllegalArgumentException(checkpoint
                        + ": cannot be written as a checkpoint; name a file in a folder that can be written");
            }
            if (!resume && Files.exists(checkpoint)) {
                throw new IllegalArgumentException(
                        "checkpoint " + checkpoint + " exists; resume from it, or delete it to start again");
            }
        }
        return Optional.ofNullable(checkpoint).map(file -> new TorusStudy.Kept(file, resume));
    }

    KeptReplicas replicas(int replicas) {
        return new KeptReplicas(replicas, threads, kept().map(TorusStudy.Kept::file), Duration.ofSeconds(5), resume);
    }

    int threads() {
        return threads;
    }

    boolean quiet() {
        return quiet;
    }

    RunProgress progress(PrintWriter err, Interruption interruption) {
        return new RunProgress(err, quiet, interruption::requested);
    }
}
