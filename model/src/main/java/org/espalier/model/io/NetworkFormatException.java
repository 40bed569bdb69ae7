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

    /**
     * Says what is wrong.
     *
     * @param file the file
     * @param line the line, counted from 1, or 0 if the trouble has no line
     * @param what what is wrong, with the value
     * @param remedy what to do about it
     */
    public NetworkFormatException(Path file, long line, String what, String remedy) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + what + "; " + remedy);
        this.file = file;
        this.line = line;
    }

    NetworkFormatException(Path file, long line, String what, String remedy, Throwable cause) {
        this(file, line, what, remedy);
        initCause(cause);
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /** {@return the line, number of the line from 1, or 0 if the trouble has no line} */
    public long line() {
        return line;
    }

    /** Shows a value from a file in a message: short, on one line, without control characters. */
    static String shown(String value) {
        StringBuilder result = new StringBuilder("'");
        value.codePoints()
                .limit(40)
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? 0xFFFD : c)
                .forEach(result::appendCodePoint);
        return result.append(value.codePointCount(0, value.length()) > 40 ? "…'" : "'")
                .toString();
    }
}
