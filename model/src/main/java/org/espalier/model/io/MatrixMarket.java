package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.espalier.model.io.NetworkReader.Presynaptic;
import org.espalier.model.network.SynapticNetwork;

/**
 * Matrix Market files, square, plain or gzip: coordinate or array; real, integer or pattern; general, symmetric or
 * skew-symmetric. Row = postsynaptic, column = presynaptic unless the reader is told otherwise. Names of neurons travel in
 * comments, {@code % neuron 1 "ADAL"}, which other programs pass over.
 */
final class MatrixMarket implements NetworkFormat, NetworkWriter {
    private static final String BANNER = "%%MatrixMarket";
    private static final String NEURON = "% neuron ";

    MatrixMarket() {}

    /** Reads and writes Matrix Market files. */
    public static MatrixMarket format() {
        return new MatrixMarket();
    }

    @Override
    public String title() {
        return "Matrix Market";
    }

    /** With one per cent sign as well, as some repositories have it, and whatever its name if it starts so. */
    @Override
    public boolean recognises(FileStart start) {
        return start.endsIn(".mtx") || start.text().matches("(?si)%+ *MatrixMarket\\s.*");
    }

    @Override
    public void write(SynapticNetwork network, Path file) {
        TextOutput.stream(file, out -> {
            TextOutput text = new TextOutput(out)
                    .text(BANNER + " matrix coordinate real general\n% row = postsynaptic, column = presynaptic\n");
            for (int i = 0; network.isLabelled() && i < network.size(); i++) {
                text.text(NEURON + (i + 1) + " " + QuotedText.quoted(network.label(i)) + "\n");
            }
            text.text(network.size() + " " + network.size() + " " + network.edges() + "\n");
            for (int i = 0; i < network.size(); i++) {
                for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                    text.number(i + 1.0)
                            .character(' ')
                            .number(network.column(e) + 1.0)
                            .character(' ');
                    text.number(network.weight(e)).character('\n');
                }
            }
            text.flush();
        });
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        reader.refuse(file, title(), reader.attributeSetting());
        long length = SourceFile.check(file);
        try (TextLines lines = new TextLines(file)) {
            return new Run(file, reader, lines, Fields.allowed(length)).read();
        }
    }

    /** One reading. */
    private static final class Run {
        private final Path file;
        private final NetworkReader reader;
        private final TextLines lines;
        private final long length;
        private final Fields fields;
        private boolean array;
        private boolean pattern;
        private int mirrored; // 1: symmetric, −1: skew-symmetric
        private Assembly assembly;
        private String[] labels;
        private int labelled;
        private java.util.List<String> early = new java.util.ArrayList<>();

        Run(Path file, NetworkReader reader, TextLines lines, long length) {
            this.file = file;
            this.reader = reader;
            this.lines = lines;
            fields = new Fields(file, lines);
            this.length = length;
        }

        Reading read() {
            banner();
            long[] sizes = sizes();
            int n = (int) sizes[0];
            labels(n);
            assembly = new Assembly(
                            file,
                            reader,
                            n,
                            (int) Math.min(sizes[2], Math.min(length / 16, 1 << 20)),
                            i -> labels != null ? labels[i] : Integer.toString(i + 1))
                    .note("Matrix Market" + (array ? " array" : ""));
            if (mirrored != 0) {
                assembly.note((mirrored > 0 ? "symmetric" : "skew-symmetric") + ": entries stand for two edges");
            }
            assembly.note(MatrixRows.side(reader.presynaptic == Presynaptic.ROWS));
            if (array) {
                array(n);
            } else {
                coordinates(n, sizes[2]);
            }
            SynapticNetwork network = assembly.buildOrRefuse(n);
            return assembly.reading(labels == null ? network : network.labelled(labels));
        }

        private void coordinates(int n, long announced) {
            long entries = 0;
            while (nextRow()) {
                int expected = pattern ? 2 : 3;
                if (fields.count() != expected) {
                    throw fields.refusal(fields.count() + " fields where " + expected + " are expected");
                }
                if (++entries > announced) {
                    throw fields.refusal("more than the " + announced + " entries announced");
                }
                entry(index(0, n), index(1, n), pattern ? 1 : fields.number(2, "the value", "a finite decimal number"));
            }
            if (entries < announced) {
                throw fields.refusal(
                        "only " + entries + " of " + announced + " entries announced", Remedy.COMPLETE_FILE);
            }
        }

        /** All values, column by column; of a symmetric matrix those on and below the diagonal. */
        private void array(int n) {
            for (int column = 0; column < n; column++) {
                int first = mirrored == 0 ? 0 : mirrored > 0 ? column : column + 1;
                for (int row = first; row < n; row++) {
                    if (!nextRow()) {
                        throw fields.refusal(
                                "values are missing from column " + (column + 1) + " on", Remedy.COMPLETE_FILE);
                    }
                    if (fields.count() != 1) {
                        throw fields.refusal(fields.count() + " fields where 1 value is expected");
                    }
                    double value = fields.number(0, "the value", "a finite decimal number");
                    if (value != 0) {
                        entry(row, column, value);
                    }
                }
            }
            if (nextRow()) {
                throw fields.refusal("more values than " + n + " rows and columns have");
            }
        }

        private void entry(int row, int column, double value) {
            boolean turned = reader.presynaptic == Presynaptic.ROWS;
            int pre = turned ? row : column;
            int post = turned ? column : row;
            double weight = reader.unweighted && value != 0 ? 1 : value;
            if (mirrored != 0 && row < column) {
                throw fields.refusal("an entry above the diagonal of a symmetric matrix");
            }
            if (mirrored < 0 && row == column && value != 0) {
                throw fields.refusal("an entry on the diagonal of a skew-symmetric matrix");
            }
            assembly.edge(lines.line(), pre, post, weight, false);
            if (mirrored != 0 && row != column && weight != 0) {
                assembly.mirror(pre, post, mirrored * weight);
            }
        }

        private void banner() {
            lines.next();
            fields.split();
            String[] words = new String[5];
            int shift = fields.count() > 0 && fields.text(0).matches("%+") ? 1 : 0;
            for (int k = 0; k < 5; k++) {
                words[k] = k + shift < fields.count() ? fields.text(k + shift).toLowerCase(Locale.ROOT) : "";
            }
            if (!words[0].matches("%*matrixmarket") || shift == 0 && words[0].charAt(0) != '%') {
                throw fields.refusal("does not start with '" + BANNER + " matrix'", Remedy.BANNER);
            }
            if (!words[1].equals("matrix")) {
                throw fields.refusal("is no matrix but " + shown(words[1]), Remedy.BANNER);
            }
            array = words[2].equals("array");
            if (!array && !words[2].equals("coordinate")) {
                throw fields.refusal(
                        "the format " + shown(words[2]) + " is neither coordinate nor array", Remedy.BANNER);
            }
            pattern = words[3].equals("pattern");
            if (!pattern && !words[3].matches("real|integer|double|unsigned-integer") || pattern && array) {
                throw fields.refusal("entries of type " + shown(words[3]) + " are not read", Remedy.BANNER);
            }
            switch (words[4]) {
                case "general" -> mirrored = 0;
                case "symmetric" -> mirrored = 1;
                case "skew-symmetric" -> mirrored = -1;
                default -> throw fields.refusal("the symmetry " + shown(words[4]) + " is not read", Remedy.BANNER);
            }
        }

        private long[] sizes() {
            int expected = array ? 2 : 3;
            if (!nextRow() || fields.count() != expected) {
                throw fields.refusal(
                        "no line with the numbers of rows" + (array ? " and columns" : ", columns and entries"));
            }
            long[] sizes = new long[3];
            for (int k = 0; k < expected; k++) {
                sizes[k] = fields.whole(k, k < 2 ? 1 : 0, 1L << 40);
            }
            if (sizes[0] != sizes[1]) {
                throw fields.refusal("the matrix has " + sizes[0] + " rows and " + sizes[1]
                        + " columns, a network needs as many rows as columns");
            }
            if (sizes[0] > length || sizes[0] > Integer.MAX_VALUE - 8) {
                throw fields.refusal(sizes[0]
                        + " neurons are out of proportion to the size of the file, which allows for " + length);
            }
            return sizes;
        }

        /** The names that the comments before the sizes hold: none, or one for each neuron. */
        private void labels(int n) {
            if (early.isEmpty()) {
                return;
            }
            labels = new String[n];
            for (String comment : early) {
                String[] parts = comment.substring(NEURON.length()).split(" ", 2);
                int neuron = parts[0].matches("[1-9][0-9]{0,8}") ? Integer.parseInt(parts[0]) : 0;
                String label = parts.length == 2 ? QuotedText.unquoted(parts[1]) : null;
                if (neuron < 1 || neuron > n || label == null || labels[neuron - 1] != null) {
                    throw fields.refusal(
                            "the comment " + shown(comment) + " names no neuron, or one for the second time");
                }
                labels[neuron - 1] = label;
                labelled++;
            }
            if (labelled < n) {
                throw fields.refusal("comments name " + labelled + " of " + n + " neurons");
            }
        }

        /** The next line that is neither empty nor a comment. */
        private boolean nextRow() {
            while (lines.next()) {
                boolean comment = lines.end() > lines.start() && lines.buffer()[lines.start()] == '%';
                if (comment && assembly == null) {
                    String text = new String(
                            lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
                    if (text.startsWith(NEURON) && text.indexOf('"') > 0) {
                        early.add(text);
                    }
                }
                if (!comment) {
                    int count = fields.split();
                    if (count < 0) {
                        throw fields.refusal("a double quote in a matrix");
                    }
                    if (count > 0) {
                        return true;
                    }
                }
            }
            return false;
        }

        private int index(int field, int n) {
            return (int) fields.whole(field, 1, n) - 1;
        }
    }
}
