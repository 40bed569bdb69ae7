package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.NetworkGraph;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import org.jgrapht.alg.util.Pair;
import org.jgrapht.alg.util.Triple;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.BaseEventDrivenImporter;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.EventDrivenImporter;
import org.jgrapht.nio.ImportException;
import org.jgrapht.nio.dimacs.DIMACSEventDrivenImporter;
import org.jgrapht.nio.dot.DOTEventDrivenImporter;
import org.jgrapht.nio.gexf.SimpleGEXFEventDrivenImporter;
import org.jgrapht.nio.gml.GmlEventDrivenImporter;
import org.jgrapht.nio.graph6.Graph6Sparse6EventDrivenImporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.SimpleGraphMLEventDrivenImporter;
import org.jgrapht.nio.json.JSONEventDrivenImporter;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Graph files that JGraphT reads: GraphML, GEXF, GML, DOT, JSON, DIMACS and graph6; GraphML can be written. An edge leads from the presynaptic
 * to the postsynaptic neuron and weighs 1 if the file gives no weight. Plain or gzip, at most 256 MB.
 *
 * <p>XML with a document type declaration is refused before any of it is acted upon, so entities can neither expand nor
 * reach other files.
 */
public final class GraphFile implements NetworkFormat, NetworkWriter {
    private static final int MAX_BYTES = 256 << 20;

    private final Kind kind;

    /** The formats. */
    private enum Kind {
        GRAPHML,
        GEXF,
        GML,
        DIMACS,
        DOT,
        JSON,
        GRAPH6
    }

    private GraphFile(Kind kind) {
        this.kind = kind;
    }

    /** GraphML, weights in the edge attribute {@code weight}. */
    public static GraphFile graphml() {
        return new GraphFile(Kind.GRAPHML);
    }

    /** GEXF, weights in the edge attribute {@code weight}. */
    public static GraphFile gexf() {
        return new GraphFile(Kind.GEXF);
    }

    /** GML, weights in the edge key {@code weight}. */
    public static GraphFile gml() {
        return new GraphFile(Kind.GML);
    }

    /** DIMACS: lines {@code e source target} or {@code a source target weight}. */
    public static GraphFile dimacs() {
        return new GraphFile(Kind.DIMACS);
    }

    /** DOT of Graphviz, weights in the edge attribute {@code weight}; a {@code graph} is undirected, a {@code digraph} not. */
    public static GraphFile dot() {
        return new GraphFile(Kind.DOT);
    }

    /** JSON: {@code {"nodes": [{"id": "1"}, …], "edges": [{"source": "1", "target": "2", "weight": 3}, …]}}. */
    public static GraphFile json() {
        return new GraphFile(Kind.JSON);
    }

    /** graph6 and sparse6: undirected, without weights. */
    public static GraphFile graph6() {
        return new GraphFile(Kind.GRAPH6);
    }

    @Override
    public void write(SynapticNetwork network, Path file) {
        if (kind != Kind.GRAPHML) {
            throw new IllegalArgumentException(
                    "graph file: " + kind.name().toLowerCase(Locale.ROOT) + " is only read; write GraphML");
        }
        var exporter = new GraphMLExporter<Integer, org.jgrapht.graph.DefaultWeightedEdge>(i -> "n" + i);
        exporter.setExportEdgeWeights(true);
        exporter.registerAttribute("label", GraphMLExporter.AttributeCategory.NODE, AttributeType.STRING);
        exporter.setVertexAttributeProvider(
                i -> new LinkedHashMap<>(Map.of("label", DefaultAttribute.createAttribute(network.label(i)))));
        for (int i = 0; i < network.size(); i++) {
            if (!isXml(network.label(i))) {
                throw new IllegalArgumentException("graph file: the label " + shown(network.label(i)) + " of neuron "
                        + i + " has characters that XML cannot hold; rename it or choose another format");
            }
        }
        TextOutput.stream(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            exporter.exportGraph(NetworkGraph.of(network), writer);
            writer.flush();
        });
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

