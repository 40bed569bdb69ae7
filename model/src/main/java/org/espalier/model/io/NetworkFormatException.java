package org.espalier.model.io;

import java.nio.file.Path;

/**
 * A file that cannot be read as a network, in one sentence: the file, the line where there is one, what is wrong with
 * which value, and what to do about it.
 */
public final class NetworkFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient Path file;
    private final long line;
    private final Remedy remedy;

    /**
     * Says what is wrong.
     *
     * @param line the line, counted from 1, or 0 if the trouble has no line
     * @param what what is wrong, with the value
     * @param remedy what to do about it
     * @param parts what the remedy is about: columns, an attribute, …
     */
    public NetworkFormatException(Path file, long line, String what, Remedy remedy, Object... parts) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + what + "; " + remedy.text(file, parts));
        this.file = file;
        this.line = line;
        this.remedy = remedy;
    }

    NetworkFormatException(Throwable cause, Path file, long line, String what, Remedy remedy, Object... parts) {
        this(file, line, what, remedy, parts);
        initCause(cause);
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /** {@return the number of the line from 1, or 0 if the trouble has no line} */
    public long line() {
        return line;
    }

    /** {@return what to do about it} */
    public Remedy remedy() {
        return remedy;
    }

    /** Shows a value from a file in a message: short, on one line, without control characters. */
    static String shown(String value) {
        return shown(value, 40);
    }

    static String shown(String value, int length) {
        StringBuilder result = new StringBuilder("'");
        value.codePoints()
                .limit(length)
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? 0xFFFD : c)
                .forEach(result::appendCodePoint);
        return result.append(value.codePointCount(0, value.length()) > length ? "…'" : "'")
                .toString();
    }
}
