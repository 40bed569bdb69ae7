package org.espalier.model.io;

/** Any text on one line between double quotes, as in JSON. */
final class QuotedText {
    private QuotedText() {}

    static String quoted(String text) {
        StringBuilder result = new StringBuilder("\"");
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c == '"' || c == '\\') {
                result.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || Character.isSurrogate(c) || c == 0x85 || c == 0x2028 || c == 0x2029) {
                result.append(String.format("\\u%04x", (int) c));
            } else {
                result.append(c);
            }
        }
        return result.append('"').toString();
    }

    /** The text, or null if it is not quoted as it should be. */
    static String unquoted(String quoted) {
        if (quoted.length() < 2 || quoted.charAt(0) != '"' || quoted.charAt(quoted.length() - 1) != '"') {
            return null;
        }
        StringBuilder result = new StringBuilder();
        for (int k = 1; k < quoted.length() - 1; k++) {
            char c = quoted.charAt(k);
            if (c == '"') {
                return null;
            }
            if (c != '\\') {
                result.append(c);
                continue;
            }
            k++;
            char kind = quoted.charAt(k);
            if (k < quoted.length() - 1 && (kind == '"' || kind == '\\')) {
                result.append(kind);
            } else if (kind == 'u'
                    && k + 4 < quoted.length() - 1
                    && quoted.substring(k + 1, k + 5).matches("[0-9a-f]{4}")) {
                result.append((char) Integer.parseInt(quoted.substring(k + 1, k + 5), 16));
                k += 4;
            } else {
                return null;
            }
        }
        return result.toString();
    }
}
