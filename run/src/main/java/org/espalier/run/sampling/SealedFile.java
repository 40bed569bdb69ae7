package org.espalier.run.sampling;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A file that is always whole: it is written beside itself (name + ".part"), forced to disk and renamed, so that at any moment,
 * kill -9 included, it holds what was last written to the end. It begins with a magic word and a fingerprint of what it
 * belongs to, and ends with a CRC-32.
 */
record SealedFile(Path file, String magic, String fingerprint) {
    /** Writes the contents. */
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads the contents. */
    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** Where it is written before it is renamed. */
    Path part() {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    void write(Writer contents) {
        Path part = part();
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                CheckedOutputStream checked = new CheckedOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), new CRC32());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, 1 << 13));
                out.writeUTF(magic);
                out.writeUTF(fingerprint);
                contents.write(out);
                out.flush();
                out.writeLong(checked.getChecksum().getValue());
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoint " + file + ": cannot be written", failure);
        }
    }

    /** Reads the file; a file of another run and a damaged one are refused. */
    <T> T read(Reader<T> contents) {
        check();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            in.readUTF();
            in.readUTF();
            return contents.read(in);
        } catch (EOFException | UTFDataFormatException | StreamCorruptedException broken) {
            throw refused("is damaged or is not a checkpoint; delete it and start again");
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoint " + file + ": cannot be read", failure);
        }
    }

    /** Looks at magic word, fingerprint and checksum before anything else is believed. */
    private void check() {
        try (CheckedInputStream checked =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32())) {
            DataInputStream in = new DataInputStream(checked);
            if (!magic.equals(in.readUTF())) {
                throw refused("is not a checkpoint of an ensemble");
            }
            if (!fingerprint.equals(in.readUTF())) {
                throw refused("belongs to another simulation (network, neuron, law, seed, time step, times or"
                        + " observables differ); choose another file or delete it");
            }
            byte[] block = new byte[1 << 13];
            long left = Files.size(file) - bytes(magic) - bytes(fingerprint) - 8;
            while (left > 0) {
                int length = (int) Math.min(block.length, left);
                in.readFully(block, 0, length);
                left -= length;
            }
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum || in.read() >= 0) {
                throw refused("is damaged; delete it and start again");
            }
        } catch (EOFException | UTFDataFormatException broken) {
            throw refused("is damaged or is not a checkpoint; delete it and start again");
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoint " + file + ": cannot be read", failure);
        }
    }

    /** Length of a text as {@link DataOutputStream#writeUTF} writes it. */
    private static long bytes(String text) {
        return 2
                + text.chars()
                        .mapToLong(c -> c >= 1 && c <= 0x7f ? 1 : c <= 0x7ff ? 2 : 3)
                        .sum();
    }

    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("checkpoint " + file + " " + why);
    }
}
