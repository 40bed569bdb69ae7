package org.espalier.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.study.plot.Html;
import org.espalier.study.plot.Hue;
import org.espalier.study.plot.Legend;
import org.espalier.study.plot.Plot;

/** The report of {@code bbgky run}: one page that opens offline, answer first, then pictures, table and equations. */
final class BbgkyReport {
    private BbgkyReport() {}

    /** Refuses a file that exists, before the work starts. */
    static void check(Path file) {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + ": exists already; choose another name for the report");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IllegalArgumentException(folder + ": is not a folder that can be written; choose another place");
        }
    }

    static void write(
            Path file,
            String title,
            List<String> answer,
            List<String> equations,
            MarginalBridge bridge,
            String settings) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><title>")
                .append(Html.escape(title))
                .append("</title><style>:root{")
                .append(Hue.declarations(false))
                .append("}body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:auto;padding:1rem}")
                .append(
                        "figure{display:inline-block;vertical-align:top;width:30rem;max-width:100%;margin:1rem 1rem 1rem 0}"
                                + "svg{max-width:100%;height:auto}.wide{overflow-x:auto}"
                                + "ul.legend{list-style:none;display:flex;flex-wrap:wrap;gap:1rem;padding:0;margin:.3rem 0}")
                .append("table{border-collapse:collapse}td,th{padding:.1rem .7rem;text-align:right}")
                .append("td:nth-child(2),th:nth-child(2){text-align:left}</style></head><body><h1>")
                .append(Html.escape(title))
                .append("</h1>");
        answer.forEach(line -> html.append("<p>").append(Html.escape(line)).append("</p>"));
        List<String> quantities = bridge.rows().stream()
                .map(MarginalBridge.Row::quantity)
                .distinct()
                .toList();
        for (int n = 0; n < quantities.size(); n++) {
            Plot plot = plot(bridge, quantities.get(n));
            html.append("<figure>")
                    .append(plot.svg("p" + n))
                    .append("<figcaption>")
                    .append(Html.escape(plot.description()))
                    .append(Legend.html(plot))
                    .append("</figcaption></figure>");
        }
        table(html, bridge);
        html.append("<h2>Equations</h2><div class=\"wide\"><pre>");
        equations.forEach(line -> html.append(Html.escape(line)).append('\n'));
        html.append("</pre></div><h2>Command</h2><p><code>")
                .append(Html.escape(settings))
                .append("</code></p></body></html>\n");
        try {
            Files.writeString(file, html, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Plot plot(MarginalBridge bridge, String quantity) {
        List<MarginalBridge.Row> rows = bridge.rows().stream()
                .filter(row -> row.quantity().equals(quantity))
                .toList();
        double[] times = rows.stream().mapToDouble(MarginalBridge.Row::time).toArray();
        return Plot.of(quantity, quantity + " against time: limit, hierarchy, particles with simultaneous intervals")
                .x("time", "")
                .y(quantity, "")
                .line(
                        "limit",
                        times,
                        rows.stream().mapToDouble(MarginalBridge.Row::limit).toArray(),
                        Hue.VERMILION,
                        Plot.Stroke.DASHED)
                .line(
                        "hierarchy",
                        times,
                        rows.stream().mapToDouble(MarginalBridge.Row::hierarchy).toArray(),
                        Hue.BLUE,
                        Plot.Stroke.SOLID)
                .points(
                        "particles",
                        times,
                        rows.stream().mapToDouble(row -> row.simulated().mean()).toArray(),
                        rows.stream().mapToDouble(MarginalBridge.Row::halfWidth).toArray(),
                        Hue.INK);
    }

    private static void table(StringBuilder html, MarginalBridge bridge) {
        html.append("<h2>Comparison</h2><div class=\"wide\"><table><tr><th>time</th><th>quantity</th><th>limit</th>")
                .append("<th>hierarchy</th><th>particles</th><th>±</th><th>verdict</th></tr>");
        for (MarginalBridge.Row row : bridge.rows()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%.4g</td><td>%s</td><td>%.6f</td><td>%.6f</td><td>%.6f</td><td>%.1e</td><td>%s</td></tr>",
                    row.time(),
                    Html.escape(row.quantity()),
                    row.limit(),
                    row.hierarchy(),
                    row.simulated().mean(),
                    row.halfWidth(),
                    verdict(row)));
        }
        html.append("</table></div>");
    }

    static String verdict(MarginalBridge.Row row) {
        return row.verdict().toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
