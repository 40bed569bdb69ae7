package org.espalier.hierarchy.equation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.trees.Extension;
import org.espalier.trees.Forest;
import org.espalier.trees.Growth;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeFamily;
import org.jgrapht.Graph;

/**
 * The hierarchy (4.1) up to an order: one equation for each rooted tree, held with their couplings in one graph. It is not
 * closed: the equations of the largest order ask for trees that have none.
 */
public final class TreeSystem {
    private final List<NamedColour> colours;
    private final int maxOrder;
    private final boolean exact;
    private final ObservableFamily family;
    private final int neurons;
    private final Graph<RootedTree, Growth> graph;
    private final Map<RootedTree, TreeEquation> equations = new LinkedHashMap<>();

    private TreeSystem(List<NamedColour> colours, int maxOrder, boolean exact, ObservableFamily family, int neurons) {
        this.colours = List.copyOf(colours);
        this.maxOrder = maxOrder;
        this.exact = exact;
        this.family = family;
        this.neurons = neurons;
        graph = family.isPlain() && colours.size() == 1
                ? GrowthGraph.upTo(maxOrder + 1).graph()
                : family.graph(maxOrder);
        InnerKicks kicks = new InnerKicks(family, neurons);
        for (RootedTree tree : graph.vertexSet()) {
            if (ObservableFamily.variables(tree) <= maxOrder) {
                equations.put(tree, assemble(tree, kicks));
            }
        }
    }

    /**
     * Assembles the equations without remainders: those of the limit observables (5.2).
     *
     * @param neuron the neuron; without noise there is no diffusion, with kick factor 0 no coupling
     * @param maxOrder largest |T| with an equation, at least 1
     */
    public static TreeSystem of(Neuron neuron, int maxOrder) {
        Arguments.require(maxOrder >= 1, "hierarchy: order = " + maxOrder + " must be at least 1");
        Objects.requireNonNull(neuron, "neuron");
        return of(List.of(NamedColour.of("", neuron)), maxOrder);
    }

    /**
     * Assembles the equations of coloured trees without remainders (12.2): a tree for each way to give its vertices colours, and a new leaf
     * of each colour.
     *
     * @param colours what the neurons of each colour are called and are, all with one kick factor
     * @param maxOrder largest |T| with an equation, at least 1
     */
    public static TreeSystem of(List<NamedColour> colours, int maxOrder) {
        Arguments.require(maxOrder >= 1, "hierarchy: order = " + maxOrder + " must be at least 1");
        Arguments.require(!colours.isEmpty(), "hierarchy: at least one colour of neurons is needed");
        double count = 0;
        for (int order = 1; order <= maxOrder + 1; order++) {
            count += TreeFamily.plain().withTypes(colours.size()).count(order).doubleValue();
        }
        // a tree, its growths with their relabellings, and its terms
        Arguments.requireMemory(
                count * 400 * (maxOrder + 1) * colours.size(),
                String.format(
                        Locale.ROOT,
                        "hierarchy: %.0f trees up to order %d with %d colours",
                        count,
                        maxOrder + 1,
                        colours.size()),
                "lower the order, take fewer colours");
        return new TreeSystem(colours, maxOrder, false, new ObservableFamily(0, 1, colours.size()), 0);
    }

    /**
     * Assembles the equations of the coloured trees of a system, colours called by its groups and types ({@link NamedColour#of}).
     *
     * @param system models, laws and inputs
     * @param maxOrder largest |T| with an equation, at least 1
     * @throws IllegalArgumentException if the system has a refractory time or delays
     */
    public static TreeSystem of(NetworkSystem system, int maxOrder) {
        return of(NamedColour.of(system, List.of()), maxOrder);
    }

    /**
     * {@return the system with the remainders of section 4: exact for every finite network, (4.1)}
     *
     * @throws IllegalArgumentException if edges carry powers, kicks inside a tuple are kept, or there are forests
     */
    public TreeSystem withRemainders() {
        Arguments.require(
                isPlain(),
                "hierarchy: remainders are known for plain trees; powers of edges, kicks"
                        + " inside a tuple and forests stand for a part of them");
        return new TreeSystem(colours, maxOrder, true, family, neurons);
    }

