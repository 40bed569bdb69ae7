package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Doubts about two or three columns without a header that nobody has said to be edges. */
final class BareEdges {
    private final Path file;
    private final TableSample sample;
    private final List<List<String>> rows;
    private final int width;

    BareEdges(Path file, TableSample sample, int width) {
        this.file = file;
        this.sample = sample;
        this.rows = sample.rows();
        this.width = width;
    }

    /** Refuses rows that may be something else than edges. */
    void refuseDoubts(boolean weighted, boolean delimiterFound) {
        if (delimiterFound) {
            refuseContradiction();
        }
        if (width == 3 && weighted) {
            refuseWeights();
            refuseMiddleWord();
        }
        if (width == 2) {
            refuseWords();
        }
        for (int k = 0; k < 2; k++) {
            refuseFractions(k);
        }
    }

    /** Names with blanks in them, in all rows: perhaps the text is to be cut otherwise. */
    private void refuseContradiction() {
        boolean spaced = sample.delimiter() != NetworkReader.Delimiter.BLANKS
                && !sample.quotes()
                && width == 2
                && rows.stream().allMatch(row -> row.stream().anyMatch(name -> name.matches(".*\\s.*")));
        if (spaced) {
            String line = String.join(",", rows.get(0));
            java.util.regex.Matcher number = java.util.regex.Pattern.compile("(?<![^\\s])[+-]?\\d+,\\d+(?![^\\s])")
                    .matcher(line);
            if (number.find()) {
                throw ColumnFinder.commaInNumber(file, sample.lines().get(0), number.group());
            }
            throw new NetworkFormatException(
                    file,
                    sample.lines().get(0),
                    "names hold blanks, such as " + shown(rows.get(0).get(0)) + ", if the delimiter is "
                            + sample.delimiter(),
                    Remedy.DELIMITER,
                    sample.delimiter());
        }
    }

    private void refuseWeights() {
        for (int k = 0; k < rows.size(); k++) {
            String weight = rows.get(k).get(2);
            if (!Names.isNumber(weight)) {
                if (weight.matches("[+-]?\\d+,\\d+")) {
                    throw ColumnFinder.commaInNumber(file, sample.lines().get(k), weight);
                }
                boolean relation = rows.stream().noneMatch(row -> Names.isNumber(row.get(2)))
                        && rows.stream().map(row -> row.get(1)).distinct().count() <= 1 + rows.size() / 2;
                throw relation && rows.size() > 1
                        ? new NetworkFormatException(
                                file,
                                sample.lines().get(k),
                                "the third column holds no weights but " + shown(weight)
                                        + ": is it SIF, source relation target?",
                                Remedy.SIF)
                        : new NetworkFormatException(
                                file,
                                sample.lines().get(k),
                                "the weight " + shown(weight) + " is not a decimal number",
                                k == 0 ? Remedy.COLUMNS_ALONE : Remedy.WRITE_A_NUMBER,
                                "1,2");
            }
        }
    }

    /** Numbers, words, numbers: the word in the middle is a relation, as in SIF. */
    private void refuseMiddleWord() {
        boolean odd = rows.stream()
                .allMatch(row -> Names.isWhole(row.get(0)) && !Names.isNumber(row.get(1)) && Names.isWhole(row.get(2)));
        if (odd
                || rows.size() > 1
                        && rows.stream().map(row -> row.get(1)).distinct().count() == 1
                        && rows.stream().allMatch(row -> !Names.isNumber(row.get(1)) && Names.isNumber(row.get(0)))) {
            throw new NetworkFormatException(
                    file,
                    sample.lines().get(0),
                    "a word stands between two numbers in every row: is it SIF, source relation target? Otherwise add"
                            + " --layout edges. If it is",
                    Remedy.SIF);
        }
    }

    /** Two words a row are an edge list only if names come back. */
    private void refuseWords() {
        boolean numbers = rows.stream().allMatch(row -> row.stream().allMatch(Names::isNumber));
        if (!numbers && !ColumnFinder.share(rows)) {
            throw new NetworkFormatException(
                    file,
                    sample.lines().get(0),
                    "two words a row, such as " + shown(String.join(" ", rows.get(0)))
                            + ", none of which comes back, may be anything",
                    Remedy.COLUMNS_ALONE,
                    "1,2");
        }
    }

    private void refuseFractions(int column) {
        for (int k = 0; k < rows.size(); k++) {
            String name = rows.get(k).get(column);
            if (Names.isNumber(name) && !Names.isWholeValued(name)) {
                String columns = IntStream.rangeClosed(1, width)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));
                throw new NetworkFormatException(
                        file,
                        sample.lines().get(k),
                        "the name " + shown(name) + " is a number with a fraction",
                        width == 2 ? Remedy.COLUMNS_ALONE : Remedy.COLUMNS,
                        columns);
            }
        }
    }
}
