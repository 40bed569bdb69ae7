package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import org.espalier.model.network.SynapticNetwork;

/**
 * DIMACS, plain or gzip: {@code p edge N M} (or {@code col}) with lines {@code e u v} and no direction, or {@code p sp N M} (or
 * {@code max}) with lines {@code a source target weight}.
 */
final class DimacsFile implements NetworkFormat {

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
            return new Run(file, reader, lines, Fields.allowed(length)).read();
        }
    }

    /** One reading. */
    private static final class Run {
        private final Path file;
        private final NetworkReader reader;
        private final TextLines lines;
        private final long allowed;
        private final Fields fields;
        private Assembly assembly;
        private int n;
        private long announced;
        private boolean undirected;

        Run(Path file, NetworkReader reader, TextLines lines, long allowed) {
            this.file = file;
            this.reader = reader;
            this.lines = lines;
            fields = new Fields(file, lines);
            this.allowed = allowed;
        }

        Reading read() {
            while (lines.next()) {
                int count = fields.split();
                if (count == 0) {
                    continue;
                }
                String kind = count < 0 ? "" : fields.text(0);
                switch (kind) {
                    case "c", "n" -> {
                        // comment; source and sink of a flow
                    }
                    case "p" -> problem();
                    case "e", "a" -> edge(kind.equals("a"));
                    default ->
                        throw fields.refusal("is not DIMACS (a line starts with " + shown(kind) + ")", Remedy.CORRECT);
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
                throw fields.refusal("a second line 'p', or one that is not 'p KIND NODES EDGES'");
            }
            String kind = fields.text(1);
            undirected = kind.matches("edge|col");
            if (!undirected && !kind.matches("sp|max|min|asn")) {
                throw fields.refusal("the problem " + shown(kind) + " is not known");
            }
            long size = fields.whole(2, 1, Integer.MAX_VALUE - 8);
            if (size > allowed) {
                throw fields.refusal(
                        size + " nodes are out of proportion to the size of the file, which allows for " + allowed);
            }
            n = (int) size;
            announced = fields.whole(3, 0, 1L << 40);
            assembly = new Assembly(file, reader, n, 0, i -> Integer.toString(i + 1))
                    .note("DIMACS " + kind)
                    .note(undirected ? "undirected" : "directed");
        }

        private void edge(boolean arc) {
            if (assembly == null) {
                throw fields.refusal("an edge before the line 'p'");
            }
            if (arc == undirected) {
                throw fields.refusal(arc ? "an arc among edges" : "an edge among arcs");
            }
            int expected = arc ? 4 : 3;
            if (fields.count() != expected && !(arc && fields.count() == 3) && !(!arc && fields.count() == 4)) {
                throw fields.refusal(fields.count() + " fields where " + expected + " are expected");
            }
            double weight = 1;
            if (fields.count() == 4 && !reader.unweighted) {
                weight = fields.number(3, "the weight", "a decimal number");
            }
            int source = (int) fields.whole(1, 1, n) - 1;
            int target = (int) fields.whole(2, 1, n) - 1;
            assembly.edge(lines.line(), source, target, weight, undirected);
        }
    }
}
