package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.espalier.model.io.DelimitedText.Delimiter;
import org.espalier.model.io.DelimitedText.Header;
import org.espalier.model.io.DelimitedText.Settings;

/**
 * Where things stand in a delimited text, from its first row.
 *
 * @param header whether that row names the columns
 * @param columns number of columns
 * @param source column of the presynaptic neuron, from 0
 * @param target column of the postsynaptic neuron
 * @param weight column of the weight, −1 if every weight is 1
 * @param sign column of the sign, −1 if there is none
 * @param filters columns of the filters
 * @param description what it is, for people
 */
record TableLayout(
        boolean header,
        int columns,
        int source,
        int target,
        int weight,
        int sign,
        List<Integer> filters,
        String description) {
    private static final int LINES_LOOKED_AT = 20;

    int filter(int f) {
        return filters.get(f);
    }

    /** The delimiter that cuts the first lines into equally many columns, two at least. */
    static Delimiter delimiter(byte[] preview) {
        List<String> lines = new ArrayList<>();
        for (String line : new String(preview, StandardCharsets.ISO_8859_1).split("\r?\n", LINES_LOOKED_AT + 20)) {
            boolean comment = lines.isEmpty() && (line.startsWith("#") || line.startsWith("%"));
            if (!line.isBlank() && !comment && lines.size() < LINES_LOOKED_AT) {
                lines.add(line);
            }
        }
        Delimiter[] order = {Delimiter.TAB, Delimiter.SEMICOLON, Delimiter.COMMA, Delimiter.BAR};
        Delimiter found = Delimiter.BLANKS;
        // the last line of the preview may be cut off
        int complete = Math.max(1, lines.size() - 1);
        for (int k = order.length - 1; k >= 0 && !lines.isEmpty(); k--) {
            int first = count(lines.get(0), order[k]);
            if (first > 0 && found == Delimiter.BLANKS) {
                found = order[k];
            }
        }
        for (Delimiter candidate : order) {
            if (!lines.isEmpty()) {
                int first = count(lines.get(0), candidate);
                if (first > 0
                        && lines.subList(0, complete).stream().allMatch(line -> count(line, candidate) == first)) {
                    return candidate;
                }
            }
        }
        return found;
    }

    private static int count(String line, Delimiter delimiter) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (!quoted && line.charAt(i) == delimiter.code) {
                count++;
            }
        }
        return count;
    }

    static TableLayout of(
            Path file, long line, Settings settings, Delimiter delimiter, FieldSplitter fields, byte[] bytes) {
        List<String> first = new ArrayList<>();
        for (int k = 0; k < fields.count(); k++) {
            first.add(fields.text(bytes, k));
        }
        if (first.size() > 1 && first.get(first.size() - 1).isEmpty()) {
            first.remove(first.size() - 1); // a delimiter at the end of every line
        }
        return new Finder(file, line, settings, delimiter, first).layout();
    }

    /** Looks for columns in the first row. */
    private record Finder(Path file, long line, Settings settings, Delimiter delimiter, List<String> first) {
        TableLayout layout() {
            if (first.size() < 2) {
                throw new NetworkFormatException(
                        file,
                        line,
                        "1 column where at least 2 are needed (source, target); the delimiter seems to be " + delimiter,
                        "give the delimiter, or is this a text file with one edge a row?");
            }
            boolean header = isHeader();
            int source = settings.source() != null
                    ? column(settings.source(), "source", header)
                    : header ? alias(Column.SOURCES, "source") : 0;
            int target = settings.target() != null
                    ? column(settings.target(), "target", header)
                    : header ? alias(Column.TARGETS, "target") : 1;
            int weight = settings.unweighted() || settings.weight() == null && first.size() == 2
                    ? -1
                    : settings.weight() != null
                            ? column(settings.weight(), "weight", header)
                            : header ? alias(Column.WEIGHTS, "weight") : 2;
            if (source == target || weight == source || weight == target) {
                throw new NetworkFormatException(
                        file,
                        line,
                        "source, target and weight stand in columns " + (source + 1) + ", " + (target + 1) + " and "
                                + (weight + 1),
                        "name three different columns");
            }
            int sign = settings.sign() == null ? -1 : column(settings.sign().column(), "sign", header);
            List<Integer> filters = settings.filters().stream()
                    .map(filter -> column(filter.column(), "filter", header))
                    .toList();
            if (!header) {
                refuseHiddenHeader(weight);
            }
            return new TableLayout(header, first.size(), source, target, weight, sign, filters, description(header));
        }

        private String description(boolean header) {
            return "text, " + first.size() + " columns, " + delimiter + (header ? ", header" : "");
        }

        private boolean isHeader() {
            if (settings.header() != Header.AUTO) {
                return settings.header() == Header.PRESENT;
            }
            boolean named = settings.source() != null && settings.source().isNamed()
                    || settings.target() != null && settings.target().isNamed()
                    || settings.sign() != null
                    || settings.filters().stream()
                            .anyMatch(filter -> filter.column().isNamed());
            return named
                    || first.stream().anyMatch(name -> Column.SOURCES.contains(Column.key(name)))
                            && first.stream().anyMatch(name -> Column.TARGETS.contains(Column.key(name)));
        }

        /** A first row whose weight is no number may be a header that was not understood. */
        private void refuseHiddenHeader(int weight) {
            if (weight >= 0) {
                byte[] text = first.get(weight).getBytes(StandardCharsets.UTF_8);
                if (Double.isNaN(Decimal.parse(text, 0, text.length))) {
                    throw new NetworkFormatException(
                            file,
                            line,
                            "the weight " + shown(first.get(weight)) + " is not a decimal number",
                            "correct the row; or if it is a header, name the columns of source, target and weight");
                }
            }
        }

        private int column(Column column, String role, boolean header) {
            if (!column.isNamed()) {
                if (column.number() > first.size()) {
                    throw new NetworkFormatException(
                            file,
                            line,
                            "the " + role + " column is number " + column.number() + " of " + first.size(),
                            "give the number of an existing column");
                }
                return column.number() - 1;
            }
            int at = first.indexOf(column.name());
            if (!header || at < 0) {
                throw new NetworkFormatException(
                        file,
                        line,
                        "no " + role + " column " + shown(column.name()) + " among " + shown(String.join(", ", first)),
                        "name a column of the header");
            }
            return at;
        }

        private int alias(Set<String> known, String role) {
            for (int k = 0; k < first.size(); k++) {
                if (known.contains(Column.key(first.get(k)))) {
                    return k;
                }
            }
            throw new NetworkFormatException(
                    file,
                    line,
                    "no " + role + " column is recognised among " + shown(String.join(", ", first)),
                    "name the columns of source, target and weight");
        }
    }
}
