package org.espalier.hierarchy.closure;

import org.espalier.trees.RootedTree;

record Conditional() implements Closure {
    /** Where τ(•) has less of its mass, nothing is known of the drive there: the mean drive is taken. */
    private static final double EMPTY = 1e-10;

    @Override
    public void close(ObservableView state, RootedTree tree, int vertex, double[] out) {
        int size = state.size();
        double[] single = new double[size];
        state.copy(RootedTree.single(), single);
        double[] drive = new double[size];
        state.leafActivityOfEdge(drive);
        double mass = 0;
        double total = 0;
        for (int k = 0; k < size; k++) {
            mass += single[k];
            total += drive[k];
        }
        for (int k = 0; k < size; k++) {
            drive[k] = Math.abs(single[k]) > EMPTY * Math.abs(mass) ? drive[k] / single[k] : total / mass;
        }
        state.copy(tree, out);
        int inner = 1;
        for (int axis = vertex + 1; axis < tree.order(); axis++) {
            inner *= size;
        }
        for (int k = 0; k < out.length; k++) {
            out[k] *= drive[k / inner % size];
        }
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
