package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.espalier.model.io.NetworkReader.Delimiter;

/** The rows of a delimited text. Comments stand before the first row; later ones are refused, since they may be names. */
final class TextRows implements Rows {
    private final Path file;
    private final TextLines lines;
    private final List<TableSample> samples;
    private FieldSplitter fields;
    private Delimiter cut;
    private boolean begun;
    private boolean uncommented;

    private TextRows(Path file, TextLines lines, List<TableSample> samples) {
        this.file = file;
        this.lines = lines;
        this.samples = samples;
    }

    /** Opens a text and looks at its first rows, cut by each delimiter that fits, the likeliest first. */
    static TextRows open(Path file, Delimiter delimiter, int rows) {
        TextLines lines = new TextLines(file);
        try {
            byte[] preview = lines.preview(rows + 40);
            TextRows result = new TextRows(
                    file, lines, DelimiterSearch.samples(preview, lines.isAllPreviewed(), delimiter, rows));
            result.cutBy(result.sample().delimiter());
            return result;
        } catch (RuntimeException refusal) {
            lines.close();
            throw refusal;
        }
    }

    /** The likeliest way to cut. */
    TableSample sample() {
        return samples.get(0);
    }

    List<TableSample> samples() {
        return samples;
    }

    /** Decides how the rows are cut. */
    void cutBy(Delimiter delimiter) {
        cut = delimiter;
        fields = new FieldSplitter(delimiter.code);
    }

    /** What the rows are cut by. */
    Delimiter delimiter() {
        return cut;
    }

    /** Takes rows that start with # or % for rows. */
    void uncommented() {
        uncommented = true;
    }

    @Override
    public boolean next() {
        while (lines.next()) {
            byte[] bytes = lines.buffer();
            if (lines.end() > lines.start() && !uncommented) {
                byte first = bytes[lines.start()];
                if (first == '#' || first == '%') {
                    if (begun) {
                        throw refusedComment();
                    }
                    continue;
                }
            }
            int count = fields.split(bytes, lines.start(), lines.end());
            if (count == 0) {
                continue;
            }
            begun = true;
            if (count < 0) {
                throw new NetworkFormatException(
                        file,
                        lines.line(),
                        "a double quote does not close, or text follows where it closes",
                        Remedy.CLOSE_QUOTE);
            }
            return true;
        }
        return false;
    }

    private NetworkFormatException refusedComment() {
        String text = new String(lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
        return new NetworkFormatException(
                file,
                lines.line(),
                "the line " + shown(text) + " between rows starts with '" + text.charAt(0) + "'",
                Remedy.COMMENT_ROWS);
    }

    @Override
    public long line() {
        return lines.line();
    }

    @Override
    public int count() {
        return fields.count();
    }

    @Override
    public byte[] bytes() {
        return lines.buffer();
    }

    @Override
    public int start(int field) {
        return fields.start(field);
    }

    @Override
    public int end(int field) {
        return fields.end(field);
    }

    @Override
    public boolean isText(int field) {
        return fields.isQuoted(field);
    }

    @Override
    public void close() {
        lines.close();
    }
}
