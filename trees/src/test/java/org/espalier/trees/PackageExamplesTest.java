package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.espalier.trees.algebra.ConnesKreimer;
import org.espalier.trees.algebra.Tensor;
import org.espalier.trees.algebra.TreeProducts;
import org.espalier.trees.draw.Poster;
import org.espalier.trees.draw.TreeLatex;
import org.espalier.trees.draw.TreeText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the package pages compile, run, and give what their comments say. */
class PackageExamplesTest {
    private final List<Object> shown = new ArrayList<>();

    private void show(Object value) {
        shown.add(value);
    }

    private void trees() {
        // example
        RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
        Extension grown = cherry.plus(2);
        show(grown.tree());
        show(grown.relabelling());
        show(cherry.extensions());
        show(TreeSymmetry.increasingLabellings(grown.tree()));
        show(RootedTrees.count(20));
        show(RootedTrees.unrank(5, BigInteger.valueOf(7)));
        // end
    }

    private void algebra() {
        // example
        RootedTree cherry = RootedTree.ofBrackets("[[][]]");
        show(TreeProducts.naturalGrowth(cherry));
        show(ConnesKreimer.antipode(cherry));
        show(ConnesKreimer.coproduct(cherry)
                .coefficient(new Tensor<>(Forest.of(RootedTree.single()), Forest.of(RootedTree.ofLevels(0, 1)))));
        // end
    }

    private void draw() {
        // example
        String text = TreeText.draw(RootedTree.ofBrackets("[[[][]][]]"));
        String formula = "N(" + TreeLatex.tikz(RootedTree.single()) + ")";
        String poster = Poster.growth(GrowthGraph.upTo(5));
        // end
        assertThat(formula).isNotEqualTo(poster);
        show(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trees", "algebra", "draw"})
    void theExampleOfThePageIsTheCodeOfTheTest(String name) throws IOException {
        Path root = Path.of(Objects.requireNonNull(System.getProperty("espalier.root")), "trees/src");
        String folder = "java/org/espalier/trees";
        String page = Files.readString(root.resolve("main/" + folder + (name.equals("trees") ? "" : "/" + name))
                .resolve("package-info.java"));
        String example = page.substring(page.indexOf("<pre>{@code") + 11, page.indexOf("}</pre>"));
        List<String> comments = new ArrayList<>();
        StringBuilder code = new StringBuilder();
        for (String line : example.split("\n")) {
            String[] parts = line.replaceFirst("^ \\* ?", "").split(" // ", 2);
            code.append(parts[0]);
            if (parts.length == 2) {
                comments.add(parts[1].split(": vertex")[0]);
            }
        }
        String test = Files.readString(root.resolve("test/" + folder + "/PackageExamplesTest.java"));
        String body = test.substring(test.indexOf("private void " + name + "()"));
        body = body.substring(body.indexOf("// example") + 10, body.indexOf("// end"));
        assertThat(statements(body)).isEqualTo(statements(code.toString()));
        switch (name) {
            case "trees" -> trees();
            case "algebra" -> algebra();
            default -> draw();
        }
        if (name.equals("draw")) {
            String drawing = page.substring(page.lastIndexOf("<pre>") + 6, page.lastIndexOf("</pre>"));
            assertThat(shown)
                    .containsExactly(drawing.replaceAll("(?m)^ \\* ?", "").stripTrailing() + "\n");
        } else {
            assertThat(shown.stream().map(String::valueOf)).containsExactlyElementsOf(comments);
        }
    }

    /** Statements without blanks; show(x) stands for x. */
    private static List<String> statements(String code) {
        return Stream.of(code.replaceAll("\\s+", "").split(";"))
                .map(statement -> statement.replaceFirst("^show\\((.*)\\)$", "$1"))
                .toList();
    }
}
