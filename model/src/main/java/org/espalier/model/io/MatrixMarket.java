package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.Locale;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;

/**
 * Matrix Market files: the coordinate format, real, integer or pattern, general, symmetric or skew-symmetric, square; plain
 * or gzip. Row = postsynaptic, column = presynaptic. Labels do not survive. Entries on the diagonal are dropped and counted,
 * repeated entries added up.
 */
public final class MatrixMarket implements NetworkFormat, NetworkWriter {
    private static final String BANNER = "%%MatrixMarket";
    private static final int ALWAYS_ALLOWED = 200_000;

    private MatrixMarket() {}

    /** Reads and writes Matrix Market files. */
    public static MatrixMarket format() {
        return new MatrixMarket();
    }

    static boolean isBanner(byte[] start) {
        return new String(start, java.nio.charset.StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .startsWith(BANNER.toLowerCase(Locale.ROOT));
    }

    @Override
    public void write(SynapticNetwork network, Path file) {
        TextOutput.stream(file, out -> {
            TextOutput text = new TextOutput(out)
                    .text(BANNER + " matrix coordinate real general\n% row = postsynaptic, column = presynaptic\n")
                    .text(network.size() + " " + network.size() + " " + network.edges() + "\n");
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
    public Reading read(Path file) {
        long length = SourceFile.check(file);
        try (TextLines lines = new TextLines(file)) {
            return new Run(file, lines, Math.max(4 * length, ALWAYS_ALLOWED)).read();
        }
    }

    /** One reading. */
    private static final class Run {
        private final Path file;
        private final TextLines lines;
        private final long length;
        private final FieldSplitter fields = new FieldSplitter((byte) ' ');
        private boolean pattern;
        private int mirrored; // 1: symmetric, −1: skew-symmetric

        Run(Path file, TextLines lines, long length) {
            this.file = file;
            this.lines = lines;
            this.length = length;
        }

        private NetworkFormatException refusal(String what, String remedy) {
            return new NetworkFormatException(file, lines.line(), what, remedy);
        }

        Reading read() {
            banner();
            long[] sizes = sizes();
            int n = (int) sizes[0];
            NetworkBuilder builder = NetworkBuilder.ofSize(n, (int) Math.min(sizes[2], Math.min(length / 16, 1 << 20)))
                    .selfLoops(SelfLoops.DROP)
                    .duplicates(Duplicates.SUM);
            long entries = 0;
            long zeros = 0;
            while (nextRow()) {
                int expected = pattern ? 2 : 3;
                if (fields.count() != expected) {
                    throw refusal(
                            fields.count() + " fields where " + expected + " are expected",
                            "write row, column" + (pattern ? "" : " and value"));
                }
                if (++entries > sizes[2]) {
                    throw refusal("more than the " + sizes[2] + " entries announced", "correct the size line");
                }
                int row = index(0, n);
                int column = index(1, n);
                double value = pattern ? 1 : value();
                if (value == 0) {
                    zeros++;
                } else {
                    connect(builder, column, row, value);
                    if (mirrored != 0 && row != column) {
                        connect(builder, row, column, mirrored * value);
                    }
                }
            }
            if (entries < sizes[2]) {
                throw refusal("only " + entries + " of " + sizes[2] + " entries announced", "is the file complete?");
            }
            return reading(builder, entries, zeros);
        }

        private void connect(NetworkBuilder builder, int pre, int post, double weight) {
            try {
                builder.connect(pre, post, weight);
            } catch (IllegalArgumentException failure) {
                throw new NetworkFormatException(
                        file, lines.line(), failure.getMessage(), "correct the entry", failure);
            }
        }

        private Reading reading(NetworkBuilder builder, long entries, long zeros) {
            try {
                SynapticNetwork network = builder.build();
                double synapses =
                        java.util.Arrays.stream(network.absoluteRowSums()).sum();
                return new Reading(
                        network,
                        new ReadReport(
                                file,
                                mirrored == 0
                                        ? "Matrix Market"
                                        : "Matrix Market, symmetric: entries stand for two edges",
                                entries,
                                0,
                                zeros,
                                builder.droppedSelfLoops(),
                                builder.summedDuplicates(),
                                network.size(),
                                network.edges(),
                                synapses));
            } catch (IllegalArgumentException failure) {
                throw new NetworkFormatException(file, 0, failure.getMessage(), "correct the entries", failure);
            }
        }

        private void banner() {
            lines.next();
            fields.split(lines.buffer(), lines.start(), lines.end());
            String[] words = new String[5];
            for (int k = 0; k < 5; k++) {
                words[k] = k < fields.count() ? fields.text(lines.buffer(), k).toLowerCase(Locale.ROOT) : "";
            }
            if (!words[0].equals(BANNER.toLowerCase(Locale.ROOT)) || !words[1].equals("matrix")) {
                throw refusal("does not start with '" + BANNER + " matrix'", "is this a Matrix Market file?");
            }
            if (!words[2].equals("coordinate")) {
                throw refusal("the format " + shown(words[2]) + " is not read", "write it as 'coordinate'");
            }
            pattern = words[3].equals("pattern");
            if (!pattern && !words[3].equals("real") && !words[3].equals("integer")) {
                throw refusal("entries of type " + shown(words[3]) + " are not read", "write them as 'real'");
            }
            switch (words[4]) {
                case "general" -> mirrored = 0;
                case "symmetric" -> mirrored = 1;
                case "skew-symmetric" -> mirrored = -1;
                default -> throw refusal("the symmetry " + shown(words[4]) + " is not read", "write it as 'general'");
            }
        }

        private long[] sizes() {
            if (!nextRow() || fields.count() != 3) {
                throw refusal("no line with the numbers of rows, columns and entries", "is the file complete?");
            }
            long[] sizes = new long[3];
            for (int k = 0; k < 3; k++) {
                sizes[k] = whole(k, k < 2 ? 1 : 0, 1L << 40);
            }
            if (sizes[0] != sizes[1]) {
                throw refusal(
                        "the matrix has " + sizes[0] + " rows and " + sizes[1] + " columns",
                        "a network needs as many rows as columns");
            }
            if (sizes[0] > length || sizes[0] > Integer.MAX_VALUE - 8) {
                throw refusal(
                        sizes[0] + " neurons are out of proportion to the size of the file, which allows for " + length,
                        "correct the size line");
            }
            return sizes;
        }

        /** The next line that is neither empty nor a comment. */
        private boolean nextRow() {
            while (lines.next()) {
                boolean comment = lines.end() > lines.start() && lines.buffer()[lines.start()] == '%';
                if (!comment) {
                    int count = fields.split(lines.buffer(), lines.start(), lines.end());
                    if (count < 0) {
                        throw refusal("a double quote in a matrix", "write numbers only");
                    }
                    if (count > 0) {
                        return true;
                    }
                }
            }
            return false;
        }

        private int index(int field, int n) {
            return (int) whole(field, 1, n) - 1;
        }

        private long whole(int field, long low, long high) {
            double value = Decimal.parse(lines.buffer(), fields.start(field), fields.end(field));
            if (!(value >= low && value <= high) || value != Math.rint(value)) {
                throw refusal(
                        shown(fields.text(lines.buffer(), field)) + " is not a whole number from " + low + " to "
                                + high,
                        "correct it");
            }
            return (long) value;
        }

        private double value() {
            double value = Decimal.parse(lines.buffer(), fields.start(2), fields.end(2));
            if (!Double.isFinite(value)) {
                throw refusal(
                        "the value " + shown(fields.text(lines.buffer(), 2)) + " is not a finite decimal number",
                        "correct it");
            }
            return value;
        }
    }
}
