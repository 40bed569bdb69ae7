package org.espalier.hierarchy.equation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.trees.Extension;
import org.espalier.trees.Forest;
import org.espalier.trees.Growth;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeFamily;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.SimpleDirectedGraph;

/**
 * Which observables have an equation: trees, trees with one edge of power two (total excess at most 1), and forests. A forest is
 * written as the tree of its trees on a root of a type of its own, which carries neither a variable nor a weight. Other types are colours.
 *
 * @param excess 0 for plain edges, 1 with edges of power two
 * @param components largest number of trees of a forest, 1 without forests
 * @param colours number of colours of vertices
 */
record ObservableFamily(int excess, int components, int colours) {
    static final int FOREST = RootedTree.MAX_TYPE;

    boolean isPlain() {
        return excess == 0 && components == 1;
    }

    /** The first vertex that carries a variable. */
    static int first(RootedTree tree) {
        return tree.type(0) == FOREST ? 1 : 0;
    }

    static int variables(RootedTree tree) {
        return tree.order() - first(tree);
    }

    /** Σ (p − 1) over the edges. */
    static int excess(RootedTree tree) {
        int sum = 0;
        for (int vertex = 1; vertex < tree.order(); vertex++) {
            sum += tree.power(vertex) - 1;
        }
        return sum;
    }

    static int[] powers(RootedTree tree) {
        int[] powers = new int[tree.order()];
        Arrays.setAll(powers, tree::power);
        return powers;
    }

    static int[] types(RootedTree tree) {
        int[] types = new int[tree.order()];
        Arrays.setAll(types, tree::type);
        return types;
    }

    private static int sumOfTypes(RootedTree tree) {
        return Arrays.stream(types(tree)).sum();
    }

    /** All observables of some number of variables: trees before forests, plain ones before those with powers. */
    List<RootedTree> ofVariables(int variables) {
        List<RootedTree> plain = new ArrayList<>(
                TreeFamily.plain().withTypes(colours).ofOrder(variables).toList());
        if (components > 1) {
            Forest.ofOrder(variables)
                    .filter(forest -> forest.size() > 1 && forest.size() <= components)
                    .forEach(forest -> plain.add(forest.onRoot(FOREST)));
        }
        if (excess == 0) {
            return plain;
        }
        Set<RootedTree> all = new LinkedHashSet<>(plain);
        for (RootedTree tree : plain) {
            for (int vertex = 1; vertex < tree.order(); vertex++) {
                if (tree.parent(vertex) >= first(tree)) {
                    int[] powers = powers(tree);
                    powers[vertex] = 2;
                    all.add(tree.decorated(types(tree), powers).tree());
                }
            }
        }
        return List.copyOf(all);
    }

    /** Largest power of the edge of a new leaf. */
    int largestPower(RootedTree tree) {
        return 1 + excess - excess(tree);
    }

    /** The growths of a tree with their multiplicities. */
    Map<RootedTree, Integer> growths(RootedTree tree) {
        Map<RootedTree, Integer> result = new LinkedHashMap<>();
        for (int colour = 0; colour < colours; colour++) {
            for (int power = 1; power <= largestPower(tree); power++) {
                for (int vertex = first(tree); vertex < tree.order(); vertex++) {
                    Extension grown = tree.plus(vertex, colour, power);
                    result.merge(grown.tree(), 1, Integer::sum);
                }
            }
        }
        return result;
    }

    Graph<RootedTree, Growth> graph(int maxOrder) {
        Graph<RootedTree, Growth> graph = new SimpleDirectedGraph<>(Growth.class);
        for (int order = 1; order <= maxOrder + 1; order++) {
            ofVariables(order).forEach(graph::addVertex);
        }
        for (RootedTree tree : List.copyOf(graph.vertexSet())) {
            if (variables(tree) <= maxOrder) {
                growths(tree)
                        .forEach((grown, multiplicity) -> graph.addEdge(
                                tree,
                                grown,
                                new Growth(
                                        tree,
                                        grown,
                                        multiplicity,
                                        sumOfTypes(grown) - sumOfTypes(tree),
                                        1 + excess(grown) - excess(tree))));
            }
        }
        return new AsUnmodifiableGraph<>(graph);
    }
}
