package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.espalier.model.io.NetworkReader.Header;
import org.espalier.model.io.NetworkReader.Layout;

/**
 * Finds out from the first rows of a table what it is. Evidence decides: columns with known names, a square of numbers, two
 * or three columns that can be nothing else. What may be two things is refused, with the option that says which.
 */
final class LayoutFinder {
    private final Path file;
    private final NetworkReader reader;
    private final TableSample sample;
    private final List<String> first;
    private final List<List<String>> body;
    private final int width;

    LayoutFinder(Path file, NetworkReader reader, TableSample sample) {
        this.file = file;
        this.reader = reader;
        this.sample = sample;
        this.first = sample.rows().get(0);
        this.body = sample.rows().subList(1, sample.rows().size());
        this.width = sample.width();
    }

    /** The layout of a table, which has one row at least. */
    TableLayout layout() {
        refuseUneven();
        if (reader.layout == Layout.MATRIX) {
            return forcedMatrix();
        }
        boolean told = reader.layout == Layout.EDGES || reader.source != null || reader.target != null;
        CommentedHeader commented = CommentedHeader.of(file, sample, width);
        boolean named =
                first.stream().anyMatch(Column::isSource) && first.stream().anyMatch(Column::isTarget);
        if (told || named || commented.isEdges() || reader.sign != null || !reader.filters.isEmpty()) {
            return new ColumnFinder(file, reader, sample, commented).edges();
        }
        MatrixLayout matrix = matrix();
        if (matrix != null) {
            return matrix;
        }
        return new ColumnFinder(file, reader, sample, commented).edges();
    }

    private void refuseUneven() {
        if (width != 0) {
            if (width == 1) {
                throw new NetworkFormatException(
                        file,
                        sample.lines().get(0),
                        "1 column where at least 2 are needed (source, target); the delimiter seems to be "
                                + (sample.delimiter() == null ? "none" : sample.delimiter()),
                        Remedy.IS_IT_TEXT);
            }
            return;
        }
        int expected = first.size();
        for (int k = 1; k < sample.rows().size(); k++) {
            int own = sample.rows().get(k).size();
            if (own != expected && own > 0) {
                refuseAdjacencyList(k);
                throw uneven(file, sample.lines().get(k), own, expected, "text" + sample.separator());
            }
        }
        throw new NetworkFormatException(
                file,
                sample.lines()
                        .get(IntStream.range(0, sample.rows().size())
                                .filter(k -> sample.rows().get(k).isEmpty())
                                .findFirst()
                                .orElse(0)),
                "a double quote does not close, or text follows where it closes",
                Remedy.CLOSE_QUOTE);
    }

    static NetworkFormatException uneven(Path file, long line, int own, int expected, String what) {
        return new NetworkFormatException(
                file,
                line,
                own + (own == 1 ? " column where " : " columns where ") + expected + (expected == 1 ? " is" : " are")
                        + " expected (" + what + ")",
                Remedy.COMPLETE_ROW);
    }

    /** Rows of different lengths without any number but names: a neuron and its neighbours. */
    private void refuseAdjacencyList(int row) {
        boolean networkx = sample.comments().stream().anyMatch(comment -> comment.startsWith("# GMT "));
        if (networkx) {
            throw new NetworkFormatException(
                    file, sample.lines().get(row), "looks like an adjacency list of NetworkX", Remedy.ADJACENCY_LIST);
        }
    }

    /** A matrix, if the rows can be nothing else; null if they are none. */
    private MatrixLayout matrix() {
        if (reader.header == Header.ABSENT) {
            return bare();
        }
        MatrixLayout labelled = labelled();
        if (labelled != null) {
            return labelled;
        }
        return bare() != null ? bare() : headed() != null ? headed() : rowNamed();
    }

    private MatrixLayout forcedMatrix() {
        boolean numbers = IntStream.range(0, width).allMatch(k -> isNumeric(first, k));
        boolean rowNamesOnly = !numbers
                && IntStream.range(1, width).allMatch(k -> isNumeric(first, k))
                && !first.get(0).isEmpty();
        boolean corner = first.size() == width - 1 || first.get(0).isEmpty();
        boolean rowNames = corner
                || rowNamesOnly
                || !body.isEmpty() && body.stream().anyMatch(row -> !Names.isNumber(row.get(0)))
                || overlap(first.subList(1, first.size()));
        boolean header = reader.header == Header.PRESENT
                || reader.header == Header.AUTO
                        && (corner || !numbers && !rowNamesOnly || overlap(first.subList(1, first.size())));
        if (!header) {
            return new MatrixLayout(null, rowNames, width - (rowNames ? 1 : 0), false, true, matrixText("matrix"));
        }
        List<String> names = first.size() == width - 1 || !rowNames ? first : first.subList(1, first.size());
        return new MatrixLayout(
                names, rowNames, width - (rowNames ? 1 : 0), rowsByCorner(), true, matrixText("matrix with names"));
    }

