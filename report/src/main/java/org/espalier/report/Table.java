package org.espalier.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.espalier.run.sampling.Estimate;

/**
 * A table of data as a value: named columns of equal length. It is printed as aligned text, CSV or JSON, written as arrays of
 * NumPy and shown as HTML; CSV, JSON and arrays keep every digit of a number.
 *
 * {@snippet :
 * Table trees = Table.of("order", "trees").row(1, 1).row(2, 1).row(3, 2);
 * trees.print(out, Table.Format.CSV);
 * }
 */
public final class Table {
    /** How a table is printed. */
    public enum Format {
        /** Aligned columns for reading, numbers with six digits. */
        TEXT,
        /** Comma-separated values (RFC 4180) with a header line. */
        CSV,
        /** An array with one object for each row. */
        JSON
    }

    private final String name;
    private final List<Column> columns;
    private final int rows;

    private Table(String name, List<Column> columns) {
        this.name = Objects.requireNonNull(name, "name");
        this.columns = List.copyOf(columns);
        this.rows = columns.isEmpty() ? 0 : columns.get(0).cells().size();
        for (Column column : columns) {
            if (column.cells().size() != rows) {
                throw new IllegalArgumentException("table: column '" + column.name() + "' has "
                        + column.cells().size() + " cells, column '"
                        + columns.get(0).name() + "' " + rows);
            }
        }
    }

    /** {@return a table without rows; names of columns of data have no blanks, so that they can be used as keys} */
    public static Table of(String... names) {
        return columns(names).table();
    }

    /** {@return a table of columns of equal length} */
    public static Table of(List<Column> columns) {
        return new Table("", columns);
    }

    /** {@return a builder for a table of many rows} */
    public static Builder columns(String... names) {
        return columns(Arrays.stream(names).map(Column::head).toList());
    }

    /** {@return a builder for a table of many rows, from columns without cells} */
    public static Builder columns(List<Column> heads) {
        return new Builder(heads);
    }

    /** {@return what makes a table with a row for each item} */
    public static <T> Rows<T> rows(List<T> items) {
        return new Rows<>(items);
    }

    /**
     * {@return what makes a table with a row for every combination of indices, the last one running fastest}
     *
     * @param sizes number of values of each index, from 0
     */
    public static Rows<int[]> over(int... sizes) {
        List<int[]> all = List.of(new int[0]);
        for (int size : sizes) {
            List<int[]> longer = new ArrayList<>();
            for (int[] at : all) {
                for (int k = 0; k < size; k++) {
                    int[] next = Arrays.copyOf(at, at.length + 1);
                    next[at.length] = k;
                    longer.add(next);
                }
            }
            all = longer;
        }
        return new Rows<>(all);
    }

    /** Makes a table column by column: each says what it holds of an item. */
    public static final class Rows<T> {
        private final List<T> items;
        private final List<Column> columns = new ArrayList<>();

        private Rows(List<T> items) {
            this.items = items;
        }

        /** Adds a column of one cell an item. */
        public Rows<T> column(String name, Function<? super T, ?> cell) {
            columns.add(Column.of(name, items.stream().map(cell).toList()));
            return this;
        }

        /** Adds columns of an estimate: its mean and its standard error. */
        public Rows<T> estimate(String mean, String error, Function<? super T, Estimate> estimate) {
            List<Estimate> all = items.stream().map(estimate::apply).toList();
            columns.add(Column.of(mean, all.stream().map(Estimate::mean).toList()));
            columns.add(
                    Column.of(error, all.stream().map(Estimate::standardError).toList()));
            return this;
        }

        /** Sets how many digits of the last column people see. */
        public Rows<T> digits(int shown) {
            columns.add(columns.remove(columns.size() - 1).digits(shown));
            return this;
        }

        /** {@return the table, with a name} */
        public Table table(String name) {
            return new Table(name, columns);
        }
    }

    /** Makes a table row by row. */
    public static final class Builder {
        private final List<Column> heads;
        private final List<List<Object>> cells = new ArrayList<>();
        private String name = "";

        private Builder(List<Column> heads) {
            this.heads = List.copyOf(heads);
            heads.forEach(head -> cells.add(new ArrayList<>(head.cells())));
        }

        /** Names the table. */
        public Builder named(String title) {
            name = title;
            return this;
        }

