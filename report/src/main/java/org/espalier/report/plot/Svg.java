package org.espalier.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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
        Svg svg = new Svg(
                plot, hue -> "var(" + hue.variable() + "," + String.format(Locale.ROOT, "#%06x", hue.light()) + ")");
        svg.open(
                plot.height(),
                " role=\"img\" aria-label=\"" + Html.escape(plot.title() + ". " + plot.description()) + "\"");
        svg.body(id);
        return svg.out.append("</svg>").toString();
    }

    /** For a file: with title, legend and colours of its own. */
    static String alone(Plot plot) {
        Svg svg = new Svg(plot, hue -> String.format(Locale.ROOT, "#%06x", hue.light()));
        StringBuilder legend = new StringBuilder();
        double x = 10;
        double y = 44;
        for (Plot.Layer layer : plot.layers()) {
            if (!layer.name().isEmpty()) {
                double width = 40 + width(layer.name(), TEXT);
                if (x > 10 && x + width > plot.width()) {
                    x = 10;
                    y += 20;
                }
                legend.append("<g transform=\"translate(" + n(x) + "," + n(y - 11) + ")\">")
                        .append(Legend.shape(layer, svg.paint.apply(layer.hue())))
                        .append("</g>");
                svg.text(legend, x + 33, y, "start", Hue.INK, TEXT, layer.name());
                x += width + 12;
            }
        }
        double above = legend.isEmpty() ? 26 : y + 8;
        svg.open((int) Math.ceil(plot.height() + above), "");
        svg.out
                .append("<title>")
                .append(Html.escape(plot.title()))
                .append("</title><desc>")
                .append(Html.escape(plot.description()))
                .append("</desc><rect width=\"100%\" height=\"100%\" fill=\"")
                .append(svg.paint.apply(Hue.PAPER))
                .append("\"/><g font-weight=\"bold\">");
        svg.text(svg.out, 10, 21, "start", Hue.INK, 16, plot.title());
        svg.out.append("</g>").append(legend);
        svg.out.append("<g transform=\"translate(0," + n(above) + ")\">");
        svg.body("c");
        return svg.out.append("</g></svg>\n").toString();
    }

    private void open(int height, String attributes) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(plot.width())
                .append(' ')
                .append(height)
                .append('"')
                .append(attributes)
                .append(" font-family=\"system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif\">");
    }

    /** A label at the end of a curve. */
    private record End(double y, String name, Hue hue) {}

    private void body(String id) {
        double bottom = plot.height() - BOTTOM;
        Scale y = new Scale(plot, false, bottom, TOP, 34);
        double left = 12
                + y.ticks().stream()
                        .mapToDouble(tick -> width(tick.label(), TEXT))
                        .max()
                        .orElse(0)
                + MARK;
        double right = plot.width() - 12;
        Scale x = new Scale(plot, true, left, right, 52);
        List<End> ends = ends(x, y, right);
        if (!ends.isEmpty()) {
            right -= ends.stream()
                            .mapToDouble(end -> width(end.name(), TEXT))
                            .max()
                            .orElse(0)
                    + 10;
            x = new Scale(plot, true, left, right, 52);
        }
        axes(x, y, left, right, bottom);
        out.append("<clipPath id=\"")
                .append(id)
                .append("-clip\"><rect x=\"")
                .append(n(left - BRIM))
                .append("\" y=\"")
                .append(n(TOP - BRIM))
                .append("\" width=\"")
                .append(n(right - left + 2 * BRIM))
                .append("\" height=\"")
                .append(n(bottom - TOP + 2 * BRIM))
                .append("\"/></clipPath><g clip-path=\"url(#")
                .append(id)
                .append("-clip)\" stroke-linejoin=\"round\">");
        for (Plot.Layer layer : plot.layers()) {
            draw(layer, x, y);
        }
        out.append("</g>");
        double[] places = spread(ends);
        for (int k = 0; k < places.length; k++) {
            line(right + 3, ends.get(k).y(), right + 9, places[k], ends.get(k).hue(), "stroke-width=\"1.5\"");
            text(
                    out,
                    right + 12,
                    places[k] + 5,
                    "start",
                    Hue.INK,
                    TEXT,
                    ends.get(k).name());
        }
    }

    private void axes(Scale x, Scale y, double left, double right, double bottom) {
        for (Scale.Tick tick : y.ticks()) {
            double at = y.at(tick.value());
            if (tick.label().isEmpty()) {
                line(left - MARK / 2, at, left, at, Hue.MUTED, "");
            } else {
                line(left - MARK, at, right, at, Hue.GRID, "");
                text(out, left - MARK - 4, at + 5, "end", Hue.MUTED, TEXT, tick.label());
            }
        }
        line(left, bottom, right, bottom, Hue.MUTED, "");
        for (Scale.Tick tick : x.ticks()) {
            double at = x.at(tick.value());
            line(at, bottom, at, bottom + (tick.label().isEmpty() ? MARK / 2 : MARK), Hue.MUTED, "");
            text(out, at, bottom + MARK + 15, "middle", Hue.MUTED, TEXT, tick.label());
        }
        text(out, 4, 16, "start", Hue.INK, fitting(plot.y().title()), plot.y().title());
        String below = plot.x().title();
        text(out, (left + right) / 2, plot.height() - 8.0, "middle", Hue.INK, fitting(below), below);
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
            if (k == ends.size() || ends.get(k).y() - ends.get(k - 1).y() > LINE_HEIGHT) {
                double least = Double.POSITIVE_INFINITY;
                for (int j = first + 1; j < k; j++) {
                    least = Math.min(least, ends.get(j).y() - ends.get(j - 1).y());
                }
                if (least > LINE_HEIGHT / 4 && k - first <= LARGEST_HEAP) {
                    kept.addAll(ends.subList(first, k));
                }
                first = k;
            }
        }
        return kept;
    }

    /** Places near the ends of curves, in their order, at least a line apart and within the picture. */
    private double[] spread(List<End> ends) {
        double[] places = ends.stream().mapToDouble(End::y).toArray();
        for (int round = 0; round < 50; round++) {
            for (int k = 1; k < places.length; k++) {
                double overlap = LINE_HEIGHT - (places[k] - places[k - 1]);
                if (overlap > 0) {
                    places[k - 1] -= overlap / 2;
                    places[k] += overlap / 2;
                }
            }
        }
        double low = plot.height() - BOTTOM + 2;
        for (int k = places.length - 1; k >= 0; k--) {
            places[k] = Math.min(places[k], low - (places.length - 1 - k) * LINE_HEIGHT);
        }
        return places;
    }

    private void draw(Plot.Layer layer, Scale x, Scale y) {
        String color = paint.apply(layer.hue());
        switch (layer.kind()) {
            case LINE -> {
                String style = "fill=\"none\" stroke=\"" + color + "\" stroke-width=\"2.2\"" + dashes(layer.stroke());
                List<String> points = new ArrayList<>();
                for (int k = 0; k <= layer.x().length; k++) {
                    boolean drawn = k < layer.x().length && x.has(layer.x()[k]) && y.has(layer.y()[k]);
                    if (drawn) {
                        add(points, x.at(layer.x()[k]), y.at(layer.y()[k]));
                    } else if (!points.isEmpty()) { // a gap
                        shape("polyline", style, points);
                        points.clear();
                    }
                }
            }
            case BAND -> {
                List<String> points = new ArrayList<>();
                for (int k = 0; k < 2 * layer.x().length; k++) {
                    boolean back = k >= layer.x().length;
                    int at = back ? 2 * layer.x().length - 1 - k : k;
                    double value = back ? layer.y()[at] : layer.z()[at];
                    if (x.has(layer.x()[at]) && y.has(value)) {
                        add(points, x.at(layer.x()[at]), y.at(value));
                    }
                }
                shape("polygon", "fill=\"" + color + "\" fill-opacity=\"0.25\"", points);
            }
            case STEPS -> {
                List<String> points = new ArrayList<>();
                add(points, x.at(layer.x()[0]), y.base());
                for (int b = 0; b < layer.y().length; b++) {
                    double height = y.has(layer.y()[b]) ? y.at(layer.y()[b]) : y.base();
                    add(points, x.at(layer.x()[b]), height);
                    add(points, x.at(layer.x()[b + 1]), height);
                }
                add(points, x.at(layer.x()[layer.y().length]), y.base());
                shape(
                        "polygon",
                        "fill=\"" + color + "\" fill-opacity=\"0.25\" stroke=\"" + color + "\" stroke-width=\"1.2\"",
                        points);
            }
            case POINTS -> points(layer, x, y, color);
        }
    }

    private void points(Plot.Layer layer, Scale x, Scale y, String color) {
        int every = 1 + layer.x().length / MOST_POINTS;
        for (int k = 0; k < layer.x().length; k += every) {
            if (!x.has(layer.x()[k]) || !y.has(layer.y()[k])) {
                continue;
            }
            double at = x.at(layer.x()[k]);
            if (layer.z().length > 0 && layer.z()[k] > 0) {
                double below = layer.y()[k] - layer.z()[k];
                double low = y.has(below) ? y.at(below) : plot.height();
                double high = y.at(layer.y()[k] + layer.z()[k]);
                String bar = "stroke-width=\"1.5\"";
                line(at, low, at, high, layer.hue(), bar);
                line(at - 3, low, at + 3, low, layer.hue(), bar);
                line(at - 3, high, at + 3, high, layer.hue(), bar);
            }
            out.append("<circle cx=\"")
                    .append(n(at))
                    .append("\" cy=\"")
                    .append(n(y.at(layer.y()[k])))
                    .append("\" r=\"3.2\" fill=\"")
                    .append(color)
                    .append("\"/>");
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

    private void shape(String element, String style, List<String> points) {
        out.append('<')
                .append(element)
                .append(' ')
                .append(style)
                .append(" points=\"")
                .append(String.join(" ", points))
                .append("\"/>");
    }

    private void line(double x1, double y1, double x2, double y2, Hue hue, String style) {
        out.append("<line x1=\"")
                .append(n(x1))
                .append("\" y1=\"")
                .append(n(y1))
                .append("\" x2=\"")
                .append(n(x2))
                .append("\" y2=\"")
                .append(n(y2))
                .append("\" stroke=\"")
                .append(paint.apply(hue))
                .append(style.isEmpty() ? "\"/>" : "\" " + style + "/>");
    }

    private void text(StringBuilder to, double x, double y, String anchor, Hue hue, double size, String text) {
        if (!text.isEmpty()) {
            to.append("<text x=\"")
                    .append(n(x))
                    .append("\" y=\"")
                    .append(n(y))
                    .append("\" font-size=\"")
                    .append(n(size))
                    .append(anchor.equals("start") ? "" : "\" text-anchor=\"" + anchor)
                    .append("\" fill=\"")
                    .append(paint.apply(hue))
                    .append("\">")
                    .append(Html.escape(text))
                    .append("</text>");
        }
    }

    /** About how wide a text is in an ordinary sans-serif font. */
    private static double width(String text, double size) {
        return size
                * text.codePoints()
                        .mapToDouble(c -> "ijlft.,:;'|()[] ".indexOf(c) >= 0
                                ? 0.31
                                : "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(c) >= 0
                                        ? 0.4
                                        : "mwMW%@".indexOf(c) >= 0 ? 0.86 : Character.isUpperCase(c) ? 0.68 : 0.57)
                        .sum();
    }

    /** A tenth of a point is less than a screen shows. */
    private static String n(double value) {
        long tenths = Math.round(10 * value);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