    /** Names above and at the left, which are the same. */
    private MatrixLayout labelled() {
        if (body.isEmpty() || width < 3) {
            return null;
        }
        boolean shifted = first.size() == width - 1;
        List<String> names = shifted ? first : first.subList(1, first.size());
        Set<String> distinct = new HashSet<>(names);
        boolean cells = body.stream().allMatch(row -> IntStream.range(1, width).allMatch(k -> isCell(row, k)));
        // a bare square whose first row and column happen to agree has a number in the corner
        boolean cornered = shifted || !Names.isNumber(first.get(0));
        if (distinct.size() < names.size() || distinct.contains("") || !cells || !cornered) {
            return null;
        }
        if (!overlap(names)) {
            refuseAlmostSquare(names, distinct);
            return null;
        }
        return new MatrixLayout(
                names, true, names.size(), !shifted && rowsByCorner(), true, matrixText("matrix with names"));
    }

    /** A square of which most names at the left stand above, and some do not. */
    private void refuseAlmostSquare(List<String> names, Set<String> above) {
        List<String> strangers = body.stream()
                .map(row -> row.get(0))
                .filter(name -> !above.contains(name))
                .toList();
        if (sample.complete() && body.size() == names.size() && 2 * strangers.size() < body.size()) {
            throw new NetworkFormatException(
                    file,
                    0,
                    "the name " + shown(strangers.isEmpty() ? names.get(0) : strangers.get(0))
                            + " at the left of a square does not stand above, or stands there twice",
                    Remedy.MATRIX);
        }
    }

    /**
     * Whether the names at the left are among those above: all of them in a square or if they are numbers, else half of them.
     */
    private boolean overlap(List<String> names) {
        Set<String> above = new HashSet<>(names);
        Set<String> left = new HashSet<>();
        boolean numbers = names.stream().anyMatch(Names::isNumber);
        for (List<String> row : body) {
            if (!left.add(row.get(0))) {
                return false;
            }
            numbers |= Names.isNumber(row.get(0));
        }
        long known = left.stream().filter(above::contains).count();
        boolean square = sample.complete() && body.size() == names.size();
        return square || numbers ? known == body.size() : known > 0 && 2 * known >= Math.min(body.size(), names.size());
    }

    /** A corner such as pre\post or from/to says that rows are presynaptic. */
    private boolean rowsByCorner() {
        String[] words = first.get(0).split("[^\\p{L}]+", -1);
        return words.length == 2 && Column.isSource(words[0]) && Column.isTarget(words[1]);
    }

    /** A square of numbers and nothing else. */
    private MatrixLayout bare() {
        boolean numbers = sample.rows().stream()
                .allMatch(
                        row -> row.size() == width && IntStream.range(0, width).allMatch(k -> isNumeric(row, k)));
        if (!numbers || reader.header == Header.PRESENT) {
            return null;
        }
        if (width >= 4) {
            boolean numbered = consecutive() && (!sample.complete() || body.size() == width);
            return numbered
                    ? new MatrixLayout(first, false, width, false, false, matrixText("matrix with numbers above"))
                    : !sample.complete() || sample.rows().size() == width
                            ? new MatrixLayout(null, false, width, false, false, matrixText("matrix"))
                            : null;
        }
        if (!sample.complete() || sample.rows().size() != width) {
            return null;
        }
        MatrixLayout square = new MatrixLayout(null, false, width, false, true, matrixText("matrix"));
        return switch (evidence(sample.rows())) {
            case MATRIX -> square;
            case EDGES -> null;
            case NONE ->
                throw new NetworkFormatException(
                        file,
                        sample.lines().get(0),
                        width + " rows of " + width + " numbers may be edges or a matrix",
                        Remedy.EDGES_OR_MATRIX);
        };
    }

