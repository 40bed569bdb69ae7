package org.espalier.study.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML document with the place of each of its keys. */
public final class YamlMap {
    private final String source;
    private final String path;
    private final int line;
    private final Map<String, Node> values;
    private final Map<String, Integer> lines;
    private final Set<String> known = new HashSet<>();

    private YamlMap(String source, String path, MappingNode node) {
        this.source = source;
        this.path = path;
        this.line = lineOf(node);
        this.values = new LinkedHashMap<>();
        this.lines = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            int at = lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlException(source, at, "a key must be a word");
            }
            String name = key.getValue();
            if (values.containsKey(name)) {
                throw new YamlException(
                        source, at, qualified(name) + " is given twice, first in line " + lines.get(name));
            }
            values.put(name, tuple.getValueNode());
            lines.put(name, at);
        }
    }

    /**
     * Reads a document whose root is a mapping.
     *
     * @param text the document
     * @param source name of its file, for messages
     * @throws YamlException if the text is not one YAML mapping
     */
    public static YamlMap parse(String text, String source) {
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(source).build()).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new YamlException(source, at, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new YamlException(source, 1, "not YAML: " + firstLine(e.getMessage()));
        }
        if (root.isEmpty()) {
            throw new YamlException(source, 1, "the file is empty");
        }
        if (!(root.get() instanceof MappingNode mapping)) {
            throw new YamlException(source, lineOf(root.get()), "'key: value' lines are expected at the top");
        }
        return new YamlMap(source, "", mapping);
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private String qualified(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /**
     * Refuses every key but these.
     *
     * @param keys the keys of this mapping
     * @return this mapping
     */
    public YamlMap only(String... keys) {
        Set<String> allowed = Set.of(keys);
        for (String key : values.keySet()) {
            if (!allowed.contains(key)) {
                String guess = nearest(key, keys);
                throw error(
                        key,
                        "unknown key '" + qualified(key) + "'"
                                + (guess == null
                                        ? "; known here: " + String.join(", ", keys)
                                        : "; did you mean '" + guess + "'?"));
            }
        }
        known.addAll(allowed);
        return this;
    }

    /** The known key within two edits, or null. */
    private static String nearest(String key, String... candidates) {
        String best = null;
        int least = 3;
        for (String candidate : candidates) {
            int edits = edits(key.toLowerCase(Locale.ROOT), candidate);
            if (edits < least) {
                least = edits;
                best = candidate;
            }
        }
        return best;
    }

    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        Arrays.setAll(previous, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }

    /**
     * Tells whether a key is given.
     *
     * @param key its name
     * @return true if it is there
     */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    private Node node(String key) {
        Node node = values.get(key);
        if (node == null) {
            for (String given : values.keySet()) {
                if (!known.contains(given) && nearest(given, key) != null) {
                    throw error(given, "unknown key '" + qualified(given) + "'; did you mean '" + key + "'?");
                }
            }
            throw new YamlException(
                    source,
                    line,
                    "missing key '" + qualified(key) + "'; the command 'espalier study' prints a complete study");
        }
        return node;
    }

    /**
     * {@return the error that a value of this mapping is wrong, the exception, to be thrown}
     *
     * @param key the key at fault
     * @param message what is wrong
     */
    public YamlException error(String key, String message) {
        return new YamlException(source, lines.getOrDefault(key, line), message);
    }

    private YamlException wrongType(String key, String wanted, Node found) {
        String what = found instanceof ScalarNode scalar
                ? (scalar.getTag().equals(Tag.NULL) ? "nothing" : "'" + scalar.getValue() + "'")
                : found instanceof MappingNode ? "a mapping" : "a list";
        return error(key, qualified(key) + " must be " + wanted + ", found " + what);
    }

    /**
     * Reads a text.
     *
     * @param key its key
     * @return the text, not blank
     */
    public String text(String key) {
        Node node = node(key);
        if (!(node instanceof ScalarNode scalar)
                || scalar.getTag().equals(Tag.NULL)
                || scalar.getValue().isBlank()) {
            throw wrongType(key, "a text", node);
        }
        return scalar.getValue();
    }

    /**
     * Reads one of several words.
     *
     * @param key its key
     * @param words the words that may stand there
     * @return one of them
     */
    public String word(String key, String... words) {
        String found = text(key);
        if (!Arrays.asList(words).contains(found)) {
            String guess = nearest(found, words);
            throw error(
                    key,
                    qualified(key) + " must be one of " + String.join(", ", words) + ", found '" + found + "'"
                            + (guess == null ? "" : "; did you mean '" + guess + "'?"));
        }
        return found;
    }

    /**
     * Reads a finite number.
     *
     * @param key its key
     */
    public double number(String key) {
        return number(key, node(key));
    }

    private double number(String key, Node node) {
        if (node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.FLOAT) || scalar.getTag().equals(Tag.INT))) {
            try {
                double value = Double.parseDouble(scalar.getValue());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // falls through: infinities and NaN of YAML, octal integers
            }
        }
        throw wrongType(key, "a finite number", node);
    }

    /**
     * Reads a finite number or the word none.
     *
     * @param key its key
     * @return the number, infinity for none
     */
    public double numberOrNone(String key) {
        return node(key) instanceof ScalarNode scalar && scalar.getValue().equals("none")
                ? Double.POSITIVE_INFINITY
                : number(key);
    }

    /**
     * Reads a mapping of any names to finite numbers: this one.
     *
     * @return the numbers by name, in the order of the file
     */
    public Map<String, Double> allNumbers() {
        Map<String, Double> result = new LinkedHashMap<>();
        values.forEach((name, node) -> result.put(name, number(name, node)));
        return result;
    }

    /**
     * Reads an integer of 64 bits.
     *
     * @param key its key
     */
    public long integer(String key) {
        Node node = node(key);
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
            try {
                return Long.parseLong(scalar.getValue());
            } catch (NumberFormatException e) {
                // falls through: too large
            }
        }
        throw wrongType(key, "an integer", node);
    }

    /**
     * Reads a count.
     *
     * @param key its key
     * @param least smallest value allowed
     * @return an integer of 32 bits
     */
    public int count(String key, int least) {
        long value = integer(key);
        if (value < least || value > Integer.MAX_VALUE) {
            throw error(
                    key, qualified(key) + " = " + value + " must lie between " + least + " and " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /**
     * Reads a list of finite numbers.
     *
     * @param key its key
     */
    public List<Double> numbers(String key) {
        Node node = node(key);
        if (!(node instanceof SequenceNode sequence)) {
            throw wrongType(key, "a list of numbers such as [0.5, 1]", node);
        }
        List<Double> result = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            result.add(number(key, entry));
        }
        return List.copyOf(result);
    }

    /**
     * Reads a positive finite number.
     *
     * @param key its key
     */
    public double positive(String key) {
        double value = number(key);
        if (!(value > 0)) {
            throw error(key, qualified(key) + " = " + value + " must be > 0");
        }
        return value;
    }

    /**
     * Reads a list of counts.
     *
     * @param key its key
     * @return integers of 32 bits, from 1 on
     */
    public int[] counts(String key) {
        List<Double> values = numbers(key);
        for (double value : values) {
            if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
                throw error(key, qualified(key) + ": " + value + " must be a whole number from 1 on");
            }
        }
        return values.stream().mapToInt(Double::intValue).toArray();
    }

    /**
     * Reads a matrix, a list of rows of the same length.
     *
     * @param key its key
     */
    public double[][] matrix(String key) {
        Node node = node(key);
        if (!(node instanceof SequenceNode sequence)) {
            throw wrongType(key, "a list of rows such as [[0.5, 1], [0, 2]]", node);
        }
        List<double[]> rows = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            if (!(entry instanceof SequenceNode row)) {
                throw wrongType(key, "a list of rows such as [[0.5, 1], [0, 2]]", entry);
            }
            rows.add(row.getValue().stream()
                    .mapToDouble(value -> number(key, value))
                    .toArray());
            if (rows.get(rows.size() - 1).length != rows.get(0).length) {
                throw error(
                        key,
                        qualified(key) + ": row " + rows.size() + " has " + rows.get(rows.size() - 1).length
                                + " numbers, the first has " + rows.get(0).length);
            }
        }
        return rows.toArray(double[][]::new);
    }

    /**
     * Reads a list of mappings.
     *
     * @param key its key
     * @return the mappings, at least one
     */
    public List<YamlMap> maps(String key) {
        Node node = node(key);
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            throw wrongType(key, "a list of mappings such as [{family: point, at: 0}]", node);
        }
        List<YamlMap> result = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            if (!(entry instanceof MappingNode mapping)) {
                throw wrongType(key, "a list of mappings such as [{family: point, at: 0}]", entry);
            }
            result.add(new YamlMap(source, qualified(key) + "[" + result.size() + "]", mapping));
        }
        return result;
    }

    /**
     * Reads a mapping of any names to mappings: this one.
     *
     * @return the mappings by name, in the order of the file
     */
    public Map<String, YamlMap> allMaps() {
        Map<String, YamlMap> result = new LinkedHashMap<>();
        values.keySet().forEach(name -> result.put(name, map(name)));
        return result;
    }

    /**
     * Tells whether a value is a text, and not a number.
     *
     * @param key its key
     * @return true if a word stands there
     */
    public boolean isText(String key) {
        return values.get(key) instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR);
    }

    /**
     * Reads a list of texts; one text alone counts as a list of one.
     *
     * @param key its key
     * @return the texts, at least one
     */
    public List<String> texts(String key) {
        Node node = node(key);
        List<Node> entries = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        List<String> result = new ArrayList<>();
        for (Node entry : entries) {
            if (!(entry instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
                throw wrongType(key, "a list of texts", entry);
            }
            result.add(scalar.getValue());
        }
        if (result.isEmpty()) {
            throw wrongType(key, "a list of at least one text", node);
        }
        return List.copyOf(result);
    }

    /**
     * Tells whether a value is a list.
     *
     * @param key its key
     * @return true if a list stands there
     */
    public boolean isList(String key) {
        return values.get(key) instanceof SequenceNode;
    }

    /**
     * Tells whether a value is a mapping.
     *
     * @param key its key
     * @return true if a mapping stands there
     */
    public boolean isMap(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /**
     * Reads a mapping.
     *
     * @param key its key
     */
    public YamlMap map(String key) {
        Node node = node(key);
        if (!(node instanceof MappingNode mapping)) {
            throw wrongType(key, "a mapping (indented 'key: value' lines)", node);
        }
        return new YamlMap(source, qualified(key), mapping);
    }

    /**
     * Makes a value from this mapping and adds the place to what it refuses.
     *
     * @param <T> type of the value
     * @param maker makes it
     */
    public <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (YamlException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            boolean said = path.isEmpty() || e.getMessage().startsWith(path + ": ");
            throw new YamlException(source, line, (said ? "" : path + ": ") + e.getMessage());
        }
    }
}
