package org.espalier.study.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Where mappings come from: a file, a text, a line or word that somebody gave. What is too large, too deep or unfolds without end
 * is refused.
 */
public final class YamlDocument {
    /** A study has some tens of lines; what is longer is another file. */
    private static final long LARGEST_FILE = 1 << 20;

    private static final int DEEPEST = 64;
    private static final int MOST_MAPPINGS = 10_000;

    private final String source;
    private final boolean inline;
    private final List<YamlChange> changes;
    private int mappings;

    YamlDocument(String source, boolean inline) {
        this(source, inline, List.of());
    }

    private YamlDocument(String source, boolean inline, List<YamlChange> changes) {
        this.source = source;
        this.inline = inline;
        this.changes = changes;
    }

    /**
     * Reads a file whose root is a mapping.
     *
     * @param file YAML
     * @param start the command that writes such a file to start from, for the message if there is none
     * @throws IllegalArgumentException if it is no such file
     */
    public static YamlMap load(Path file, String start) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + ": is a folder; give a study file (YAML)");
        }
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(file + ": no such study file; '" + start + "' writes one to start from");
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException(file + ": holds " + Files.size(file)
                        + " bytes, a study file holds at most " + LARGEST_FILE + "; is it the network?");
            }
            return new YamlDocument(file.toString(), false).parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    file + ": is not text in UTF-8; a study file is YAML text, see '" + start + "'", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a document whose root is a mapping.
     *
     * @param source name of its file, for messages
     * @throws YamlException if the text is not one YAML mapping
     */
    public static YamlMap parse(String text, String source) {
        return new YamlDocument(source, false).parse(text);
    }

    /**
     * Reads a document whose root is a mapping, some of whose values are others.
     *
     * @param source name of its file, for messages
     * @param changes values in the place of those of the text; what is refused of them names them in the place of a line
     * @throws YamlException if the text is not one YAML mapping, or a change has no place in it
     */
    public static YamlMap parse(String text, String source, List<YamlChange> changes) {
        return new YamlDocument(source, false, List.copyOf(changes)).parse(text);
    }

    /**
     * Reads a mapping that somebody gave in one line: messages name no line.
     *
     * @param text the mapping, such as {@code {a: 1, b: 2}}
     * @param source what it is, for messages
     * @throws YamlException if the text is not one YAML mapping
     */
    public static YamlMap inline(String text, String source) {
        return new YamlDocument(source, true).parse(text);
    }

    /**
     * {@return a mapping that was not written anywhere: messages name no line}
     *
     * @param values texts, numbers, lists and maps by their keys
     * @param source what it is, for messages
     */
    public static YamlMap of(Map<String, ?> values, String source) {
        return new YamlMap(new YamlDocument(source, true), "", represented(values));
    }

    /**
     * Reads a name and values that somebody gave in one word, {@code NAME:KEY=VALUE,KEY=VALUE}.
     *
     * @param key what the name is the value of
     * @param word the word, such as {@code typed:classes=16,max_order=3}
     * @return the name under its key, and the values, numbers where they look like numbers
     */
    public static YamlMap word(String key, String word) {
        String source = key + " '" + word + "'";
        String[] parts = word.split(":", 2);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(key, parts[0]);
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split(",", -1)) {
            String[] both = pair.split("=", 2);
            if (both.length < 2 || both[0].isBlank() || values.put(both[0], scalar(both[1])) != null) {
                throw new IllegalArgumentException(
                        source + ": '" + pair
                                + "' is not one more KEY=VALUE; give a name and values such as NAME:KEY=1,OTHER=2, without blanks");
            }
        }
        return of(values, source);
    }

    private static Object scalar(String text) {
        try {
            if (text.matches("[+-]?[0-9]+")) {
                return Long.valueOf(text);
            }
            return text.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?") ? (Object) Double.valueOf(text) : text;
        } catch (NumberFormatException word) {
            return text;
        }
    }

    private static MappingNode represented(Map<String, ?> values) {
        return (MappingNode) new StandardRepresenter(DumpSettings.builder().build()).represent(values);
    }

    private YamlMap parse(String text) {
        Optional<Node> root;
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(source).build();
            requireShallow(parser(settings, text));
            root = composed(settings, text);
        } catch (MarkedYamlEngineException e) {
            throw error(e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            String message = e.getMessage() == null ? "" : e.getMessage();
            throw error(1, "not YAML: " + message.lines().findFirst().orElse(""));
        }
        if (root.isEmpty()) {
            throw error(1, "the file is empty");
        }
        if (!(root.get() instanceof MappingNode mapping)) {
            throw error(YamlMap.lineOf(root.get()), "'key: value' lines are expected at the top");
        }
        changes.forEach(change -> change.applyTo(mapping));
        return new YamlMap(this, "", mapping);
    }

    /** {@return the node that a text stands for; empty for a text without any} */
    static Optional<Node> composed(LoadSettings settings, String text) {
        return new Composer(settings, parser(settings, text)).getSingleNode();
    }

    private static Parser parser(LoadSettings settings, String text) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }

    /** The composer goes down by recursion, events come without. */
    private void requireShallow(Parser events) {
        int depth = 0;
        while (events.hasNext()) {
            Event event = events.next();
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                int at = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
                throw error(at, "nested more than " + DEEPEST + " deep");
            }
        }
    }

    /** Counts a mapping that is read: an alias may stand for what holds it, or for more than any memory does. */
    void count(int line, String path) {
        mappings++;
        if (mappings > MOST_MAPPINGS || path.chars().filter(c -> c == '.').count() > DEEPEST) {
            throw error(
                    line,
                    "more than " + MOST_MAPPINGS + " mappings, or nested more than " + DEEPEST
                            + " deep; write it without aliases");
        }
    }

    /** Where there is a file that lacks no key. */
    String completeOne() {
        return inline ? "" : "; the command 'espalier study' prints a complete study";
    }

    /** What is wrong with a value: that of a change is told with the change. */
    YamlException error(String key, int line, String message) {
        for (YamlChange change : changes) {
            if (change.isAbout(key)) {
                return new YamlException(change.told(), message);
            }
        }
        return error(line, message);
    }

    YamlException error(int line, String message) {
        return inline ? new YamlException(source, message) : new YamlException(source, line, message);
    }
}