        /** Adds a row of one cell a column: see {@link Column#cells}. */
        public Builder row(Object... row) {
            return row(Arrays.asList(row));
        }

        /** Adds a row of one cell a column. */
        public Builder row(List<?> row) {
            if (row.size() != heads.size()) {
                throw new IllegalArgumentException("table: " + row.size() + " cells for the " + heads.size()
                        + " columns " + heads.stream().map(Column::name).toList());
            }
            for (int c = 0; c < row.size(); c++) {
                cells.get(c).add(row.get(c));
            }
            return this;
        }

        /** {@return the table, the rows so far} */
        public Table table() {
            return new Table(
                    name,
                    IntStream.range(0, heads.size())
                            .mapToObj(c ->
                                    new Column(heads.get(c).name(), heads.get(c).digits(), cells.get(c)))
                            .toList());
        }
    }

    /** {@return this table with one more row, of one cell a column: see {@link Column#cells}} */
    public Table row(Object... cells) {
        return new Builder(columns).named(name).row(cells).table();
    }

    /** {@return this table with another name} */
    public Table named(String title) {
        return new Table(title, columns);
    }

    /** {@return this table, of whose numbers people see so many digits where a column says nothing else} */
    public Table digits(int shown) {
        return new Table(
                name,
                columns.stream()
                        .map(column -> column.digits() == Column.USUAL ? column.digits(shown) : column)
                        .toList());
    }

    /** {@return its name: of its file, or what it shows; empty if it has none} */
    public String name() {
        return name;
    }

    /** {@return the columns} */
    public List<Column> columns() {
        return columns;
    }

    /** {@return the number of rows} */
    public int rows() {
        return rows;
    }

    /** {@return the column of a name} */
    public Column column(String key) {
        return columns.stream()
                .filter(column -> column.name().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("table '" + name + "' has no column '" + key
                        + "'; there are " + columns.stream().map(Column::name).toList()));
    }

    /**
     * {@return some of the columns}
     *
     * @param names their names with blanks between them; {@code NEW=NAME} for a column that is called differently
     */
    public Table select(String names) {
        return new Table(
                name,
                Arrays.stream(names.split(" "))
                        .map(each -> {
                            String[] both = each.split("=", 2);
                            return column(both[both.length - 1]).named(both[0]);
                        })
                        .toList());
    }

    /** {@return this table without the columns whose names fulfil a condition} */
    public Table without(Predicate<String> condition) {
        return new Table(
                name,
                columns.stream()
                        .filter(column -> !condition.test(column.name()))
                        .toList());
    }

    /** The cells of a row. */
    List<Object> cells(int row) {
        List<Object> cells = new ArrayList<>(columns.size());
        columns.forEach(column -> cells.add(column.cells().get(row)));
        return Collections.unmodifiableList(cells);
    }

    /** {@return the columns as arrays of NumPy, one array a column} */
    public NumpyColumns arrays() {
        return NumpyColumns.empty().with(columns);
    }

    /** Prints the table; the writer is flushed, not closed. */
    public void print(PrintWriter out, Format format) {
        switch (format) {
            case TEXT -> TextTable.print(this, out);
            case CSV -> CsvTable.print(this, out, "NaN");
            case JSON -> JsonTable.print(this, out);
        }
        out.flush();
    }

    /**
     * Writes the table as the files of a report hold it: CSV in UTF-8, an empty cell where a value is unknown.
     *
     * @param out where to; it is not closed
     * @throws IOException if it cannot be written
     */
    public void csv(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvTable.print(this, writer, "");
        writer.flush();
    }

    /**
     * {@return the table as HTML: a {@code table} element that needs no style sheet}
     *
     * @param drawn how cells are drawn that are neither texts nor numbers; empty for those that it does not know
     */
    public String html(Function<Object, Optional<String>> drawn) {
        return HtmlTable.alone(this, drawn);
    }

    /** {@return the table for a page of reports, with its name as caption; the style sheet of the page knows its classes} */
    public String pageHtml() {
        return HtmlTable.onPage(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table table && name.equals(table.name) && columns.equals(table.columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, columns);
    }

    /** Aligned text. */
    @Override
    public String toString() {
        return TextTable.text(this);
    }
}
