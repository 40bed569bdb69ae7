package org.espalier.trees.draw;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.trees.Growth;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeFamily;
import org.espalier.trees.TreeSymmetry;

/** Posters as SVG: all trees of a family up to an order, and the growth graph. */
public final class Poster {
    private static final int MOST_TREES = 5000;
    private static final double MARGIN = 24;
    private static final double GAP = 18;
    private static final double PAGE = 1200;

    private Poster() {}

    /**
     * {@return an SVG document with all trees up to an order, a block of rows per order, each tree with its symmetry σ, tree
     * factorial γ and number of increasing labellings α}
     *
     * @param family types, powers and bounds
     * @param maxOrder largest order, at least 1
     * @throws IllegalArgumentException if the order is not positive or has more than 5000 trees
     */
    public static String trees(TreeFamily family, int maxOrder) {
        return trees(family, 1, maxOrder);
    }

    /**
     * {@return an SVG document with all trees of a range of orders}
     *
     * @param family types, powers and bounds
     * @param minOrder smallest order, at least 1
     * @param maxOrder largest order, at least the smallest
     * @throws IllegalArgumentException if the orders are no such range or the largest has more than 5000 trees
     */
    public static String trees(TreeFamily family, int minOrder, int maxOrder) {
        if (minOrder > maxOrder) {
            throw new IllegalArgumentException("orders " + minOrder + ".." + maxOrder + " are no range");
        }
        BigInteger count = family.count(maxOrder);
        if (count.compareTo(BigInteger.valueOf(MOST_TREES)) > 0) {
            throw new IllegalArgumentException("a poster up to order " + maxOrder + " needs " + count
                    + " trees in its last block, more than " + MOST_TREES + ": choose a smaller order");
        }
        StringBuilder body = new StringBuilder();
        double top = MARGIN;
        for (int order = minOrder; order <= maxOrder; order++) {
            List<RootedTree> trees = family.ofOrder(order).toList();
            String title = "order " + order + ": " + trees.size() + (trees.size() == 1 ? " tree" : " trees");
            body.append("<text x=\"" + TreeSvg.number(MARGIN) + "\" y=\"" + TreeSvg.number(top + 12)
                    + "\" font-size=\"14\" font-weight=\"bold\" fill=\"#333\">" + title + "</text>\n");
            top = rows(trees, family.types() > 1, top + 22, body) + GAP;
        }
        return TreeSvg.open(PAGE, top + MARGIN - GAP) + body + "</svg>\n";
    }

    private static double rows(List<RootedTree> trees, boolean typed, double from, StringBuilder body) {
        double top = from;
        double left = MARGIN;
        double tallest = 0;
        for (RootedTree tree : trees) {
            String caption = "σ" + TreeSymmetry.symmetry(tree) + " γ" + TreeSymmetry.treeFactorial(tree) + " α"
                    + TreeSymmetry.increasingLabellings(tree);
            double width = Math.max(TreeSvg.width(tree), 4.6 * caption.length());
            if (left > MARGIN && left + width > PAGE - MARGIN) {
                left = MARGIN;
                top += tallest + GAP;
                tallest = 0;
            }
            body.append(TreeSvg.place(tree, typed, left + (width - TreeSvg.width(tree)) / 2, top));
            body.append(TreeSvg.label(caption, left + width / 2, top + TreeSvg.height(tree) + 8, 8, "#666"));
            tallest = Math.max(tallest, TreeSvg.height(tree) + 10);
            left += width + GAP;
        }
        return top + tallest;
    }

    private static double width(List<RootedTree> row) {
        return row.stream().mapToDouble(tree -> TreeSvg.width(tree) + GAP).sum();
    }

    /**
     * {@return an SVG document with a growth graph, a row per order, multiplicities above 1 on the edges}
     *
     * @throws IllegalArgumentException if the graph has more than 5000 trees
     */
    public static String growth(GrowthGraph graph) {
        if (graph.trees().size() > MOST_TREES) {
            throw new IllegalArgumentException(
                    "a poster of " + graph + " is too large, at most " + MOST_TREES + " trees: choose a smaller order");
        }
        List<List<RootedTree>> rows = new ArrayList<>();
        for (int order = 1; order <= graph.maxOrder(); order++) {
            rows.add(new ArrayList<>());
        }
        graph.trees().forEach(tree -> rows.get(tree.order() - 1).add(tree));
        double widest = rows.stream().mapToDouble(Poster::width).max().orElse(0);
        StringBuilder nodes = new StringBuilder();
        Map<RootedTree, double[]> boxes = new HashMap<>();
        double top = MARGIN;
        for (List<RootedTree> row : rows) {
            double space = row.isEmpty() ? 0 : (widest - width(row)) / row.size();
            double left = MARGIN + space / 2 + GAP / 2;
            double tallest = 0;
            for (RootedTree tree : row) {
                nodes.append(TreeSvg.place(tree, graph.family().types() > 1, left, top));
                boxes.put(tree, new double[] {left + TreeSvg.width(tree) / 2, top, top + TreeSvg.height(tree)});
                left += TreeSvg.width(tree) + GAP + space;
                tallest = Math.max(tallest, TreeSvg.height(tree));
            }
            top += tallest + 60;
        }
        StringBuilder edges = new StringBuilder();
        for (Growth growth : graph.graph().edgeSet()) {
            double[] from = boxes.get(growth.from());
            double[] to = boxes.get(growth.to());
            edges.append("<line x1=\"" + TreeSvg.number(from[0]) + "\" y1=\"" + TreeSvg.number(from[2]) + "\" x2=\""
                    + TreeSvg.number(to[0]) + "\" y2=\"" + TreeSvg.number(to[1])
                    + "\" stroke=\"#8ab\" stroke-width=\"0.8\"/>\n");
            if (growth.multiplicity() > 1) {
                double x = from[0] * 0.3 + to[0] * 0.7;
                double y = from[2] * 0.3 + to[1] * 0.7 + 3;
                edges.append(TreeSvg.label(String.valueOf(growth.multiplicity()), x, y, 9, "#a00"));
            }
        }
        return TreeSvg.open(widest + 2 * MARGIN, top - 60 + MARGIN) + edges + nodes + "</svg>\n";
    }
}
