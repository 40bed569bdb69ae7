package org.espalier.trees.draw;

import java.util.List;
import java.util.Locale;
import org.espalier.trees.Growth;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;

/** Drawings for LaTeX, with the package {@code forest} or with TikZ alone; they sit on the axis of a formula. */
public final class TreeLatex {
    private TreeLatex() {}

    /**
     * {@return an environment of the package {@code forest} with a tree; types are labels of vertices, powers other than 1
     * labels of edges}
     */
    public static String forest(RootedTree tree) {
        int[] levels = tree.levels();
        boolean typed = Layout.typed(tree);
        StringBuilder text = new StringBuilder("\\begin{forest} baseline, for tree={circle, ");
        text.append(!typed ? "fill, inner sep=1.2pt, " : "draw, inner sep=1pt, ");
        text.append("s sep=3mm, l=5mm, l sep=2mm} ");
        int level = -1;
        for (int v = 0; v < levels.length; v++) {
            for (; level >= levels[v]; level--) {
                text.append(']');
            }
            text.append('[');
            if (typed) {
                text.append("{\\scriptsize ").append(tree.type(v)).append('}');
            }
            if (tree.power(v) != 1) {
                text.append(", edge label={node[midway, right, inner sep=1pt] {\\tiny " + tree.power(v) + "}}");
            }
            level++;
        }
        return text.append("]".repeat(level + 1)).append(" \\end{forest}").toString();
    }

    /** {@return a command {@code \tikz[…]{…}}, which can stand in a formula and needs TikZ alone} */
    public static String tikz(RootedTree tree) {
        Layout layout = new Layout(tree);
        boolean typed = Layout.typed(tree);
        StringBuilder text =
                new StringBuilder("\\tikz[baseline={([yshift=-.5ex]current bounding box.center)}, x=2.4mm, y=-3mm");
        text.append(tree.isPlain() ? "]{" : ", every node/.style={font=\\tiny, inner sep=.6pt}]{");
        for (int v = 1; v < layout.order(); v++) {
            text.append("\\draw ").append(point(layout, layout.parent(v))).append(" -- ");
            if (tree.power(v) != 1) {
                text.append("node[right] {").append(tree.power(v)).append("} ");
            }
            text.append(point(layout, v)).append("; ");
        }
        for (int v = 0; v < layout.order(); v++) {
            text.append(
                    typed
                            ? "\\node[circle, draw, fill=white] at " + point(layout, v) + " {" + tree.type(v) + "}; "
                            : "\\fill " + point(layout, v) + " circle (1.2pt); ");
        }
        return text.append('}').toString();
    }

    private static String point(Layout layout, int vertex) {
        return String.format(Locale.ROOT, "(%.1f,%d)", layout.column(vertex), layout.level(vertex));
    }

    /**
     * {@return a growth graph as an environment {@code align*} with the natural growth N(T) = Σ m T' of each of its trees
     * below the largest order, one a line}
     */
    public static String growth(GrowthGraph graph) {
        StringBuilder text = new StringBuilder("\\begin{align*}\n");
        for (RootedTree tree : graph.trees()) {
            String separator = "N\\bigl(" + tikz(tree) + "\\bigr) &= ";
            for (Growth growth : graph.growthsOf(tree)) {
                text.append(separator);
                text.append(growth.multiplicity() == 1 ? "" : growth.multiplicity() + "\\,");
                text.append(tikz(growth.to()));
                separator = " + ";
            }
            text.append(graph.growthsOf(tree).isEmpty() ? "" : " \\\\\n");
        }
        return text.append("\\end{align*}\n").toString();
    }

    /**
     * {@return a LaTeX document that compiles by itself: it loads amsmath, TikZ and forest}
     *
     * @param bodies drawings and formulas, in order
     */
    public static String document(List<String> bodies) {
        StringBuilder text = new StringBuilder("\\documentclass{article}\n\\usepackage{amsmath}\n\\usepackage{tikz}\n")
                .append("\\usepackage{forest}\n\\begin{document}\n\\noindent\n");
        bodies.forEach(body -> text.append(body).append(body.endsWith("\n") ? "" : "\\qquad\n"));
        return text.append("\\end{document}\n").toString();
    }
}
