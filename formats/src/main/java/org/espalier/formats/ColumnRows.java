package org.espalier.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.espalier.model.io.Rows;

/** Rows of a table that lies in columns: the names of these first, then the values of those that are needed. */
abstract class ColumnRows implements Rows {
    private final List<String> names;
    private final int[] ends;
    private byte[] bytes = new byte[256];
    private int filled;
    private long row = -1;
    private BitSet needed;

    ColumnRows(List<String> names) {
        this.names = names;
        this.ends = new int[names.size()];
        this.needed = new BitSet();
        needed.set(0, names.size());
    }

    /** Goes to the next row of the values; false at the end. */
    abstract boolean advance();

    /** Puts the value of a column of the current row; nothing where there is none. */
    abstract void append(int column);

    /** Whether the values of a column are texts. */
    abstract boolean isTextColumn(int column);

    BitSet needed() {
        return needed;
    }

    @Override
    public void need(BitSet fields) {
        needed = (BitSet) fields.clone();
    }

    @Override
    public boolean next() {
        filled = 0;
        if (row >= 0 && !advance()) {
            return false;
        }
        row++;
        for (int k = 0; k < ends.length; k++) {
            if (row == 0) {
                put(names.get(k));
            } else if (needed.get(k)) {
                append(k);
            }
            ends[k] = filled;
        }
        return true;
    }

    private void room(int length) {
        if (filled + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, filled + length));
        }
    }

    void put(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    void put(byte... text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, filled, text.length);
        filled += text.length;
    }

    /** Where bytes of a text may be written, after room was made for them; they are there with {@link #wrote}. */
    byte[] space(int length) {
        room(length);
        return bytes;
    }

    int place() {
        return filled;
    }

    void wrote(int length) {
        filled += length;
    }

    void put(long value) {
        if (value == Long.MIN_VALUE) {
            put(Long.toString(value));
            return;
        }
        room(20);
        long left = Math.abs(value);
        int digits = 1;
        for (long power = 10; digits < 19 && left >= power; power *= 10) {
            digits++;
        }
        if (value < 0) {
            bytes[filled++] = '-';
        }
        for (int k = filled + digits - 1; k >= filled; k--) {
            bytes[k] = (byte) ('0' + left % 10);
            left /= 10;
        }
        filled += digits;
    }

    /** A whole number below 2^53 as such; larger ones show that they went through floating point. */
    void put(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 0x1p53) {
            put((long) value);
        } else {
            put(Double.toString(value));
        }
    }

    @Override
    public long line() {
        return Math.max(row, 1);
    }

    @Override
    public int count() {
        return ends.length;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    @Override
    public int end(int field) {
        return ends[field];
    }

    @Override
    public boolean isText(int field) {
        return isTextColumn(field);
    }
}
