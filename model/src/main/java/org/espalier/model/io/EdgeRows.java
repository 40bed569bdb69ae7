package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.espalier.model.network.DuplicateEdgeException;
import org.espalier.model.network.SynapticNetwork;

/** One reading of one table of edges. */
final class EdgeRows {
    private static final int REMEMBERED_VALUES = 8;

    private final Path file;
    private final NetworkReader reader;
    private final EdgeLayout layout;
    private final Rows rows;
    private final NameIndex names = new NameIndex();
    private final LongIndex wholes = new LongIndex();
    private final Assembly assembly;
    private final ValueCounts[] unused;
    private final BitSet needed = new BitSet();
    private final FirstRow firstRow;
    private final Set<String> rejected = new LinkedHashSet<>();
    private final byte[][][] accepted;
    private final byte[][] signValues;
    private final int[] signs;
    // the pair to look for in a second reading, after duplicates were refused
    private int soughtSource = -1;
    private int soughtTarget = -1;
    private int timesSeen;

    EdgeRows(Path file, NetworkReader reader, EdgeLayout layout, Rows rows) {
        this.file = file;
        this.reader = reader;
        this.layout = layout;
        this.rows = rows;
        this.assembly = new Assembly(file, reader, 0, 0, names::name).note(layout.description());
        this.firstRow = layout.headless() ? new FirstRow(file, layout.weight() >= 0, layout.doubtful()) : null;
        if (layout.undirected()) {
            assembly.bothWaysByComment();
        }
        accepted = reader.filters.stream()
                .map(filter -> filter.values().stream()
                        .map(value -> value.strip().getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new))
                .toArray(byte[][][]::new);
        Map<String, Integer> table = reader.sign == null ? Map.of() : reader.sign.signs();
        signValues = table.keySet().stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        signs = table.values().stream().mapToInt(Integer::intValue).toArray();
        unused = new ValueCounts[layout.columns()];
        for (int k = 0; k < unused.length; k++) {
            if (!layout.isUsed(k) && !layout.filters().contains(k) && layout.header()) {
                unused[k] = new ValueCounts();
            }
            needed.set(k, layout.isUsed(k) || layout.filters().contains(k) || unused[k] != null);
        }
        rows.need(needed);
    }

    /**
     * Reads all rows.
     *
     * @param again opens the rows once more, to find the line of a repeated pair; null if they can be read only once
     */
    Reading read(java.util.function.Supplier<Rows> again) {
        parse();
        SynapticNetwork network;
        try {
            network = assembly.build(names.size());
        } catch (DuplicateEdgeException twice) {
            if (again == null) {
                throw new NetworkFormatException(twice, file, 0, assembly.connectedBefore(twice), Remedy.SUM_OR_REMOVE);
            }
            try (Rows second = again.get()) {
                EdgeRows search = new EdgeRows(file, reader, layout, second);
                search.soughtSource = twice.presynaptic();
                search.soughtTarget = twice.postsynaptic();
                search.parse();
            }
            throw new NetworkFormatException(twice, file, 0, "changed while it was read", Remedy.READ_AGAIN);
        }
        String[] labels = labels();
        if ((layout.numbers()[0] || layout.numbers()[1]) && Names.lostDigits(labels)) {
            throw new NetworkFormatException(
                    file,
                    0,
                    "all ids of 17 digits and more are such as floating point can hold: they went through it, and ids that"
                            + " were different may have become the same",
                    Remedy.IDS_AS_TEXT);
        }
        for (int k = 0; k < unused.length; k++) {
            if (unused[k] != null) {
                unused[k].category(layout.names().get(k), k, assembly.rows()).ifPresent(assembly::category);
            }
        }
        return assembly.reading(network.labelled(labels));
    }

