package org.espalier.report.plot;

import java.util.ArrayList;
import java.util.List;
import org.espalier.report.Html;

/** The legend of a picture as HTML, which wraps where the page is narrow. */
public final class Legend {
    private Legend() {}

    /**
     * {@return the legend, an {@code ul} element of class {@code legend}, empty when there is nothing to tell apart}
     *
     * @param plot the picture
     */
    public static String html(Plot plot) {
        List<String> entries = new ArrayList<>();
        for (Plot.Layer layer : plot.layers()) {
            if (!layer.name().isEmpty()) {
                entries.add("<li><svg viewBox=\"0 0 28 12\" width=\"28\" height=\"12\" aria-hidden=\"true\">"
                        + shape(layer, "var(" + layer.hue().variable() + ")") + "</svg>" + Html.escape(layer.name())
                        + "</li>");
            }
        }
        return entries.isEmpty() ? "" : "<ul class=\"legend\">" + String.join("", entries) + "</ul>";
    }

    /** What the layer looks like, on 28 by 12 points. */
    static String shape(Plot.Layer layer, String color) {
        return switch (layer.kind()) {
            case LINE ->
                "<line x1=\"1\" y1=\"6\" x2=\"27\" y2=\"6\" stroke=\"" + color + "\" stroke-width=\"2.5\""
                        + Svg.dashes(layer.stroke()) + "/>";
            case BAND ->
                "<rect x=\"1\" y=\"1\" width=\"26\" height=\"10\" fill=\"" + color + "\" fill-opacity=\"0.25\"/>";
            case POINTS -> "<circle cx=\"14\" cy=\"6\" r=\"4\" fill=\"" + color + "\"/>";
            case MAP ->
                "<rect x=\"1\" y=\"1\" width=\"13\" height=\"10\" fill=\"" + color
                        + "\" fill-opacity=\"0.1\"/><rect x=\"14\" y=\"1\" width=\"13\" height=\"10\" fill=\"" + color
                        + "\"/>";
            case STEPS ->
                "<rect x=\"1\" y=\"1\" width=\"26\" height=\"10\" fill=\"" + color
                        + "\" fill-opacity=\"0.25\" stroke=\"" + color + "\"/>";
        };
    }
}