    /**
     * {@return the system with powers of edges (section 8): φ(v + w) − φ(v) = Σ_p w^p/p! ∂^pφ, an edge of power p carrying w^p/p!} With 2
     * the total excess Σ(p − 1) of a tree is at most 1: the Poisson-driven equation to first order in what a kick is more than a
     * drift, or its diffusion approximation.
     *
     * @param largest 1 for plain edges, or 2
     * @throws IllegalArgumentException if the power is larger
     */
    @Experimental
    public TreeSystem withEdgePowers(int largest) {
        Arguments.require(
                largest >= 1 && largest <= 2,
                "hierarchy: edge power " + largest + " has excess " + (largest - 1)
                        + ", covered are powers 1 and 2 with a total excess of at most 1: the equation cut off at power 3 is not"
                        + " positive and at power 4 ill-posed; for the whole jump take the Poisson-driven form of (5.1)");
        refuseRemainders();
        requireOneColour(largest == 1, "powers of edges");
        if (largest == 1 && colours.size() > 1) {
            return this;
        }
        return new TreeSystem(
                colours, maxOrder, false, new ObservableFamily(largest - 1, family.components(), 1), neurons);
    }

    /**
     * {@return the system with equations of forests: τ(T_1 … T_k) = N^{−k} Σ Π w_{T_j} f, with a variable for each of their vertices}
     * • • gives the two-particle distribution and the variance of the population rate.
     *
     * @param trees largest number of trees of a forest, at least 1; their vertices are at most {@link #maxOrder()} together
     */
    @Experimental
    public TreeSystem withForests(int trees) {
        Arguments.require(trees >= 1, "hierarchy: forests of " + trees + " trees, at least 1 is needed");
        refuseRemainders();
        requireOneColour(trees == 1, "forests");
        if (trees == 1 && colours.size() > 1) {
            return this;
        }
        return new TreeSystem(colours, maxOrder, false, new ObservableFamily(family.excess(), trees, 1), neurons);
    }

    /**
     * {@return the system that keeps the kicks inside a tuple that do not leave the observables: from a child to its parent (needs
     * powers of edges) and from the root of a tree of a forest to another tree of it} For injective observables of a finite
     * network; kicks from a parent to its child, and of two neurons by a third, are left out.
     *
     * @param neurons N, at least 1
     */
    @Experimental
    public TreeSystem withInnerKicks(int neurons) {
        Arguments.require(neurons >= 1, "hierarchy: " + neurons + " neurons, at least 1 is needed");
        refuseRemainders();
        requireOneColour(false, "kicks inside a tuple");
        return new TreeSystem(colours, maxOrder, false, family, neurons);
    }

    private void requireOneColour(boolean fits, String what) {
        Arguments.require(
                fits || colours.size() == 1,
                "hierarchy: " + what + " are known for neurons of one colour, these have " + colours.size()
                        + "; leave them out, or the types and inputs");
    }

    private void refuseRemainders() {
        if (exact) {
            throw new IllegalArgumentException(
                    "hierarchy: the remainders are kept already; take the system without them");
        }
    }

    /**
     * {@return whether there are only plain trees and no kicks inside a tuple, as in the system of the limit
     * observables and in (4.1)}
     */
    public boolean isPlain() {
        return family.isPlain() && neurons == 0;
    }

    /**
     * {@return the tree that stands for a forest in its equations: one tree is itself, several stand on a root of a
     * type of its own that carries no variable}
     *
     * @param forest at least one tree
     */
    public static RootedTree asTree(Forest forest) {
        return switch (forest.size()) {
            case 0 -> throw new IllegalArgumentException("hierarchy: a forest without trees has no observable");
            case 1 -> forest.trees().keySet().iterator().next();
            default -> forest.onRoot(ObservableFamily.FOREST);
        };
    }

    /**
     * {@return the first vertex that carries a variable; vertex n has the axis n minus it, 1 for a forest, otherwise 0}
     *
     * @param tree a tree, or what stands for a forest
     */
    public static int firstVariable(RootedTree tree) {
        return ObservableFamily.first(tree);
    }

