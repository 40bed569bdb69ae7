package org.espalier.run.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of files that belong together, reserved before the work and published after it. Its list {@link #LIST} names every
 * file with its SHA-256; what else stands in the folder is never touched.
 *
 * {@snippet :
 * try (WholeFolder folder = WholeFolder.reserve(Path.of("out"), force, told)) {
 *     Result result = hoursOfWork();
 *     folder.publish(files -> files.add("rate.csv", out -> result.writeTo(out)));
 * }
 * }
 */
public final class WholeFolder implements AutoCloseable {
    /** The list of the files that were published, in the format of {@code sha256sum}. */
    public static final String LIST = "SHA256SUMS";

    private static final String LOCK = ".espalier.lock";
    private static final String DRAFT = ".espalier.draft";
    private static final String SCRATCH = ".espalier.scratch";

    private final Path target;
    private final Path draft;
    private final boolean inside;
    private final boolean replace;
    private final TargetLock lock;
    private boolean done;

    private WholeFolder(Path target, Path draft, boolean inside, boolean replace, TargetLock lock) {
        this.target = target;
        this.draft = draft;
        this.inside = inside;
        this.replace = replace;
        this.lock = lock;
    }

    /** What a folder holds. It may be asked for a second time, if the first time failed. */
    @FunctionalInterface
    public interface Contents {
        /** Adds the files. */
        void writeTo(Sink files) throws IOException;

        /** Takes files. */
        @FunctionalInterface
        interface Sink {
            /** Adds a file, by its name without a folder. */
            void add(String name, WholeFile.Content content) throws IOException;
        }
    }

    /**
     * {@return a folder, reserved, to be closed} What a run that was killed had begun there is removed, what it had finished is
     * kept or brought to its end.
     *
     * @param folder it must not exist or be empty, or hold an earlier report whose files may be replaced
     * @param told receives what was found of earlier runs
     * @throws IllegalArgumentException if it cannot be written, must not be replaced, or another run writes to it
     */
    public static WholeFolder reserve(Path folder, boolean replace, Consumer<String> told) {
        return reserved(folder, replace, told)
                .orElseThrow(() -> new IllegalArgumentException(
                        folder + ": another run is writing to it; choose another folder, or wait until it has ended"));
    }

    /** {@return the first of name, name-2, name-3, … that does not exist and that no other run writes to, to be closed} */
    public static WholeFolder reserveFree(Path folder, String name, Consumer<String> told) {
        Path candidate = folder.resolve(name);
        for (int k = 2; ; k++) {
            if (Place.of(candidate) == Place.NOTHING) {
                Optional<WholeFolder> reserved = reserved(candidate, false, told);
                if (reserved.isPresent()) {
                    return reserved.get();
                }
            }
            candidate = folder.resolve(name + "-" + k);
        }
    }

    private static Optional<WholeFolder> reserved(Path folder, boolean replace, Consumer<String> told) {
        Path target = folder.toAbsolutePath().normalize();
        boolean inside = isThere(folder, target);
        Path draft = inside ? target.resolve(DRAFT) : Place.beside(target, ".draft");
        try {
            Optional<TargetLock> lock =
                    TargetLock.acquire(inside ? target.resolve(LOCK) : Place.beside(target, ".lock"));
            if (lock.isEmpty()) {
                return Optional.empty();
            }
            WholeFolder reserved = new WholeFolder(target, draft, inside, replace, lock.get());
            boolean ready = false;
            try {
                recover(target, draft, inside, told);
                removeScratch(target, inside);
                if (inside) {
                    check(folder, target, replace);
                }
                Files.createDirectory(draft);
                ready = true;
            } finally {
                if (!ready) {
                    lock.get().close();
                }
            }
            return Optional.of(reserved);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    folder + ": cannot be written to (" + Place.reason(e) + "); choose another place with --out", e);
        }
    }

    /** Whether the folder exists; refuses what stands in its place. */
    private static boolean isThere(Path folder, Path target) {
        Path parent = target.getParent();
        String refusal =
                switch (Place.of(target)) {
                    case FOLDER -> "";
                    case LINK -> ": is a symbolic link, which is not replaced; name the folder that it points to";
                    case FILE, OTHER -> ": is a file; choose another name for the report's folder";
                    case NOTHING ->
                        parent == null || !Files.isDirectory(parent)
                                ? ": cannot be created, there is no folder " + parent
                                        + "; choose another place with --out"
                                : Files.isWritable(parent)
                                        ? ""
                                        : ": cannot be created, the folder " + parent
                                                + " is not writable; choose another place with --out";
                };
        if (!refusal.isEmpty()) {
            throw new IllegalArgumentException(folder + refusal);
        }
        return Place.of(target) == Place.FOLDER;
    }

    private static void recover(Path target, Path draft, boolean inside, Consumer<String> told) throws IOException {
        switch (Place.of(draft)) {
            case NOTHING -> {
                return;
            }
            case FOLDER -> {}
            default -> throw new IOException(draft + " is in the way");
        }
        if (FolderList.read(draft).isEmpty()) {
            FolderList.delete(draft);
            told.accept(target + ": removed what a run that was killed had begun to write there");
        } else if (inside) {
            FolderList.requireRoom(draft, target);
            FolderList.moveInto(draft, target);
            told.accept(target + ": a run was killed while it replaced this report; now it is whole");
        } else {
            Path other = Place.free(target);
            Place.move(draft, other);
            told.accept(target + ": a run was killed when it had finished; its report is in " + other);
        }
    }

    /** Refuses a folder that holds something that is not from an earlier report, or must not be replaced. */
    private static void check(Path folder, Path target, boolean replace) throws IOException {
        Optional<Set<String>> earlier = FolderList.read(target);
        if (earlier.isEmpty()) {
            try (Stream<Path> entries = Files.list(target)) {
                if (entries.anyMatch(
                        entry -> !entry.endsWith(LOCK) && !entry.endsWith(DRAFT) && !entry.endsWith(SCRATCH))) {
                    throw new IllegalArgumentException(folder + ": is not empty and holds no report (no " + LIST
                            + " lists its files); choose another folder");
                }
            }
        } else if (!replace) {
            throw new IllegalArgumentException(
                    folder + ": holds a report already; choose another folder, or replace it with --force");
        } else {
            for (String name : earlier.get()) {
                Place found = Place.of(target.resolve(name));
                if (found != Place.FILE && found != Place.NOTHING) {
                    throw new IllegalArgumentException(target.resolve(name)
                            + ": is no regular file, which alone is replaced; move it away or choose another folder");
                }
            }
        }
    }

    /** {@return the folder} */
    public Path target() {
        return target;
    }

    /**
     * {@return a folder on the same disk for what is not published, such as streams that are put together at the end} It is removed with all files
     * in it when this is closed, or, where a run was killed, by the next one that writes here.
     */
    public Path scratch() {
        Path scratch = scratch(target, inside);
        try {
            return Files.createDirectories(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + scratch, e);
        }
    }

    private static Path scratch(Path target, boolean inside) {
        return inside ? target.resolve(SCRATCH) : Place.beside(target, ".scratch");
    }

    private static void removeScratch(Path target, boolean inside) throws IOException {
        Path scratch = scratch(target, inside);
        if (Place.of(scratch) == Place.FOLDER) {
            FolderList.delete(scratch);
        }
    }

    /**
     * Writes the files and gives the folder its name.
     *
     * @throws UncheckedIOException if that fails; the message tells where the finished files were kept
     */
    public void publish(Contents contents) {
        try {
            FolderList.fill(draft, contents);
        } catch (IOException failure) {
            throw elsewhere(contents, failure);
        }
        try {
            if (inside) {
                check(target, target, replace);
                FolderList.requireRoom(draft, target);
            } else {
                Place.move(draft, target);
                Place.force(target.getParent());
            }
        } catch (IOException | IllegalArgumentException failure) {
            throw aside(contents, failure);
        }
        done = true;
        if (inside) {
            try {
                FolderList.moveInto(draft, target);
            } catch (IOException failure) {
                throw elsewhere(contents, failure); // the next run that writes here ends what was begun
            }
        }
    }

    /** The name is taken: the finished folder gets another one. */
    private UncheckedIOException aside(Contents contents, Exception failure) {
        try {
            Path other = Place.free(target);
            Place.move(draft, other);
            done = true;
            return kept("the place is taken (" + Place.reason(failure) + "); the report is in " + other, failure);
        } catch (IOException no) {
            return elsewhere(contents, failure);
        }
    }

    /** There is no room, or the place is gone: the files are written once more, where files that are of no place go. */
    private UncheckedIOException elsewhere(Contents contents, Exception failure) {
        try {
            Path refuge = Files.createTempDirectory(target.getFileName() + "-");
            try {
                FolderList.fill(refuge, contents);
            } catch (IOException no) {
                FolderList.delete(refuge);
                throw no;
            }
            return kept(Place.reason(failure) + "; the report is in " + refuge, failure);
        } catch (IOException also) {
            return kept(
                    Place.reason(failure) + "; nor could it be kept in " + System.getProperty("java.io.tmpdir") + " ("
                            + Place.reason(also) + ")",
                    failure);
        }
    }

    private UncheckedIOException kept(String where, Exception failure) {
        IOException cause = new IOException(where, failure);
        return new UncheckedIOException("cannot write " + target + ": " + where, cause);
    }

    /** Removes what was begun, if it was not finished, and lets others write here. */
    @Override
    public void close() {
        try {
            if (!done && Place.of(draft) == Place.FOLDER) {
                FolderList.delete(draft);
            }
            removeScratch(target, inside);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + draft, e);
        } finally {
            lock.close();
        }
    }
}
