package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of nodes and edges, plain or gzip: node-link data (edges under {@code edges} or {@code links}), adjacency data and
 * Cytoscape data of NetworkX, the JSON graph format. {@code "directed": false} counts every edge both ways; without it an edge
 * leads from source to target.
 */
final class JsonFile implements NetworkFormat {
    @Override
    public String title() {
        return "JSON";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.endsIn(".json", ".cyjs") || start.text().stripLeading().matches("(?s)[{\\[]\\s*[\"{\\[].*");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        SourceFile.check(file);
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(50).build())
                .build();
        try (InputStream in = SourceFile.open(file);
                JsonParser json = factory.createParser(in)) {
            return new Run(json, new GraphCollector(file, reader, title())).read();
        } catch (JsonProcessingException failure) {
            long line =
                    failure.getLocation() == null ? 0 : failure.getLocation().getLineNr();
            throw XmlText.malformed(
                    file, "JSON", Math.max(0, line), String.valueOf(failure.getOriginalMessage()), failure);
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
    }

    /** A value that is no list and no object: as text, null if it is null. */
    private record Value(String text, long line) {}

    /** One reading. */
    private static final class Run {
        private final JsonParser json;
        private final GraphCollector graph;
        private final List<Map<String, Value>> nodes = new ArrayList<>();
        private final List<Map<String, Value>> edges = new ArrayList<>();
        private final List<List<Map<String, Value>>> adjacency = new ArrayList<>();
        private Boolean directed;
        private boolean listed;
        private boolean adjacent;

        Run(JsonParser json, GraphCollector graph) {
            this.json = json;
            this.graph = graph;
        }

        private long line() {
            return json.currentTokenLocation().getLineNr();
        }

        private NetworkFormatException unknown() {
            return graph.refusal(0, "is JSON without nodes and edges", Remedy.NODE_LINK);
        }

