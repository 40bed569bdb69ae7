package org.espalier.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.espalier.model.io.NumpyColumns;

/**
 * A table of data that prints itself as aligned text, as CSV or as JSON. Cells are numbers, texts, booleans or null
 * (nothing known). CSV and JSON keep every digit of a number; text shows six.
 *
 * {@snippet :
 * var rows = Table.columns("order", "trees");
 * rows.row(1, 1).row(2, 1).row(3, 2);
 * rows.table().print(out, Table.Format.CSV);
 * }
 *
 * @param columns names of the columns, without blanks so that they can be used as keys
 * @param rows the cells, as many in each row as there are columns
 */
public record Table(List<String> columns, List<List<Object>> rows) {
    /** How a table is printed. */
    public enum Format {
        /** Aligned columns for reading. */
        TEXT,
        /** Comma-separated values (RFC 4180) with a header line. */
        CSV,
        /** An array with one object for each row. */
        JSON
    }

    /** Copies and checks the cells. */
    public Table {
        columns = List.copyOf(columns);
        List<List<Object>> copies = new ArrayList<>();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "table: " + row.size() + " cells for the " + columns.size() + " columns " + columns);
            }
            copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = List.copyOf(copies);
    }

    /**
     * Starts a table.
     *
     * @param names names of the columns
     * @return a builder without rows
     */
    public static Builder columns(String... names) {
        return new Builder(List.of(names));
    }

    /** Collects the rows of a table. */
    public static final class Builder {
        private final List<String> columns;
        private final List<List<Object>> rows = new ArrayList<>();

        private Builder(List<String> columns) {
            this.columns = columns;
        }

        /**
         * Adds a row.
         *
         * @param cells one cell a column
         * @return this builder
         */
        public Builder row(Object... cells) {
            List<Object> row = new ArrayList<>();
            Collections.addAll(row, cells);
            rows.add(row);
            return this;
        }

        /** {@return the table, the rows so far} */
        public Table table() {
            return new Table(columns, rows);
        }
    }

    /** {@return the columns as arrays of NumPy, one array a column} */
    public NumpyColumns arrays() {
        NumpyColumns arrays = NumpyColumns.empty();
        for (int c = 0; c < columns.size(); c++) {
            List<Object> values = new ArrayList<>();
            for (List<Object> row : rows) {
                Object cell = row.get(c);
                boolean plain = cell == null || cell instanceof Number || cell instanceof Boolean;
                values.add(plain ? cell : cell.toString());
            }
            arrays = arrays.with(columns.get(c), values);
        }
        return arrays;
    }

    /**
     * Prints the table.
     *
     * @param out where to
     * @param format how
     */
    public void print(PrintWriter out, Format format) {
        switch (format) {
            case TEXT -> text(out);
            case CSV -> csv(out);
            case JSON -> json(out);
        }
        out.flush();
    }

    private void text(PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        for (List<Object> row : rows) {
            lines.add(row.stream().map(Table::shown).toList());
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < columns.size(); c++) {
                int width = width(lines, c);
                String cell = line.get(c);
                String blanks = " ".repeat(width - length(cell));
                text.append(c == 0 ? "" : "  ").append(isText(c) ? cell + blanks : blanks + cell);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> length(line.get(column))).max().orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private boolean isText(int column) {
        return rows.stream().anyMatch(row -> row.get(column) instanceof String);
    }

    private static String shown(Object cell) {
        if (cell == null) {
            return "–";
        }
        if (cell instanceof Double || cell instanceof Float) {
            double value = ((Number) cell).doubleValue();
            return Double.isNaN(value) ? "–" : decimal(value);
        }
        return cell.toString();
    }

    private static String decimal(double value) {
        double size = Math.abs(value);
        if (value == 0 || Double.isInfinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        if (size >= 1e-4 && size < 1e7) {
            int digits = Math.max(0, 5 - (int) Math.floor(Math.log10(size)));
            return String.format(Locale.ROOT, "%." + digits + "f", value);
        }
        return String.format(Locale.ROOT, "%.5e", value);
    }

    private void csv(PrintWriter out) {
        try {
            // not closed: the writer is the caller's
            CSVPrinter printer = new CSVPrinter(
                    out, CSVFormat.RFC4180.builder().setRecordSeparator("\n").get());
            printer.printRecord(columns);
            for (List<Object> row : rows) {
                printer.printRecord(row);
            }
            printer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void json(PrintWriter out) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Object> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int c = 0; c < columns.size(); c++) {
                Object cell = row.get(c);
                // JSON has no NaN and no infinity
                boolean number = !(cell instanceof Double value) || Double.isFinite(value);
                object.put(columns.get(c), number ? cell : null);
            }
            objects.add(object);
        }
        try {
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(objects));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
