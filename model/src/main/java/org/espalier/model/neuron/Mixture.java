package org.espalier.model.neuron;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.run.Arguments;

/**
 * A mixture of laws: with probability p_k the potential is drawn from the k-th.
 *
 * @param weights p_k &gt; 0; they are divided by their sum
 * @param laws one law a weight
 */
public record Mixture(List<Double> weights, List<InitialLaw> laws) implements InitialLaw {
    /** Checks and normalises the weights. */
    public Mixture {
        Arguments.require(
                !weights.isEmpty() && weights.size() == laws.size(),
                "mixture: " + weights.size() + " weights for " + laws.size()
                        + " laws; give one weight a law, and at least one");
        weights.forEach(weight -> Arguments.positive("mixture", "weight", weight));
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        Arguments.positive("mixture", "sum of the weights", sum);
        weights = weights.stream().map(weight -> weight / sum).toList();
        laws = List.copyOf(laws);
    }

    private double mean(ToDoubleFunction<InitialLaw> function) {
        double sum = 0;
        for (int k = 0; k < laws.size(); k++) {
            sum += weights.get(k) * function.applyAsDouble(laws.get(k));
        }
        return sum;
    }

    @Override
    public double cumulative(double v) {
        return Math.min(1, mean(law -> law.cumulative(v)));
    }

    /** By bisection between the smallest and the largest quantile of the laws. */
    @Override
    public double quantile(double p) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (InitialLaw law : laws) {
            double quantile = law.quantile(p);
            low = Math.min(low, quantile);
            high = Math.max(high, quantile);
        }
        if (cumulative(low) >= p) {
            return low;
        }
        while (true) {
            double middle = low + 0.5 * (high - low);
            if (!(low < middle && middle < high)) {
                return high;
            }
            if (cumulative(middle) >= p) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }

    @Override
    public double mean() {
        return mean(InitialLaw::mean);
    }

    @Override
    public double variance() {
        double mean = mean();
        return mean(law -> {
            double distance = law.mean() - mean;
            return law.variance() + distance * distance;
        });
    }

    @Override
    public double sample(UniformRandomProvider random) {
        double u = random.nextDouble();
        int k = 0;
        while (k < laws.size() - 1 && u >= weights.get(k)) {
            u -= weights.get(k++);
        }
        return laws.get(k).sample(random);
    }
}
