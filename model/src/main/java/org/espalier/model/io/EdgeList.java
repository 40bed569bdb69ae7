package org.espalier.model.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.espalier.model.network.SynapticNetwork;

/**
 * Writes an edge list: text with the header {@code source,target,weight}, one row an edge, sorted by target; packed with
 * gzip if the name of the file ends in {@code .gz}. {@link DelimitedText} reads it back with the same weights; neurons
 * without an edge do not appear in it.
 */
public final class EdgeList implements NetworkWriter {
    private EdgeList() {}

    /** Writes comma-separated values. */
    public static EdgeList csv() {
        return new EdgeList();
    }

    @Override
    public void write(SynapticNetwork network, Path file) {
        byte[][] names = new byte[network.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = quoted(network.label(i)).getBytes(StandardCharsets.UTF_8);
        }
        TextOutput.stream(file, out -> {
            TextOutput text = new TextOutput(out).text("source,target,weight\n");
            for (int i = 0; i < network.size(); i++) {
                for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                    text.bytes(names[network.column(e)])
                            .character(',')
                            .bytes(names[i])
                            .character(',');
                    text.number(network.weight(e)).character('\n');
                }
            }
            text.flush();
        });
    }

    private static String quoted(String name) {
        boolean needed = name.isEmpty()
                || name.indexOf(',') >= 0
                || name.indexOf('"') >= 0
                || name.indexOf(';') >= 0
                || name.indexOf('\t') >= 0
                || name.indexOf('|') >= 0;
        return needed ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }
}
