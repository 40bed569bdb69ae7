package org.espalier.study.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.espalier.report.plot.Html;

/**
 * A table that shows itself in a notebook. Numbers are printed with five significant digits.
 *
 * @param columns names of the columns
 * @param rows one list of cells a row, as long as the columns
 */
public record Table(List<String> columns, List<List<Object>> rows) {
    /** Copies the cells and checks that every row is as long as the header. */
    public Table {
        columns = List.copyOf(columns);
        List<List<Object>> copy = new ArrayList<>();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table: row " + copy.size() + " has " + row.size() + " cells, "
                        + columns.size() + " are needed");
            }
            copy.add(List.copyOf(row));
        }
        rows = List.copyOf(copy);
    }

    /**
     * {@return an empty table}
     *
     * @param columns names of the columns
     */
    public static Table of(String... columns) {
        return new Table(List.of(columns), List.of());
    }

    /**
     * {@return this table with one more row}
     *
     * @param cells one value a column
     */
    public Table row(Object... cells) {
        List<List<Object>> more = new ArrayList<>(rows);
        more.add(List.of(cells));
        return new Table(columns, more);
    }

    /** {@return the table as HTML, a {@code table} element} */
    public String html() {
        StringBuilder text = new StringBuilder("<table><thead><tr>");
        for (int c = 0; c < columns.size(); c++) {
            text.append("<th")
                    .append(alignment(c))
                    .append('>')
                    .append(Html.escape(columns.get(c)))
                    .append("</th>");
        }
        text.append("</tr></thead><tbody>");
        for (List<Object> row : rows) {
            text.append("<tr>");
            for (int c = 0; c < columns.size(); c++) {
                text.append("<td")
                        .append(alignment(c))
                        .append('>')
                        .append(cell(row.get(c)))
                        .append("</td>");
            }
            text.append("</tr>");
        }
        return text.append("</tbody></table>").toString();
    }

    /** Words start at the left; everything else stays where the page puts numbers. */
    private String alignment(int column) {
        boolean words = rows.stream().allMatch(row -> row.get(column) instanceof String);
        return words ? " style=\"text-align:left\"" : "";
    }

    private static String cell(Object value) {
        Objects.requireNonNull(value, "cell");
        if (value instanceof Double number) {
            if (number == 0) { // and not -0.0000
                return "0";
            }
            return Html.escape(String.format(Locale.ROOT, "%.5g", number));
        }
        return Display.html(value).orElseGet(() -> Html.escape(value.toString()));
    }
}
