package org.espalier.model.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts a line into fields: ranges of bytes, without blanks around them and without quotes. */
final class FieldSplitter {
    private final byte delimiter;
    private final boolean blanks;
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private boolean[] quotes = new boolean[8];
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
                grow();
            }
            starts[count] = i;
            quotes[count] = i < to && bytes[i] == '"';
            if (quotes[count]) {
                i = quoted(bytes, i, to);
                if (i < 0) {
                    return -1;
                }
            } else {
                i = plain(bytes, i, to);
            }
            if (ends[count] > starts[count] && (bytes[starts[count]] < 0 || bytes[ends[count] - 1] < 0)) {
                trim(bytes);
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
                    grow();
                }
                starts[count] = to;
                ends[count] = to;
                quotes[count] = false;
                return ++count;
            }
        }
    }

    private void grow() {
        starts = Arrays.copyOf(starts, 2 * count);
        ends = Arrays.copyOf(ends, 2 * count);
        quotes = Arrays.copyOf(quotes, 2 * count);
    }

    /** Takes off the blanks of other alphabets: no-break spaces, wide ones, those without a width. */
    private void trim(byte[] bytes) {
        int start = starts[count];
        int end = ends[count];
        while (start < end) {
            int length = spaceAt(bytes, start, end);
            if (length == 0) {
                break;
            }
            start += length;
        }
        while (end > start) {
            int length = 0;
            for (int k = 1; k <= 3 && k <= end - start; k++) {
                length = spaceAt(bytes, end - k, end) == k ? k : length;
            }
            if (length == 0) {
                break;
            }
            end -= length;
        }
        starts[count] = start;
        ends[count] = end;
    }

    /** Length of the space that starts here and fits before the end, 0 if there is none. */
    private int spaceAt(byte[] bytes, int at, int end) {
        if (isBlank(bytes[at])) {
            return 1;
        }
        int first = bytes[at] & 0xFF;
        int second = at + 1 < end ? bytes[at + 1] & 0xFF : 0;
        if (first == 0xC2 && second == 0xA0) {
            return 2; // no-break space
        }
        int third = at + 2 < end ? bytes[at + 2] & 0xFF : 0;
        boolean general = first == 0xE2
                && (second == 0x80 && (third >= 0x80 && third <= 0x8B || third == 0xAF)
                        || second == 0x81 && (third == 0x9F || third == 0xA0));
        boolean other =
                first == 0xE3 && second == 0x80 && third == 0x80 || first == 0xEF && second == 0xBB && third == 0xBF;
        return general || other ? 3 : 0;
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

    /** Whether the field stood between double quotes. */
    boolean isQuoted(int field) {
        return quotes[field];
    }

    String text(byte[] bytes, int field) {
        return new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
    }
}
