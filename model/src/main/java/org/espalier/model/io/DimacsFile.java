package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import org.espalier.model.network.SynapticNetwork;

/**
 * DIMACS, plain or gzip: {@code p edge N M} (or {@code col}) with lines {@code e u v} and no direction, or {@code p sp N M} (or
 * {@code max}) with lines {@code a source target weight}.
 */
final class DimacsFile implements NetworkFormat {
    private static final int ALWAYS_ALLOWED = 200_000;

    @Override
    public String title() {
        return "DIMACS";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.endsIn(".dimacs", ".gr", ".col", ".clq")
                || start.text()
                        .matches(
                                "(?s)(c[ \\r\\n][^\\n]*\\n|c\\n)*p[ \\t]+(edge|col|sp|max|min|asn)[ \\t]+\\d+[ \\t]+\\d+.*");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        reader.refuse(file, title(), reader.attributeSetting());
        long length = SourceFile.check(file);
        try (TextLines lines = new TextLines(file)) {
            return new Run(file, reader, lines, Math.max(4 * length, ALWAYS_ALLOWED)).read();
        }
    }

    /** One reading. */
    private static final class Run {
        private final Path file;
        private final NetworkReader reader;
        private final TextLines lines;
        private final long allowed;
        private final FieldSplitter fields = new FieldSplitter((byte) ' ');
        private Assembly assembly;
        private int n;
        private long announced;
        private boolean undirected;

        Run(Path file, NetworkReader reader, TextLines lines, long allowed) {
            this.file = file;
            this.reader = reader;
            this.lines = lines;
            this.allowed = allowed;
        }

        private NetworkFormatException refusal(String what) {
            return new NetworkFormatException(file, lines.line(), what, Remedy.CORRECT);
        }

        Reading read() {
            while (lines.next()) {
                int count = fields.split(lines.buffer(), lines.start(), lines.end());
                if (count == 0) {
                    continue;
                }
                String kind = count < 0 ? "" : fields.text(lines.buffer(), 0);
                switch (kind) {
                    case "c", "n" -> {
                        // comment; source and sink of a flow
                    }
                    case "p" -> problem();
                    case "e", "a" -> edge(kind.equals("a"));
                    default ->
                        throw new NetworkFormatException(
                                file,
                                lines.line(),
                                "is not DIMACS (a line starts with " + shown(kind) + ")",
                                Remedy.CORRECT);
                }
            }
            if (assembly == null) {
                throw new NetworkFormatException(file, 0, "is not DIMACS (there is no line 'p …')", Remedy.CORRECT);
            }
            boolean both = undirected && assembly.rows() == 2 * announced;
            if (assembly.rows() != announced && !both) {
                throw new NetworkFormatException(
                        file,
                        0,
                        "has " + assembly.rows() + " edges where " + announced + " are announced",
                        Remedy.COMPLETE_FILE);
            }
            SynapticNetwork network = assembly.buildOrRefuse(n);
            return assembly.reading(network);
        }

        private void problem() {
            if (assembly != null || fields.count() != 4) {
                throw refusal("a second line 'p', or one that is not 'p KIND NODES EDGES'");
            }
            String kind = fields.text(lines.buffer(), 1);
            undirected = kind.matches("edge|col");
            if (!undirected && !kind.matches("sp|max|min|asn")) {
                throw refusal("the problem " + shown(kind) + " is not known");
            }
            long size = whole(2, 1, Integer.MAX_VALUE - 8);
            if (size > allowed) {
                throw refusal(
                        size + " nodes are out of proportion to the size of the file, which allows for " + allowed);
            }
            n = (int) size;
            announced = whole(3, 0, 1L << 40);
            assembly = new Assembly(file, reader, n, 0, i -> Integer.toString(i + 1))
                    .note("DIMACS " + kind)
                    .note(undirected ? "undirected" : "directed");
        }

        private void edge(boolean arc) {
            if (assembly == null) {
                throw refusal("an edge before the line 'p'");
            }
            if (arc == undirected) {
                throw refusal(arc ? "an arc among edges" : "an edge among arcs");
            }
            int expected = arc ? 4 : 3;
            if (fields.count() != expected && !(arc && fields.count() == 3) && !(!arc && fields.count() == 4)) {
                throw refusal(fields.count() + " fields where " + expected + " are expected");
            }
            double weight = 1;
            if (fields.count() == 4 && !reader.unweighted) {
                weight = Decimal.parse(lines.buffer(), fields.start(3), fields.end(3));
                if (!Double.isFinite(weight)) {
                    throw new NetworkFormatException(
                            file,
                            lines.line(),
                            "the weight " + shown(fields.text(lines.buffer(), 3)) + " is not a decimal number",
                            Remedy.WRITE_A_NUMBER);
                }
            }
            int source = (int) whole(1, 1, n) - 1;
            int target = (int) whole(2, 1, n) - 1;
            assembly.edge(lines.line(), source, target, weight, undirected);
        }

        private long whole(int field, long low, long high) {
            double value = Decimal.parse(lines.buffer(), fields.start(field), fields.end(field));
            if (!(value >= low && value <= high) || value != Math.rint(value)) {
                throw refusal(shown(fields.text(lines.buffer(), field)) + " is not a whole number from " + low + " to "
                        + high);
            }
            return (long) value;
        }
    }
}
