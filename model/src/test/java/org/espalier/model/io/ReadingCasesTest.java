package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.espalier.model.io.NetworkReader.Direction;
import org.espalier.model.io.NetworkReader.Header;
import org.espalier.model.io.NetworkReader.Layout;
import org.espalier.model.io.NetworkReader.Presynaptic;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as people have them: read right, or refused with the reason and the remedy. None gives a plausible wrong number. */
class ReadingCasesTest {
    @TempDir
    private Path folder;

    /** A file that is read: number of neurons, of edges, and the sum of all weights. */
    private record Right(
            String name, String content, UnaryOperator<NetworkReader> said, int neurons, int edges, double total) {}

    /** A file that is refused: what the message holds, and the remedy. */
    private record Wrong(String name, String content, String message, Remedy remedy) {}

    private static Right right(String name, String content, int neurons, int edges, double total) {
        return new Right(name, content, UnaryOperator.identity(), neurons, edges, total);
    }

    private static Right said(
            UnaryOperator<NetworkReader> said, String name, String content, int neurons, int edges, double total) {
        return new Right(name, content, said, neurons, edges, total);
    }

    private static final String GRAPHML = "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">";

    private static String graphml(String keys, String ways, String content) {
        return GRAPHML + keys + "<graph edgedefault=\"" + ways + "\"><node id=\"a\"/><node id=\"b\"/><node id=\"c\"/>"
                + content + "</graph></graphml>";
    }

    private static String key(String name, String type) {
        return "<key id=\"k\" for=\"edge\" attr.name=\"" + name + "\" attr.type=\"" + type + "\"/>";
    }

    private static String edge(String source, String target, String data) {
        return "<edge source=\"" + source + "\" target=\"" + target + "\">" + data + "</edge>";
    }

    private static String data(String value) {
        return "<data key=\"k\">" + value + "</data>";
    }

    static List<Right> tables() {
        return List.of(
                right("a.csv", "body_pre,body_post,weight\n11,12,5\n12,11,8\n", 2, 2, 13),
                right("a.csv", "Presynaptic_ID,Postsynaptic_ID,Connectivity\n1,2,3\n2,3,4\n", 3, 2, 7),
                right("a.csv", "bodyId_pre,bodyId_post,roi,weight\n1,2,AL,5\n1,2,MB,7\n2,1,MB,2\n", 2, 2, 14),
                right("a.csv", "pre,post,pre_id,post_id,weight\nPN,KC,1,2,5\nPN,KC,3,2,6\n", 3, 2, 11),
                right("a.csv", "source,target\na,b\nb,c\na,b\n", 3, 2, 3),
                right("a.txt", "7.0 8 1\n8.0 9 2\n9.0 7 3\n", 3, 3, 6),
                right("a.csv", "pre,post,weight\n1e+05,2,3\n100000,3,4\n", 3, 2, 7),
                right("a.csv", "pre,post,weight\n\u00A0ADAL,AVAL\u00A0,3\nADAL,\u200BAVAL,4\n", 2, 1, 7),
                right(
                        "a.csv",
                        "Source,Target,Type,Id,Label,Weight\na,b,Undirected,0,,3\nb,c,Directed,1,,4\n",
                        3,
                        3,
                        10),
                right("a.txt", "% asym weighted\n1 2 4\n2 3 5\n", 3, 2, 9),
                right("a.txt", "% sym weighted\n% 2 3 3\n1 2 4 1370000000\n2 3 5 1370000001\n", 3, 4, 18),
                right("a.txt", "# Undirected graph: x.txt\n# FromNodeId\tToNodeId\n0\t1\n1\t2\n", 3, 4, 4),
                right(
                        "a.txt",
                        "# Directed graph (each unordered pair of nodes is saved once): x\n0\t1\n1\t2\n",
                        3,
                        2,
                        2),
                right("a.txt", "1 2 {'weight': 3, 'kind': 'gap'}\n2 3 {'weight': 4.5, 'kind': \"it's\"}\n", 3, 2, 7.5),
                right("a.txt", "a b {}\nb c {}\n", 3, 2, 2),
                right("a.csv", "pre,post,weight\na,a,0\nb,c,3\n", 3, 1, 3),
                said(r -> r.columns(List.of("n1", "n2")), "a.csv", "n1,n2\n1,2\n2,3\n", 3, 2, 2),
                said(
                        r -> r.columns(List.of("pre_pt_root_id", "post_pt_root_id")),
                        "a.csv",
                        ",pre_pt_root_id,post_pt_root_id,size\n0,864691135000000001,864691135000000002,90\n"
                                + "1,864691135000000001,864691135000000002,10\n",
                        2,
                        1,
                        2),
                said(r -> r.weight("n"), "a.csv", "pre,post,n,count\na,b,3,9\n", 2, 1, 3),
                said(r -> r.unweighted(), "a.csv", "pre,post,neuropil\na,b,AL\na,b,ME\n", 2, 1, 2),
                said(r -> r.direction(Direction.UNDIRECTED), "a.csv", "pre,post,weight\na,b,3\nb,a,4\n", 2, 2, 14),
                said(r -> r.direction(Direction.DIRECTED), "a.txt", "% sym weighted\n1 2 4\n2 1 4\n", 2, 2, 8),
                said(r -> r.layout(Layout.EDGES), "a.txt", "1 2 3\n4 5 6\n7 8 9\n", 6, 3, 18),
                said(r -> r.columns(1, 2, 4), "a.csv", "1,2,0.5,7\n2,3,0.25,8\n", 3, 2, 15),
                said(r -> r.header(Header.ABSENT), "a.txt", "4 3\n1 2\n2 3\n3 4\n", 4, 4, 4),
                said(r -> r.header(Header.PRESENT).columns(1, 2, 3), "a.csv", "x,y,7\n1,2,3\n", 2, 1, 3),
                said(
                        r -> r.signedBy("nt", Transmitters.FLYWIRE),
                        "a.csv",
                        "pre,post,weight,nt\n1,2,5,gaba\n2,3,4,Acetylcholine\n3,1,2,GLUT\n",
                        3,
                        3,
                        -3),
                said(
                        r -> r.where("Type", "chemical").where("side", "L"),
                        "a.csv",
                        "Source,Target,Weight,Type,side\na,b,3,chemical,L\na,b,4,electrical,L\nb,c,5,chemical,R\n",
                        2,
                        1,
                        3));
    }

