package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.espalier.model.network.SynapticNetwork;

/**
 * GraphML, plain or gzip. Keys of edges are attributes, with their defaults; a node's key {@code label} or {@code name} is
 * its name. An edge without direction, by itself or by {@code edgedefault}, counts both ways.
 */
final class GraphmlFile implements NetworkFormat, NetworkWriter {
    private static final String SPACE = "http://graphml.graphdrawing.org/xmlns";

    @Override
    public String title() {
        return "GraphML";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.endsIn(".graphml")
                || start.text().stripLeading().startsWith("<") && start.text().contains("<graphml");
    }

    /** A key: for nodes or edges, its name and its default. */
    private record Key(String domain, String name, String otherwise) {
        boolean isFor(String element) {
            return domain.equals(element) || domain.equals("all");
        }
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        SourceFile.check(file);
        return XmlText.read(file, title(), xml -> new Run(file, reader, xml).read());
    }

    /** One reading. */
    private static final class Run extends GraphXml {
        private final Map<String, Key> keys = new HashMap<>();
        private final Map<String, String> nodeDefaults = new HashMap<>();

        Run(Path file, NetworkReader reader, XMLStreamReader xml) {
            super(file, reader, xml, "GraphML");
        }

        @Override
        boolean start(String name) throws XMLStreamException {
            switch (name) {
                case "key" -> {
                    key();
                    return true;
                }
                case "graph" -> {
                    String ways = attribute("edgedefault");
                    if (!"directed".equals(ways) && !"undirected".equals(ways)) {
                        throw refusal("edgedefault is " + (ways == null ? "missing" : shown(ways))
                                + ", it must be directed or undirected");
                    }
                    graph.undirected(ways.equals("undirected"));
                }
                case "node" -> {
                    node = graph.node(required("id", "a node"), XmlText.line(xml));
                    node.putAll(nodeDefaults);
                }
                case "edge" -> {
                    String directed = attribute("directed");
                    if (directed != null && !directed.matches("true|false|1|0")) {
                        throw refusal("directed is " + shown(directed) + ", not true or false");
                    }
                    edge = graph.edge(
                            attribute("source"),
                            attribute("target"),
                            directed == null ? null : directed.equals("false") || directed.equals("0"),
                            XmlText.line(xml));
                }
                case "hyperedge" -> throw refusal("a hyperedge joins more than two nodes");
                case "data" -> {
                    data();
                    return true;
                }
                default -> {
                    // descriptions, ports
                }
            }
            return false;
        }

        private void key() throws XMLStreamException {
            String id = attribute("id");
            String domain = attribute("for");
            String name = attribute("attr.name");
            long line = XmlText.line(xml);
            String otherwise = otherwise();
            if (id == null
                    || keys.put(id, new Key(domain == null ? "all" : domain, name == null ? id : name, otherwise))
                            != null) {
                throw graph.refusal(line, "a key has no id, or that of another", Remedy.CORRECT);
            }
            Key key = keys.get(id);
            if (key.isFor("edge") && otherwise != null) {
                graph.attribute(key.name(), otherwise);
            }
            if (key.isFor("node") && otherwise != null) {
                nodeDefaults.put(key.name(), otherwise);
            }
        }

        private void data() throws XMLStreamException {
            long line = XmlText.line(xml);
            String id = attribute("key");
            String value = XmlText.text(xml);
            if (node == null && edge == null) {
                return; // of the graph
            }
            Key key = keys.get(id);
            if (key == null || !key.isFor(edge != null ? "edge" : "node")) {
                throw graph.refusal(
                        line,
                        "the key " + shown(String.valueOf(id)) + " is not declared for "
                                + (edge != null ? "edges" : "nodes"),
                        Remedy.CORRECT);
            }
            if (value == null) {
                return; // drawings of yEd
            }
            if (edge != null) {
                edge.with(key.name(), value, line);
            } else {
                node.put(key.name(), value);
            }
        }
    }

    @Override
    public void write(SynapticNetwork network, Path file) {
        for (int i = 0; i < network.size(); i++) {
            String label = network.label(i);
            boolean stripped = label.isBlank()
                    || label.indexOf('\n') >= 0 && !label.strip().equals(label);
            if (!isXml(label) || stripped) {
                throw new IllegalArgumentException("GraphML: the label " + shown(label) + " of neuron " + i
                        + (stripped
                                ? " is blank, or has blanks around its lines"
                                : " has characters that XML cannot hold")
                        + "; rename it or write .espalier");
            }
        }
        TextOutput.stream(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            try {
                write(network, XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer));
            } catch (XMLStreamException failure) {
                throw new java.io.IOException(failure);
            }
            writer.flush();
        });
    }

    private static void write(SynapticNetwork network, XMLStreamWriter xml) throws XMLStreamException {
        boolean typed = !network.types().isEmpty();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("graphml");
        xml.writeAttribute("xmlns", SPACE);
        key(xml, "label", "node", "string");
        if (typed) {
            key(xml, "type", "node", "string");
        }
        key(xml, "weight", "edge", "double");
        xml.writeStartElement("graph");
        xml.writeAttribute("edgedefault", "directed");
        for (int i = 0; i < network.size(); i++) {
            xml.writeCharacters("\n");
            xml.writeStartElement("node");
            xml.writeAttribute("id", "n" + i);
            data(xml, "label", network.label(i));
            if (typed) {
                data(xml, "type", network.types().get(network.type(i)));
            }
            xml.writeEndElement();
        }
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                xml.writeCharacters("\n");
                xml.writeStartElement("edge");
                xml.writeAttribute("source", "n" + network.column(e));
                xml.writeAttribute("target", "n" + i);
                data(xml, "weight", TextOutput.decimal(network.weight(e)));
                xml.writeEndElement();
            }
        }
        xml.writeCharacters("\n");
        xml.writeEndDocument();
        xml.flush();
    }

    private static void key(XMLStreamWriter xml, String id, String domain, String type) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEmptyElement("key");
        xml.writeAttribute("id", id);
        xml.writeAttribute("for", domain);
        xml.writeAttribute("attr.name", id);
        xml.writeAttribute("attr.type", type);
    }

    private static void data(XMLStreamWriter xml, String key, String value) throws XMLStreamException {
        xml.writeStartElement("data");
        xml.writeAttribute("key", key);
        String[] parts = value.split("\r", -1); // a parser makes a line feed of it unless it is written so
        for (int k = 0; k < parts.length; k++) {
            if (k > 0) {
                xml.writeEntityRef("#13");
            }
            xml.writeCharacters(parts[k]);
        }
        xml.writeEndElement();
    }

    private static boolean isXml(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c < 0xD800
                        || c >= 0xE000 && c < 0xFFFE
                        || c >= 0x10000);
    }
}
