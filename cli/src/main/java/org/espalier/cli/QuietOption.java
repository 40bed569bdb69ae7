package org.espalier.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** Whether progress is told. */
final class QuietOption {
    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    /** Made by the command line. */
    QuietOption() {}

    boolean quiet() {
        return quiet;
    }

    RunProgress progress(PrintWriter err, BooleanSupplier stop) {
        return new RunProgress(err, quiet, stop);
    }
}
