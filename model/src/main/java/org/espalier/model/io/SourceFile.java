package org.espalier.model.io;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens a file, plain or gzip, and refuses what cannot hold a network. */
final class SourceFile {
    /** Deflate reaches 1 : 1032 on zeros; edge lists stay below 1 : 60. */
    private static final long MAX_RATIO = 200;

    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final int BUFFER = 1 << 16;

    private SourceFile() {}

    /** Checks that there is a file with something in it. */
    static long check(Path file) {
        if (!Files.exists(file)) {
            throw new NetworkFormatException(file, 0, "no such file", "check the path");
        }
        if (Files.isDirectory(file)) {
            throw new NetworkFormatException(file, 0, "is a directory", "name a file in it");
        }
        if (!Files.isReadable(file)) {
            throw new NetworkFormatException(file, 0, "may not be read", "change its permissions");
        }
        try {
            long length = Files.size(file);
            if (length == 0 && Files.isRegularFile(file)) {
                throw new NetworkFormatException(file, 0, "is empty", "it must hold at least one edge");
            }
            return length;
        } catch (IOException failure) {
            throw failed(file, failure);
        }
    }

    static NetworkFormatException failed(Path file, IOException failure) {
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new NetworkFormatException(
                file,
                0,
                "reading failed (" + NetworkFormatException.shown(reason) + ")",
                "check that the file is complete",
                failure);
    }

    /** The first bytes of a file, fewer if it is shorter. */
    static byte[] start(Path file, int bytes) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(bytes);
        } catch (IOException failure) {
            throw failed(file, failure);
        }
    }

    /** The first bytes of what a file holds, unpacked if it is gzip. */
    static byte[] content(Path file, int bytes) {
        try (InputStream in = open(file)) {
            return in.readNBytes(bytes);
        } catch (IOException failure) {
            throw failed(file, failure);
        }
    }

    static boolean isGzip(Path file) {
        byte[] magic = start(file, 2);
        return magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    }

    /** Opens a checked file, unpacking gzip on the way. */
    static InputStream open(Path file) throws IOException {
        long length = check(file);
        if (!isGzip(file)) {
            return Files.newInputStream(file);
        }
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return bounded(file, new GZIPInputStream(raw, BUFFER), length);
        } catch (IOException failure) {
            raw.close();
            throw failure;
        }
    }

    /** Stops a stream that unpacks a file of a length when it has grown out of proportion. */
    static InputStream bounded(Path file, InputStream in, long length) {
        return new Bounded(file, in, Math.max(ALWAYS_ALLOWED, MAX_RATIO * length));
    }

    /** Stops unpacking what has grown out of proportion. */
    private static final class Bounded extends FilterInputStream {
        private final Path file;
        private final long limit;
        private long read;

        Bounded(Path file, InputStream in, long limit) {
            super(in);
            this.file = file;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int result = super.read();
            count(result < 0 ? 0 : 1);
            return result;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int result = super.read(buffer, offset, length);
            count(Math.max(result, 0));
            return result;
        }

        private void count(long bytes) {
            read += bytes;
            if (read > limit) {
                throw new NetworkFormatException(
                        file,
                        0,
                        "unpacks to more than " + limit + " bytes, over " + MAX_RATIO + " times its size",
                        "if it is to be trusted, unpack it with gunzip first");
            }
        }
    }
}
