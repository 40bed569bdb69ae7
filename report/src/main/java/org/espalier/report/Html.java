package org.espalier.report;

/** Text inside HTML and SVG. */
public final class Html {
    private Html() {}

    /** {@return a text for the content of an element or a quoted attribute, the five special characters replaced} */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** {@return a text as HTML, with indices such as those of C_w, F_T and f_1 below the line} */
    public static String text(String text) {
        return escape(text)
                .replace("epsilon_", "ε_")
                .replaceAll("([A-Za-zετ])_(∞|[a-zA-Z]{1,2})(?![a-zA-Z])", "$1<sub>$2</sub>")
                .replaceAll("(?<![A-Za-z])([A-Za-z])_([0-9])\\b", "$1<sub>$2</sub>");
    }

    /** The start of a part of a page that scrolls by itself where it is wider than the window. */
    static String scrolling(String label) {
        return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + escape(label) + "\">";
    }
}
