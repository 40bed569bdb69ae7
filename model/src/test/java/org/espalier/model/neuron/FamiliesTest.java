package org.espalier.model.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamiliesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void valuesByHand() {
        assertThat(new QuadraticDrift(1, 2, 3).at(5)).isEqualTo(9);
        assertThat(new ExponentialDrift(0.5, 2, 1, 0.25).at(1)).isEqualTo(0.5 - 2 + 0.5);
        assertThat(new ExponentialIntensity(2, 1, 0.5, 100).at(1.5)).isCloseTo(2 * Math.E, within(1e-14));
        assertThat(new ExponentialIntensity(2, 1, 0.5, 3).at(1.5)).isEqualTo(3);
        assertThat(new RectifiedPower(2, 1, 3, INFINITY).at(3)).isEqualTo(16);
        assertThat(new RectifiedPower(2, 1, 3, INFINITY).at(0)).isZero();
        assertThat(new StepIntensity(3, 1).at(1)).isZero();
        assertThat(new StepIntensity(3, 1).at(1.0001)).isEqualTo(3);
        assertThat(new HardThreshold(1).at(1)).isInfinite();
        assertThat(new HardThreshold(1).at(0.999)).isZero();
        assertThat(new RectifiedPower(1, 0, 1, 2).at(Double.NaN)).isNaN();
        assertThat(ExponentialIntensity.unbounded(1, 0, 1).at(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 - v                     | 0.3  | 0.7",
                "-v^2                      | 3    | -9",
                "2^-v                      | 2    | 0.25",
                "2^3^2                     | 0    | 512",
                "a*(v + b)/2               | 1    | 5.25",
                "step(v) + step(-v)        | 0    | 0",
                "min(v, a) + max(v, a)     | 2    | 5.5",
                "7 % 4 + pow(v, 3)         | 2    | 11",
                "log2(8) + log10(1000)     | 0    | 6",
                "1 / v                     | 0    | Infinity",
                "sqrt(v)                   | -1   | NaN",
                "pi - 2*asin(1) + e - exp(1) | 0  | 0",
                "signum(v)*abs(v)          | -2.5 | -2.5",
            })
    void formulas(String text, double v, double value) {
        assertThat(FormulaDrift.of(text, Map.of("a", 3.5, "b", 2.0)).at(v)).isCloseTo(value, within(1e-14));
    }

    @Test
    void formulaAgreesWithTheFamilyBitForBit() {
        FormulaIntensity formula =
                FormulaIntensity.of("a/(1 + exp(-(v - theta)/w))", Map.of("a", 4.0, "theta", 1.0, "w", 0.2), INFINITY);
        Sigmoid sigmoid = Sigmoid.of(4, 1, 0.2);
        FormulaDrift tan = FormulaDrift.of("tan(v) + v^0.3", Map.of());
        for (int k = 0; k < 2000; k++) {
            double v = 0.001 + k * 0.0013;
            assertThat(formula.at(v)).isEqualTo(sigmoid.at(v));
            assertThat(tan.at(v)).isEqualTo(FastMath.tan(v) + FastMath.pow(v, 0.3));
        }
    }

    @Test
    void formulaIsSafeForManyThreads() {
        FormulaDrift drift = FormulaDrift.of("v*v - 3*v", Map.of());
        long wrong = IntStream.range(0, 200_000)
                .parallel()
                .filter(k -> drift.at(k) != (double) k * k - 3.0 * k)
                .count();
        assertThat(wrong).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1 +",
                "2 v",
                "v(",
                "(v",
                "v)",
                "foo(v)",
                "w + 1",
                "min(v)",
                "1..2",
                "v ; v",
                "java.lang.System.exit(0)",
                "${v}",
                "v = 3",
                "a",
                "*",
                "()",
                "exp()",
                ",",
                "1e",
                "v,v"
            })
    void formulasThatCannotBeRead(String text) {
        assertThatThrownBy(() -> FormulaDrift.of(text, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("drift: the formula '" + text + "' cannot be read");
    }

    @Test
    void formulaParametersAreChecked() {
        assertThatThrownBy(() -> FormulaDrift.of("v", Map.of("v", 1.0))).hasMessageContaining("'v' must be a word");
        assertThatThrownBy(() -> FormulaDrift.of("v", Map.of("a b", 1.0))).hasMessageContaining("'a b' must be a word");
        assertThatThrownBy(() -> FormulaDrift.of("v", Map.of("a", Double.NaN))).hasMessageContaining("NaN");
        assertThatThrownBy(() -> FormulaDrift.of("v+".repeat(9000) + "v", Map.of()))
                .hasMessageContaining("18001");
        assertThatThrownBy(() -> FormulaIntensity.of("v", Map.of(), INFINITY).at(-1))
                .hasMessageContaining("is -1.0 at v = -1.0");
        assertThat(FormulaIntensity.of("v", Map.of(), 2).at(3)).isEqualTo(2);
        assertThat(FormulaIntensity.of("v", Map.of(), 2)).isEqualTo(FormulaIntensity.of("v", Map.of(), 2));
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new QuadraticDrift(1, 0, 0)).hasMessageContaining("curvature a = 0");
        assertThatThrownBy(() -> new ExponentialDrift(1, -1, 0, 1)).hasMessageContaining("rate κ = -1.0");
        assertThatThrownBy(() -> new ConstantIntensity(-1)).hasMessageContaining("rate λ = -1.0");
        assertThatThrownBy(() -> new StepIntensity(1, Double.NaN)).hasMessageContaining("threshold θ = NaN");
        assertThatThrownBy(() -> new ExponentialIntensity(1, 0, 1, 0)).hasMessageContaining("give infinity");
        assertThatThrownBy(() -> new RectifiedPower(1, 0, 0, 1)).hasMessageContaining("power p = 0.0");
        assertThatThrownBy(() -> new HardThreshold(INFINITY)).hasMessageContaining("Infinity must be finite");
    }
}
