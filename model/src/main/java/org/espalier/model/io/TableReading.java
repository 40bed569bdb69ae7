package org.espalier.model.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads a table that is no text: for formats that know rows and columns, and leave it to the reader which of them are the
 * ends and the weight of an edge.
 */
public final class TableReading {
    private static final int LOOKED_AT = 24;

    private TableReading() {}

    /**
     * Reads a table whose first row holds the names of its columns.
     *
     * @param file where it is, for messages
     * @param reader what is done about everything that the file leaves open
     * @param what what the table is and where it stands, as the report tells it
     * @param open opens the rows from the start
     * @return the network and how the file was understood
     * @throws NetworkFormatException if the rows do not hold a network
     */
    public static Reading ofRows(Path file, NetworkReader reader, String what, Supplier<Rows> open) {
        List<List<String>> first = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        boolean complete = true;
        try (Rows rows = open.get()) {
            while (rows.next()) {
                if (first.size() == LOOKED_AT) {
                    complete = false;
                    break;
                }
                List<String> row = new ArrayList<>();
                for (int k = 0; k < rows.count(); k++) {
                    row.add(rows.text(k));
                }
                first.add(row);
                lines.add(rows.line());
            }
        }
        if (first.size() < 2) {
            throw new NetworkFormatException(file, 0, "holds no row", Remedy.NEEDS_AN_EDGE);
        }
        return of(file, reader, new TableSample(null, first, lines, complete, List.of(), false, 0, true), open, what);
    }

    /** Reads a table once its first rows have told what it is. */
    static Reading of(Path file, NetworkReader reader, TableSample sample, Supplier<Rows> open, String what) {
        TableLayout layout = new LayoutFinder(file, reader, sample).layout();
        try (Rows rows = open.get()) {
            return layout instanceof MatrixLayout matrix
                    ? new MatrixRows(file, reader, matrix.described(what + ", " + matrix.description()), rows).read()
                    : edges(file, reader, (EdgeLayout) layout, rows, open, what);
        }
    }

    private static Reading edges(
            Path file, NetworkReader reader, EdgeLayout layout, Rows rows, Supplier<Rows> open, String what) {
        return new EdgeRows(file, reader, layout.described(what + ", " + layout.description()), rows).read(open);
    }
}
