package org.espalier.hierarchy.expansion;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Arguments;
import org.espalier.run.March;
import org.espalier.run.Solution;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;

/** The elementary densities F_T(t, v) of (6.1) at the output times, for all trees up to an order. Immutable. */
public final class ElementarySolution implements Solution {
    private final March<double[]> march;
    private final Grid grid;
    /** By colour of the root. */
    private final VertexOperators[] operators;

    private final int size;
    private final Equation61 program;
    private final double kickFactor;
    private final Integrator integrator;
    private final double[] symmetries;

    ElementarySolution(
            March<double[]> march,
            Grid grid,
            VertexOperators[] operators,
            Equation61 program,
            double kickFactor,
            Integrator integrator) {
        this.march = march;
        this.grid = grid;
        this.operators = operators;
        size = operators[0].size();
        this.program = program;
        this.kickFactor = kickFactor;
        this.integrator = integrator;
        symmetries = program.trees().stream()
                .mapToDouble(tree -> TreeSymmetry.symmetry(tree).doubleValue())
                .toArray();
    }

    @Override
    public March<double[]> march() {
        return march;
    }

    /** {@return what integrated the equations} */
    public Integrator integrator() {
        return integrator;
    }

    /** {@return the error in time of F_T/σ(T), of its rate and its mass, as the tolerance tells it; NaN for fixed steps} */
    public double timeError() {
        return integrator.tolerance();
    }

    /** {@return the cells of potential, empty if the operators were given as matrices} */
    public Optional<Grid> grid() {
        return Optional.ofNullable(grid);
    }

    /** {@return all trees up to {@link #maxOrder()}, by increasing order} */
    public List<RootedTree> trees() {
        return program.trees();
    }

    /** {@return the largest order, max |T|} */
    public int maxOrder() {
        return program.maxOrder();
    }

    /** {@return the number of colours of vertices, 1 for plain trees} */
    public int colours() {
        return operators.length;
    }

    /** {@return the kick factor that the densities contain: F_T carries α^{|T|−1}} */
    public double kickFactor() {
        return kickFactor;
    }

    /**
     * {@return the firing rate ⟨ν, F_T⟩ of an elementary density, spikes per unit of time}
     *
     * @param tree the tree T
     * @param timeIndex index of an output time
     */
    public double rate(RootedTree tree, int timeIndex) {
        int n = program.index(tree);
        return symmetries[n] * normalisedRate(n, timeIndex);
    }

    /**
     * {@return an elementary density as masses, F_T times the width of the cells, one number a cell (or an unknown of
     * the given matrices); they sum to 1 for •, to 0 for other trees}
     *
     * @param tree the tree T
     * @param timeIndex index of an output time
     */
    public double[] mass(RootedTree tree, int timeIndex) {
        int n = program.index(tree);
        double[] result = new double[size];
        double[] state = state(timeIndex);
        for (int k = 0; k < result.length; k++) {
            result[k] = symmetries[n] * state[n * result.length + k];
        }
        return result;
    }

    /**
     * {@return the expansion of the one-particle distribution of a network, from its tree densities} With those of a group ({@link
     * TreeDensities#readouts}) it is the expansion of the distribution and rate of that group.
     *
     * @param densities t(T), homomorphism version, at least up to {@link #maxOrder()}, with the same colours
     */
    public TreeExpansion expansion(TreeDensities densities) {
        Objects.requireNonNull(densities, "densities");
        Arguments.require(
                densities.maxOrder() >= maxOrder(),
                "expansion: tree densities up to order " + densities.maxOrder() + ", order " + maxOrder()
                        + " is needed");
        Arguments.require(
                densities.colours() == colours(),
                "expansion: tree densities of " + densities.colours()
                        + " colours of neurons, the elementary densities have " + colours()
                        + "; take those of the system, TreeDensities.of(system, order)");
        double[] weights = program.trees().stream().mapToDouble(densities::of).toArray();
        return new TreeExpansion(this, weights);
    }

    /**
     * {@return the derivatives of the population rate by every weight of a network, ∂r/∂w_ij}
     *
     * @param network w
     * @param order order of the vanishing closure, from 2 to {@link #maxOrder()}
     * @param timeIndex index of an output time
     * @throws IllegalArgumentException if the order is not there, or the vectors do not fit in memory
     */
    public WeightSensitivities sensitivities(SynapticNetwork network, int order, int timeIndex) {
        return WeightSensitivities.of(this, network, new int[network.size()], order, timeIndex);
    }

    /**
     * {@return the derivatives of the population rate by every weight of a system, ∂r/∂w_ij}
     *
     * @param system of the same colours
     * @param order order of the vanishing closure, from 2 to {@link #maxOrder()}
     * @param timeIndex index of an output time
     * @throws IllegalArgumentException if the order is not there, or the vectors do not fit in memory
     */
    public WeightSensitivities sensitivities(NetworkSystem system, int order, int timeIndex) {
        return WeightSensitivities.of(this, system.network(), system.colouring().byNeuron(), order, timeIndex);
    }

    double[] state(int timeIndex) {
        return march.at(timeIndex);
    }

    /** ⟨ν, F_T⟩/σ(T). */
    double normalisedRate(int tree, int timeIndex) {
        return operators[program.trees().get(tree).type(0)].rate(state(timeIndex), tree * size);
    }

    Equation61 program() {
        return program;
    }

    int unknowns() {
        return size;
    }

    int index(RootedTree tree) {
        return program.index(tree);
    }
}
