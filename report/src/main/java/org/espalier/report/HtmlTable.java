package org.espalier.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A table as HTML: on a page with a style sheet, or alone in a notebook. */
final class HtmlTable {
    private static final int LONG_CELL = 80;
    private static final int USUAL_DIGITS = 5;

    /** Of more rows a page shows some, evenly spread. */
    private static final int MOST_ROWS = 400;

    private HtmlTable() {}

    /** A table that needs no style sheet. Columns of words start at the left; others stay where numbers stand. */
    static String alone(Table table, Function<Object, Optional<String>> drawn) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        List<String> alignments = table.columns().stream()
                .map(column -> column.cells().stream().allMatch(String.class::isInstance)
                        ? " style=\"text-align:left\">"
                        : ">")
                .toList();
        for (int c = 0; c < alignments.size(); c++) {
            html.append("<th")
                    .append(alignments.get(c))
                    .append(Html.escape(table.columns().get(c).name()))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < table.rows(); row++) {
            html.append("<tr>");
            for (int c = 0; c < alignments.size(); c++) {
                Column column = table.columns().get(c);
                html.append("<td")
                        .append(alignments.get(c))
                        .append(cell(column, row, drawn))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    /** A table of a page, with its name as caption; the first cell of a row is its head. */
    static String onPage(Table table) {
        List<Column> columns = table.columns();
        int count = Math.min(MOST_ROWS, table.rows());
        String caption = table.name()
                + (count < table.rows() ? " (" + count + " of " + table.rows() + " rows; the files hold all)" : "");
        List<List<String>> cells = columns.stream()
                .map(column -> IntStream.range(0, count)
                        .map(row -> count == table.rows() ? row : (int) ((table.rows() - 1L) * row / (count - 1)))
                        .mapToObj(row -> cell(column, row, cell -> Optional.empty()))
                        .toList())
                .toList();
        String[] kinds = new String[columns.size()];
        boolean prose = false;
        for (int c = 0; c < kinds.length; c++) {
            List<String> column = cells.get(c);
            boolean words = column.stream().anyMatch(HtmlTable::isText);
            boolean sentences =
                    c > 0 && column.stream().anyMatch(cell -> cell.length() > LONG_CELL && !cell.contains("<svg"));
            kinds[c] = !words ? "" : sentences ? " class=\"text long\"" : " class=\"text\"";
            prose |= words && sentences;
        }
        boolean drawn = cells.get(0).stream().anyMatch(cell -> cell.contains("<svg"));
        StringBuilder html = new StringBuilder(Html.scrolling(caption))
                .append("<table" + (prose ? " class=\"prose\"" : drawn ? " class=\"trees\"" : "") + "><caption>")
                .append(Html.escape(caption))
                .append("</caption><thead><tr>");
        for (int c = 0; c < kinds.length; c++) {
            html.append("<th scope=\"col\"")
                    .append(c == 0 && kinds[c].isEmpty() ? " class=\"text\"" : kinds[c].replace(" long", ""))
                    .append('>')
                    .append(Html.escape(columns.get(c).name().replace('_', ' ')))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < count; row++) {
            html.append("<tr><th scope=\"row\">").append(cells.get(0).get(row)).append("</th>");
            for (int c = 1; c < kinds.length; c++) {
                html.append("<td")
                        .append(kinds[c])
                        .append('>')
                        .append(cells.get(c).get(row))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }

    private static String cell(Column column, int row, Function<Object, Optional<String>> drawn) {
        Object cell = column.cells().get(row);
        if (cell instanceof Markup markup) {
            return markup.html();
        }
        if (cell instanceof Double number) {
            return column.digits() == Column.PLAIN
                    ? Digits.plain(number)
                    : Digits.of(number, column.digits() == Column.USUAL ? USUAL_DIGITS : column.digits());
        }
        return cell == null ? "–" : drawn.apply(cell).orElseGet(() -> Html.escape(cell.toString()));
    }

    /** Words are set left, numbers right. */
    private static boolean isText(String cell) {
        String plain = cell.replaceAll("<[^>]*>", "").strip();
        return plain.isEmpty() || plain.chars().anyMatch(Character::isLetter);
    }
}
