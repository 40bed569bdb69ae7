package org.espalier.hierarchy.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.closure.ObservableView;
import org.espalier.hierarchy.equation.Term;
import org.espalier.hierarchy.equation.TreeEquation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.trees.RootedTree;
import org.hipparchus.linear.Array2DRowRealMatrix;

/** The symbolic system lowered to offsets, strides and small matrices. */
final class TensorProgram implements AutoCloseable {
    /** By power. */
    private static final RootedTree[] EDGES = {null, ObservableView.edge(1), ObservableView.edge(2)};

    private final TreeSystem system;
    private final Closure closure;
    private final int size;
    private final int[] powers;
    private final int[] variables;
    /** By colour and power. */
    private final AxisMatrix[][] transport;

    private final AxisMatrix resetting;
    /** By colour. */
    private final double[][] intensity;

    private final List<RootedTree> trees;
    private final Map<RootedTree, Integer> index = new HashMap<>();
    private final int[] offsets;
    private final Pushed[][] couplings;
    private final Map<RootedTree, Double> densities;
    private final double[][] pushed;
    private final double[][] unsorted;
    private final TensorKernels kernels;
    private final View view;

    /**
     * One product with an axis of T, factor · (−∂_v)^power of what is pushed. That is a contraction (T+n starts at
     * {@code source}; its axes before and after the leaf are gathered, the strides are those of the axes of T in what is left without
     * the leaf, sorted if they stand in the order of T; the leaf and the axis have a colour each), a closure (source −1), or a tensor with as many axes in which the axis
     * {@code fired} is reset.
     */
    private record Pushed(
            int axis,
            int colour,
            int leaf,
            int power,
            double factor,
            int source,
            int outer,
            int inner,
            int fired,
            boolean sorted,
            int[] strides) {}

    TensorProgram(
            TreeSystem system,
            Closure closure,
            ColourOperators operators,
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
        variables = new int[trees.size()];
        offsets = new int[trees.size() + 1];
        for (int n = 0; n < trees.size(); n++) {
            index.put(trees.get(n), n);
            variables[n] = variables(trees.get(n));
            offsets[n + 1] = Math.addExact(offsets[n], powers[variables[n]]);
        }
        VertexOperators[] first = operators.from(0);
        intensity = Arrays.stream(first).map(VertexOperators::intensity).toArray(double[][]::new);
        transport = Arrays.stream(first).map(TensorProgram::transport).toArray(AxisMatrix[][]::new);
        resetting = resetting(system, first[0]);
        couplings = new Pushed[trees.size()][];
        int n = 0;
        for (TreeEquation equation : system.equations()) {
            List<Pushed> all = new ArrayList<>();
            equation.couplings()
                    .filter(coupling -> !closure.vanishes() || index.containsKey(coupling.grown()))
                    .forEach(coupling -> all.add(lowered(equation.tree(), coupling)));
            equation.kicks().forEach(kick -> all.add(lowered(equation.tree(), kick)));
            couplings[n++] = all.toArray(Pushed[]::new);
        }
        pushed = new double[powers.length][0];
        unsorted = new double[powers.length][0];
        for (n = 0; n < couplings.length; n++) {
            for (Pushed one : couplings[n]) {
                int order = variables[n];
                pushed[order] = pushed[order].length == 0 ? new double[powers[order]] : pushed[order];
                if (!one.sorted && one.fired < 0 && unsorted[order].length == 0) {
                    unsorted[order] = new double[powers[order]];
                }
            }
        }
        kernels = TensorKernels.of(size, threads);
        view = new View();
    }

    /** (−∂_v)^p, p = 1, 2; nothing at 0. */
    static AxisMatrix[] transport(VertexOperators operators) {
        Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(operators.transport(), false);
        return new AxisMatrix[] {
            null,
            AxisMatrix.of(matrix.getDataRef()),
            AxisMatrix.of(matrix.multiply(matrix).getDataRef())
        };
    }

