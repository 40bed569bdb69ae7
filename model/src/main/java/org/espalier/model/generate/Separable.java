package org.espalier.model.generate;

import java.util.Map;
import java.util.Objects;
import org.espalier.model.formula.Formula;
import org.espalier.model.network.SynapticNetwork;

/**
 * The rank-one network w_ij = a(x_i) b(x_j)/N, i ≠ j, with gain a and output b given by formulas in the place x_i = (i + ½)/N:
 * {@link RankOne} as a value that can be written down. Its limit is the separable kernel a(ξ) b(ζ) dζ; C_w → max(sup|a| ∫|b|,
 * sup|b| ∫|a|) and ε_w = O(1/N). Nothing is random.
 *
 * @param size N ≥ 2
 * @param gain a, a formula in x and the parameters
 * @param output b, likewise
 * @param parameters values by name
 */
public record Separable(int size, String gain, String output, Map<String, Double> parameters)
        implements NetworkGenerator {
    /** Checks the formulas, at all places. */
    public Separable {
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
            Draws.finite("rank one", what + " '" + formula + "' at x = " + place, values[i]);
        }
        return values;
    }

    @Override
    public SynapticNetwork generate(long seed) {
        double[] outputs = values("output", output, parameters, size);
        for (int j = 0; j < size; j++) {
            outputs[j] /= size;
        }
        return RankOne.of(values("gain", gain, parameters, size), outputs).generate(seed);
    }
}
