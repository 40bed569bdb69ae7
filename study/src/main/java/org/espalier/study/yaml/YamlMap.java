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
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML document with the place of each of its keys. What a reader refuses names file, line, key and value. */
public final class YamlMap {
    private static final String ROWS = "a list of rows such as [[0.5, 1], [0, 2]]";
    private static final String MAPPINGS = "a list of mappings such as [{family: point, at: 0}]";

    private final YamlDocument document;
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    YamlMap(YamlDocument document, String path, MappingNode node) {
        this.document = document;
        this.path = path;
        this.line = lineOf(node);
        document.count(line, path);
        for (NodeTuple tuple : node.getValue()) {
            int at = lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw document.error(at, "a key must be a word");
            }
            String name = key.getValue();
            if (values.containsKey(name)) {
                throw document.error(at, qualified(name) + " is given twice, first in line " + lines.get(name));
            }
            values.put(name, tuple.getValueNode());
            lines.put(name, at);
        }
    }

    private YamlMap(YamlMap other) {
        document = other.document;
        path = other.path;
        line = other.line;
        values.putAll(other.values);
        lines.putAll(other.lines);
    }

    /**
     * {@return this mapping, with other values for the keys that it does not have}
     *
     * @param usual values by their keys
     */
    public YamlMap orElse(YamlMap usual) {
        YamlMap result = new YamlMap(this);
        usual.values.forEach(result.values::putIfAbsent);
        return result;
    }

    static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private String qualified(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /**
     * Refuses every key but these.
     *
     * @param keys the keys of this mapping
     */
    public YamlMap only(String... keys) {
        Set<String> allowed = Set.of(keys);
        for (String key : values.keySet()) {
            if (!allowed.contains(key)) {
                String rest = Spelling.guess(key, keys).orElse("; known here: " + String.join(", ", keys));
                throw error(key, "unknown key '" + qualified(key) + "'" + rest);
            }
        }
        known.addAll(allowed);
        return this;
    }

    /** {@return whether a key is given} */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    private Node node(String key) {
        Node node = values.get(key);
        if (node == null) {
            for (String given : values.keySet()) {
                Optional<String> guess = known.contains(given) ? Optional.empty() : Spelling.guess(given, key);
                if (guess.isPresent()) {
                    throw error(given, "unknown key '" + qualified(given) + "'" + guess.get());
                }
            }
            throw document.error(line, "missing key '" + qualified(key) + "'" + document.completeOne());
        }
        return node;
    }

    /**
     * {@return the error that a value of this mapping is wrong, to be thrown}
     *
     * @param key the key at fault
     * @param message what is wrong
     */
    public YamlException error(String key, String message) {
        return document.error(qualified(key), lines.getOrDefault(key, line), message);
    }

    private YamlException wrongType(String key, String wanted, Node found) {
        String what = found instanceof ScalarNode scalar
                ? (scalar.getTag().equals(Tag.NULL) ? "nothing" : "'" + scalar.getValue() + "'")
                : found instanceof MappingNode ? "a mapping" : "a list";
        return error(key, qualified(key) + " must be " + wanted + ", found " + what);
    }

    /** {@return the text of a key, not blank} */
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
     * {@return the text of a key, not blank}
     *
     * @param usual what is returned if it is not given
     */
    public String text(String key, String usual) {
        return has(key) ? text(key) : usual;
    }

    /** {@return one of several words} */
    public String word(String key, String... words) {
        String found = text(key);
        if (!Arrays.asList(words).contains(found)) {
            throw error(
                    key,
                    qualified(key) + " must be one of " + String.join(", ", words) + ", found '" + found + "'"
                            + Spelling.guess(found, words).orElse(""));
        }
        return found;
    }

    /**
     * {@return one of several constants, by its name in lower case}
     *
     * @param constants the constants that may be named
     */
    @SafeVarargs
    public final <T extends Enum<T>> T choice(String key, T... constants) {
        String[] words = new String[constants.length];
        for (int k = 0; k < words.length; k++) {
            words[k] = constants[k].name().toLowerCase(Locale.ROOT);
        }
        return constants[Arrays.asList(words).indexOf(word(key, words))];
    }

    /** {@return a finite number} */
    public double number(String key) {
        return number(key, node(key));
    }

    /**
     * {@return a finite number}
     *
     * @param usual what is returned if the key is not given
     */
    public double number(String key, double usual) {
        return has(key) ? number(key) : usual;
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

    /** {@return a finite number, or infinity for the word none} */
    public double numberOrNone(String key) {
        return node(key) instanceof ScalarNode scalar && scalar.getValue().equals("none")
                ? Double.POSITIVE_INFINITY
                : number(key);
    }

    /** {@return a positive finite number} */
    public double positive(String key) {
        double value = number(key);
        if (!(value > 0)) {
            throw error(key, qualified(key) + " = " + value + " must be > 0");
        }
        return value;
    }

    /** {@return an integer of 64 bits} */
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
     * {@return an integer of 32 bits}
     *
     * @param least smallest value allowed
     */
    public int count(String key, int least) {
        long value = integer(key);
        if (value < least || value > Integer.MAX_VALUE) {
            throw error(
                    key, qualified(key) + " = " + value + " must lie between " + least + " and " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    private <T> List<T> list(String key, String wanted, Node node, Function<Node, T> entry) {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrongType(key, wanted, node);
        }
        return sequence.getValue().stream().map(entry).toList();
    }

    /** {@return a list of finite numbers} */
    public List<Double> numbers(String key) {
        return list(key, "a list of numbers such as [0.5, 1]", node(key), entry -> number(key, entry));
    }

    /** {@return a list of whole numbers from 1 on} */
    public int[] counts(String key) {
        return numbers(key).stream()
                .mapToInt(value -> {
                    if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
                        throw error(key, qualified(key) + ": " + value + " must be a whole number from 1 on");
                    }
                    return value.intValue();
                })
                .toArray();
    }

    /** {@return a matrix, a list of rows of the same length} */
    public double[][] matrix(String key) {
        List<List<Double>> rows = list(key, ROWS, node(key), row -> list(key, ROWS, row, value -> number(key, value)));
        for (int k = 1; k < rows.size(); k++) {
            if (rows.get(k).size() != rows.get(0).size()) {
                throw error(
                        key,
                        qualified(key) + ": row " + (k + 1) + " has "
                                + rows.get(k).size() + " numbers, the first has "
                                + rows.get(0).size());
            }
        }
        return rows.stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    /** {@return a list of texts, at least one; one text alone counts as a list of one} */
    public List<String> texts(String key) {
        Node node = node(key);
        List<Node> entries = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        if (entries.isEmpty()) {
            throw wrongType(key, "a list of at least one text", node);
        }
        return entries.stream()
                .map(entry -> {
                    if (!(entry instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
                        throw wrongType(key, "a list of texts", entry);
                    }
                    return scalar.getValue();
                })
                .toList();
    }

    /** {@return whether a list stands there} */
    public boolean isList(String key) {
        return values.get(key) instanceof SequenceNode;
    }

    /** {@return whether a mapping stands there} */
    public boolean isMap(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /** {@return whether a text stands there, and no number} */
    public boolean isText(String key) {
        return values.get(key) instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR);
    }

    /** {@return a mapping} */
    public YamlMap map(String key) {
        return map(key, key, "a mapping (indented 'key: value' lines)", node(key));
    }

    private YamlMap map(String key, String name, String wanted, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrongType(key, wanted, node);
        }
        return new YamlMap(document, qualified(name), mapping);
    }

    /** {@return a mapping, empty if the key is not given} */
    public Optional<YamlMap> optional(String key) {
        return has(key) ? Optional.of(map(key)) : Optional.empty();
    }

    /** {@return a list of mappings, at least one} */
    public List<YamlMap> maps(String key) {
        List<Node> entries = list(key, MAPPINGS, node(key), Function.identity());
        if (entries.isEmpty()) {
            throw wrongType(key, MAPPINGS, node(key));
        }
        List<YamlMap> result = new ArrayList<>();
        for (Node entry : entries) {
            result.add(map(key, key + "[" + result.size() + "]", MAPPINGS, entry));
        }
        return result;
    }

    /** {@return the mappings that this one holds under any names, in the order of the file} */
    public Map<String, YamlMap> allMaps() {
        Map<String, YamlMap> result = new LinkedHashMap<>();
        values.keySet().forEach(name -> result.put(name, map(name)));
        return result;
    }

    /**
     * {@return the finite numbers that this mapping holds under any names, in the order of the file}
     *
     * @param besides names that are something else
     */
    public Map<String, Double> allNumbers(String... besides) {
        Map<String, Double> result = new LinkedHashMap<>();
        values.forEach(
                (name, node) -> result.put(name, Arrays.asList(besides).contains(name) ? 0 : number(name, node)));
        result.keySet().removeAll(Arrays.asList(besides));
        return result;
    }

    /** {@return a value that is made from this mapping; the place is added to what the maker refuses} */
    public <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (YamlException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            boolean said = path.isEmpty() || e.getMessage().startsWith(path + ": ");
            throw document.error(path, line, (said ? "" : path + ": ") + e.getMessage());
        }
    }
}
