package org.espalier.study.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in the place of one of a document. A key that the document does not have is added, so that whoever reads the document
 * accepts it, or refuses it with the nearest one.
 *
 * @param key names from the root with dots between them, an entry of a list by its number from 0: {@code
 *     hierarchy.methods[0].classes}
 * @param value the value, YAML
 */
public record YamlChange(String key, String value) {
    private static final Pattern STEP = Pattern.compile("([^\\[\\]]+)((?:\\[[0-9]{1,6}\\])*)");

    /** Checks that the key is one, and that the value is YAML. */
    public YamlChange {
        for (String step : key.split("\\.", -1)) {
            if (!STEP.matcher(step).matches()) {
                throw new IllegalArgumentException("'" + key + "' is no key of a study; give names with dots between"
                        + " them, such as neuron.noise or hierarchy.methods[0].classes");
            }
        }
        node(key, value);
    }

    /**
     * {@return a change as a command line has it}
     *
     * @param text {@code KEY=VALUE}
     * @throws IllegalArgumentException if it is none
     */
    public static YamlChange parse(String text) {
        String[] both = text.split("=", 2);
        if (both.length < 2 || both[0].isBlank()) {
            throw new IllegalArgumentException("'" + text + "' is not KEY=VALUE, such as neuron.noise=0.3");
        }
        return new YamlChange(both[0].strip(), both[1].strip());
    }

    /**
     * {@return the change to a number, written as a whole one where it is}
     *
     * @param key names from the root
     */
    public static YamlChange of(String key, double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return new YamlChange(key, whole ? Long.toString((long) number) : Double.toString(number));
    }

    /** What a message calls it. */
    String told() {
        return key + "=" + value;
    }

    /** Whether a key, or what holds it, was given by this: or, of a section that is refused as a whole, a part of it. */
    boolean isAbout(String other) {
        return holds(key, other) || !other.isEmpty() && holds(other, key);
    }

    private static boolean holds(String outer, String inner) {
        return inner.equals(outer) || inner.startsWith(outer + ".") || inner.startsWith(outer + "[");
    }

    private static Node node(String key, String value) {
        try {
            return YamlDocument.composed(LoadSettings.builder().setLabel(key).build(), value)
                    .orElseThrow(() -> new IllegalArgumentException(key + ": nothing is given; write KEY=VALUE"));
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(key + "=" + value + ": the value is not YAML", e);
        }
    }

    void applyTo(MappingNode root) {
        Node at = root;
        String path = "";
        String[] steps = key.split("\\.");
        for (int k = 0; k < steps.length; k++) {
            Matcher step = STEP.matcher(steps[k]);
            if (!step.matches()) {
                throw new IllegalStateException(key);
            }
            String[] entries = step.group(2).isEmpty()
                    ? new String[0]
                    : step.group(2).substring(1, step.group(2).length() - 1).split("\\]\\[");
            boolean last = k == steps.length - 1;
            if (!(at instanceof MappingNode mapping)) {
                throw new YamlException(told(), path + " holds no keys; give a value for it as a whole");
            }
            path = path.isEmpty() ? step.group(1) : path + "." + step.group(1);
            if (entries.length == 0) {
                at = last ? put(mapping, step.group(1), node(key, value)) : below(mapping, step.group(1));
                continue;
            }
            at = found(mapping, step.group(1)).orElse(null);
            for (int e = 0; e < entries.length; e++) {
                int entry = Integer.parseInt(entries[e]);
                int size = at instanceof SequenceNode list ? list.getValue().size() : 0;
                if (entry >= size) {
                    throw new YamlException(
                            told(),
                            path
                                    + (at instanceof SequenceNode
                                            ? " has " + size + " entries, numbered from 0"
                                            : " is no list in this study")
                                    + "; give a list as a whole, such as " + path + "=[...]");
                }
                List<Node> all = ((SequenceNode) at).getValue();
                if (last && e == entries.length - 1) {
                    all.set(entry, node(key, value));
                }
                at = all.get(entry);
                path += "[" + entry + "]";
            }
        }
    }

    private static Optional<Node> found(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static Node below(MappingNode mapping, String name) {
        return found(mapping, name)
                .orElseGet(() -> put(mapping, name, new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.BLOCK)));
    }

    private static Node put(MappingNode mapping, String name, Node value) {
        List<NodeTuple> tuples = new ArrayList<>(mapping.getValue());
        NodeTuple tuple = new NodeTuple(new ScalarNode(Tag.STR, name, ScalarStyle.PLAIN), value);
        for (int k = 0; k < tuples.size(); k++) {
            if (tuples.get(k).getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals(name)) {
                tuples.set(k, tuple);
                mapping.setValue(tuples);
                return value;
            }
        }
        tuples.add(tuple);
        mapping.setValue(tuples);
        return value;
    }
}
