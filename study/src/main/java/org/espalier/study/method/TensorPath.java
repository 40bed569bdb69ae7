package org.espalier.study.method;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.espalier.hierarchy.basis.ReducedBasis;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeEquation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridErrors;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.hierarchy.tensor.TensorForecast;
import org.espalier.hierarchy.tensor.TensorHierarchy;
import org.espalier.hierarchy.tensor.TensorSolution;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/**
 * The hierarchy with a variable for each vertex, τ(T)(v_1, …, v_|T|), closed at an order (section 6.3), in a reduced basis or on
 * cells. Leaves out what the mean-field equation on many classes finds different. The difference from the same closure an order lower would
 * not tell: from independent equal laws the mean drive at order 2, and the conditional closure at order 2, are the mean drive at order 1 and see
 * nothing of what differs between neurons.
 *
 * @param closing what stands for the trees of the next order
 * @param maxOrder largest |T|
 * @param space what a variable is discretised by
 * @param size M, number of functions of the basis or of cells
 * @param edgePowers largest power of an edge (section 8): 1, or 2 for the part of a kick beyond its drift, on cells
 */
public record TensorPath(Closing closing, int maxOrder, Space space, int size, int edgePowers)
        implements HierarchyMethod {
    /** The closures of section 6.3. */
    public enum Closing {
        /** 0. */
        VANISHING(Closure.vanishing()),
        /** S̄ τ(T). */
        MEAN_DRIVE(Closure.meanDrive()),
        /** τ(T) [B τ(edge)](v_n)/τ(•)(v_n). */
        CONDITIONAL(Closure.conditional());

        final Closure closure;

        Closing(Closure closure) {
            this.closure = closure;
        }

        /** {@return the closure, what stands for B_n τ(T+n)} */
        public Closure closure() {
            return closure;
        }

        private String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What a variable is discretised by. */
    public enum Space {
        /** A reduced basis, made and certified for the drives of the network. */
        BASIS,
        /** Cells of potential over the range of the network's drives. */
        CELLS
    }

    private static final int LARGEST_ORDER = 8;
    private static final int MOST_CELLS = 1000;
    private static final int FEW_CELLS = 32;
    private static final int MOST_FUNCTIONS = 100;
    private static final int USUAL_CELLS = 200;
    private static final int USUAL_FUNCTIONS = 24;

    /** Operations of a step that are spent when no size is asked for. */
    private static final double USUAL_OPERATIONS = 2e8;

    static final double OPERATIONS_A_SECOND = 1.2e10;

    /** No error in the basis may grow by more than this until the last time. */
    private static final double LARGEST_GROWTH = 1000;

    static final double LARGEST_EDGE_MASS = 1e-8;
    private static final RootedTree SINGLE = RootedTree.single();

    /** Checks that the parts go together. */
    public TensorPath {
        Objects.requireNonNull(closing, "closing");
        Objects.requireNonNull(space, "space");
        if (maxOrder < 1 || maxOrder > LARGEST_ORDER) {
            throw new IllegalArgumentException("max_order = " + maxOrder + " must lie between 1 and " + LARGEST_ORDER
                    + " for tensors; the elementary densities go further");
        }
        int smallest = closing.closure.smallestOrder();
        if (maxOrder < smallest) {
            throw new IllegalArgumentException("closure: " + closing.words() + " at max_order = " + maxOrder
                    + " is circular, it needs the equation of order " + smallest + "; take max_order: " + smallest
                    + " or more");
        }
        if (closing == Closing.CONDITIONAL && space == Space.BASIS) {
            throw new IllegalArgumentException("closure: conditional divides densities point by point, which means"
                    + " nothing in a reduced basis; give cells instead of basis");
        }
        if (edgePowers < 1 || edgePowers > 2) {
            throw new IllegalArgumentException("edge_powers = " + edgePowers
                    + " must be 1 or 2: the equation cut off at 3 is not positive, at 4 it is ill-posed");
        }
        if (edgePowers == 2 && space == Space.BASIS) {
            throw new IllegalArgumentException("edge_powers: 2 applies ∂_v twice, under which no reduced basis is known"
                    + " to be stable; give cells instead of basis");
        }
        int least = space == Space.BASIS ? 4 : 16;
        int most = space == Space.BASIS ? MOST_FUNCTIONS : MOST_CELLS;
        if (size < least || size > most) {
            throw new IllegalArgumentException((space == Space.BASIS ? "basis = " : "cells = ") + size
                    + " must lie between " + least + " and " + most);
        }
    }

    /**
     * {@return a closed hierarchy in the space that is asked for; if none is, in the one that suits closure and powers, as fine as a
     * step of 2·10⁸ operations allows: at most 24 functions of a basis, or 200 cells for the conditional closure and powers of edges}
     *
     * @param basis number of functions of a reduced basis
     * @param cells number of cells; one of the two at most
     */
    public static TensorPath of(Closing closing, int maxOrder, int edgePowers, OptionalInt basis, OptionalInt cells) {
        if (basis.isPresent() && cells.isPresent()) {
            throw new IllegalArgumentException("basis = " + basis.getAsInt() + " and cells = " + cells.getAsInt()
                    + " exclude each other; give one");
        }
        boolean onCells = cells.isPresent() || basis.isEmpty() && (closing == Closing.CONDITIONAL || edgePowers > 1);
        int size = onCells
                ? cells.orElseGet(() -> Math.max(16, affordable(maxOrder, edgePowers, USUAL_CELLS)))
                : basis.orElseGet(() -> affordable(maxOrder, edgePowers, USUAL_FUNCTIONS));
        return new TensorPath(closing, maxOrder, onCells ? Space.CELLS : Space.BASIS, size, edgePowers);
    }

    /** The largest even size up to a limit with 8 Σ_T |T| M^(|T|+1) operations below those of a usual step. */
    private static int affordable(int maxOrder, int edgePowers, int limit) {
        int size = limit;
        while (size > 4 && operations(Math.min(maxOrder, LARGEST_ORDER), edgePowers, size) > USUAL_OPERATIONS) {
            size -= 2;
        }
        return size;
    }

    private static double operations(int maxOrder, int edgePowers, int size) {
        double sum = 0;
        for (int order = 1; order <= maxOrder; order++) {
            // at most one edge of power 2
            int decorations = edgePowers > 1 ? order : 1;
            sum += 8 * decorations * RootedTrees.count(order).doubleValue() * order * Math.pow(size, order + 1.0);
        }
        return sum;
    }

    @Override
    public String name() {
        return closing.words() + ", order " + maxOrder + ", " + size + (space == Space.BASIS ? " functions" : " cells")
                + (edgePowers > 1 ? ", powers " + edgePowers : "");
    }

    @Override
    public String column() {
        return closing.name().toLowerCase(Locale.ROOT) + "_order_" + maxOrder + "_"
                + space.name().toLowerCase(Locale.ROOT) + "_" + size + (edgePowers > 1 ? "_powers_" + edgePowers : "");
    }

    @Override
    public String description() {
        return "Closure " + closing.words() + " (6.3): ∫ν τ(T+n) is replaced by " + closing.closure.formula()
                + " for trees of order " + maxOrder + ", with a variable for each vertex ("
                + size + (space == Space.BASIS ? " functions of a reduced basis" : " cells")
                + "). "
                + (edgePowers > 1
                        ? "One edge of a tree may have power 2 (section 8), w²/2 and ∂_v² for w and ∂_v: the part of a kick"
                                + " beyond its drift, to first order; an effect of the finite network that (5.1) does not have. "
                        : "")
                + (closing != Closing.VANISHING && maxOrder == 2
                        ? "From independent equal laws it is the mean drive at order 1. "
                        : "")
                + (edgePowers == 1
                        ? "Left out: the difference from the mean-field equation on many classes, or all neurons if they are few."
                        : "What it leaves out is not told: the mean-field equation has no powers of edges to compare with.");
    }

    private TensorHierarchy hierarchy(MethodProblem problem, int order) {
        return TensorHierarchy.of(TreeSystem.of(problem.neuron(), order).withEdgePowers(edgePowers), closing.closure)
                .step(problem.timeStep())
                .integrator(problem.integrator())
                .threads(problem.threads());
    }

    @Override
    public Map<Feature, String> unknown() {
        return Map.of(
                Feature.THRESHOLD, "its drive is an intensity of the present potential",
                Feature.REFRACTORY, "its observables are joint laws of one time, of neurons that do not rest",
                Feature.DELAYS, "a kick on its way needs the joint law of two times");
    }

    @Override
    public MethodCost cost(MethodProblem problem) {
        if (!problem.system().features().isEmpty()) {
            return new SystemTensorPath(this, problem).cost();
        }
        double[][] full = new double[size][size];
        for (double[] row : full) {
            Arrays.fill(row, 1);
        }
        TensorForecast forecast = hierarchy(problem, maxOrder)
                .on(VertexOperators.of(full, full, full[0]))
                .forecast(problem.times());
        if (forecast.unknowns() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: %.3g unknowns are more than an array holds (%d); %s",
                    name(),
                    forecast.unknowns(),
                    Integer.MAX_VALUE,
                    remedy()));
        }
        if (space == Space.BASIS) {
            // refuses a basis that is not stable under these drives
            basis(problem, 2 * problem.cellWidth(), size);
        }
        double runs = space == Space.BASIS ? 2.3 : 1.2;
        return new MethodCost(
                forecast.unknowns(), forecast.bytes(), runs * forecast.operations() / OPERATIONS_A_SECOND, remedy());
    }

    String remedy() {
        return "take a lower max_order or " + (space == Space.BASIS ? "a smaller basis" : "fewer cells");
    }

    /** A, D, ν and f0 for one variable. */
    private record Variable(VertexOperators operators, double[] law) {}

    private Variable cells(MethodProblem problem, Grid grid) {
        return new Variable(
                FiniteVolumeMatrices.of(NeuronOnGrid.of(problem.neuron(), grid)), grid.masses(problem.law()));
    }

    static DriveRange range(MethodProblem problem) {
        return problem.drives().stretched(1.1);
    }

    private static Grid basisGrid(MethodProblem problem, double width) {
        return Grid.covering(
                problem.neuron(), problem.law(), range(problem), problem.times().last(), width);
    }

    private Variable basis(MethodProblem problem, double width, int functions) {
        DriveRange range = range(problem);
        Grid grid = basisGrid(problem, width);
        ReducedBasis basis = ReducedBasis.of(
                NeuronOnGrid.of(problem.neuron(), grid),
                problem.law(),
                range,
                problem.times().last(),
                functions);
        return new Variable(basis.operators(range, LARGEST_GROWTH), basis.coordinates(grid.masses(problem.law())));
    }

    /** The grid with at most half as many cells over the range of the drives, as fine as it can be. */
    Grid coarseGrid(MethodProblem problem) {
        double horizon = problem.times().last();
        double width = 2.0 * 200 / size * Grid.usualWidth(problem.neuron(), problem.law(), horizon);
        while (true) {
            Grid grid = Grid.covering(problem.neuron(), problem.law(), range(problem), horizon, width);
            if (grid.cells() <= size / 2) {
                return grid;
            }
            width *= 1.01;
        }
    }

    private TensorSolution solve(MethodProblem problem, Variable variable, int order, Progress progress) {
        TensorHierarchy hierarchy = hierarchy(problem, order);
        // mean drive at order 1 asks for the densities of the edges, which have no equation
        List<RootedTree> trees = Stream.concat(
                        hierarchy.system().equations().stream().map(TreeEquation::tree),
                        hierarchy.system().missing().stream())
                .toList();
        Map<RootedTree, Double> densities =
                TreeContraction.of(problem.network()).means(trees);
        return hierarchy
                .on(variable.operators)
                .startingFrom(densities::get, variable.law)
                .solve(problem.times(), progress);
    }

    @Override
    public MethodSolution solve(MethodProblem problem, Progress progress) {
        if (!problem.system().features().isEmpty()) {
            return new SystemTensorPath(this, problem).solve(progress);
        }
        Supplier<Variable> fine;
        Supplier<Variable> coarse;
        Grid grid = null;
        if (space == Space.BASIS) {
            fine = () -> basis(problem, problem.cellWidth(), size);
            coarse = () -> basis(problem, 2 * problem.cellWidth(), size);
        } else {
            Grid half = coarseGrid(problem);
            grid = half.refined(2);
            Grid cells = grid;
            fine = () -> cells(problem, cells);
            coarse = () -> cells(problem, half);
        }
        Variable variable = fine.get();
        TensorSolution solution = solve(problem, variable, maxOrder, progress.section(0, 0.5));
        Outcome outcome = grid == null ? solution.outcome() : held(solution, grid);
        double[] rate = solution.populationRate();
        double[] leftOut = MethodSolution.unknown(problem.times());
        double[] error = MethodSolution.unknown(problem.times());
        for (int k = 0; k < rate.length; k++) {
            if (!outcome.isCompleted() && problem.times().at(k) >= outcome.time() - 1e-12) {
                rate[k] = Double.NaN;
            }
        }
        if (outcome.isCompleted()) {
            double[] rough = solve(
                            problem, coarse.get(), maxOrder, progress.section(0.5, space == Space.BASIS ? 0.85 : 0.9))
                    .populationRate();
            Grid like = space == Space.CELLS ? coarseGrid(problem) : basisGrid(problem, 2 * problem.cellWidth());
            if (edgePowers == 1) {
                leftOut = ManyClasses.of(problem, 1)
                        .split(like, progress.section(0.95, 1))
                        .leftOut(rough);
            }
            double[] fewer = space == Space.CELLS
                    ? rough
                    : solve(
                                    problem,
                                    basis(problem, 2 * problem.cellWidth(), Math.max(4, 2 * size / 3)),
                                    maxOrder,
                                    progress.section(0.9, 0.95))
                            .populationRate();
            double[] coarsest = space == Space.BASIS
                    ? null
                    : solve(
                                    problem,
                                    cells(
                                            problem,
                                            coarseGrid(problem)
                                                    .coarser(problem.neuron().reset())),
                                    maxOrder,
                                    progress)
                            .populationRate();
            error = GridErrors.of(rate, rough, coarsest, GridErrors.resolves(like, problem.neuron(), problem.law()));
            if (space == Space.CELLS && like.cells() < FEW_CELLS) {
                // ten cells or so show no order
                error = Arrays.stream(error).map(each -> 1.5 * each).toArray();
            }
            for (int k = 0; k < rate.length; k++) {
                double change = (rate[k] - rough[k]) / 3;
                if (Double.isFinite(change)) {
                    rate[k] += change;
                    error[k] = problem.integrator().told(error[k] + Math.abs(rough[k] - fewer[k]));
                }
            }
        }
        return new MethodSolution(
                this,
                outcome,
                problem.times(),
                rate,
                leftOut,
                error,
                problem.told(String.format(
                        Locale.ROOT,
                        "%d trees, %,.0f unknowns",
                        solution.trees().size(),
                        hierarchy(problem, maxOrder).unknowns(variable.operators.size()))));
    }

    /** Mass at the edge of the grid is an outcome. */
    private Outcome held(TensorSolution solution, Grid grid) {
        for (int k = 0; k < solution.reached(); k++) {
            double[] mass = solution.tensor(SINGLE, k);
            int last = mass.length - 1;
            double edge = Math.abs(mass[0]) + Math.abs(mass[1]) + Math.abs(mass[last - 1]) + Math.abs(mass[last]);
            if (!(edge < LARGEST_EDGE_MASS)) {
                return new Outcome(
                        Outcome.Kind.LEFT_GRID,
                        solution.times().at(k),
                        String.format(
                                Locale.ROOT,
                                "%s: τ(•) has mass %.2g > %.0e at the edge of the grid [%.4g, %.4g] at time %.4g; take more cells",
                                name(),
                                edge,
                                LARGEST_EDGE_MASS,
                                grid.left(),
                                grid.right(),
                                solution.times().at(k)));
            }
        }
        return solution.outcome();
    }
}
