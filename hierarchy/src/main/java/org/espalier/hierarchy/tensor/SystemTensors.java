package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.NamedColour;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.system.Colour;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.run.Arguments;

/**
 * The tensor path of a system (12.2): its colours refined so that each group that is read out is a union of them, the equations of their
 * trees and a closure; on a grid, the hierarchy to be solved. Immutable.
 */
public final class SystemTensors {
    private final NetworkSystem system;
    private final Colouring colouring;
    private final TreeSystem equations;
    private final Closure closure;

    private SystemTensors(NetworkSystem system, Colouring colouring, TreeSystem equations, Closure closure) {
        this.system = system;
        this.colouring = colouring;
        this.equations = equations;
        this.closure = closure;
    }

    /**
     * {@return the tensors of a system}
     *
     * @param system models, laws, inputs and groups that are read out
     * @param maxOrder largest |T| with an equation
     * @param closure what stands for the trees of an order more
     * @throws IllegalArgumentException if the system has a refractory time or delays, or the closure says nothing of colours
     */
    public static SystemTensors of(NetworkSystem system, int maxOrder, Closure closure) {
        Colouring colouring = system.colouring().refined(system.readouts());
        TreeSystem equations = TreeSystem.of(NamedColour.of(system, colouring, system.readouts()), maxOrder);
        TensorHierarchy.of(equations, closure);
        return new SystemTensors(system, colouring, equations, closure);
    }

    /** {@return the equations, without operators} */
    public TensorHierarchy hierarchy() {
        return TensorHierarchy.of(equations, closure);
    }

    /** {@return the colours of the neurons} */
    public Colouring colouring() {
        return colouring;
    }

    /**
     * {@return the hierarchy on a grid, from the tree densities and laws of the system, to be solved} Inputs that vary are replaced by their
     * means over pieces.
     *
     * @param grid the cells
     * @param until the last output time
     * @param step largest time step, and largest length of a piece
     */
    public TensorHierarchy on(Grid grid, double until, double step) {
        List<Colour> colours = colouring.colours();
        double[][] laws =
                colours.stream().map(colour -> grid.masses(colour.law())).toArray(double[][]::new);
        // mean drive at order 1 is made from the densities of the edges, which have no equation
        int order = equations.maxOrder() + (equations.maxOrder() == 1 && !closure.vanishes() ? 1 : 0);
        return hierarchy()
                .on(ColourOperators.of(colours, grid, until, step))
                .startingFrom(TreeDensities.of(TreeContraction.of(system.network()), colouring.byNeuron(), order), laws)
                .step(step);
    }

    /**
     * {@return the mean rate of a group at all output times, NaN where a time was not reached}
     *
     * @param solution of this hierarchy
     * @param group a union of colours, as all groups are that the system reads out
     * @throws IllegalArgumentException if it has a part of a colour: the rates of single neurons are not known
     */
    public double[] rate(TensorSolution solution, NeuronGroup group) {
        int[] of = colouring.byNeuron();
        int[] all = new int[colouring.count()];
        int[] inside = new int[all.length];
        for (int i = 0; i < of.length; i++) {
            all[of[i]]++;
            inside[of[i]] += group.contains(i) ? 1 : 0;
        }
        double[] rate = new double[solution.times().count()];
        for (int a = 0; a < all.length; a++) {
            Arguments.require(
                    inside[a] == 0 || inside[a] == all[a],
                    "tensor path: group '" + group.name() + "' has " + inside[a] + " of the " + all[a]
                            + " neurons of a colour; let the system read it out");
            if (inside[a] > 0) {
                double share = (double) inside[a] / group.size();
                double[] own = solution.rate(a);
                Arrays.setAll(rate, k -> rate[k] + share * own[k]);
            }
        }
        return rate;
    }
}
