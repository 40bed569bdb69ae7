package org.espalier.study.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.study.StudyResult;
import org.espalier.study.torus.TorusResult;

/**
 * A folder that a report is about to be written to. Nothing stands under its name before everything is there: files are
 * written to a hidden folder beside it, which is renamed at the end. Creating it tells at once, before a long run, whether
 * it can be written.
 */
public final class ReportFolder implements AutoCloseable {
    private final Path target;
    private final Path draft;
    private final boolean replace;
    private boolean done;

    private ReportFolder(Path target, Path draft, boolean replace) {
        this.target = target;
        this.draft = draft;
        this.replace = replace;
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
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(target)) {
                throw new IllegalArgumentException(folder + ": is a file; choose another name for the report's folder");
            }
            if (!isEmpty(target)) {
                boolean report = Files.isRegularFile(target.resolve("report.html"))
                        && Files.isRegularFile(target.resolve("study.yaml"));
                if (!report) {
                    throw new IllegalArgumentException(
                            folder + ": is not empty and holds no report; choose another folder");
                }
                if (!replace) {
                    throw new IllegalArgumentException(
                            folder + ": holds a report already; choose another folder, or replace it with --force");
                }
            }
        }
        Path parent = target.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(folder + ": cannot hold a report; choose another folder");
        }
        try {
            Path draft = Files.createTempDirectory(parent, "." + target.getFileName() + "-");
            return new ReportFolder(target, draft, replace);
        } catch (IOException e) {
            String why = Files.isDirectory(parent)
                    ? "cannot be created, the folder " + parent + " is not writable"
                    : "cannot be created, there is no folder " + parent;
            throw new IllegalArgumentException(folder + ": " + why + "; choose another place with --out", e);
        }
    }

    /**
     * {@return the first of name, name-2, name-3, … that does not exist, a path that is free}
     *
     * @param folder where to look
     * @param name wanted name
     */
    public static Path free(Path folder, String name) {
        Path candidate = folder.resolve(name);
        for (int k = 2; Files.exists(candidate, LinkOption.NOFOLLOW_LINKS); k++) {
            candidate = folder.resolve(name + "-" + k);
        }
        return candidate;
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + ": cannot be read; choose another folder", e);
        }
    }

    /**
     * Writes report, tables and study, and gives the folder its name.
     *
     * @param result what was found
     */
    public void write(StudyResult result) {
        write(
                "espalier run",
                result.study().toYaml(),
                Page.of(result),
                "README.txt",
                tables -> CsvFiles.write(result, tables));
    }

    /**
     * Writes report, tables and study of a run on the torus, and gives the folder its name.
     *
     * @param result what was found
     */
    public void write(TorusResult result) {
        write(
                "espalier bbgky run",
                result.study().toYaml(),
                TorusPage.of(result),
                "README-torus.txt",
                tables -> TorusCsv.write(result, tables));
    }

    private interface Tables {
        void write(TableFolder folder) throws IOException;
    }

    private void write(String command, String study, String page, String readme, Tables tables) {
        try {
            text("study.yaml", "# Repeats this run bit for bit: " + command + " study.yaml\n" + study);
            text("report.html", page);
            TableFolder folder = new TableFolder(draft);
            tables.write(folder);
            folder.writeArrays();
            text("README.txt", readme(readme));
            publish();
            done = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(String name, String content) throws IOException {
        Files.writeString(draft.resolve(name), content, StandardCharsets.UTF_8);
    }

    private static String readme(String name) throws IOException {
        try (var stream = ReportFolder.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void publish() throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            if (!replace && !isEmpty(target)) {
                throw new IllegalArgumentException(
                        target + ": came into being during the run; the report is in " + draft);
            }
            delete(target);
        }
        // a temporary folder is private; a report is an ordinary folder
        PosixFileAttributeView permissions = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (permissions != null) {
            permissions.setPermissions(PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Removes what was begun, if it was not finished. */
    @Override
    public void close() {
        if (!done && Files.exists(draft)) {
            try {
                delete(draft);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
