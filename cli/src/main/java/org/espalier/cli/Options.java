package org.espalier.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.espalier.study.RunOptions;
import picocli.CommandLine.Option;

/** Options that mean the same for every command that has them. */
final class Options {
    private Options() {}

    /** On how many threads a command works. */
    static final class Threads {
        @Option(names = "--threads", paramLabel = "N", description = "number of threads; changes no number")
        private int threads = Runtime.getRuntime().availableProcessors();

        /** The options of a run on so many threads. */
        RunOptions run() {
            return RunOptions.threads(threads);
        }
    }

    /** Whether progress is told. */
    static final class Quiet {
        @Option(names = "--quiet", description = "no progress on standard error")
        private boolean quiet;

        boolean given() {
            return quiet;
        }

        RunProgress progress(PrintWriter err, BooleanSupplier stop) {
            return new RunProgress(err, quiet, stop);
        }
    }

    /** What fixes the random numbers of a command. */
    static final class Seed {
        @Option(
                names = "--seed",
                paramLabel = "SEED",
                description = "fixes all random numbers (default: the seed of the study, 1 without one)")
        private Long seed;

        Optional<Long> seed() {
            return Optional.ofNullable(seed);
        }
    }

    /** Whether what stands where a command writes may be replaced. */
    static final class Force {
        @Option(names = "--force", description = "replace files that exist, and a report in its folder")
        private boolean force;

        boolean given() {
            return force;
        }
    }
}
