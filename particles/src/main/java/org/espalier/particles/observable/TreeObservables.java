package org.espalier.particles.observable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeContraction;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/**
 * Empirical tree observables of a state, in two versions (section 3). The type of vertex l of a tree (type 0 in plain trees)
 * chooses its test function φ_l:
 *
 * <pre class="tex">
 *     \text{homomorphism (H2):}\quad \frac1N Σ_{i_1 … i_k} w_T(i) Π_l φ_l(V_{i_l}) ,\qquad w_T(i) = Π_{l ≥ 2} w[i_{p(l)}][i_l] ,
 *     \text{injective (I):}\quad \frac1N Σ_{i_1 … i_k \text{ distinct}} \text{the same} .
 * </pre>
 *
 * <p>The mean of version I over replicas is ⟨τ_N(T), φ_1 ⊗ … ⊗ φ_k⟩, the side of the particles, with f_N the joint law of k
 * distinct neurons:
 *
 * <pre class="tex">
 *     τ_N(T)(t, v_1 … v_k) = \frac1N Σ_{i_1 … i_k \text{ distinct}} w_T(i) \, f_N^{i_1 … i_k}(t, v_1 … v_k) .  (3.1)
 * </pre>
 *
 * <p>H2 is the version that the tree contraction computes in one sweep over the edges for each distinct subtree. They agree for
 * one tree of order 1 or 2, and differ by at most C(k−1, 2) ε_w R_w^{k−2} Π sup|φ_l| beyond. The kick factor α is not part of the
 * weights here.
 *
 * <p>A forest is several trees; its value (H2) is the product of theirs: • • with φ = ν gives the square of the population rate, the
 * diagonal (1/N²) Σ ν(V_i)² included.
 */
public final class TreeObservables implements Observable, Fingerprinted {
    private static final double MOST_TUPLES = 1e8;

    private final SynapticNetwork network;
    private final List<TestFunction> functions;
    private final List<List<RootedTree>> forests;
    private final List<RootedTree> trees;
    private final boolean injective;
    private final Map<RootedTree, DistinctTuples> tuples;
    private final TreeContraction contraction;

    private TreeObservables(
            SynapticNetwork network, List<TestFunction> functions, List<List<RootedTree>> forests, boolean injective) {
        this.network = network;
        this.functions = List.copyOf(functions);
        this.forests = forests.stream().map(List::copyOf).toList();
        this.trees = forests.stream().flatMap(List::stream).distinct().toList();
        this.contraction = TreeContraction.of(network).threads(1);
        for (RootedTree tree : trees) {
            for (int l = 0; l < tree.order(); l++) {
                if (tree.type(l) >= functions.size()) {
                    throw new IllegalArgumentException("tree observable: vertex " + l + " of " + tree + " has type "
                            + tree.type(l) + ", but there are " + functions.size()
                            + " test functions; types count from 0");
                }
            }
        }
        this.injective = injective;
        this.tuples = injective
                ? trees.stream()
                        .collect(Collectors.toMap(
                                Function.identity(), tree -> DistinctTuples.of(network, tree, MOST_TUPLES)))
                : Map.of();
    }

    /**
     * {@return the observable over all index tuples (H2)}
     *
     * @param network the weights
     * @param functions test function of each type of vertex
     * @param trees the trees, one value each
     */
    public static TreeObservables homomorphism(
            SynapticNetwork network, List<TestFunction> functions, List<RootedTree> trees) {
        return new TreeObservables(
                network, functions, trees.stream().map(List::of).toList(), false);
    }

    /**
     * {@return the observable over distinct indices (I)} The tuples are visited one by one, so the cost is their
     * number.
     *
     * @param network the weights
     * @param functions test function of each type of vertex
     * @param trees the trees, one value each
     * @throws IllegalArgumentException if a tree has more than 10^8 tuples in the network
     */
    public static TreeObservables injective(
            SynapticNetwork network, List<TestFunction> functions, List<RootedTree> trees) {
        return new TreeObservables(
                network, functions, trees.stream().map(List::of).toList(), true);
    }

    /**
     * {@return the products over the trees of forests, all index tuples (H2)}
     *
     * @param network the weights
     * @param functions test function of each type of vertex
     * @param forests the forests, one value each
     */
    public static TreeObservables forests(
            SynapticNetwork network, List<TestFunction> functions, List<List<RootedTree>> forests) {
        return new TreeObservables(network, functions, forests, false);
    }

    /**
     * {@return the plain trees up to an order, in the order of {@link RootedTrees#upTo(int)}, all index tuples (H2),
     * the same test function at every vertex}
     *
     * @param network the weights
     * @param function φ
     * @param maxOrder largest order
     */
    public static TreeObservables upTo(SynapticNetwork network, TestFunction function, int maxOrder) {
        List<RootedTree> trees = new ArrayList<>();
        RootedTrees.upTo(maxOrder).forEach(trees::add);
        return homomorphism(network, List.of(function), trees);
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(network).add(functions).add(forests.toString()).add(injective);
    }

    @Override
    public String name() {
        return (injective ? "I" : "H2") + " of " + forests + " with "
                + functions.stream().map(TestFunction::name).toList();
    }

    @Override
    public int count() {
        return forests.size();
    }

    /** {@return whether indices are distinct (I), and not all tuples counted (H2)} */
    public boolean isInjective() {
        return injective;
    }

    /** {@return the trees of the values, one forest a value} */
    public List<List<RootedTree>> forests() {
        return forests;
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        if (state.size() != network.size()) {
            throw new IllegalArgumentException("tree observable: network of " + network.size()
                    + " neurons, trajectory of " + state.size() + "; use the same network");
        }
        double[][] phi = new double[functions.size()][state.size()];
        for (int a = 0; a < phi.length; a++) {
            for (int i = 0; i < state.size(); i++) {
                phi[a][i] = functions.get(a).isFiring()
                        ? state.intensity(i)
                        : functions.get(a).at(state.potential(i));
            }
        }
        System.arraycopy(values(phi), 0, values, offset, forests.size());
    }

    /**
     * {@return the same sums for given functions on the neurons, in the place of test functions of sampled potentials,
     * one value a forest} With the integrals ∫φ_a f_i it is what independent neurons of laws f_i have, for version I;
     * for H2 it is the limit observable (H1).
     *
     * @param functions phi[a][i], for each type of vertex a value at each neuron
     */
    public double[] values(double[]... functions) {
        if (functions.length != this.functions.size()) {
            throw new IllegalArgumentException("tree observable: " + functions.length + " functions for "
                    + this.functions.size() + " types of vertices; give one a type");
        }
        for (double[] function : functions) {
            if (function.length != network.size()) {
                throw new IllegalArgumentException("tree observable: network of " + network.size()
                        + " neurons, a function on " + function.length + "; use the same network");
            }
        }
        double[][] phi = functions;
        Map<RootedTree, Double> means = !injective
                ? contraction.startingFrom(phi).means(trees)
                : tuples.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().sum(phi) / network.size()));
        double[] values = new double[forests.size()];
        for (int f = 0; f < forests.size(); f++) {
            double product = 1;
            for (RootedTree tree : forests.get(f)) {
                product *= means.get(tree);
            }
            values[f] = product;
        }
        return values;
    }

    @Override
    public String toString() {
        return name();
    }
}
