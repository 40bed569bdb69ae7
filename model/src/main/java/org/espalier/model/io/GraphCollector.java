package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.espalier.model.io.NetworkReader.Filter;
import org.espalier.model.network.SynapticNetwork;

/**
 * Nodes and edges of a graph file with their attributes, as they come, and the network they make. The weight is the one
 * attribute of edges with a known name; several are refused, and so is an unknown one that holds numbers.
 */
final class GraphCollector {
    private static final Set<String> NO_WEIGHTS = Set.of(
            "id", "key", "edgeid", "edgeindex", "index", "edgekey", "networkxkey", "multigraphkey", "interaction");
    private static final int MANY = 30;

    private final Path file;
    private final NetworkReader reader;
    private final String format;
    private final Map<String, Integer> index = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Map<String, String>> nodes = new ArrayList<>();
    private final Set<String> declared = new LinkedHashSet<>();
    private final Map<String, Integer> attributes = new LinkedHashMap<>();
    private final Map<String, String> defaults = new HashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private boolean undirected;
    private boolean strict;

    /** One entry of the file: values of its attributes, and their lines. */
    final class Edge {
        private final int source;
        private final int target;
        private final Boolean twoWays;
        private final long line;
        private String[] values = new String[attributes.size()];
        private long[] lines = new long[attributes.size()];

        private Edge(int source, int target, Boolean twoWays, long line) {
            this.source = source;
            this.target = target;
            this.twoWays = twoWays;
            this.line = line;
        }

        /** Sets an attribute. */
        Edge with(String name, String value, long atLine) {
            int at = attributes.computeIfAbsent(name, unused -> attributes.size());
            if (at >= values.length) {
                values = Arrays.copyOf(values, attributes.size());
                lines = Arrays.copyOf(lines, attributes.size());
            }
            if (values[at] != null) {
                throw refusal(atLine, "the edge has two values of " + shown(name), Remedy.CORRECT);
            }
            values[at] = value;
            lines[at] = atLine;
            return this;
        }

        private String value(String name) {
            Integer at = attributes.get(name);
            String own = at == null || at >= values.length ? null : values[at];
            return own == null ? defaults.get(name) : own;
        }

        private long lineOf(String name) {
            Integer at = attributes.get(name);
            return at == null || at >= values.length || lines[at] == 0 ? line : lines[at];
        }
    }

    GraphCollector(Path file, NetworkReader reader, String format) {
        this.file = file;
        this.reader = reader;
        this.format = format;
        String setting = reader.tableSetting();
        if ("--columns".equals(setting)) {
            String weight = reader.weight == null || reader.weight.name() == null ? "NAME" : reader.weight.name();
            throw new NetworkFormatException(
                    file, 0, "is " + format + ", which has no columns", Remedy.WEIGHT_INSTEAD, weight);
        }
        reader.refuse(file, format, setting);
    }

    NetworkFormatException refusal(long line, String what, Remedy remedy, Object... parts) {
        return new NetworkFormatException(file, line, what, remedy, parts);
    }

    /** Says that edges have no direction unless they say otherwise. */
    void undirected(boolean ways) {
        undirected = ways;
    }

    /** Says that an edge may only lead between nodes that the file declares. */
    void strict() {
        strict = true;
    }

    /** Declares an attribute of edges, and its default unless that is null. */
    void attribute(String name, String otherwise) {
        if (otherwise != null) {
            defaults.put(name, otherwise);
        }
    }

    boolean hasAttribute(String name) {
        return attributes.containsKey(name);
    }

    /** Declares a node; returns where its attributes go. */
    Map<String, String> node(String id, long line) {
        if (!declared.add(id)) {
            throw refusal(line, "node " + shown(id) + " is declared twice", Remedy.CORRECT);
        }
        return nodes.get(number(id));
    }

    /** The attributes of a node that may be mentioned more than once. */
    Map<String, String> mention(String id) {
        declared.add(id);
        return nodes.get(number(id));
    }

    private int number(String id) {
        Integer known = index.get(id);
        if (known == null) {
            known = ids.size();
            index.put(id, known);
            ids.add(id);
            nodes.add(new TreeMap<>());
        }
        return known;
    }

