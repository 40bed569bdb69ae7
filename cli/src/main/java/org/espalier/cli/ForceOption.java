package org.espalier.cli;

import picocli.CommandLine.Option;

/** Whether what stands where a command writes may be replaced. */
final class ForceOption {
    @Option(names = "--force", description = "replace files that exist, and a report in its folder")
    private boolean force;

    /** Made by the command line. */
    ForceOption() {}

    boolean given() {
        return force;
    }
}
