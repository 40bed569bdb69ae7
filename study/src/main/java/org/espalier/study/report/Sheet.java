package org.espalier.study.report;

import static org.espalier.report.Html.escape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Legend;
import org.espalier.report.plot.Plot;
import org.espalier.study.Version;

/** The parts that the pages of reports are made of: head, contents, sections, paragraphs, figures, tables, equations. */
final class Sheet {
    private static final int LONG_CELL = 80;

    private final StringBuilder html = new StringBuilder(1 << 20);
    private int pictures;

    StringBuilder html() {
        return html;
    }

    /** Up to the list of contents. */
    void head(String title, String origin) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
                .append("<meta name=\"color-scheme\" content=\"light dark\"/>")
                .append("<meta name=\"generator\" content=\"Espalier ")
                .append(escape(Version.current()))
                .append("\"/><title>")
                .append(escape(title))
                .append("</title><style>:root{")
                .append(Hue.declarations(false))
                .append("}@media screen and (prefers-color-scheme:dark){:root{")
                .append(Hue.declarations(true))
                .append("}}")
                .append(style())
                .append(
                        "</style></head>\n<body><a class=\"skip\" href=\"#main\">Skip to the answer</a><header><p class=\"kind\">Espalier report</p><h1>")
                .append(escape(title))
                .append("</h1><p class=\"origin\">")
                .append(escape(origin))
                .append("</p></header>\n");
    }

    /** Links to sections, each an identifier and a title; then the main part starts. */
    void contents(List<String[]> entries) {
        html.append("<nav aria-label=\"Contents\"><ul>");
        for (String[] entry : entries) {
            html.append("<li><a href=\"#")
                    .append(entry[0])
                    .append("\">")
                    .append(entry[1])
                    .append("</a></li>");
        }
        html.append("</ul></nav>\n<main id=\"main\" tabindex=\"-1\">");
    }

    void foot() {
        html.append("</main>\n<footer><p>Written by Espalier ")
                .append(escape(Version.current()))
                .append(". The tables of this report, with every digit, are the CSV files beside it; "
                        + "<code>study.yaml</code> repeats the run.</p></footer></body></html>\n");
    }

    private static String style() {
        try (InputStream stream = Sheet.class.getResourceAsStream("report.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(String id, String title) {
        html.append("\n<section id=\"")
                .append(id)
                .append("\" aria-labelledby=\"")
                .append(id)
                .append("-title\"><h2 id=\"")
                .append(id)
                .append("-title\">")
                .append(escape(title))
                .append("</h2>");
    }

    void warning(String text) {
        html.append("<p class=\"warning\" role=\"alert\">")
                .append(indices(escape(text)))
                .append("</p>");
    }

    void listing(String title, String text) {
        html.append("<h3>")
                .append(escape(title))
                .append("</h3><pre tabindex=\"0\"><code>")
                .append(escape(text))
                .append("</code></pre>");
    }

    void card(String name, String value, String note) {
        html.append("<div><dt>")
                .append(escape(name))
                .append("</dt><dd><strong>")
                .append(escape(value))
                .append("</strong><span>")
                .append(escape(note))
                .append("</span></dd></div>");
    }

    void close() {
        html.append("</section>");
    }

    void paragraph(String text) {
        html.append("<p>").append(indices(escape(text))).append("</p>");
    }

    /** Text as HTML, with indices set below the line. */
    static String text(String text) {
        return indices(escape(text));
    }

    /** C_w, F_T and f_1 as they are printed. */
    private static String indices(String text) {
        return text.replace("epsilon_", "ε_")
                .replaceAll("([A-Za-zετ])_(∞|[a-zA-Z]{1,2})(?![a-zA-Z])", "$1<sub>$2</sub>")
                .replaceAll("(?<![A-Za-z])([A-Za-z])_([0-9])\\b", "$1<sub>$2</sub>");
    }

    void figure(Plot plot, String caption) {
        html.append("<figure><figcaption><b>")
                .append(escape(plot.title()))
                .append(".</b> ")
                .append(escape(caption))
                .append("</figcaption>")
                .append(Legend.html(plot))
                .append(plot.svg("p" + pictures++))
                .append("</figure>");
    }

    /** A table; the first cell of a row is its head. Cells are HTML. */
    void table(String caption, List<String> heads, List<List<String>> rows) {
        String[] kinds = new String[heads.size()];
        for (int c = 0; c < kinds.length; c++) {
            int column = c;
            boolean words = rows.stream().anyMatch(row -> isText(row.get(column)));
            boolean sentences = rows.stream().anyMatch(row -> row.get(column).length() > LONG_CELL);
            kinds[c] = !words ? "" : sentences && c > 0 && !rows.get(0).get(c).contains("<svg") ? "text long" : "text";
        }
        boolean prose = List.of(kinds).contains("text long");
        html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(escape(caption))
                .append(prose ? "\"><table class=\"prose\"><caption>" : "\"><table><caption>")
                .append(escape(caption))
                .append("</caption><thead><tr>");
        for (int c = 0; c < heads.size(); c++) {
            html.append("<th scope=\"col\"")
                    .append(c == 0 || !kinds[c].isEmpty() ? " class=\"text\"" : "")
                    .append('>')
                    .append(heads.get(c))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            html.append("<tr><th scope=\"row\">").append(row.get(0)).append("</th>");
            for (int c = 1; c < row.size(); c++) {
                html.append(kinds[c].isEmpty() ? "<td>" : "<td class=\"" + kinds[c] + "\">")
                        .append(row.get(c))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table></div>");
    }

    /** Words are set left, numbers right. */
    private static boolean isText(String cell) {
        String plain = cell.replaceAll("<[^>]*>", "").strip();
        return plain.isEmpty() || plain.chars().anyMatch(Character::isLetter);
    }

    void math(String markup) {
        html.append("<div class=\"scroll math\" role=\"region\" tabindex=\"0\" aria-label=\"equations\">")
                .append(markup)
                .append("</div>");
    }
}
