package org.espalier.report.plot;

/** Text inside HTML and SVG. */
public final class Html {
    private Html() {}

    /**
     * Escapes a text for the content of an element or a quoted attribute.
     *
     * @param text any text
     * @return the text with the five special characters replaced
     */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
