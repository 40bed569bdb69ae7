package org.espalier.model.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.espalier.run.publish.WholeFile;

/** Bytes of a text, gathered in one buffer. */
final class TextOutput {
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;

    TextOutput(OutputStream out) {
        this.out = out;
    }

    /** Writes a file as a whole, packed if its name ends in .gz; one that exists is replaced. */
    static void stream(Path file, WholeFile.Content content) {
        boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        WholeFile.write(file, true, raw -> {
            GZIPOutputStream packing = packed ? new GZIPOutputStream(raw, 1 << 16) : null;
            content.writeTo(packed ? packing : raw);
            if (packed) {
                packing.finish();
            }
        });
    }

    TextOutput text(String text) throws IOException {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    TextOutput bytes(byte... bytes) throws IOException {
        if (filled + bytes.length > buffer.length) {
            flush();
        }
        if (bytes.length > buffer.length) {
            out.write(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, filled, bytes.length);
            filled += bytes.length;
        }
        return this;
    }

    TextOutput character(char ascii) throws IOException {
        if (filled == buffer.length) {
            flush();
        }
        buffer[filled++] = (byte) ascii;
        return this;
    }

    /** A whole number as such, another one with as many digits as it takes to read it back. */
    TextOutput number(double value) throws IOException {
        return text(decimal(value));
    }

    static String decimal(double value) {
        long whole = (long) value;
        return whole == value && Math.abs(value) < 1e15 ? Long.toString(whole) : Double.toString(value);
    }

    void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }
}
