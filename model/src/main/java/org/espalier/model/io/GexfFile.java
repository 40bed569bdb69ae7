package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * GEXF of Gephi, plain or gzip. The weight is the edge's own {@code weight}, which the format lets be left out for 1, or one of
 * its declared attributes. Edges have no direction unless {@code defaultedgetype} or they themselves say so: that is the
 * default of the format.
 */
final class GexfFile implements NetworkFormat {
    @Override
    public String title() {
        return "GEXF";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.endsIn(".gexf")
                || start.text().stripLeading().startsWith("<") && start.text().contains("<gexf");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        SourceFile.check(file);
        return XmlText.read(file, title(), xml -> new Run(file, reader, xml).read());
    }

    /** One reading. */
    private static final class Run {
        private final Path file;
        private final XMLStreamReader xml;
        private final GraphCollector graph;
        private final Map<String, String> nodeTitles = new HashMap<>();
        private final Map<String, String> edgeTitles = new HashMap<>();
        private Map<String, String> node;
        private GraphCollector.Edge edge;
        private boolean edgeAttributes;
        private boolean rooted;
        private int graphs;

        Run(Path file, NetworkReader reader, XMLStreamReader xml) {
            this.file = file;
            this.xml = xml;
            this.graph = new GraphCollector(file, reader, "GEXF");
            graph.strict();
        }

        Reading read() throws XMLStreamException {
            int depth = 0;
            while (xml.hasNext()) {
                int event = XmlText.next(xml, depth);
                if (event == XMLStreamReader.START_ELEMENT) {
                    depth++;
                    if (start(xml.getLocalName())) {
                        depth--;
                    }
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    depth--;
                    switch (xml.getLocalName()) {
                        case "node" -> node = null;
                        case "edge" -> edge = null;
                        default -> {
                            // lists
                        }
                    }
                }
            }
            if (graphs != 1) {
                throw graph.refusal(0, "holds " + graphs + " graphs, one is needed", Remedy.CORRECT);
            }
            if (graph.hasAttribute("weight")) {
                graph.attribute("weight", "1"); // what the format says of edges without it
            }
            return graph.reading();
        }

        private String required(String name, String of) {
            String value = XmlText.attribute(xml, name);
            if (value == null) {
                throw graph.refusal(XmlText.line(xml), of + " has no " + name, Remedy.CORRECT);
            }
            return value;
        }

        /** Whether the element was read to its end. */
        private boolean start(String name) throws XMLStreamException {
            if (!rooted) {
                rooted = true;
                if (!name.equals("gexf")) {
                    throw XmlText.malformed(file, "GEXF", XmlText.line(xml), "the root is <" + name + ">", null);
                }
            }
            switch (name) {
                case "graph" -> {
                    graphs++;
                    refuseUnknown();
                    graph.undirected(!way(XmlText.attribute(xml, "defaultedgetype"), "undirected"));
                }
                case "attributes" -> edgeAttributes = "edge".equals(XmlText.attribute(xml, "class"));
                case "attribute" -> {
                    attribute();
                    return true;
                }
                case "node" -> {
                    node = graph.node(required("id", "a node"), XmlText.line(xml));
                    String label = XmlText.attribute(xml, "label");
                    if (label != null) {
                        node.put("label", label);
                    }
                }
                case "edge" -> edge();
                case "attvalue" -> value();
                default -> {
                    // meta, viz, spells
                }
            }
            return false;
        }

        /** A direction under a key that is not known. */
        private void refuseUnknown() {
            for (int k = 0; k < xml.getAttributeCount(); k++) {
                String key = xml.getAttributeLocalName(k);
                boolean almost = Names.isAlmost(key, "defaultedgetype")
                        || xml.getAttributeValue(k).endsWith("directed") && !key.equals("defaultedgetype");
                if (almost) {
                    throw graph.refusal(
                            XmlText.line(xml),
                            "the attribute " + shown(key) + " of a graph is not known",
                            Remedy.CORRECT);
                }
            }
        }

        /** Whether an edge has a direction. */
        private boolean way(String word, String otherwise) {
            return switch (word == null ? otherwise : word) {
                case "directed" -> true;
                case "undirected", "mutual" -> false;
                default ->
                    throw graph.refusal(
                            XmlText.line(xml),
                            "the type of edges " + shown(word) + " is none of directed, undirected, mutual",
                            Remedy.CORRECT);
            };
        }

        private void edge() {
            String type = XmlText.attribute(xml, "type");
            edge = graph.edge(
                    XmlText.attribute(xml, "source"),
                    XmlText.attribute(xml, "target"),
                    type == null ? null : !way(type, type),
                    XmlText.line(xml));
            String weight = XmlText.attribute(xml, "weight");
            if (weight != null) {
                edge.with("weight", weight, XmlText.line(xml));
            }
        }

        private void attribute() throws XMLStreamException {
            String id = required("id", "an attribute");
            String title = XmlText.attribute(xml, "title");
            String name = title == null ? id : title;
            String otherwise = null;
            for (int depth = 1; depth > 0; ) {
                int event = XmlText.next(xml, depth);
                if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("default")) {
                    otherwise = XmlText.text(xml);
                } else if (event == XMLStreamReader.START_ELEMENT) {
                    depth++;
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    depth--;
                }
            }
            // the weight that an edge has of itself is another one than an attribute that is called so
            String own = edgeAttributes && name.equals("weight") ? "attribute weight" : name;
            (edgeAttributes ? edgeTitles : nodeTitles).put(id, own);
            if (edgeAttributes && otherwise != null) {
                graph.attribute(own, otherwise);
            }
        }

        private void value() {
            String id = XmlText.attribute(xml, "for");
            if (id == null) {
                id = XmlText.attribute(xml, "id"); // GEXF 1.0
            }
            String value = XmlText.attribute(xml, "value");
            Map<String, String> titles = edge != null ? edgeTitles : nodeTitles;
            if (node == null && edge == null) {
                return;
            }
            String name = titles.get(id);
            if (name == null || value == null) {
                throw graph.refusal(
                        XmlText.line(xml),
                        "the attribute " + shown(String.valueOf(id)) + " is not declared",
                        Remedy.CORRECT);
            }
            if (edge != null) {
                edge.with(name, value, XmlText.line(xml));
            } else {
                node.putIfAbsent(name, value);
            }
        }
    }
}
