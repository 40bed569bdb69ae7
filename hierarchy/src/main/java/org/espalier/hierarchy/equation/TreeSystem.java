package org.espalier.hierarchy.equation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.neuron.Neuron;
import org.espalier.trees.Extension;
import org.espalier.trees.Growth;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;
import org.jgrapht.Graph;

/**
 * The hierarchy (4.1) up to an order: one equation for each rooted tree, held with their couplings in one graph. It is not
 * closed: the equations of the largest order ask for trees that have none.
 */
public final class TreeSystem {
    private final Neuron neuron;
    private final int maxOrder;
    private final boolean exact;
    private final GrowthGraph growth;
    private final Map<RootedTree, TreeEquation> equations = new LinkedHashMap<>();

    private TreeSystem(Neuron neuron, int maxOrder, boolean exact) {
        this.neuron = Objects.requireNonNull(neuron, "neuron");
        this.maxOrder = maxOrder;
        this.exact = exact;
        growth = GrowthGraph.upTo(maxOrder + 1);
        for (RootedTree tree : growth.trees()) {
            if (tree.order() <= maxOrder) {
                equations.put(tree, assemble(tree));
            }
        }
    }

    /**
     * Assembles the equations without remainders: those of the limit observables (5.2).
     *
     * @param neuron the neuron; without noise there is no diffusion, with kick factor 0 no coupling
     * @param maxOrder largest |T| with an equation, at least 1
     * @return the system
     */
    public static TreeSystem of(Neuron neuron, int maxOrder) {
        if (maxOrder < 1) {
            throw new IllegalArgumentException("hierarchy: order = " + maxOrder + " must be at least 1");
        }
        return new TreeSystem(neuron, maxOrder, false);
    }

    /**
     * Returns the system with the remainders of section 4: exact for every finite network.
     *
     * @return (4.1)
     */
    public TreeSystem withRemainders() {
        return new TreeSystem(neuron, maxOrder, true);
    }

    private TreeEquation assemble(RootedTree tree) {
        List<Term> terms = new ArrayList<>();
        for (int n = 0; n < tree.order(); n++) {
            terms.add(new Term.Transport(n));
            if (neuron.noise() > 0) {
                terms.add(new Term.Diffusion(n));
            }
            terms.add(new Term.Loss(n));
            terms.add(new Term.Reset(n));
        }
        if (neuron.kickFactor() != 0) {
            Map<RootedTree, Integer> multiplicities = tree.extensions();
            for (int n = 0; n < tree.order(); n++) {
                Extension grown = tree.plus(n);
                terms.add(new Term.Coupling(n, grown.tree(), grown.relabelling(), multiplicities.get(grown.tree())));
            }
        }
        if (exact) {
            if (neuron.kickFactor() != 0) {
                if (tree.order() > 1) {
                    terms.add(new Term.Remainder(Term.Remainder.Kind.RESET));
                }
                terms.add(new Term.Remainder(Term.Remainder.Kind.JUMP));
            }
        }
        return new TreeEquation(tree, terms);
    }

    /**
     * Returns the neuron.
     *
     * @return the neuron
     */
    public Neuron neuron() {
        return neuron;
    }

    /**
     * Returns the largest order with an equation.
     *
     * @return max |T|
     */
    public int maxOrder() {
        return maxOrder;
    }

    /**
     * Tells whether the remainders are kept.
     *
     * @return true for (4.1), false for the limit
     */
    public boolean isExact() {
        return exact;
    }

    /**
     * Returns the equations by increasing order of their trees.
     *
     * @return one for each tree
     */
    public List<TreeEquation> equations() {
        return List.copyOf(equations.values());
    }

    /**
     * Returns the equation of a tree.
     *
     * @param tree T
     * @return its equation, empty if the order of the tree is above the largest
     */
    public Optional<TreeEquation> equation(RootedTree tree) {
        return Optional.ofNullable(equations.get(tree));
    }

    /**
     * Returns the graph of couplings: an edge from T to each T+n with the number of vertices that lead there.
     *
     * @return a graph that cannot be modified; it holds the {@link #missing()} trees too
     */
    public Graph<RootedTree, Growth> graph() {
        return growth.graph();
    }

    /**
     * Returns the trees that equations ask for and that have none: a closure must stand for them.
     *
     * @return the trees of order {@link #maxOrder()} + 1; none if the kick factor is 0
     */
    public List<RootedTree> missing() {
        return neuron.kickFactor() == 0
                ? List.of()
                : growth.trees().stream()
                        .filter(tree -> tree.order() > maxOrder)
                        .toList();
    }

    /**
     * Returns the equation that first asks for a tree, in the order of {@link #equations()}.
     *
     * @param tree a tree
     * @return the equation, empty for • and for trees nobody asks for
     */
    public Optional<TreeEquation> firstAskedBy(RootedTree tree) {
        return equations.values().stream()
                .filter(equation -> equation.couplings()
                        .anyMatch(coupling -> coupling.grown().equals(tree)))
                .findFirst();
    }

    /**
     * Returns how the system grows: the number of equations of each order.
     *
     * @return entry k−1 is the number of trees of order k, from 1 to the largest order
     */
    public int[] growth() {
        int[] counts = new int[maxOrder];
        equations.keySet().forEach(tree -> counts[tree.order() - 1]++);
        return counts;
    }

    /**
     * Prints the system.
     *
     * @param notation LaTeX, Unicode or MathML
     * @return the definition of A_n, one equation for each tree, and the remainders in full if they are kept
     */
    public String print(Notation notation) {
        return new Printer(this, notation).system();
    }

    /**
     * Prints one equation.
     *
     * @param tree T
     * @param notation LaTeX, Unicode or MathML
     * @return its equation
     */
    public String print(RootedTree tree, Notation notation) {
        TreeEquation equation = equation(tree)
                .orElseThrow(() -> new IllegalArgumentException(
                        "hierarchy: no equation of " + tree + ", its order is above " + maxOrder));
        return new Printer(this, notation).equation(equation);
    }

    @Override
    public String toString() {
        return print(Notation.unicode());
    }
}
