package org.espalier.model.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a file was understood, and where its entries went: rows + mirrored = filtered + unlisted + withoutWeight + selfLoops +
 * duplicates + edges. A <i>row</i> is an entry of the file, an <i>edge</i> an ordered pair of neurons, and <i>synapses</i>
 * are what the absolute weights of the edges add up to.
 */
public sealed interface ReadReport permits CountedReport {
    /** {@return the file that was read} */
    Path file();

    /** {@return what it was read as: format, delimiter, columns used and not used, which side is presynaptic} */
    String format();

    /** {@return the number of entries read, header and comments not counted} */
    long rows();

    /** {@return the number of entries without direction, which count both ways} */
    long mirrored();

    /** {@return the number of entries that a filter kept out} */
    long filtered();

    /** {@return the number of entries of neurons that are not in the node list, left out} */
    long unlisted();

    /** {@return the number of entries of weight 0, which are no edges} */
    long withoutWeight();

    /** {@return the number of entries dropped because they lead from a neuron to itself} */
    long selfLoops();

    /** {@return the number of entries added to an earlier edge between the same two neurons} */
    long duplicates();

    /** {@return the number of neurons N} */
    int neurons();

    /** {@return the number of neurons without an edge} */
    int isolated();

    /** {@return the number of edges} */
    int edges();

    /** {@return Σ |weight| over the edges} */
    double synapses();

    /** {@return the columns that were not used and hold few distinct values} */
    List<Category> categories();

    /**
     * A column that was not used and holds few distinct values, such as the kind of a synapse: all of them count.
     *
     * @param column its name, or its number from 1
     * @param counts number of rows for each value, in order of appearance
     */
    record Category(String column, Map<String, Long> counts) {
        /** {@return an option that keeps the rows with the most frequent value} */
        String filter() {
            String value = counts.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            return "--where " + Remedy.word(column + "=" + value);
        }

        /** {@return whether its values are transmitters of which some inhibit} */
        boolean isTransmitter() {
            return counts.keySet().stream()
                            .allMatch(value -> Transmitters.FLYWIRE.containsKey(value.toUpperCase(Locale.ROOT)))
                    && counts.keySet().stream()
                            .anyMatch(value -> Transmitters.FLYWIRE.get(value.toUpperCase(Locale.ROOT)) < 0);
        }

        @Override
        public String toString() {
            String values = counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(6)
                    .map(entry -> String.format(
                            Locale.ROOT,
                            "%,d %s",
                            entry.getValue(),
                            entry.getKey().isEmpty()
                                    ? "without"
                                    : NetworkFormatException.shown(entry.getKey(), 24)
                                            .replace("'", "")))
                    .collect(Collectors.joining(", "));
            int more = counts.size() - 6;
            return column + ": " + values + (more > 0 ? " and " + more + " more" : "");
        }
    }
}
