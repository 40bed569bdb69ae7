package org.espalier.model.partition;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.Coupling;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Arguments;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/**
 * The quotient of a network by a partition: class fractions p_A = |A|/N and the matrix
 *
 * <p>w_AB = mean over i ∈ A of Σ_{j∈B} w_ij   (row = postsynaptic class; the diagonal is kept).
 *
 * <p>If the partition is row-equitable (error 0) the quotient has the same tree densities as the network,
 * t(T) = Σ_A p_A x_T(A), x_T(A) = Π_c Σ_B w_AB x_{T_c}(B), and (5.1) with equal initial laws reduces to its K classes
 * exactly. Otherwise {@link #error()} says how far it is from that.
 */
public final class Quotient implements Coupling {
    private final NeuronClasses classes;
    private final int[] starts;
    private int[] columns = new int[16];
    private double[] weights = new double[16];
    private double error;
    private double meanSquareError;
    private double rowBound;

    private Quotient(SynapticNetwork network, NeuronClasses classes) {
        this.classes = classes;
        int count = classes.count();
        int[][] members = new int[count][];
        Arrays.setAll(members, a -> new int[classes.size(a)]);
        int[] filled = new int[count];
        for (int i = 0; i < network.size(); i++) {
            members[classes.of(i)][filled[classes.of(i)]++] = i;
        }
        ClassRow row = new ClassRow(count);
        starts = new int[count + 1];
        double squares = 0;
        for (int a = 0; a < count; a++) {
            row.clear();
            for (int i : members[a]) {
                double strength = 0;
                for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                    row.add(classes.of(network.column(e)), network.weight(e));
                    strength += Math.abs(network.weight(e));
                }
                rowBound = Math.max(rowBound, strength);
                row.endOfNeuron();
            }
            int[] present = row.present();
            int at = starts[a];
            if (at + present.length > columns.length) {
                columns = Arrays.copyOf(columns, Math.max(2 * columns.length, at + present.length));
                weights = Arrays.copyOf(weights, columns.length);
            }
            for (int b : present) {
                columns[at] = b;
                weights[at++] = row.mean(b, members[a].length);
                error = Math.max(error, row.deviation(b, members[a].length));
                squares += row.squares(b, members[a].length);
            }
            starts[a + 1] = at;
        }
        columns = Arrays.copyOf(columns, starts[count]);
        weights = Arrays.copyOf(weights, starts[count]);
        meanSquareError = Math.sqrt(squares / network.size());
    }

    /**
     * {@return the averages of a network over classes, in one pass over the edges}
     *
     * @param classes a partition of its neurons
     */
    public static Quotient of(SynapticNetwork network, NeuronClasses classes) {
        Arguments.require(
                classes.neurons() == network.size(),
                "quotient: classes of " + classes.neurons() + " neurons for a network of " + network.size());
        return new Quotient(network, classes);
    }

    /** {@return the partition} */
    public NeuronClasses classes() {
        return classes;
    }

    @Override
    public int size() {
        return classes.count();
    }

    /**
     * {@return p_A, the share of a class among the neurons}
     *
     * @param a class
     */
    public double fraction(int a) {
        return (double) classes.size(a) / classes.neurons();
    }

    /**
     * {@return w_AB, the mean over A of the weight received from all of B}
     *
     * @param a postsynaptic class A
     * @param b presynaptic class B
     */
    public double weight(int a, int b) {
        int at = Arrays.binarySearch(columns, starts[a], starts[a + 1], b);
        return at < 0 ? 0 : weights[at];
    }

    /** Receives a weight of the quotient. */
    @FunctionalInterface
    public interface Weight {
        /**
         * A weight that is not zero in the network.
         *
         * @param post postsynaptic class A
         * @param pre presynaptic class B
         * @param weight w_AB
         */
        void accept(int post, int pre, double weight);
    }

    /**
     * Goes through the pairs of classes that are joined by an edge, rows in order.
     *
     * @param action receives w_AB
     */
    public void forEach(Weight action) {
        for (int a = 0; a < size(); a++) {
            for (int e = starts[a]; e < starts[a + 1]; e++) {
                action.accept(a, columns[e], weights[e]);
            }
        }
    }

    /** {@return how far the partition is from row-equitable: max over A, B and i ∈ A of |Σ_{j∈B} w_ij − w_AB|} */
    public double error() {
        return error;
    }

    /** {@return the mean error ((1/N) Σ_i Σ_B (Σ_{j∈B} w_ij − w_{A(i)B})²)^{1/2}} */
    public double meanSquareError() {
        return meanSquareError;
    }

    /**
     * {@return whether the partition is row-equitable up to the rounding of sums: the error is at most 10^-10 times the largest
     * row sum of |w|}
     */
    public boolean isEquitable() {
        return error <= ColourRefinement.TOLERANCE * rowBound;
    }

    @Override
    public void multiply(double[] x, double[] y) {
        for (int a = 0; a < size(); a++) {
            double sum = 0;
            for (int e = starts[a]; e < starts[a + 1]; e++) {
                sum += weights[e] * x[columns[e]];
            }
            y[a] = sum;
        }
    }

    /**
     * {@return the densities Σ_A p_A x_T(A) of the quotient, those of the network if the partition is row-equitable}
     *
     * @param maxOrder largest order, at least 1
     */
    public TreeDensities densities(int maxOrder) {
        double[] fractions = new double[size()];
        Arrays.setAll(fractions, this::fraction);
        List<RootedTree> trees = RootedTrees.upTo(maxOrder).toList();
        Map<RootedTree, Double> values = new TreeMap<>();
        TreeContraction.of(this).sums(trees, fractions).forEach((tree, sums) -> values.put(tree, sums[0]));
        return TreeDensities.of(values);
    }

    @Override
    public String toString() {
        return classes + ", row sums within " + error + " of their class";
    }
}
