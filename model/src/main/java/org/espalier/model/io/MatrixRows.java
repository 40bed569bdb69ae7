package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.model.io.NetworkReader.Presynaptic;
import org.espalier.model.network.SynapticNetwork;

/** One reading of a table that is a matrix: one row and one column a neuron, empty cells are 0. */
final class MatrixRows {
    private final Path file;
    private final NetworkReader reader;
    private final MatrixLayout layout;
    private final Rows rows;
    private final Map<String, Integer> index = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Assembly assembly;
    private final boolean presynapticRows;
    private long empty;

    MatrixRows(Path file, NetworkReader reader, MatrixLayout layout, Rows rows) {
        this.file = file;
        this.reader = reader;
        this.layout = layout;
        this.rows = rows;
        this.presynapticRows = reader.presynaptic == Presynaptic.AUTO
                ? layout.presynapticRows()
                : reader.presynaptic == Presynaptic.ROWS;
        this.assembly = new Assembly(file, reader, 0, 0, i -> i < names.size() ? names.get(i) : Integer.toString(i))
                .note(layout.description())
                .note(side(presynapticRows));
    }

    /** Which side is presynaptic, as the report tells it. */
    static String side(boolean presynapticRows) {
        return presynapticRows ? "rows are presynaptic" : "columns are presynaptic (--presynaptic rows turns it)";
    }

    Reading read() {
        int columns = layout.columns();
        boolean header = layout.names() != null;
        if (header) {
            rows.next();
            for (String name : layout.names()) {
                if (index.putIfAbsent(name, index.size()) != null) {
                    throw new NetworkFormatException(
                            file, rows.line(), "two columns are called " + shown(name), Remedy.CORRECT);
                }
                names.add(name);
            }
        }
        long read = 0;
        long shared = 0;
        boolean[] seen = new boolean[columns];
        int shift = layout.rowNames() ? 1 : 0;
        while (rows.next()) {
            int count = rows.count();
            if (count != columns + shift
                    && !(count == columns + shift + 1 && rows.start(count - 1) == rows.end(count - 1))) {
                throw LayoutFinder.uneven(file, rows.line(), count, columns + shift, layout.description());
            }
            int row = (int) read++;
            if (layout.rowNames()) {
                row = named(rows.text(0), header, seen);
                shared += header && row < columns ? 1 : 0;
            } else if (row >= columns) {
                throw LayoutFinder.notSquare(file, layout, count(read));
            }
            row(row, columns, shift);
        }
        if (!layout.rowNames() || !header) {
            if (read != columns) {
                throw LayoutFinder.notSquare(file, layout, read);
            }
        } else if (reader.layout != NetworkReader.Layout.MATRIX
                && (read == columns ? shared < read : 2 * shared < Math.min(read, columns))) {
            throw new NetworkFormatException(
                    file, 0, "only " + shared + " of the " + read + " names at the left stand above", Remedy.MATRIX);
        }
        if (assembly.rows() == 0) {
            throw new NetworkFormatException(file, 0, "is a matrix of zeros", Remedy.NEEDS_AN_EDGE);
        }
        return reading((int) Math.max(read, columns));
    }

    private long count(long read) {
        long all = read;
        while (rows.next()) {
            all++;
        }
        return all;
    }

    private int named(String name, boolean header, boolean... seen) {
        if (name.isEmpty() || Names.isMissing(name)) {
            throw new NetworkFormatException(
                    file, rows.line(), "the name " + shown(name) + " of the row is none", Remedy.NAME_THE_NEURON);
        }
        Integer known = index.get(name);
        boolean twice = known != null && (!header || known >= seen.length || seen[known]);
        if (twice) {
            throw new NetworkFormatException(file, rows.line(), "two rows are called " + shown(name), Remedy.CORRECT);
        }
        if (known == null) {
            known = names.size();
            index.put(name, known);
            names.add(name);
        } else {
            seen[known] = true;
        }
        return known;
    }

    private void row(int row, int columns, int shift) {
        byte[] bytes = rows.bytes();
        for (int k = 0; k < columns; k++) {
            int start = rows.start(k + shift);
            int end = rows.end(k + shift);
            if (end - start == 1 && bytes[start] == '0') {
                continue;
            }
            if (start == end) {
                empty++;
                continue;
            }
            double value = Decimal.parse(bytes, start, end);
            if (!Double.isFinite(value)) {
                String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
                if (text.matches("[+-]?\\d+,\\d+")) {
                    throw ColumnFinder.commaInNumber(file, rows.line(), text);
                }
                throw new NetworkFormatException(
                        file,
                        rows.line(),
                        "the value " + shown(text) + " in column " + (k + shift + 1) + " is not a finite number",
                        Remedy.WRITE_A_NUMBER);
            }
            if (value != 0) {
                double weight = reader.unweighted ? 1 : value;
                assembly.edge(rows.line(), presynapticRows ? row : k, presynapticRows ? k : row, weight, false);
            }
        }
    }

    private Reading reading(int least) {
        if (names.size() > layout.columns()) {
            assembly.note((names.size() - layout.columns()) + " names stand at the left alone");
        }
        if (empty > 0) {
            assembly.note(empty + " empty cells count as 0");
        }
        SynapticNetwork network = assembly.buildOrRefuse(names.isEmpty() ? least : names.size());
        return assembly.reading(names.isEmpty() ? network : network.labelled(names.toArray(String[]::new)));
    }
}
