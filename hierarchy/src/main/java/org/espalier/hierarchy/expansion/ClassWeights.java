package org.espalier.hierarchy.expansion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.trees.RootedTree;

/**
 * The trees of a typed expansion with the network's weights: mean x̃_T for the rate of all or of a group, c^a·x̃_T for
 * the drive of class a.
 */
final class ClassWeights {
    private final List<RootedTree> trees;
    private final double[] means;
    private final double[][] columns;
    private final double[][] readouts;
    private final int pruned;
    private final double prunedWeight;

    private ClassWeights(
            List<RootedTree> trees,
            double[] means,
            double[][] columns,
            double[][] readouts,
            int pruned,
            double prunedWeight) {
        this.trees = trees;
        this.means = means;
        this.columns = columns;
        this.readouts = readouts;
        this.pruned = pruned;
        this.prunedWeight = prunedWeight;
    }

    /** Keeps all trees below the largest order, and the heaviest ones of that order. */
    static ClassWeights of(
            List<RootedTree> trees, Map<RootedTree, double[]> sums, int neurons, int classes, double negligible) {
        int maxOrder = trees.get(trees.size() - 1).order();
        List<RootedTree> light = new ArrayList<>();
        for (RootedTree tree : trees) {
            if (tree.order() == maxOrder && maxOrder > 1) {
                light.add(tree);
            }
        }
        light.sort(Comparator.comparingDouble(tree -> weight(sums.get(tree), neurons)));
        Set<RootedTree> dropped = new HashSet<>();
        double total = 0;
        for (RootedTree tree : light) {
            double weight = weight(sums.get(tree), neurons);
            if (total + weight > negligible) {
                break;
            }
            total += weight;
            dropped.add(tree);
        }
        List<RootedTree> kept =
                trees.stream().filter(tree -> !dropped.contains(tree)).toList();
        double[] means = new double[kept.size()];
        double[][] columns = new double[classes][kept.size()];
        double[][] readouts = new double[sums.get(trees.get(0)).length - 1 - classes][kept.size()];
        for (int n = 0; n < means.length; n++) {
            double[] sum = sums.get(kept.get(n));
            means[n] = sum[0] / neurons;
            for (int a = 0; a < classes; a++) {
                columns[a][n] = sum[a + 1];
            }
            for (int r = 0; r < readouts.length; r++) {
                readouts[r][n] = sum[1 + classes + r];
            }
        }
        return new ClassWeights(kept, means, columns, readouts, dropped.size(), total);
    }

    private static double weight(double[] sums, int neurons) {
        double weight = Math.abs(sums[0]) / neurons;
        for (int a = 1; a < sums.length; a++) {
            weight = Math.max(weight, Math.abs(sums[a]));
        }
        return weight;
    }

    /** A system whose trees of the largest order are summed by root and by what is wanted of them, and the weights for it. */
    record Summed(Equation61 program, ClassWeights weights) {}

    /**
     * Sums the trees of the largest order, where there are more of them than sums: of each class of the root one sum for the mean, one for
     * the drive of each class and one for each readout.
     */
    Summed summed(Equation61 program) {
        int below = program.end(program.maxOrder() - 1);
        int kinds = 1 + columns.length + readouts.length;
        if (program.maxOrder() < 2 || program.size() - below <= kinds * columns.length) {
            return new Summed(program, this);
        }
        double[][] all = new double[kinds][];
        all[0] = means;
        System.arraycopy(columns, 0, all, 1, columns.length);
        System.arraycopy(readouts, 0, all, 1 + columns.length, readouts.length);
        double[][] weights = new double[kinds * columns.length][];
        int[] types = new int[weights.length];
        double[][] summed = new double[kinds][];
        for (int kind = 0; kind < kinds; kind++) {
            summed[kind] = Arrays.copyOf(all[kind], below + weights.length);
            Arrays.fill(summed[kind], below, summed[kind].length, 0);
            for (int root = 0; root < columns.length; root++) {
                int sum = root * kinds + kind;
                weights[sum] = all[kind];
                types[sum] = root;
                summed[kind][below + sum] = 1;
            }
        }
        return new Summed(
                program.summed(weights, types),
                new ClassWeights(
                        trees,
                        summed[0],
                        Arrays.copyOfRange(summed, 1, 1 + columns.length),
                        Arrays.copyOfRange(summed, 1 + columns.length, kinds),
                        pruned,
                        prunedWeight));
    }

    List<RootedTree> trees() {
        return trees;
    }

    int classes() {
        return columns.length;
    }

    int pruned() {
        return pruned;
    }

    double prunedWeight() {
        return prunedWeight;
    }

    double mean(int tree) {
        return means[tree];
    }

    /** The mean of x̃_T over each group that is read out. */
    double[][] readouts() {
        return readouts;
    }

    /** The rate of the population, and of each group that is read out. */
    double[] rates(double[] ofTrees) {
        double[] result = new double[1 + readouts.length];
        for (int n = 0; n < ofTrees.length; n++) {
            result[0] += means[n] * ofTrees[n];
            for (int r = 0; r < readouts.length; r++) {
                result[1 + r] += readouts[r][n] * ofTrees[n];
            }
        }
        return result;
    }

    /** The part of S̄ whose kicks arrive at once. */
    double[] drives(Equation61 program, TreePast past, double[] rates, double kickFactor) {
        if (past == null) {
            return drives(rates, kickFactor);
        }
        double[] drives = new double[columns.length];
        for (int a = 0; a < drives.length; a++) {
            for (int n = 0; n < rates.length; n++) {
                drives[a] += past.isImmediate(a, program.type(n)) ? kickFactor * columns[a][n] * rates[n] : 0;
            }
        }
        return drives;
    }

    /** The part of S̄ whose kicks arrive later, at a stage of the coming step. */
    double[] late(Equation61 program, TreePast past, int stage, double kickFactor) {
        double[] drives = new double[columns.length];
        for (int a = 0; a < drives.length; a++) {
            for (int n = 0; n < program.size(); n++) {
                drives[a] += kickFactor * columns[a][n] * past.arriving(stage, a, n, 0);
            }
        }
        return drives;
    }

    /** S̄_a = α Σ_T (c^a·x̃_T) ⟨ν, G_T⟩. */
    double[] drives(double[] rates, double kickFactor) {
        double[] drives = new double[columns.length];
        for (int a = 0; a < drives.length; a++) {
            double sum = 0;
            double[] column = columns[a];
            for (int n = 0; n < column.length; n++) {
                sum += column[n] * rates[n];
            }
            drives[a] = kickFactor * sum;
        }
        return drives;
    }
}
