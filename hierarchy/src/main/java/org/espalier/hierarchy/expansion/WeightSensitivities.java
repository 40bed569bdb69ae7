package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.trees.RootedTree;

/**
 * The derivatives of the population rate by every weight, ∂r/∂w_ij: which synapses matter. From the elementary densities (6.1),
 *
 * <pre>  r = Σ_{|T| ≤ n} t(T) ⟨ν, F_T⟩/σ(T) ,   ∂r/∂w_ij = Σ_{|T| &lt; n} Y_T(i) x_T(j) ,</pre>
 *
 * <p>Y_T the adjoint of W x_T in the recursion x_T = Π_c W x_{T_c}, for all trees in one sweep backwards. Exact for the vanishing
 * closure of order n, and as good as that closure is: not beyond the radius of the expansion ({@link TreeExpansion#ratio}). Defined for
 * pairs without a synapse, too: the effect of making one.
 *
 * <p>Cost: one product with W and one with its transpose for each tree of order below n; memory 16 bytes for each of these trees and
 * each neuron. Immutable.
 */
@Experimental
public final class WeightSensitivities {
    private final SynapticNetwork network;
    private final int order;
    private final double time;
    private final double[][] below;
    private final double[][] adjoint;

    private WeightSensitivities(SynapticNetwork network, int order, double time, double[][] below, double[][] adjoint) {
        this.network = network;
        this.order = order;
        this.time = time;
        this.below = below;
        this.adjoint = adjoint;
    }

    /**
     * A synapse with its influence on the population rate.
     *
     * @param postsynaptic index i of the neuron that receives
     * @param presynaptic index j of the neuron that fires
     * @param weight w_ij
     * @param sensitivity ∂r/∂w_ij, spikes per unit of time and of weight
     * @param effect w_ij ∂r/∂w_ij: what the rate loses, to first order, when the synapse is cut
     */
    public record Synapse(int postsynaptic, int presynaptic, double weight, double sensitivity, double effect) {}

    /** With the colour of every neuron. */
    static WeightSensitivities of(
            ElementarySolution elementary, SynapticNetwork network, int[] colourOf, int order, int timeIndex) {
        Objects.requireNonNull(network, "network");
        int colours = Arrays.stream(colourOf).max().orElse(0) + 1;
        Arguments.require(
                colours == elementary.colours(),
                "sensitivities: the neurons have " + colours + " colours, the elementary densities "
                        + elementary.colours() + "; take those of the system");
        Arguments.require(
                order >= 2 && order <= elementary.maxOrder(),
                "sensitivities: order " + order + " must lie between 2 and " + elementary.maxOrder()
                        + "; order 1 knows no weights");
        List<RootedTree> trees = elementary.trees().stream()
                .filter(tree -> tree.order() <= order)
                .toList();
        int inner = (int) trees.stream().filter(tree -> tree.order() < order).count();
        int size = network.size();
        Arguments.requireMemory(
                32.0 * inner * size, "sensitivities: " + inner + " trees on " + size + " neurons", "lower the order");
        double[][] x = new double[inner][];
        double[][] y = new double[inner][size];
        for (int n = 0; n < inner; n++) {
            x[n] = new double[size];
            for (int i = 0; i < size; i++) {
                x[n][i] = colourOf[i] == trees.get(n).type(0) ? 1 : 0;
            }
            for (Map.Entry<RootedTree, Integer> child :
                    trees.get(n).distinctChildren().entrySet()) {
                multiply(x[n], y[elementary.index(child.getKey())], child.getValue());
            }
            network.multiply(x[n], y[n]);
        }
        SynapticNetwork transposed = network.transposed();
        double[][] dx = new double[inner][size];
        double[][] dy = new double[inner][size];
        // larger trees first: when a tree is reached, all that hold it as a child have added to its adjoint
        for (int n = trees.size() - 1; n >= 0; n--) {
            double[] mine = new double[size];
            if (n < inner) {
                transposed.multiply(dy[n], mine);
            }
            double direct = elementary.normalisedRate(n, timeIndex) / size;
            for (int i = 0; i < size; i++) {
                mine[i] = colourOf[i] == trees.get(n).type(0) ? mine[i] + direct : 0;
            }
            Map<RootedTree, Integer> children = trees.get(n).distinctChildren();
            for (Map.Entry<RootedTree, Integer> child : children.entrySet()) {
                int index = elementary.index(child.getKey());
                double[] part = mine.clone();
                for (Map.Entry<RootedTree, Integer> other : children.entrySet()) {
                    int less = other.getKey().equals(child.getKey()) ? 1 : 0;
                    multiply(part, y[elementary.index(other.getKey())], other.getValue() - less);
                }
                for (int i = 0; i < size; i++) {
                    dy[index][i] += child.getValue() * part[i];
                }
            }
        }
        return new WeightSensitivities(network, order, elementary.times().at(timeIndex), x, dy);
    }

