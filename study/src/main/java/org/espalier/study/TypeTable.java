package org.espalier.study;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.io.NeuronTable;
import org.espalier.model.network.SynapticNetwork;

/**
 * A table with the types of the neurons.
 *
 * @param file delimited text with a header, one row a neuron
 * @param neuron column of the names, as in the network
 * @param type column of the types
 * @param sha256 checksum that the file must have, in hexadecimal; any when empty
 */
public record TypeTable(Path file, String neuron, String type, Optional<String> sha256) {
    /** Checks the columns. */
    public TypeTable {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sha256, "sha256");
        NeuronTable.of(neuron, type);
    }

    SynapticNetwork typed(SynapticNetwork network) {
        if (sha256.isPresent()) {
            Checksum.require(file, sha256, "network.types.sha256");
        }
        return NeuronTable.of(neuron, type).typed(network, file);
    }

    TypeTable resolved() {
        return new TypeTable(
                file.toAbsolutePath().normalize(),
                neuron,
                type,
                Optional.of(Checksum.require(file, sha256, "network.types.sha256")));
    }
}
