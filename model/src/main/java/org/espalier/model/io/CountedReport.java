package org.espalier.model.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

record CountedReport(
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
        List<Category> categories)
        implements ReadReport {
    CountedReport {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(format, "format");
        categories = List.copyOf(categories);
    }

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
                            .append(Remedy.word(column.column()))
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
