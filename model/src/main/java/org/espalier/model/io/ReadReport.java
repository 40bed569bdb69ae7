package org.espalier.model.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How a file was understood, and where its entries went: rows + mirrored = filtered + unlisted + withoutWeight + selfLoops +
 * duplicates + edges. A <i>row</i> is an entry of the file, an <i>edge</i> an ordered pair of neurons, and <i>synapses</i>
 * are what the absolute weights of the edges add up to.
 *
 * @param format what it was read as: format, delimiter, columns used and not used, which side is presynaptic
 * @param rows entries read, header and comments not counted
 * @param mirrored entries without direction, which count both ways
 * @param filtered entries that a filter kept out
 * @param unlisted entries of neurons that are not in the node list, left out
 * @param withoutWeight entries of weight 0, which are no edges
 * @param selfLoops entries dropped because they lead from a neuron to itself
 * @param duplicates entries added to an earlier edge between the same two neurons
 * @param neurons number of neurons N
 * @param isolated neurons without an edge
 * @param edges number of edges
 * @param synapses Σ |weight| over the edges
 * @param categories columns that were not used and hold few distinct values
 */
public record ReadReport(
        Path file,
        String format,
        long rows,
        long mirrored,
        long filtered,
        long unlisted,
        long withoutWeight,
        long selfLoops,
        long duplicates,
        int neurons,
        int isolated,
        int edges,
        double synapses,
        List<Category> categories) {
    private static final int VALUES_SHOWN = 6;

    /**
     * A column that was not used and holds few distinct values, such as the kind of a synapse: all of them count.
     *
     * @param column its name, or its number from 1
     * @param counts number of rows for each value, in order of appearance
     */
    public record Category(String column, Map<String, Long> counts) {
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
                    .limit(VALUES_SHOWN)
                    .map(entry -> String.format(
                            Locale.ROOT,
                            "%,d %s",
                            entry.getValue(),
                            entry.getKey().isEmpty()
                                    ? "without"
                                    : NetworkFormatException.shown(entry.getKey(), 24)
                                            .replace("'", "")))
                    .collect(Collectors.joining(", "));
            int more = counts.size() - VALUES_SHOWN;
            return column + ": " + values + (more > 0 ? " and " + more + " more" : "");
        }
    }

    /** Checks the components. */
    public ReadReport {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(format, "format");
        categories = List.copyOf(categories);
    }

    /** {@return all of it in one line} */
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
        append(text, mirrored, "without direction counted both ways");
        append(text, filtered, "filtered out");
        append(text, unlisted, "of unlisted neurons left out");
        append(text, withoutWeight, "of weight 0");
        append(text, selfLoops, "self-loops dropped");
        append(text, duplicates, "added to an earlier edge");
        append(text, isolated, "neurons without an edge");
        if (!categories.isEmpty()) {
            text.append("; ").append(categories.stream().map(Category::toString).collect(Collectors.joining("; ")));
            text.append(" (all count; ").append(categories.get(0).filter()).append(" keeps some");
            categories.stream()
                    .filter(Category::isTransmitter)
                    .findFirst()
                    .ifPresent(column -> text.append("; --transmitter ")
                            .append(Remedy.word(column.column))
                            .append(" gives signs"));
            text.append(')');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, ", %,d %s", count, what));
        }
    }
}