    static List<Right> matrices() {
        return List.of(
                right("a.txt", "0 0 0 3\n1 0 0 0\n0 0 0 0\n0 5 0 0\n", 4, 3, 9),
                right("a.csv", "0,2,0\n0,0,3\n4,0,0\n", 3, 3, 9),
                right("a.csv", ",A,B,C\nA,0,1,2\nB,3,0,0\nC,0,4,0\n", 3, 4, 10),
                right("a.csv", "id,7,8,9\n7,0,1,2\n8,3,0,0\n9,0,4,0\n", 3, 4, 10),
                right("a.tsv", "A\tB\tC\nA\t0\t1\t2\nB\t3\t0\t0\nC\t0\t4\t0\n", 3, 4, 10),
                right("a.csv", "A,B,C,D\n0,1,0,2\n0,0,3,0\n1,0,0,0\n0,0,1,0\n", 4, 5, 8),
                right("a.csv", "0,1,2,3\n0,1,0,2\n0,0,3,0\n1,0,0,0\n0,0,1,0\n", 4, 5, 8),
                right("a.txt", "A 0 1 0\nB 0 0 3\nC 1 0 0\n", 3, 3, 5),
                right("a.csv", ",A,B,C,D\nA,0,1,,2\nB,,0,3,\nC,1,,,\n", 4, 4, 7),
                right("a.csv", ",A,B,C\nB,3,0,0\nA,0,1,2\nC,0,4,0\n", 3, 4, 10),
                right("a.mtx", "\uFEFF%%MatrixMarket matrix coordinate real general\n3 3 2\n1 2 5\n1 3 6\n", 3, 2, 11),
                right("a.mtx", "%MatrixMarket matrix coordinate real symmetric\n3 3 2\n2 1 5\n3 1 6\n", 3, 4, 22),
                right("a.txt", "%%matrixmarket matrix coordinate pattern general\n3 3 2\n2 1\n3 1\n", 3, 2, 2),
                right("a.mtx", "%%MatrixMarket matrix array real general\n2 2\n0\n3\n4\n0\n", 2, 2, 7),
                right("a.mtx", "%%MatrixMarket matrix array real symmetric\n2 2\n0\n3\n0\n", 2, 2, 6),
                said(r -> r.layout(Layout.MATRIX), "a.txt", "1 2 3\n4 5 6\n7 8 9\n", 3, 6, 30),
                said(r -> r.layout(Layout.MATRIX), "a.csv", ",X,Y\nA,1,2\nB,0,4\n", 4, 3, 7));
    }

