package org.espalier.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The SHA-256 of a file, in hexadecimal. */
final class Checksum {
    private Checksum() {}

    static String of(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (FileSystemException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            // this one does not know its file
            throw new IllegalArgumentException(
                    file
                            + (Files.isDirectory(file)
                                    ? ": is a directory; name a file in it"
                                    : ": cannot be read (" + e.getMessage() + "); check the file"),
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The checksum of a file, which must be the one that a key of the study asks for, if it asks for one. */
    static String require(Path file, Optional<String> wanted, String key) {
        String found = of(file);
        if (wanted.isPresent() && !found.equalsIgnoreCase(wanted.get())) {
            throw new IllegalArgumentException(file + ": its SHA-256 is " + found + ", the study wants " + wanted.get()
                    + "; restore the file, or remove the key " + key);
        }
        return found;
    }
}
