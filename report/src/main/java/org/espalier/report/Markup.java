package org.espalier.report;

import java.util.Objects;

/**
 * A cell that is drawn where tables are shown as HTML, and is a text elsewhere.
 *
 * @param html well-formed HTML
 * @param text the same in words
 */
public record Markup(String html, String text) {
    /** Both must be given. */
    public Markup {
        Objects.requireNonNull(html, "html");
        Objects.requireNonNull(text, "text");
    }

    /** {@return a text whose indices, such as those of C_w and f_1, stand below the line where it is drawn} */
    public static Markup of(String text) {
        return new Markup(Html.text(text), text);
    }

    @Override
    public String toString() {
        return text;
    }
}
