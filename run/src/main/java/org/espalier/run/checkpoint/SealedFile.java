package org.espalier.run.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
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
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.espalier.run.publish.WholeFile;

/**
 * A file that is always whole, and is read by the computation it belongs to only.
 *
 * <p>It is a {@link WholeFile}: at any moment, kill -9 and power cuts included, it holds what was last written to the end.
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

    /** What is kept in a file. */
    @FunctionalInterface
    public interface Contents {
        /**
         * Writes all of it, or reads all of it.
         *
         * @param state goes into the file, or comes out of it
         * @throws IOException if it cannot be transferred
         */
        void pass(Transfer state) throws IOException;
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
        return new SealedFile(file, kind, version, new SealedFile(file, kind, version, "").opened(DataInput::readUTF));
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

    /**
     * Writes the file, replacing what was there.
     *
     * @param contents what is kept
     * @throws UncheckedIOException if it cannot be written; what was there is still there
     * @throws IllegalArgumentException if another run is writing it, or it is no regular file
     */
    public void write(Contents contents) {
        WholeFile.write(file, true, raw -> {
            CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
            out.write(MAGIC);
            out.writeUTF(kind);
            out.writeInt(version);
            out.writeUTF(fingerprint);
            contents.pass(Transfer.to(out));
            out.flush();
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
        });
    }

    /**
     * Reads the file.
     *
     * @param contents takes over what was kept
     * @throws IllegalArgumentException if it is no such file, is damaged, or belongs to another computation; the message is a
     *     line that says so
     * @throws UncheckedIOException if it cannot be read
     */
    public void read(Contents contents) {
        opened(in -> {
            String found = in.readUTF();
            if (!fingerprint.equals(found)) {
                List<String> differences = Fingerprint.differences(fingerprint, found);
                throw refused("belongs to another computation"
                        + (differences.isEmpty() ? "" : ": not the same " + String.join(", ", differences))
                        + "; resume with the same settings, name another file, or delete it");
            }
            contents.pass(Transfer.from(in));
            return found;
        });
    }

    /**
     * Reads everything but the contents.
     *
     * @throws IllegalArgumentException as {@link #read}
     * @throws UncheckedIOException if it cannot be read
     */
    public void check() {
        read(state -> {});
    }

    /** What follows kind and version. */
    private interface Rest {
        String read(DataInputStream in) throws IOException;
    }

    /** Reads the rest of a file whose checksum, kind and version are right; the file may be replaced by another run meanwhile. */
    private String opened(Rest rest) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            checkSum(channel);
            DataInputStream in = from(channel, MAGIC.length);
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

    private static DataInputStream from(FileChannel channel, long position) throws IOException {
        return new DataInputStream(
                new BufferedInputStream(Channels.newInputStream(channel.position(position)), BUFFER));
    }

    private void checkSum(FileChannel channel) throws IOException {
        DataInputStream in = from(channel, 0);
        CRC32 sum = new CRC32();
        byte[] block = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(block, MAGIC)) {
            throw refused("is not a checkpoint, or is damaged; name another file or delete it");
        }
        long left = channel.size() - SUM;
        for (int length = block.length; length > 0; length = block.length) {
            sum.update(block);
            left -= length;
            block = in.readNBytes((int) Math.max(0, Math.min(BUFFER, left)));
        }
        if (left != 0 || in.readLong() != sum.getValue()) {
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
