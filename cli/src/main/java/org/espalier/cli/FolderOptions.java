package org.espalier.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.espalier.study.report.ReportFolder;
import picocli.CommandLine.Option;

/** Where a report is written. */
final class FolderOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "folder of the report; it must not exist yet, be empty, or hold a report that --force replaces"
                            + " (default: espalier-out, or the first of espalier-out-2, -3, ... that is free)")
    private Path folder;

    /** Reserves the folder before the work, or refuses. */
    ReportFolder reserve(boolean force, PrintWriter err) {
        return folder == null
                ? ReportFolder.free(Path.of(""), "espalier-out", line -> told(err, line))
                : ReportFolder.create(folder, force, line -> told(err, line));
    }

    /** Where the page is, as the user named the folder. */
    Path page(ReportFolder report) {
        Path shown = folder != null ? folder : report.target().getFileName();
        return shown.resolve("report.html");
    }

    static void told(PrintWriter err, String line) {
        err.println("espalier: " + line);
    }
}
