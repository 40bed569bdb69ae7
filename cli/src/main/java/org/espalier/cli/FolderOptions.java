package org.espalier.cli;

import java.nio.file.Path;
import org.espalier.study.report.ReportFolder;
import picocli.CommandLine.Option;

/** Where a report is written. */
final class FolderOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder of the report; it must not exist yet (default: espalier-out, or the first of"
                    + " espalier-out-2, -3, ... that is free)")
    private Path folder;

    @Option(names = "--force", description = "replace the report in DIR")
    private boolean force;

    /** Made by the command line. */
    FolderOptions() {}

    Path target() {
        return folder != null ? folder : ReportFolder.free(Path.of(""), "espalier-out");
    }

    boolean force() {
        return force;
    }
}
