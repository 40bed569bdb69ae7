package org.espalier.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.espalier.report.Html;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Hands a plot to XChart. */
final class Chart {
    private static final Pattern DIGITS = Pattern.compile("-?\\d+\\.\\d{3,}");
    private static final Pattern STEP =
            Pattern.compile("<line style=\"(fill:none;[^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\""
                    + " y1=\"([^\"]*)\" y2=\"([^\"]*)\"/>");
    private static final Pattern CLIP = Pattern.compile("clip-?\\d+");

    private Chart() {}

    static String svg(Plot plot, String id) {
        String document = render(build(plot, false));
        int start = document.indexOf("<svg");
        int end = document.indexOf('>', start);
        String opening = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + plot.width() + " " + plot.height()
                + "\" role=\"img\" aria-label=\"" + Html.escape(plot.title() + ". " + plot.description()) + "\">";
        return opening
                + clips(joined(rounded(Hue.themed(document.substring(end + 1).strip()))), id);
    }

    static String svgFile(Plot plot) {
        return clips(joined(rounded(render(build(plot, true)))), "c");
    }

    private static String render(XYChart chart) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ChartEncoder.saveChart(chart, bytes, "svg");
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Outlines of letters carry digits that no screen shows. */
    private static String rounded(String svg) {
        String short2 = DIGITS.matcher(svg).replaceAll(number -> shorter(number.group()));
        return short2.replaceAll(">\\s+<", "><");
    }

    private static String shorter(String number) {
        String text = String.format(Locale.ROOT, "%.2f", Double.parseDouble(number));
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** The library draws each step of a curve by itself, and its dashes would start anew at every point. */
    private static String joined(String svg) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = STEP.matcher(svg);
        int done = 0;
        while (matcher.find()) {
            String style = matcher.group(1);
            StringBuilder points = new StringBuilder(matcher.group(2) + "," + matcher.group(4));
            String at = matcher.group(3) + "," + matcher.group(5);
            points.append(' ').append(at);
            int start = matcher.start();
            int end = matcher.end();
            int steps = 1;
            while (matcher.find()
                    && matcher.start() == end
                    && matcher.group(1).equals(style)
                    && at.equals(matcher.group(2) + "," + matcher.group(4))) {
                at = matcher.group(3) + "," + matcher.group(5);
                points.append(' ').append(at);
                end = matcher.end();
                steps++;
            }
            text.append(svg, done, start);
            text.append(
                    steps == 1
                            ? svg.substring(start, end)
                            : "<polyline style=\"" + style + "\" points=\"" + points + "\"/>");
            done = end;
            matcher.region(end, svg.length());
        }
        return text.append(svg.substring(done)).toString();
    }

