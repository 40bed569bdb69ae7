package org.espalier.estimates.energy;

import java.util.ArrayList;
import java.util.List;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.trees.RootedTree;

/**
 * The stability theorem as a number. For one neuron, two networks and two initial laws, each the same for all neurons of
 * its network, the squared distances D_T = ‖τ(T) − τ̃(T)‖² in the weighted space satisfy (9.3), as (4.1) without remainders is
 * linear, and D_T ≤ 4 y^{|T|} from the majorants of both. Hence for every order n
 *
 * <pre>D_•(t) ≤ X_•^{(n)}(t) + 4 y(t) (s/S*)^n ,</pre>
 *
 * X^{(n)} the {@linkplain TreeNormHierarchy#vanishing hierarchy with X = 0 above n} started from D_T(0) = t² ‖f‖^{2k} − 2 t t̃
 * ⟨f,f̃⟩^k + t̃² ‖f̃‖^{2k}, k = |T|. The bound is the least of them. As D_T(0) → 0 for all T it tends to 0: convergence of the
 * data gives convergence of the solutions, up to T*.
 */
@Experimental
public final class StabilityEstimate {
    private final EnergyConstants constants;
    private final Majorant majorant;
    private final List<TreeNormHierarchy> hierarchies;
    private final double initial;

    private StabilityEstimate(
            EnergyConstants constants, Majorant majorant, List<TreeNormHierarchy> hierarchies, double initial) {
        this.constants = constants;
        this.majorant = majorant;
        this.hierarchies = List.copyOf(hierarchies);
        this.initial = initial;
    }

    /**
     * One of the two systems.
     *
     * @param law f, the initial law of all its neurons
     * @param densities t(T) of its network
     * @param rowConstant R_w of its network
     */
    public record Side(InitialLaw law, TreeDensities densities, double rowConstant) {}

    /**
     * {@return the estimate with the weight that serves longest}
     *
     * @param neuron the common neuron
     * @param first one system
     * @param second the other, its densities to the same order
     */
    public static StabilityEstimate of(Neuron neuron, Side first, Side second) {
        double rows = Math.max(first.rowConstant, second.rowConstant);
        return of(EnergyEstimate.optimised(neuron, first.law, rows).constants(), first, second);
    }

    /**
     * {@return the estimate with given constants}
     *
     * @param constants of the common neuron
     * @param first one system
     * @param second the other, its densities to the same order
     */
    public static StabilityEstimate of(EnergyConstants constants, Side first, Side second) {
        double rows = Math.max(first.rowConstant, second.rowConstant);
        WeightedSpace space = new WeightedSpace(constants.a());
        double own = space.inner(first.law, first.law);
        double mixed = space.inner(first.law, second.law);
        double other = space.inner(second.law, second.law);
        Majorant majorant =
                new Majorant(constants.c0(), constants.c1(), Math.max(1, rows * rows) * Math.max(own, other));
        int order = Math.min(first.densities.maxOrder(), second.densities.maxOrder());
        List<TreeNormHierarchy> hierarchies = new ArrayList<>();
        for (int n = 1; n <= order; n++) {
            hierarchies.add(TreeNormHierarchy.of(
                    constants.c0(), constants.c1(), n, tree -> difference(tree, first, second, own, mixed, other)));
        }
        return new StabilityEstimate(
                constants, majorant, hierarchies, difference(RootedTree.single(), first, second, own, mixed, other));
    }

    private static double difference(RootedTree tree, Side first, Side second, double own, double mixed, double other) {
        int k = tree.order();
        double t = first.densities.of(tree);
        double u = second.densities.of(tree);
        // rounding may take a difference of equals below 0
        return Math.max(0, t * t * Math.pow(own, k) - 2 * t * u * Math.pow(mixed, k) + u * u * Math.pow(other, k));
    }

    /** {@return the constants, c0, c1, and the weight they belong to} */
    public EnergyConstants constants() {
        return constants;
    }

    /** {@return the common majorant of the two systems, y} */
    public Majorant majorant() {
        return majorant;
    }

    /** {@return the squared distance of the data, ‖f − f̃‖², D_•(0)} */
    public double initial() {
        return initial;
    }

    /**
     * {@return a bound of the squared distance of the one-particle distributions, D_•(t); infinite from T* on}
     *
     * @param time t ≥ 0
     */
    public double squared(double time) {
        Arguments.require(time >= 0, "stability: time ", time, " must be ≥ 0");
        if (time >= majorant.blowUpTime()) {
            return Double.POSITIVE_INFINITY;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int n = 1; n <= hierarchies.size(); n++) {
            least = Math.min(
                    least, hierarchies.get(n - 1).vanishing(RootedTree.single(), time) + majorant.uniqueness(n, time));
        }
        return least;
    }
}
