package org.espalier.study.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.espalier.report.NumpyColumns;

/**
 * Where the tables of a report go: each to a file of CSV (RFC 4180, UTF-8, a header line, every digit), and the columns of
 * all of them, named {@code table.column}, to one file of NumPy arrays.
 */
final class TableFolder {
    private final Path folder;
    private NumpyColumns arrays = NumpyColumns.empty();

    TableFolder(Path folder) {
        this.folder = folder;
    }

    /** What fills a table. */
    interface Rows {
        void print(RowPrinter printer) throws IOException;
    }

    /** Prints rows and keeps their cells by column. */
    record RowPrinter(CSVPrinter csv, List<List<Object>> columns) {
        void printRecord(List<?> cells) throws IOException {
            csv.printRecord(cells);
            for (int c = 0; c < cells.size(); c++) {
                columns.get(c).add(cells.get(c));
            }
        }

        void printRecord(Object... cells) throws IOException {
            printRecord(Arrays.asList(cells));
        }
    }

    /** Writes a table. */
    void write(String table, List<String> header, Rows rows) throws IOException {
        List<List<Object>> columns = new ArrayList<>();
        header.forEach(name -> columns.add(new ArrayList<>()));
        try (Writer writer = Files.newBufferedWriter(folder.resolve(table + ".csv"));
                CSVPrinter csv = new CSVPrinter(
                        writer,
                        CSVFormat.RFC4180.builder().setRecordSeparator("\n").get())) {
            csv.printRecord(header);
            rows.print(new RowPrinter(csv, columns));
        }
        for (int c = 0; c < header.size(); c++) {
            arrays = arrays.with(table + "." + header.get(c), columns.get(c));
        }
    }

    /** Unknown values are empty cells. */
    static Object cell(double value) {
        return Double.isNaN(value) ? "" : value;
    }

    /** Writes the arrays of all tables so far. */
    void writeArrays() {
        arrays.write(folder.resolve("results.npz"));
    }
}
