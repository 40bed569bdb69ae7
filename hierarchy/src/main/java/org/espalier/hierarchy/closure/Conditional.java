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
        int size = state.size();
        double mass = 0;
        double total = 0;
        for (int cell = 0; cell < size; cell++) {
            mass += state.single(cell);
            total += state.leafActivityOfEdge(power, cell);
        }
        state.copy(tree, out);
        int inner = 1;
        for (int axis = vertex + 1; axis < tree.order(); axis++) {
            inner *= size;
        }
        for (int cell = 0; cell < size; cell++) {
            double single = state.single(cell);
            double drive = Math.abs(single) > EMPTY * Math.abs(mass)
                    ? state.leafActivityOfEdge(power, cell) / single
                    : total / mass;
            for (int block = cell * inner; block < out.length; block += size * inner) {
                for (int k = block; k < block + inner; k++) {
                    out[k] *= drive;
                }
            }
        }
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
