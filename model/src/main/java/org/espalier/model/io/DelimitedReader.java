package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.espalier.model.io.DelimitedText.Delimiter;
import org.espalier.model.io.DelimitedText.Settings;
import org.espalier.model.network.DuplicateEdgeException;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;

/** One reading of one delimited text. */
final class DelimitedReader {
    private static final int REMEMBERED_VALUES = 8;

    private final Path file;
    private final Settings settings;
    private final NameIndex names = new NameIndex();
    private final NetworkBuilder builder = NetworkBuilder.growing();
    private final Set<String> rejected = new LinkedHashSet<>();
    private TableLayout layout;
    private byte[][][] accepted;
    private byte[][] signValues;
    private int[] signs;
    private long rows;
    private long filtered;
    private long withoutWeight;
    // the pair to look for in a second reading, after duplicates were refused
    private int soughtSource = -1;
    private int soughtTarget = -1;
    private int timesSeen;

    DelimitedReader(Path file, Settings settings) {
        this.file = file;
        this.settings = settings;
        builder.selfLoops(settings.selfLoops() == SelfLoops.KEEP ? SelfLoops.KEEP : SelfLoops.DROP)
                .duplicates(settings.duplicates());
    }

    Reading read() {
        parse();
        SynapticNetwork network;
        try {
            network = builder.build();
        } catch (DuplicateEdgeException twice) {
            if (SourceFile.check(file) < 0) { // a pipe can be read only once: the line is not known
                throw new NetworkFormatException(
                        file, 0, connectedBefore(twice), "sum duplicates or remove a row", twice);
            }
            DelimitedReader again = new DelimitedReader(file, settings);
            again.soughtSource = twice.presynaptic();
            again.soughtTarget = twice.postsynaptic();
            again.parse();
            throw new NetworkFormatException(file, 0, "changed while it was read", "read it again", twice);
        } catch (IllegalArgumentException refusal) {
            throw new NetworkFormatException(file, 0, refusal.getMessage(), "correct the weights", refusal);
        }
        network = network.labelled(labels());
        double synapses = 0;
        for (int e = 0; e < network.edges(); e++) {
            synapses += Math.abs(network.weight(e));
        }
        return new Reading(
                network,
                new ReadReport(
                        file,
                        layout.description(),
                        rows,
                        filtered,
                        withoutWeight,
                        builder.droppedSelfLoops(),
                        builder.summedDuplicates(),
                        network.size(),
                        network.edges(),
                        synapses));
    }

    private void parse() {
        try (TextLines lines = new TextLines(file)) {
            Delimiter delimiter = settings.delimiter() == Delimiter.AUTO
                    ? TableLayout.delimiter(lines.preview(1 << 16))
                    : settings.delimiter();
            FieldSplitter fields = new FieldSplitter(delimiter.code);
            boolean comments = true;
            while (lines.next()) {
                byte[] bytes = lines.buffer();
                if (comments && lines.end() > lines.start()) {
                    byte first = bytes[lines.start()];
                    if (first == '#' || first == '%') {
                        continue;
                    }
                }
                int count = fields.split(bytes, lines.start(), lines.end());
                if (count == 0) {
                    continue;
                }
                comments = false;
                if (count < 0) {
                    throw new NetworkFormatException(
                            file,
                            lines.line(),
                            "a double quote does not close, or text follows where it closes",
                            "write \"\" for a quote in a quoted name");
                }
                if (layout == null) {
                    layout = TableLayout.of(file, lines.line(), settings, delimiter, fields, bytes);
                    prepare();
                    if (layout.header()) {
                        continue;
                    }
                }
                row(lines.line(), bytes, fields, count);
            }
        }
        refuseNothing();
    }

