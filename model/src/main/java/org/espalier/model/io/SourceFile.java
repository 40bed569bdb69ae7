package org.espalier.model.io;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;

/** Opens a file, plain or gzip, and refuses what cannot hold a network. */
final class SourceFile {
    /** Deflate reaches 1 : 1032 on zeros; edge lists stay below 1 : 60. */
    private static final long MAX_RATIO = 200;

    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final int BUFFER = 1 << 16;

    private SourceFile() {}

    /** Checks that there is a file with something in it; returns its length, −1 for a pipe. */
    static long check(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new NetworkFormatException(file, 0, "is a directory", Remedy.NAME_A_FILE);
            }
            if (!Files.isReadable(file)) {
                throw new NetworkFormatException(file, 0, "may not be read", Remedy.PERMISSIONS);
            }
            if (!attributes.isRegularFile()) {
                return -1;
            }
            if (attributes.size() == 0) {
                throw new NetworkFormatException(file, 0, "is empty", Remedy.NEEDS_AN_EDGE);
            }
            return attributes.size();
        } catch (NoSuchFileException missing) {
            throw new NetworkFormatException(missing, file, 0, "no such file", Remedy.CHECK_PATH);
        } catch (IOException failure) {
            throw failed(file, failure);
        }
    }

    static NetworkFormatException failed(Path file, IOException failure) {
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new NetworkFormatException(
                failure,
                file,
                0,
                "reading failed (" + NetworkFormatException.shown(reason) + ")",
                Remedy.COMPLETE_FILE);
    }

    /** The first bytes of what a file holds, unpacked if it is gzip; fewer if there are not as many. */
    static byte[] content(Path file, int bytes) {
        try (InputStream in = open(file)) {
            return in.readNBytes(bytes);
        } catch (IOException failure) {
            throw failed(file, failure);
        }
    }

    /** Opens a file, unpacking gzip on the way. */
    static InputStream open(Path file) throws IOException {
        check(file);
        Counted raw = new Counted(Files.newInputStream(file));
        try {
            BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
            buffered.mark(2);
            boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            return gzip ? new Bounded(file, new GZIPInputStream(buffered, BUFFER), () -> raw.count) : buffered;
        } catch (IOException failure) {
            raw.close();
            throw failure;
        }
    }

    /** Stops a stream that unpacks a file of a length when it has grown out of proportion. */
    static InputStream bounded(Path file, InputStream in, long length) {
        return new Bounded(file, in, () -> length);
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int result = super.read();
            count += result < 0 ? 0 : 1;
            return result;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int result = super.read(buffer, offset, length);
            count += Math.max(result, 0);
            return result;
        }

        /** A pipe cannot say; then there may be more, such as another member of a gzip file. */
        @Override
        public int available() {
            try {
                return super.available();
            } catch (IOException unknown) {
                return 1;
            }
        }
    }

    /** Stops unpacking what has grown out of proportion to what it was unpacked from. */
    private static final class Bounded extends FilterInputStream {
        private final Path file;
        private final LongSupplier packed;
        private long read;

        Bounded(Path file, InputStream in, LongSupplier packed) {
            super(in);
            this.file = file;
            this.packed = packed;
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
            if (read > ALWAYS_ALLOWED && read > MAX_RATIO * packed.getAsLong()) {
                throw new NetworkFormatException(
                        file,
                        0,
                        "unpacks to more than " + (read - bytes) + " bytes, over " + MAX_RATIO + " times its size",
                        Remedy.UNPACK_IF_TRUSTED);
            }
        }
    }
}
