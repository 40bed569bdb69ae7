package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code networkx.write_edgelist} writes: two names and a dictionary of Python with the attributes of the edge a line.
 * {@code {'weight': 3, 'type': 'chem'}} holds numbers, texts, truth values and None.
 */
final class NetworkxEdges implements NetworkFormat {
    private static final Pattern LINE = Pattern.compile("(\\S+)[\\s,;|]+(\\S+?)[\\s,;|]+(\\{.*\\})\\s*");
    private static final Pattern ITEM = Pattern.compile("\\s*(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")\\s*:\\s*"
            + "(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\"|([^\\s,'\"{}\\[\\]()]+))\\s*(,|$)");

    @Override
    public String title() {
        return "edge list of NetworkX";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.text()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .map(line -> LINE.matcher(line).matches())
                .orElse(false);
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        GraphCollector graph = new GraphCollector(file, reader, title());
        try (TextLines lines = new TextLines(file)) {
            while (lines.next()) {
                String text =
                        new String(lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
                if (text.isBlank() || text.startsWith("#")) {
                    continue;
                }
                Matcher line = LINE.matcher(text);
                if (!line.matches()) {
                    throw graph.refusal(
                            lines.line(),
                            "the line " + shown(text) + " is not made of two names and a dictionary",
                            Remedy.CORRECT);
                }
                edge(graph, line.group(1), line.group(2), line.group(3), lines.line());
            }
        }
        return graph.reading();
    }

    private static void edge(GraphCollector graph, String source, String target, String dictionary, long line) {
        GraphCollector.Edge edge = graph.edge(source, target, null, line);
        String items = dictionary.substring(1, dictionary.length() - 1);
        Matcher item = ITEM.matcher(items);
        int at = 0;
        while (at < items.length() && !items.substring(at).isBlank()) {
            if (!item.find(at) || item.start() != at) {
                throw graph.refusal(line, "the dictionary " + shown(dictionary) + " is not simple", Remedy.CORRECT);
            }
            String key = item.group(1) != null ? item.group(1) : item.group(2);
            String value =
                    item.group(3) != null ? item.group(3) : item.group(4) != null ? item.group(4) : item.group(5);
            edge.with(key, value, line);
            at = item.end();
        }
    }
}
