package org.espalier.model.io;

import java.nio.file.Path;

/** graph6, sparse6 and digraph6 of nauty, one graph a file, plain or gzip: without weights; only digraph6 has directions. */
final class Graph6File implements NetworkFormat {
    private static final int MAX_NODES = 100_000;

    @Override
    public String title() {
        return "graph6";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.endsIn(".g6", ".s6", ".d6")
                || start.startsWith(">>graph6<<")
                || start.startsWith(">>sparse6<<")
                || start.startsWith(">>digraph6<<");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        reader.refuse(file, title(), reader.attributeSetting());
        SourceFile.check(file);
        WholeText text = WholeText.of(file, title());
        text.skipBlanks();
        boolean sparse = text.takeIf(">>sparse6<<");
        boolean directed = text.takeIf(">>digraph6<<");
        if (!sparse && !directed) {
            text.takeIf(">>graph6<<");
        }
        sparse |= text.takeIf(":");
        directed |= text.takeIf("&");
        Bits bits = new Bits(text);
        int n = bits.size();
        Assembly assembly = new Assembly(file, reader, n, 0, Integer::toString)
                .note(directed ? "digraph6" : sparse ? "sparse6" : "graph6")
                .note("weight 1 an edge")
                .note(directed ? "directed" : "undirected");
        if (sparse) {
            sparse(bits, n, assembly);
        } else {
            for (int column = 0; column < n; column++) {
                for (int row = 0; row < (directed ? n : column); row++) {
                    if (bits.next()) {
                        // the matrix of digraph6 goes by rows, and rows are sources
                        assembly.edge(0, directed ? column : row, directed ? row : column, 1, !directed);
                    }
                }
            }
        }
        bits.end();
        if (assembly.rows() == 0) {
            throw new NetworkFormatException(file, 0, "holds no edge", Remedy.NEEDS_AN_EDGE);
        }
        return assembly.reading(assembly.buildOrRefuse(n));
    }

    private static void sparse(Bits bits, int n, Assembly assembly) {
        int width = Math.max(1, 32 - Integer.numberOfLeadingZeros(n - 1));
        int v = 0;
        while (bits.left() > width) {
            v += bits.next() ? 1 : 0;
            int x = 0;
            for (int k = 0; k < width; k++) {
                x = x << 1 | (bits.next() ? 1 : 0);
            }
            if (v >= n || x >= n) {
                bits.padding();
                return;
            }
            if (x > v) {
                v = x;
            } else {
                assembly.edge(0, x, v, 1, true);
            }
        }
        bits.padding();
    }

    /** Six bits a character. */
    private static final class Bits {
        private final WholeText text;
        private final int[] values;
        private int at;
        private boolean padded;

        Bits(WholeText text) {
            this.text = text;
            int from = text.place();
            while (text.peek() >= 63 && text.peek() <= 126) {
                text.take();
            }
            values = text.since(from).chars().map(c -> c - 63).toArray();
            text.skipBlanks();
            if (!text.isEnd()) {
                throw text.refusal("a second graph, or a character that does not belong there");
            }
        }

        int size() {
            int n;
            if (values.length > 0 && values[0] < 63) {
                n = values[0];
                at = 6;
            } else if (values.length > 3 && values[1] < 63) {
                n = values[1] << 12 | values[2] << 6 | values[3];
                at = 24;
            } else {
                throw text.refusal("the number of nodes is missing, or above 258 047");
            }
            if (n < 1 || n > MAX_NODES) {
                throw text.refusal(n + " nodes");
            }
            return n;
        }

        int left() {
            return 6 * values.length - at;
        }

        boolean next() {
            if (left() <= 0) {
                throw text.refusal("it ends too early");
            }
            boolean bit = (values[at / 6] >> 5 - at % 6 & 1) != 0;
            at++;
            return bit;
        }

        /** What follows may be anything: it fills up the last character. */
        void padding() {
            padded = true;
        }

        void end() {
            if (!padded && left() >= 6) {
                throw text.refusal("it is longer than its graph");
            }
        }
    }
}