    private void prepare() {
        accepted = settings.filters().stream()
                .map(filter -> filter.values().stream()
                        .map(value -> value.strip().getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new))
                .toArray(byte[][][]::new);
        if (settings.sign() != null) {
            Map<String, Integer> table = settings.sign().signs();
            signValues = table.keySet().stream()
                    .map(value -> value.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            signs = table.values().stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private void row(long line, byte[] bytes, FieldSplitter fields, int count) {
        int expected = layout.columns();
        if (count != expected && !(count == expected + 1 && fields.start(expected) == fields.end(expected))) {
            throw new NetworkFormatException(
                    file,
                    line,
                    count + (count == 1 ? " column where " : " columns where ") + expected + " are expected ("
                            + layout.description() + ")",
                    "complete the row, or quote names that hold the delimiter");
        }
        rows++;
        for (int f = 0; f < accepted.length; f++) {
            int column = layout.filter(f);
            if (!isOneOf(accepted[f], bytes, fields.start(column), fields.end(column))) {
                filtered++;
                if (rejected.size() < REMEMBERED_VALUES) {
                    rejected.add(fields.text(bytes, column));
                }
                return;
            }
        }
        double weight = layout.weight() < 0 ? 1 : weight(line, bytes, fields);
        if (layout.sign() >= 0) {
            weight *= sign(line, bytes, fields);
        }
        if (weight == 0) {
            withoutWeight++;
            return;
        }
        int source = neuron(line, bytes, fields, layout.source(), "source");
        int target = neuron(line, bytes, fields, layout.target(), "target");
        connect(line, source, target, weight);
    }

    private void connect(long line, int source, int target, double weight) {
        if (source == target && settings.selfLoops() == SelfLoops.ERROR) {
            throw new NetworkFormatException(
                    file,
                    line,
                    "neuron " + shown(names.name(source)) + " is connected to itself",
                    "drop self-loops or correct the row");
        }
        if (source == soughtSource && target == soughtTarget && ++timesSeen == 2) {
            throw new NetworkFormatException(
                    file,
                    line,
                    "neurons " + shown(names.name(source)) + " and " + shown(names.name(target))
                            + " were connected before",
                    "sum duplicates or remove the row");
        }
        try {
            builder.connect(source, target, weight);
        } catch (IllegalArgumentException refusal) {
            throw new NetworkFormatException(file, line, refusal.getMessage(), "correct the row", refusal);
        }
    }

    private String connectedBefore(DuplicateEdgeException twice) {
        return "neurons " + shown(names.name(twice.presynaptic())) + " and " + shown(names.name(twice.postsynaptic()))
                + " were connected before";
    }

    private double weight(long line, byte[] bytes, FieldSplitter fields) {
        int column = layout.weight();
        double weight = Decimal.parse(bytes, fields.start(column), fields.end(column));
        if (!Double.isFinite(weight)) {
            throw new NetworkFormatException(
                    file,
                    line,
                    "the weight " + shown(fields.text(bytes, column))
                            + (Double.isNaN(weight) ? " is not a decimal number" : " is too large"),
                    "write a finite number such as 12 or 0.5, or name the column of the weight");
        }
        return weight;
    }

    private int sign(long line, byte[] bytes, FieldSplitter fields) {
        int column = layout.sign();
        for (int k = 0; k < signs.length; k++) {
            if (isAt(signValues[k], bytes, fields.start(column), fields.end(column))) {
                return signs[k];
            }
        }
        throw new NetworkFormatException(
                file,
                line,
                "no sign is known for " + shown(fields.text(bytes, column)) + " in column "
                        + settings.sign().column(),
                "list it among the signs: +1 excites, −1 inhibits");
    }

    private int neuron(long line, byte[] bytes, FieldSplitter fields, int column, String role) {
        int start = fields.start(column);
        int end = fields.end(column);
        if (start == end) {
            throw new NetworkFormatException(
                    file, line, "the name of the " + role + " neuron is empty", "give every neuron a name");
        }
        int known = names.size();
        int index = names.index(bytes, start, end);
        if (index < 0) {
            throw new NetworkFormatException(
                    file, line, "the names of " + known + " neurons exceed 2 GB", "use shorter names");
        }
        if (index == known) {
            for (int i = start; i < end; i++) {
                if (bytes[i] >= 0 && bytes[i] < ' ' || bytes[i] == 0x7F) {
                    throw new NetworkFormatException(
                            file,
                            line,
                            "the name " + shown(fields.text(bytes, column)) + " holds a control character",
                            "is this a text file with these delimiters?");
                }
            }
        }
        return index;
    }

    private static boolean isOneOf(byte[][] values, byte[] bytes, int from, int to) {
        for (byte[] value : values) {
            if (isAt(value, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] value, byte[] bytes, int from, int to) {
        return Arrays.equals(value, 0, value.length, bytes, from, to);
    }

    private void refuseNothing() {
        if (layout == null || rows == 0) {
            throw new NetworkFormatException(file, 0, "holds no row", "it must hold at least one edge");
        }
        if (names.size() == 0) {
            throw new NetworkFormatException(
                    file,
                    0,
                    filtered == 0
                            ? "all " + rows + " rows have weight 0"
                            : "no row is left of " + rows + "; the filtered columns also hold " + rejected,
                    filtered == 0 ? "give at least one edge a weight" : "change the filter");
        }
    }

    private String[] labels() {
        try {
            return names.names();
        } catch (CharacterCodingException broken) {
            throw new NetworkFormatException(
                    file, 0, "a name is not text in UTF-8", "convert it: iconv -f LATIN1 -t UTF-8", broken);
        }
    }
}
