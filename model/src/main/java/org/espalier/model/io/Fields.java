package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;

/** The fields of the lines of a text that holds numbers between blanks, and what is refused of them. */
final class Fields {
    /** Nodes that a file may announce however small it is. */
    private static final int ALWAYS_ALLOWED = 200_000;

    private final Path file;
    private final TextLines lines;
    private final FieldSplitter splitter = new FieldSplitter((byte) ' ');

    Fields(Path file, TextLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /** {@return how many nodes a file of some length may announce} */
    static long allowed(long length) {
        return Math.max(4 * length, ALWAYS_ALLOWED);
    }

    /** {@return the number of fields of the line at hand; negative if a quote is not closed} */
    int split() {
        return splitter.split(lines.buffer(), lines.start(), lines.end());
    }

    int count() {
        return splitter.count();
    }

    String text(int field) {
        return splitter.text(lines.buffer(), field);
    }

    long whole(int field, long low, long high) {
        double value = Decimal.parse(lines.buffer(), splitter.start(field), splitter.end(field));
        if (!(value >= low && value <= high) || value != Math.rint(value)) {
            throw refusal(shown(text(field)) + " is not a whole number from " + low + " to " + high);
        }
        return (long) value;
    }

    /** {@return the finite number of a field that holds one: what is not is called by a name and a kind} */
    double number(int field, String name, String kind) {
        double value = Decimal.parse(lines.buffer(), splitter.start(field), splitter.end(field));
        if (!Double.isFinite(value)) {
            throw refusal(name + " " + shown(text(field)) + " is not " + kind, Remedy.WRITE_A_NUMBER);
        }
        return value;
    }

    NetworkFormatException refusal(String what) {
        return refusal(what, Remedy.CORRECT);
    }

    NetworkFormatException refusal(String what, Remedy remedy) {
        return new NetworkFormatException(file, lines.line(), what, remedy);
    }
}
