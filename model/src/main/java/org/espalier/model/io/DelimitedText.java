package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.List;

/**
 * Tables as delimited text: one row an edge, with the presynaptic neuron (<i>source</i>), the postsynaptic neuron
 * (<i>target</i>) and a weight, so that w[target][source] is the weight of the row; or a matrix.
 *
 * <p>Neurons are named by anything: numbers of any length, or words; blanks around a name and a pair of double quotes do
 * not belong to it. They are numbered in the order in which the counted rows mention them. The delimiter is found by looking
 * at the first lines unless it is given. Leading lines that start with {@code #} or {@code %} are comments.
 *
 * <p>A row that does not fit ends the reading with a {@link NetworkFormatException} that gives its line. Cost: one pass
 * over the file, some 12 bytes of memory an edge and 100 bytes a neuron.
 */
final class DelimitedText implements NetworkFormat {
    private static final int LOOKED_AT = 24;

    /** Endings of formats that are no delimited text: such a file has damaged content, or a wrong name. */
    private static final List<String> OTHERS = List.of(
            ".graphml",
            ".gexf",
            ".gml",
            ".xml",
            ".html",
            ".htm",
            ".json",
            ".npy",
            ".npz",
            ".xlsx",
            ".xls",
            ".ods",
            ".mat",
            ".parquet",
            ".feather",
            ".arrow",
            ".h5",
            ".hdf5",
            ".espalier",
            ".yaml",
            ".yml",
            ".pdf",
            ".zip",
            ".ipynb",
            ".py",
            ".java",
            ".md");

    @Override
    public String title() {
        return "delimited text";
    }

    @Override
    public boolean recognises(FileStart start) {
        return !start.endsIn(OTHERS.toArray(String[]::new)) && !start.endsIn(".mtx", ".g6", ".s6", ".d6");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        try (TextRows rows = TextRows.open(file, reader.delimiter, LOOKED_AT)) {
            if (rows.sample().rows().isEmpty()) {
                throw new NetworkFormatException(file, 0, "holds no row", Remedy.NEEDS_AN_EDGE);
            }
            refuseAdjacencyList(file, reader, rows.sample());
            refuseDamagedBanner(file, rows.sample());
            if (rows.sample().isLgl()) {
                throw new NetworkFormatException(
                        file,
                        rows.sample().lines().get(0),
                        "has words after # between its rows, as LGL has",
                        Remedy.LGL);
            }
            if (reader.header == NetworkReader.Header.ABSENT
                    && rows.sample().comments().isEmpty()) {
                rows.uncommented();
            }
            TableLayout layout = layout(file, reader, rows);
            if (layout instanceof MatrixLayout matrix) {
                return new MatrixRows(file, reader, matrix, rows).read();
            }
            boolean twice = SourceFile.check(file) >= 0; // a pipe can be read only once
            return new EdgeRows(file, reader, (EdgeLayout) layout, rows)
                    .read(twice ? () -> again(file, reader, rows) : null);
        }
    }

    private static Rows again(Path file, NetworkReader reader, TextRows before) {
        TextRows rows = TextRows.open(file, reader.delimiter, LOOKED_AT);
        rows.cutBy(before.delimiter());
        return rows;
    }

    /** The first layout that fits; where none does, the refusal of the likeliest delimiter. */
    private static TableLayout layout(Path file, NetworkReader reader, TextRows rows) {
        NetworkFormatException refusal = null;
        for (TableSample sample : rows.samples()) {
            try {
                TableLayout layout = new LayoutFinder(file, reader, sample).layout();
                if (refusal == null || !(layout instanceof EdgeLayout edges) || edges.weight() >= 0) {
                    rows.cutBy(sample.delimiter());
                    return layout;
                }
            } catch (NetworkFormatException doubt) {
                refusal = refusal == null ? doubt : refusal;
            }
            List<String> first = sample.rows().get(0);
            if (first.stream().anyMatch(Column::isSource) && first.stream().anyMatch(Column::isTarget)) {
                break; // a header that is known: no other delimiter can be meant
            }
        }
        throw refusal;
    }

    private static void refuseAdjacencyList(Path file, NetworkReader reader, TableSample sample) {
        boolean networkx = sample.comments().stream().anyMatch(comment -> comment.startsWith("# GMT "));
        if (networkx && reader.layout == NetworkReader.Layout.AUTO && reader.source == null) {
            throw new NetworkFormatException(
                    file,
                    sample.lines().get(0),
                    "has the first lines of an adjacency list of NetworkX",
                    Remedy.ADJACENCY_LIST);
        }
    }

    /** A comment that was the banner of a Matrix Market file before somebody changed it. */
    private static void refuseDamagedBanner(Path file, TableSample sample) {
        for (String comment : sample.comments()) {
            if (comment.matches("(?i)[#%]+.*\\bmatrix\\s+(coordinate|array)\\b.*")) {
                throw new NetworkFormatException(
                        file, 1, "the banner " + shown(comment) + " is damaged", Remedy.BANNER);
            }
        }
    }
}
