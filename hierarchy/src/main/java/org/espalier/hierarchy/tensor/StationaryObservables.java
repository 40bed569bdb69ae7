package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import java.util.List;
import org.espalier.run.Experimental;
import org.espalier.run.Outcome;
import org.espalier.trees.RootedTree;

/**
 * A stationary state of a closed hierarchy: 0 = Σ_n [A_n τ(T) − α ∂_{v_n} B_n τ(T+n)] for every tree, with the masses t(T) of the initial
 * observables, which nothing changes. It may be unstable in time, and with a closure that is not linear others may exist. Immutable.
 */
@Experimental
public final class StationaryObservables {
    private final Outcome outcome;
    private final TensorProgram program;
    private final double[] state;
    private final int iterations;

    StationaryObservables(Outcome outcome, TensorProgram program, double[] state, int iterations) {
        this.outcome = outcome;
        this.program = program;
        this.state = state;
        this.iterations = iterations;
    }

    /** {@return how the search ended, completed, cancelled, not converged or blew up} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the number of iterations, evaluations of the couplings} */
    public int iterations() {
        return iterations;
    }

    /** {@return all trees with an equation, by increasing order} */
    public List<RootedTree> trees() {
        return program.trees();
    }

    /**
     * {@return an observable: length M^|T|, one axis a vertex of T, vertex 0 slowest; masses of cells if the operators
     * are finite volumes}
     *
     * @param tree T
     * @throws IllegalStateException if no stationary state was found
     */
    public double[] tensor(RootedTree tree) {
        requireFound();
        return program.tensor(tree, state);
    }

    /**
     * {@return the sum of all entries of an observable, ∫τ(T) = t(T), if the unknowns are masses of cells}
     *
     * @param tree T
     * @throws IllegalStateException if no stationary state was found
     */
    public double mass(RootedTree tree) {
        return Arrays.stream(tensor(tree)).sum();
    }

    /**
     * {@return ∫…∫ν⊗…⊗ν τ(T)}
     *
     * @param tree T; • gives the population rate
     * @throws IllegalStateException if no stationary state was found
     */
    public double activity(RootedTree tree) {
        requireFound();
        return program.activity(tree, state);
    }

    /**
     * {@return the population rate, ∫ν τ(•)}
     *
     * @throws IllegalStateException if no stationary state was found
     */
    public double populationRate() {
        return activity(RootedTree.single());
    }

    private void requireFound() {
        if (!outcome.isCompleted()) {
            throw new IllegalStateException("stationary observables: " + outcome.message());
        }
    }
}
