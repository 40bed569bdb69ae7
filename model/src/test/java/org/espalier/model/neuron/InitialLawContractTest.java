package org.espalier.model.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.espalier.contract.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every initial law promises. */
class InitialLawContractTest {
    private static final List<Supplier<InitialLaw>> EXAMPLES = List.of(
            () -> Normal.of(0.3, 0.3),
            () -> Normal.of(0.3, 0.4),
            () -> new UniformLaw(-1, 2),
            () -> new ExponentialLaw(0.5, 2),
            () -> new TruncatedNormal(0.3, 0.5, 0, 1),
            () -> new TruncatedNormal(0, 1, 2.5, Double.POSITIVE_INFINITY),
            () -> new TruncatedNormal(0, 1, Double.NEGATIVE_INFINITY, -3),
            () -> new TruncatedNormal(0, 1, 2.5, 2.6),
            () -> new TruncatedNormal(0, 1, -0.01, 0.02),
            () -> new Mixture(List.of(1.0, 3.0), List.of(Normal.of(-1, 0.2), Normal.of(1, 0.4))),
            () -> new Mixture(List.of(0.5, 0.5), List.of(new PointMass(0), new UniformLaw(0.5, 1))),
            () -> new PointMass(0.7),
            () -> Empirical.of(3, 1, 1, 2, 10),
            () -> Empirical.of(3, 1, 1, 2, 11));

    static Stream<InitialLaw> laws() {
        return EXAMPLES.stream().map(Supplier::get);
    }

    @Test
    void everyLawIsHere() {
        Providers.checkComplete(InitialLaw.class, laws().toList());
    }

    @Test
    void lawsAreValues() {
        Providers.checkValues(EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void distributionFunctionsGrowFromZeroToOne(InitialLaw law) {
        double reach = 40 * Math.sqrt(law.variance()) + 1;
        assertThat(law.cumulative(law.mean() - reach)).isLessThan(1e-30);
        assertThat(law.cumulative(law.mean() + reach)).isCloseTo(1, within(1e-15));
        double before = 0;
        for (double v = law.mean() - reach; v <= law.mean() + reach; v += reach / 5000) {
            assertThat(law.cumulative(v)).isBetween(before, 1.0);
            before = law.cumulative(v);
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void quantileIsTheSmallestValueThatSuffices(InitialLaw law) {
        for (double p = 0.0005; p < 1; p += 0.0137) {
            double v = law.quantile(p);
            assertThat(law.cumulative(v)).isGreaterThanOrEqualTo(p - 1e-9);
            double below = v - 1e-6 * Math.max(1, Math.abs(v));
            assertThat(law.cumulative(below)).isLessThan(p + 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void meanAndVarianceAreIntegralsOfTheQuantile(InitialLaw law) {
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        int steps = law instanceof Mixture ? 5_000 : n;
        for (int k = 0; k < steps; k++) {
            double v = law.quantile((k + 0.5) / steps);
            sum += v / steps;
            squares += v * v / steps;
        }
        double tolerance = law instanceof Mixture ? 2e-3 : 3e-4 * Math.max(1, law.variance());
        assertThat(law.mean()).isCloseTo(sum, within(tolerance));
        assertThat(law.variance()).isCloseTo(squares - sum * sum, within(tolerance));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void samplesFollowTheLaw(InitialLaw law) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(17);
        int n = 20_000;
        double[] sample = new double[n];
        Arrays.setAll(sample, k -> law.sample(random));
        Arrays.sort(sample);
        double distance = 0;
        for (int k = 0; k < n; ) {
            int next = k + 1;
            while (next < n && sample[next] == sample[k]) {
                next++;
            }
            double below = law.cumulative(Math.nextDown(sample[k]));
            distance = Math.max(distance, Math.abs((double) next / n - law.cumulative(sample[k])));
            distance = Math.max(distance, Math.abs((double) k / n - below));
            k = next;
        }
        // Kolmogorov-Smirnov: P(sqrt(n) D > 2.2) < 1.3e-4 for each law; the seed is fixed
        assertThat(distance * Math.sqrt(n)).isLessThan(2.2);
        UniformRandomProvider again = RandomSource.XO_SHI_RO_256_PP.create(17);
        double first = law.sample(again);
        assertThat(law.sample(RandomSource.XO_SHI_RO_256_PP.create(17))).isEqualTo(first);
    }
}
