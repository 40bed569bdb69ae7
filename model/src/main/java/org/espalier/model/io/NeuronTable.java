package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;

/**
 * Types of neurons from a table: delimited text with a header, plain or gzip, one row a neuron, with a column of names as in
 * the network and a column of types (cell class, neuropil, transmitter, …).
 *
 * <pre>{@code
 * SynapticNetwork typed = NeuronTable.of("root_id", "super_class").typed(network, Path.of("classification.csv.gz"));
 * }</pre>
 *
 * @param name column of the names
 * @param type column of the types
 */
public record NeuronTable(String name, String type) {
    /** The type of neurons that are not in the table, or whose type is empty. */
    public static final String UNKNOWN = "unknown";

    /** Checks the columns. */
    public NeuronTable {
        Column.named(name);
        Column.named(type);
    }

    /**
     * Names the columns.
     *
     * @param name column of the names
     * @param type column of the types
     * @return the way to read
     */
    public static NeuronTable of(String name, String type) {
        return new NeuronTable(name, type);
    }

    /**
     * Gives neurons the types that a table has for them. Rows about other neurons do not matter.
     *
     * @param network a network with labels
     * @param file the table
     * @return the network with types, {@link #UNKNOWN} where the table says nothing
     * @throws NetworkFormatException if the table cannot be read, names a neuron twice with different types, or names none of
     *     the neurons
     */
    public SynapticNetwork typed(SynapticNetwork network, Path file) {
        Map<String, Integer> index = new HashMap<>(2 * network.size());
        for (int i = 0; i < network.size(); i++) {
            index.put(network.label(i), i);
        }
        String[] types = new String[network.size()];
        TableColumns table = TableColumns.readWithHeader(file, (header, named) -> columns(file, header));
        int known = 0;
        for (int row = 0; row < table.lines().size(); row++) {
            Integer neuron = index.get(table.values().get(0).get(row));
            if (neuron == null) {
                continue;
            }
            String found = table.values().get(1).get(row);
            if (types[neuron] != null && !types[neuron].equals(found)) {
                throw new NetworkFormatException(
                        file,
                        table.line(row),
                        "neuron " + shown(network.label(neuron)) + " is of type " + shown(found) + " here and "
                                + shown(types[neuron]) + " before",
                        Remedy.KNOWN_TYPES);
            }
            types[neuron] = found;
            known++;
        }
        if (known == 0) {
            throw new NetworkFormatException(
                    file,
                    0,
                    "names none of the neurons, whose labels are like " + shown(network.label(0)),
                    Remedy.SAME_NAMES);
        }
        for (int i = 0; i < types.length; i++) {
            types[i] = types[i] == null || types[i].isEmpty() ? UNKNOWN : types[i];
        }
        return network.typed(types);
    }

    private List<Integer> columns(Path file, List<String> header) {
        List<Integer> result = new ArrayList<>();
        for (String column : List.of(name, type)) {
            int at = Column.named(column).in(header, true);
            if (at < 0) {
                throw new NetworkFormatException(
                        file,
                        1,
                        "no column " + shown(column) + " among " + shown(String.join(", ", header), 120),
                        Remedy.CORRECT);
            }
            result.add(at);
        }
        return result;
    }
}
