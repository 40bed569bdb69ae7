package org.espalier.hierarchy.equation;

import java.util.ArrayList;
import java.util.List;
import org.espalier.trees.Relabelled;
import org.espalier.trees.Relabelling;
import org.espalier.trees.RootedTree;

/**
 * The kicks inside a tuple that stay among the observables: from a child to its parent, and from the root of a tree of a forest to
 * a vertex of another tree.
 */
final class InnerKicks {
    private final ObservableFamily family;
    private final int neurons;

    InnerKicks(ObservableFamily family, int neurons) {
        this.family = family;
        this.neurons = neurons;
    }

    List<Term> of(RootedTree tree) {
        List<Term> terms = new ArrayList<>();
        int first = ObservableFamily.first(tree);
        int spare = family.excess() - ObservableFamily.excess(tree);
        for (int child = first + 1; child < tree.order(); child++) {
            if (tree.parent(child) >= first) {
                for (int power = 1; power <= spare; power++) {
                    terms.add(toParent(tree, child, power));
                }
            }
        }
        if (first == 1) {
            for (int root = 1; root < tree.order(); root++) {
                if (tree.parent(root) == 0) {
                    for (int vertex = 1; vertex < tree.order(); vertex++) {
                        if (component(tree, vertex) != root) {
                            for (int power = 1; power <= 1 + spare; power++) {
                                terms.add(across(tree, root, vertex, power));
                            }
                        }
                    }
                }
            }
        }
        return terms;
    }

    private static Term toParent(RootedTree tree, int child, int power) {
        int[] powers = ObservableFamily.powers(tree);
        double choose = 1;
        for (int k = 1; k <= power; k++) {
            choose = choose * (powers[child] + k) / k;
        }
        powers[child] += power;
        Relabelled raised = tree.decorated(ObservableFamily.types(tree), powers);
        return new Term.Kick(child, tree.parent(child), power, raised.tree(), raised.relabelling(), choose);
    }

    private static int component(RootedTree tree, int vertex) {
        int at = vertex;
        while (tree.parent(at) != 0) {
            at = tree.parent(at);
        }
        return at;
    }

    private Term across(RootedTree tree, int root, int vertex, int power) {
        int[] parents = tree.parents();
        int[] powers = ObservableFamily.powers(tree);
        parents[root] = vertex;
        powers[root] = power;
        int trees = 0;
        for (int v = 1; v < parents.length; v++) {
            trees += parents[v] == 0 ? 1 : 0;
        }
        Relabelling relabelling;
        Relabelled grafted;
        if (trees > 1) {
            grafted = Relabelled.ofDecorated(parents, ObservableFamily.types(tree), powers);
            relabelling = grafted.relabelling();
        } else {
            // one tree is left: the root without a variable goes
            int order = tree.order() - 1;
            int[] lower = new int[order];
            int[] left = new int[order];
            for (int v = 0; v < order; v++) {
                lower[v] = parents[v + 1] - 1;
                left[v] = lower[v] < 0 ? 1 : powers[v + 1];
            }
            grafted = Relabelled.ofDecorated(lower, new int[order], left);
            int[] images = new int[order + 1];
            images[0] = Relabelling.REMOVED;
            for (int v = 0; v < order; v++) {
                images[v + 1] = grafted.relabelling().of(v);
            }
            relabelling = Relabelling.of(images);
        }
        return new Term.Kick(root, vertex, power, grafted.tree(), relabelling, 1.0 / neurons);
    }
}
