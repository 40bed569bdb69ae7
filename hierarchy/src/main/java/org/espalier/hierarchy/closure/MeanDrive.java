package org.espalier.hierarchy.closure;

import org.espalier.trees.RootedTree;

record MeanDrive() implements Closure {
    /** By power. */
    private static final RootedTree[] EDGES = {null, ObservableView.edge(1), ObservableView.edge(2)};

    @Override
    public void close(ObservableView state, RootedTree tree, int vertex, double[] out) {
        close(state, tree, vertex, 1, out);
    }

    @Override
    public void close(ObservableView state, RootedTree tree, int vertex, int power, double[] out) {
        double drive = 0;
        if (state.maxOrder() > 1) {
            for (int cell = 0; cell < state.size(); cell++) {
                drive += state.leafActivityOfEdge(power, cell);
            }
        } else {
            drive = state.density(EDGES[power]) * state.activity(RootedTree.single());
        }
        state.copy(tree, out);
        for (int k = 0; k < out.length; k++) {
            out[k] *= drive;
        }
    }

    @Override
    public boolean coversPowers() {
        return true;
    }

    @Override
    public String formula() {
        return "S̄ τ(T), S̄ = ∫∫ν(w) τ(edge)(v, w) dv dw";
    }
}
