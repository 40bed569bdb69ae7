package org.espalier.model.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.espalier.model.io.NetworkReader.Delimiter;

/** Cuts the first lines of a text by every delimiter, and keeps those by which all rows have equally many fields. */
final class DelimiterSearch {
    private static final Delimiter[] ORDER = {
        Delimiter.TAB, Delimiter.SEMICOLON, Delimiter.COMMA, Delimiter.BAR, Delimiter.BLANKS
    };

    private DelimiterSearch() {}

    /** The samples in the order in which they are to be tried; one at least. */
    static List<TableSample> samples(byte[] preview, boolean all, Delimiter given, int rows) {
        List<TableSample> even = new ArrayList<>();
        List<TableSample> uneven = new ArrayList<>();
        for (Delimiter delimiter : given == Delimiter.AUTO ? ORDER : new Delimiter[] {given}) {
            TableSample sample = cut(preview, all, delimiter, rows);
            if (sample.rows().isEmpty()) {
                return List.of(sample);
            }
            (sample.width() > 1 ? even : uneven).add(sample);
        }
        if (!even.isEmpty()) {
            return even;
        }
        // the delimiter that cuts the first row, for the message about a row that is cut otherwise
        uneven.sort(Comparator.comparing(
                (TableSample sample) -> sample.rows().get(0).size() < 2));
        return uneven.subList(0, 1);
    }

    private static TableSample cut(byte[] preview, boolean all, Delimiter delimiter, int wanted) {
        FieldSplitter fields = new FieldSplitter(delimiter.code);
        byte[] bytes = preview.clone(); // doubled quotes are taken out in place
        List<List<String>> rows = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        boolean quotes = false;
        int single = 0;
        boolean more = false;
        long line = 0;
        for (int start = 0; start < bytes.length; ) {
            int feed = start;
            while (feed < bytes.length && bytes[feed] != '\n') {
                feed++;
            }
            if (feed == bytes.length && !all) {
                break; // the last line may be cut off
            }
            line++;
            int end = feed > start && bytes[feed - 1] == '\r' ? feed - 1 : feed;
            boolean comment = end > start && (bytes[start] == '#' || bytes[start] == '%');
            if (comment && rows.isEmpty()) {
                comments.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            } else if (comment) {
                single += new String(bytes, start, end - start, StandardCharsets.UTF_8).matches("# *\\S+ *") ? 1 : 0;
            } else {
                int count = fields.split(bytes, start, end);
                if (count != 0 && rows.size() == wanted) {
                    more = true;
                    break;
                }
                if (count != 0) {
                    List<String> row = new ArrayList<>();
                    for (int k = 0; k < Math.max(count, 0); k++) {
                        row.add(fields.text(bytes, k));
                        quotes |= fields.isQuoted(k);
                    }
                    rows.add(row);
                    lines.add(line);
                }
            }
            start = feed + 1;
        }
        return new TableSample(delimiter, rows, lines, all && !more, comments, quotes, single, false).trimmed();
    }
}
