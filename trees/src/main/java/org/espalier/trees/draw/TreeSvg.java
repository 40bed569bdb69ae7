package org.espalier.trees.draw;

import java.util.List;
import java.util.Locale;
import org.espalier.trees.RootedTree;

/**
 * Drawings as SVG: the root on top, filled circles for plain vertices; types are circles in a colour of their own with their
 * number, powers other than 1 are numbers on the edges.
 */
public final class TreeSvg {
    static final double COLUMN = 16;
    static final double ROW = 20;
    static final double RADIUS = 3.4;
    private static final double TYPED_RADIUS = 6.2;

    /** The palette of Okabe and Ito, which most forms of colour blindness keep apart. */
    private static final List<String> PALETTE =
            List.of("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#999999");

    private TreeSvg() {}

    /** {@return an SVG document with a tree} */
    public static String draw(RootedTree tree) {
        double width = width(tree) + COLUMN;
        double height = height(tree) + ROW;
        return open(width, height) + place(tree, Layout.typed(tree), COLUMN / 2, ROW / 2) + "</svg>\n";
    }

    /**
     * {@return an {@code svg} element with a tree, for a line of text, a cell of a table or a page that may be dark: without
     * background, in the colour of the text around it, described for those who cannot see it}
     */
    public static String inline(RootedTree tree) {
        return draw(tree)
                .replace("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n", "")
                .replace("\"#333\"", "\"currentColor\" stroke-opacity=\"0.75\"")
                .replace("\"#111\"/>", "\"currentColor\"/>") // and not the numbers on coloured circles
                .replace("<svg ", "<svg role=\"img\" aria-label=\"tree " + tree.brackets() + "\" ")
                .strip();
    }

    static double width(RootedTree tree) {
        return new Layout(tree).leaves() * COLUMN;
    }

    static double height(RootedTree tree) {
        return (tree.height() + 1) * ROW;
    }

    static String open(double width, double height) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) + "\" height=\"" + number(height)
                + "\" viewBox=\"0 0 " + number(width) + " " + number(height)
                + "\" font-family=\"Helvetica, Arial, sans-serif\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
    }

    /** Draws a tree in the box of its width and height whose upper left corner is given. */
    static String place(RootedTree tree, boolean typed, double left, double top) {
        Layout layout = new Layout(tree);
        StringBuilder text = new StringBuilder("<g>\n<path fill=\"none\" stroke=\"#333\" stroke-width=\"1.3\" d=\"");
        for (int v = 1; v < layout.order(); v++) {
            int parent = layout.parent(v);
            text.append('M').append(number(x(layout, parent, left))).append(' ').append(number(y(layout, parent, top)));
            text.append('L').append(number(x(layout, v, left))).append(' ').append(number(y(layout, v, top)));
        }
        text.append("\"/>\n");
        for (int v = 0; v < layout.order(); v++) {
            double x = x(layout, v, left);
            double y = y(layout, v, top);
            String at = "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"";
            if (!typed) {
                text.append(at + number(RADIUS) + "\" fill=\"#111\"/>\n");
            } else {
                String colour = PALETTE.get(tree.type(v) % PALETTE.size());
                text.append(at + number(TYPED_RADIUS) + "\" fill=\"" + colour + "\" stroke=\"#111\"/>\n");
                text.append(label(String.valueOf(tree.type(v)), x, y + 3, 8, "#111"));
            }
            if (tree.power(v) != 1) {
                int parent = layout.parent(v);
                double besideX = (x + x(layout, parent, left)) / 2 + 4;
                double besideY = (y + y(layout, parent, top)) / 2 + 2;
                text.append(label(String.valueOf(tree.power(v)), besideX, besideY, 8, "#a00"));
            }
        }
        return text.append("</g>\n").toString();
    }

    private static double x(Layout layout, int vertex, double left) {
        return left + (layout.column(vertex) + 0.5) * COLUMN;
    }

    private static double y(Layout layout, int vertex, double top) {
        return top + (layout.level(vertex) + 0.5) * ROW;
    }

    static String label(String label, double x, double y, double size, String colour) {
        return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-size=\"" + number(size)
                + "\" text-anchor=\"middle\" fill=\"" + colour + "\">" + label + "</text>\n";
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
