package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;

/**
 * The first row of a table without a header, until the whole table is read: it may hold sizes (nodes and edges; rows, columns
 * and entries of a matrix) or the names of columns.
 */
final class FirstRow {
    private final Path file;
    private final boolean weighted;
    private final boolean doubtful;
    private long line;
    private int source = -1;
    private int target;
    private double weight;
    private boolean seenAgain;

    FirstRow(Path file, boolean weighted, boolean doubtful) {
        this.file = file;
        this.doubtful = doubtful;
        this.weighted = weighted;
    }

    void see(long atLine, int from, int to, double size) {
        if (source < 0) {
            line = atLine;
            source = from;
            target = to;
            weight = size;
        } else if (!seenAgain) {
            seenAgain = from == source || from == target || to == source || to == target;
        }
    }

    void refuseSizes(long rows, NameIndex names) {
        String first = names.name(source);
        String second = names.name(target);
        boolean numbers = Names.isWhole(first) && Names.isWhole(second) && first.length() < 10 && second.length() < 10;
        if (numbers && rows > 1) {
            long nodes = Long.parseLong(first);
            boolean edges = weighted ? source == target && weight == rows - 1 : Long.parseLong(second) == rows - 1;
            if (edges && nodes > 1 && largest(names, nodes) <= nodes) {
                throw new NetworkFormatException(
                        file,
                        line,
                        "the first row may hold the sizes: " + nodes + " nodes and " + (rows - 1) + " edges",
                        Remedy.SIZES);
            }
        }
        if (doubtful && !weighted && !numbers && !seenAgain && rows > 2) {
            throw new NetworkFormatException(
                    file,
                    line,
                    "the names " + shown(first) + " and " + shown(second)
                            + " of the first row never come back: it may be a header",
                    (first + second).indexOf(',') < 0 ? Remedy.HEADER : Remedy.COLUMNS_ALONE,
                    (first + second).indexOf(',') < 0 ? first + "," + second : "1,2");
        }
    }

    /** The largest number among the names, the number of edges left aside; more than the limit if one is no number. */
    private long largest(NameIndex names, long limit) {
        long largest = 0;
        for (int k = 0; k < names.size(); k++) {
            String name = names.name(k);
            if (!Names.isWhole(name) || name.length() > 9) {
                return limit + 1;
            }
            largest = Math.max(largest, k == target && !weighted && !seenAgain ? 0 : Long.parseLong(name));
        }
        return largest;
    }
}
