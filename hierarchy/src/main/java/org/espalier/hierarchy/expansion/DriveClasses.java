package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Arguments;
import org.espalier.run.Times;

/**
 * Classes of neurons with similar drive. In (5.1) a neuron feels the network through its drive S_i = Σ_j w_ij r_j alone; what an
 * expansion around classes expands in is S_i − S̄_a(i), and the first powers that order 3 leaves out are the third and the fourth. So the
 * classes are the intervals of the mean drive over the horizon that make
 *
 * <pre class="tex">  Σ_i \bigl(S_i − \bar S_{a(i)}\bigr)^4</pre>
 *
 * <p>smallest within each colour, the exact optimum. The drives come from the classes themselves: S_i = Σ_j w_ij r_{a(j)} with the rates of (5.1) reduced to
 * the classes, which begin as intervals of the in-strength Σ_j w_ij and are improved until they repeat themselves. An in-strength weighs
 * all inputs alike; the drive knows that a hub's spikes come more often, and that they saturate. Neurons of different
 * colours (models, inputs, initial laws) never share a class. Deterministic.
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
     * @param network w
     * @param laws law of V_i(0) by neuron
     * @param horizon the drives are means from time 0 to here; at 0 the in-strengths take their place
     * @param count number of classes, at least 1, and at least that of different laws
     */
    public static int[] of(
            Neuron neuron, SynapticNetwork network, IntFunction<InitialLaw> laws, double horizon, int count) {
        List<InitialLaw> all = IntStream.range(0, network.size()).mapToObj(laws).toList();
        return of(NetworkSystem.of(Neurons.same(neuron), network, InitialLaws.byNeuron(all)), horizon, count);
    }

    /**
     * {@return the class of each neuron of a system, 0..K−1 without gaps; K is smaller than asked for if there are fewer different
     * drives}
     *
     * @param system network, models, inputs and laws
     * @param horizon the drives are means from time 0 to here; at 0 the in-strengths take their place
     * @param count number of classes, at least 1, and at least that of colours
     */
    public static int[] of(NetworkSystem system, double horizon, int count) {
        Arguments.atLeast("classes", "their number", count, 1);
        Arguments.notNegative("classes", "horizon", horizon);
        Colouring colouring = system.colouring();
        Arguments.require(
                colouring.count() <= count,
                "classes: neurons have " + colouring.count()
                        + " colours (models, inputs, initial laws), which do not fit in " + count
                        + " classes; take more classes, or solve (5.1) itself with MeanField");
        int[] colours = colouring.byNeuron();
        double[] drives = system.network().rowSums();
        int[] classes = IntervalPartition.of(drives, colours, count);
        for (int round = 0; horizon > 0 && round < MOST_ROUNDS; round++) {
            if (!drive(system, horizon, classes, drives)) {
                break;
            }
            int[] better = IntervalPartition.of(drives, colours, count);
            if (Arrays.equals(better, classes)) {
                break;
            }
            classes = better;
        }
        return classes;
    }

    /**
     * {@return more classes than there are: the intervals of the drives that the rates of given classes make, one round of {@link #of}}
     *
     * @param system network, models, inputs and laws
     * @param horizon the drives are means from time 0 to here; at 0 the in-strengths take their place
     * @param classes class of each neuron, 0..K−1, none empty; neurons of a class have one colour
     * @param count number of classes, at least that of colours
     */
    public static int[] refined(NetworkSystem system, double horizon, int[] classes, int count) {
        int[] colours = system.colouring().byNeuron();
        double[] drives = system.network().rowSums();
        if (horizon > 0) {
            drive(system, horizon, classes, drives);
        }
        return IntervalPartition.of(drives, colours, count);
    }

    /** Fills in the mean drives by the rates of the classes; false if (5.1) reaches no output time on them. */
    private static boolean drive(NetworkSystem system, double horizon, int[] classes, double[] drives) {
        double[] at = new double[MEAN_OVER];
        Arrays.setAll(at, k -> horizon * (k + 1) / MEAN_OVER);
        double width = system.colouring().colours().stream()
                .mapToDouble(colour -> Grid.usualWidth(colour.driven().neuron(), colour.law(), horizon))
                .min()
                .orElseThrow();
        MeanFieldSolution solution = MeanField.of(system, classes)
                .cellWidth(2 * width)
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
        system.network().multiply(rates, drives);
        return true;
    }
}
