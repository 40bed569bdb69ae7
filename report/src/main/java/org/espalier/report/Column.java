package org.espalier.report;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A column of a table: its head, how its numbers are shown to people, and its cells.
 *
 * @param name its head, in data the key
 * @param digits significant digits where people read it, {@link #USUAL}, or {@link #PLAIN}; files keep every digit
 * @param cells truth values, numbers, texts, {@link Markup}, or what shows itself by {@code toString}; null where nothing is
 *     known
 */
public record Column(String name, int digits, List<Object> cells) {
    /** As many digits as the renderer takes by itself. */
    public static final int USUAL = 0;

    /** Times and parameters: without trailing zeros. */
    public static final int PLAIN = -1;

    /** What the cells of a column are together: truth values and whole numbers are all known, numbers may be NaN. */
    public enum Type {
        /** Truth values. */
        TRUTH,
        /** Whole numbers of at most 64 bits. */
        WHOLE,
        /** Numbers. */
        NUMBER,
        /** Anything else. */
        TEXT
    }

    /** Copies the cells. */
    public Column {
        Objects.requireNonNull(name, "name");
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

    /** {@return a column without cells} */
    public static Column head(String name) {
        return new Column(name, USUAL, List.of());
    }

    /** {@return a column of any cells} */
    public static Column of(String name, List<?> cells) {
        return new Column(name, USUAL, new Cells(cells.toArray()));
    }

    /** {@return a column of numbers, NaN where one is unknown} */
    public static Column of(String name, double... numbers) {
        return of(name, Arrays.stream(numbers).boxed().toList());
    }

    /** {@return this column under another name} */
    public Column named(String other) {
        return new Column(other, digits, cells);
    }

    /** {@return this column with so many significant digits where people read it} */
    public Column digits(int shown) {
        return new Column(name, shown, cells);
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
        return cells.stream().mapToDouble(this::number).toArray();
    }

    double number(Object cell) {
        if (cell instanceof Number number) {
            return number.doubleValue();
        }
        if (cell instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (cell == null || cell.equals("")) {
            return Double.NaN;
        }
        throw new IllegalArgumentException("column '" + name + "' holds texts such as '" + cell + "': use texts");
    }

    /** {@return the cells as texts, empty where one is unknown} */
    public List<String> texts() {
        return cells.stream().map(cell -> cell == null ? "" : cell.toString()).toList();
    }
}
