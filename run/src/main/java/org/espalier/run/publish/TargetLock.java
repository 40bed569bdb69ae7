package org.espalier.run.publish;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whoever holds the lock of a name may write its draft. The system lets go of it when a process ends in whatever way, so that a
 * draft without a holder is one that nobody will finish.
 */
final class TargetLock implements AutoCloseable {
    private static final int ATTEMPTS = 100;

    /** Those of this process: to open and close a locked file once more would unlock it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private TargetLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The lock, empty if another run holds it. */
    static Optional<TargetLock> acquire(Path file) throws IOException {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        boolean held = false;
        try {
            Optional<TargetLock> lock = open(file);
            held = lock.isPresent();
            return lock;
        } finally {
            if (!held) {
                HELD.remove(file);
            }
        }
    }

    private static Optional<TargetLock> open(Path file) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Object before = key(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            try {
                if (channel.tryLock() == null) {
                    channel.close();
                    return Optional.empty();
                }
            } catch (OverlappingFileLockException ours) {
                channel.close();
                return Optional.empty();
            }
            // the last holder may have taken the file away between opening and locking
            if (before != null && Objects.equals(before, key(file))) {
                return Optional.of(new TargetLock(file, channel));
            }
            channel.close();
        }
        return Optional.empty();
    }

    private static Object key(Path file) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.fileKey() == null ? file : found.fileKey();
        } catch (IOException none) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException kept) {
            // an empty file stays behind; the lock ends with the process
        } finally {
            HELD.remove(file);
        }
    }
}
