package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.run.March;
import org.espalier.run.Solution;
import org.espalier.trees.Forest;
import org.espalier.trees.RootedTree;

/** The observables τ(T)(t, v_1, …, v_|T|) at the output times. Immutable. */
public final class TensorSolution implements Solution {
    private static final RootedTree PAIR = TreeSystem.asTree(Forest.of(RootedTree.single(), RootedTree.single()));

    private final March<double[]> march;
    private final TensorProgram program;
    private final TensorHierarchy hierarchy;
    private final TensorCheckpoint begin;
    private final TensorCheckpoint end;
    private final long operations;
    private volatile Between last;

    /** The observables at a time between two outputs. */
    private record Between(double time, double[] state) {}

    TensorSolution(
            March<double[]> march,
            TensorProgram program,
            TensorHierarchy hierarchy,
            TensorCheckpoint begin,
            TensorCheckpoint end,
            long operations) {
        this.march = march;
        this.program = program;
        this.hierarchy = hierarchy;
        this.begin = begin;
        this.end = end;
        this.operations = operations;
    }

    @Override
    public March<double[]> march() {
        return march;
    }

    /** {@return what integrated the equations} */
    public Integrator integrator() {
        return hierarchy.integrator();
    }

    /** {@return the error in time of rates and of masses of size 1, as the tolerance of the integrator tells it; NaN for fixed steps} */
    public double timeError() {
        return integrator().tolerance();
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
     * @param timeIndex index of an output time
     */
    public double[] tensor(RootedTree tree, int timeIndex) {
        return program.tensor(tree, march.at(timeIndex));
    }

    /**
     * {@return an observable at any time between the beginning and the last output time reached: from the output time
     * before, by steps of the same method and of at most the same length, so that it is of the same order} The last
     * time asked for is kept.
     *
     * @param tree T
     * @throws IllegalArgumentException if the time was not covered
     */
    public double[] tensorAt(RootedTree tree, double time) {
        return program.tensor(tree, between(time));
    }

    /**
     * {@return ∫…∫ν⊗…⊗ν τ(T) at any time, as {@link #tensorAt}}
     *
     * @param tree T; • gives the population rate
     */
    public double activityAt(RootedTree tree, double time) {
        return program.activity(tree, between(time));
    }

    private double[] between(double time) {
        double reached = begin.time();
        double[] state = begin.state();
        boolean covered = time == reached;
        for (int k = 0; k < reached(); k++) {
            covered |= time >= begin.time() && time <= times().at(k);
            if (times().at(k) <= time) {
                reached = times().at(k);
                state = march.at(k);
            }
        }
        if (!covered) {
            throw new IllegalArgumentException("tensor path: time " + time + " is not between " + begin.time()
                    + " and the last output time reached; the run ended: "
                    + outcome().kind());
        }
        if (time == reached) {
            return state;
        }
        Between known = last;
        if (known == null || known.time != time) {
            known = new Between(time, hierarchy.after(state, reached, time));
            last = known;
        }
        return known.state;
    }

    /** {@return where the run ended, to be resumed: at the last output time, or where it was stopped} */
    public TensorCheckpoint checkpoint() {
        return end;
    }

    /** {@return what the run has cost, multiplications and additions of all steps, without those of closures} */
    public long operations() {
        return operations;
    }

    /**
     * {@return the sum of all entries of an observable: if the unknowns are masses of cells its mass ∫τ(T), equal to
     * t(T) at all times}
     *
     * @param tree T
     * @param timeIndex index of an output time
     */
    public double mass(RootedTree tree, int timeIndex) {
        return Arrays.stream(tensor(tree, timeIndex)).sum();
    }

    /**
     * {@return ∫…∫ν⊗…⊗ν τ(T)}
     *
     * @param tree T; • gives the population rate, • of a colour the part of it that is of that colour
     * @param timeIndex index of an output time
     */
    public double activity(RootedTree tree, int timeIndex) {
        return program.activity(tree, march.at(timeIndex));
    }

    /**
     * {@return the covariance of the rates of two neurons drawn from all, ∫∫ν⊗ν τ(• •) − (∫ν τ(•))²} Needs forests of two trees.
     *
     * @param timeIndex index of an output time
     */
    public double rateCovariance(int timeIndex) {
        double rate = activity(RootedTree.single(), timeIndex);
        return activity(PAIR, timeIndex) - rate * rate;
    }

    /**
     * {@return the variance of the population rate (1/N) Σ_i ν(V_i) of a finite network, {@link #rateCovariance} + (1/N) ∫ν² τ(•), if
     * the observables are injective and the unknowns are masses of cells}
     *
     * @param neurons N
     * @param timeIndex index of an output time
     */
    public double rateVariance(int neurons, int timeIndex) {
        return rateCovariance(timeIndex) + program.squaredActivity(march.at(timeIndex)) / neurons;
    }

    /** {@return the population rate at all output times, ∫ν τ(•), summed over colours, NaN where a time was not reached} */
    public double[] populationRate() {
        return march.values(state -> {
            double sum = 0;
            for (int colour = 0; colour < hierarchy.system().colours().size(); colour++) {
                sum += program.activity(RootedTree.single(colour), state);
            }
            return sum;
        });
    }

    /**
     * {@return the mean rate of the neurons of a colour at all output times, ∫ν_a τ(a)/∫τ(a), NaN where a time was not reached}
     *
     * @param colour a
     */
    public double[] rate(int colour) {
        RootedTree single = RootedTree.single(colour);
        return march.values(state -> program.activity(single, state)
                / Arrays.stream(program.tensor(single, state)).sum());
    }
}