    static List<Right> graphs() {
        return List.of(
                right(
                        "a.graphml",
                        graphml(
                                key("weight", "double").replace("/>", "><default>3</default></key>"),
                                "directed",
                                edge("a", "b", "") + edge("b", "c", data("5"))),
                        3,
                        2,
                        8),
                right("a.graphml", graphml(key("synapses", "int"), "directed", edge("a", "b", data("4"))), 3, 1, 4),
                right("a.graphml", graphml(key("weight", "string"), "directed", edge("a", "b", data(" 4 "))), 3, 1, 4),
                right("a.graphml", graphml(key("weight", "int"), "undirected", edge("a", "b", data("4"))), 3, 2, 8),
                right(
                        "a.xml",
                        graphml(
                                key("weight", "int"),
                                "directed",
                                edge("a", "b", data("4")) + "<edge source=\"b\" target=\"c\" directed=\"false\">"
                                        + data("2") + "</edge>"),
                        3,
                        3,
                        8),
                right("a.graphml", graphml(key("kind", "string"), "directed", edge("a", "b", data("gap"))), 3, 1, 1),
                right(
                        "a.graphml",
                        graphml(
                                "<key id=\"k\" for=\"node\" attr.name=\"weight\" attr.type=\"int\"/>",
                                "directed",
                                edge("a", "b", "")),
                        3,
                        1,
                        1),
                right(
                        "a.gexf",
                        "<gexf version=\"1.2\"><graph><nodes><node id=\"0\"/><node id=\"1\"/></nodes><edges>"
                                + "<edge source=\"0\" target=\"1\" weight=\"3\"/></edges></graph></gexf>",
                        2,
                        2,
                        6),
                right(
                        "a.gexf",
                        "<gexf version=\"1.2\"><graph defaultedgetype=\"directed\"><attributes class=\"edge\"><attribute"
                                + " id=\"0\" title=\"synapses\" type=\"integer\"><default>7</default></attribute>"
                                + "</attributes><nodes><node id=\"0\"/><node id=\"1\"/></nodes><edges>"
                                + "<edge source=\"0\" target=\"1\"><attvalues><attvalue for=\"0\" value=\"2\"/></attvalues>"
                                + "</edge><edge source=\"1\" target=\"0\" type=\"mutual\"/></edges></graph></gexf>",
                        2,
                        2,
                        16),
                right(
                        "a.gml",
                        "graph [ node [ id 1 label \"x\" ] node [ id 2 label \"y\" ] edge [ source 1 target 2 value 9 ] ]",
                        2,
                        2,
                        18),
                right(
                        "a.gml",
                        "Creator \"me\"\ngraph [ directed 1 node [ id 1 ] node [ id 2 ] node [ id 3 ] edge [ source 1 target 2"
                                + " value 9 graphics [ width 2.0 ] ] ]",
                        3,
                        1,
                        9),
                right("a.dot", "graph g { a [label=\"digraph\"]; a -- b [weight=3]; }", 2, 2, 6),
                right("a.dot", "strict digraph { edge [weight=4]; a -> b -> c; b -> {d e} [weight=2] }", 5, 4, 12),
                right("a.gv", "/* digraph */ graph { a -- \"b c\"; // no\n \"b c\" -- d }", 3, 4, 4),
                right(
                        "a.json",
                        "{\"directed\": false, \"nodes\": [{\"id\": 0}, {\"id\": 1}],"
                                + " \"links\": [{\"source\": 0, \"target\": 1, \"weight\": \"3\"}]}",
                        2,
                        2,
                        6),
                right(
                        "a.json",
                        "{\"edges\": [{\"source\": \"a\", \"target\": \"b\", \"value\": 3}], \"nodes\": [{\"id\": \"a\"},"
                                + " {\"id\": \"b\"}, {\"id\": \"c\"}]}",
                        3,
                        1,
                        3),
                right(
                        "a.json",
                        "{\"graph\": {\"directed\": true, \"nodes\": {\"a\": {\"label\": \"A\"}, \"b\": {}}, \"edges\":"
                                + " [{\"source\": \"a\", \"target\": \"b\", \"metadata\": {\"weight\": 2}}]}}",
                        2,
                        1,
                        2),
                right("a.col", "c colours\np edge 3 2\ne 1 2\ne 2 3\n", 3, 4, 4),
                right("a.gr", "p sp 3 2\na 1 2 5\na 2 3 6\n", 3, 2, 11),
                said(
                        r -> r.weight("length"),
                        "a.graphml",
                        graphml(key("length", "int"), "directed", edge("a", "b", data("4"))),
                        3,
                        1,
                        4),
                said(
                        NetworkReader::unweighted,
                        "a.graphml",
                        graphml(key("length", "int"), "directed", edge("a", "b", data("4"))),
                        3,
                        1,
                        1),
                said(
                        r -> r.where("kind", "gap"),
                        "a.graphml",
                        graphml(
                                key("kind", "string"),
                                "directed",
                                edge("a", "b", data("gap")) + edge("b", "c", data("chem"))),
                        3,
                        1,
                        1),
                said(r -> r.direction(Direction.DIRECTED), "a.dot", "graph g { a -- b [weight=3]; }", 2, 1, 3));
    }

