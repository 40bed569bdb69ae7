package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.espalier.model.network.SynapticNetwork;

/**
 * Writes an edge list: text with the header {@code source,target,weight}, one row an edge, sorted by target; packed with
 * gzip if the name of the file ends in {@code .gz}. A neuron without an edge has a row {@code name,name,0}: a row of weight 0
 * names neurons and is no edge. Types are not kept, and neurons come back in the order of the rows.
 */
final class EdgeList implements NetworkWriter {
    private EdgeList() {}

    /** Writes comma-separated values. */
    public static EdgeList csv() {
        return new EdgeList();
    }

    @Override
    public void write(SynapticNetwork network, Path file) {
        byte[][] names = new byte[network.size()][];
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.length; i++) {
            String label = network.label(i);
            refuse(label, i, seen);
            names[i] = quoted(label).getBytes(StandardCharsets.UTF_8);
        }
        if (network.edges() == 0) {
            throw new IllegalArgumentException("edge list: the network has no edge; write .npz or .espalier");
        }
        boolean[] connected = new boolean[names.length];
        TextOutput.stream(file, out -> {
            TextOutput text = new TextOutput(out).text("source,target,weight\n");
            for (int i = 0; i < network.size(); i++) {
                for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                    row(text, names[network.column(e)], names[i]);
                    text.number(network.weight(e)).character('\n');
                    connected[i] = true;
                    connected[network.column(e)] = true;
                }
            }
            for (int i = 0; i < network.size(); i++) {
                if (!connected[i]) {
                    row(text, names[i], names[i]);
                    text.text("0\n");
                }
            }
            text.flush();
        });
    }

    private static void row(TextOutput text, byte[] source, byte[] target) throws java.io.IOException {
        text.bytes(source).character(',').bytes(target).character(',');
    }

    /** Refuses names by which neurons could not be told apart after reading. */
    private static void refuse(String name, int neuron, Set<String> seen) {
        String remedy = "; rename it, or write .graphml, .npz or .espalier";
        if (!seen.add(name)) {
            throw new IllegalArgumentException("edge list: two neurons are called " + shown(name)
                    + ", and names are all that tells them apart" + remedy);
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        FieldSplitter fields = new FieldSplitter((byte) ',');
        byte[] line = quoted(name).getBytes(StandardCharsets.UTF_8);
        boolean same =
                fields.split(line, 0, line.length) == 1 && fields.text(line, 0).equals(name);
        boolean control = name.chars().anyMatch(c -> c < ' ' || c == 0x7F);
        if (name.isEmpty() || control || !same || !new String(bytes, StandardCharsets.UTF_8).equals(name)) {
            throw new IllegalArgumentException("edge list: the name " + shown(name) + " of neuron " + neuron
                    + " is empty, or has blanks at its ends or characters that a text cannot hold" + remedy);
        }
    }

    private static String quoted(String name) {
        boolean needed = name.isEmpty()
                || name.indexOf(',') >= 0
                || name.indexOf('"') >= 0
                || name.indexOf(';') >= 0
                || name.indexOf('\t') >= 0
                || name.indexOf('|') >= 0
                || name.charAt(0) == '#'
                || name.charAt(0) == '%'
                || Names.isMissing(name)
                || Names.isFloat(name);
        return needed ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }
}
