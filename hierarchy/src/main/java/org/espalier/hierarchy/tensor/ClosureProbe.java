package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import org.espalier.hierarchy.closure.ObservableView;
import org.espalier.trees.RootedTree;

/** Made-up observables, always the same, on which closures that do not say what they are made of are told apart. */
record ClosureProbe(int maxOrder) implements ObservableView {
    private static final int SIZE = 3;

    int length(int variables) {
        int length = 1;
        for (int n = 0; n < variables; n++) {
            length *= SIZE;
        }
        return length;
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public void copy(RootedTree tree, double[] out) {
        Arrays.setAll(out, k -> made(tree.order() + 3.7 * k));
    }

    @Override
    public double activity(RootedTree tree) {
        return made(tree.order() + 0.31);
    }

    @Override
    public double single(int cell) {
        return made(1 + 3.7 * cell);
    }

    @Override
    public double leafActivityOfEdge(int power, int cell) {
        return made(10.0 * power + cell);
    }

    @Override
    public double single(int colour, int cell) {
        return made(1 + 3.7 * cell + 0.9 * colour);
    }

    @Override
    public double leafActivityOfEdge(int parent, int leaf, int cell) {
        return made(10.0 + cell + 0.9 * parent + 0.4 * leaf);
    }

    @Override
    public double density(RootedTree tree) {
        return made(tree.order() + 0.73);
    }

    /** Between 0.5 and 2.5. */
    private static double made(double argument) {
        return 1.5 + StrictMath.sin(argument);
    }
}