    private void parse() {
        if (layout.header() && !rows.next()) {
            throw new NetworkFormatException(file, 0, "holds no row", Remedy.NEEDS_AN_EDGE);
        }
        int expected = layout.columns();
        while (rows.next()) {
            int count = rows.count();
            if (count != expected && !(count == expected + 1 && rows.start(expected) == rows.end(expected))) {
                throw LayoutFinder.uneven(file, rows.line(), count, expected, layout.description());
            }
            row(rows.line());
        }
        refuseNothing();
        if (firstRow != null) {
            firstRow.refuseSizes(assembly.rows(), names);
        }
    }

    private void row(long line) {
        for (int f = 0; f < accepted.length; f++) {
            int column = layout.filters().get(f);
            if (!isOneOf(accepted[f], column)) {
                assembly.skip();
                if (rejected.size() < REMEMBERED_VALUES) {
                    rejected.add(rows.text(column));
                }
                return;
            }
        }
        double weight = layout.weight() < 0 ? 1 : weight(line);
        if (layout.sign() >= 0) {
            weight *= sign(line);
        }
        for (int k = 0; k < unused.length; k++) {
            if (unused[k] != null && !unused[k].count(rows, k)) {
                unused[k] = null; // too many values to be kinds of something
                needed.clear(k);
                rows.need(needed);
            }
        }
        int source = neuron(line, layout.source(), 0);
        int target = neuron(line, layout.target(), 1);
        if (firstRow != null) {
            firstRow.see(line, source, target, weight);
        }
        if (source == soughtSource && target == soughtTarget && ++timesSeen == 2) {
            throw new NetworkFormatException(
                    file,
                    line,
                    "neurons " + shown(names.name(source)) + " and " + shown(names.name(target))
                            + " were connected before",
                    Remedy.SUM_OR_REMOVE);
        }
        assembly.edge(line, source, target, weight, layout.direction() >= 0 && isUndirected(line));
    }

    private boolean isUndirected(long line) {
        int column = layout.direction();
        String text = rows.text(column).toLowerCase(Locale.ROOT);
        boolean flag = Column.key(layout.names().get(column)).equals("directed");
        return switch (text) {
            case "directed" -> false;
            case "undirected", "mutual", "bidirectional", "symmetric" -> true;
            case "true", "false" -> flag == text.equals("false");
            default ->
                throw new NetworkFormatException(
                        file,
                        line,
                        "the direction " + shown(text) + " is neither directed nor undirected",
                        Remedy.DIRECTION);
        };
    }

    private double weight(long line) {
        int column = layout.weight();
        if (rows.isWhole(column)) {
            return rows.whole(column);
        }
        int start = rows.start(column);
        int end = rows.end(column);
        double weight = Decimal.parse(rows.bytes(), start, end);
        if (!Double.isFinite(weight)) {
            String text = rows.text(column);
            if (text.matches("[+-]?\\d+,\\d+")) {
                throw ColumnFinder.commaInNumber(file, line, text);
            }
            throw new NetworkFormatException(
                    file,
                    line,
                    "the weight " + shown(text) + (Double.isNaN(weight) ? " is not a decimal number" : " is too large"),
                    Remedy.WRITE_A_NUMBER);
        }
        return weight;
    }

    private int sign(long line) {
        int column = layout.sign();
        int start = rows.start(column);
        int end = rows.end(column);
        byte[] bytes = rows.bytes();
        for (int k = 0; k < signs.length; k++) {
            if (isUpper(signValues[k], bytes, start, end)) {
                return signs[k];
            }
        }
        if (reader.sign.others() != 0) {
            return reader.sign.others();
        }
        String value = rows.text(column);
        throw new NetworkFormatException(
                file,
                line,
                "no sign is known for " + shown(value) + " in column " + reader.sign.column(),
                Remedy.SIGNS,
                value);
    }

    private int neuron(long line, int column, int end) {
        if (rows.isWhole(column)) {
            long id = rows.whole(column);
            int known = wholes.find(id);
            if (known < 0) {
                known = newNeuron(line, column, end);
                wholes.put(id, known);
            }
            return known;
        }
        int start = rows.start(column);
        int stop = rows.end(column);
        int index = names.find(rows.bytes(), start, stop);
        return index >= 0 ? index : newNeuron(line, column, end);
    }

