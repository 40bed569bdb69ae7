package org.espalier.formats;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;

/** Rows of arrays of equal lengths, one a column. */
final class ArrayRows extends ColumnRows {
    private final List<Object> columns;
    private final int rows;
    private int at = -1;

    ArrayRows(Map<String, Object> columns) {
        super(List.copyOf(columns.keySet()));
        this.columns = List.copyOf(columns.values());
        this.rows = Array.getLength(this.columns.get(0));
    }

    @Override
    boolean advance() {
        return ++at < rows;
    }

    @Override
    void append(int column) {
        Object array = columns.get(column);
        if (array instanceof long[] whole) {
            put(whole[at]);
        } else if (array instanceof int[] whole) {
            put((long) whole[at]);
        } else if (array instanceof double[] numbers) {
            put(numbers[at]);
        } else {
            put(String.valueOf(Array.get(array, at)));
        }
    }

    @Override
    boolean isWholeValue(int column) {
        return columns.get(column) instanceof long[] || columns.get(column) instanceof int[];
    }

    @Override
    long wholeValue(int column) {
        Object array = columns.get(column);
        return array instanceof long[] whole ? whole[at] : ((int[]) array)[at];
    }

    @Override
    boolean isTextColumn(int column) {
        return false;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
