package org.espalier.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table as comma-separated values: RFC 4180 with line feeds, a header line, every digit. */
final class CsvTable {
    private CsvTable() {}

    /** Prints a table; the last argument is what stands for NaN, and an empty cell for null. */
    static void print(Table table, Appendable out, String unknown) {
        try {
            // not closed: the writer is the caller's
            CSVPrinter printer = new CSVPrinter(
                    out, CSVFormat.RFC4180.builder().setRecordSeparator("\n").get());
            printer.printRecord(table.columns().stream().map(Column::name).toList());
            for (int row = 0; row < table.rows(); row++) {
                for (Object cell : table.cells(row)) {
                    printer.print(cell instanceof Double value && value.isNaN() ? unknown : cell);
                }
                printer.println();
            }
            printer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
