package org.espalier.study;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.io.NodeList;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.SelfLoops;

/**
 * What a study says about a file that leaves something open: the reader of {@link NetworkReader}, as keys of a study file.
 *
 * @param selection which columns and rows count
 * @param shape how the file is laid out, where it does not tell by itself
 * @param neurons which neurons there are
 * @param selfLoops what to do with edges from a neuron to itself
 * @param duplicates what to do with repeated pairs
 */
public record ReadingPlan(
        Selection selection, Shape shape, Neurons neurons, SelfLoops selfLoops, Duplicates duplicates) {
    /** The word that asks for a weight of 1 an edge. */
    public static final String NO_WEIGHT = "none";

    /**
     * Which columns and rows count.
     *
     * @param columns names or numbers of the columns of a table; found from its first rows when empty
     * @param weight what holds the weight in other formats, or {@code none}; found by its name when empty
     * @param rows which rows count; all when there is no filter
     * @param signColumn a column that holds the sign; none when empty
     */
    public record Selection(
            Optional<Columns> columns, Optional<String> weight, List<RowFilter> rows, Optional<SignColumn> signColumn) {
        /** Copies the filters. */
        public Selection {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The columns of a table, each by name or by number from 1.
     *
     * @param source presynaptic neuron
     * @param target postsynaptic neuron
     * @param weight weight; 1 a row when empty
     */
    public record Columns(String source, String target, Optional<String> weight) {}

    /**
     * Rows count only if a column has one of some values.
     *
     * @param column name of the column, or its number
     * @param values accepted values
     */
    public record RowFilter(String column, List<String> values) {
        /** Copies the values. */
        public RowFilter {
            values = List.copyOf(values);
        }
    }

    /**
     * A column whose values tell excitatory from inhibitory rows. Upper and lower case are the same.
     *
     * @param column name of the column
     * @param excitatory its values on excitatory rows; all others when empty
     * @param inhibitory its values on inhibitory rows
     */
    public record SignColumn(String column, List<String> excitatory, List<String> inhibitory) {
        /** Copies the values. */
        public SignColumn {
            excitatory = List.copyOf(excitatory);
            inhibitory = List.copyOf(inhibitory);
            table(excitatory, inhibitory);
        }

        Map<String, Integer> table() {
            return table(excitatory, inhibitory);
        }

        private static Map<String, Integer> table(List<String> excitatory, List<String> inhibitory) {
            Map<String, Integer> signs = new HashMap<>();
            excitatory.forEach(value -> signs.put(value, 1));
            for (String value : inhibitory) {
                if (signs.put(value, -1) != null) {
                    throw new IllegalArgumentException(
                            "signs: '" + value + "' is listed as excitatory and as inhibitory");
                }
            }
            return signs;
        }
    }

    /**
     * How a file is laid out, where it does not tell by itself.
     *
     * @param layout edges or a matrix
     * @param delimiter what stands between two columns
     * @param header whether the first row names the columns
     * @param presynaptic which side of a matrix
     * @param direction whether edges count one way or both
     */
    public record Shape(
            NetworkReader.Layout layout,
            NetworkReader.Delimiter delimiter,
            NetworkReader.Header header,
            NetworkReader.Presynaptic presynaptic,
            NetworkReader.Direction direction) {
        /** What the file tells by itself. */
        public static final Shape AUTO = new Shape(
                NetworkReader.Layout.AUTO,
                NetworkReader.Delimiter.AUTO,
                NetworkReader.Header.AUTO,
                NetworkReader.Presynaptic.AUTO,
                NetworkReader.Direction.AUTO);
    }

    /**
     * Which neurons there are.
     *
     * @param nodes a list of them; those of the edges when empty
     * @param sha256 checksum that the list must have, in hexadecimal; any when empty
     * @param unlisted what to do with edges of others
     */
    public record Neurons(Optional<NodeList> nodes, Optional<String> sha256, NetworkReader.Unlisted unlisted) {
        /** Those of the edges. */
        public static final Neurons OF_THE_EDGES =
                new Neurons(Optional.empty(), Optional.empty(), NetworkReader.Unlisted.ERROR);
    }

    /** Checks the components. */
    public ReadingPlan {
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(neurons, "neurons");
        Objects.requireNonNull(selfLoops, "selfLoops");
        Objects.requireNonNull(duplicates, "duplicates");
    }

    /** A file that tells everything by itself; self-loops are dropped, repeated pairs added up. */
    public static ReadingPlan automatic() {
        return new ReadingPlan(
                new Selection(Optional.empty(), Optional.empty(), List.of(), Optional.empty()),
                Shape.AUTO,
                Neurons.OF_THE_EDGES,
                SelfLoops.DROP,
                Duplicates.SUM);
    }

    /** {@return what reads files in this way} */
    public NetworkReader reader() {
        NetworkReader reader = NetworkReader.automatic()
                .selfLoops(selfLoops)
                .duplicates(duplicates)
                .layout(shape.layout)
                .delimitedBy(shape.delimiter)
                .header(shape.header)
                .presynaptic(shape.presynaptic)
                .direction(shape.direction)
                .unlisted(neurons.unlisted);
        if (selection.columns.isPresent()) {
            Columns c = selection.columns.get();
            reader = reader.columns(
                    c.weight.map(weight -> List.of(c.source, c.target, weight)).orElse(List.of(c.source, c.target)));
        }
        if (selection.weight.isPresent()) {
            String weight = selection.weight.get();
            reader = weight.equals(NO_WEIGHT) ? reader.unweighted() : reader.weight(weight);
        }
        for (RowFilter filter : selection.rows) {
            String[] values = filter.values.toArray(String[]::new);
            reader = filter.column.matches("[1-9][0-9]{0,3}")
                    ? reader.where(Integer.parseInt(filter.column), values)
                    : reader.where(filter.column, values);
        }
        if (selection.signColumn.isPresent()) {
            SignColumn sign = selection.signColumn.get();
            reader = reader.signedBy(sign.column, sign.table(), sign.excitatory.isEmpty() ? 1 : 0);
        }
        return neurons.nodes.isPresent() ? reader.nodes(neurons.nodes.get()) : reader;
    }

    /** Refuses a list of neurons with another checksum. */
    void checkList() {
        neurons.nodes.ifPresent(list -> Checksum.require(list.file(), neurons.sha256, "network.nodes.sha256"));
    }

    /** With the absolute path and the checksum of the list of neurons. */
    ReadingPlan resolved() {
        if (neurons.nodes.isEmpty()) {
            return this;
        }
        NodeList list = neurons.nodes.get();
        Path absolute = list.file().toAbsolutePath().normalize();
        return new ReadingPlan(
                selection,
                shape,
                new Neurons(
                        Optional.of(new NodeList(absolute, list.id(), list.type())),
                        Optional.of(Checksum.of(list.file())),
                        neurons.unlisted),
                selfLoops,
                duplicates);
    }
}
