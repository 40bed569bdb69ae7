package org.espalier.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.espalier.report.Html;

/** Draws a plot as SVG: axes, layers, and names at the ends of curves where they find room. */
final class Svg {
    private static final double TEXT = 14;
    private static final double TOP = 30;
    private static final double BOTTOM = 52;
    private static final double MARK = 5;

    /** Curves do not end in ink that is cut in half. */
    private static final double BRIM = 5;

    private static final double LINE_HEIGHT = 17;

    /** A longer name stands in the legend only. */
    private static final int LONGEST_NAME = 16;

    private static final int LARGEST_HEAP = 3;
    private static final int MOST_POINTS = 400;

    private final Plot plot;
    private final Function<Hue, String> paint;
    private final StringBuilder out = new StringBuilder(1 << 12);

    private Svg(Plot plot, Function<Hue, String> paint) {
        this.plot = plot;
        this.paint = paint;
    }

    /** For a page, whose style sheet knows the colours. */
    static String inPage(Plot plot, String id) {
        Svg svg = new Svg(plot, hue -> "var(" + hue.variable() + "," + hue.light() + ")");
        svg.open(plot.height());
        svg.out.insert(
                svg.out.length() - 1,
                " role=\"img\" aria-label=\"" + Html.escape(plot.title() + ". " + plot.description()) + "\"");
        svg.body(id);
        return svg.out.append("</svg>").toString();
    }

    /** For a file: with title, legend and colours of its own. */
    static String alone(Plot plot) {
        Svg legend = new Svg(plot, Hue::light);
        double x = 10;
        double y = 44;
        for (Plot.Layer layer : plot.layers()) {
            if (!layer.name().isEmpty()) {
                double width = 40 + width(layer.name(), TEXT);
                if (x > 10 && x + width > plot.width()) {
                    x = 10;
                    y += 20;
                }
                String shape = Legend.shape(layer, legend.paint.apply(layer.hue()));
                legend.put("<g transform=\"translate(#,#)\">#</g>", x, y - 11, shape);
                legend.text(x + 33, y, "start", Hue.INK, TEXT, layer.name());
                x += width + 12;
            }
        }
        double above = legend.out.isEmpty() ? 26 : y + 8;
        Svg svg = new Svg(plot, Hue::light);
        svg.open(Math.ceil(plot.height() + above));
        svg.put("<title>#</title><desc>#</desc>", Html.escape(plot.title()), Html.escape(plot.description()));
        svg.put("<rect width=\"100%\" height=\"100%\" fill=\"#\"/><g font-weight=\"bold\">", Hue.PAPER);
        svg.text(10, 21, "start", Hue.INK, 16, plot.title());
        svg.put("</g>#<g transform=\"translate(0,#)\">", legend.out, above);
        svg.body("c");
        return svg.out.append("</g></svg>\n").toString();
    }

    /** Appends a template in which # stand for values. A tenth of a point is less than a screen shows. */
    private void put(String template, Object... values) {
        int next = 0;
        for (char c : template.toCharArray()) {
            if (c != '#') {
                out.append(c);
            } else if (values[next] instanceof Double number) {
                out.append(n(number));
                next++;
            } else {
                Object value = values[next++];
                out.append(value instanceof Hue hue ? paint.apply(hue) : value);
            }
        }
    }

    private static String n(double value) {
        long tenths = Math.round(10 * value);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }

    private void open(double height) {
        put(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 # #\" font-family=\"system-ui,-apple-system,Segoe UI,"
                        + "Roboto,Helvetica,Arial,sans-serif\">",
                plot.width(),
                height);
    }

    /** A label at the end of a curve. */
    private record End(double y, String name, Hue hue) {}