    /**
     * Adds an edge.
     *
     * @param twoWays whether it says of itself that it has no direction; null if it says nothing
     */
    Edge edge(String source, String target, Boolean twoWays, long line) {
        if (source == null || target == null) {
            throw refusal(line, "an edge has no " + (source == null ? "source" : "target"), Remedy.CORRECT);
        }
        Edge edge = new Edge(number(source), number(target), twoWays, line);
        edges.add(edge);
        return edge;
    }

    int nodes() {
        return ids.size();
    }

    Reading reading() {
        if (ids.isEmpty()) {
            throw refusal(0, "holds no node", Remedy.NEEDS_AN_EDGE);
        }
        if (strict) {
            for (Edge edge : edges) {
                for (int end : new int[] {edge.source, edge.target}) {
                    if (!declared.contains(ids.get(end))) {
                        throw refusal(
                                edge.line,
                                "an edge leads to " + shown(ids.get(end)) + ", which is not among the nodes",
                                Remedy.CORRECT);
                    }
                }
            }
        }
        if (edges.isEmpty() && !declared.isEmpty() && ids.size() > 0) {
            throw refusal(0, "holds " + ids.size() + " nodes and no edge", Remedy.NEEDS_AN_EDGE);
        }
        String weight = weight();
        String[] labels = labels();
        Assembly assembly = new Assembly(file, reader, ids.size(), edges.size(), i -> labels[i]);
        assembly.note(format)
                .note(weight == null ? "weight 1 an edge" : "weight " + weight)
                .note(ways());
        List<String> others = attributes.keySet().stream()
                .filter(name -> !name.equals(weight))
                .toList();
        if (!others.isEmpty()) {
            assembly.note("not used: " + String.join(", ", others.subList(0, Math.min(8, others.size())))
                    + (others.size() > 8 ? " and " + (others.size() - 8) + " more" : ""));
        }
        for (Edge edge : edges) {
            if (!isCounted(edge)) {
                assembly.skip();
                continue;
            }
            double size = weight == null ? 1 : number(edge, weight);
            boolean both = edge.twoWays == null ? undirected : edge.twoWays;
            assembly.edge(edge.line, edge.source, edge.target, size * sign(edge), both);
        }
        if (assembly.rows() > 0 && assembly.rows() == assembly.filtered()) {
            Filter filter = reader.filters.get(0);
            throw refusal(
                    0,
                    "no edge is left of " + assembly.rows() + "; " + filter.column() + " also holds "
                            + values(filter.column().name()),
                    Remedy.FILTER,
                    filter.column().name() + "="
                            + values(filter.column().name()).iterator().next());
        }
        others.forEach(name -> category(name, assembly));
        SynapticNetwork network = assembly.buildOrRefuse(ids.size()).labelled(labels);
        boolean typed = nodes.stream().allMatch(node -> node.containsKey("type"));
        if (typed) {
            network = network.typed(nodes.stream().map(node -> node.get("type")).toArray(String[]::new));
        }
        return assembly.reading(network);
    }

    private Set<String> values(String name) {
        Set<String> result = new LinkedHashSet<>();
        for (Edge edge : edges) {
            String value = edge.value(name);
            if (value != null && result.size() < 8) {
                result.add(value);
            }
        }
        return result;
    }

    private String ways() {
        long free = edges.stream()
                .filter(edge -> edge.twoWays == null ? undirected : edge.twoWays)
                .count();
        return free == 0 ? "directed" : free == edges.size() ? "undirected" : "directed and undirected edges";
    }

