package org.espalier.run.publish;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** What stands under a name, without following links, and the steps that do not lose it. */
enum Place {
    NOTHING,
    FILE,
    FOLDER,
    LINK,
    OTHER;

    static Place of(Path path) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() ? FILE : found.isDirectory() ? FOLDER : found.isSymbolicLink() ? LINK : OTHER;
        } catch (IOException none) {
            return NOTHING;
        }
    }

    /** A hidden name beside a name. */
    static Path beside(Path target, String suffix) {
        return target.resolveSibling("." + target.getFileName() + suffix);
    }

    /** The first of name-2, name-3, … that is free; what follows the last point stays at the end. */
    static Path free(Path target) {
        String name = target.getFileName().toString();
        int point = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        Path candidate = target;
        for (int k = 2; candidate.equals(target) || of(candidate) != NOTHING; k++) {
            candidate = target.resolveSibling(name.substring(0, point) + "-" + k + name.substring(point));
        }
        return candidate;
    }

    /** Writes a file that must not exist, and waits until the disk holds it. */
    static void write(Path file, WholeFile.Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Waits until the disk holds the names in a folder, where the system can. */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException cannot) {
            return; // some systems do not open folders
        }
    }

    /** Why something failed, in words. */
    static String reason(Exception failure) {
        Throwable cause = failure.getCause() instanceof IOException inner ? inner : failure;
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof java.nio.file.NoSuchFileException gone) {
            return gone.getFile() + " is not there any more";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
