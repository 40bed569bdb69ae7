package org.espalier.model.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * DOT of Graphviz, plain or gzip. A {@code digraph} is directed, a {@code graph} is not; chains, groups in braces and the
 * defaults of {@code edge [weight=4]} count. An edge without {@code weight} has 1 where others have one: that is the default
 * of the language.
 */
final class DotFile implements NetworkFormat {
    private static final int DEEPEST = 50;

    @Override
    public String title() {
        return "DOT";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.endsIn(".dot", ".gv")
                || start.text().matches("(?si)\\s*(strict\\s+)?(di)?graph(\\s+[\\w\"]+)?\\s*\\{.*");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        SourceFile.check(file);
        return new Run(WholeText.of(file, title()), new GraphCollector(file, reader, title())).read();
    }

    /** One reading. */
    private static final class Run {
        private final WholeText text;
        private final GraphCollector graph;
        private boolean directed;
        private Set<List<String>> pairs; // of a strict graph, which leaves out repeated edges

        Run(WholeText text, GraphCollector graph) {
            this.text = text;
            this.graph = graph;
        }

        Reading read() {
            String word = word();
            if (word.equalsIgnoreCase("strict")) {
                pairs = new HashSet<>();
                word = word();
            }
            directed = word.equalsIgnoreCase("digraph");
            if (!directed && !word.equalsIgnoreCase("graph")) {
                throw text.refusal("it starts with " + word);
            }
            graph.undirected(!directed);
            skip();
            if (text.peek() != '{') {
                identifier();
                skip();
            }
            statements(new HashMap<>(), new HashMap<>(), 0, new LinkedHashSet<>());
            skip();
            if (!text.isEnd()) {
                throw text.refusal("something follows the graph");
            }
            if (graph.hasAttribute("weight")) {
                graph.attribute("weight", "1");
            }
            return graph.reading();
        }

        /** Blanks and comments. */
        private void skip() {
            while (true) {
                text.skipBlanks();
                if (text.takeIf("//") || text.peek() == '#') {
                    text.skipLine();
                } else if (text.takeIf("/*")) {
                    text.skipPast("*/");
                } else {
                    return;
                }
            }
        }

        private String word() {
            skip();
            int from = text.place();
            while (Character.isLetter(text.peek())) {
                text.take();
            }
            return text.since(from);
        }

        private String identifier() {
            skip();
            if (text.peek() == '"') {
                StringBuilder result = new StringBuilder(quoted());
                for (skip(); text.peek() == '+'; skip()) {
                    text.take();
                    skip();
                    result.append(quoted());
                }
                return result.toString();
            }
            if (text.peek() == '<') {
                throw text.refusal("a name in HTML");
            }
            int from = text.place();
            if (text.peek() == '-') {
                text.take();
            }
            while (Character.isLetterOrDigit(text.peek())
                    || text.peek() == '_'
                    || text.peek() == '.'
                    || text.peek() > 127) {
                text.take();
            }
            String result = text.since(from);
            boolean number = result.matches("-?(\\.\\d+|\\d+(\\.\\d*)?)");
            boolean word = !result.isEmpty()
                    && result.indexOf('.') < 0
                    && result.charAt(0) != '-'
                    && !Character.isDigit(result.charAt(0));
            if (!number && !word) {
                throw text.refusal("'" + result + text.peek() + "' where a name is expected");
            }
            return result;
        }

        private String quoted() {
            if (text.peek() != '"') {
                throw text.refusal("a quote is missing");
            }
            text.take();
            StringBuilder result = new StringBuilder();
            while (text.peek() != '"') {
                char c = text.take();
                if (c == '\\' && text.peek() == '"') {
                    c = text.take();
                } else if (c == '\\' && text.peek() == '\n') {
                    text.take();
                    continue;
                }
                result.append(c);
            }
            text.take();
            return result.toString();
        }

        /** Everything between braces; the nodes that are mentioned are added to a set. */
        private void statements(
                Map<String, String> edgeDefaults, Map<String, String> nodeDefaults, int depth, Set<String> mentioned) {
            if (depth > DEEPEST) {
                throw text.refusal("groups are nested more than " + DEEPEST + " deep");
            }
            skip();
            if (text.take() != '{') {
                throw text.refusal("a { is missing");
            }
            Map<String, String> ofEdges = new HashMap<>(edgeDefaults);
            Map<String, String> ofNodes = new HashMap<>(nodeDefaults);
            for (skip(); text.peek() != '}'; skip()) {
                if (text.peek() == ';' || text.peek() == ',') {
                    text.take();
                } else {
                    statement(ofEdges, ofNodes, depth, mentioned);
                }
            }
            text.take();
        }

