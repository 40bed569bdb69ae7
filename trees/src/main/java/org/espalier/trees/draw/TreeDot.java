package org.espalier.trees.draw;

import java.util.HashMap;
import java.util.Map;
import org.espalier.trees.Growth;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;

/** Graphs in the DOT language of Graphviz. */
public final class TreeDot {
    private TreeDot() {}

    /** {@return a digraph of the vertices 0..|T|−1 with edges from parents to children; types and powers are labels} */
    public static String tree(RootedTree tree) {
        int[] parents = tree.parents();
        boolean typed = Layout.typed(tree);
        StringBuilder text = new StringBuilder("digraph tree {\n    edge [arrowhead=none];\n");
        text.append(!typed ? "    node [shape=point, width=0.12];\n" : "    node [shape=circle];\n");
        for (int v = 0; v < parents.length; v++) {
            text.append("    ").append(v);
            text.append(!typed ? ";\n" : " [label=\"" + tree.type(v) + "\"];\n");
        }
        for (int v = 1; v < parents.length; v++) {
            text.append("    ").append(parents[v]).append(" -> ").append(v);
            text.append(tree.power(v) == 1 ? ";\n" : " [label=\"" + tree.power(v) + "\"];\n");
        }
        return text.append("}\n").toString();
    }

    /** {@return a digraph with a node per tree, labelled by its brackets, and multiplicities above 1 as labels of edges} */
    public static String growth(GrowthGraph graph) {
        StringBuilder text = new StringBuilder("digraph growth {\n    node [shape=plaintext];\n");
        Map<RootedTree, Integer> numbers = new HashMap<>();
        for (RootedTree tree : graph.trees()) {
            int number = numbers.size();
            numbers.put(tree, number);
            text.append("    " + number + " [label=\"" + tree.brackets() + "\"];\n");
        }
        for (Growth growth : graph.graph().edgeSet()) {
            text.append("    " + numbers.get(growth.from()) + " -> " + numbers.get(growth.to()));
            text.append(growth.multiplicity() == 1 ? ";\n" : " [label=\"" + growth.multiplicity() + "\"];\n");
        }
        return text.append("}\n").toString();
    }
}