    /** The library names clip paths by hash codes: give them names that are the same in every run and differ in a page. */
    private static String clips(String svg, String id) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher matcher = CLIP.matcher(svg);
        return matcher.replaceAll(
                (MatchResult found) -> names.computeIfAbsent(found.group(), old -> id + "-clip-" + names.size()));
    }

    static byte[] png(Plot plot, double scale) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(plot.width() * scale),
                (int) Math.ceil(plot.height() * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(scale, scale);
        build(plot, true).paint(graphics, plot.width(), plot.height());
        graphics.dispose();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XYChart build(Plot plot, boolean alone) {
        XYChart chart = new XYChartBuilder()
                .width(plot.width())
                .height(plot.height())
                .title(plot.title())
                .xAxisTitle(plot.x().title())
                .yAxisTitle(plot.y().title())
                .build();
        style(chart.getStyler(), plot, alone);
        int k = 0;
        for (Plot.Layer layer : plot.layers()) {
            add(chart, layer, plot, k++);
        }
        roundTicks(chart, plot);
        return chart;
    }

    /**
     * On evenly spaced abscissas the library puts ticks at every third or so of them (0, 0.15, 0.3, …): an invisible point
     * between them makes it choose round numbers. Few abscissas, such as orders, are ticks themselves.
     */
    private static void roundTicks(XYChart chart, Plot plot) {
        for (Plot.Layer layer : plot.layers()) {
            double[] x = layer.x();
            if (!plot.x().logarithmic() && x.length > 12 && drawn(plot, x[0], layer.y()[0]) && x[1] > x[0]) {
                XYSeries series =
                        chart.addSeries("ticks", List.of(x[0] + 0.0123 * (x[1] - x[0])), List.of(layer.y()[0]));
                series.setMarker(SeriesMarkers.NONE);
                series.setShowInLegend(false);
                series.setLineColor(new Color(0, 0, 0, 0));
                return;
            }
        }
    }

    private static void style(XYStyler styler, Plot plot, boolean alone) {
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        styler.setChartTitleVisible(alone);
        styler.setLegendVisible(alone);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Hue.PAPER.light());
        styler.setLegendBackgroundColor(Hue.PAPER.light());
        styler.setLegendFont(plain);
        styler.setChartBackgroundColor(Hue.PAPER.light());
        styler.setChartFontColor(Hue.INK.light());
        styler.setPlotBackgroundColor(Hue.PAPER.light());
        styler.setPlotBorderVisible(false);
        styler.setChartPadding(6);
        styler.setPlotMargin(0);
        // at 1 the ticks at both ends vanish
        styler.setPlotContentSize(0.98);
        styler.setLocale(Locale.ROOT);
        styler.setMarkerSize(7);
        styler.setAxisTitleFont(plain.deriveFont(titleSize(plot)));
        styler.setAxisTickLabelsFont(plain.deriveFont(13f));
        styler.setAxisTickLabelsColor(Hue.MUTED.light());
        styler.setAxisTickMarksColor(Hue.MUTED.light());
        styler.setPlotGridLinesColor(Hue.GRID.light());
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        // on a logarithmic axis the library draws a line for every minor tick
        styler.setPlotGridHorizontalLinesVisible(!plot.y().logarithmic());
        styler.setXAxisTickMarkSpacingHint(70);
        styler.setYAxisTickMarkSpacingHint(40);
        styler.setErrorBarsColorSeriesColor(true);
        styler.setXAxisLogarithmic(plot.x().logarithmic());
        styler.setYAxisLogarithmic(plot.y().logarithmic());
        if (plot.x().logarithmic()) {
            Decades decades = Decades.of(plot, true);
            styler.setXAxisLogarithmicDecadeOnly(decades.powersSuffice());
            styler.setXAxisTickLabelsFormattingFunction(decades.labels());
        }
        if (plot.y().logarithmic()) {
            Decades decades = Decades.of(plot, false);
            styler.setYAxisLogarithmicDecadeOnly(decades.powersSuffice());
            styler.setYAxisTickLabelsFormattingFunction(decades.labels());
        }
        // where ordinary decimals do, zeros before and after the point as people write them
        if (ordinary(plot, true)) {
            styler.setXAxisDecimalPattern("0.#####");
        }
        if (ordinary(plot, false)) {
            styler.setYAxisDecimalPattern("0.#####");
        }
        plot.x().low().ifPresent(styler::setXAxisMin);
        plot.x().high().ifPresent(styler::setXAxisMax);
        plot.y().low().ifPresent(styler::setYAxisMin);
        plot.y().high().ifPresent(styler::setYAxisMax);
    }

    /** Points, such that long titles fit their axes: a letter is about half as wide as high. */
    private static float titleSize(Plot plot) {
        double room = Math.min(
                0.8 * plot.width() / Math.max(1, plot.x().title().length()),
                0.8 * plot.height() / Math.max(1, plot.y().title().length()));
        return (float) Math.max(8, Math.min(14, room / 0.54));
    }

    private static boolean ordinary(Plot plot, boolean horizontal) {
        if ((horizontal ? plot.x() : plot.y()).logarithmic()) {
            return false;
        }
        double largest = 0;
        for (Plot.Layer layer : plot.layers()) {
            for (double value : horizontal ? layer.x() : layer.y()) {
                largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
            }
        }
        return largest >= 1e-2 && largest < 1e5;
    }

    private static void add(XYChart chart, Plot.Layer layer, Plot plot, int k) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<Double> z = new ArrayList<>();
        switch (layer.kind()) {
            case LINE, POINTS -> {
                for (int i = 0; i < layer.x().length; i++) {
                    if (drawn(plot, layer.x()[i], layer.y()[i])) {
                        x.add(layer.x()[i]);
                        y.add(layer.y()[i]);
                        z.add(layer.z().length == 0 ? 0 : layer.z()[i]);
                    }
                }
            }
            case BAND -> {
                for (int i = 0; i < layer.x().length; i++) {
                    if (drawn(plot, layer.x()[i], layer.z()[i])) {
                        x.add(layer.x()[i]);
                        y.add(layer.z()[i]);
                    }
                }
                for (int i = layer.x().length - 1; i >= 0; i--) {
                    if (drawn(plot, layer.x()[i], layer.y()[i])) {
                        x.add(layer.x()[i]);
                        y.add(layer.y()[i]);
                    }
                }
            }
            case STEPS -> steps(layer, plot, x, y);
        }
        if (x.isEmpty()) {
            return;
        }
        boolean bars = layer.kind() == Plot.Kind.POINTS && layer.z().length > 0;
        XYSeries series = bars ? chart.addSeries("s" + k, x, y, z) : chart.addSeries("s" + k, x, y);
        series.setLabel(layer.name().isEmpty() ? " " : layer.name());
        series.setShowInLegend(!layer.name().isEmpty());
        paint(series, layer);
    }

    private static boolean drawn(Plot plot, double x, double y) {
        return Double.isFinite(x)
                && Double.isFinite(y)
                && !(plot.x().logarithmic() && x <= 0)
                && !(plot.y().logarithmic() && y <= 0);
    }

    private static void steps(Plot.Layer layer, Plot plot, List<Double> x, List<Double> y) {
        double base = plot.y().logarithmic() ? plot.y().low().orElse(1e-12) : 0;
        int bins = layer.y().length;
        x.add(layer.x()[0]);
        y.add(base);
        for (int b = 0; b < bins; b++) {
            double height = Math.max(layer.y()[b], base);
            x.add(layer.x()[b]);
            y.add(height);
            x.add(layer.x()[b + 1]);
            y.add(height);
        }
        x.add(layer.x()[bins]);
        y.add(base);
    }

    private static void paint(XYSeries series, Plot.Layer layer) {
        Color color = layer.hue().light();
        Color pale = new Color(color.getRed(), color.getGreen(), color.getBlue(), 64);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setFillColor(pale);
        switch (layer.kind()) {
            case LINE -> {
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
                series.setLineStyle(stroke(layer.stroke()));
            }
            case BAND -> {
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
                series.setLineStyle(new BasicStroke(0));
                series.setLineColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 0));
            }
            case POINTS -> {
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
                series.setMarker(SeriesMarkers.CIRCLE);
                series.setMarkerColor(color);
            }
            case STEPS -> {
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
                series.setLineStyle(new BasicStroke(1.2f));
            }
        }
    }

    private static BasicStroke stroke(Plot.Stroke stroke) {
        float[] dashes =
                switch (stroke) {
                    case SOLID -> null;
                    case DASHED -> new float[] {8, 5};
                    case DOTTED -> new float[] {2, 4};
                };
        return new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }
}
