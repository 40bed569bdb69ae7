package org.espalier.model.io;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the values of a column as long as there are few. */
final class ValueCounts {
    private static final int FEW = 100;
    private static final int FEW_NUMBERS = 6;

    private final NameIndex values = new NameIndex();
    private long[] counts = new long[8];

    /** Counts a value; false when there are too many to be kinds of something. */
    boolean count(Rows rows, int column) {
        int from = rows.start(column);
        int to = rows.end(column);
        int value = values.index(rows.bytes(), from, to);
        if (value < 0 || value == FEW) {
            return false;
        }
        if (value == counts.length) {
            counts = Arrays.copyOf(counts, 2 * value);
        }
        counts[value]++;
        return true;
    }

    /** The column as a category, if it has some values and most of them more than once. */
    Optional<ReadReport.Category> category(String name, int column, long rows) {
        if (values.size() < 2 || 2L * values.size() > rows) {
            return Optional.empty();
        }
        Map<String, Long> result = new LinkedHashMap<>();
        boolean numbers = true;
        for (int k = 0; k < values.size(); k++) {
            String value = values.name(k);
            numbers &= value.isEmpty() || Names.isNumber(value);
            result.put(value, counts[k]);
        }
        if (numbers && result.size() > FEW_NUMBERS) {
            return Optional.empty();
        }
        return Optional.of(new ReadReport.Category(name.isEmpty() ? Integer.toString(column + 1) : name, result));
    }
}
