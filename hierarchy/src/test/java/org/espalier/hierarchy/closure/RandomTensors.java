package org.espalier.hierarchy.closure;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/** Observables that are any tensors: nothing relates those of different trees. */
record RandomTensors(Map<RootedTree, double[]> tensors, double[] intensity, int maxOrder) implements ObservableView {
    static final int SIZE = 3;

    static RandomTensors of(int maxOrder, long seed) {
        Random source = new Random(seed);
        Map<RootedTree, double[]> tensors = new HashMap<>();
        RootedTrees.upTo(maxOrder)
                .forEach(tree -> tensors.put(
                        tree,
                        source.doubles((long) Math.pow(SIZE, tree.order()), -1, 1)
                                .toArray()));
        tensors.put(ObservableView.edge(2), source.doubles(SIZE * SIZE, -1, 1).toArray());
        return new RandomTensors(tensors, source.doubles(SIZE, 0.5, 2).toArray(), maxOrder);
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public void copy(RootedTree tree, double[] out) {
        System.arraycopy(tensors.get(tree), 0, out, 0, out.length);
    }

    @Override
    public double activity(RootedTree tree) {
        double sum = 0;
        double[] tensor = tensors.get(tree);
        for (int k = 0; k < tensor.length; k++) {
            double product = tensor[k];
            for (int rest = k, axis = 0; axis < tree.order(); axis++, rest /= SIZE) {
                product *= intensity[rest % SIZE];
            }
            sum += product;
        }
        return sum;
    }

    @Override
    public double single(int cell) {
        return tensors.get(RootedTree.single())[cell];
    }

    @Override
    public double leafActivityOfEdge(int power, int cell) {
        double sum = 0;
        for (int l = 0; l < SIZE; l++) {
            sum += intensity[l] * tensors.get(ObservableView.edge(power))[cell * SIZE + l];
        }
        return sum;
    }

    @Override
    public double density(RootedTree tree) {
        return 0.7 + 0.1 * tree.order();
    }
}
