package org.espalier.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

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
        assertThat(svg).contains("viewBox=\"0 0 480 320\"", "var(--vermilion,", "var(--ink,", "rate-clip");
        assertThat(svg).doesNotContain("<script", "http://www.w3.org/Graphics");
        assertThat(svg.length()).isLessThan(100_000);
    }

    @Test
    void picturesAreTheSameInEveryRun() {
        assertThat(sample().svg("a")).isEqualTo(sample().svg("a"));
    }

    @Test
    void aFileHasTitleLegendAndColoursOfItsOwn() throws Exception {
        String svg = sample().svg();
        Document document = parsed(svg);
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Rate & time");
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo("Rises from 0.3 to 0.8");
        assertThat(texts(document)).contains("Rate & time", "simulation, 95 %", "mean field", "order 6", "points");
        assertThat(svg).contains("#d55e00").doesNotContain("var(");
    }

    private static List<String> texts(Document document) {
        NodeList nodes = document.getElementsByTagName("text");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(k -> nodes.item(k).getTextContent())
                .toList();
    }

    @Test
    void aCurveFollowsItsDataAndAxesGrowUpward() throws Exception {
        // a line from the lower left to the upper right corner: SVG's y axis points down
        String svg = Plot.of("t", "d")
                .rangeX(0, 1)
                .rangeY(0, 1)
                .line("l", new double[] {0, 1}, new double[] {0, 1}, Hue.VERMILION, Plot.Stroke.SOLID)
                .svg("x");
        var line = Pattern.compile("<polyline fill=\"none\" stroke=\"var\\(--vermilion[^>]*"
                        + "points=\"([\\d.]+),([\\d.]+) ([\\d.]+),([\\d.]+)\"")
                .matcher(svg);
        assertThat(line.find()).as(svg).isTrue();
        assertThat(Double.parseDouble(line.group(1))).isLessThan(Double.parseDouble(line.group(3)));
        assertThat(Double.parseDouble(line.group(2))).isGreaterThan(Double.parseDouble(line.group(4)));
    }

    /** A curve is one line: dashes that started anew at each of many points would look like none. */
    @Test
    void aDashedCurveIsOneLine() {
        String svg = sample().svg("x");
        var dashed = Pattern.compile("<(\\w+) [^>]*stroke-dasharray=\"8 5\" points=\"([^\"]*)\"")
                .matcher(svg);
        assertThat(dashed.find()).isTrue();
        assertThat(dashed.group(1)).isEqualTo("polyline");
        assertThat(dashed.group(2).split(" ")).hasSize(T.length);
        assertThat(dashed.find()).isFalse();
    }

    /** Labels of the vertical axis of a curve through some values, those of short marks left out. */
    private static List<String> labels(boolean logarithmic, double... values) {
        Plot plot = Plot.of("t", "d").line("l", new double[values.length], values, Hue.INK, Plot.Stroke.SOLID);
        Scale scale = new Scale(logarithmic ? plot.logY() : plot, false, 268, 30, 42);
        return scale.ticks().stream()
                .map(Scale.Tick::label)
                .filter(label -> !label.isEmpty())
                .toList();
    }

    @Test
    void logarithmicAxesAreLabelledAsPeopleWrite() {
        assertThat(labels(true, 2e-5, 3)).containsExactly("10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰");
        assertThat(labels(true, 0.02, 3)).containsExactly("0.1", "1");
        assertThat(labels(true, 0.02, 300)).containsExactly("0.1", "1", "10", "100");
        // under a decade powers alone would leave the axis bare, and 7, 8, 9 and 10 would overlap
        assertThat(labels(true, 0.2, 0.7)).containsExactly("0.2", "0.3", "0.5");
        assertThat(labels(true, 0.5, 7)).containsExactly("0.5", "1", "2", "3", "5");
        assertThat(labels(true, 2e-7, 7e-7)).containsExactly("2 × 10⁻⁷", "3 × 10⁻⁷", "5 × 10⁻⁷");
        assertThat(labels(true, 0.31, 0.44)).containsExactly("0.35", "0.40");
        // many decades: as many labels as there is room for, evenly
        assertThat(labels(true, 3e-17, 1)).containsExactly("10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "10⁰");
        assertThat(labels(true, 0, -1)).as("nothing positive").isNotEmpty();
    }

    @Test
    void evenAxesHaveRoundTicksAndEndAtOneThatIsNear() {
        assertThat(labels(false, 0.13, 0.87)).containsExactly("0.2", "0.4", "0.6", "0.8");
        assertThat(labels(false, 0.07, 0.91)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(false, -0.3, 0.3)).containsExactly("−0.4", "−0.2", "0.0", "0.2", "0.4");
        assertThat(labels(false, -0.001, 1.3))
                .as("a density that is hardly negative")
                .startsWith("0.0");
        double[] orders = {1, 2, 3};
        Scale across =
                new Scale(Plot.of("t", "d").line("l", orders, orders, Hue.INK, Plot.Stroke.SOLID), true, 50, 470, 64);
        assertThat(across.ticks()).extracting(Scale.Tick::label).containsExactly("1", "2", "3");
        assertThat(labels(false, 0.5, 0.5)).containsExactly("0.2", "0.4", "0.6", "0.8");
        assertThat(labels(false, 1e-6, 4e-6)).containsExactly("1 × 10⁻⁶", "2 × 10⁻⁶", "3 × 10⁻⁶", "4 × 10⁻⁶");
        assertThat(labels(false, Double.NaN)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(false, 0, 2e6)).containsExactly("0", "5.0 × 10⁵", "1.0 × 10⁶", "1.5 × 10⁶", "2.0 × 10⁶");
    }

    @Test
    void ticksStandApartAndInTheirPlaces() {
        Plot plot = sample();
        Scale scale = new Scale(plot.rangeY(0.2, 1), false, 268, 30, 42);
        assertThat(scale.at(0.2)).isCloseTo(268, within(1e-9));
        assertThat(scale.at(1)).isCloseTo(30, within(1e-9));
        assertThat(scale.at(0.4)).isCloseTo(268 - 238 / 4.0, within(1e-9));
        Scale log = new Scale(plot.logY().rangeY(0.01, 1), false, 268, 30, 42);
        assertThat(log.at(0.1)).isCloseTo((268 + 30) / 2.0, within(1e-9));
        for (Scale axis : List.of(scale, log)) {
            double last = Double.POSITIVE_INFINITY;
            for (Scale.Tick tick : axis.ticks()) {
                if (!tick.label().isEmpty()) {
                    assertThat(last - axis.at(tick.value())).isGreaterThan(20);
                    last = axis.at(tick.value());
                }
            }
        }
    }

    @Test
    void aValueThatIsNotFiniteLeavesAGap() {
        double[] y = {1, 2, Double.NaN, 2, 1, Double.POSITIVE_INFINITY};
        String svg = Plot.of("t", "d")
                .line("l", new double[] {0, 1, 2, 3, 4, 5}, y, Hue.INK, Plot.Stroke.SOLID)
                .svg("x");
        assertThat(svg.split("<polyline")).hasSize(3);
        assertThat(svg).doesNotContain("NaN", "Infinity");
    }

    /** Names stand at the ends of curves where these lie apart, and only in the legend where they lie together. */
    @Test
    void endsOfCurvesCarryTheirNames() throws Exception {
        double[] x = {0, 1};
        Plot apart = Plot.of("t", "d")
                .line("first", x, new double[] {0, 1}, Hue.INK, Plot.Stroke.SOLID)
                .line("second", x, new double[] {0, 0.98}, Hue.BLUE, Plot.Stroke.SOLID)
                .line("third", x, new double[] {0, 0}, Hue.GREEN, Plot.Stroke.SOLID);
        assertThat(texts(parsed(apart.svg("x")))).contains("first", "second", "third");
        Plot together = apart;
        for (int k = 0; k < 6; k++) {
            together = together.line("more " + k, x, new double[] {0, 1}, Hue.BLUE, Plot.Stroke.SOLID);
        }
        assertThat(texts(parsed(together.svg("x"))))
                .doesNotContain("first", "second")
                .contains("third");
    }

    @Test
    void lengthsAreChecked() {
        assertThatThrownBy(() -> Plot.of("t", "d").line("l", new double[2], new double[3], Hue.INK, Plot.Stroke.SOLID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 abscissas and 3 ordinates");
    }
}
