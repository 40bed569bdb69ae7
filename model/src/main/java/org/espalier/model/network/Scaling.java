package org.espalier.model.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.espalier.run.Arguments;

/**
 * A rule that fixes the overall size of the weights by multiplying all of them with one factor.
 *
 * <p>All rules measure <i>absolute</i> sums, r_i = Σ_j |w_ij| for rows and Σ_i |w_ij| for columns, so that a network with
 * inhibition is scaled by the strength of its synapses and not by what happens to be left after cancellation. Where all
 * weights are positive r_i is the row sum itself.
 *
 * @param measure what is measured
 * @param target the value it is to have after scaling, positive; ignored by {@link Measure#NONE}
 */
public record Scaling(Measure measure, double target) {
    /** What a scaling fixes. */
    public enum Measure {
        /** Nothing: weights stay as they are. */
        NONE,
        /** The mean absolute row sum, (1/N) Σ_i Σ_j |w_ij|. */
        MEAN_ROW_SUM,
        /** The largest absolute row sum, R_w = max_i Σ_j |w_ij|. */
        MAX_ROW_SUM,
        /** C_w = max(max_i Σ_j |w_ij|, max_j Σ_i |w_ij|), the constant of the mean-field scaling. */
        C_W;

        /** {@return the value of a network, NaN for {@link #NONE}} */
        public double of(SynapticNetwork network) {
            return switch (this) {
                case NONE -> Double.NaN;
                case MEAN_ROW_SUM -> {
                    double total = 0;
                    for (double sum : network.absoluteRowSums()) {
                        total += sum;
                    }
                    yield total / network.size();
                }
                case MAX_ROW_SUM -> max(network.absoluteRowSums());
                case C_W -> Math.max(max(network.absoluteRowSums()), max(network.absoluteColumnSums()));
            };
        }

        private static double max(double... values) {
            return Arrays.stream(values).max().orElse(0);
        }
    }

    /** Checks the target. */
    public Scaling {
        Objects.requireNonNull(measure, "measure");
        Arguments.require(
                measure == Measure.NONE || target > 0 && target < Double.POSITIVE_INFINITY,
                "scaling: target ",
                target,
                " must be positive and finite; use none() to keep the weights");
    }

    /** {@return the scaling by 1, which keeps the weights} */
    public static Scaling none() {
        return new Scaling(Measure.NONE, 1);
    }

    /**
     * {@return the rule that fixes the mean absolute row sum}
     *
     * @param target (1/N) Σ_ij |w_ij| after scaling
     */
    public static Scaling meanRowSum(double target) {
        return new Scaling(Measure.MEAN_ROW_SUM, target);
    }

    /**
     * {@return the rule that fixes the largest absolute row sum}
     *
     * @param target max_i Σ_j |w_ij| after scaling
     */
    public static Scaling maxRowSum(double target) {
        return new Scaling(Measure.MAX_ROW_SUM, target);
    }

    /**
     * {@return the rule that fixes C_w}
     *
     * @param target the larger of the largest absolute row sum and the largest absolute column sum, after scaling
     */
    public static Scaling cw(double target) {
        return new Scaling(Measure.C_W, target);
    }

    /**
     * {@return the number that weights are to be multiplied with, target / measure, or 1 for {@link Measure#NONE}}
     *
     * @param network the network before scaling
     * @throws IllegalArgumentException if the network has no weights other than 0
     */
    public double factor(SynapticNetwork network) {
        if (measure == Measure.NONE) {
            return 1;
        }
        double value = measure.of(network);
        Arguments.require(
                value > 0,
                "scaling: " + measure.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " of this network is " + value
                        + ", it has no weights to scale; use none()");
        return target / value;
    }
}
