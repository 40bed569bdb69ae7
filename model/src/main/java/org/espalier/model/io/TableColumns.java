package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Some columns of a table about neurons, plain or gzip, as texts. The first of them holds names, which are made the same as
 * those of an edge list: 101.0 is 101.
 *
 * @param values a list for each column, one entry a row
 * @param lines line of each row
 * @param description how the table was understood
 */
record TableColumns(List<List<String>> values, List<Long> lines, String description) {
    private static final int LOOKED_AT = 24;

    /** Finds columns among the names of a header, or among the fields of the first row where there is none. */
    @FunctionalInterface
    interface Choice {
        List<Integer> columns(List<String> first, boolean named);
    }

    long line(int row) {
        return lines.get(row);
    }

    static TableColumns read(Path file, Choice choice) {
        return read(file, choice, false);
    }

    static TableColumns readWithHeader(Path file, Choice choice) {
        return read(file, choice, true);
    }

    private static TableColumns read(Path file, Choice choice, boolean headerKnown) {
        try (TextRows rows = TextRows.open(file, NetworkReader.Delimiter.AUTO, LOOKED_AT)) {
            List<List<String>> sample = rows.sample().rows();
            if (sample.isEmpty()) {
                throw new NetworkFormatException(file, 0, "holds no row", Remedy.NAME_THE_NEURON);
            }
            boolean header = headerKnown || isHeader(sample);
            List<Integer> columns = choice.columns(sample.get(0), header);
            List<List<String>> values = new ArrayList<>();
            columns.forEach(k -> values.add(new ArrayList<>()));
            List<Long> lines = new ArrayList<>();
            int width = sample.get(0).size();
            int shift = sample.size() > 1 && sample.get(1).size() == width + 1 && header ? 1 : 0; // row names of R
            boolean numbers = true;
            for (boolean first = true; rows.next(); first = false) {
                if (first && header) {
                    continue;
                }
                for (int k = 0; k < columns.size(); k++) {
                    int column = columns.get(k) + shift;
                    if (column >= rows.count()) {
                        throw new NetworkFormatException(
                                file, rows.line(), "only " + rows.count() + " columns", Remedy.COMPLETE_ROW);
                    }
                    values.get(k).add(rows.text(column));
                }
                lines.add(rows.line());
                numbers &= Names.isWholeValued(values.get(0).get(lines.size() - 1));
            }
            if (numbers) {
                wholeNumbers(file, values.get(0), lines);
            }
            String names = header
                    ? "column " + shown(sample.get(0).get(columns.get(0)))
                            + (columns.size() > 1
                                    ? ", type " + shown(sample.get(0).get(columns.get(1)))
                                    : "")
                    : "one a line";
            return new TableColumns(values, lines, names);
        }
    }

    private static void wholeNumbers(Path file, List<String> names, List<Long> lines) {
        for (int k = 0; k < names.size(); k++) {
            if (Names.isFloat(names.get(k))) {
                try {
                    names.set(k, Names.digits(names.get(k)));
                } catch (ArithmeticException lost) {
                    throw new NetworkFormatException(
                            lost,
                            file,
                            lines.get(k),
                            "the id " + shown(names.get(k)) + " went through floating point and cannot be recovered",
                            Remedy.IDS_AS_TEXT);
                }
            }
        }
    }

    /** Whether the first row names the columns: it differs in kind from the others, or has a cell that is empty. */
    private static boolean isHeader(List<List<String>> sample) {
        List<String> first = sample.get(0);
        if (first.get(0).isEmpty()
                || first.stream()
                        .anyMatch(name ->
                                Column.key(name).matches("(.*(root|body|neuron|cell|node))?_?id|type|celltype|name"))) {
            return true;
        }
        return sample.size() > 1
                && !Names.isNumber(first.get(0))
                && sample.subList(1, sample.size()).stream().allMatch(row -> Names.isNumber(row.get(0)));
    }
}
