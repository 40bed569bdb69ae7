package org.espalier.study.display;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.estimates.audit.Audit;
import org.espalier.estimates.bridge.Comparison;
import org.espalier.estimates.bridge.Row;
import org.espalier.hierarchy.Hierarchy;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.model.network.NetworkProfile;
import org.espalier.report.Html;
import org.espalier.report.Table;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Legend;
import org.espalier.report.plot.Plot;
import org.espalier.study.StudyResult;
import org.espalier.study.report.Figures;
import org.espalier.study.report.StudyTables;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;
import org.espalier.trees.draw.Poster;
import org.espalier.trees.draw.TreeSvg;

/** Shows values of the toolkit in a notebook. */
public final class Display {
    /** Static {@code display(content, type)} methods of Java kernels, tried in turn; the first one takes (type, content). */
    private static final List<String> KERNELS = List.of(
            "org.rapaio.jupyter.kernel.global.Global",
            "io.github.spencerpark.ijava.runtime.Display",
            "org.dflib.jjava.runtime.Display",
            "org.dflib.jjava.kernel.runtime.Display");

    private static final List<Entry<?>> ENTRIES = List.of(
            new Entry<>(Plot.class, Display::figure),
            new Entry<>(Table.class, table -> html(table)),
            new Entry<>(RootedTree.class, TreeSvg::inline),
            new Entry<>(GrowthGraph.class, graph -> scrolling(Poster.growth(graph))),
            new Entry<>(Hierarchy.class, hierarchy -> formula(hierarchy.toMathML())),
            new Entry<>(TreeSystem.class, system -> formula(system.print(Notation.mathMl()))),
            new Entry<>(Comparison.class, comparison -> html(table(comparison))),
            new Entry<>(MarginalBridge.class, bridge -> html(table(bridge))),
            new Entry<>(Audit.class, Display::audit),
            new Entry<>(NetworkProfile.class, profile -> html(table(profile))),
            new Entry<>(StudyResult.class, Display::answer),
            new Entry<>(Collection.class, Display::row));

    private Display() {}

    private record Entry<T>(Class<T> type, Function<T, String> html) {
        String html(Object value) {
            return html.apply(type.cast(value));
        }
    }

    /** {@return the types that {@link #html} knows, classes, the most special ones first} */
    public static List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        ENTRIES.forEach(entry -> types.add(entry.type()));
        return types;
    }

    /**
     * {@return a value as HTML, markup that needs nothing beside it, or empty when the value is best shown as text}
     *
     * @param value any value
     */
    public static Optional<String> html(Object value) {
        for (Entry<?> entry : ENTRIES) {
            if (entry.type().isInstance(value)) {
                return Optional.ofNullable(entry.html(value));
            }
        }
        return Optional.empty();
    }

    /**
     * Shows values below the cell, one after the other, in whatever Java kernel runs it.
     *
     * @param values what to show
     * @throws IllegalStateException if no Java kernel is found: outside a notebook, use {@link #html}
     */
    public static void show(Object... values) {
        for (Object value : values) {
            String html = html(value).orElseGet(() -> "<pre>" + Html.escape(String.valueOf(value)) + "</pre>");
            show(html);
        }
    }

    private static void show(String html) {
        for (String kernel : KERNELS) {
            try {
                Class<?> type = Class.forName(kernel);
                if (kernel.equals(KERNELS.get(0))) {
                    type.getMethod("display", String.class, Object.class).invoke(null, "text/html", html);
                } else {
                    Method display = type.getMethod("display", Object.class, String[].class);
                    display.invoke(null, html, new String[] {"text/html"});
                }
                return;
            } catch (ClassNotFoundException | NoSuchMethodException e) {
                continue; // another kernel
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("the notebook's kernel refused to display", e);
            }
        }
        throw new IllegalStateException("no Java kernel of Jupyter was found: use Display.html(value)");
    }

    private static String html(Table table) {
        return table.html(Display::html);
    }

    private static String figure(Plot plot) {
        return "<style>.espalier{" + Hue.declarations(false) + "max-width:580px}"
                + ".espalier .legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:.3rem 0;padding:0}"
                + ".espalier .legend li{display:flex;align-items:center;gap:.4rem;margin:0}</style>"
                + "<figure class=\"espalier\" style=\"margin:.5rem 0\"><figcaption><b>" + Html.escape(plot.title())
                + "</b></figcaption>" + Legend.html(plot)
                + plot.svg("plot-" + Integer.toHexString(System.identityHashCode(plot))) + "</figure>";
    }

    /** Names of trees are indices: letters a little larger than the text around keep them legible. */
    private static String formula(String mathMl) {
        String left = mathMl.replace("<math ", "<math style=\"width:fit-content;margin:.4rem auto .4rem 0\" ");
        return scrolling("<div style=\"font-size:1.2rem\">" + left + "</div>");
    }

    private static String scrolling(String content) {
        return "<div style=\"overflow-x:auto\">" + content + "</div>";
    }

    /** Values that are drawn stand side by side; a collection of anything else is best shown as text. */
    private static String row(Collection<?> values) {
        StringBuilder text =
                new StringBuilder("<div style=\"display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-end\">");
        for (Object value : values) {
            Optional<String> html = value instanceof Collection<?> ? Optional.empty() : html(value);
            if (html.isEmpty()) {
                return null;
            }
            text.append("<div>").append(html.get()).append("</div>");
        }
        return values.isEmpty() ? null : text.append("</div>").toString();
    }

    private static Table table(Comparison comparison) {
        return Table.rows(comparison.rows())
                .column("prediction", Row::prediction)
                .column("t", Row::time)
                .column("predicted", Row::predicted)
                .estimate("simulated", "standard error", Row::sampled)
                .column("verdict", Row::inWords)
                .table("");
    }

    private static Table table(MarginalBridge bridge) {
        return Table.rows(bridge.rows())
                .column("quantity", MarginalBridge.Row::quantity)
                .column("t", MarginalBridge.Row::time)
                .column("limit", MarginalBridge.Row::limit)
                .column("hierarchy", MarginalBridge.Row::hierarchy)
                .estimate("simulated", "standard error", MarginalBridge.Row::simulated)
                .column("verdict", row -> row.verdict().words())
                .table("");
    }

    private static String audit(Audit audit) {
        return "<p><b>Audit: " + Html.escape(audit.subject()) + "</b></p>" + html(StudyTables.audit(audit)) + "<p>"
                + Html.escape(audit.conclusion()) + "</p>";
    }

    private static Table table(NetworkProfile profile) {
        return Table.of("quantity", "value")
                .row("neurons N", profile.size())
                .row("edges", profile.edges())
                .row("C_w, larger of the two suprema", profile.cw())
                .row("sum of the two suprema", profile.cwSum())
                .row("R_w, largest absolute row sum", profile.rowConstant())
                .row("ε_w, largest absolute weight", profile.largestWeight())
                .row("mean absolute row sum", profile.absoluteRowSums().mean())
                .row("reciprocity", String.format(Locale.ROOT, "%.1f %%", 100 * profile.reciprocity()));
    }

    private static String answer(StudyResult result) {
        StringBuilder text = new StringBuilder();
        text.append("<p>")
                .append(Html.escape(result.study().title()))
                .append(": ")
                .append(Html.escape(result.networkSummary()))
                .append("</p>");
        text.append(figure(new Figures(result).rate()));
        result.comparison().ifPresent(comparison -> text.append(html(table(comparison))));
        return text.toString();
    }
}
