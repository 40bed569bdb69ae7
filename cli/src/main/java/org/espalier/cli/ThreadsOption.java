package org.espalier.cli;

import org.espalier.study.RunOptions;
import picocli.CommandLine.Option;

/** On how many threads a command works. */
final class ThreadsOption {
    @Option(names = "--threads", paramLabel = "N", description = "number of threads; changes no number")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** Made by the command line. */
    ThreadsOption() {}

    /** The options of a run on so many threads. */
    RunOptions options() {
        return RunOptions.threads(threads);
    }
}