    private TreeEquation assemble(RootedTree tree, InnerKicks kicks) {
        List<Term> terms = new ArrayList<>();
        int first = ObservableFamily.first(tree);
        for (int n = first; n < tree.order(); n++) {
            DrivenNeuron own = colours.get(tree.type(n)).driven();
            terms.add(new Term.Transport(n));
            if (!own.currents().isEmpty()) {
                terms.add(new Term.Current(n));
            }
            if (own.neuron().noise() > 0) {
                terms.add(new Term.Diffusion(n));
            }
            terms.add(new Term.Loss(n));
            terms.add(new Term.Reset(n));
            for (int source = 0; source < own.kicks().size(); source++) {
                terms.add(new Term.OutsideKicks(n, source));
            }
        }
        if (kickFactor() != 0) {
            boolean plain = family.isPlain() && colours.size() == 1;
            Map<RootedTree, Integer> multiplicities = plain ? tree.extensions() : family.growths(tree);
            for (int power = 1; power <= family.largestPower(tree); power++) {
                for (int n = first; n < tree.order(); n++) {
                    for (int colour = 0; colour < colours.size(); colour++) {
                        Extension grown = tree.plus(n, colour, power);
                        terms.add(new Term.Coupling(
                                n, grown.tree(), grown.relabelling(), multiplicities.get(grown.tree())));
                    }
                }
            }
            if (neurons > 0) {
                terms.addAll(kicks.of(tree));
            }
        }
        if (exact) {
            if (kickFactor() != 0) {
                if (tree.order() > 1) {
                    terms.add(new Term.Remainder(Term.Remainder.Kind.RESET));
                }
                terms.add(new Term.Remainder(Term.Remainder.Kind.JUMP));
            }
        }
        return new TreeEquation(tree, terms);
    }

    /** {@return the neuron, that of the first colour} */
    public Neuron neuron() {
        return colours.get(0).driven().neuron();
    }

    /** {@return the colours of neurons, one without a name in the system of one neuron model} */
    public List<NamedColour> colours() {
        return colours;
    }

    private double kickFactor() {
        return neuron().kickFactor();
    }

    /** {@return the largest order with an equation, max |T|} */
    public int maxOrder() {
        return maxOrder;
    }

    /** {@return whether the remainders are kept: true for (4.1), false for the limit} */
    public boolean isExact() {
        return exact;
    }

    /** {@return the equations by increasing order of their trees, one for each tree} */
    public List<TreeEquation> equations() {
        return List.copyOf(equations.values());
    }

    /**
     * {@return the equation of a tree, its equation, empty if the order of the tree is above the largest}
     *
     * @param tree T
     */
    public Optional<TreeEquation> equation(RootedTree tree) {
        return Optional.ofNullable(equations.get(tree));
    }

    /**
     * {@return the graph of couplings, an edge from T to each T+n with the number of vertices that lead there; it holds
     * the {@link #missing()} trees too, and cannot be modified}
     */
    public Graph<RootedTree, Growth> graph() {
        return graph;
    }

    /**
     * {@return the trees of order {@link #maxOrder()} + 1, which equations ask for and which have none, so that a
     * closure must stand for them; none if the kick factor is 0}
     */
    public List<RootedTree> missing() {
        return kickFactor() == 0
                ? List.of()
                : graph.vertexSet().stream()
                        .filter(tree -> ObservableFamily.variables(tree) > maxOrder)
                        .toList();
    }

    /** {@return the first of the {@link #equations()} that asks for a tree; empty for • and for trees nobody asks for} */
    public Optional<TreeEquation> firstAskedBy(RootedTree tree) {
        return equations.values().stream()
                .filter(equation -> equation.couplings()
                        .anyMatch(coupling -> coupling.grown().equals(tree)))
                .findFirst();
    }

    /** {@return the number of equations of each order, entry k−1 that of order k: how the system grows} */
    public int[] growth() {
        int[] counts = new int[maxOrder];
        equations.keySet().forEach(tree -> counts[ObservableFamily.variables(tree) - 1]++);
        return counts;
    }

    /**
     * {@return the system in print: the definition of A_n, one equation for each tree, and the remainders in full if
     * they are kept}
     *
     * @param notation LaTeX, Unicode or MathML
     */
    public String print(Notation notation) {
        return new EquationPrinter(this, notation).system();
    }

    /**
     * {@return what the symbols of the neuron stand for, one equation for each of b, ν, σ, v_r and α; b and ν only if
     * their form is known. With several colours, for each of them, with its number of neurons and what acts on it}
     *
     * @param notation LaTeX, Unicode or MathML
     */
    public String printNeuron(Notation notation) {
        return new NeuronPrinter(notation).print(colours);
    }

    /**
     * {@return the equation of a tree in print}
     *
     * @param tree T
     * @param notation LaTeX, Unicode or MathML
     */
    public String print(RootedTree tree, Notation notation) {
        TreeEquation equation = equation(tree)
                .orElseThrow(() -> new IllegalArgumentException(
                        "hierarchy: no equation of " + tree + ", its order is above " + maxOrder));
        return new EquationPrinter(this, notation).equation(equation);
    }

    @Override
    public String toString() {
        return print(Notation.unicode());
    }
}
