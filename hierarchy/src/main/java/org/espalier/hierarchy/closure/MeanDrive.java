package org.espalier.hierarchy.closure;

import org.espalier.trees.RootedTree;

record MeanDrive() implements Closure {
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);

    @Override
    public void close(ObservableView state, RootedTree tree, int vertex, double[] out) {
        double drive = 0;
        if (state.maxOrder() > 1) {
            for (int cell = 0; cell < state.size(); cell++) {
                drive += state.leafActivityOfEdge(cell);
            }
        } else {
            drive = state.density(EDGE) * state.activity(RootedTree.single());
        }
        state.copy(tree, out);
        for (int k = 0; k < out.length; k++) {
            out[k] *= drive;
        }
    }

    @Override
    public String formula() {
        return "S̄ τ(T), S̄ = ∫∫ν(w) τ(edge)(v, w) dv dw";
    }
}
