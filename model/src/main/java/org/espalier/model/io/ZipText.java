package org.espalier.model.io;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Entries of archives: bounded in size, and with the checksum that {@link ZipFile} leaves unread. */
final class ZipText {
    private static final int MOST_ENTRIES = 10_000;

    private ZipText() {}

    /** The names of the entries; none if it is no archive. */
    static Set<String> names(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return names(zip);
        } catch (IOException | IllegalArgumentException damaged) {
            return Set.of();
        }
    }

    private static Set<String> names(ZipFile zip) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            if (!names.add(entries.nextElement().getName()) || names.size() > MOST_ENTRIES) {
                throw new ZipException("two entries of one name, or too many");
            }
        }
        return names;
    }

    /** The names of the entries without an ending that all of them have. */
    static Set<String> stems(ZipFile zip, String ending) throws IOException {
        Set<String> stems = new LinkedHashSet<>();
        for (String name : names(zip)) {
            if (!name.endsWith(ending)) {
                throw new ZipException("an entry is called '" + name + "'");
            }
            stems.add(name.substring(0, name.length() - ending.length()));
        }
        return stems;
    }

    /** Opens an entry; what does not agree with its checksum ends in an exception when its end is reached. */
    static InputStream open(Path file, ZipFile zip, ZipEntry entry, long length) throws IOException {
        return new Checked(SourceFile.bounded(file, zip.getInputStream(entry), length), entry);
    }

    /** All of an entry. */
    static byte[] bytes(Path file, ZipFile zip, ZipEntry entry, long length) throws IOException {
        try (InputStream in = open(file, zip, entry, length)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toByteArray();
        }
    }

    /** Adds up the checksum. */
    private static final class Checked extends FilterInputStream {
        private final CRC32 checksum = new CRC32();
        private final ZipEntry entry;

        Checked(InputStream in, ZipEntry entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            int result = super.read();
            if (result >= 0) {
                checksum.update(result);
            } else {
                verify();
            }
            return result;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int result = super.read(buffer, offset, length);
            if (result >= 0) {
                checksum.update(buffer, offset, result);
            } else {
                verify();
            }
            return result;
        }

        private void verify() throws ZipException {
            if (checksum.getValue() != entry.getCrc()) {
                throw new ZipException("the checksum of '" + entry.getName() + "' does not fit: the file is damaged");
            }
        }
    }
}