    private void body(String id) {
        double bottom = plot.height() - BOTTOM;
        Scale y = new Scale(plot, false, bottom, TOP, 34);
        double left =
                12 + MARK + widest(y.ticks().stream().map(Scale.Tick::label).toList());
        double right = plot.width() - 12;
        Scale x = new Scale(plot, true, left, right, 52);
        List<End> ends = ends(x, y, right);
        if (!ends.isEmpty()) {
            right -= widest(ends.stream().map(End::name).toList()) + 10;
            x = new Scale(plot, true, left, right, 52);
        }
        axes(x, y, left, right, bottom);
        put(
                "<clipPath id=\"#-clip\"><rect x=\"#\" y=\"#\" width=\"#\" height=\"#\"/></clipPath>"
                        + "<g clip-path=\"url(",
                id,
                left - BRIM,
                TOP - BRIM,
                right - left + 2 * BRIM,
                bottom - TOP + 2 * BRIM);
        out.append('#').append(id).append("-clip)\" stroke-linejoin=\"round\">");
        for (Plot.Layer layer : plot.layers()) {
            draw(layer, x, y);
        }
        out.append("</g>");
        double[] places = spread(ends);
        for (int k = 0; k < places.length; k++) {
            End end = ends.get(k);
            line(right + 3, end.y(), right + 9, places[k], end.hue(), 1.5);
            text(right + 12, places[k] + 5, "start", Hue.INK, TEXT, end.name());
        }
    }

    private void axes(Scale x, Scale y, double left, double right, double bottom) {
        for (Scale.Tick tick : y.ticks()) {
            double at = y.at(tick.value());
            boolean minor = tick.label().isEmpty();
            line(left - (minor ? MARK / 2 : MARK), at, minor ? left : right, at, minor ? Hue.MUTED : Hue.GRID, 1);
            text(left - MARK - 4, at + 5, "end", Hue.MUTED, TEXT, tick.label());
        }
        line(left, bottom, right, bottom, Hue.MUTED, 1);
        for (Scale.Tick tick : x.ticks()) {
            double at = x.at(tick.value());
            line(at, bottom, at, bottom + (tick.label().isEmpty() ? MARK / 2 : MARK), Hue.MUTED, 1);
            text(at, bottom + MARK + 15, "middle", Hue.MUTED, TEXT, tick.label());
        }
        text(4, 16, "start", Hue.INK, fitting(plot.y().title()), plot.y().title());
        text(
                (left + right) / 2,
                plot.height() - 8,
                "middle",
                Hue.INK,
                fitting(plot.x().title()),
                plot.x().title());
    }

    private double fitting(String title) {
        return Math.max(9, Math.min(TEXT, TEXT * 0.9 * plot.width() / width(title, TEXT)));
    }

    /** The curves that reach the right edge, from above. */
    private List<End> ends(Scale x, Scale y, double right) {
        List<End> ends = new ArrayList<>();
        for (Plot.Layer layer : plot.layers()) {
            int last = layer.x().length - 1;
            if (layer.kind() == Plot.Kind.LINE
                    && !layer.name().isEmpty()
                    && layer.name().length() <= LONGEST_NAME
                    && last >= 0
                    && y.has(layer.y()[last])
                    && y.shows(layer.y()[last])
                    && x.has(layer.x()[last])
                    && Math.abs(x.at(layer.x()[last]) - right) < 6) {
                ends.add(new End(y.at(layer.y()[last]), layer.name(), layer.hue()));
            }
        }
        ends.sort(Comparator.comparingDouble(End::y));
        return ends.size() < 2 ? List.of() : apart(ends);
    }

    /** Those that can be told apart: of curves that end in a heap none is named. */
    private static List<End> apart(List<End> ends) {
        List<End> kept = new ArrayList<>();
        int first = 0;
        for (int k = 1; k <= ends.size(); k++) {
            if (k == ends.size() || gap(ends, k) > LINE_HEIGHT) {
                double least = IntStream.range(first + 1, k)
                        .mapToDouble(j -> gap(ends, j))
                        .min()
                        .orElse(LINE_HEIGHT);
                if (least > LINE_HEIGHT / 4 && k - first <= LARGEST_HEAP) {
                    kept.addAll(ends.subList(first, k));
                }
                first = k;
            }
        }
        return kept;
    }

