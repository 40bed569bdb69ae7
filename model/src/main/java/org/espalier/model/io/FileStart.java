package org.espalier.model.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** What a format is told by: the name of a file and its first bytes, unpacked where the file is gzip. */
public final class FileStart {
    private static final int BYTES = 4096;

    private final Path file;
    private final String name;
    private final String text;

    private FileStart(Path file, byte[] bytes) {
        this.file = file;
        this.name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        this.text = all.startsWith("\u00EF\u00BB\u00BF") ? all.substring(3) : all;
    }

    static FileStart of(Path file) {
        return new FileStart(file, SourceFile.content(file, BYTES));
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /**
     * Tells whether the name ends in one of some ways, {@code .gz} left aside.
     *
     * @param endings in lower case, with the dot
     */
    public boolean endsIn(String... endings) {
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells whether the content starts with some bytes, a byte-order mark left aside.
     *
     * @param magic one character a byte
     */
    public boolean startsWith(String magic) {
        return text.startsWith(magic);
    }

    /** {@return the first bytes as text, one character a byte, without a byte-order mark} */
    public String text() {
        return text;
    }
}
