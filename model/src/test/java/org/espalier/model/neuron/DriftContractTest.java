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

/** What every drift promises. */
class DriftContractTest {
    private static final List<Supplier<Drift>> EXAMPLES = List.of(
            () -> new LinearLeak(0.8, 0.6),
            () -> new LinearLeak(0.8, 0),
            () -> new LinearLeak(0.7, 0.6),
            () -> new QuadraticDrift(-0.3, 0.7, 0.2),
            () -> new QuadraticDrift(0.3, -0.7, 0.2),
            () -> new QuadraticDrift(0.3, -0.7, 0.1),
            () -> new ExponentialDrift(0.5, 1.2, 1, 0.3),
            () -> new ExponentialDrift(0.5, 1.2, 1, 0.4),
            () -> FormulaDrift.of("a*sin(v) - v", Map.of("a", 0.3)),
            () -> FormulaDrift.of("a*sin(v) - v", Map.of("a", 0.4)),
            () -> FormulaDrift.of("a*sin(v) - 2*v", Map.of("a", 0.3)));

    static Stream<Drift> drifts() {
        return EXAMPLES.stream().map(Supplier::get);
    }

    @Test
    void everyDriftIsHere() {
        Providers.checkComplete(Drift.class, drifts().toList());
    }

    @Test
    void driftsAreValues() {
        Providers.checkValues(EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("drifts")
    void factsHold(Drift drift) {
        FunctionContract.checkFacts(drift::at, drift.facts());
    }

    @ParameterizedTest
    @MethodSource("drifts")
    void valuesAreFiniteAndSafeForManyThreads(Drift drift) {
        for (double v = -4; v <= 4; v += 0.01) {
            assertThat(drift.at(v)).isFinite();
        }
        assertThat(drift.at(Double.NaN)).isNaN();
        FunctionContract.checkThreads(drift::at);
    }
}
