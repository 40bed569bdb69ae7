package org.espalier.model.io;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * What became of a file: rows = filtered + withoutWeight + selfLoops + duplicates + edges. A <i>row</i> is an entry of the
 * file, an <i>edge</i> an ordered pair of neurons, and <i>synapses</i> are what the absolute weights of the edges add up
 * to.
 *
 * @param file the file
 * @param format what it was read as
 * @param rows entries read, header and comments not counted
 * @param filtered rows that a filter kept out
 * @param withoutWeight rows of weight 0, which are no edges
 * @param selfLoops rows dropped because they lead from a neuron to itself
 * @param duplicates rows added to an earlier edge between the same two neurons
 * @param neurons number of neurons N
 * @param edges number of edges
 * @param synapses Σ |weight| over the edges
 */
public record ReadReport(
        Path file,
        String format,
        long rows,
        long filtered,
        long withoutWeight,
        long selfLoops,
        long duplicates,
        int neurons,
        int edges,
        double synapses) {
    /** Checks the components. */
    public ReadReport {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(format, "format");
    }

    /**
     * Tells it in a sentence.
     *
     * @return one line
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s (%s): %,d neurons, %,d edges, %s synapses from %,d rows",
                file.getFileName(),
                format,
                neurons,
                edges,
                synapses == Math.rint(synapses) && synapses < 1e15
                        ? String.format(Locale.ROOT, "%,d", (long) synapses)
                        : Double.toString(synapses),
                rows));
        append(text, filtered, "filtered out");
        append(text, withoutWeight, "of weight 0");
        append(text, selfLoops, "self-loops dropped");
        append(text, duplicates, "added to an earlier edge");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, ", %,d %s", count, what));
        }
    }
}
