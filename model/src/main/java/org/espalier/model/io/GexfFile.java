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
    private static final class Run extends GraphXml {
        private final Map<String, String> nodeTitles = new HashMap<>();
        private final Map<String, String> edgeTitles = new HashMap<>();
        private boolean edgeAttributes;

        Run(Path file, NetworkReader reader, XMLStreamReader xml) {
            super(file, reader, xml, "GEXF");
        }

        @Override
        void ended() {
            if (graph.hasAttribute("weight")) {
                graph.attribute("weight", "1"); // what the format says of edges without it
            }
        }

        @Override
        boolean start(String name) throws XMLStreamException {
            switch (name) {
                case "graph" -> {
                    refuseUnknown();
                    graph.undirected(!way(attribute("defaultedgetype"), "undirected"));
                }
                case "attributes" -> edgeAttributes = "edge".equals(attribute("class"));
                case "attribute" -> {
                    attribute();
                    return true;
                }
                case "node" -> {
                    node = graph.node(required("id", "a node"), XmlText.line(xml));
                    String label = attribute("label");
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
                    throw refusal("the attribute " + shown(key) + " of a graph is not known");
                }
            }
        }

        /** Whether an edge has a direction. */
        private boolean way(String word, String otherwise) {
            return switch (word == null ? otherwise : word) {
                case "directed" -> true;
                case "undirected", "mutual" -> false;
                default ->
                    throw refusal("the type of edges " + shown(word) + " is none of directed, undirected, mutual");
            };
        }

        private void edge() {
            String type = attribute("type");
            edge = graph.edge(
                    attribute("source"),
                    attribute("target"),
                    type == null ? null : !way(type, type),
                    XmlText.line(xml));
            String weight = attribute("weight");
            if (weight != null) {
                edge.with("weight", weight, XmlText.line(xml));
            }
        }

        private void attribute() throws XMLStreamException {
            String id = required("id", "an attribute");
            String title = attribute("title");
            String name = title == null ? id : title;
            String otherwise = otherwise();
            // the weight that an edge has of itself is another one than an attribute that is called so
            String own = edgeAttributes && name.equals("weight") ? "attribute weight" : name;
            (edgeAttributes ? edgeTitles : nodeTitles).put(id, own);
            if (edgeAttributes && otherwise != null) {
                graph.attribute(own, otherwise);
            }
        }

        private void value() {
            String id = attribute("for");
            if (id == null) {
                id = attribute("id"); // GEXF 1.0
            }
            String value = attribute("value");
            Map<String, String> titles = edge != null ? edgeTitles : nodeTitles;
            if (node == null && edge == null) {
                return;
            }
            String name = titles.get(id);
            if (name == null || value == null) {
                throw refusal("the attribute " + shown(String.valueOf(id)) + " is not declared");
            }
            if (edge != null) {
                edge.with(name, value, XmlText.line(xml));
            } else {
                node.putIfAbsent(name, value);
            }
        }
    }
}
