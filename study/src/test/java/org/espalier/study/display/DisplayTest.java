package org.espalier.study.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.estimates.audit.Audit;
import org.espalier.estimates.audit.Finding;
import org.espalier.estimates.bridge.Comparison;
import org.espalier.estimates.bridge.ErrorBudget;
import org.espalier.estimates.bridge.Row;
import org.espalier.hierarchy.Hierarchy;
import org.espalier.model.network.NetworkProfile;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.report.Table;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Plot;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Verdict;
import org.espalier.study.SmallStudy;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class DisplayTest {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));

    private static Plot plot() {
        return Plot.of("R & <script>", "Rises")
                .x("t", "s")
                .y("rate", "1/s")
                .line("a < b", new double[] {0, 1}, new double[] {0, 1}, Hue.BLUE, Plot.Stroke.SOLID);
    }

    private static Comparison comparison() {
        Row row = new Row(
                "order <3>",
                0.5,
                0.75,
                new Estimate(0.5, 0.125, 40),
                0.25,
                Verdict.AGREES,
                "1 %",
                40,
                new ErrorBudget(0.25, 0, 0, 0, 0));
        return new Comparison(0.95, 0.5, List.of(row));
    }

    /** One value of every type listed. */
    private static List<Object> samples() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(new double[][] {{0, 1}, {0.5, 0}});
        return List.of(
                plot(),
                Table.of("tree", "t(T)").row(RootedTree.single(), 1.0),
                RootedTree.ofLevels(0, 1, 1),
                GrowthGraph.upTo(4),
                Hierarchy.of(NEURON).upTo(3),
                Hierarchy.of(NEURON).upTo(2).system(),
                comparison(),
                new MarginalBridge(
                        List.of(new MarginalBridge.Row(
                                1,
                                "Re c_1(1)",
                                0.5,
                                0.25,
                                new Estimate(0.5, 0.125, 40),
                                0.25,
                                new Estimate(0.01, 0.002, 40),
                                Verdict.CANNOT_TELL)),
                        0.95),
                new Audit(
                        "a < b",
                        List.of(new Audit.Entry("σ > 0", "[JZ]", new Finding.Satisfied("σ = 0.4"))),
                        "holds & follows"),
                NetworkProfile.of(network),
                SmallStudy.study().run(),
                RootedTrees.ofOrder(4).toList());
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(("<div>" + html + "</div>").getBytes(StandardCharsets.UTF_8)));
    }

    private static String html(Object value) {
        return Display.html(value).orElseThrow(() -> new AssertionError(value.getClass()));
    }

    private static int count(Document document, String element) {
        return document.getElementsByTagName(element).getLength();
    }

    @Test
    void everyListedTypeHasWellFormedMarkup() throws Exception {
        List<Class<?>> shown = new ArrayList<>();
        for (Object value : samples()) {
            String html = html(value);
            Document document = parsed(html);
            assertThat(document.getDocumentElement().getChildNodes().getLength())
                    .as("%s", value.getClass())
                    .isPositive();
            assertThat(html).doesNotContain("<script");
            Display.types().stream()
                    .filter(type -> type.isInstance(value))
                    .findFirst()
                    .ifPresent(shown::add);
        }
        assertThat(shown).containsExactlyElementsOf(Display.types());
    }

    @Test
    void pictureOfEachKind() throws Exception {
        assertThat(count(parsed(html(RootedTree.ofLevels(0, 1, 1))), "svg")).isEqualTo(1);
        assertThat(count(parsed(html(RootedTrees.ofOrder(4).toList())), "svg")).isEqualTo(4);
        assertThat(count(parsed(html(Hierarchy.of(NEURON).upTo(3))), "math")).isPositive();
        assertThat(count(parsed(html(plot())), "figcaption")).isEqualTo(1);
        assertThat(html(plot())).contains("R &amp; &lt;script&gt;", "a &lt; b");
        // the drawing of a whole study: the rate, and a table of verdicts
        Document study = parsed(html(SmallStudy.study().run()));
        assertThat(study.getDocumentElement().getTextContent()).startsWith("Small & quick <study>: ");
        assertThat(count(study, "figure")).isEqualTo(1);
        assertThat(count(study, "table")).isEqualTo(1);
    }

    @Test
    void tableCellsInOrderWithFiveDigitsAndEscapedNames() throws Exception {
        Document document = parsed(html(Table.of("name <T>", "x", "tree")
                .row("a & b", Math.PI, RootedTree.single())
                .row("\"c\"", 1234567.0, 7)));
        assertThat(texts(document.getElementsByTagName("th"))).containsExactly("name <T>", "x", "tree");
        List<String> cells = texts(document.getElementsByTagName("td"));
        assertThat(cells).hasSize(6);
        assertThat(cells.subList(0, 2)).containsExactly("a & b", "3.1416");
        assertThat(cells.subList(3, 6)).containsExactly("\"c\"", "1.2346 × 10⁶", "7");
        assertThat(document.getElementsByTagName("svg").item(0).getParentNode().getNodeName())
                .isEqualTo("td");
    }

    private static List<String> texts(NodeList nodes) {
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < nodes.getLength(); k++) {
            Node node = nodes.item(k);
            texts.add(node.getTextContent());
        }
        return texts;
    }

    @Test
    void comparisonSaysPredictionSimulationAndVerdict() throws Exception {
        assertThat(texts(parsed(html(comparison())).getElementsByTagName("td")))
                .containsExactly("order <3>", "0.50000", "0.75000", "0.50000", "0.12500", "agrees");
    }

    @Test
    void profileSaysItsNumbers() throws Exception {
        // w = (0 1; 1/2 0): row sums 1, 1/2, column sums 1/2, 1
        SynapticNetwork network = SynapticNetwork.ofMatrix(new double[][] {{0, 1}, {0.5, 0}});
        List<String> cells = texts(parsed(html(NetworkProfile.of(network))).getElementsByTagName("td"));
        assertThat(cells).containsSequence("neurons N", "2").containsSequence("edges", "2");
        assertThat(cells).containsSequence("C_w, larger of the two suprema", "1.0000");
        assertThat(cells).containsSequence("sum of the two suprema", "2.0000");
        assertThat(cells).containsSequence("mean absolute row sum", "0.75000", "reciprocity", "100.0 %");
    }

    @Test
    void whatHasNoPictureStaysText() {
        assertThat(Display.html("text")).isEmpty();
        assertThat(Display.html(7)).isEmpty();
        assertThat(Display.html(null)).isEmpty();
        assertThat(Display.html(List.of())).isEmpty();
        assertThat(Display.html(List.of(1, 2))).isEmpty();
        assertThat(Display.html(List.of(RootedTree.single(), 2))).isEmpty();
        assertThat(Display.html(List.of(List.of(RootedTree.single())))).isEmpty();
    }

    /** Two pictures in one page do not share ids: the clip of one would cut the other. */
    @Test
    void idsAreDistinct() {
        String both = html(plot()) + html(plot().size(300, 200));
        List<String> ids = Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(both)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void rowsAreChecked() {
        assertThatThrownBy(() -> Table.of("a", "b").row(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table: 1 cells for the 2 columns [a, b]");
    }

    @Test
    void outsideANotebookShowingFailsClearly() {
        assertThatThrownBy(() -> Display.show(RootedTree.single()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no Java kernel of Jupyter was found: use Display.html(value)");
    }
}