    private static double gap(List<End> ends, int k) {
        return ends.get(k).y() - ends.get(k - 1).y();
    }

    /** Places near the ends of curves, in their order, at least a line apart and within the picture. */
    private double[] spread(List<End> ends) {
        double[] places = ends.stream().mapToDouble(End::y).toArray();
        for (int round = 0; round < 50; round++) {
            for (int k = 1; k < places.length; k++) {
                double overlap = Math.max(0, LINE_HEIGHT - (places[k] - places[k - 1]));
                places[k - 1] -= overlap / 2;
                places[k] += overlap / 2;
            }
        }
        for (int k = places.length - 1; k >= 0; k--) {
            places[k] = Math.min(places[k], plot.height() - BOTTOM + 2 - (places.length - 1 - k) * LINE_HEIGHT);
        }
        return places;
    }

    private void draw(Plot.Layer layer, Scale x, Scale y) {
        switch (layer.kind()) {
            case LINE -> curve(layer, x, y);
            case BAND -> {
                int n = layer.x().length;
                List<String> points = new ArrayList<>();
                for (int k = 0; k < 2 * n; k++) {
                    int at = k < n ? k : 2 * n - 1 - k;
                    double value = k < n ? layer.z()[at] : layer.y()[at];
                    if (x.has(layer.x()[at]) && y.has(value)) {
                        add(points, x.at(layer.x()[at]), y.at(value));
                    }
                }
                put("<polygon fill=\"#\" fill-opacity=\"0.25\" points=\"#\"/>", layer.hue(), String.join(" ", points));
            }
            case STEPS -> {
                List<String> points = new ArrayList<>();
                int bins = layer.y().length;
                add(points, x.at(layer.x()[0]), y.base());
                for (int b = 0; b < bins; b++) {
                    double height = y.has(layer.y()[b]) ? y.at(layer.y()[b]) : y.base();
                    add(points, x.at(layer.x()[b]), height);
                    add(points, x.at(layer.x()[b + 1]), height);
                }
                add(points, x.at(layer.x()[bins]), y.base());
                put(
                        "<polygon fill=\"#\" fill-opacity=\"0.25\" stroke=\"#\" stroke-width=\"1.2\" points=\"#\"/>",
                        layer.hue(),
                        layer.hue(),
                        String.join(" ", points));
            }
            case POINTS -> points(layer, x, y);
            case MAP -> map(layer, x, y);
        }
    }

    /** Cells in steps of darkness, from a tenth to all of it; the range is told by the name of the layer. */
    private void map(Plot.Layer layer, Scale x, Scale y) {
        double least = DoubleStream.of(layer.z()).filter(Double::isFinite).min().orElse(0);
        double most = DoubleStream.of(layer.z()).filter(Double::isFinite).max().orElse(1);
        int rows = layer.y().length - 1;
        for (int c = 0; c < layer.x().length - 1; c++) {
            for (int r = 0; r < rows; r++) {
                double value = layer.z()[c * rows + r];
                double left = Math.min(x.at(layer.x()[c]), x.at(layer.x()[c + 1]));
                double top = Math.min(y.at(layer.y()[r]), y.at(layer.y()[r + 1]));
                double width = Math.abs(x.at(layer.x()[c + 1]) - x.at(layer.x()[c]));
                double height = Math.abs(y.at(layer.y()[r + 1]) - y.at(layer.y()[r]));
                if (Double.isFinite(value)) {
                    double share = most > least ? (value - least) / (most - least) : 1;
                    put(
                            "<rect x=\"#\" y=\"#\" width=\"#\" height=\"#\" fill=\"#\" fill-opacity=\"#\"/>",
                            left,
                            top,
                            width,
                            height,
                            layer.hue(),
                            String.format(Locale.ROOT, "%.3f", 0.1 + 0.9 * share));
                } else {
                    line(left, top, left + width, top + height, Hue.MUTED, 1);
                    line(left, top + height, left + width, top, Hue.MUTED, 1);
                }
            }
        }
    }

