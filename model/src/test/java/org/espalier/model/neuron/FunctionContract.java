package org.espalier.model.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** What drifts and intensities promise as functions of the potential. */
final class FunctionContract {
    private FunctionContract() {}

    /** Bounds, Lipschitz constant and derivative hold on [−3, 4], and bounds are sharp there. */
    static void checkFacts(DoubleUnaryOperator f, FunctionFacts facts) {
        double[] grid = IntStream.rangeClosed(-3000, 4000)
                .mapToDouble(k -> k / 1000.0 + 1e-4)
                .toArray();
        double slope = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < grid.length; k++) {
            double value = f.applyAsDouble(grid[k]);
            least = Math.min(least, value);
            most = Math.max(most, value);
            if (k > 0 && Double.isFinite(value)) {
                slope = Math.max(slope, Math.abs(value - f.applyAsDouble(grid[k - 1])) / (grid[k] - grid[k - 1]));
            }
        }
        if (!Double.isNaN(facts.infimum())) {
            assertThat(least).isGreaterThanOrEqualTo(facts.infimum());
        }
        if (!Double.isNaN(facts.supremum())) {
            assertThat(most).isLessThanOrEqualTo(facts.supremum());
            // sharp: bounded functions come near their bounds on this grid
            if (Double.isFinite(facts.supremum())) {
                assertThat(most).isCloseTo(facts.supremum(), within(1e-4 * (1 + Math.abs(facts.supremum()))));
            }
        }
        if (Double.isFinite(facts.infimum())) {
            assertThat(least).isCloseTo(facts.infimum(), within(0.01));
        }
        if (!Double.isNaN(facts.lipschitz())) {
            assertThat(slope).isLessThanOrEqualTo(facts.lipschitz() * (1 + 1e-9) + 1e-9);
            if (Double.isFinite(facts.lipschitz())) {
                assertThat(slope).isCloseTo(facts.lipschitz(), within(0.01 * facts.lipschitz() + 1e-9));
            }
        }
        facts.derivative().ifPresent(derivative -> {
            for (double v = -2.95; v < 3; v += 0.0737) {
                double h = 1e-6;
                double quotient = (f.applyAsDouble(v + h) - f.applyAsDouble(v - h)) / (2 * h);
                assertThat(derivative.applyAsDouble(v))
                        .as("at %s", v)
                        .isCloseTo(quotient, within(1e-6 * (1 + Math.abs(quotient))));
            }
        });
    }

    /** The same argument gives the same value, on many threads at once. */
    static void checkThreads(DoubleUnaryOperator f) {
        double[] alone = IntStream.range(0, 4000)
                .mapToDouble(k -> f.applyAsDouble(k / 500.0 - 4))
                .toArray();
        double[] together = IntStream.range(0, 4000)
                .parallel()
                .mapToDouble(k -> f.applyAsDouble(k / 500.0 - 4))
                .toArray();
        assertThat(together).isEqualTo(alone);
    }
}