    /** δ_{v_r} ⟨ν, ·⟩, or null where the system does not need it on its own. */
    static AxisMatrix resetting(TreeSystem system, VertexOperators operators) {
        if (system.equations().stream()
                .noneMatch(equation -> equation.kicks().findAny().isPresent())) {
            return null;
        }
        int size = operators.size();
        double[] intensity = operators.intensity();
        double[] reset = new double[size];
        operators.reset(reset);
        double[][] rows = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                rows[i][j] = reset[i] * intensity[j];
            }
        }
        return AxisMatrix.of(rows);
    }

    /** Whether the axes of T stand in its own order in T+n without the new leaf. */
    static boolean isSorted(RootedTree tree, Term.Coupling coupling) {
        int leaf = coupling.relabelling().of(tree.order());
        for (int vertex = 0; vertex < tree.order(); vertex++) {
            int image = coupling.relabelling().of(vertex);
            if ((image > leaf ? image - 1 : image) != vertex) {
                return false;
            }
        }
        return true;
    }

    long operations() {
        return kernels.operations();
    }

    double largestIntensity() {
        return Arrays.stream(intensity)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** Adds the equations with their factors, and what the closure makes of made-up observables. */
    void addTo(Fingerprint print) {
        Map<String, Double> known = new HashMap<>();
        densities.forEach((tree, value) -> known.put(tree.toString(), value));
        print.add(trees.toString()).add(known).add(closure.formula()).add(Fingerprint.knows(closure));
        if (Fingerprint.knows(closure)) {
            print.add(closure);
        }
        ClosureProbe probe = new ClosureProbe(system.maxOrder());
        for (int n = 0; n < couplings.length; n++) {
            for (Pushed one : couplings[n]) {
                print.add(one.axis).add(one.power).add(one.factor);
                print.add(one.source)
                        .add(one.outer)
                        .add(one.inner)
                        .add(one.fired)
                        .add(one.strides);
                if (isColoured()) {
                    print.add(one.colour).add(one.leaf);
                }
                if (one.source < 0) {
                    double[] out = new double[probe.length(variables[n])];
                    close(probe, n, one, out);
                    print.add(out);
                }
            }
        }
    }

    /** Adds the operators of the couplings. */
    void addOperatorsTo(Fingerprint print) {
        for (int colour = 0; colour < intensity.length; colour++) {
            print.add(intensity[colour]).add(transport[colour][1].entries());
        }
        if (resetting != null) {
            print.add(resetting.entries());
        }
    }

    static int variables(RootedTree tree) {
        return tree.order() - TreeSystem.firstVariable(tree);
    }

    private boolean isColoured() {
        return intensity.length > 1;
    }

    private void close(ObservableView state, int n, Pushed one, double[] out) {
        if (isColoured()) {
            closure.closeColoured(state, trees.get(n), vertex(n, one), one.leaf, out);
        } else {
            closure.close(state, trees.get(n), vertex(n, one), one.power, out);
        }
    }

    private int vertex(int tree, Pushed one) {
        return one.axis + TreeSystem.firstVariable(trees.get(tree));
    }

    private Pushed lowered(RootedTree tree, Term.Coupling coupling) {
        int first = TreeSystem.firstVariable(tree);
        int order = variables(tree);
        int axis = coupling.vertex() - first;
        int power = coupling.power();
        double factor = Math.pow(system.neuron().kickFactor(), power);
        int colour = isColoured() ? tree.type(coupling.vertex()) : 0;
        int firing = isColoured() ? coupling.colour() : 0;
        Integer target = index.get(coupling.grown());
        if (target == null) {
            return new Pushed(axis, colour, firing, power, factor, -1, 0, 0, -1, true, new int[0]);
        }
        int leaf = coupling.relabelling().of(tree.order()) - first;
        int[] strides = new int[order];
        for (int a = 0; a < order; a++) {
            int image = coupling.relabelling().of(a + first) - first;
            int left = image > leaf ? image - 1 : image;
            strides[a] = powers[order - 1 - left];
        }
        return new Pushed(
                axis,
                colour,
                firing,
                power,
                factor,
                offsets[target],
                powers[leaf],
                powers[order - leaf],
                -1,
                isSorted(tree, coupling),
                strides);
    }

    private Pushed lowered(RootedTree tree, Term.Kick kick) {
        int first = TreeSystem.firstVariable(tree);
        int firstOfSource = TreeSystem.firstVariable(kick.source());
        int order = variables(tree);
        int[] strides = new int[order];
        for (int a = 0; a < order; a++) {
            strides[a] = powers[order - 1 - (kick.relabelling().of(a + first) - firstOfSource)];
        }
        return new Pushed(
                kick.to() - first,
                0,
                0,
                kick.power(),
                kick.coefficient() * Math.pow(system.neuron().kickFactor(), kick.power()),
                offsets[index.get(kick.source())],
                0,
                0,
                kick.from() - first,
                false,
                strides);
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
                    "tensor path: no equation of " + tree + " in the system up to order " + system.maxOrder());
        }
        return offsets[n];
    }

    double[] tensor(RootedTree tree, double[] y) {
        int offset = offset(tree);
        return Arrays.copyOfRange(y, offset, offset + powers[variables(tree)]);
    }

    /** out = Σ_n (α D_n)^p B_n τ(T+n) for every tree, with the kicks inside the tuple. */
    void couple(double[] y, double[] out) {
        Arrays.fill(out, 0);
        view.look(y);
        for (int n = 0; n < couplings.length; n++) {
            int order = variables[n];
            double[] part = pushed[order];
            for (Pushed one : couplings[n]) {
                if (one.fired >= 0) {
                    kernels.permute(y, one.source, one.strides, order, part);
                    kernels.multiply(resetting, part, 0, powers[one.fired], powers[order - 1 - one.fired]);
                } else if (one.source < 0) {
                    close(view, n, one, part);
                } else if (one.sorted) {
                    kernels.contract(intensity[one.leaf], y, one.source, one.outer, one.inner, part);
                } else {
                    kernels.contract(intensity[one.leaf], y, one.source, one.outer, one.inner, unsorted[order]);
                    kernels.permute(unsorted[order], 0, one.strides, order, part);
                }
                kernels.multiplyAdd(
                        transport[one.colour][one.power],
                        one.factor,
                        part,
                        out,
                        offsets[n],
                        powers[one.axis],
                        powers[order - 1 - one.axis]);
            }
        }
    }

    /** Replaces every tensor by the matrix of its colour on each of its axes. */
    void onAllAxes(AxisMatrix[] byColour, double[] y) {
        for (int n = 0; n < variables.length; n++) {
            int order = variables[n];
            for (int axis = 0; axis < order; axis++) {
                kernels.multiply(
                        byColour[isColoured() ? trees.get(n).type(axis) : 0],
                        y,
                        offsets[n],
                        powers[axis],
                        powers[order - 1 - axis]);
            }
        }
    }

    double activity(RootedTree tree, double[] y) {
        int offset = offset(tree);
        if (variables(tree) == 1) {
            double[] own = intensity[isColoured() ? tree.type(0) : 0];
            double sum = 0;
            for (int l = 0; l < size; l++) {
                sum += own[l] * y[offset + l];
            }
            return sum;
        }
        int length = powers[variables(tree)];
        double[] values = new double[length];
        System.arraycopy(y, offset, values, 0, length);
        for (int order = variables(tree); order > 0; order--) {
            length /= size;
            double[] own = intensity[isColoured() ? tree.type(order - 1) : 0];
            for (int k = 0; k < length; k++) {
                double sum = 0;
                for (int l = 0; l < size; l++) {
                    sum += own[l] * values[k * size + l];
                }
                values[k] = sum;
            }
        }
        return values[0];
    }

    /** ∫ν² τ(•), if the unknowns are masses of cells. */
    double squaredActivity(double[] y) {
        double sum = 0;
        for (int cell = 0; cell < size; cell++) {
            sum += intensity[0][cell] * intensity[0][cell] * y[cell];
        }
        return sum;
    }

    /** The observables in a state. */
    private final class View implements ObservableView {
        /** By the power of the edge, null where it is not known for this state. */
        private final double[][] edgeActivity = new double[EDGES.length][];

        private final double[][] room = new double[EDGES.length][size];
        /** By the colours of the ends of the edge. */
        private final double[][][] colouredActivity = new double[intensity.length][intensity.length][size];

        private final boolean[][] known = new boolean[intensity.length][intensity.length];
        private double[] y;

        private void look(double[] state) {
            y = state;
            Arrays.fill(edgeActivity, null);
            for (boolean[] row : known) {
                Arrays.fill(row, false);
            }
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
            System.arraycopy(y, offset(tree), out, 0, TensorProgram.this.power(variables(tree)));
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
        public double leafActivityOfEdge(int power, int cell) {
            if (edgeActivity[power] == null) {
                kernels.contract(intensity[0], y, offset(EDGES[power]), size, 1, room[power]);
                edgeActivity[power] = room[power];
            }
            return edgeActivity[power][cell];
        }

        @Override
        public double single(int colour, int cell) {
            return y[offset(RootedTree.single(colour)) + cell];
        }

        @Override
        public double leafActivityOfEdge(int parent, int leaf, int cell) {
            double[] found = colouredActivity[parent][leaf];
            if (!known[parent][leaf]) {
                kernels.contract(intensity[leaf], y, offset(ObservableView.edge(parent, leaf)), size, 1, found);
                known[parent][leaf] = true;
            }
            return found[cell];
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
