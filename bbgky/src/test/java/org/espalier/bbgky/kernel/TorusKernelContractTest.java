package org.espalier.bbgky.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.espalier.contract.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kernel on the torus promises. */
class TorusKernelContractTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final BiConsumer<double[], double[]> SINE = (x, value) -> value[0] = -Math.sin(2 * Math.PI * x[0]);
    private static final KernelFacts SINE_FACTS =
            new KernelFacts("sin", true, true, false, 2 * Math.PI, INFINITY, 0, 1);

    private static final List<Supplier<TorusKernel>> EXAMPLES = List.of(
            () -> Sine.of(1.3),
            () -> Sine.of(-0.4),
            () -> SmoothBump.of(1, 0.7, 0.12),
            () -> SmoothBump.of(2, -0.7, 0.2),
            () -> SmoothBump.of(2, -0.7, 0.3),
            () -> SmoothBump.of(3, 0.5, 0.3),
            () -> PowerLawKernel.coulomb(1, 1),
            () -> PowerLawKernel.of(1, -0.5, 1.1),
            () -> PowerLawKernel.of(2, 0.4, 1.1),
            () -> PowerLawKernel.of(2, 0.4, 1.1).turned(),
            () -> PowerLawKernel.coulomb(2, -0.8).regularised(0.09),
            () -> PowerLawKernel.biotSavart(),
            () -> PowerLawKernel.coulomb(3, 0.4).regularised(0.15),
            () -> FourierKernel.stream("cells", Map.of(List.of(1, 0), 0.05, List.of(1, 2), -0.02)),
            () -> FourierKernel.gradient("two modes", Map.of(List.of(1), 0.1, List.of(3), -0.02)),
            () -> FourierKernel.gradient("two modes", Map.of(List.of(1), 0.1, List.of(3), -0.03)),
            () -> TorusFormula.of(1, SINE, SINE_FACTS, 64),
            () -> TorusFormula.of(1, SINE, SINE_FACTS, 32));

    static Stream<TorusKernel> kernels() {
        return EXAMPLES.stream().map(Supplier::get);
    }

    /** A kernel that is added to the package is added here. */
    @Test
    void everyKernelIsHere() {
        Providers.checkComplete(TorusKernel.class, kernels().toList());
    }

    @Test
    void kernelsAreValues() {
        Providers.checkValues(EXAMPLES);
    }

    private static double[] at(TorusKernel kernel, double... x) {
        double[] value = new double[x.length];
        kernel.evaluate(x, value);
        return value;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void valuesArePeriodicAndOddWhereDeclared(TorusKernel kernel) {
        int d = kernel.dimension();
        assertThat(d).isBetween(1, 3);
        Random random = new Random(21);
        for (int trial = 0; trial < 20; trial++) {
            double[] x = random.doubles(d, 0.05, 0.45).toArray();
            double[] given = x.clone();
            double[] value = at(kernel, x);
            assertThat(x).as("the displacement is left as it was").isEqualTo(given);
            assertThat(value).doesNotContain(Double.NaN, INFINITY, -INFINITY);
            double size = 1e-11
                    * (1
                            + IntStream.range(0, d)
                                    .mapToDouble(l -> Math.abs(value[l]))
                                    .sum());
            double[] shifted = x.clone();
            shifted[trial % d] += trial % 2 == 0 ? 1 : -2;
            assertThat(at(kernel, shifted)).containsExactly(value, within(size));
            if (kernel.facts().odd()) {
                double[] mirrored =
                        IntStream.range(0, d).mapToDouble(l -> -x[l]).toArray();
                double[] minus =
                        IntStream.range(0, d).mapToDouble(l -> -value[l]).toArray();
                assertThat(at(kernel, mirrored)).containsExactly(minus, within(size));
            }
        }
        if (kernel.facts().odd()) {
            assertThat(at(kernel, new double[d]))
                    .as("no particle pushes itself")
                    .containsExactly(new double[d], within(1e-15));
        }
    }

    /** K is real, so K̂(−m) is the conjugate; the symbol is that of the coefficients; div K = 0 and K = −∇W show in them. */
    @ParameterizedTest
    @MethodSource("kernels")
    void coefficientsFitTheFacts(TorusKernel kernel) {
        int d = kernel.dimension();
        KernelFacts facts = kernel.facts();
        for (int[] mode : new int[][] {{1, 0, 0}, {0, 1, 1}, {2, -1, 0}, {3, 2, 1}}) {
            int[] m = IntStream.range(0, d).map(l -> mode[l]).toArray();
            int[] opposite = IntStream.of(m).map(entry -> -entry).toArray();
            double[][] hat = new double[2][d];
            double[][] mirror = new double[2][d];
            kernel.coefficient(m, hat[0], hat[1]);
            kernel.coefficient(opposite, mirror[0], mirror[1]);
            assertThat(mirror[0]).containsExactly(hat[0], within(1e-13));
            double growth = 0;
            for (int l = 0; l < d; l++) {
                assertThat(mirror[1][l]).isCloseTo(-hat[1][l], within(1e-13));
                growth += 2 * Math.PI * m[l] * hat[1][l];
                if (facts.odd()) {
                    assertThat(hat[0][l]).isCloseTo(0, within(1e-13));
                }
                if (facts.bandwidth() >= 0 && IntStream.of(m).anyMatch(e -> Math.abs(e) > facts.bandwidth())) {
                    assertThat(Math.abs(hat[1][l])).isLessThan(1e-13);
                }
                if (facts.gradient()) { // K̂ = −2πi m Ŵ
                    assertThat(hat[1][l]).isCloseTo(-2 * Math.PI * m[l] * kernel.potential(m), within(1e-12));
                }
            }
            assertThat(kernel.growth(m)).isCloseTo(growth, within(1e-12));
            if (facts.divergenceFree()) {
                assertThat(growth).isCloseTo(0, within(1e-13));
            }
        }
        if (!facts.gradient()) {
            assertThatThrownBy(() -> kernel.potential(new int[d])).hasMessageContaining("not a gradient");
        }
    }

    /** On a torus of volume 1 norms grow with q; they are finite where the facts say so, and bound coefficients (Parseval). */
    @ParameterizedTest
    @MethodSource("kernels")
    void normsFitTheFacts(TorusKernel kernel) {
        double before = 0;
        double two = 0;
        int d = kernel.dimension();
        // in d = 3 an exponent other than 2 takes seconds; TorusKernelTest has some
        for (double q : d == 3 ? new double[] {2} : new double[] {1, 1.25, 2, 3}) {
            double norm = kernel.norm(q);
            assertThat(norm).isGreaterThanOrEqualTo(before * (1 - 1e-6));
            assertThat(Double.isFinite(norm))
                    .as("q = %s", q)
                    .isEqualTo(kernel.facts().integrable(q));
            before = norm;
            two = q == 2 ? norm : two;
        }
        double[][] hat = new double[2][d];
        int[] first = new int[d];
        first[0] = 1;
        kernel.coefficient(first, hat[0], hat[1]);
        double square = 0;
        for (int l = 0; l < d; l++) {
            square += hat[0][l] * hat[0][l] + hat[1][l] * hat[1][l];
        }
        assertThat(Math.sqrt(2 * square)).isLessThanOrEqualTo(two * (1 + 1e-9));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void kernelsAreSafeForManyThreads(TorusKernel kernel) {
        int d = kernel.dimension();
        double[][] points = IntStream.range(0, 400)
                .mapToObj(k -> new Random(k).doubles(d, 0.05, 0.45).toArray())
                .toArray(double[][]::new);
        double[][] alone = Stream.of(points).map(x -> at(kernel, x)).toArray(double[][]::new);
        double[][] together =
                Stream.of(points).parallel().map(x -> at(kernel, x)).toArray(double[][]::new);
        assertThat(together).isDeepEqualTo(alone);
    }
}
