package org.espalier.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PlotTest {
    private static final double[] T =
            IntStream.rangeClosed(0, 40).mapToDouble(k -> k / 20.0).toArray();

    static Plot sample() {
        double[] rate = IntStream.range(0, 41)
                .mapToDouble(k -> 0.3 + 0.5 * Math.tanh(T[k]))
                .toArray();
        double[] low = IntStream.range(0, 41).mapToDouble(k -> rate[k] - 0.05).toArray();
        double[] high = IntStream.range(0, 41).mapToDouble(k -> rate[k] + 0.05).toArray();
        return Plot.of("Rate & time", "Rises from 0.3 to 0.8")
                .x("time", "20 ms")
                .y("population rate", "spikes per 20 ms")
                .band("simulation, 95 %", T, low, high, Hue.INK)
                .line("mean field", T, rate, Hue.VERMILION, Plot.Stroke.DASHED)
                .line("order 6", T, low, Hue.BLUE_6, Plot.Stroke.SOLID)
                .points("points", new double[] {0.5, 1}, new double[] {0.5, 0.6}, new double[] {0.1, 0.1}, Hue.GREEN);
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void svgIsWellFormedDescribedAndThemed() throws Exception {
        String svg = sample().svg("rate");
        assertThat(parsed(svg).getDocumentElement().getAttribute("aria-label"))
                .isEqualTo("Rate & time. Rises from 0.3 to 0.8");
        assertThat(svg).contains("viewBox=\"0 0 520 340\"", "var(--vermilion,", "var(--ink,", "rate-clip-0");
        assertThat(svg).doesNotContain("<script", "http://www.w3.org/Graphics");
        assertThat(svg.length()).isLessThan(100_000);
    }

    @Test
    void picturesAreTheSameInEveryRun() {
        assertThat(sample().svg("a")).isEqualTo(sample().svg("a"));
    }

    @Test
    void pngHasTheAskedSize() throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(sample().png(2)));
        assertThat(image.getWidth()).isEqualTo(1040);
        assertThat(image.getHeight()).isEqualTo(680);
    }

    @Test
    void aCurveFollowsItsDataAndAxesGrowUpward() throws Exception {
        // a line from the lower left to the upper right corner: SVG's y axis points down
        String svg = Plot.of("t", "d")
                .rangeX(0, 1)
                .rangeY(0, 1)
                .line("l", new double[] {0, 1}, new double[] {0, 1}, Hue.VERMILION, Plot.Stroke.SOLID)
                .svg("x");
        var line = Pattern.compile("<line style=\"fill:none;stroke:var\\(--vermilion[^>]*"
                        + "x1=\"([\\d.]+)\" x2=\"([\\d.]+)\" y1=\"([\\d.]+)\" y2=\"([\\d.]+)\"")
                .matcher(svg);
        assertThat(line.find()).as(svg).isTrue();
        assertThat(Double.parseDouble(line.group(1))).isLessThan(Double.parseDouble(line.group(2)));
        assertThat(Double.parseDouble(line.group(3))).isGreaterThan(Double.parseDouble(line.group(4)));
    }

    /** A curve is one line: dashes that started anew at each of many points would look like none. */
    @Test
    void aDashedCurveIsOneLine() {
        String svg = sample().svg("x");
        var dashed = Pattern.compile("<(\\w+) style=\"[^\"]*stroke-dasharray:8,5;\" points=\"([^\"]*)\"")
                .matcher(svg);
        assertThat(dashed.find()).isTrue();
        assertThat(dashed.group(1)).isEqualTo("polyline");
        assertThat(dashed.group(2).split(" ")).hasSize(T.length);
        assertThat(dashed.find()).isFalse();
    }

    @Test
    void logarithmicAxesAreLabelledAsPeopleWrite() {
        Plot plot = Plot.of("t", "d").logY();
        double[] x = {0, 1};
        Decades wide = Decades.of(plot.line("l", x, new double[] {2e-5, 3}, Hue.INK, Plot.Stroke.SOLID), false);
        assertThat(wide.powersSuffice()).isTrue();
        assertThat(wide.labels().apply(1e-4)).isEqualTo("10⁻⁴");
        assertThat(wide.labels().apply(1.0)).isEqualTo("10⁰");
        Decades plain = Decades.of(plot.line("l", x, new double[] {0.02, 3}, Hue.INK, Plot.Stroke.SOLID), false);
        assertThat(plain.powersSuffice()).isTrue();
        assertThat(plain.labels().apply(0.1)).isEqualTo("0.1");
        assertThat(plain.labels().apply(100.0)).isEqualTo("100");
        // under a decade powers alone would leave the axis bare
        Decades narrow = Decades.of(plot.line("l", x, new double[] {0.2, 0.7}, Hue.INK, Plot.Stroke.SOLID), false);
        assertThat(narrow.powersSuffice()).isFalse();
        assertThat(narrow.labels().apply(0.30000000000000004)).isEqualTo("0.3");
        Decades one = Decades.of(plot.line("l", x, new double[] {0.5, 7}, Hue.INK, Plot.Stroke.SOLID), false);
        assertThat(one.powersSuffice()).isFalse();
        // over a decade without two powers 7, 8, 9 and 10 would overlap
        assertThat(Stream.of(0.6, 0.7, 0.8, 0.9, 1.0, 2.0, 3.0, 4.0, 5.0, 30.0).map(one.labels()))
                .containsExactly(" ", " ", " ", " ", "1", "2", "3", " ", "5", "30");
        assertThat(narrow.labels().apply(0.6)).isEqualTo("0.6");
    }

    @Test
    void lengthsAreChecked() {
        assertThatThrownBy(() -> Plot.of("t", "d").line("l", new double[2], new double[3], Hue.INK, Plot.Stroke.SOLID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 abscissas and 3 ordinates");
    }
}