    /** A name that was not seen before: is it one, and is it a number that was seen in another form? */
    private int newNeuron(long line, int column, int end) {
        int start = rows.start(column);
        int stop = rows.end(column);
        byte[] bytes = rows.bytes();
        String role = end == 0 ? "source" : "target";
        if (start == stop) {
            throw new NetworkFormatException(
                    file, line, "the name of the " + role + " neuron is empty", Remedy.NAME_THE_NEURON);
        }
        String text = rows.text(column);
        if (!rows.isText(column)) {
            if (Names.isMissing(text)) {
                throw new NetworkFormatException(
                        file,
                        line,
                        "the name of the " + role + " neuron is " + shown(text) + ", a missing value",
                        Remedy.NAME_THE_NEURON);
            }
            if (layout.numbers()[end] && Names.isFloat(text)) {
                byte[] digits = digits(line, text).getBytes(StandardCharsets.US_ASCII);
                return names.index(digits, 0, digits.length);
            }
        }
        for (int i = start; i < stop; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' || bytes[i] == 0x7F) {
                throw new NetworkFormatException(
                        file, line, "the name " + shown(text) + " holds a control character", Remedy.IS_IT_TEXT);
            }
        }
        int known = names.size();
        int index = names.index(bytes, start, stop);
        if (index < 0) {
            throw new NetworkFormatException(
                    file, line, "the names of " + known + " neurons exceed 2 GB", Remedy.SHORTER_NAMES);
        }
        return index;
    }

    private String digits(long line, String text) {
        try {
            String digits = Names.digits(text);
            if (digits != null) {
                return digits;
            }
            throw new NetworkFormatException(
                    file, line, "the name " + shown(text) + " is a number with a fraction", Remedy.CORRECT);
        } catch (ArithmeticException lost) {
            throw new NetworkFormatException(
                    lost,
                    file,
                    line,
                    "the id " + shown(text) + " went through floating point and cannot be recovered",
                    Remedy.IDS_AS_TEXT);
        }
    }

    private boolean isOneOf(byte[][] values, int column) {
        int from = rows.start(column);
        int to = rows.end(column);
        byte[] bytes = rows.bytes();
        for (byte[] value : values) {
            if (Arrays.equals(value, 0, value.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    /** Whether bytes are a word in upper case, should they themselves be in lower case. */
    private static boolean isUpper(byte[] word, byte[] bytes, int from, int to) {
        if (word.length != to - from) {
            return false;
        }
        for (int k = 0; k < word.length; k++) {
            int b = bytes[from + k];
            if (word[k] != (b >= 'a' && b <= 'z' ? b - 32 : b)) {
                return false;
            }
        }
        return true;
    }

    private void refuseNothing() {
        if (assembly.rows() == 0) {
            throw new NetworkFormatException(file, 0, "holds no row", Remedy.NEEDS_AN_EDGE);
        }
        if (assembly.rows() == assembly.filtered()) {
            int column = layout.filters().get(0);
            String name = layout.header() ? layout.names().get(column) : Integer.toString(column + 1);
            throw new NetworkFormatException(
                    file,
                    0,
                    "no row is left of " + assembly.rows() + "; the filtered columns also hold " + rejected,
                    Remedy.FILTER,
                    name + "="
                            + (rejected.isEmpty()
                                    ? "VALUE"
                                    : rejected.iterator().next()));
        }
        if (assembly.weightless()) {
            throw new NetworkFormatException(
                    file, 0, "all " + assembly.rows() + " rows have weight 0", Remedy.NEEDS_AN_EDGE);
        }
    }

    private String[] labels() {
        try {
            return names.names();
        } catch (CharacterCodingException broken) {
            throw new NetworkFormatException(broken, file, 0, "a name is not text in UTF-8", Remedy.LATIN1);
        }
    }
}
