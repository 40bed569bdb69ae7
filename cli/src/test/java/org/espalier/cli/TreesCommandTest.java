package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreesCommandTest {
    @Test
    void drawsByDefault() {
        MainTest.Ran ran = MainTest.run("trees", "--order", "3");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("•    •\n│   ╭┴╮\n•   • •\n│\n•\n");
    }

    @Test
    void listsInEveryForm() throws Exception {
        assertThat(MainTest.run("trees", "--order", "4", "--as", "brackets")
                        .out()
                        .lines())
                .containsExactly("[[[[]]]]", "[[[][]]]", "[[[]][]]", "[[][][]]");
        assertThat(MainTest.run("trees", "--order", "3", "--up-to", "--as", "levels")
                        .out()
                        .lines())
                .containsExactly("0", "0 1", "0 1 2", "0 1 1");
        assertThat(MainTest.run("trees", "--order", "4", "--as", "latex").out()).contains("\\documentclass", "\\tikz");
        assertThat(MainTest.run("trees", "--order", "4", "--as", "SVG").out())
                .startsWith("<svg")
                .endsWith("</svg>\n");
        assertThat(MainTest.run("trees", "--order", "2", "--as", "dot").out()).contains("0 -> 1");
        JsonNode trees = new ObjectMapper()
                .readTree(MainTest.run("trees", "--order", "2", "--types", "2", "--powers", "2", "--as", "json")
                        .out());
        assertThat(trees).hasSize(8);
        JsonNode cherry = new ObjectMapper()
                .readTree(MainTest.run("trees", "--order", "3", "--as", "json").out())
                .get(1);
        assertThat(cherry.get("levels").toString()).isEqualTo("[0,1,1]");
        assertThat(cherry.get("symmetry").asInt()).isEqualTo(2);
        assertThat(cherry.get("treeFactorial").asInt()).isEqualTo(3);
        assertThat(cherry.get("increasingLabellings").asInt()).isEqualTo(1);
    }

    @Test
    void countsWithoutListing() {
        assertThat(MainTest.run("trees", "--order", "20", "--count").out()).isEqualTo("12826228\n");
        assertThat(MainTest.run("trees", "--order", "3", "--types", "3", "--count", "--up-to")
                        .out())
                .isEqualTo("order  trees\n    1      3\n    2      9\n    3     45\n");
        assertThat(MainTest.run("trees", "--order", "5", "--height", "2", "--degree", "2", "--count")
                        .out())
                .isEqualTo("2\n");
    }

    @Test
    void growsAndDrawsAtRandom() throws Exception {
        assertThat(MainTest.run("trees", "--order", "4", "--growth", "--as", "levels")
                        .out()
                        .lines())
                .contains("0 1 1 → 0 1 2 1 ×2")
                .hasSize(8);
        assertThat(new ObjectMapper()
                        .readTree(MainTest.run("trees", "--order", "4", "--growth", "--as", "json")
                                .out()))
                .hasSize(8);
        for (String form : List.of("svg", "dot", "latex", "unicode")) {
            assertThat(MainTest.run("trees", "--order", "4", "--growth", "--as", form)
                            .code())
                    .isZero();
        }
        String[] random = {"trees", "--order", "30", "--random", "3", "--seed", "5", "--as", "brackets"};
        assertThat(MainTest.run(random).out())
                .isEqualTo(MainTest.run(random).out())
                .hasLineCount(3);
    }

    @Test
    void mistakesEndWithCodeTwoAndOneLine() {
        for (List<String> wrong : List.of(
                List.of("trees"),
                List.of("trees", "--order", "0"),
                List.of("trees", "--order", "five"),
                List.of("trees", "--order", "60"),
                List.of("trees", "--order", "3", "--types", "0"),
                List.of("trees", "--order", "3", "--as", "pdf"),
                List.of("trees", "--order", "3", "--count", "--growth"),
                List.of("trees", "--order", "3", "--count", "--as", "svg"),
                List.of("trees", "--order", "16", "--as", "svg"),
                List.of("trees", "--order", "3", "--random", "0"),
                List.of("trees", "--order", "3", "--random", "1", "--height", "1", "--degree", "1"))) {
            MainTest.Ran ran = MainTest.run(wrong.toArray(String[]::new));
            assertThat(ran.code()).as("%s", wrong).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().strip().lines()).hasSize(1);
        }
    }
}
