package org.espalier.model.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.espalier.contract.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every intensity promises. */
class IntensityContractTest {
    private static final List<Supplier<Intensity>> EXAMPLES = List.of(
            () -> Sigmoid.of(4, 1, 0.2),
            () -> Sigmoid.of(4, 1.1, 0.2),
            () -> new ConstantIntensity(1.5),
            () -> new ConstantIntensity(0),
            () -> new StepIntensity(3, 0.717),
            () -> new StepIntensity(3, 0.718),
            () -> new HardThreshold(0.717),
            () -> ExponentialIntensity.unbounded(2, 1, 0.5),
            () -> new ExponentialIntensity(2, 1, 0.5, 7),
            () -> RectifiedPower.unbounded(2, 0.5, 1),
            () -> RectifiedPower.unbounded(2, 0.5, 2.5),
            () -> new RectifiedPower(2, 0.5, 2.5, 5),
            () -> new RectifiedPower(2, 0.5, 0.5, 3),
            () -> FormulaIntensity.of("max(0, v)^2", Map.of(), 4),
            () -> FormulaIntensity.of("max(0, v)^2", Map.of(), 5),
            () -> FormulaIntensity.of("a*max(0, v)^2", Map.of("a", 2.0), 4));

    static Stream<Intensity> intensities() {
        return EXAMPLES.stream().map(Supplier::get);
    }

    @Test
    void everyIntensityIsHere() {
        Providers.checkComplete(Intensity.class, intensities().toList());
    }

    @Test
    void intensitiesAreValues() {
        Providers.checkValues(EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("intensities")
    void factsHold(Intensity intensity) {
        FunctionContract.checkFacts(intensity::at, intensity.facts());
    }

    @ParameterizedTest
    @MethodSource("intensities")
    void valuesAreNotNegativeGrowWithThePotentialAndAreSafeForManyThreads(Intensity intensity) {
        double before = 0;
        for (double v = -4; v <= 4; v += 0.01) {
            assertThat(intensity.at(v)).isGreaterThanOrEqualTo(before);
            before = intensity.at(v);
        }
        FunctionContract.checkThreads(intensity::at);
    }
}
