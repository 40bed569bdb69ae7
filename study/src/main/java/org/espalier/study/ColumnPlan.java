package org.espalier.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.espalier.model.io.NeuronTable;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/**
 * A column that says something about neurons: of a table of neurons, or of the edges of the network, where the rows of a neuron must agree.
 *
 * @param file delimited text with a header; the file of the network if empty
 * @param neuron column of the names
 * @param column column that says it
 * @param sha256 checksum that the file must have; any if empty
 */
record ColumnPlan(Optional<Path> file, String neuron, String column, Optional<String> sha256) {
    static final String KEYS = "file neuron column sha256";

    /** Checks the names of the columns. */
    ColumnPlan {
        NeuronTable.of(neuron, column);
    }

    /** The form; paths are relative to a folder. */
    static YamlForm<ColumnPlan> form(Path folder) {
        return YamlForm.of(
                KEYS,
                m -> of(m, folder),
                c -> Arrays.asList(c.file.map(Path::toString).orElse(null), c.neuron, c.column, c.sha256.orElse(null)));
    }

    static ColumnPlan of(YamlMap map, Path folder) {
        return new ColumnPlan(
                map.has("file") ? Optional.of(folder.resolve(map.text("file"))) : Optional.empty(),
                map.text("neuron"),
                map.text("column"),
                map.has("sha256") ? Optional.of(map.text("sha256")) : Optional.empty());
    }

    /** What the column says of every neuron, {@link NeuronTable#UNKNOWN} where it says nothing. */
    String[] on(SynapticNetwork network, Optional<Path> networkFile) {
        Path from = file.or(() -> networkFile)
                .orElseThrow(() -> new IllegalArgumentException("column '" + column
                        + "': the network is generated and has no file; name the table with the key file"));
        if (sha256.isPresent()) {
            Checksum.require(from, sha256, "sha256 of the table with column " + column);
        }
        SynapticNetwork typed = NeuronTable.of(neuron, column).typed(network, from);
        String[] values = new String[network.size()];
        Arrays.setAll(values, i -> typed.types().get(typed.type(i)));
        return values;
    }

    /** With an absolute path and a checksum. */
    ColumnPlan resolved() {
        return file.isEmpty()
                ? this
                : new ColumnPlan(
                        Optional.of(file.get().toAbsolutePath().normalize()),
                        neuron,
                        column,
                        Optional.of(Checksum.require(file.get(), sha256, "sha256 of the table with column " + column)));
    }
}
