package org.espalier.hierarchy.closure;

import java.util.Arrays;
import org.espalier.trees.RootedTree;

record Vanishing() implements Closure {
    @Override
    public void close(ObservableView state, RootedTree tree, int vertex, double[] out) {
        Arrays.fill(out, 0);
    }

    @Override
    public boolean coversColours() {
        return true;
    }

    @Override
    public boolean vanishes() {
        return true;
    }

    @Override
    public String formula() {
        return "0";
    }
}
