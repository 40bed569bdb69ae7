package org.espalier.model.observable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.trees.Branch;
import org.espalier.trees.RootedTree;

/**
 * The schedule of a contraction: distinct subtrees once, products W x_{T_c} once, level by level, each level needing
 * products of lower levels only.
 */
final class ContractionPlan {
    /** A distinct subtree: x = φ[type] Π_c (product c)^copies. */
    record Node(int type, int[] products, int[] copies, int height) {}

    /** A product W^(p) x_node. */
    record Product(int node, int power) {}

    private final Map<RootedTree, Integer> index = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Product, Integer> productIndex = new LinkedHashMap<>();
    private final List<Product> products = new ArrayList<>();
    private final Map<RootedTree, Integer> roots = new LinkedHashMap<>();
    private int types = 1;

    private ContractionPlan() {}

    static ContractionPlan of(Collection<RootedTree> trees) {
        ContractionPlan plan = new ContractionPlan();
        for (RootedTree tree : trees) {
            plan.roots.put(tree, plan.node(tree));
        }
        return plan;
    }

    private int node(RootedTree tree) {
        Integer known = index.get(tree);
        if (known != null) {
            return known;
        }
        Map<Branch, Integer> branches = tree.branches();
        int[] factors = new int[branches.size()];
        int[] copies = new int[factors.length];
        int height = 0;
        int at = 0;
        for (Map.Entry<Branch, Integer> branch : branches.entrySet()) {
            int child = node(branch.getKey().subtree());
            height = Math.max(height, nodes.get(child).height() + 1);
            Product product = new Product(child, branch.getKey().power());
            factors[at] = productIndex.computeIfAbsent(product, key -> {
                products.add(key);
                return products.size() - 1;
            });
            copies[at++] = branch.getValue();
        }
        int type = tree.type(0);
        types = Math.max(types, type + 1);
        nodes.add(new Node(type, factors, copies, height));
        index.put(tree, nodes.size() - 1);
        return nodes.size() - 1;
    }

    /** The trees asked for, in the order given, with their nodes. */
    Map<RootedTree, Integer> roots() {
        return roots;
    }

    Node node(int at) {
        return nodes.get(at);
    }

    Product product(int at) {
        return products.get(at);
    }

    int products() {
        return products.size();
    }

    /** Number of types that occur: one more than the largest. */
    int types() {
        return types;
    }

    /** Products in blocks for one sweep each: same power, same level of dependency, at most {@link Sweep#WIDEST}. */
    List<int[]> blocks() {
        Map<List<Integer>, List<Integer>> groups = new TreeMap<>((a, b) -> {
            int byHeight = a.get(0).compareTo(b.get(0));
            return byHeight != 0 ? byHeight : a.get(1).compareTo(b.get(1));
        });
        for (int p = 0; p < products.size(); p++) {
            Product product = products.get(p);
            groups.computeIfAbsent(
                            List.of(nodes.get(product.node()).height(), product.power()), key -> new ArrayList<>())
                    .add(p);
        }
        List<int[]> blocks = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            for (int from = 0; from < group.size(); from += Sweep.WIDEST) {
                blocks.add(group.subList(from, Math.min(from + Sweep.WIDEST, group.size())).stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
            }
        }
        return blocks;
    }
}
