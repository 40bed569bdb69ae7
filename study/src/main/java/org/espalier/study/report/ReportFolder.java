package org.espalier.study.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.espalier.report.NumpyColumns;
import org.espalier.report.Table;
import org.espalier.run.publish.WholeFolder;
import org.espalier.study.ExperimentResult;

/**
 * A folder that a report is about to be written to. Nothing stands under its name before everything is there, and only files
 * of an earlier report are replaced ({@link WholeFolder}). Creating it tells at once, before a long run, whether it can be
 * written.
 */
public final class ReportFolder implements AutoCloseable {
    private final WholeFolder folder;

    private ReportFolder(WholeFolder folder) {
        this.folder = folder;
    }

    /**
     * {@return a folder, to be closed}
     *
     * @param folder it must not exist, or be empty, unless an earlier report may be replaced
     * @throws IllegalArgumentException if it exists and must not be replaced, or cannot be written
     */
    public static ReportFolder create(Path folder, boolean replace) {
        return create(folder, replace, text -> {});
    }

    /** {@return a folder, to be closed, as the other method; the listener is told what was found there of runs that were killed} */
    public static ReportFolder create(Path folder, boolean replace, Consumer<String> told) {
        return new ReportFolder(WholeFolder.reserve(folder, replace, told));
    }

    /** {@return the first of name, name-2, name-3, … that is free in a folder, to be closed} */
    public static ReportFolder free(Path folder, String name, Consumer<String> told) {
        return new ReportFolder(WholeFolder.reserveFree(folder, name, told));
    }

    /** {@return where the report will be} */
    public Path target() {
        return folder.target();
    }

    /**
     * Writes report, tables and study, and gives the folder its name.
     *
     * @throws UncheckedIOException if that fails; the message tells where the report was kept
     */
    public void write(ExperimentResult result) {
        Findings findings = Findings.of(result);
        String study = "# Repeats this run bit for bit: " + findings.command() + " study.yaml\n"
                + result.study().toYaml();
        String page = findings.page();
        List<Table> tables = findings.tables();
        folder.publish(files -> {
            files.add("study.yaml", out -> text(out, study));
            files.add("report.html", out -> text(out, page));
            for (Table table : tables) {
                files.add(table.name() + ".csv", table::csv);
            }
            files.add("results.npz", NumpyColumns.of(tables)::write);
            files.add("README.txt", out -> out.write(readme(findings.readme())));
        });
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] readme(String name) throws IOException {
        try (var stream = ReportFolder.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }

    /** Removes what was begun, if it was not finished. */
    @Override
    public void close() {
        folder.close();
    }
}