    private static void multiply(double[] x, double[] y, int copies) {
        for (int c = 0; c < copies; c++) {
            for (int i = 0; i < x.length; i++) {
                x[i] *= y[i];
            }
        }
    }

    /** {@return the order of the closure, n} */
    public int order() {
        return order;
    }

    /** {@return the time of the rate, t} */
    public double time() {
        return time;
    }

    /**
     * {@return ∂r/∂w_ij, the derivative of the population rate by a weight, of a synapse that is there or of one that
     * is not}
     *
     * @param postsynaptic i
     * @param presynaptic j
     */
    public double of(int postsynaptic, int presynaptic) {
        Objects.checkIndex(postsynaptic, network.size());
        Objects.checkIndex(presynaptic, network.size());
        double sum = 0;
        for (int n = 0; n < below.length; n++) {
            sum += adjoint[n][postsynaptic] * below[n][presynaptic];
        }
        return sum;
    }

    /**
     * {@return the effect w_ij ∂r/∂w_ij summed over the synapses that each neuron receives; all sum to Σ_T (|T| − 1)
     * t(T) ⟨ν, F_T⟩/σ(T)}
     */
    public double[] effectsOfInput() {
        double[] result = new double[network.size()];
        synapses().forEach(synapse -> result[synapse.postsynaptic()] += synapse.effect());
        return result;
    }

    /**
     * {@return the effect w_ij ∂r/∂w_ij summed over the synapses that each neuron makes; all have the same sum as
     * {@link #effectsOfInput}}
     */
    public double[] effectsOfOutput() {
        double[] result = new double[network.size()];
        synapses().forEach(synapse -> result[synapse.presynaptic()] += synapse.effect());
        return result;
    }

    /**
     * {@return the synapses that matter most, those with the largest |w_ij ∂r/∂w_ij|, largest first}
     *
     * @param count how many
     */
    public List<Synapse> strongest(int count) {
        Arguments.require(count >= 0, "sensitivities: " + count + " synapses cannot be listed");
        return synapses()
                .sorted(Comparator.comparingDouble((Synapse synapse) -> -Math.abs(synapse.effect())))
                .limit(count)
                .toList();
    }

    /** All synapses, row by row. */
    private Stream<Synapse> synapses() {
        return IntStream.range(0, network.size())
                .boxed()
                .flatMap(i -> IntStream.range(network.rowStart(i), network.rowStart(i + 1))
                        .mapToObj(edge -> synapse(i, edge)));
    }

    private Synapse synapse(int postsynaptic, int edge) {
        int presynaptic = network.column(edge);
        double weight = network.weight(edge);
        double sensitivity = of(postsynaptic, presynaptic);
        return new Synapse(postsynaptic, presynaptic, weight, sensitivity, weight * sensitivity);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "sensitivities of the population rate at t = %.4g, order %d%n  presynaptic → postsynaptic, w, ∂r/∂w, w ∂r/∂w",
                time,
                order));
        for (Synapse synapse : strongest(10)) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %s → %s  %.4g  %.4g  %.4g",
                    network.label(synapse.presynaptic()),
                    network.label(synapse.postsynaptic()),
                    synapse.weight(),
                    synapse.sensitivity(),
                    synapse.effect()));
        }
        return text.toString();
    }
}