    @ParameterizedTest
    @MethodSource({"tables", "matrices", "graphs"})
    void areReadRight(Right right) throws IOException {
        Path file = Files.writeString(folder.resolve(right.name), right.content, StandardCharsets.UTF_8);
        Reading reading = right.said.apply(NetworkReader.automatic()).read(file);
        SynapticNetwork network = reading.network();
        assertThat(network.size()).as(reading.report().toString()).isEqualTo(right.neurons);
        assertThat(network.edges()).as(reading.report().toString()).isEqualTo(right.edges);
        double total = 0;
        for (double sum : network.rowSums()) {
            total += sum;
        }
        assertThat(total).as(reading.report().toString()).isEqualTo(right.total);
        ReadReport report = reading.report();
        assertThat(report.rows() + report.mirrored())
                .isEqualTo(report.filtered()
                        + report.unlisted()
                        + report.withoutWeight()
                        + report.selfLoops()
                        + report.duplicates()
                        + report.edges());
    }

    static List<Wrong> refused() {
        return List.of(
                new Wrong(
                        "a.csv",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n",
                        "Git LFS",
                        Remedy.GIT_LFS),
                new Wrong("a.csv", "/annex/objects/MD5E-s3--a.csv\n", "git-annex", Remedy.GIT_ANNEX),
                new Wrong("a.csv", "<!DOCTYPE html>\n<html></html>", "HTML page", Remedy.DOWNLOAD_THE_DATA),
                new Wrong("a.txt", "\n  <html><body>Not found</body></html>", "HTML page", Remedy.DOWNLOAD_THE_DATA),
                new Wrong("a.txt", "404: Not Found", "line 1: the weight 'Found'", Remedy.COLUMNS_ALONE),
                new Wrong("a.txt", "Not Found", "two words a row", Remedy.COLUMNS_ALONE),
                new Wrong("a.json", "{\"message\": \"Not Found\"}", "without nodes and edges", Remedy.NODE_LINK),
                new Wrong(
                        "a.csv",
                        "neuron_a,neuron_b\n1,2\n2,3\n",
                        "no source and no target column",
                        Remedy.COLUMNS_ALONE),
                new Wrong("a.csv", "cell,partner\nA,B\nB,C\nC,A\n", "never come back", Remedy.HEADER),
                new Wrong("a.csv", "pre,partner,weight\nA,B,1\n", "no target column is recognised", Remedy.COLUMNS),
                new Wrong(
                        "a.csv", "pre,post,neuropil\nA,B,AL\n", "no weight column is recognised", Remedy.COLUMNS_ALONE),
                new Wrong(
                        "a.csv",
                        "pre,post,weight,count\nA,B,1,2\n",
                        "several columns may be the weight",
                        Remedy.COLUMNS),
                new Wrong(
                        "a.csv",
                        "pre,source,post,weight\nA,B,C,2\n",
                        "several columns may be source and target",
                        Remedy.COLUMNS),
                new Wrong("a.csv", "1,2,0.5,2011\n2,3,0.25,2012\n", "4 columns without known names", Remedy.COLUMNS),
                new Wrong(
                        "a.txt",
                        "1 2 3\n#2 3 4\n3 1 5\n",
                        "line 2: the line '#2 3 4' between rows",
                        Remedy.COMMENT_ROWS),
                new Wrong("a.txt", "1 2 3\n4 5 6\n7 8 9\n", "may be edges or a matrix", Remedy.EDGES_OR_MATRIX),
                new Wrong("a.txt", "0 1\n1 0\n", "may be edges or a matrix", Remedy.EDGES_OR_MATRIX),
                new Wrong("a.csv", "0,1,0,2\n0,0,3,0\n1,0,0,0\n", "4 columns without known names", Remedy.COLUMNS),
                new Wrong("a.txt", "1 2 0,5\n2 3 1,5\n", "'0,5' is written with a comma", Remedy.DECIMAL_COMMA),
                new Wrong("a.csv", "a;b;0,5\nb;c;1,5\n", "'0,5' is written with a comma", Remedy.DECIMAL_COMMA),
                new Wrong(
                        "a.csv", "pre;post;weight\na;b;2\nb;c;1,5\n", "line 3: the number '1,5'", Remedy.DECIMAL_COMMA),
                new Wrong(
                        "a.csv",
                        "pre,post,weight\n7.2057594e+17,7.2057595e+17,5.0\n",
                        "line 2: the id '7.2057594e+17'",
                        Remedy.IDS_AS_TEXT),
                new Wrong("a.csv", "pre,post,weight\nnan,b,5\n", "'nan', a missing value", Remedy.NAME_THE_NEURON),
                new Wrong("a.csv", "pre,post,weight\na,b,\n", "line 2: the weight ''", Remedy.WRITE_A_NUMBER),
                new Wrong("a.txt", "0.1 2.5 3\n1.5 2.5 3\n", "a number with a fraction", Remedy.COLUMNS),
                new Wrong("a.txt", "# a\nb 5\n# b\nc 2\n", "as LGL has", Remedy.LGL),
                new Wrong("a.lgl", "# a\nb 5\n", "is LGL", Remedy.LGL),
                new Wrong("a.sif", "a pp b\n", "is SIF", Remedy.SIF),
                new Wrong("a.txt", "a pp b\nb pp c\n", "is it SIF", Remedy.SIF),
                new Wrong("a.txt", "1 pp 2\n2 pp 3\n", "is it SIF", Remedy.SIF),
                new Wrong("a.txt", "*Vertices 2\n1 \"a\"\n2 \"b\"\n*Arcs\n1 2 3\n", "is Pajek", Remedy.PAJEK),
                new Wrong(
                        "a.txt",
                        "# /usr/bin/x.py\n# GMT Sun Nov\n#\n0 1 2\n1 2 0\n2 0 1\n",
                        "adjacency list",
                        Remedy.ADJACENCY_LIST),
                new Wrong("a.mtx", "3 3 2\n2 1 5\n3 1 6\n", "does not start with '%%MatrixMarket", Remedy.BANNER),
                new Wrong(
                        "a.txt",
                        "%%MatrixMarkt matrix coordinate real symmetric\n3 3 2\n2 1 5\n3 1 6\n",
                        "is damaged",
                        Remedy.BANNER),
                new Wrong(
                        "a.txt",
                        "9 9 3\n2 1 5\n3 1 6\n9 8 1\n",
                        "may hold the sizes: 9 nodes and 3 edges",
                        Remedy.SIZES),
                new Wrong("a.txt", "4 3\n1 2\n2 3\n3 4\n", "may hold the sizes: 4 nodes and 3 edges", Remedy.SIZES),
                new Wrong("a.txt", "% bip weighted\n1 1 3\n", "bipartite", Remedy.NOT_BIPARTITE),
                new Wrong(
                        "a.txt",
                        "# Undirected graph: x\n# FromNodeId ToNodeId\n0 1\n1 0\n",
                        "undirected, and has rows",
                        Remedy.DIRECTION),
                new Wrong(
                        "a.graphml",
                        graphml(key("weight", "int"), "directed", edge("a", "b", data(""))),
                        "the weight ''",
                        Remedy.WRITE_A_NUMBER),
                new Wrong(
                        "a.graphml",
                        graphml(key("length", "int"), "directed", edge("a", "b", data("3"))),
                        "numbers in 'length'",
                        Remedy.WEIGHT),
                new Wrong(
                        "a.graphml",
                        graphml("", "directed", edge("a", "d", "")),
                        "'d', which is not among the nodes",
                        Remedy.CORRECT),
                new Wrong(
                        "a.json",
                        "{\"nodes\":[{\"id\":1},{\"id\":2}],\"links\":[{\"source\":1,\"target\":2,\"weight\":3,\"count\":4}]}",
                        "several attributes",
                        Remedy.WEIGHT),
                new Wrong(
                        "a.gml",
                        "graph [\n node [ id 0 ]\n node [ id 1 ]\n edge [ source 0 target 1 weight\n \"x\" ] ]",
                        "line 4: the weight 'x'",
                        Remedy.WRITE_A_NUMBER),
                new Wrong("a.dot", "digraph { a -> b [label=5]; }", "numbers in 'label'", Remedy.WEIGHT),
                new Wrong("a.gml", "pre,post\na,b\n", "is not GML", Remedy.CORRECT),
                new Wrong("a.npz", "pre,post,weight\na,b,3\n", "not hold what its ending says", Remedy.ENDING),
                new Wrong("a.csv", ",A,B,C\nA,0,2,1\nB,3,0,0\nD,0,1,0\n", "the name 'D' at the left", Remedy.MATRIX));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void areRefused(Wrong wrong) throws IOException {
        Path file = Files.writeString(folder.resolve(wrong.name), wrong.content, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Networks.read(file))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(wrong.message)
                .hasMessageNotContaining("\n")
                .satisfies(refusal -> assertThat(((NetworkFormatException) refusal).remedy())
                        .as(refusal.getMessage())
                        .isEqualTo(wrong.remedy));
    }

    private SynapticNetwork read(String name, String content) throws IOException {
        return Networks.read(Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8));
    }

