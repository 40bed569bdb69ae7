package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.closure.ObservableView;
import org.espalier.hierarchy.equation.Term;
import org.espalier.hierarchy.equation.TreeEquation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.trees.RootedTree;

/** The symbolic system lowered to offsets, strides and small matrices. */
final class TensorProgram implements AutoCloseable {
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);

    private final TreeSystem system;
    private final Closure closure;
    private final int size;
    private final int[] powers;
    private final AxisMatrix transport;
    private final double[] intensity;
    private final List<RootedTree> trees;
    private final Map<RootedTree, Integer> index = new HashMap<>();
    private final int[] offsets;
    private final Coupled[][] couplings;
    private final Map<RootedTree, Double> densities;
    private final double[][] pushed;
    private final double[][] unsorted;
    private final TensorKernels kernels;
    private final View view;

    /**
     * A coupling: where T+n starts (−1: closed), its axes before and after the leaf gathered, and the strides of the axes of T in
     * what is left without the leaf, sorted if they stand in the order of T.
     */
    private record Coupled(int vertex, int source, int outer, int inner, boolean sorted, int[] strides) {}

    TensorProgram(
            TreeSystem system,
            Closure closure,
            VertexOperators operators,
            Map<RootedTree, Double> densities,
            int threads) {
        this.system = system;
        this.closure = closure;
        this.densities = densities;
        size = operators.size();
        powers = new int[system.maxOrder() + 1];
        powers[0] = 1;
        for (int n = 1; n < powers.length; n++) {
            powers[n] = Math.multiplyExact(powers[n - 1], size);
        }
        trees = system.equations().stream().map(TreeEquation::tree).toList();
        offsets = new int[trees.size() + 1];
        for (int n = 0; n < trees.size(); n++) {
            index.put(trees.get(n), n);
            offsets[n + 1] = Math.addExact(offsets[n], powers[trees.get(n).order()]);
        }
        double[][] matrix = new double[size][size];
        intensity = new double[size];
        double[] unit = new double[size];
        double[] zero = new double[size];
        double[] column = new double[size];
        for (int j = 0; j < size; j++) {
            unit[j] = 1;
            intensity[j] = operators.rate(unit, 0);
            operators.apply(zero, 0, 0, unit, column);
            for (int i = 0; i < size; i++) {
                matrix[i][j] = column[i];
            }
            unit[j] = 0;
        }
        transport = AxisMatrix.of(matrix);
        boolean vanishes = closure.vanishes();
        couplings = new Coupled[trees.size()][];
        int n = 0;
        for (TreeEquation equation : system.equations()) {
            couplings[n++] = equation.couplings()
                    .filter(coupling -> !vanishes || index.containsKey(coupling.grown()))
                    .map(this::lowered)
                    .toArray(Coupled[]::new);
        }
        pushed = new double[powers.length][];
        unsorted = new double[powers.length][];
        for (int order = 1; order < powers.length - (vanishes ? 1 : 0); order++) {
            pushed[order] = new double[powers[order]];
            unsorted[order] = new double[order < powers.length - 1 ? powers[order] : 0];
        }
        kernels = TensorKernels.of(size, threads);
        view = new View();
    }

    private Coupled lowered(Term.Coupling coupling) {
        Integer target = index.get(coupling.grown());
        if (target == null) {
            return new Coupled(coupling.vertex(), -1, 0, 0, true, new int[0]);
        }
        int order = coupling.grown().order() - 1;
        int leaf = coupling.relabelling().of(order);
        int[] strides = new int[order];
        boolean sorted = true;
        for (int vertex = 0; vertex < order; vertex++) {
            int axis = coupling.relabelling().of(vertex);
            int left = axis > leaf ? axis - 1 : axis;
            strides[vertex] = powers[order - 1 - left];
            sorted &= left == vertex;
        }
        return new Coupled(coupling.vertex(), offsets[target], powers[leaf], powers[order - leaf], sorted, strides);
    }

    @Override
    public void close() {
        kernels.close();
    }

    int power(int exponent) {
        return powers[exponent];
    }

    List<RootedTree> trees() {
        return trees;
    }

    int unknowns() {
        return offsets[trees.size()];
    }

    int size() {
        return size;
    }

    int offset(RootedTree tree) {
        Integer n = index.get(tree);
        if (n == null) {
            throw new IllegalArgumentException(
                    "tensor path: no equation of " + tree + ", its order is above " + system.maxOrder());
        }
        return offsets[n];
    }

    /** out = α Σ_n D_n B_n τ(T+n) for every tree. */
    void couple(double[] y, double[] out) {
        Arrays.fill(out, 0);
        double factor = system.neuron().kickFactor();
        view.look(y);
        for (int n = 0; n < couplings.length; n++) {
            int order = trees.get(n).order();
            for (Coupled coupling : couplings[n]) {
                double[] pushed = this.pushed[order];
                if (coupling.source < 0) {
                    closure.close(view, trees.get(n), coupling.vertex, pushed);
                } else if (coupling.sorted) {
                    kernels.contract(intensity, y, coupling.source, coupling.outer, coupling.inner, pushed);
                } else {
                    kernels.contract(intensity, y, coupling.source, coupling.outer, coupling.inner, unsorted[order]);
                    kernels.permute(unsorted[order], coupling.strides, order, pushed);
                }
                kernels.multiplyAdd(
                        transport,
                        factor,
                        pushed,
                        out,
                        offsets[n],
                        powers[coupling.vertex],
                        powers[order - 1 - coupling.vertex]);
            }
        }
    }

    /** Replaces every tensor by the matrix on all its axes. */
    void onAllAxes(AxisMatrix matrix, double[] y) {
        for (int n = 0; n < offsets.length - 1; n++) {
            int order = trees.get(n).order();
            for (int axis = 0; axis < order; axis++) {
                kernels.multiply(matrix, y, offsets[n], powers[axis], powers[order - 1 - axis]);
            }
        }
    }

    double activity(RootedTree tree, double[] y) {
        int offset = offset(tree);
        if (tree.order() == 1) {
            double sum = 0;
            for (int l = 0; l < size; l++) {
                sum += intensity[l] * y[offset + l];
            }
            return sum;
        }
        int length = power(tree.order());
        double[] values = new double[length];
        System.arraycopy(y, offset, values, 0, length);
        for (int order = tree.order(); order > 0; order--) {
            length /= size;
            for (int k = 0; k < length; k++) {
                double sum = 0;
                for (int l = 0; l < size; l++) {
                    sum += intensity[l] * values[k * size + l];
                }
                values[k] = sum;
            }
        }
        return values[0];
    }

    /** The observables in a state. */
    private final class View implements ObservableView {
        private final double[] edgeActivity = new double[size];
        private double[] y;
        private boolean edgeKnown;

        private void look(double[] state) {
            y = state;
            edgeKnown = false;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int maxOrder() {
            return system.maxOrder();
        }

        @Override
        public void copy(RootedTree tree, double[] out) {
            System.arraycopy(y, offset(tree), out, 0, power(tree.order()));
        }

        @Override
        public double activity(RootedTree tree) {
            return TensorProgram.this.activity(tree, y);
        }

        @Override
        public double single(int cell) {
            return y[cell];
        }

        @Override
        public double leafActivityOfEdge(int cell) {
            if (!edgeKnown) {
                kernels.contract(intensity, y, offset(EDGE), size, 1, edgeActivity);
                edgeKnown = true;
            }
            return edgeActivity[cell];
        }

        @Override
        public double density(RootedTree tree) {
            Double value = densities.get(tree);
            if (value == null) {
                throw new IllegalArgumentException("closure: the tree density of " + tree
                        + " is needed, give densities up to order " + tree.order());
            }
            return value;
        }
    }
}
