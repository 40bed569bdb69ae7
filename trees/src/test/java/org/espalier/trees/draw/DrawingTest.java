package org.espalier.trees.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeFamily;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class DrawingTest {
    private static final RootedTree DECORATED = RootedTree.ofBrackets("[1[2^3[]][12][0^2]]");

    @Test
    void textOfOneTree() {
        assertThat(TreeText.draw(RootedTree.ofBrackets("[[[][]][]]"))).isEqualTo("""
                          •
                         ╭┴─╮
                         •  •
                        ╭┴╮
                        • •
                        """);
        assertThat(TreeText.draw(RootedTree.single())).isEqualTo("•\n");
        assertThat(TreeText.draw(RootedTree.ofBrackets("[[][][]]"))).isEqualTo("  •\n╭─┼─╮\n• • •\n");
        assertThat(TreeText.draw(DECORATED)).isEqualTo("    1\n╭───┼───╮\n12  2³  0²\n    │\n    0\n");
        assertThat(TreeText.draw(RootedTree.ofBrackets("[[^2]]"))).isEqualTo("•\n│\n•²\n");
    }

    @Test
    void textHasOneMarkPerVertexAndOneJunctionPerInnerVertex() {
        RootedTrees.upTo(8).forEach(tree -> {
            String text = TreeText.draw(tree);
            assertThat(text.chars().filter(c -> c == '•').count()).isEqualTo(tree.order());
            assertThat(text.chars().filter(c -> "│┴┼".indexOf(c) >= 0).count())
                    .isEqualTo(tree.order() - tree.leaves().length);
            assertThat(text.lines().count()).isEqualTo(2L * tree.height() + 1);
        });
    }

    @Test
    void textOfManyTreesKeepsToTheWidth() {
        String text = TreeText.draw(RootedTrees.ofOrder(6).toList(), 40);
        assertThat(text.lines().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(40);
        assertThat(text.chars().filter(c -> c == '•').count()).isEqualTo(120);
        assertThatThrownBy(() -> TreeText.draw(List.of(), 0)).hasMessageContaining("width 0");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        // a caterpillar: every second vertex of a path has one more leaf
        RootedTree caterpillar = RootedTree.ofParents(IntStream.range(0, 20_000)
                .map(v -> v < 10_000 ? v - 1 : v - 10_000)
                .toArray());
        assertThatThrownBy(() -> TreeText.draw(caterpillar)).hasMessageContaining("too large");
        assertThatThrownBy(() -> Poster.trees(TreeFamily.plain(), 16)).hasMessageContaining("235381");
        assertThatThrownBy(() -> Poster.growth(GrowthGraph.upTo(12))).hasMessageContaining("5000");
    }

    @Test
    void svgIsXmlWithACirclePerVertex() throws Exception {
        assertThat(count(TreeSvg.draw(DECORATED), "circle")).isEqualTo(5);
        // types of five vertices and two powers
        assertThat(count(TreeSvg.draw(DECORATED), "text")).isEqualTo(7);
        assertThat(count(Poster.trees(TreeFamily.plain(), 5), "circle")).isEqualTo(1 + 2 + 6 + 16 + 45);
        assertThat(count(Poster.trees(TreeFamily.plain().withTypes(2), 3), "circle"))
                .isEqualTo(2 + 8 + 42);
        GrowthGraph graph = GrowthGraph.upTo(5);
        String poster = Poster.growth(graph);
        assertThat(count(poster, "line")).isEqualTo(graph.graph().edgeSet().size());
        assertThat(count(poster, "circle")).isEqualTo(1 + 2 + 6 + 16 + 45);
        assertThat(count(poster, "text")).isEqualTo((int) graph.graph().edgeSet().stream()
                .filter(growth -> growth.multiplicity() > 1)
                .count());
    }

    private static int count(String svg, String element) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        return document.getElementsByTagName(element).getLength();
    }

    @Test
    void latexIsBalancedAndNamesEveryVertex() {
        assertThat(TreeLatex.forest(RootedTree.ofLevels(0, 1, 1))).contains("[[][]] \\end{forest}");
        assertThat(TreeLatex.forest(DECORATED)).contains("{\\tiny 3}").contains("{\\scriptsize 12}");
        for (RootedTree tree : List.of(DECORATED, RootedTree.ofLevels(0, 1, 2, 1))) {
            String tikz = TreeLatex.tikz(tree);
            assertThat(tikz.split("\\\\draw").length - 1).isEqualTo(tree.order() - 1);
            for (String text : List.of(tikz, TreeLatex.forest(tree))) {
                assertThat(text.chars().filter(c -> c == '{').count())
                        .isEqualTo(text.chars().filter(c -> c == '}').count());
            }
        }
        assertThat(TreeLatex.growth(GrowthGraph.upTo(4))).contains("&= ").contains("2\\,");
        assertThat(TreeLatex.document(List.of("$1$"))).contains("$1$\\qquad").contains("\\usepackage{forest}");
    }

    @Test
    void dotHasAnEdgePerEdge() {
        assertThat(TreeDot.tree(DECORATED)).contains("0 -> 2 [label=\"3\"]").contains("1 [label=\"12\"]");
        assertThat(TreeDot.growth(GrowthGraph.upTo(4)))
                .contains("[label=\"[[][]]\"]")
                .contains("[label=\"2\"]");
        assertThat(TreeDot.growth(GrowthGraph.upTo(4)).split("->").length - 1).isEqualTo(1 + 2 + 5);
    }
}