    @Test
    void namesOfNodesAreKeptAndEqualOnesStayApart() throws IOException {
        String text = GRAPHML + "<key id=\"l\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/><graph"
                + " edgedefault=\"directed\"><node id=\"n0\"><data key=\"l\">PN</data></node><node id=\"n1\"><data"
                + " key=\"l\">PN</data></node><node id=\"n2\"><data key=\"l\">KC</data></node>"
                + edge("n0", "n2", "") + edge("n1", "n2", "") + "</graph></graphml>";
        SynapticNetwork network = read("a.graphml", text);
        assertThat(List.of(network.label(0), network.label(1), network.label(2)))
                .containsExactly("PN (n0)", "PN (n1)", "KC");
        for (String name : new String[] {"b.csv", "b.mtx", "b.npz", "b.graphml", "b.espalier"}) {
            Networks.write(network, folder.resolve(name));
            SynapticNetwork again = Networks.read(folder.resolve(name));
            assertThat(again.size()).isEqualTo(3);
            assertThat(again.find("PN (n1)")).isPresent();
            assertThat(again.rowSums()[again.find("KC").orElseThrow()]).isEqualTo(2);
        }
    }

    @Test
    void sidesOfAMatrix() throws IOException {
        String matrix = ",A,B,C\nA,0,5,0\nB,0,0,0\nC,0,0,0\n";
        Path file = Files.writeString(folder.resolve("a.csv"), matrix);
        assertThat(Networks.read(file).weight(0, 1)).isEqualTo(5);
        NetworkReader rows = NetworkReader.automatic().presynaptic(Presynaptic.ROWS);
        assertThat(rows.read(file).network().weight(1, 0)).isEqualTo(5);
        assertThat(rows.read(file).report().toString()).contains("rows are presynaptic");
        assertThat(read("b.csv", matrix.replaceFirst(",", "pre\\\\post,")).weight(1, 0))
                .isEqualTo(5);
        Path market = Files.writeString(
                folder.resolve("a.mtx"), "%%MatrixMarket matrix coordinate real general\n2 2 1\n1 2 5\n");
        assertThat(rows.read(market).network().weight(1, 0)).isEqualTo(5);
        assertThat(Networks.read(market).weight(0, 1)).isEqualTo(5);
    }