        Reading read() throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw unknown();
            }
            object(0);
            if (json.nextToken() != null) {
                throw graph.refusal(line(), "something follows the graph", Remedy.CORRECT);
            }
            if (edges.isEmpty() && !adjacent && (nodes.isEmpty() || !listed)) {
                throw unknown();
            }
            collect();
            return graph.reading();
        }

        /** The outermost object, and those in it that are said to hold a graph. */
        private void object(int depth) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "directed" -> {
                        if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
                            throw graph.refusal(line(), "directed is neither true nor false", Remedy.CORRECT);
                        }
                        directed = value == JsonToken.VALUE_TRUE;
                    }
                    case "nodes" -> {
                        if (value == JsonToken.START_OBJECT) {
                            named();
                        } else {
                            list(value, nodes);
                        }
                    }
                    case "edges", "links" -> {
                        if (listed) {
                            throw graph.refusal(
                                    line(), "edges are listed twice, under edges and under links", Remedy.CORRECT);
                        }
                        listed = true;
                        list(value, edges);
                    }
                    case "adjacency" -> {
                        adjacent = true;
                        lists(value);
                    }
                    case "graph", "elements" -> {
                        if (value == JsonToken.START_OBJECT && depth == 0) {
                            object(1);
                        } else {
                            json.skipChildren();
                        }
                    }
                    case "graphs" -> throw graph.refusal(line(), "holds several graphs, one is needed", Remedy.CORRECT);
                    default -> {
                        if (Names.isAlmost(name, "directed")
                                || Names.isAlmost(name, "edges")
                                || Names.isAlmost(name, "links")) {
                            throw graph.refusal(line(), "the key " + shown(name) + " is not known", Remedy.CORRECT);
                        }
                        json.skipChildren();
                    }
                }
            }
        }

        /** Nodes of the JSON graph format: an object by id. */
        private void named() throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String id = json.currentName();
                json.nextToken();
                Map<String, Value> node = new LinkedHashMap<>();
                node.put("id", new Value(id, line()));
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    fields(node, 0);
                }
                nodes.add(node);
            }
        }

        private void list(JsonToken start, List<Map<String, Value>> to) throws IOException {
            if (start != JsonToken.START_ARRAY) {
                throw graph.refusal(line(), "nodes and edges are to be lists", Remedy.CORRECT);
            }
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                Map<String, Value> item = new LinkedHashMap<>();
                if (token == JsonToken.START_OBJECT) {
                    item.put("", new Value("", line()));
                    fields(item, 0);
                } else if (token != null && token.isScalarValue()) {
                    item.put("id", new Value(json.getText(), line()));
                } else {
                    throw graph.refusal(line(), "a list where a node or an edge is expected", Remedy.CORRECT);
                }
                to.add(item);
            }
        }

        private void lists(JsonToken start) throws IOException {
            if (start != JsonToken.START_ARRAY) {
                throw graph.refusal(line(), "the adjacency is to be a list of lists", Remedy.CORRECT);
            }
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                List<Map<String, Value>> neighbours = new ArrayList<>();
                list(token, neighbours);
                adjacency.add(neighbours);
            }
        }

        /** Fields of a node or an edge; those of an object in it that is said to hold its data belong to it. */
        private void fields(Map<String, Value> to, int depth) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                boolean data = name.equals("data") || name.equals("metadata") || name.equals("attributes");
                if (token == JsonToken.START_OBJECT && data && depth == 0) {
                    fields(to, 1);
                } else if (token.isScalarValue()) {
                    String text = token == JsonToken.VALUE_NULL ? null : json.getText();
                    Value before = to.put(name, new Value(text, line()));
                    if (before != null && !java.util.Objects.equals(before.text, text)) {
                        throw graph.refusal(line(), "two values of " + shown(name), Remedy.CORRECT);
                    }
                } else {
                    json.skipChildren();
                }
            }
        }

        private static long lineOf(Map<String, Value> item) {
            return item.values().stream().mapToLong(Value::line).findFirst().orElse(0);
        }

        private static String text(Map<String, Value> item, String key) {
            Value value = item.get(key);
            return value == null ? null : value.text;
        }

        private void collect() {
            graph.undirected(Boolean.FALSE.equals(directed));
            boolean ids = nodes.stream().allMatch(node -> text(node, "id") != null);
            boolean noIds = nodes.stream().allMatch(node -> text(node, "id") == null);
            if (!ids && !noIds) {
                throw graph.refusal(0, "some nodes have an id and some have none", Remedy.CORRECT);
            }
            if (!nodes.isEmpty()) {
                graph.strict();
            }
            for (int k = 0; k < nodes.size(); k++) {
                Map<String, Value> node = nodes.get(k);
                // without ids edges tell places in the list, as d3 does it
                Map<String, String> to = graph.node(ids ? text(node, "id") : Integer.toString(k), lineOf(node));
                node.forEach((key, value) -> {
                    if (value.text != null && !key.equals("id") && !key.isEmpty()) {
                        to.put(key, value.text);
                    }
                });
            }
            edges.forEach(edge -> edge(text(edge, "source"), text(edge, "target"), edge, "source", "target"));
            if (adjacent) {
                adjacency();
            }
        }

        private void adjacency() {
            if (!edges.isEmpty() || adjacency.size() != nodes.size()) {
                throw graph.refusal(
                        0, adjacency.size() + " lists of neighbours for " + nodes.size() + " nodes", Remedy.CORRECT);
            }
            // without direction an edge stands in the list of each of its ends
            graph.undirected(false);
            for (int k = 0; k < nodes.size(); k++) {
                String source = text(nodes.get(k), "id");
                for (Map<String, Value> neighbour : adjacency.get(k)) {
                    edge(source == null ? Integer.toString(k) : source, text(neighbour, "id"), neighbour, "id", "id");
                }
            }
        }

        private void edge(String source, String target, Map<String, Value> item, String first, String second) {
            Value flag = item.get("directed");
            Boolean ways = flag == null ? null : "false".equals(flag.text);
            GraphCollector.Edge edge = graph.edge(source, target, ways, lineOf(item));
            item.forEach((key, value) -> {
                boolean end = key.equals(first) || key.equals(second) || key.isEmpty() || key.equals("directed");
                if (!end && value.text != null) {
                    edge.with(key, value.text, value.line);
                }
            });
        }
    }
}
