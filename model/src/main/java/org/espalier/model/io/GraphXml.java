package org.espalier.model.io;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One reading of a graph in XML, element by element: one root, one graph, and in it nodes and edges with attributes. */
abstract class GraphXml {
    final XMLStreamReader xml;
    final GraphCollector graph;
    /** Attributes of the node that is read; null outside. */
    Map<String, String> node;
    /** The edge that is read; null outside. */
    GraphCollector.Edge edge;

    private final Path file;
    private final String title;
    private boolean rooted;
    private int graphs;

    GraphXml(Path file, NetworkReader reader, XMLStreamReader xml, String title) {
        this.file = file;
        this.xml = xml;
        this.title = title;
        graph = new GraphCollector(file, reader, title);
        graph.strict();
    }

    /** {@return whether the element was read to its end} */
    abstract boolean start(String name) throws XMLStreamException;

    /** Before the edges become a network. */
    void ended() {
        // nothing to do
    }

    final Reading read() throws XMLStreamException {
        int depth = 0;
        while (xml.hasNext()) {
            int event = XmlText.next(xml, depth);
            if (event == XMLStreamReader.START_ELEMENT) {
                begin(xml.getLocalName());
                depth += start(xml.getLocalName()) ? 0 : 1;
            } else if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
                node = xml.getLocalName().equals("node") ? null : node;
                edge = xml.getLocalName().equals("edge") ? null : edge;
            }
        }
        if (graphs != 1) {
            throw graph.refusal(0, "holds " + graphs + " graphs, one is needed", Remedy.CORRECT);
        }
        ended();
        return graph.reading();
    }

    private void begin(String name) {
        if (!rooted && !name.equals(title.toLowerCase(Locale.ROOT))) {
            throw XmlText.malformed(file, title, XmlText.line(xml), "the root is <" + name + ">", null);
        }
        rooted = true;
        graphs += name.equals("graph") ? 1 : 0;
    }

    final NetworkFormatException refusal(String what) {
        return graph.refusal(XmlText.line(xml), what, Remedy.CORRECT);
    }

    final String attribute(String name) {
        return XmlText.attribute(xml, name);
    }

    /** {@return the attribute of an element that must have it} */
    final String required(String name, String of) {
        String value = attribute(name);
        if (value == null) {
            throw refusal(of + " has no " + name);
        }
        return value;
    }

    /** {@return what the element says of those without a value; null if nothing} Reads it to its end. */
    final String otherwise() throws XMLStreamException {
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
        return otherwise;
    }
}