    @Override
    public Reading read(Path file) {
        byte[] bytes = bytes(file);
        boolean xml = kind == Kind.GRAPHML || kind == Kind.GEXF;
        Collected collected = new Collected(file);
        if (xml) {
            collected.undirected = refuseUnsafeXml(file, bytes);
        }
        try (Reader reader = xml ? xmlReader(bytes) : text(file, bytes)) {
            switch (kind) {
                case GRAPHML -> {
                    var importer = new SimpleGraphMLEventDrivenImporter();
                    importer.setSchemaValidation(false);
                    importer.addVertexAttributeConsumer((key, value) -> {
                        if (key.getSecond().equals("label")) {
                            collected.relabel(key.getFirst(), value.getValue());
                        }
                    });
                    collected.from(importer, importer, reader);
                }
                case GEXF -> {
                    var importer = new SimpleGEXFEventDrivenImporter();
                    importer.setSchemaValidation(false);
                    collected.from(importer, importer, reader);
                }
                case GML -> {
                    var importer = new GmlEventDrivenImporter();
                    importer.addGraphAttributeConsumer((key, value) -> {
                        if (key.equals("directed")) {
                            collected.undirected = value.getValue().equals("0");
                        }
                    });
                    collected.from(importer, importer, reader);
                }
                case DIMACS -> {
                    var importer = new DIMACSEventDrivenImporter();
                    collected.from(importer, importer, reader);
                }
                case JSON -> {
                    var importer = new JSONEventDrivenImporter();
                    collected.from(importer, importer, reader);
                }
                case DOT -> {
                    collected.undirected = !new String(bytes, StandardCharsets.UTF_8).contains("digraph");
                    var importer = new DOTEventDrivenImporter(true, false);
                    importer.addVertexConsumer(collected::neuron);
                    importer.addEdgeWithAttributesConsumer(collected::edge);
                    importer.importInput(reader);
                }
                case GRAPH6 -> {
                    collected.undirected = true;
                    var importer = new Graph6Sparse6EventDrivenImporter();
                    importer.addVertexConsumer(collected::neuron);
                    importer.addEdgeConsumer(edge -> collected.edge(edge.getFirst(), edge.getSecond(), 1));
                    importer.importInput(reader);
                }
            }
            return collected.reading(kind.name());
        } catch (NetworkFormatException refusal) {
            throw refusal;
        } catch (ImportException | StackOverflowError failure) {
            throw malformed(file, failure);
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        } catch (RuntimeException failure) { // the importers let parsers' exceptions through
            throw malformed(file, failure);
        }
    }

    private NetworkFormatException malformed(Path file, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String reason = root instanceof StackOverflowError ? "nested too deeply" : String.valueOf(root.getMessage());
        long line = root instanceof SAXParseException place ? Math.max(0, place.getLineNumber()) : 0;
        java.util.regex.Matcher named =
                java.util.regex.Pattern.compile("line (\\d{1,9})").matcher(reason);
        if (line == 0 && named.find()) {
            line = Long.parseLong(named.group(1));
        }
        return new NetworkFormatException(
                file, line, "is not " + kind + " (" + shown(reason) + ")", "correct it or name its format", failure);
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = SourceFile.open(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new NetworkFormatException(
                        file, 0, "is longer than " + MAX_BYTES + " bytes", "write it as an edge list");
            }
            return bytes;
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
    }

    private static Reader text(Path file, byte[] bytes) {
        try {
            return new StringReader(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString());
        } catch (java.nio.charset.CharacterCodingException broken) {
            throw new NetworkFormatException(
                    file, 0, "is not text in UTF-8", "convert it: iconv -f LATIN1 -t UTF-8", broken);
        }
    }

    /** XML in UTF-8, as the first pass has made sure. */
    private static Reader xmlReader(byte[] bytes) {
        return new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
    }

    /** Parses without acting: well-formed, no document type, UTF-8. Returns whether edges are undirected by default. */
    private boolean refuseUnsafeXml(Path file, byte[] bytes) {
        boolean[] undirected = new boolean[1];
        Supplier<DefaultHandler> handler = () -> new DefaultHandler() {
            private int depth;

            @Override
            public void startElement(String uri, String local, String name, org.xml.sax.Attributes attributes)
                    throws SAXException {
                // below the limit that newer JDKs set themselves, so that the message is ours on all of them
                if (++depth > 50) {
                    throw new SAXException("elements are nested more than 50 deep");
                }
                String key = kind == Kind.GRAPHML ? "edgedefault" : "defaultedgetype";
                if ("undirected".equals(attributes.getValue(key))) {
                    undirected[0] = true;
                }
            }

            @Override
            public void endElement(String uri, String local, String name) {
                depth--;
            }

            @Override
            public void fatalError(SAXParseException failure) throws SAXException {
                throw failure;
            }
        };
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setNamespaceAware(true);
            InputSource source = new InputSource(xmlReader(bytes));
            factory.newSAXParser().parse(source, handler.get());
            return undirected[0];
        } catch (SAXException failure) {
            throw malformed(file, failure);
        } catch (ParserConfigurationException failure) {
            throw new IllegalStateException("no XML parser that can be made safe", failure);
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
    }

