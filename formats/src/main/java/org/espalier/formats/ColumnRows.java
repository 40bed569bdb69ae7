package org.espalier.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.espalier.model.io.Rows;

/** Rows of a table that lies in columns: the names of these first, then their values, each made text when it is asked for. */
abstract class ColumnRows implements Rows {
    private final List<String> names;
    private final int[] starts;
    private final int[] ends;
    private final long[] made;
    private byte[] bytes = new byte[256];
    private int filled;
    private long row = -1;
    private BitSet needed;

    ColumnRows(List<String> names) {
        this.names = names;
        this.starts = new int[names.size()];
        this.ends = new int[names.size()];
        this.made = new long[names.size()];
        Arrays.fill(made, -1);
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
        return true;
    }

    /** Makes a field text, unless it is. */
    private void make(int field) {
        if (made[field] != row) {
            made[field] = row;
            starts[field] = filled;
            if (row == 0) {
                put(names.get(field));
            } else if (needed.get(field)) {
                append(field);
            }
            ends[field] = filled;
        }
    }

    /** Whether the value of a column of the current row is a whole number, and there. */
    abstract boolean isWholeValue(int column);

    /** The value of a column of the current row that is a whole number. */
    abstract long wholeValue(int column);

    @Override
    public boolean isWhole(int field) {
        return row > 0 && isWholeValue(field);
    }

    @Override
    public long whole(int field) {
        return wholeValue(field);
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
        make(field);
        return starts[field];
    }

    @Override
    public int end(int field) {
        make(field);
        return ends[field];
    }

    @Override
    public boolean isText(int field) {
        return isTextColumn(field);
    }
}
