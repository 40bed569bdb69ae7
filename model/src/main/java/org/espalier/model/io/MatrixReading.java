package org.espalier.model.io;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.espalier.model.io.NetworkReader.Presynaptic;
import org.espalier.model.network.SynapticNetwork;

/** Reads a square matrix from its entries: for formats that know rows and columns, and no neurons. */
public final class MatrixReading {
    /** What receives the entries of a matrix. */
    @FunctionalInterface
    public interface Entries {
        /**
         * Receives an entry; zeros need not be told.
         *
         * @param row its row, from 0
         * @param column its column, from 0
         * @param value what stands there, a weight
         */
        void entry(int row, int column, double value);
    }

    private MatrixReading() {}

    /**
     * Reads a matrix.
     *
     * @param file where it is, for messages
     * @param reader what is done about everything that the file leaves open
     * @param what what the matrix is and where it stands, as the report tells it
     * @param size number of rows and of columns, at least 1
     * @param labels names of the neurons; none if it is empty
     * @param matrix tells all entries
     * @return the network and how the file was understood
     * @throws NetworkFormatException if the entries do not make a network
     */
    public static Reading of(
            Path file, NetworkReader reader, String what, int size, List<String> labels, Consumer<Entries> matrix) {
        reader.refuse(file, what, reader.attributeSetting());
        boolean turned = reader.presynaptic == Presynaptic.ROWS;
        Assembly assembly = new Assembly(
                        file, reader, size, 0, i -> labels.isEmpty() ? Integer.toString(i) : labels.get(i))
                .note(what)
                .note(MatrixRows.side(turned));
        matrix.accept((row, column, value) -> {
            if (value != 0) {
                double weight = reader.unweighted ? 1 : value;
                assembly.edge(0, turned ? row : column, turned ? column : row, weight, false);
            }
        });
        if (assembly.rows() == 0) {
            throw new NetworkFormatException(file, 0, "is a matrix of zeros", Remedy.NEEDS_AN_EDGE);
        }
        SynapticNetwork network = assembly.buildOrRefuse(size);
        return assembly.reading(labels.isEmpty() ? network : network.labelled(labels.toArray(String[]::new)));
    }

    /**
     * Chooses one of several parts of a file.
     *
     * @param file where it is, for messages
     * @param reader may name one as the weight
     * @param what what the parts are called, in the plural
     * @param parts their names, at least one
     * @return the only one, or the one that the reader names
     * @throws NetworkFormatException if there are several and none is named, or another one is named
     */
    public static String part(Path file, NetworkReader reader, String what, List<String> parts) {
        String asked = reader.weight == null ? null : reader.weight.name();
        if (asked != null && parts.contains(asked)) {
            return asked;
        }
        if (asked == null && parts.size() == 1) {
            return parts.get(0);
        }
        throw new NetworkFormatException(
                file,
                0,
                asked == null
                        ? "has several " + what + ": " + Names.some(parts)
                        : "has no " + what + " called " + NetworkFormatException.shown(asked) + " but "
                                + Names.some(parts),
                Remedy.PART,
                parts.get(0));
    }
}
