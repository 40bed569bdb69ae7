package org.espalier.run.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a file that is there as a whole or not at all: to a draft beside it, forced to disk, then renamed.
 *
 * {@snippet :
 * WholeFile.check(file, force);                       // before the work
 * WholeFile.write(file, force, out -> out.write(bytes));
 * }
 */
public final class WholeFile {
    private WholeFile() {}

    /** What fills a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes it to a buffered stream, which the caller closes. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Refuses a place that cannot be written to, before any work is done.
     *
     * @param replace whether a file that exists may be replaced
     * @throws IllegalArgumentException if it exists and must not be replaced, or is no regular file
     * @throws UncheckedIOException if there is no folder for it, or none that can be written to
     */
    public static void check(Path file, boolean replace) {
        Path folder = file.toAbsolutePath().getParent();
        String refusal =
                switch (Place.of(file)) {
                    case NOTHING -> "";
                    case FILE -> replace ? "" : ": exists already; choose another name or give --force";
                    case FOLDER -> throw failed(file, "it is a directory; name a file in it");
                    case LINK ->
                        ": is a symbolic link, which is neither followed nor replaced; name the file it points to";
                    case OTHER -> ": is a device or a pipe, which is not replaced; name a file";
                };
        if (!refusal.isEmpty()) {
            throw new IllegalArgumentException(file + refusal);
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw failed(file, "the folder " + folder + " does not exist; create it first");
        }
        if (!Files.isWritable(folder)) {
            throw failed(file, "permission denied; choose another folder");
        }
    }

    /**
     * Checks a place, and tells whether a run that was killed had begun to write there; what it left is removed.
     *
     * @param replace as {@link #check(Path, boolean)}
     * @param told receives a sentence without full stop
     */
    public static void check(Path file, boolean replace, Consumer<String> told) {
        check(file, replace);
        Path target = file.toAbsolutePath().normalize();
        Path draft = Place.beside(target, ".draft");
        try {
            if (Place.of(draft) != Place.FILE) {
                return;
            }
            Optional<TargetLock> lock = TargetLock.acquire(Place.beside(target, ".lock"));
            if (lock.isPresent()) { // nobody is writing it
                try {
                    Files.deleteIfExists(draft);
                } finally {
                    lock.get().close();
                }
                told.accept(file + ": removed what a run that was killed had begun to write there");
            }
        } catch (IOException failure) {
            throw failed(file, Place.reason(failure));
        }
    }

    private static UncheckedIOException failed(Path file, String why) {
        String message = "cannot write " + file + ": " + why;
        return new UncheckedIOException(message, new IOException(message));
    }

    /**
     * Writes a file. If one came into being meanwhile that must not be replaced, the new one is kept under another name, which
     * the message tells.
     *
     * @param replace whether a file that exists may be replaced
     * @param content what it holds
     * @throws IllegalArgumentException as {@link #check}, or if another run is writing it
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, boolean replace, Content content) {
        check(file, replace);
        Path target = file.toAbsolutePath().normalize();
        Path draft = Place.beside(target, ".draft");
        try {
            TargetLock lock = TargetLock.acquire(Place.beside(target, ".lock"))
                    .orElseThrow(() -> new IllegalArgumentException(
                            file + ": another run is writing it; choose another name, or wait until it has ended"));
            try {
                if (Place.of(draft) == Place.FILE) {
                    Files.delete(draft); // of a run that was killed
                }
                try {
                    Place.write(draft, content);
                    name(draft, target, replace);
                    Place.force(target.getParent());
                } finally {
                    if (Place.of(draft) == Place.FILE) {
                        Files.delete(draft);
                    }
                }
            } finally {
                lock.close();
            }
        } catch (IOException | UncheckedIOException failure) {
            throw failed(file, Place.reason(failure));
        }
    }

    private static void name(Path draft, Path target, boolean replace) throws IOException {
        Place found = Place.of(target);
        if (found == Place.NOTHING && !replace) {
            try {
                Files.createLink(target, draft); // unlike a rename it never replaces anything
                return;
            } catch (UnsupportedOperationException | IOException cannot) {
                found = Place.of(target);
            }
        }
        if (found == Place.NOTHING || found == Place.FILE && replace) {
            Place.move(draft, target);
            return;
        }
        Path other = Place.free(target);
        Place.move(draft, other);
        throw new FileAlreadyExistsException(
                target.toString(), null, "it came into being meanwhile; what was to be written is in " + other);
    }
}
