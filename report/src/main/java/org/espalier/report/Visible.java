package org.espalier.report;

/**
 * Text that comes from files, made safe to look at: what would move the cursor, start another line or turn the direction of
 * writing is shown by its number, such as {@code \u001b}, and does nothing.
 */
public final class Visible {
    private Visible() {}

    /**
     * {@return the text in one line, with nothing in it that acts on a terminal}
     *
     * @param text any text
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Visible::acts)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (acts(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Control characters but the tab, separators of lines and paragraphs, marks of the direction of writing. */
    private static boolean acts(int c) {
        return Character.isISOControl(c) && c != '\t'
                || c == 0x2028
                || c == 0x2029
                || c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }
}