    private void category(String name, Assembly assembly) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Edge edge : edges) {
            String value = edge.value(name);
            counts.merge(value == null ? "" : value, 1L, Long::sum);
            if (counts.size() > MANY) {
                return;
            }
        }
        boolean words = counts.keySet().stream().anyMatch(value -> !value.isEmpty() && !Names.isNumber(value));
        if (words && counts.size() > 1 && 2L * counts.size() <= edges.size()) {
            assembly.category(new ReadReport.Category(name, counts));
        }
    }

    private boolean isCounted(Edge edge) {
        for (Filter filter : reader.filters) {
            String name = attribute(filter.column(), Remedy.WHERE);
            String value = edge.value(name);
            if (!filter.values().contains(value == null ? "" : value.strip())) {
                return false;
            }
        }
        return true;
    }

    private int sign(Edge edge) {
        if (reader.sign == null) {
            return 1;
        }
        String value = edge.value(attribute(reader.sign.column(), Remedy.WHERE));
        String upper = value == null ? "" : value.strip().toUpperCase(Locale.ROOT);
        int sign = reader.sign.signs().getOrDefault(upper, 2);
        if (sign == 2 && reader.sign.others() == 0) {
            throw refusal(edge.line, "no sign is known for " + shown(value == null ? "" : value), Remedy.SIGNS, upper);
        }
        return sign == 2 ? reader.sign.others() : sign;
    }

    /** The attribute of edges that a column means. */
    private String attribute(Column column, Remedy remedy) {
        List<String> all = new ArrayList<>(attributes.keySet());
        defaults.keySet().stream().filter(name -> !all.contains(name)).forEach(all::add);
        int at = column.in(all, true);
        if (at < 0 || column.name() == null) {
            throw refusal(
                    0,
                    "edges have no attribute " + column + (all.isEmpty() ? "" : ", they have " + Names.some(all)),
                    remedy,
                    all.isEmpty() ? "none" : all.get(0));
        }
        return all.get(at);
    }

    /** The attribute that holds the weight; null if every edge weighs 1. */
    private String weight() {
        if (reader.unweighted) {
            return null;
        }
        if (reader.weight != null) {
            return attribute(reader.weight, Remedy.WEIGHT);
        }
        Set<String> all = new LinkedHashSet<>(attributes.keySet());
        all.addAll(defaults.keySet());
        List<String> known = all.stream().filter(Column::isWeight).toList();
        if (known.size() == 1) {
            return known.get(0);
        }
        if (known.size() > 1) {
            throw refusal(
                    0,
                    "several attributes of edges may be the weight: " + Names.some(known),
                    Remedy.WEIGHT,
                    known.get(0));
        }
        List<String> numbers = all.stream()
                .filter(name -> !NO_WEIGHTS.contains(Column.key(name)) && isNumeric(name))
                .toList();
        if (!numbers.isEmpty()) {
            throw refusal(
                    0,
                    "no attribute of edges is known as a weight, and there are numbers in " + Names.some(numbers),
                    Remedy.WEIGHT,
                    numbers.get(0));
        }
        return null;
    }

    private boolean isNumeric(String name) {
        boolean some = false;
        for (Edge edge : edges) {
            String value = edge.value(name);
            if (value != null && !value.isBlank() && !Names.isNumber(value.strip())) {
                return false;
            }
            some |= value != null;
        }
        return some;
    }

    private double number(Edge edge, String weight) {
        String value = edge.value(weight);
        if (value == null) {
            throw refusal(
                    edge.line,
                    "the edge from " + shown(ids.get(edge.source)) + " to " + shown(ids.get(edge.target)) + " has no "
                            + shown(weight),
                    Remedy.NO_WEIGHT);
        }
        byte[] text = value.strip().getBytes(StandardCharsets.UTF_8);
        double number = Decimal.parse(text, 0, text.length);
        if (!Double.isFinite(number)) {
            throw refusal(
                    edge.lineOf(weight),
                    "the " + weight + " " + shown(value)
                            + (Double.isNaN(number) ? " is not a decimal number" : " is too large"),
                    Remedy.WRITE_A_NUMBER);
        }
        return number;
    }

    /** Labels where all nodes have one under a usual name, ids elsewhere; equal ones are told apart by ids. */
    private String[] labels() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            labels.add(null);
            for (String key : List.of("label", "name")) {
                String value = named(nodes.get(i), key);
                if (value != null && !value.isBlank()) {
                    labels.set(i, value.indexOf('\n') >= 0 ? value.strip() : value);
                    break;
                }
            }
        }
        return Names.apart(ids, labels);
    }

    private static String named(Map<String, String> attributes, String key) {
        String exact = attributes.get(key);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, String> entry : attributes.entrySet()) {
            if (Column.key(entry.getKey()).equals(key)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
