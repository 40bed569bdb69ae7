package org.espalier.model.io;

import java.util.List;
import org.espalier.model.io.NetworkReader.Delimiter;

/**
 * The first rows of a table, by which its layout is found.
 *
 * @param delimiter what they were cut by; null if the table is no text
 * @param rows fields of each row
 * @param lines line of each row
 * @param complete whether there are no more rows
 * @param comments lines before the first row that start with # or %
 * @param quotes whether some field was quoted
 * @param single number of comments between rows that are one word
 * @param headerGiven whether the first row holds the names of the columns by the format
 */
record TableSample(
        Delimiter delimiter,
        List<List<String>> rows,
        List<Long> lines,
        boolean complete,
        List<String> comments,
        boolean quotes,
        int single,
        boolean headerGiven) {
    /** How many fields all rows have; the first may have one less, as R writes it; 0 if they differ. */
    int width() {
        int width = rows.get(rows.size() - 1).size();
        for (int k = 0; k < rows.size(); k++) {
            int own = rows.get(k).size();
            if (own != width && !(k == 0 && own == width - 1 && rows.size() > 1)) {
                return 0;
            }
        }
        return width;
    }

    /** The same without the last field, if it is empty in all rows: a delimiter at the end of every line. */
    TableSample trimmed() {
        boolean empty = !rows.isEmpty()
                && rows.stream()
                        .allMatch(
                                row -> row.size() > 1 && row.get(row.size() - 1).isEmpty());
        return empty
                ? new TableSample(
                        delimiter,
                        rows.stream().map(row -> row.subList(0, row.size() - 1)).toList(),
                        lines,
                        complete,
                        comments,
                        quotes,
                        single,
                        headerGiven)
                : this;
    }

    /** Whether lines of one word after # stand above rows of one or two fields, as in LGL. */
    boolean isLgl() {
        return single > 0
                && comments.size() == 1
                && comments.get(0).matches("# *\\S+ *")
                && rows.stream().allMatch(row -> row.size() <= 2);
    }

    String separator() {
        return delimiter == null ? "" : ", " + delimiter;
    }
}
