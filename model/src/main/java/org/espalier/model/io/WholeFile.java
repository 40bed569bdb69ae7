package org.espalier.model.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes a file beside its place and moves it there when it is complete. */
final class WholeFile {
    private WholeFile() {}

    /** What fills the file. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path file) throws IOException;
    }

    /** What fills a stream. */
    @FunctionalInterface
    interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    static void write(Path file, Content content) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a directory; name a file in it");
            }
            if (folder == null || !Files.isDirectory(folder)) {
                throw new IOException("the folder " + folder + " does not exist; create it first");
            }
            Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".part");
            try {
                content.writeTo(draft);
                try {
                    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } catch (AtomicMoveNotSupportedException plain) {
                    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot write " + file + ": "
                            + (failure instanceof java.nio.file.AccessDeniedException
                                    ? "permission denied; choose another folder"
                                    : failure.getMessage()),
                    failure);
        }
    }

    /** Streams, packed if the name ends in .gz. */
    static void stream(Path file, Stream content) {
        boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        write(file, draft -> {
            OutputStream raw = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16);
            try (OutputStream out = packed ? new GZIPOutputStream(raw, 1 << 16) : raw) {
                content.writeTo(out);
            }
        });
    }
}
