package org.espalier.hierarchy.closure;

import org.espalier.trees.RootedTree;

record Conditional() implements Closure {
    /** Where τ(•) has less of its mass, nothing is known of the drive there: the mean drive is taken. */
    private static final double EMPTY = 1e-10;

    @Override
    public void close(ObservableView state, RootedTree tree, int vertex, double[] out) {
        close(state, tree, vertex, 1, out);
    }

    @Override
    public void close(ObservableView state, RootedTree tree, int vertex, int power, double[] out) {
        close(state, tree, vertex, power, -1, -1, out);
    }

    @Override
    public void closeColoured(ObservableView state, RootedTree tree, int vertex, int colour, double[] out) {
        close(state, tree, vertex, 1, tree.type(vertex), colour, out);
    }

    /** With colours of the ends of the edge, −1 for none. */
    private static void close(
            ObservableView state, RootedTree tree, int vertex, int power, int own, int leaf, double[] out) {
        int size = state.size();
        double mass = 0;
        double total = 0;
        for (int cell = 0; cell < size; cell++) {
            mass += single(state, own, cell);
            total += edge(state, power, own, leaf, cell);
        }
        state.copy(tree, out);
        int inner = 1;
        for (int axis = vertex + 1; axis < tree.order(); axis++) {
            inner *= size;
        }
        for (int cell = 0; cell < size; cell++) {
            double single = single(state, own, cell);
            double drive = Math.abs(single) > EMPTY * Math.abs(mass)
                    ? edge(state, power, own, leaf, cell) / single
                    : total / mass;
            for (int block = cell * inner; block < out.length; block += size * inner) {
                for (int k = block; k < block + inner; k++) {
                    out[k] *= drive;
                }
            }
        }
    }

    private static double single(ObservableView state, int own, int cell) {
        return own < 0 ? state.single(cell) : state.single(own, cell);
    }

    private static double edge(ObservableView state, int power, int own, int leaf, int cell) {
        return own < 0 ? state.leafActivityOfEdge(power, cell) : state.leafActivityOfEdge(own, leaf, cell);
    }

    @Override
    public boolean coversColours() {
        return true;
    }

    @Override
    public boolean coversPowers() {
        return true;
    }

    @Override
    public int smallestOrder() {
        return 2;
    }

    @Override
    public String formula() {
        return "τ(T) [B τ(edge)](v_n)/τ(•)(v_n)";
    }
}
