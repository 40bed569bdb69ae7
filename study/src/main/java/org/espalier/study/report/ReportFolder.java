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
import org.espalier.study.StudyResult;
import org.espalier.study.torus.TorusResult;

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
     * Prepares a folder.
     *
     * @param folder the folder; it must not exist, or be empty, unless replace is given
     * @param replace whether an earlier report may be replaced
     * @return the folder, to be closed
     * @throws IllegalArgumentException if it exists and must not be replaced, or cannot be written
     */
    public static ReportFolder create(Path folder, boolean replace) {
        return create(folder, replace, text -> {});
    }

    /**
     * Prepares a folder.
     *
     * @param folder the folder; it must not exist, or be empty, unless replace is given
     * @param replace whether an earlier report may be replaced
     * @param told receives what was found there of runs that were killed
     * @return the folder, to be closed
     * @throws IllegalArgumentException if it exists and must not be replaced, or cannot be written
     */
    public static ReportFolder create(Path folder, boolean replace, Consumer<String> told) {
        return new ReportFolder(WholeFolder.reserve(folder, replace, told));
    }

    /**
     * Prepares the first of name, name-2, name-3, … that is free.
     *
     * @param folder where to look
     * @param name wanted name
     * @param told receives what was found there of runs that were killed
     * @return the folder, to be closed
     */
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
     * @param result what was found
     * @throws UncheckedIOException if that fails; the message tells where the report was kept
     */
    public void write(StudyResult result) {
        write("espalier run", result.study().toYaml(), Page.of(result), "README.txt", new StudyTables(result).all());
    }

    /**
     * Writes report, tables and study of a run on the torus, and gives the folder its name.
     *
     * @param result what was found
     * @throws UncheckedIOException if that fails; the message tells where the report was kept
     */
    public void write(TorusResult result) {
        write(
                "espalier bbgky run",
                result.study().toYaml(),
                TorusPage.of(result),
                "README-torus.txt",
                new TorusTables(result).all());
    }

    private void write(String command, String study, String page, String readme, List<Table> tables) {
        folder.publish(files -> {
            files.add(
                    "study.yaml",
                    out -> text(out, "# Repeats this run bit for bit: " + command + " study.yaml\n" + study));
            files.add("report.html", out -> text(out, page));
            for (Table table : tables) {
                files.add(table.name() + ".csv", table::csv);
            }
            files.add("results.npz", NumpyColumns.of(tables)::write);
            files.add("README.txt", out -> out.write(readme(readme)));
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
