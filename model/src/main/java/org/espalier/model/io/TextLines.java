package org.espalier.model.io;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** Lines of a text as ranges of one byte buffer: no objects are made for a line. */
final class TextLines implements AutoCloseable {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 1 << 22;
    private static final int PREVIEW = 1 << 23;

    private final Path file;
    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    private boolean ended;
    private int next;
    private int start;
    private int end;
    private long line;

    TextLines(Path file) {
        this.file = file;
        try {
            in = SourceFile.open(file);
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
        try {
            fill();
            if (filled >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
                next = 3; // byte order mark of UTF-8
            }
            refuseBinary();
        } catch (NetworkFormatException refusal) {
            close();
            throw refusal;
        }
    }

    private void refuseBinary() {
        if (filled >= 2 && (buffer[0] & 0xFF) + (buffer[1] & 0xFF) == 0xFF + 0xFE && (buffer[0] & 0xFE) == 0xFE) {
            throw new NetworkFormatException(file, 1, "is text in UTF-16", Remedy.UTF16);
        }
        for (int i = 0; i < Math.min(filled, 4096); i++) {
            if (buffer[i] == 0) {
                throw new NetworkFormatException(
                        file,
                        0,
                        "is binary (a zero byte at position " + i + ") and of no format that is known",
                        Remedy.IS_IT_TEXT);
            }
        }
    }

    /** Moves what is left to the front, or to a larger buffer if it fills this one, and reads on. */
    private void fill() {
        byte[] target = filled - next == buffer.length ? new byte[2 * buffer.length] : buffer;
        System.arraycopy(buffer, next, target, 0, filled - next);
        buffer = target;
        filled -= next;
        next = 0;
        try {
            while (filled < buffer.length && !ended) {
                int read = in.read(buffer, filled, buffer.length - filled);
                ended = read < 0;
                filled += Math.max(read, 0);
            }
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
    }

    /** Goes to the next line; false at the end. */
    boolean next() {
        int feed = lineFeed(next);
        if (feed < 0) {
            while (feed < 0 && !ended) {
                int seen = filled - next;
                refuseLonger(seen);
                fill();
                feed = lineFeed(next + seen);
            }
            if (feed < 0) {
                if (next == filled) {
                    return false;
                }
                feed = filled;
            }
        }
        refuseLonger(feed - next);
        start = next;
        end = feed;
        next = Math.min(feed + 1, filled);
        if (end > start && buffer[end - 1] == '\r') {
            end--;
        }
        line++;
        return true;
    }

    private void refuseLonger(int length) {
        if (length >= LONGEST) {
            throw new NetworkFormatException(
                    file, line + 1, "the line is longer than " + LONGEST + " bytes", Remedy.IS_IT_TEXT);
        }
    }

    private int lineFeed(int from) {
        int i = from;
        for (; i + 8 <= filled; i += 8) {
            long word = (long) LONG.get(buffer, i) ^ LINE_FEEDS;
            long zeros = (word - ONES) & ~word & HIGHS;
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** The first lines, without moving on: so many if there are as many, and 8 MB at most. */
    byte[] preview(int lines) {
        while (!ended && filled - next < PREVIEW && feeds() < lines) {
            fill();
        }
        return Arrays.copyOfRange(buffer, next, filled);
    }

    private int feeds() {
        int count = 0;
        for (int at = lineFeed(next); at >= 0 && at < filled; at = lineFeed(at + 1)) {
            count++;
        }
        return count;
    }

    /** Whether what the preview showed is all there is. */
    boolean isAllPreviewed() {
        return ended;
    }

    /** The buffer that the current line lies in. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Number of the current line, from 1. */
    long line() {
        return line;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
    }
}
