package org.espalier.report.page;

import static org.espalier.report.Html.escape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.espalier.report.Html;
import org.espalier.report.Table;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Legend;
import org.espalier.report.plot.Plot;

/** A page of HTML that needs nothing else, put together section by section. */
public final class Page {
    private final String head;
    private final String generator;
    private final StringBuilder contents = new StringBuilder();
    private final StringBuilder sections = new StringBuilder(1 << 18);
    private int pictures;

    /**
     * Starts a page.
     *
     * @param origin what it is about, in a line
     * @param generator what writes it, such as the program and its version
     */
    public Page(String title, String origin, String generator) {
        this.generator = generator;
        this.head = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
                + "<meta name=\"color-scheme\" content=\"light dark\"/><meta name=\"generator\" content=\""
                + escape(generator) + "\"/><title>" + escape(title) + "</title><style>:root{" + Hue.declarations(false)
                + "}@media screen and (prefers-color-scheme:dark){:root{" + Hue.declarations(true) + "}}" + style()
                + "</style></head>\n<body><a class=\"skip\" href=\"#main\">Skip to the answer</a><header><p class=\"kind\">Espalier"
                + " report</p><h1>" + escape(title) + "</h1><p class=\"origin\">" + escape(origin)
                + "</p></header>\n<nav aria-label=\"Contents\"><ul>";
    }

    private static String style() {
        try (InputStream stream = Page.class.getResourceAsStream("report.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins a section, and ends the one before.
     *
     * @param id its anchor
     * @param name its name in the list of contents
     * @return the section, to be filled before the next one is begun
     */
    public Section section(String id, String name, String title) {
        contents.append("<li><a href=\"#" + id + "\">" + escape(name) + "</a></li>");
        sections.append(sections.isEmpty() ? "" : "</section>")
                .append("\n<section id=\"" + id + "\" aria-labelledby=\"" + id + "-title\"><h2 id=\"" + id + "-title\">"
                        + escape(title) + "</h2>");
        return new Section();
    }

    /** {@return the page} */
    public String html() {
        return head + contents + "</ul></nav>\n<main id=\"main\" tabindex=\"-1\">" + sections
                + "</section></main>\n<footer><p>Written by " + escape(generator)
                + ". The tables of this report, with every digit, are the CSV files beside it; <code>study.yaml</code> repeats"
                + " the run.</p></footer></body></html>\n";
    }

    /** A number that is to be seen first: what it is, the number, and what is to be known about it. */
    public record Card(String name, String value, String note) {}

    /** A plot and what a reader should see in it. */
    public record Figure(Plot plot, String caption) {}

    /** A part of the page. Texts are plain; indices such as those of C_w and f_1 are set below the line. */
    public final class Section {
        private Section() {}

        /** Adds a paragraph. */
        public void paragraph(String text) {
            sections.append("<p>" + Html.text(text) + "</p>");
        }

        /** Adds a paragraph that must not be overlooked. */
        public void warning(String text) {
            sections.append("<p class=\"warning\" role=\"alert\">" + Html.text(text) + "</p>");
        }

        /** Adds a list. */
        public void items(List<String> items) {
            sections.append("<ul>");
            items.forEach(item -> sections.append("<li>" + Html.text(item) + "</li>"));
            sections.append("</ul>");
        }

        /** Adds numbers side by side, below a line that says what they are of. */
        public void cards(String lead, List<Card> cards) {
            sections.append("<p class=\"lead\">" + escape(lead) + "</p><dl class=\"cards\">");
            for (Card card : cards) {
                sections.append("<div><dt>" + escape(card.name()) + "</dt><dd><strong>" + escape(card.value())
                        + "</strong><span>" + escape(card.note()) + "</span></dd></div>");
            }
            sections.append("</dl>");
        }

        /** Adds a table, with its name as caption; the first cell of a row is its head. */
        public void table(Table table) {
            sections.append(table.pageHtml());
        }

        /** Adds plots side by side. */
        public void figures(List<Figure> figures) {
            sections.append("<div class=\"figures\">");
            for (Figure figure : figures) {
                sections.append("<figure><figcaption><b>" + escape(figure.plot().title()) + ".</b> "
                        + escape(figure.caption()) + "</figcaption>" + Legend.html(figure.plot())
                        + figure.plot().svg("p" + pictures++) + "</figure>");
            }
            sections.append("</div>");
        }

        /** Adds equations, as MathML. */
        public void equations(String mathMl) {
            sections.append("<div class=\"scroll math\" role=\"region\" tabindex=\"0\" aria-label=\"equations\">"
                    + mathMl + "</div>");
        }

        /** Adds a text as it is, with a title. */
        public void listing(String title, String text) {
            sections.append(
                    "<h3>" + escape(title) + "</h3><pre tabindex=\"0\"><code>" + escape(text) + "</code></pre>");
        }
    }
}
