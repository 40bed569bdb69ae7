package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridErrors;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.study.method.GroupRate;
import org.espalier.trees.TreeFamily;

/**
 * The hierarchy at every order up to the largest, by the vanishing closure through elementary densities (6.1) with the Split
 * scheme, and the error of its grid from grids twice and four times as coarse.
 *
 * <p>Neurons of several types, or on which inputs act, have coloured trees, of which there are many more: orders above the largest
 * with {@value #MOST_COLOURED_TREES} trees are left out, and the stage says so.
 *
 * @param densities tree densities of the network
 * @param expansion the expansion, with an outcome
 * @param coarse the expansion on a grid twice as coarse; empty if the fine one did not complete
 * @param coarsest the expansion on a grid four times as coarse; empty if the coarse one did not complete
 * @param smooth whether the coarse grid resolves the problem
 * @param groups the same of every group that is read out
 */
public record HierarchyStudy(
        TreeDensities densities,
        TreeExpansion expansion,
        Optional<TreeExpansion> coarse,
        Optional<TreeExpansion> coarsest,
        boolean smooth,
        List<Group> groups) {
    /** Mass below zero from which on the density of an order is called lost: a thousandth of all. */
    public static final double NEGATIVE_MASS = 1e-3;

    private static final int MOST_WIDENINGS = 4;

    /** About a minute of a run on 400 cells to time 2. */
    private static final int MOST_COLOURED_TREES = 12_000;

    /** Copies the list. */
    public HierarchyStudy {
        groups = List.copyOf(groups);
    }

    /**
     * The expansion of the rate of a group.
     *
     * @param name of the group
     * @param expansion from the densities of the group
     * @param coarse on a grid twice as coarse, if that was solved
     * @param coarsest on a grid four times as coarse, if that was solved
     */
    public record Group(
            String name, TreeExpansion expansion, Optional<TreeExpansion> coarse, Optional<TreeExpansion> coarsest) {}

    /** Why elementary densities are left out for a system; empty if they know all it has. */
    static Optional<String> reasonToLeaveOut(NetworkSystem system) {
        return system.features().stream()
                .filter(feature -> feature == Feature.THRESHOLD)
                .findFirst()
                .map(feature -> "left out: elementary densities do not know " + feature.words());
    }

    /** The largest order that is solved: hierarchy.max_order, or less where coloured trees are too many. */
    static int largestOrder(Study study, NetworkSystem system) {
        int colours = system.colouring().count();
        int largest = study.hierarchy().maxOrder();
        if (colours == 1) {
            return largest;
        }
        int order = 1;
        while (order < largest && trees(colours, order + 1) <= MOST_COLOURED_TREES) {
            order++;
        }
        return order;
    }

    /** The number of trees up to an order. */
    static double trees(int colours, int maxOrder) {
        double sum = 0;
        for (int order = 1; order <= maxOrder; order++) {
            sum += TreeFamily.plain().withTypes(colours).count(order).doubleValue();
        }
        return sum;
    }

    static HierarchyStudy solve(
            Study study, NetworkSystem system, DriveRange drives, Times times, int threads, Progress progress) {
        return elementary(study, system, drives, times, threads, progress)
                .on(densities(study, system, threads), readouts(study, system, threads), system);
    }

    static TreeDensities densities(Study study, NetworkSystem system, int threads) {
        return TreeDensities.of(
                TreeContraction.of(system.network()).threads(threads),
                system.colouring().byNeuron(),
                largestOrder(study, system));
    }

    private static List<TreeDensities> readouts(Study study, NetworkSystem system, int threads) {
        return TreeDensities.readouts(
                TreeContraction.of(system.network()).threads(threads),
                system.colouring().byNeuron(),
                system.readouts(),
                largestOrder(study, system));
    }

    /** Elementary densities on a grid, and, if they completed, on two coarser ones: nothing in them knows the weights. */
    record Elementary(
            ElementarySolution fine, Optional<ElementarySolution> coarse, Optional<ElementarySolution> coarsest) {
        HierarchyStudy on(TreeDensities densities, List<TreeDensities> readouts, NetworkSystem system) {
            List<Group> groups = new ArrayList<>();
            for (int g = 0; g < readouts.size(); g++) {
                TreeDensities own = readouts.get(g);
                groups.add(new Group(
                        system.readouts().get(g).name(),
                        fine.expansion(own),
                        coarse.map(rough -> rough.expansion(own)),
                        coarsest.map(rough -> rough.expansion(own))));
            }
            return new HierarchyStudy(
                    densities,
                    fine.expansion(densities),
                    coarse.map(rough -> rough.expansion(densities)),
                    coarsest.map(rough -> rough.expansion(densities)),
                    coarse.isPresent()
                            && Refinement.resolves(coarse.get().grid().orElseThrow(), system),
                    groups);
        }
    }

    static Elementary elementary(
            Study study, NetworkSystem system, DriveRange drives, Times times, int threads, Progress progress) {
        ElementaryDensities equation = ElementaryDensities.of(system)
                .upTo(largestOrder(study, system))
                .step(study.numerics().timeStep())
                .integrator(study.numerics().integrator())
                .threads(threads)
                .cellWidth(MeanFieldStudy.cellWidth(study));
        DriveRange range = drives;
        ElementarySolution fine = null;
        for (int attempt = 0; attempt < MOST_WIDENINGS; attempt++) {
            fine = equation.covering(range).solve(times, progress.section(0, 0.8));
            if (fine.outcome().kind() != Outcome.Kind.LEFT_GRID) {
                break;
            }
            range = DriveRange.of(2 * Math.min(range.smallest(), -0.5), 2 * Math.max(range.largest(), 0.5));
        }
        Optional<ElementarySolution> coarse = coarser(equation, fine, progress.section(0.8, 0.97));
        Optional<ElementarySolution> coarsest =
                coarse.flatMap(rough -> coarser(equation, rough, progress.section(0.97, 1)));
        return new Elementary(fine, coarse, coarsest);
    }

    /** The same on cells twice as wide, if both complete. */
    private static Optional<ElementarySolution> coarser(
            ElementaryDensities equation, ElementarySolution fine, Progress progress) {
        if (!fine.outcome().isCompleted()) {
            return Optional.empty();
        }
        Grid grid = fine.grid().orElseThrow().coarser(equation.neuron().reset());
        return Optional.of(equation.on(grid).solve(fine.times(), progress))
                .filter(rough -> rough.outcome().isCompleted());
    }

    /** {@return the largest order, max |T|} */
    public int maxOrder() {
        return expansion.maxOrder();
    }

    /**
     * Tells how many of the times were reached.
     *
     * @return number of times with values
     */
    public int reached() {
        int reached = 0;
        double end = expansion.outcome().time();
        while (reached < expansion.times().count() && expansion.times().at(reached) <= end && has(reached)) {
            reached++;
        }
        return reached;
    }

    private boolean has(int time) {
        try {
            expansion.rate(1, time);
            return true;
        } catch (IllegalStateException notReached) {
            return false;
        }
    }

    /**
     * Returns the population rate of an order, extrapolated to small cells where the coarse grid is known.
     *
     * @param order order of the closure
     * @return one rate at each time, NaN where the run did not get
     */
    public double[] rate(int order) {
        return rate(expansion, coarse, order);
    }

    private double[] rate(TreeExpansion expanded, Optional<TreeExpansion> rougher, int order) {
        double[] result = Refinement.unknown(expansion.times());
        for (int k = 0, end = reached(); k < end; k++) {
            double rate = expanded.rate(order, k);
            double rough = rougher.isPresent() ? rougher.get().rate(order, k) : Double.NaN;
            result[k] = rate + Refinement.correction(rate, rough);
        }
        return result;
    }

    /**
     * Returns the rates of the groups that are read out, with what the order leaves out and the error of the grid.
     *
     * @param order order of the closure
     * @return one a group
     */
    public List<GroupRate> groupRates(int order) {
        List<GroupRate> result = new ArrayList<>();
        for (Group group : groups) {
            double[] error = gridError(group.expansion(), group.coarse(), group.coarsest(), order);
            for (int k = 0, end = reached(); k < end; k++) {
                error[k] += group.expansion().errorEstimate(order, k);
            }
            result.add(new GroupRate(group.name(), rate(group.expansion(), group.coarse(), order), error));
        }
        return result;
    }

    /**
     * Returns what an order leaves out: the contributions of the orders above it, and an extrapolation beyond the largest ({@link
     * TreeExpansion#errorEstimate}).
     *
     * @param order order of the closure
     * @return one size at each time, NaN where the run did not get, and where order 1 alone is known
     */
    public double[] leftOut(int order) {
        double[] result = Refinement.unknown(expansion.times());
        for (int k = 0, end = reached(); k < end; k++) {
            result[k] = expansion.errorEstimate(order, k);
        }
        return result;
    }

    /**
     * Returns the error of the fine grid, an upper estimate for the extrapolated rate, and that in time if the integrator tells one.
     *
     * @param order order of the closure
     * @return {@link GridErrors#ofExtrapolated} at each time, NaN if unknown
     */
    public double[] gridError(int order) {
        return gridError(expansion, coarse, coarsest, order);
    }

    private double[] gridError(
            TreeExpansion fine, Optional<TreeExpansion> rough, Optional<TreeExpansion> roughest, int order) {
        double[] error = rough.map(coarser -> GridErrors.ofExtrapolated(
                        fine.rate(order),
                        coarser.rate(order),
                        roughest.map(last -> last.rate(order)).orElse(null),
                        smooth))
                .orElse(Refinement.unknown(expansion.times()));
        double inTime = timeError(fine, order);
        Arrays.setAll(error, k -> error[k] + inTime);
        return error;
    }

    /** Nothing for fixed steps, whose error in time is below that of the grid where they are stable. */
    private static double timeError(TreeExpansion expansion, int order) {
        return expansion.elementary().integrator().isFixed() ? 0 : expansion.timeError(order);
    }

    /**
     * An order whose density of the potential is no probability density any more.
     *
     * @param order order of the closure
     * @param from first time at which it is not
     * @param time time at which it is worst
     * @param mass mass below zero at that time, ∫max(−τ(•), 0)
     */
    public record LostPositivity(int order, double from, double time, double mass) {}

    /**
     * {@return the orders whose density has a negative mass above {@link #NEGATIVE_MASS}, one entry an order}
     *
     * @param indices indices of the times that are looked at
     */
    public List<LostPositivity> lostPositivity(List<Integer> indices) {
        List<LostPositivity> lost = new ArrayList<>();
        int end = reached();
        for (int order : orders()) {
            double from = Double.NaN;
            double worst = NEGATIVE_MASS;
            double at = Double.NaN;
            for (int k : indices) {
                double mass = k < end ? expansion.negativeMass(order, k) : 0;
                if (mass > NEGATIVE_MASS && Double.isNaN(from)) {
                    from = expansion.times().at(k);
                }
                if (mass > worst) {
                    worst = mass;
                    at = expansion.times().at(k);
                }
            }
            if (!Double.isNaN(at)) {
                lost.add(new LostPositivity(order, from, at, worst));
            }
        }
        return lost;
    }

    /**
     * Tells whether higher orders still improve at a time: the contributions of the orders fall on the whole (ratio below
     * 1), and no order below the largest is better than those above it.
     *
     * @param time index of a time
     * @return false beyond the radius of the expansion; true if too few orders are known to tell
     */
    public boolean improves(int time) {
        boolean falls = !(expansion.ratio(time) >= 1);
        return falls && (maxOrder() < 3 || expansion.bestOrder(time) == maxOrder());
    }

    /** {@return the orders in increasing order, 1, …, largest} */
    public List<Integer> orders() {
        List<Integer> result = new ArrayList<>();
        for (int order = 1; order <= maxOrder(); order++) {
            result.add(order);
        }
        return result;
    }
}
