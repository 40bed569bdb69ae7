package org.espalier.model.observable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schedule of a contraction: distinct subtrees once, products W x_{T_c} once, level by level, each level needing
 * products of lower levels only.
 *
 * @param <T> kind of trees
 */
final class ContractionPlan<T> {
    /** A distinct subtree: x = φ[type] Π_c (product c)^copies. */
    record Node(int type, int[] products, int[] copies, int height) {}

    /** A product W^(p) x_node. */
    record Product(int node, int power) {}

    private final TreeShape<T> shape;
    private final Map<T, Integer> index = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Product, Integer> productIndex = new LinkedHashMap<>();
    private final List<Product> products = new ArrayList<>();
    private final Map<T, Integer> roots = new LinkedHashMap<>();
    private int types = 1;

    private ContractionPlan(TreeShape<T> shape) {
        this.shape = shape;
    }

    static <T> ContractionPlan<T> of(Collection<? extends T> trees, TreeShape<T> shape) {
        ContractionPlan<T> plan = new ContractionPlan<>(shape);
        for (T tree : trees) {
            plan.roots.put(tree, plan.node(tree));
        }
        return plan;
    }

    private int node(T tree) {
        Integer known = index.get(tree);
        if (known != null) {
            return known;
        }
        List<int[]> factors = new ArrayList<>();
        int[] height = {0};
        shape.children(tree, (subtree, power, copies) -> {
            if (power < 1 || copies < 1) {
                throw new IllegalArgumentException(
                        "edge power " + power + " and copies " + copies + " must be positive in " + tree);
            }
            int child = node(subtree);
            height[0] = Math.max(height[0], nodes.get(child).height() + 1);
            Product product = new Product(child, power);
            Integer at = productIndex.get(product);
            if (at == null) {
                at = products.size();
                productIndex.put(product, at);
                products.add(product);
            }
            factors.add(new int[] {at, copies});
        });
        int type = shape.type(tree);
        if (type < 0) {
            throw new IllegalArgumentException("type " + type + " of the root of " + tree + " must not be negative");
        }
        types = Math.max(types, type + 1);
        nodes.add(new Node(
                type,
                factors.stream().mapToInt(f -> f[0]).toArray(),
                factors.stream().mapToInt(f -> f[1]).toArray(),
                height[0]));
        index.put(tree, nodes.size() - 1);
        return nodes.size() - 1;
    }

    /** The trees asked for, in the order given, with their nodes. */
    Map<T, Integer> roots() {
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
        Map<List<Integer>, List<Integer>> groups = new java.util.TreeMap<>((a, b) -> {
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