        private void statement(
                Map<String, String> edgeDefaults, Map<String, String> nodeDefaults, int depth, Set<String> mentioned) {
            long line = text.line();
            List<Set<String>> chain = new ArrayList<>();
            boolean quoted = text.peek() == '"';
            Set<String> first = new LinkedHashSet<>();
            String name = operand(edgeDefaults, nodeDefaults, depth, first);
            skip();
            if (name != null
                    && !quoted
                    && name.toLowerCase(Locale.ROOT).matches("edge|node|graph")
                    && text.peek() == '[') {
                Map<String, String> defaults = attributes();
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "edge" -> edgeDefaults.putAll(defaults);
                    case "node" -> nodeDefaults.putAll(defaults);
                    default -> {
                        // of the drawing
                    }
                }
                return;
            }
            if (name != null && text.peek() == '=') {
                text.take();
                identifier();
                return;
            }
            if (name != null) {
                declare(name, nodeDefaults);
            }
            chain.add(first);
            while (text.peek() == '-') {
                boolean arrow = text.takeIf("->");
                if (!arrow && !text.takeIf("--")) {
                    throw text.refusal("'-' where an edge is expected");
                }
                if (arrow != directed) {
                    throw text.refusal(arrow ? "-> in a graph without directions" : "-- in a digraph");
                }
                skip();
                Set<String> next = new LinkedHashSet<>();
                String target = operand(edgeDefaults, nodeDefaults, depth, next);
                if (target != null) {
                    declare(target, nodeDefaults);
                }
                chain.add(next);
                skip();
            }
            chain.forEach(mentioned::addAll);
            Map<String, String> own = new LinkedHashMap<>();
            for (skip(); text.peek() == '['; skip()) {
                own.putAll(attributes());
            }
            if (chain.size() > 1) {
                Map<String, String> all = new LinkedHashMap<>(edgeDefaults);
                all.putAll(own);
                edges(chain, all, line);
            } else if (name != null) {
                graph.mention(name).putAll(own);
            }
        }

        private void declare(String name, Map<String, String> defaults) {
            Map<String, String> node = graph.mention(name);
            defaults.forEach(node::putIfAbsent);
        }

        private void edges(List<Set<String>> chain, Map<String, String> attributes, long line) {
            Boolean ways = "both".equals(attributes.get("dir")) || "none".equals(attributes.get("dir")) ? true : null;
            if ("back".equals(attributes.get("dir"))) {
                throw text.refusal("an edge with dir=back");
            }
            for (int k = 1; k < chain.size(); k++) {
                for (String source : chain.get(k - 1)) {
                    for (String target : chain.get(k)) {
                        boolean again = pairs != null
                                && (!pairs.add(List.of(source, target))
                                        || !directed
                                                && !source.equals(target)
                                                && pairs.contains(List.of(target, source)));
                        if (again) {
                            throw graph.refusal(line, "an edge is repeated in a strict graph", Remedy.CORRECT);
                        }
                        GraphCollector.Edge edge = graph.edge(source, target, ways, line);
                        attributes.forEach((key, value) -> edge.with(key, value, line));
                    }
                }
            }
        }

        /** A node, whose name is returned, or a group; the nodes are added to the set. */
        private String operand(
                Map<String, String> edgeDefaults, Map<String, String> nodeDefaults, int depth, Set<String> nodes) {
            skip();
            if (text.peek() == '{') {
                statements(edgeDefaults, nodeDefaults, depth + 1, nodes);
                return null;
            }
            boolean quoted = text.peek() == '"';
            String name = identifier();
            if (!quoted && name.equalsIgnoreCase("subgraph")) {
                skip();
                if (text.peek() != '{') {
                    identifier();
                }
                statements(edgeDefaults, nodeDefaults, depth + 1, nodes);
                return null;
            }
            skip();
            for (int port = 0; port < 2 && text.peek() == ':'; port++) {
                text.take();
                identifier();
                skip();
            }
            nodes.add(name);
            return name;
        }

        private Map<String, String> attributes() {
            Map<String, String> result = new LinkedHashMap<>();
            text.take();
            for (skip(); text.peek() != ']'; skip()) {
                if (text.peek() == ',' || text.peek() == ';') {
                    text.take();
                    continue;
                }
                String key = identifier();
                skip();
                String value = "true";
                if (text.peek() == '=') {
                    text.take();
                    skip();
                    value = text.peek() == '<' ? markup() : identifier();
                }
                result.put(key, value);
            }
            text.take();
            return result;
        }

        /** A label in HTML: skipped. */
        private String markup() {
            int from = text.place();
            int open = 0;
            do {
                char c = text.take();
                open += c == '<' ? 1 : c == '>' ? -1 : 0;
            } while (open > 0);
            return text.since(from);
        }
    }
}