    private void curve(Plot.Layer layer, Scale x, Scale y) {
        List<String> points = new ArrayList<>();
        for (int k = 0; k <= layer.x().length; k++) {
            if (k < layer.x().length && x.has(layer.x()[k]) && y.has(layer.y()[k])) {
                add(points, x.at(layer.x()[k]), y.at(layer.y()[k]));
            } else if (!points.isEmpty()) { // a gap
                put(
                        "<polyline fill=\"none\" stroke=\"#\" stroke-width=\"2.2\"# points=\"#\"/>",
                        layer.hue(),
                        dashes(layer.stroke()),
                        String.join(" ", points));
                points.clear();
            }
        }
    }

    private void points(Plot.Layer layer, Scale x, Scale y) {
        for (int k = 0; k < layer.x().length; k += 1 + layer.x().length / MOST_POINTS) {
            if (!x.has(layer.x()[k]) || !y.has(layer.y()[k])) {
                continue;
            }
            double at = x.at(layer.x()[k]);
            if (layer.z().length > 0 && layer.z()[k] > 0) {
                double below = layer.y()[k] - layer.z()[k];
                double low = y.has(below) ? y.at(below) : plot.height();
                double high = y.at(layer.y()[k] + layer.z()[k]);
                line(at, low, at, high, layer.hue(), 1.5);
                line(at - 3, low, at + 3, low, layer.hue(), 1.5);
                line(at - 3, high, at + 3, high, layer.hue(), 1.5);
            }
            put("<circle cx=\"#\" cy=\"#\" r=\"3.2\" fill=\"#\"/>", at, y.at(layer.y()[k]), layer.hue());
        }
    }

    static String dashes(Plot.Stroke stroke) {
        return switch (stroke) {
            case SOLID -> "";
            case DASHED -> " stroke-dasharray=\"8 5\"";
            case DOTTED -> " stroke-dasharray=\"2 3.5\"";
        };
    }

    private static void add(List<String> points, double x, double y) {
        // far outside the picture it is cut anyway
        String point = n(x) + "," + n(Math.max(-1e4, Math.min(1e4, y)));
        if (points.isEmpty() || !points.get(points.size() - 1).equals(point)) {
            points.add(point);
        }
    }

    private void line(double x1, double y1, double x2, double y2, Hue hue, double width) {
        put("<line x1=\"#\" y1=\"#\" x2=\"#\" y2=\"#\" stroke=\"#\"", x1, y1, x2, y2, hue);
        out.append(width == 1 ? "/>" : " stroke-width=\"" + width + "\"/>");
    }

    private void text(double x, double y, String anchor, Hue hue, double size, String text) {
        if (!text.isEmpty()) {
            String place = anchor.equals("start") ? "" : " text-anchor=\"" + anchor + "\"";
            put(
                    "<text x=\"#\" y=\"#\" font-size=\"#\"# fill=\"#\">#</text>",
                    x,
                    y,
                    size,
                    place,
                    hue,
                    Html.escape(text));
        }
    }

    private static double widest(List<String> texts) {
        return texts.stream().mapToDouble(text -> width(text, TEXT)).max().orElse(0);
    }

    /** About how wide a text is in an ordinary sans-serif font. */
    private static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(Svg::width).sum();
    }

    private static double width(int letter) {
        if ("ijlft.,:;'|()[] ".indexOf(letter) >= 0) {
            return 0.31;
        }
        if ("⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(letter) >= 0) {
            return 0.4;
        }
        return "mwMW%@".indexOf(letter) >= 0 ? 0.86 : Character.isUpperCase(letter) ? 0.68 : 0.57;
    }
}
