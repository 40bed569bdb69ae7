package org.espalier.run.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A file that is always whole, and is read by the computation it belongs to only.
 *
 * <p>It is written beside itself (name + ".part", which replaces whatever stood there and follows no symbolic link), forced to
 * disk with its folder, and renamed: at any moment, kill -9 and power cuts included, it holds what was last written to the end.
 * In big-endian bytes:
 *
 * <pre>
 *   "ESPALIER-SEALED\n"   16 bytes
 *   kind                  text, as {@link DataOutputStream#writeUTF}
 *   version of the kind   4 bytes
 *   fingerprint           text
 *   contents              up to the user
 *   CRC-32 of all that    8 bytes
 * </pre>
 *
 * <p>Nothing in a file is believed before its checksum fits: a file of which any one bit differs is refused.
 *
 * @param file where
 * @param kind what is kept, as a message calls it: "ensemble", "mean field"
 * @param version of the contents of this kind; a file of another one is refused
 * @param fingerprint of the computation: {@link Fingerprint#text()}, or any other text of at most 60000 characters
 */
public record SealedFile(Path file, String kind, int version, String fingerprint) {
    private static final byte[] MAGIC = "ESPALIER-SEALED\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SUM = Long.BYTES;
    private static final int BUFFER = 1 << 16;

    /** Checks the components. */
    public SealedFile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    /** Writes the contents. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes the contents.
         *
         * @param out receives them
         * @throws IOException if they cannot be written
         */
        void write(DataOutputStream out) throws IOException;
    }

    /**
     * Reads the contents.
     *
     * @param <T> what they are
     */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads the contents, all of them.
         *
         * @param in what was written
         * @return what they are
         * @throws IOException if they cannot be read
         */
        T read(DataInputStream in) throws IOException;
    }

    /**
     * {@return the file of whatever computation it belongs to}
     *
     * @param file where; must exist
     * @param kind what is kept
     * @param version of the contents
     * @throws IllegalArgumentException if it is no file of this kind and version, or is damaged
     * @throws UncheckedIOException if it cannot be read
     */
    public static SealedFile ofAny(Path file, String kind, int version) {
        return new SealedFile(file, kind, version, new SealedFile(file, kind, version, "").foundFingerprint());
    }

    /** {@return whether there is a file} */
    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Refuses a file that is there but is not to be gone on from.
     *
     * @param resuming whether it is
     * @throws IllegalArgumentException if it is there and is not to be gone on from
     */
    public void requireResumed(boolean resuming) {
        if (!resuming && exists()) {
            throw refused("exists; resume from it, or delete it to start again");
        }
    }

    private Path part() {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /**
     * Writes the file, replacing what was there.
     *
     * @param contents writes the contents
     * @throws UncheckedIOException if it cannot be written; what was there is still there
     */
    public void write(Writer contents) {
        Path part = part();
        try {
            Files.deleteIfExists(part);
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                CheckedOutputStream checked = new CheckedOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), new CRC32());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
                out.write(MAGIC);
                out.writeUTF(kind);
                out.writeInt(version);
                out.writeUTF(fingerprint);
                contents.write(out);
                out.flush();
                out.writeLong(checked.getChecksum().getValue());
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoint " + file + ": cannot be written", failure);
        }
    }

    /** So that the new name survives a power cut, too. */
    private void forceFolder() {
        Path folder = file.toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossible) {
            // some systems do not open folders; the file itself is on disk
        }
    }

    /**
     * Reads the file.
     *
     * @param contents reads the contents
     * @param <T> what they are
     * @return what they are
     * @throws IllegalArgumentException if it is no such file, is damaged, or belongs to another computation; the message is a
     *     line that says so
     * @throws UncheckedIOException if it cannot be read
     */
    public <T> T read(Reader<T> contents) {
        return opened(in -> {
            String found = in.readUTF();
            if (!fingerprint.equals(found)) {
                List<String> differences = Fingerprint.differences(fingerprint, found);
                throw refused("belongs to another computation"
                        + (differences.isEmpty() ? "" : ": not the same " + String.join(", ", differences))
                        + "; resume with the same settings, name another file, or delete it");
            }
            return contents.read(in);
        });
    }

    /**
     * Reads everything but the contents.
     *
     * @throws IllegalArgumentException as {@link #read}
     * @throws UncheckedIOException if it cannot be read
     */
    public void check() {
        read(in -> true);
    }

    private String foundFingerprint() {
        return opened(in -> in.readUTF());
    }

    /** Reads a file whose checksum, kind and version are right from its fingerprint on: one file, even while it is replaced. */
    private <T> T opened(Reader<T> rest) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            checkSum(channel);
            channel.position(MAGIC.length);
            DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
            String foundKind = in.readUTF();
            if (!kind.equals(foundKind)) {
                throw refused("is the file of a " + foundKind + ", not of a " + kind + "; name another file");
            }
            int foundVersion = in.readInt();
            if (version != foundVersion) {
                throw refused("was written in version " + foundVersion + " of its format, this is version " + version
                        + "; delete it and start again");
            }
            return rest.read(in);
        } catch (EOFException | UTFDataFormatException | StreamCorruptedException broken) {
            throw refused(
                    "holds less than is expected, or something else: it was written by another version; delete it");
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoint " + file + ": cannot be read", failure);
        }
    }

    private void checkSum(FileChannel channel) throws IOException {
        CheckedInputStream checked =
                new CheckedInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER), new CRC32());
        DataInputStream in = new DataInputStream(checked);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw refused("is not a checkpoint, or is damaged; name another file or delete it");
        }
        byte[] block = new byte[BUFFER];
        long left = channel.size() - MAGIC.length - SUM;
        while (left > 0) {
            int length = (int) Math.min(block.length, left);
            in.readFully(block, 0, length);
            left -= length;
        }
        long sum = checked.getChecksum().getValue();
        if (left < 0 || in.readLong() != sum || in.read() >= 0) {
            throw refused("is damaged; delete it and start again");
        }
    }

    /**
     * Removes the file, if there is one.
     *
     * @throws UncheckedIOException if it cannot be removed
     */
    public void delete() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(part());
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoint " + file + ": cannot be deleted", failure);
        }
    }

    /**
     * {@return an exception that says why the file is not read}
     *
     * @param why what follows "checkpoint FILE"
     */
    public IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("checkpoint " + file + " " + why);
    }
}