    @Test
    void idsThatWentThroughFloatingPoint() throws IOException {
        StringBuilder lost = new StringBuilder("pre,post,weight\n");
        StringBuilder kept = new StringBuilder("pre,post,weight\n");
        for (long k = 0; k < 20; k++) {
            long id = 720575940612345677L + 7919 * k;
            lost.append((long) (double) id)
                    .append(',')
                    .append((long) (double) (id + 999_999))
                    .append(",1\n");
            kept.append(id).append(',').append(id + 999_999).append(",1\n");
        }
        assertThat(read("a.csv", kept.toString()).size()).isEqualTo(40);
        assertThatThrownBy(() -> read("b.csv", lost.toString()))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("they went through it");
    }

    @Test
    void columnsThatWereNotUsedAreToldWithTheirValues() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"),
                "Source,Target,Weight,Type,nt\na,b,3,chemical,ACH\na,c,4,electrical,GABA\nb,c,5,chemical,ACH\nc,a,1,chemical,ACH\n");
        assertThat(Networks.reading(file).report().toString())
                .isEqualTo(
                        "a.csv (text, comma, header: Source to Target, weight Weight, not used: Type, nt): 3 neurons,"
                                + " 4 edges, 13 synapses from 4 rows; Type: 3 chemical, 1 electrical; nt: 3 ACH, 1 GABA (all"
                                + " count; --where Type=chemical keeps some; --transmitter nt gives signs)");
    }

    @Test
    void nodeListsFixTheNeurons() throws IOException {
        Path edges = Files.writeString(folder.resolve("e.csv"), "pre,post,weight\n3,1,5\n1,7,2\n");
        Path list = Files.writeString(folder.resolve("n.csv"), "bodyId,type,instance\n1,KC,a\n2,PN,b\n3,PN,c\n7,,d\n");
        NetworkReader reader = NetworkReader.automatic().nodes(NodeList.of(list));
        SynapticNetwork network = reader.read(edges).network();
        assertThat(network.size()).isEqualTo(4);
        assertThat(network.label(1)).isEqualTo("2");
        assertThat(network.weight(0, 2)).isEqualTo(5);
        assertThat(network.types()).containsExactly("KC", "PN", NeuronTable.UNKNOWN);
        assertThat(reader.read(edges).report().isolated()).isEqualTo(1);
        // as Shiu's model lists the neurons: no name above the ids
        Path complete = Files.writeString(folder.resolve("c.csv"), ",Completed\n1,True\n3,True\n");
        NetworkReader some = NetworkReader.automatic().nodes(NodeList.of(complete));
        assertThatThrownBy(() -> some.read(edges))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("neuron '7' is not in the node list c.csv");
        ReadReport dropped =
                some.unlisted(NetworkReader.Unlisted.DROP).read(edges).report();
        assertThat(dropped.neurons()).isEqualTo(2);
        assertThat(dropped.unlisted()).isEqualTo(1);
        assertThat(some.unlisted(NetworkReader.Unlisted.ADD)
                        .read(edges)
                        .network()
                        .label(2))
                .isEqualTo("7");
        Path matrix = Files.writeString(folder.resolve("m.txt"), "0 0 0 3\n1 0 0 0\n0 0 0 0\n0 5 0 0\n");
        assertThat(reader.read(matrix).network().label(3)).isEqualTo("7");
        assertThatThrownBy(() -> some.read(matrix)).hasMessageContaining("4 neurons without names, and c.csv lists 2");
        Path twice = Files.writeString(folder.resolve("t.csv"), "id\n1\n3\n1\n");
        assertThatThrownBy(() ->
                        NetworkReader.automatic().nodes(NodeList.of(twice)).read(edges))
                .hasMessageContaining("line 4: neuron '1' was listed before");
    }
}