    /** Vertices and edges as the importer reports them. */
    private static final class Collected {
        private final Path file;
        private final Map<Object, Integer> index = new LinkedHashMap<>();
        private final Map<Object, String> labels = new LinkedHashMap<>();
        private final NetworkBuilder builder =
                NetworkBuilder.growing().selfLoops(SelfLoops.DROP).duplicates(Duplicates.SUM);
        private boolean undirected;
        private long rows;
        private long zeros;

        Collected(Path file) {
            this.file = file;
        }

        <V> void from(
                EventDrivenImporter<V, Triple<V, V, Double>> importer,
                BaseEventDrivenImporter<V, Triple<V, V, Double>> consumers,
                Reader reader) {
            consumers.addVertexConsumer(this::neuron);
            // some importers announce an edge first and put its weight into the triple later
            List<Triple<V, V, Double>> announced = new ArrayList<>(1);
            consumers.addEdgeConsumer(edge -> {
                announced.forEach(this::edge);
                announced.clear();
                announced.add(edge);
            });
            importer.importInput(reader);
            announced.forEach(this::edge);
        }

        private int neuron(Object vertex) {
            Integer known = index.get(vertex);
            if (known == null) {
                known = index.size();
                index.put(vertex, known);
            }
            return known;
        }

        void relabel(Object vertex, String label) {
            labels.put(vertex, label);
        }

        private <V> void edge(Triple<V, V, Double> edge) {
            edge(edge.getFirst(), edge.getSecond(), edge.getThird() == null ? 1 : edge.getThird());
        }

        void edge(Pair<String, String> edge, Map<String, Attribute> attributes) {
            Attribute weight = attributes.get("weight");
            byte[] text = weight == null
                    ? new byte[] {'1'}
                    : weight.getValue().strip().getBytes(StandardCharsets.UTF_8);
            double value = Decimal.parse(text, 0, text.length);
            if (Double.isNaN(value)) {
                throw new NetworkFormatException(
                        file, 0, "the weight " + shown(weight.getValue()) + " is not a decimal number", "correct it");
            }
            edge(edge.getFirst(), edge.getSecond(), value);
        }

        void edge(Object from, Object to, double weight) {
            rows++;
            int source = neuron(from);
            int target = neuron(to);
            if (!Double.isFinite(weight)) {
                throw new NetworkFormatException(
                        file,
                        0,
                        "the weight " + weight + " from " + shown(String.valueOf(from)) + " to "
                                + shown(String.valueOf(to)),
                        "it must be finite");
            }
            if (weight == 0) {
                zeros++;
                return;
            }
            builder.connect(source, target, weight);
            if (undirected && source != target) {
                builder.connect(target, source, weight);
            }
        }

        Reading reading(String format) {
            if (index.isEmpty()) {
                throw new NetworkFormatException(file, 0, "holds no vertex", "it must hold at least one edge");
            }
            SynapticNetwork network = builder.withAtLeast(index.size()).build();
            String[] names = new String[index.size()];
            index.forEach((vertex, i) -> names[i] = labels.getOrDefault(vertex, String.valueOf(vertex)));
            network = network.labelled(names);
            double synapses = java.util.Arrays.stream(network.absoluteRowSums()).sum();
            return new Reading(
                    network,
                    new ReadReport(
                            file,
                            format + (undirected ? ", undirected: entries stand for two edges" : ""),
                            rows,
                            0,
                            zeros,
                            builder.droppedSelfLoops(),
                            builder.summedDuplicates(),
                            network.size(),
                            network.edges(),
                            synapses));
        }
    }
}