    /** Whether the first row counts 0, 1, 2, … or 1, 2, 3, … as the columns of a data frame do. */
    private boolean consecutive() {
        return IntStream.range(0, width).allMatch(k -> first.get(k).equals(Integer.toString(k)))
                || IntStream.range(0, width).allMatch(k -> first.get(k).equals(Integer.toString(k + 1)));
    }

    private enum Evidence {
        EDGES,
        MATRIX,
        NONE
    }

    /** What two or three rows of as many numbers are. */
    private Evidence evidence(List<List<String>> rows) {
        boolean diagonal =
                IntStream.range(0, width).allMatch(k -> isZero(rows.get(k).get(k)));
        boolean ids = rows.stream()
                .allMatch(row -> Names.isWholeValued(row.get(0))
                        && Names.isWholeValued(row.get(1))
                        && !row.get(0).startsWith("-")
                        && !row.get(1).startsWith("-"));
        if (!ids || diagonal && width == 3) {
            return Evidence.MATRIX;
        }
        Set<String> seen = new HashSet<>();
        boolean shared = rows.stream()
                        .flatMap(row -> row.subList(0, 2).stream()
                                .map(LayoutFinder::canonical)
                                .distinct())
                        .filter(name -> !seen.add(name))
                        .count()
                > 0;
        boolean plain = rows.stream()
                .allMatch(row -> !row.get(0).equals(row.get(1)) && !isZero(row.get(row.size() - 1))
                        || width == 2 && !row.get(0).equals(row.get(1)));
        return plain && shared && !diagonal ? Evidence.EDGES : Evidence.NONE;
    }

    private static String canonical(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    /** Words above a square of numbers. */
    private MatrixLayout headed() {
        boolean words = first.size() == width
                && first.stream().noneMatch(name -> Names.isNumber(name) || name.isEmpty())
                && new HashSet<>(first).size() == width;
        boolean cells = !body.isEmpty()
                && body.stream().allMatch(row -> IntStream.range(0, width).allMatch(k -> isNumeric(row, k)));
        if (!words || !cells || sample.complete() && body.size() != width) {
            return null;
        }
        if (width < 4 && (!sample.complete() || evidence(body) != Evidence.MATRIX)) {
            return null;
        }
        return new MatrixLayout(first, false, width, false, false, matrixText("matrix with names above"));
    }

    /** Words at the left of a square of numbers. */
    private MatrixLayout rowNamed() {
        if (width < 4) {
            return null;
        }
        boolean words = sample.rows().stream()
                .allMatch(row -> row.size() == width
                        && !Names.isNumber(row.get(0))
                        && !row.get(0).isEmpty()
                        && IntStream.range(1, width).allMatch(k -> isNumeric(row, k)));
        boolean square = !sample.complete() || sample.rows().size() == width - 1;
        return words && square
                ? new MatrixLayout(null, true, width - 1, false, false, matrixText("matrix with names at the left"))
                : null;
    }

    private String matrixText(String what) {
        return (sample.delimiter() == null ? "" : "text, ")
                + (sample.delimiter() == null
                        ? ""
                        : sample.delimiter().toString().toLowerCase(Locale.ROOT) + ", ")
                + what;
    }

    private static boolean isNumeric(List<String> row, int k) {
        return k < row.size() && Names.isNumber(row.get(k));
    }

    /** A number, or nothing: spreadsheets leave zeros out. */
    private static boolean isCell(List<String> row, int k) {
        return k < row.size() && (row.get(k).isEmpty() || Names.isNumber(row.get(k)));
    }

    private static boolean isZero(String text) {
        return Names.isNumber(text) && Double.parseDouble(text) == 0;
    }

    /** What went wrong with a table of numbers that turned out not to be square. */
    static NetworkFormatException notSquare(Path file, MatrixLayout layout, long rows) {
        List<String> proposal = new ArrayList<>();
        for (int k = 0; k < Math.min(3, layout.columns()); k++) {
            proposal.add(
                    layout.names() == null
                                    || layout.rowNames()
                                    || layout.names().get(k).contains(",")
                            ? Integer.toString(k + 1)
                            : layout.names().get(k));
        }
        return new NetworkFormatException(
                file,
                0,
                "has " + layout.columns() + " columns of numbers and " + rows + " rows: it is no square matrix, and no"
                        + " columns are known"
                        + (layout.names() == null ? "" : " among " + shown(String.join(", ", layout.names()), 80)),
                Remedy.COLUMNS,
                String.join(",", proposal));
    }
}
