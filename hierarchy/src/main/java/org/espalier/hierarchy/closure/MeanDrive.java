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
    public void closeColoured(ObservableView state, RootedTree tree, int vertex, int colour, double[] out) {
        int own = tree.type(vertex);
        double drive = 0;
        double mass = 0;
        if (state.maxOrder() > 1) {
            for (int cell = 0; cell < state.size(); cell++) {
                drive += state.leafActivityOfEdge(own, colour, cell);
                mass += state.single(own, cell);
            }
        } else {
            // r_c, the mean rate of colour c, times the mean of Σ_j w_ij over neurons i of this colour and j of that
            mass = state.density(RootedTree.single(own));
            double rate = state.activity(RootedTree.single(colour)) / state.density(RootedTree.single(colour));
            drive = state.density(ObservableView.edge(own, colour)) * rate;
        }
        drive /= mass;
        state.copy(tree, out);
        for (int k = 0; k < out.length; k++) {
            out[k] *= drive;
        }
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
    public String formula() {
        return "S̄ τ(T), S̄ = ∫∫ν(w) τ(edge)(v, w) dv dw";
    }
}
