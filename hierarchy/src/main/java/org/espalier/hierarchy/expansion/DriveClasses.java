package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Times;

/**
 * Classes of neurons with similar drive. In (5.1) a neuron feels the network through its drive S_i = Σ_j w_ij r_j alone; what an
 * expansion around classes expands in is S_i − S̄_a(i), and the first powers that order 3 leaves out are the third and the fourth. So the
 * classes are the intervals of the mean drive over the horizon that make
 *
 * <pre class="tex">  Σ_i \bigl(S_i − \bar S_{a(i)}\bigr)^4</pre>
 *
 * <p>smallest, the exact optimum. The drives come from the classes themselves: S_i = Σ_j w_ij r_{a(j)} with the rates of (5.1) reduced to
 * the classes, which begin as intervals of the in-strength Σ_j w_ij and are improved until they repeat themselves. An in-strength weighs
 * all inputs alike; the drive knows that a hub's spikes come more often, and that they saturate. Neurons with different initial laws
 * never share a class. Deterministic.
 *
 * <p>Cost of a round: one product with w, (5.1) on K classes, and the partition (less than a tenth of a second in all).
 */
public final class DriveClasses {
    private static final int MOST_ROUNDS = 6;
    private static final int MEAN_OVER = 16;
    private static final double STEP = 0.02;

    private DriveClasses() {}

    /**
     * {@return the class of each neuron of a network, 0..K−1 without gaps; K is smaller than asked for if there are
     * fewer different drives}
     *
     * @param neuron the neuron
     * @param network w
     * @param laws law of V_i(0) by neuron
     * @param horizon the drives are means from time 0 to here; at 0 the in-strengths take their place
     * @param count number of classes, at least 1, and at least that of different laws
     */
    public static int[] of(
            Neuron neuron, SynapticNetwork network, IntFunction<InitialLaw> laws, double horizon, int count) {
        Objects.requireNonNull(neuron, "neuron");
        if (count < 1) {
            throw new IllegalArgumentException("classes: their number " + count + " must be at least 1");
        }
        if (!(horizon >= 0) || horizon == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("classes: horizon = " + horizon + " must be finite and ≥ 0");
        }
        int[] groups = groups(network, laws, count);
        double[] drives = network.rowSums();
        int[] classes = IntervalPartition.of(drives, groups, count);
        for (int round = 0; horizon > 0 && round < MOST_ROUNDS; round++) {
            if (!drive(neuron, network, laws, horizon, classes, drives)) {
                break;
            }
            int[] better = IntervalPartition.of(drives, groups, count);
            if (Arrays.equals(better, classes)) {
                break;
            }
            classes = better;
        }
        return classes;
    }

    private static int[] groups(SynapticNetwork network, IntFunction<InitialLaw> laws, int count) {
        Map<InitialLaw, Integer> numbers = new HashMap<>();
        int[] groups = new int[network.size()];
        for (int i = 0; i < groups.length; i++) {
            InitialLaw law = Objects.requireNonNull(laws.apply(i), "law");
            Integer known = numbers.putIfAbsent(law, numbers.size());
            groups[i] = known == null ? numbers.size() - 1 : known;
        }
        if (numbers.size() > count) {
            throw new IllegalArgumentException("classes: neurons start from " + numbers.size()
                    + " different laws, which do not fit in " + count
                    + " classes; take more classes, or solve (5.1) itself with MeanField");
        }
        return groups;
    }

    /** Fills in the mean drives by the rates of the classes; false if (5.1) reaches no output time on them. */
    private static boolean drive(
            Neuron neuron,
            SynapticNetwork network,
            IntFunction<InitialLaw> laws,
            double horizon,
            int[] classes,
            double[] drives) {
        Populations reduced = Populations.reduced(network, classes);
        InitialLaw[] byClass = new InitialLaw[reduced.size()];
        for (int i = 0; i < classes.length; i++) {
            byClass[classes[i]] = laws.apply(i);
        }
        double[] at = new double[MEAN_OVER];
        Arrays.setAll(at, k -> horizon * (k + 1) / MEAN_OVER);
        MeanFieldSolution solution = MeanField.of(neuron, reduced)
                .startingFrom(a -> byClass[a])
                .cellWidth(2 * Grid.usualWidth(neuron, byClass[0], horizon))
                .step(Math.min(STEP, horizon / MEAN_OVER))
                .estimatingError(false)
                .solve(Times.of(at));
        if (solution.reached() == 0) {
            return false;
        }
        double[] rates = new double[classes.length];
        for (int k = 0; k < solution.reached(); k++) {
            double[] found = solution.rates(k);
            for (int i = 0; i < rates.length; i++) {
                rates[i] += found[classes[i]] / solution.reached();
            }
        }
        network.multiply(rates, drives);
        return true;
    }
}
