package org.espalier.report;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A column of a table: its head, how its numbers are shown to people, and its cells.
 *
 * @param name its head, in data the key
 * @param unit unit of its numbers, empty if they have none
 * @param digits significant digits where people read it, {@link #USUAL}, or {@link #PLAIN}; files keep every digit
 * @param cells truth values, numbers, texts, {@link Markup}, or what shows itself by {@code toString}; null where nothing is
 *     known
 */
public record Column(String name, String unit, int digits, List<Object> cells) {
    /** As many digits as the renderer takes by itself. */
    public static final int USUAL = 0;

    /** Times and parameters: without trailing zeros. */
    public static final int PLAIN = -1;

    /** What the cells of a column are together. */
    public enum Type {
        /** Truth values, all known. */
        TRUTH,
        /** Whole numbers of at most 64 bits, all known. */
        WHOLE,
        /** Numbers, NaN where one is unknown. */
        NUMBER,
        /** Anything else, as texts. */
        TEXT
    }

    /** Copies the cells. */
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        if (digits < PLAIN || digits > 17) {
            throw new IllegalArgumentException("column '" + name + "': " + digits + " digits; 1 to 17 can be shown");
        }
        cells = cells instanceof Cells ? cells : new Cells(cells.toArray());
    }

    /** Cells that nobody can change, so that columns share them. */
    private static final class Cells extends AbstractList<Object> implements RandomAccess {
        private final Object[] values;

        Cells(Object... values) {
            this.values = values;
        }

        @Override
        public Object get(int k) {
            return values[k];
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    /**
     * {@return a column without cells: a head}
     *
     * @param name what stands over it
     */
    public static Column head(String name) {
        return new Column(name, "", USUAL, List.of());
    }

    /**
     * {@return a column}
     *
     * @param name what stands over it
     * @param cells its cells
     */
    public static Column of(String name, List<?> cells) {
        return new Column(name, "", USUAL, Collections.unmodifiableList(cells));
    }

    /**
     * {@return a column}
     *
     * @param name what stands over it
     * @param numbers its cells, NaN where one is unknown
     */
    public static Column of(String name, double... numbers) {
        return of(name, Arrays.stream(numbers).boxed().toList());
    }

    /**
     * {@return this column under another name}
     *
     * @param other the name
     */
    public Column named(String other) {
        return new Column(other, unit, digits, cells);
    }

    /**
     * {@return this column with a unit}
     *
     * @param unit of its numbers
     */
    public Column in(String unit) {
        return new Column(name, unit, digits, cells);
    }

    /**
     * {@return this column with another number of digits where people read it}
     *
     * @param digits significant digits, {@link #USUAL} or {@link #PLAIN}
     */
    public Column digits(int digits) {
        return new Column(name, unit, digits, cells);
    }

    Column with(List<Object> others) {
        return new Column(name, unit, digits, others);
    }

    /** {@return what the cells are together; a column without a known cell is one of numbers} */
    public Type type() {
        boolean truth = !cells.isEmpty();
        boolean whole = !cells.isEmpty();
        for (Object cell : cells) {
            truth &= cell instanceof Boolean;
            whole &= isWhole(cell);
            if (cell != null && !(cell instanceof Boolean || cell instanceof Number || cell.equals(""))) {
                return Type.TEXT;
            }
        }
        return truth ? Type.TRUTH : whole ? Type.WHOLE : Type.NUMBER;
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger large && large.bitLength() < Long.SIZE;
    }

    /**
     * {@return the numbers: NaN where one is unknown, 1 and 0 for truth values}
     *
     * @throws IllegalArgumentException if the column holds texts
     */
    public double[] numbers() {
        double[] result = new double[cells.size()];
        for (int k = 0; k < result.length; k++) {
            Object cell = cells.get(k);
            if (cell instanceof Number number) {
                result[k] = number.doubleValue();
            } else if (cell instanceof Boolean truth) {
                result[k] = truth ? 1 : 0;
            } else if (cell == null || cell.equals("")) {
                result[k] = Double.NaN;
            } else {
                throw new IllegalArgumentException(
                        "column '" + name + "' holds texts such as '" + cell + "': use texts");
            }
        }
        return result;
    }

    /** {@return the cells as texts, empty where one is unknown} */
    public List<String> texts() {
        return cells.stream().map(cell -> cell == null ? "" : cell.toString()).toList();
    }
}
