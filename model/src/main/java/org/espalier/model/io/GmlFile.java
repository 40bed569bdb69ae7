package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.Map;

/**
 * GML, plain or gzip: {@code graph [ node [ id 0 label "ADAL" ] edge [ source 0 target 1 value 3 ] ]}. Edges have no direction
 * unless the graph says {@code directed 1}: that is the default of the format.
 */
final class GmlFile implements NetworkFormat {
    private static final int DEEPEST = 50;

    @Override
    public String title() {
        return "GML";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.endsIn(".gml")
                || start.text().matches("(?s)\\s*(Creator\\s+\"[^\"]*\"\\s*)?(Version\\s+\\S+\\s*)?graph\\s*\\[.*");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        SourceFile.check(file);
        WholeText text = WholeText.of(file, title());
        return new Run(text, new GraphCollector(file, reader, title())).read();
    }

    /** One reading. */
    private static final class Run {
        private final WholeText text;
        private final GraphCollector graph;
        private int graphs;

        Run(WholeText text, GraphCollector graph) {
            this.text = text;
            this.graph = graph;
            graph.strict();
            graph.undirected(true);
        }

        Reading read() {
            list(0, this::outer);
            if (graphs != 1) {
                throw text.refusal("it holds " + graphs + " graphs");
            }
            return graph.reading();
        }

        /** What is done about a key; the text stands before its value, which is to be read. */
        @FunctionalInterface
        private interface Keys {
            void key(String key, long line, int depth);
        }

        /** Keys and values up to the end of a list or, outside, of the text. */
        private void list(int depth, Keys keys) {
            if (depth > DEEPEST) {
                throw text.refusal("lists are nested more than " + DEEPEST + " deep");
            }
            while (true) {
                skip();
                if (text.isEnd() || text.peek() == ']') {
                    if (text.isEnd() != (depth == 0)) {
                        throw text.refusal(depth == 0 ? "a ] too many" : "a list does not close");
                    }
                    if (depth > 0) {
                        text.take();
                    }
                    return;
                }
                int from = text.place();
                while (Character.isLetterOrDigit(text.peek()) || text.peek() == '_') {
                    text.take();
                }
                String key = text.since(from);
                if (key.isEmpty() || !Character.isLetter(key.charAt(0)) && key.charAt(0) != '_') {
                    throw text.refusal("'" + text.peek() + "' where a key is expected");
                }
                long line = text.line();
                skip();
                keys.key(key, line, depth);
            }
        }

        private void skip() {
            text.skipBlanks();
            while (text.peek() == '#') {
                text.skipLine();
                text.skipBlanks();
            }
        }

        private boolean isList() {
            return text.peek() == '[';
        }

        private void inner(int depth, Keys keys) {
            text.take();
            list(depth + 1, keys);
        }

        private void ignored(String key, long line, int depth) {
            if (isList()) {
                inner(depth, this::ignored);
            } else {
                value();
            }
        }

        private String value() {
            if (text.peek() == '"') {
                text.take();
                int from = text.place();
                while (text.peek() != '"') {
                    text.take();
                }
                String value = text.since(from);
                text.take();
                return unescaped(value);
            }
            int from = text.place();
            while (!text.isEnd() && !Character.isWhitespace(text.peek()) && "[]\"".indexOf(text.peek()) < 0) {
                text.take();
            }
            String value = text.since(from);
            if (value.isEmpty()) {
                throw text.refusal("a key without a value");
            }
            return value;
        }

        /** Characters that the format writes as in HTML. */
        private static String unescaped(String value) {
            if (value.indexOf('&') < 0) {
                return value;
            }
            String numbered = java.util.regex.Pattern.compile("&#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});")
                    .matcher(value)
                    .replaceAll(match -> {
                        String digits = match.group(1);
                        int point = digits.startsWith("x")
                                ? Integer.parseInt(digits.substring(1), 16)
                                : Integer.parseInt(digits);
                        return Character.isValidCodePoint(point)
                                ? java.util.regex.Matcher.quoteReplacement(Character.toString(point))
                                : java.util.regex.Matcher.quoteReplacement(match.group());
                    });
            return numbered.replace("&quot;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&apos;", "'")
                    .replace("&amp;", "&");
        }

        private void outer(String key, long line, int depth) {
            if (key.equals("graph") && isList()) {
                graphs++;
                inner(depth, this::ofGraph);
            } else {
                ignored(key, line, depth);
            }
        }

        private void ofGraph(String key, long line, int depth) {
            switch (key) {
                case "node" -> {
                    Attributes attributes = attributes(depth);
                    Map<String, String> node = graph.node(attributes.required("id"), line);
                    attributes.values.forEach(node::put);
                }
                case "edge" -> {
                    Attributes attributes = attributes(depth);
                    GraphCollector.Edge edge =
                            graph.edge(attributes.required("source"), attributes.required("target"), null, line);
                    attributes.values.forEach((name, value) -> {
                        if (!name.equals("source") && !name.equals("target")) {
                            edge.with(name, value, attributes.lines.get(name));
                        }
                    });
                }
                case "directed" -> {
                    String value = value();
                    if (!value.equals("0") && !value.equals("1")) {
                        throw graph.refusal(line, "directed is " + shown(value) + ", not 0 or 1", Remedy.CORRECT);
                    }
                    graph.undirected(value.equals("0"));
                }
                default -> {
                    if (Names.isAlmost(key, "directed") || Names.isAlmost(key, "node") || Names.isAlmost(key, "edge")) {
                        throw graph.refusal(line, "the key " + shown(key) + " of a graph is not known", Remedy.CORRECT);
                    }
                    ignored(key, line, depth);
                }
            }
        }

        private Attributes attributes(int depth) {
            if (!isList()) {
                throw text.refusal("a node or an edge that is no list");
            }
            Attributes attributes = new Attributes();
            inner(depth, (key, line, level) -> {
                if (isList()) {
                    inner(level, this::ignored);
                } else {
                    attributes.put(key, value(), line);
                }
            });
            return attributes;
        }

        /** Values of a node or an edge, with their lines. */
        private final class Attributes {
            private final Map<String, String> values = new java.util.LinkedHashMap<>();
            private final Map<String, Long> lines = new java.util.HashMap<>();

            void put(String key, String value, long line) {
                if (values.put(key, value) != null) {
                    throw graph.refusal(line, "a second value of " + shown(key), Remedy.CORRECT);
                }
                lines.put(key, line);
            }

            String required(String key) {
                String value = values.get(key);
                if (value == null) {
                    throw text.refusal("a node or an edge without " + key);
                }
                return value;
            }
        }
    }
}
