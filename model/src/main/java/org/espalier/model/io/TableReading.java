package org.espalier.model.io;

import java.nio.file.Path;
import java.util.function.Supplier;

/** Reads a table that is no text, once its first rows have told what it is. */
final class TableReading {
    private TableReading() {}

    /**
     * Reads.
     *
     * @param open the rows from the start
     * @param what where the table stands, as the report tells it
     */
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
