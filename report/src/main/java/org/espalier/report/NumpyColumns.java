package org.espalier.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipOutputStream;
import org.espalier.model.io.NpyArray;
import org.espalier.run.publish.WholeFile;

/**
 * Named columns of results in one .npz file, which {@code numpy.load(file)} opens: one array of one dimension a name. Truth
 * values become {@code bool}, whole numbers {@code int64} where they fit, other numbers {@code float64}, texts {@code str}. An unknown
 * value (null or an empty text) is NaN among numbers and empty among texts. The bytes of the file depend on the columns
 * alone.
 *
 * {@snippet :
 * NumpyColumns.empty().with("time", List.of(0.5, 1.0)).with("rate", List.of(0.62, 0.84)).write(Path.of("results.npz"));
 * double[] rate = NumpyColumns.read(Path.of("results.npz")).numbers("rate");
 * }
 */
public final class NumpyColumns {
    private static final NumpyColumns EMPTY = new NumpyColumns(Map.of());

    private final Map<String, Column> columns;

    private NumpyColumns(Map<String, Column> columns) {
        this.columns = columns;
    }

    /** {@return no columns, what columns are added to} */
    public static NumpyColumns empty() {
        return EMPTY;
    }

    /** {@return the columns of tables, each named {@code table.column}} */
    public static NumpyColumns of(List<Table> tables) {
        return EMPTY.with(tables.stream()
                .flatMap(table -> table.columns().stream().map(c -> c.named(table.name() + "." + c.name())))
                .toList());
    }

    /**
     * {@return these columns and one more}
     *
     * @param name its name; it must be new, and be a name of a file in an archive: without a slash
     * @param values truth values, numbers or texts; null or an empty text where a value is unknown
     */
    public NumpyColumns with(String name, List<?> values) {
        return with(List.of(Column.of(name, values)));
    }

    /** {@return these columns and more, with new names without slashes} */
    public NumpyColumns with(List<Column> more) {
        Map<String, Column> all = new LinkedHashMap<>(columns);
        for (Column column : more) {
            String name = column.name();
            if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
                throw new IllegalArgumentException("column '" + name + "': a name is a word without slashes");
            }
            if (all.put(name, column) != null) {
                throw new IllegalArgumentException("column '" + name + "' is there already; choose another name");
            }
        }
        return new NumpyColumns(all);
    }

    /** {@return the names, in the order in which they were added, or in which they are in the file} */
    public Set<String> names() {
        return Collections.unmodifiableSet(columns.keySet());
    }

    private Column column(String name) {
        if (!columns.containsKey(name)) {
            throw new IllegalArgumentException("there is no column '" + name + "'; there are " + columns.keySet());
        }
        return columns.get(name);
    }

    /** {@return the numbers of a column: see {@link Column#numbers}} */
    public double[] numbers(String name) {
        return column(name).numbers();
    }

    /** {@return a column of texts, empty where one is unknown} */
    public List<String> texts(String name) {
        return column(name).texts();
    }

    /** Writes the columns to a file, usually {@code .npz}, which appears when it is complete and is replaced if it exists. */
    public void write(Path file) {
        WholeFile.write(file, true, this::write);
    }

    /**
     * Writes the columns.
     *
     * @param out where to; it is not closed
     * @throws IOException if it cannot be written
     */
    public void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Column column : columns.values()) {
            write(zip, column);
        }
        zip.finish();
    }

    private static void write(ZipOutputStream zip, Column column) throws IOException {
        Column.Type kind = column.type();
        List<String> texts = kind == Column.Type.TEXT ? column.texts() : List.of();
        int longest = texts.stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .max()
                .orElse(1);
        String type =
                switch (kind) {
                    case TRUTH -> "|b1";
                    case WHOLE -> "<i8";
                    case NUMBER -> "<f8";
                    case TEXT -> "<U" + longest;
                };
        NpyArray.entry(zip, column.name(), type, "(" + column.cells().size() + ",)");
        ByteBuffer item = NpyArray.little(Math.max(8, 4 * longest));
        for (Object cell : column.cells()) {
            Arrays.fill(item.array(), (byte) 0);
            item.clear();
            switch (kind) {
                case TRUTH -> item.put(Boolean.TRUE.equals(cell) ? (byte) 1 : 0);
                case WHOLE -> item.putLong(((Number) cell).longValue());
                case NUMBER -> item.putDouble(column.number(cell));
                case TEXT -> {
                    String text = cell == null ? "" : cell.toString();
                    text.codePoints().forEach(item::putInt);
                    item.position(4 * longest);
                }
            }
            zip.write(item.array(), 0, item.position());
        }
    }

    /**
     * {@return the columns of a file from this class or from {@code numpy.savez}: numbers as {@code Double} or, of whole type,
     * {@code Long}}
     *
     * @throws org.espalier.model.io.NetworkFormatException if it is not such a file, or an array has more than one dimension
     */
    public static NumpyColumns read(Path file) {
        List<Column> columns = new ArrayList<>();
        NpyArray.readAll(file, (name, array) -> columns.add(Column.of(name, values(name, array))));
        return EMPTY.with(columns);
    }

    private static List<Object> values(String name, NpyArray array) throws IOException {
        List<Object> values = new ArrayList<>(array.count());
        for (int k = 0; k < array.count(); k++) {
            switch (array.kind()) {
                case 'U', 'S' -> values.add(array.text(name, k));
                case 'b' -> values.add(array.value(name, k) != 0);
                case 'i' -> values.add((long) array.value(name, k));
                default -> values.add(array.value(name, k));
            }
        }
        return values;
    }
}
