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
final class TensorProgram {
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);

    private final TreeSystem system;
    private final Closure closure;
    private final int size;
    private final double[] transport;
    private final double[] intensity;
    private final List<RootedTree> trees;
    private final Map<RootedTree, Integer> index = new HashMap<>();
    private final int[] offsets;
    private final Coupled[][] couplings;
    private final Map<RootedTree, Double> densities;

    /** A coupling: where T+n starts (−1: closed), the stride of its leaf, and the strides of the axes of T in it. */
    private record Coupled(int vertex, int source, int leafStride, int[] strides) {}

    TensorProgram(TreeSystem system, Closure closure, VertexOperators operators, Map<RootedTree, Double> densities) {
        this.system = system;
        this.closure = closure;
        this.densities = densities;
        size = operators.size();
        trees = system.equations().stream().map(TreeEquation::tree).toList();
        offsets = new int[trees.size() + 1];
        for (int n = 0; n < trees.size(); n++) {
            index.put(trees.get(n), n);
            offsets[n + 1] = offsets[n] + power(trees.get(n).order());
        }
        transport = new double[size * size];
        intensity = new double[size];
        double[] unit = new double[size];
        double[] zero = new double[size];
        double[] column = new double[size];
        for (int j = 0; j < size; j++) {
            unit[j] = 1;
            intensity[j] = operators.rate(unit, 0);
            operators.apply(zero, 0, 0, unit, column);
            for (int i = 0; i < size; i++) {
                transport[i * size + j] = column[i];
            }
            unit[j] = 0;
        }
        couplings = new Coupled[trees.size()][];
        for (int n = 0; n < trees.size(); n++) {
            TreeEquation equation = system.equations().get(n);
            couplings[n] = equation.couplings().map(this::lowered).toArray(Coupled[]::new);
        }
    }

    private Coupled lowered(Term.Coupling coupling) {
        Integer target = index.get(coupling.grown());
        if (target == null) {
            return new Coupled(coupling.vertex(), -1, 0, new int[0]);
        }
        int order = coupling.grown().order() - 1;
        int[] strides = new int[order];
        for (int vertex = 0; vertex < order; vertex++) {
            strides[vertex] = power(order - coupling.relabelling().of(vertex));
        }
        return new Coupled(
                coupling.vertex(),
                offsets[target],
                power(order - coupling.relabelling().of(order)),
                strides);
    }

    int power(int exponent) {
        int result = 1;
        for (int n = 0; n < exponent; n++) {
            result = Math.multiplyExact(result, size);
        }
        return result;
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
        View view = new View(y);
        double[] pushed = new double[0];
        for (int n = 0; n < couplings.length; n++) {
            RootedTree tree = trees.get(n);
            int order = tree.order();
            int length = offsets[n + 1] - offsets[n];
            if (pushed.length != length) {
                pushed = new double[length];
            }
            for (Coupled coupling : couplings[n]) {
                if (coupling.source < 0) {
                    closure.close(view, tree, coupling.vertex, pushed);
                } else {
                    AxisProduct.contract(
                            intensity, y, coupling.source, coupling.leafStride, coupling.strides, order, pushed);
                }
                AxisProduct.add(
                        transport,
                        size,
                        factor,
                        pushed,
                        0,
                        out,
                        offsets[n],
                        power(coupling.vertex),
                        power(order - 1 - coupling.vertex));
            }
        }
    }

    /** Replaces every tensor by the matrix on all its axes. */
    void onAllAxes(double[] matrix, double[] y, double[] scratch) {
        for (int n = 0; n < trees.size(); n++) {
            int order = trees.get(n).order();
            int length = offsets[n + 1] - offsets[n];
            for (int axis = 0; axis < order; axis++) {
                Arrays.fill(scratch, 0, length, 0);
                AxisProduct.add(matrix, size, 1, y, offsets[n], scratch, 0, power(axis), power(order - 1 - axis));
                System.arraycopy(scratch, 0, y, offsets[n], length);
            }
        }
    }

    double activity(RootedTree tree, double[] y) {
        int offset = offset(tree);
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
        private final double[] y;

        private View(double[] y) {
            this.y = y;
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
        public void leafActivityOfEdge(double[] out) {
            AxisProduct.contract(intensity, y, offset(EDGE), 1, new int[] {size}, 1, out);
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
