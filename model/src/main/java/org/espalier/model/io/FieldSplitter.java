package org.espalier.model.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts a line into fields: ranges of bytes, without blanks around them and without quotes. */
final class FieldSplitter {
    private final byte delimiter;
    private final boolean blanks;
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int count;

    FieldSplitter(byte delimiter) {
        this.delimiter = delimiter;
        this.blanks = delimiter == ' ';
    }

    /** Cuts; returns the number of fields, or −1 for a quote that does not close or is followed by text. */
    int split(byte[] bytes, int from, int to) {
        count = 0;
        int i = from;
        while (true) {
            while (i < to && isBlank(bytes[i])) {
                i++;
            }
            if (i == to && (blanks || count == 0)) {
                return count; // blanks at the end, or an empty line
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
            }
            starts[count] = i;
            if (i < to && bytes[i] == '"') {
                i = quoted(bytes, i, to);
                if (i < 0) {
                    return -1;
                }
            } else {
                i = plain(bytes, i, to);
            }
            count++;
            if (i == to) {
                return count;
            }
            i++;
            if (i == to && !blanks) {
                // a delimiter at the very end: one more, empty field
                i = to;
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                    ends = Arrays.copyOf(ends, 2 * count);
                }
                starts[count] = to;
                ends[count] = to;
                return ++count;
            }
        }
    }

    private int plain(byte[] bytes, int from, int to) {
        int i = from;
        if (blanks) {
            while (i < to && bytes[i] != ' ' && bytes[i] != '\t') {
                i++;
            }
        } else {
            byte stop = delimiter;
            while (i < to && bytes[i] != stop) {
                i++;
            }
        }
        int end = i;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        ends[count] = end;
        return i;
    }

    private int quoted(byte[] bytes, int from, int to) {
        int write = from + 1;
        int i = from + 1;
        while (true) {
            if (i == to) {
                return -1;
            }
            if (bytes[i] == '"') {
                if (i + 1 < to && bytes[i + 1] == '"') {
                    i++; // a doubled quote stands for one
                } else {
                    break;
                }
            }
            bytes[write++] = bytes[i++];
        }
        int start = from + 1;
        while (start < write && isBlank(bytes[start])) {
            start++;
        }
        while (write > start && isBlank(bytes[write - 1])) {
            write--;
        }
        starts[count] = start;
        ends[count] = write;
        i++;
        if (blanks) {
            return i == to || isBlank(bytes[i]) ? i : -1;
        }
        while (i < to && isBlank(bytes[i])) {
            i++;
        }
        return i == to || bytes[i] == delimiter ? i : -1;
    }

    private boolean isBlank(byte b) {
        return b == ' ' || b == '\t' && delimiter != '\t';
    }

    int count() {
        return count;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    String text(byte[] bytes, int field) {
        return new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
    }
}
