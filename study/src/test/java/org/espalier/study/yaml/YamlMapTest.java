package org.espalier.study.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.espalier.study.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlMapTest {
    /** A reader that goes down by recursion must not be led further than its stack reaches. */
    @ParameterizedTest
    @ValueSource(ints = {65, 10_000, 300_000})
    void whatIsNestedTooDeeplyIsRefused(int depth) {
        for (String text : List.of("a: " + "[".repeat(depth), "a: " + "{b: ".repeat(depth), "- ".repeat(depth) + "a")) {
            assertThatThrownBy(() -> YamlDocument.parse(text, "deep.yaml"))
                    .isInstanceOf(YamlException.class)
                    .hasMessage("deep.yaml, line 1: nested more than 64 deep");
        }
        assertThat(YamlDocument.parse("a: " + "[".repeat(60) + "]".repeat(60), "flat.yaml")
                        .has("a"))
                .isTrue();
    }

    /** An alias may stand for what holds it, and one line for 2^25 laws. */
    @Test
    void aliasesThatUnfoldWithoutEndAreRefused() {
        String law = "initial_law: {family: normal, mean: 0.3, deviation: 0.3}";
        String plain = Study.builtIn().toYaml();
        assertThat(plain).contains(law);
        String own = "initial_law: &a {family: mixture, weights: [1, 1], laws: [*a, *a]}";
        StringBuilder doubled = new StringBuilder("initial_law: {family: mixture, weights: [1, 1], laws: [");
        StringBuilder end = new StringBuilder();
        for (int k = 0; k < 25; k++) {
            doubled.append("&a").append(k).append(" {family: mixture, weights: [1, 1], laws: [");
            end.insert(0, "]}, *a" + k);
        }
        doubled.append("{family: point, at: 0}, {family: point, at: 1}")
                .append(end)
                .append("]}");
        for (String endless : List.of(own, doubled.toString())) {
            assertThatThrownBy(() -> Study.parse(plain.replace(law, endless)))
                    .isInstanceOf(YamlException.class)
                    .hasMessageContaining("write it without aliases");
        }
        String once = "initial_law: {family: mixture, weights: [1, 1], laws: [&a {family: point, at: 0}, *a]}";
        assertThat(Study.parse(plain.replace(law, once)).law().mean()).isZero();
    }

    @Test
    void whatNobodyWroteHasNoLines() {
        YamlMap given = YamlDocument.of(Map.of("n", 3, "x", List.of(1.5, 2)), "options");
        assertThat(given.count("n", 1)).isEqualTo(3);
        assertThat(given.numbers("x")).containsExactly(1.5, 2.0);
        assertThatThrownBy(() -> given.number("x")).hasMessage("options: x must be a finite number, found a list");
        assertThatThrownBy(() -> given.text("words")).hasMessage("options: missing key 'words'");
        YamlMap all = given.orElse(YamlDocument.of(Map.of("n", 7, "words", "many"), "usual"));
        assertThat(all.count("n", 1)).isEqualTo(3);
        assertThat(all.text("words")).isEqualTo("many");
    }

    /** A record for the form below. */
    public record Sample(double bound, int count, int usual, long seed, String word, int[] sizes, double[][] rows) {}

    @Test
    void aRecordIsReadByItsComponents() {
        YamlForm<Sample> form = YamlForm.of(Sample.class, "bound|none how_many>=2 usual=16 seed the_word sizes rows");
        Sample read = form.read(YamlDocument.parse(
                "{bound: none, how_many: 2, seed: -3, the_word: x, sizes: [1, 2], rows: [[1, 2], [3, 4]]}", "s"));
        assertThat(read.bound()).isInfinite();
        assertThat(read.usual()).isEqualTo(16);
        assertThat(read.seed()).isEqualTo(-3);
        assertThat(read.rows()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        Map<String, Object> written = form.written(read);
        assertThat(written.keySet()).containsExactly("bound", "how_many", "usual", "seed", "the_word", "sizes", "rows");
        assertThat(written).containsEntry("bound", "none").containsEntry("sizes", List.of(1, 2));
        assertThat(form.written(form.read(YamlDocument.of(written, "again")))).isEqualTo(written);
        YamlMap few = YamlDocument.parse("{how_many: 1, bound: 1}", "s");
        assertThatThrownBy(() -> form.read(few))
                .hasMessage("s, line 1: how_many = 1 must lie between 2 and 2147483647");
        assertThatThrownBy(() -> YamlForm.of(Sample.class, "a b")).hasMessageContaining("7 components");
    }
}
