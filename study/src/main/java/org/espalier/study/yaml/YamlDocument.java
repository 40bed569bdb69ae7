package org.espalier.study.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The document that mappings are part of: its name, whether its lines are told, and how many mappings were read from it. */
final class YamlDocument {
    /** A study has some tens of lines; what is longer is another file. */
    private static final long LARGEST_FILE = 1 << 20;

    private static final int DEEPEST = 64;
    private static final int MOST_MAPPINGS = 10_000;

    private final String source;
    private final boolean inline;
    private int mappings;

    YamlDocument(String source, boolean inline) {
        this.source = source;
        this.inline = inline;
    }

    static YamlMap load(Path file, String start) {
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

    YamlMap parse(String text) {
        Optional<Node> root;
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(source).build();
            requireShallow(new Parse(settings).parseString(text));
            root = new Compose(settings).composeString(text);
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
        return new YamlMap(this, "", mapping);
    }

    /** The composer goes down by recursion, events come without. */
    private void requireShallow(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
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

    YamlException error(int line, String message) {
        return inline ? new YamlException(source, message) : new YamlException(source, line, message);
    }
}
