package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.model.io.DelimitedText.Delimiter;
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
        try (TextLines lines = new TextLines(file)) {
            Delimiter delimiter = TableLayout.delimiter(lines.preview(1 << 16));
            FieldSplitter fields = new FieldSplitter(delimiter.code);
            int[] columns = null;
            int known = 0;
            while (lines.next()) {
                int count = fields.split(lines.buffer(), lines.start(), lines.end());
                if (count == 0) {
                    continue;
                }
                if (columns == null) {
                    columns = columns(file, lines, fields);
                    continue;
                }
                if (count <= Math.max(columns[0], columns[1])) {
                    throw new NetworkFormatException(
                            file,
                            lines.line(),
                            count < 0 ? "a double quote does not close" : "only " + count + " columns",
                            "complete the row");
                }
                Integer neuron = index.get(fields.text(lines.buffer(), columns[0]));
                if (neuron != null) {
                    String found = fields.text(lines.buffer(), columns[1]);
                    if (types[neuron] != null && !types[neuron].equals(found)) {
                        throw new NetworkFormatException(
                                file,
                                lines.line(),
                                "neuron " + shown(network.label(neuron)) + " is of type " + shown(found) + " here and "
                                        + shown(types[neuron]) + " before",
                                "leave one row a neuron");
                    }
                    types[neuron] = found;
                    known++;
                }
            }
            if (known == 0) {
                throw new NetworkFormatException(
                        file,
                        0,
                        "names none of the neurons, whose labels are like " + shown(network.label(0)),
                        "check the column of names");
            }
        }
        for (int i = 0; i < types.length; i++) {
            types[i] = types[i] == null || types[i].isEmpty() ? UNKNOWN : types[i];
        }
        return network.typed(types);
    }

    private int[] columns(Path file, TextLines lines, FieldSplitter fields) {
        List<String> header = new ArrayList<>();
        for (int k = 0; k < fields.count(); k++) {
            header.add(new String(
                    lines.buffer(), fields.start(k), fields.end(k) - fields.start(k), StandardCharsets.UTF_8));
        }
        int[] result = {header.indexOf(name.strip()), header.indexOf(type.strip())};
        for (int k = 0; k < 2; k++) {
            if (result[k] < 0) {
                throw new NetworkFormatException(
                        file,
                        lines.line(),
                        "no column " + shown(k == 0 ? name : type) + " among " + shown(String.join(", ", header)),
                        "name columns of the header");
            }
        }
        return result;
    }
}
