package org.espalier.model.generate;

import java.util.Map;
import java.util.Objects;
import org.espalier.model.formula.Formula;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * The rank-one network w_ij = a(x_i) b(x_j)/N, i ≠ j: the neuron at the place x_i = (i + ½)/N listens with gain a to a
 * population that speaks with output b, both given by formulas. Its limit is the separable kernel a(ξ) b(ζ) dζ;
 * C_w → max(sup|a| ∫|b|, sup|b| ∫|a|) and ε_w = O(1/N). Nothing is random. Memory: as many edges as there are pairs with
 * a b ≠ 0.
 *
 * <p>{@link #network} and {@link #kernel} make such networks of numbers instead of formulas.
 *
 * @param size N ≥ 2
 * @param gain a, a formula in x and the parameters
 * @param output b, likewise
 * @param parameters values by name
 */
public record RankOne(int size, String gain, String output, Map<String, Double> parameters)
        implements NetworkGenerator {
    /** Checks the formulas, at all places. */
    public RankOne {
        Objects.requireNonNull(gain, "gain");
        Objects.requireNonNull(output, "output");
        Draws.size("rank one", size, 2);
        parameters = Map.copyOf(parameters);
        values("gain", gain, parameters, size);
        values("output", output, parameters, size);
    }

    private static double[] values(String what, String formula, Map<String, Double> parameters, int size) {
        Formula compiled = Formula.of("rank one: " + what, formula, parameters, "x");
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            double place = (i + 0.5) / size;
            values[i] = compiled.at(place);
            Arguments.finite("rank one", what + " '" + formula + "' at x = " + place, values[i]);
        }
        return values;
    }

    @Override
    public SynapticNetwork generate(long seed) {
        double[] outputs = values("output", output, parameters, size);
        for (int j = 0; j < size; j++) {
            outputs[j] /= size;
        }
        return network(values("gain", gain, parameters, size), outputs);
    }

    /**
     * {@return the network w_ij = a_i b_j, i ≠ j}
     *
     * @param gains a, length N ≥ 2, finite
     * @param outputs b, length N, finite
     */
    public static SynapticNetwork network(double[] gains, double[] outputs) {
        return product(gains, outputs, false);
    }

    /**
     * {@return the kernel w_ij = a_i b_j with its diagonal, whose tree densities and observables are known in closed form;
     * there is no direct simulation of it}
     *
     * @param gains a, length N ≥ 2, finite
     * @param outputs b, length N, finite
     */
    public static SynapticNetwork kernel(double[] gains, double[] outputs) {
        return product(gains, outputs, true);
    }

    private static SynapticNetwork product(double[] gains, double[] outputs, boolean diagonal) {
        int n = Draws.size("rank one", gains.length, 2);
        Arguments.require(n == outputs.length, "rank one: ", n, " gains and ", outputs.length, " outputs must agree");
        NetworkBuilder builder = NetworkBuilder.ofSize(n, 0).selfLoops(SelfLoops.KEEP);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double weight = gains[i] * outputs[j];
                if (weight != 0 && (diagonal || i != j)) {
                    builder.connect(j, i, weight);
                }
            }
        }
        return builder.build();
    }
}
