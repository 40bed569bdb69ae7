package org.espalier.bbgky.marginals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.espalier.bbgky.kernel.FourierKernel;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.FourierLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.bbgky.norms.NormEstimate;
import org.espalier.bbgky.spectral.Bessel;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.trees.GrowthGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MarginalHierarchyTest {
    private static final int[] ONE = {1};
    private static final int[] MINUS = {-1};

    /** Two particles on the circle, no closure: exact values 1.04154, 1.13967 and the limit 2.004376 of ‖f_2‖². */
    @Test
    void twoParticlesOnTheCircle() {
        MarginalSolution solution = MarginalHierarchy.of(Sine.of(1), 0.3)
                .upTo(2)
                .particles(2)
                .modes(24)
                .solve(FourierLaw.uniform(1), Times.of(0, 0.05, 0.1, 20));
        assertThat(solution.outcome().isCompleted()).isTrue();
        assertThat(squared(solution, 2, 0)).isEqualTo(1);
        assertThat(squared(solution, 2, 1)).isCloseTo(1.04154, within(5e-6));
        assertThat(squared(solution, 2, 2)).isCloseTo(1.13967, within(5e-6));
        assertThat(squared(solution, 2, 3)).isCloseTo(2.004376, within(5e-7));
        double c = 1 / (2 * Math.PI * 0.09);
        for (int m = 1; m < 6; m++) {
            double exact = Bessel.scaledI(m, c) / Bessel.scaledI(0, c);
            assertThat(solution.marginal(2, 3).coefficient(new int[] {m}, new int[] {-m})[0])
                    .isCloseTo(exact, within(1e-9));
        }
    }

    /** That example breaks the estimate without the divergence term and obeys the one with it. */
    @Test
    void divergenceTermIsNeeded() {
        double noise = 0.3;
        NormEstimate estimate = NormEstimate.withDivergence(Sine.of(1), noise, 2);
        MarginalSolution solution = MarginalHierarchy.of(Sine.of(1), noise)
                .upTo(2)
                .particles(2)
                .modes(24)
                .solve(FourierLaw.uniform(1), Times.of(0.05, 0.1, 0.2));
        for (int n = 0; n < 3; n++) {
            double t = solution.times().at(n);
            // N = k = 2: nothing couples to f_3, so the estimate without the term says ‖f_2‖² ≤ 1
            double without = 1;
            double with = Math.exp(estimate.chain(2).growth(2) * t);
            assertThat(squared(solution, 2, n)).isGreaterThan(without + 0.04).isLessThan(with);
        }
    }

    /** Small N without closure: the Gibbs state at κ = 0.6 κ_c. */
    @ParameterizedTest
    @CsvSource({"2, 0.287263", "3, 0.231884"})
    void stationaryCorrelationsAreGibbs(int number, double exact) {
        double noise = 0.4;
        double kappa = 0.6 * 2 * Math.PI * noise * noise;
        MarginalSolution solution = MarginalHierarchy.of(Sine.of(kappa), noise)
                .upTo(number)
                .particles(number)
                .modes(10)
                .solve(FourierLaw.uniform(1), Times.of(12));
        assertThat(solution.marginal(2, 0).coefficient(ONE, MINUS)[0]).isCloseTo(exact, within(6e-7));
        assertThat(solution.compatibilityDefect(1, 0)).isLessThan(1e-14);
    }

    /** From chaos, N f̂_2(t)(1,−1) → c/(1−c) (1 − e^{−2(2π²σ²−πκ)t}), the difference falling like 1/N. */
    @Test
    void pairCorrelationAtOrderOneOverN() {
        double noise = 0.4;
        double c = 0.6;
        double kappa = c * 2 * Math.PI * noise * noise;
        double rate = 2 * Math.PI * Math.PI * noise * noise - Math.PI * kappa;
        double[] differences = new double[2];
        for (int n = 0; n < 2; n++) {
            int number = n == 0 ? 1000 : 4000;
            MarginalSolution solution = MarginalHierarchy.of(Sine.of(kappa), noise)
                    .upTo(2)
                    .particles(number)
                    .modes(4)
                    .closedBy(MarginalClosure.CUMULANT)
                    .tolerance(1e-14)
                    .solve(FourierLaw.uniform(1), Times.of(0.3));
            double exact = c / (1 - c) * (1 - Math.exp(-2 * rate * 0.3));
            differences[n] = number * solution.marginal(2, 0).coefficient(ONE, MINUS)[0] - exact;
        }
        assertThat(Math.abs(differences[0])).isLessThan(3e-3);
        assertThat(differences[0] / differences[1]).isBetween(3.5, 4.5);
    }

    /** Exact Gibbs values N f̂_2: 1.0556 (10), 1.42773 (100), 1.49220 (1000): the cumulant closures approach them with N. */
    @Test
    void closuresAgainstGibbs() {
        double noise = 0.4;
        double kappa = 0.6 * 2 * Math.PI * noise * noise;
        double[] exact = {1.0556, 1.42773, 1.49220};
        double[][] errors = new double[3][3];
        for (int n = 0; n < 3; n++) {
            int number = (int) Math.pow(10, n + 1);
            int at = 0;
            for (MarginalHierarchy hierarchy : List.of(
                    base(kappa, noise, number).closedBy(MarginalClosure.CUMULANT),
                    base(kappa, noise, number).closedBy(MarginalClosure.KIRKWOOD),
                    base(kappa, noise, number).upTo(3).closedBy(MarginalClosure.CUMULANT))) {
                MarginalSolution solution = hierarchy.solve(FourierLaw.uniform(1), Times.of(15));
                double value = number * solution.marginal(2, 0).coefficient(ONE, MINUS)[0];
                errors[at++][n] = Math.abs(value / exact[n] - 1);
            }
        }
        // level 2: relative error of order 1/N, with either closure; level 3 gains one order
        assertThat(errors[0][1]).isBetween(1e-4, 0.1);
        assertThat(errors[0][2]).isLessThan(0.2 * errors[0][1] + 1e-5);
        assertThat(errors[1][2]).isLessThan(0.2 * errors[1][1] + 1e-5);
        assertThat(errors[2][1]).isLessThan(0.5 * errors[0][1]);
        assertThat(errors[2][2]).isLessThan(5e-5);
    }

    /** Kirkwood's closure in Fourier space against the product taken on a grid. */
    @Test
    void kirkwoodAgainstTheProductOnAGrid() {
        int number = 5;
        MarginalSystem system = MarginalHierarchy.of(Sine.of(0.7), 0)
                .upTo(2)
                .particles(number)
                .modes(8)
                .closedBy(MarginalClosure.KIRKWOOD)
                .system(true);
        double[] g = {1, 0.3, -0.2};
        double[] y = system.start(modes -> {
            int m = Math.abs(modes[0][0]);
            return new double[] {modes.length == 1 ? (m == 0 ? 1 : 0) : m < 3 ? g[m] : 0, 0};
        });
        double[] dy = new double[y.length];
        system.apply(y, dy);
        int points = 64;
        for (int m = 0; m <= 4; m++) {
            double sum = 0;
            for (int j = 0; j < points; j++) {
                double x = (double) j / points; // x_1 = x, x_2 = 0
                double own = -0.7 * Math.sin(2 * Math.PI * x) * pair(g, x) / number;
                double other = 0;
                for (int k = 0; k < points; k++) {
                    double z = (double) k / points;
                    other -= 0.7 * Math.sin(2 * Math.PI * (x - z)) * pair(g, x - z) * pair(g, z) / points;
                }
                double flux = own + other * pair(g, x) * (number - 2) / number;
                // −∂_1 J_1 − ∂_2 J_2 with J_2(x) = J_1(−x): twice the odd part
                sum -= 4 * Math.PI * m * flux * Math.sin(2 * Math.PI * m * x) / points;
            }
            double[] found = system.coefficient(dy, new int[] {m}, new int[] {-m});
            assertThat(found[0]).as("mode %d", m).isCloseTo(sum, within(1e-13));
        }
    }

    /**
     * The generalised superposition at levels 2 and 3, d = 1, states that are not uniform, not even, N = 6: the field of the top
     * equation against naive sums of densities on a grid. Data: f_1, f_2, f_3 of independent particles plus symmetric correlations.
     */
    @ParameterizedTest
    @CsvSource({"2, false", "2, true", "3, false", "3, true"})
    void superpositionAgainstTheDefinition(int order, boolean invariant) {
        int reach = order == 2 ? 4 : 2;
        int number = 6;
        TorusKernel kernel = FourierKernel.of(
                "any",
                List.of(
                        new FourierKernel.Term(List.of(1), List.of(0.3), List.of(0.2)),
                        new FourierKernel.Term(List.of(2), List.of(-0.1), List.of(0.15))));
        double a = invariant ? 0 : 0.2;
        MarginalHierarchy.InitialMarginals data = modes -> {
            // f_1 = 1 + 2a cos(2πx − 1); every pair adds 0.24 cos 2π(x−y), every triple 0.08 cos 2π(x+y−2z)
            int level = modes.length;
            int[] m = new int[level];
            int size = 0;
            int sum = 0;
            int nonzero = 0;
            for (int l = 0; l < level; l++) {
                m[l] = modes[l][0];
                size += Math.abs(m[l]);
                sum += m[l];
                nonzero += m[l] != 0 ? 1 : 0;
            }
            if (nonzero == 0) {
                return new double[] {1, 0};
            }
            if (nonzero == 1 && size == 1) {
                return new double[] {a * Math.cos(1), -sum * a * Math.sin(1)};
            }
            if (nonzero == 2 && size == 2 && sum == 0) {
                return new double[] {0.12, 0};
            }
            if (nonzero == 3 && size == 4 && sum == 0) {
                return new double[] {0.04, 0};
            }
            return new double[2];
        };
        MarginalSystem system = MarginalHierarchy.of(kernel, 0)
                .upTo(order)
                .particles(number)
                .modes(reach)
                .closedBy(MarginalClosure.KIRKWOOD)
                .system(invariant);
        double[] y = system.start(data);
        double[] dy = new double[y.length];
        system.apply(y, dy);
        MarginalSystem open = MarginalHierarchy.of(kernel, 0)
                .upTo(order)
                .particles(number)
                .modes(reach)
                .closedBy(MarginalClosure.VANISHING)
                .system(invariant);
        double[] without = new double[y.length];
        open.apply(y, without);
        int points = order == 2 ? 24 : 14;
        int[][] wanted = order == 2
                ? new int[][] {{1, -1}, {2, -2}, {1, 1}, {0, 1}, {3, -1}}
                : new int[][] {{1, 0, -1}, {1, 1, -2}, {2, -1, -1}, {0, 0, 1}, {1, 1, 1}};
        double seen = 0;
        for (int[] mode : wanted) {
            int total = 0;
            for (int entry : mode) {
                total += entry;
            }
            if (invariant && total != 0) {
                continue;
            }
            double[] sum = new double[2];
            double[] x = new double[order + 1];
            double[] value = new double[1];
            for (int p = 0; p < Math.pow(points, order + 1); p++) {
                double phase = 0;
                for (int j = 0, rest = p; j <= order; j++, rest /= points) {
                    x[j] = (double) (rest % points) / points;
                    phase -= j < order ? 2 * Math.PI * mode[j] * x[j] : 0;
                }
                double top = superposition(order, a, x) / Math.pow(points, order + 1) * (number - order) / number;
                for (int i = 0; i < order; i++) {
                    kernel.evaluate(new double[] {x[i] - x[order]}, value);
                    // −2πi m_i
                    double size = -2 * Math.PI * mode[i] * value[0] * top;
                    sum[0] -= size * Math.sin(phase);
                    sum[1] += size * Math.cos(phase);
                }
            }
            int[][] vectors = new int[order][];
            for (int l = 0; l < order; l++) {
                vectors[l] = new int[] {mode[l]};
            }
            double[] found = system.coefficient(dy, vectors);
            double[] rest = system.coefficient(without, vectors);
            // the two grids differ by the aliases of the quotients
            assertThat(found[0] - rest[0])
                    .isCloseTo(sum[0], within(order == 2 ? 2e-6 : 3e-3 * (Math.abs(sum[0]) + 0.1)));
            assertThat(found[1] - rest[1])
                    .isCloseTo(sum[1], within(order == 2 ? 2e-6 : 3e-3 * (Math.abs(sum[1]) + 0.1)));
            seen = Math.max(seen, Math.hypot(sum[0], sum[1]));
        }
        assertThat(seen).isGreaterThan(0.05);
    }

    private static double superposition(int order, double a, double... x) {
        double product = 1;
        for (int set = 1; set < (2 << order) - 1; set++) {
            double density = 1;
            for (int i = 0; i <= order; i++) {
                if ((set >> i & 1) == 0) {
                    continue;
                }
                density += 2 * a * Math.cos(2 * Math.PI * x[i] - 1);
                for (int j = i + 1; j <= order; j++) {
                    if ((set >> j & 1) == 0) {
                        continue;
                    }
                    density += 0.24 * Math.cos(2 * Math.PI * (x[i] - x[j]));
                    for (int k = j + 1; k <= order; k++) {
                        if ((set >> k & 1) == 1) {
                            density += 0.08
                                    * (Math.cos(2 * Math.PI * (x[i] + x[j] - 2 * x[k]))
                                            + Math.cos(2 * Math.PI * (x[i] + x[k] - 2 * x[j]))
                                            + Math.cos(2 * Math.PI * (x[j] + x[k] - 2 * x[i])));
                        }
                    }
                }
            }
            product *= (order - Integer.bitCount(set)) % 2 == 0 ? density : 1 / density;
        }
        return product;
    }

    /** N infinite, chaotic data that are not uniform: the superposition is the limit equation as well. */
    @Test
    void superpositionPropagatesChaos() {
        TorusLaw law = new VonMises(1, 0.6, 0.3);
        LimitSolution limit = McKeanVlasov.of(Sine.of(0.8), 0.45).solve(law, Times.of(0.2));
        MarginalSolution solution = MarginalHierarchy.of(Sine.of(0.8), 0.45)
                .upTo(2)
                .modes(8)
                .closedBy(MarginalClosure.KIRKWOOD)
                .tolerance(1e-9)
                .solve(law, Times.of(0.2));
        assertThat(solution.outcome().isCompleted()).isTrue();
        double[] exact = limit.state(0).coefficient(ONE);
        assertThat(solution.marginal(1, 0).coefficient(ONE)).containsExactly(exact, within(1e-7));
        assertThat(solution.marginal(2, 0).distanceFromChaos()).isLessThan(1e-6);
    }

    /**
     * From a law that is not uniform, N = 4, against the hierarchy without closure: the superposition of pairs is nearer than
     * chaos, that of triples (N = 4: f_4 itself) nearer still; a density that vanishes ends in an outcome.
     */
    @Test
    void superpositionOrders() {
        TorusLaw law = new VonMises(1, 0.8, 0.3);
        MarginalHierarchy base =
                MarginalHierarchy.of(Sine.of(1), 0.5).particles(4).modes(4).tolerance(1e-8);
        Times times = Times.of(0.4);
        double exact = base.upTo(4).solve(law, times).marginal(2, 0).coefficient(ONE, MINUS)[0];
        double chaos = base.upTo(2)
                .closedBy(MarginalClosure.CHAOS)
                .solve(law, times)
                .marginal(2, 0)
                .coefficient(ONE, MINUS)[0];
        double pairs = base.upTo(2)
                .closedBy(MarginalClosure.KIRKWOOD)
                .solve(law, times)
                .marginal(2, 0)
                .coefficient(ONE, MINUS)[0];
        double triples = base.upTo(3)
                .closedBy(MarginalClosure.KIRKWOOD)
                .solve(law, times)
                .marginal(2, 0)
                .coefficient(ONE, MINUS)[0];
        assertThat(Math.abs(pairs - exact)).isLessThan(0.5 * Math.abs(chaos - exact));
        assertThat(Math.abs(triples - exact)).isLessThan(0.5 * Math.abs(pairs - exact));
        MarginalSolution vacuum =
                base.upTo(2).closedBy(MarginalClosure.KIRKWOOD).solve(FourierLaw.cosine(1, 1), times);
        assertThat(vacuum.outcome().kind()).isEqualTo(Outcome.Kind.BLEW_UP);
    }

    private static double pair(double[] g, double x) {
        double sum = g[0];
        for (int a = 1; a < g.length; a++) {
            sum += 2 * g[a] * Math.cos(2 * Math.PI * a * x);
        }
        return sum;
    }

    private static MarginalHierarchy base(double kappa, double noise, int number) {
        return MarginalHierarchy.of(Sine.of(kappa), noise)
                .upTo(2)
                .particles(number)
                .modes(6);
    }

    /** K = 0: the heat semigroup to 1e-10, every level, d = 1 and 2. */
    @Test
    void heatSemigroup() {
        for (int d = 1; d <= 2; d++) {
            TorusKernel kernel = d == 1 ? Sine.of(1e-300) : FourierKernel.stream("0", Map.of(List.of(1, 0), 1e-300));
            TorusLaw law = VonMises.of(d, 0.5);
            MarginalSolution solution = MarginalHierarchy.of(kernel, 0.3)
                    .upTo(d == 1 ? 3 : 2)
                    .particles(7)
                    .modes(d == 1 ? 8 : 4)
                    .solve(law, Times.of(0.2));
            assertThat(solution.outcome().isCompleted()).isTrue();
            Random random = new Random(4);
            for (int trial = 0; trial < 40; trial++) {
                int k = 1 + random.nextInt(d == 1 ? 3 : 2);
                int[][] modes = new int[k][];
                double square = 0;
                double re = 1;
                double im = 0;
                for (int l = 0; l < k; l++) {
                    modes[l] = random.ints(d, -3, 4).toArray();
                    double[] c = law.coefficient(modes[l]);
                    double next = re * c[0] - im * c[1];
                    im = re * c[1] + im * c[0];
                    re = next;
                    for (int m : modes[l]) {
                        square += m * m;
                    }
                }
                double factor = Math.exp(-2 * Math.PI * Math.PI * 0.09 * square * 0.2);
                double[] c = solution.marginal(k, 0).coefficient(modes);
                assertThat(c[0]).isCloseTo(factor * re, within(1e-14));
                assertThat(c[1]).isCloseTo(factor * im, within(1e-14));
            }
        }
    }

    /** N infinite, chaotic data: chaos and cumulant closures are the limit equation at every level. */
    @ParameterizedTest
    @EnumSource(names = {"CHAOS", "CUMULANT"})
    void infiniteHierarchyPropagatesChaos(MarginalClosure closure) {
        TorusKernel two = FourierKernel.of(
                "any",
                List.of(
                        new FourierKernel.Term(List.of(1, 0), List.of(0.05, 0.1), List.of(0.1, -0.2)),
                        new FourierKernel.Term(List.of(1, 1), List.of(0.0, 0.05), List.of(-0.1, 0.1))));
        Sine one = Sine.of(0.8);
        for (TorusKernel kernel : List.of(one, two)) {
            int d = kernel.dimension();
            TorusLaw law = new VonMises(d, 0.6, 0.3);
            LimitSolution limit = McKeanVlasov.of(kernel, 0.45).solve(law, Times.of(0.3));
            MarginalSolution solution = MarginalHierarchy.of(kernel, 0.45)
                    .upTo(d == 1 ? 3 : 2)
                    .modes(d == 1 ? 14 : 5)
                    .closedBy(closure)
                    .solve(law, Times.of(0.3));
            assertThat(solution.outcome().isCompleted()).isTrue();
            double tolerance = d == 1 ? 1e-9 : 2e-6; // fewer modes in d = 2
            int[] a = d == 1 ? new int[] {1} : new int[] {1, -1};
            int[] b = d == 1 ? new int[] {-2} : new int[] {0, 2};
            double[] fa = limit.state(0).coefficient(a);
            double[] fb = limit.state(0).coefficient(b);
            assertThat(solution.marginal(1, 0).coefficient(a)[0]).isCloseTo(fa[0], within(tolerance));
            assertThat(solution.marginal(1, 0).coefficient(a)[1]).isCloseTo(fa[1], within(tolerance));
            double[] c = solution.marginal(2, 0).coefficient(a, b);
            assertThat(c[0]).isCloseTo(fa[0] * fb[0] - fa[1] * fb[1], within(tolerance));
            assertThat(c[1]).isCloseTo(fa[0] * fb[1] + fa[1] * fb[0], within(tolerance));
            assertThat(solution.marginal(2, 0).distanceFromChaos()).isLessThan(10 * tolerance);
        }
    }

    /**
     * The lowered right-hand side against (10.1) written out naively over all index tuples, complex arithmetic, no symmetry:
     * catches a multiplicity, a conjugate, an axis.
     */
    @ParameterizedTest
    @EnumSource(names = {"CHAOS", "CUMULANT", "VANISHING"})
    void rightHandSideAgainstTheDefinition(MarginalClosure closure) {
        TorusKernel kernel = FourierKernel.of(
                "any",
                List.of(
                        new FourierKernel.Term(List.of(1), List.of(0.3), List.of(0.2)),
                        new FourierKernel.Term(List.of(2), List.of(-0.1), List.of(0.15))));
        int reach = 2;
        int number = 5;
        MarginalSystem system = MarginalHierarchy.of(kernel, 0)
                .upTo(2)
                .particles(number)
                .modes(reach)
                .closedBy(closure)
                .system(false);
        Random random = new Random(8);
        double[] f1 = random.doubles(10, -1, 1).toArray();
        double[] f2 = random.doubles(200, -1, 1).toArray();
        MarginalHierarchy.InitialMarginals data = modes -> {
            if (modes.length == 1) {
                int m = modes[0][0];
                return m == 0
                        ? new double[] {1, 0}
                        : new double[] {f1[Math.abs(m)], Math.signum(m) * f1[5 + Math.abs(m)]};
            }
            int m = Math.min(modes[0][0], modes[1][0]);
            int n = Math.max(modes[0][0], modes[1][0]);
            if (m == 0 && n == 0) {
                return new double[] {1, 0};
            }
            int sign = m + n > 0 ? 1 : m + n < 0 ? -1 : 0;
            int code = sign >= 0 ? (m + 3) * 7 + n + 3 : (-n + 3) * 7 - m + 3;
            return new double[] {f2[code], sign * f2[100 + code]};
        };
        double[] y = system.start(data);
        double[] dy = new double[y.length];
        system.apply(y, dy);
        for (int m = -reach; m <= reach; m++) {
            for (int n = -reach; n <= reach; n++) {
                double[] sum = new double[2];
                int[] tuple = {m, n};
                for (int i = 0; i < 2; i++) {
                    for (int q = -4; q <= 4; q++) {
                        double[] kr = new double[1];
                        double[] ki = new double[1];
                        kernel.coefficient(new int[] {q}, kr, ki);
                        double ar = 2 * Math.PI * tuple[i] * ki[0];
                        double ai = -2 * Math.PI * tuple[i] * kr[0];
                        int mi = tuple[i] - q;
                        int mj = tuple[1 - i] + q;
                        if (Math.abs(mi) <= reach && Math.abs(mj) <= reach) {
                            accumulate(sum, ar / number, ai / number, data.coefficient(new int[] {mi}, new int[] {mj}));
                        }
                        if (Math.abs(mi) <= reach && Math.abs(q) <= reach) {
                            double[] top = closed(data, closure, mi, tuple[1 - i], q);
                            accumulate(sum, ar * 3 / number, ai * 3 / number, top);
                        }
                    }
                }
                double[] found = system.coefficient(dy, new int[] {m}, new int[] {n});
                assertThat(found[0]).isCloseTo(sum[0], within(1e-13));
                assertThat(found[1]).isCloseTo(sum[1], within(1e-13));
            }
        }
        // mass: the derivative of c_k(0) is exactly zero
        assertThat(system.coefficient(dy, new int[1], new int[1])).containsExactly(0, 0);
        assertThat(system.coefficient(dy, new int[1])).containsExactly(0, 0);
    }

    private static double[] closed(
            MarginalHierarchy.InitialMarginals data, MarginalClosure closure, int a, int b, int q) {
        int[] x = {a};
        int[] y = {b};
        int[] z = {q};
        if (closure == MarginalClosure.VANISHING) {
            return new double[2];
        }
        if (closure == MarginalClosure.CHAOS) {
            return times(data.coefficient(x, y), data.coefficient(z));
        }
        double[] sum = new double[2];
        accumulate(sum, 1, 0, times(data.coefficient(x, y), data.coefficient(z)));
        accumulate(sum, 1, 0, times(data.coefficient(x, z), data.coefficient(y)));
        accumulate(sum, 1, 0, times(data.coefficient(y, z), data.coefficient(x)));
        accumulate(sum, -2, 0, times(times(data.coefficient(x), data.coefficient(y)), data.coefficient(z)));
        return sum;
    }

    private static double[] times(double[] a, double[] b) {
        return new double[] {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
    }

    private static void accumulate(double[] sum, double re, double im, double[] c) {
        sum[0] += re * c[0] - im * c[1];
        sum[1] += re * c[1] + im * c[0];
    }

    /** f_N ≡ 1 is stationary for div K = 0 and every N; and it is not for the sine kernel. */
    @Test
    void uniformStateOfVortices() {
        MarginalSolution solution = MarginalHierarchy.of(PowerLawKernel.biotSavart(), 0.2)
                .upTo(3)
                .particles(3)
                .modes(2)
                .solve(FourierLaw.uniform(2), Times.of(0.5));
        for (int k = 1; k <= 3; k++) {
            assertThat(solution.marginal(k, 0).norm()).isCloseTo(1, within(1e-13));
        }
    }

    /** d = 2, div K = 0, p = 2: ‖f_k‖² of real solutions never exceeds the majorant, nor the finite chain. */
    @Test
    void estimateHoldsOnSolutions() {
        TorusKernel kernel = FourierKernel.stream("cells", Map.of(List.of(1, 0), 0.02, List.of(1, 1), -0.015));
        double noise = 0.35;
        TorusLaw law = new FourierLaw(2, Map.of(List.of(1, 0), 0.3, List.of(1, -1), 0.3, List.of(0, 1), -0.25));
        NormEstimate estimate = NormEstimate.divergenceFree(kernel, noise, 2);
        int number = 4;
        Majorant majorant = estimate.majorant(law);
        double end = 0.9 * majorant.blowUpTime();
        MarginalSolution solution = MarginalHierarchy.of(kernel, noise)
                .upTo(2)
                .particles(number)
                .modes(4)
                .closedBy(MarginalClosure.CUMULANT)
                .solve(law, Times.upTo(end, 8));
        assertThat(solution.outcome().isCompleted()).isTrue();
        double m = NormEstimate.initial(law, 2);
        for (int n = 0; n <= 8; n++) {
            double t = solution.times().at(n);
            for (int k = 1; k <= 2; k++) {
                double value = Math.log(squared(solution, k, n));
                assertThat(value).isLessThanOrEqualTo(k * majorant.log(t) + 1e-9);
                assertThat(value).isLessThanOrEqualTo(estimate.chain(number).logPolynomial(k, t, m, number) + 1e-9);
            }
        }
        // the interaction does something: the solution is not the free one
        MarginalSolution free = MarginalHierarchy.of(FourierKernel.stream("0", Map.of(List.of(1, 0), 1e-300)), noise)
                .upTo(1)
                .modes(4)
                .solve(law, Times.of(end));
        double[] with = solution.marginal(1, 8).coefficient(new int[] {1, 0});
        double[] without = free.marginal(1, 0).coefficient(new int[] {1, 0});
        assertThat(Math.hypot(with[0] - without[0], with[1] - without[1])).isGreaterThan(1e-4 * Math.abs(without[0]));
    }

    /** L^p norms on a grid: Parseval for p = 2, closed form of a cosine for p = 4, products at k = 2. */
    @Test
    void normsOfMarginals() {
        TorusLaw law = FourierLaw.cosine(0.5, 1, 1);
        MarginalSolution start = MarginalHierarchy.of(PowerLawKernel.biotSavart(), 0.5)
                .upTo(2)
                .modes(2)
                .solve(law, Times.of(0));
        double four = Math.pow(1 + 3 * 0.25 + 3 * 0.0625 / 8, 0.25);
        assertThat(start.marginal(1, 0).norm(2)).isCloseTo(start.marginal(1, 0).norm(), within(1e-13));
        assertThat(start.marginal(2, 0).norm(2)).isCloseTo(start.marginal(2, 0).norm(), within(1e-13));
        assertThat(start.marginal(1, 0).norm(4)).isCloseTo(four, within(1e-13));
        assertThat(start.marginal(2, 0).norm(4)).isCloseTo(four * four, within(1e-13));
        assertThat(start.marginal(1, 0).norm(1)).isCloseTo(1, within(1e-13));
        assertThatThrownBy(() -> start.marginal(2, 0).norm(40)).hasMessageContaining("fewer modes");
    }

    /** Singular point vortices, K not in L²: ‖f_k‖²_{L^p}, k = 1, 2, with p = 4 and the best p, never exceed the majorant. */
    @Test
    void estimateHoldsForBiotSavart() {
        TorusKernel kernel = PowerLawKernel.biotSavart();
        double noise = 0.6;
        TorusLaw law = new FourierLaw(2, Map.of(List.of(1, 0), 0.4, List.of(1, 1), 0.3));
        NormEstimate best = NormEstimate.best(kernel, noise, law);
        double[] ends = new double[2];
        for (int which = 0; which < 2; which++) {
            NormEstimate estimate = which == 0 ? NormEstimate.divergenceFree(kernel, noise, 4) : best;
            Majorant majorant = estimate.majorant(law);
            ends[which] = majorant.blowUpTime();
            MarginalSolution solution = MarginalHierarchy.of(kernel, noise)
                    .upTo(2)
                    .particles(10)
                    .modes(3)
                    .closedBy(MarginalClosure.CUMULANT)
                    .tolerance(1e-9)
                    .solve(law, Times.upTo(0.9 * majorant.blowUpTime(), 3));
            assertThat(solution.outcome().isCompleted()).isTrue();
            for (int n = 0; n <= 3; n++) {
                double t = solution.times().at(n);
                for (int k = 1; k <= 2; k++) {
                    double value = 2 * Math.log(solution.marginal(k, n).norm(estimate.exponent()));
                    assertThat(value).isLessThanOrEqualTo(k * majorant.log(t) + 1e-9);
                    if (n == 0) {
                        assertThat(value).isCloseTo(k * majorant.log(0), within(1e-3)); // sharp at the start
                    }
                }
            }
            // the vortices do act: pairs are correlated
            assertThat(solution.marginal(2, 3).distanceFromChaos()).isGreaterThan(1e-4);
        }
        assertThat(ends[1]).isGreaterThanOrEqualTo(ends[0]);
    }

    /** ‖f_2 − f_1⊗f_1‖ ~ 1/N for vortices: slope −1 between N = 50 and 3200. */
    @Test
    void propagationOfChaosForVortices() {
        TorusKernel kernel = PowerLawKernel.biotSavart().regularised(0.1);
        TorusLaw law = new FourierLaw(2, Map.of(List.of(1, 0), 0.4, List.of(1, 1), 0.3));
        double[] logs = new double[2];
        for (int n = 0; n < 2; n++) {
            logs[n] = Math.log(MarginalHierarchy.of(kernel, 0.25)
                    .upTo(2)
                    .particles(n == 0 ? 50 : 3200)
                    .modes(4)
                    .closedBy(MarginalClosure.CUMULANT)
                    .solve(law, Times.of(0.2))
                    .marginal(2, 0)
                    .distanceFromChaos());
        }
        assertThat((logs[1] - logs[0]) / Math.log(64)).isCloseTo(-1, within(0.03));
    }

    @Test
    void massAndSymmetryAreExact() {
        MarginalSolution solution = MarginalHierarchy.of(Sine.of(2), 0.5)
                .upTo(3)
                .particles(10)
                .modes(10)
                .closedBy(MarginalClosure.CUMULANT)
                .solve(new VonMises(1, 1, 0.1), Times.of(0.4));
        for (int k = 1; k <= 3; k++) {
            assertThat(solution.marginal(k, 0).coefficient(new int[k][1])).containsExactly(1, 0);
        }
        double[] c = solution.marginal(3, 0).coefficient(new int[] {1}, new int[] {2}, new int[] {-1});
        double[] permuted = solution.marginal(3, 0).coefficient(new int[] {-1}, new int[] {1}, new int[] {2});
        double[] conjugate = solution.marginal(3, 0).coefficient(new int[] {1}, new int[] {-2}, new int[] {-1});
        assertThat(permuted).containsExactly(c);
        assertThat(conjugate).containsExactly(c[0], -c[1]);
        assertThat(Math.abs(c[1])).isGreaterThan(1e-6);
    }

    /** One way to grow: each of f_1..f_n asks for one more, with multiplicity 1. */
    @Test
    void growsInOneWay() {
        GrowthGraph growth = MarginalHierarchy.of(Sine.of(1), 1).upTo(4).growth();
        assertThat(growth.trees()).hasSize(5);
        growth.trees().forEach(tree -> {
            assertThat(growth.growthsOf(tree)).hasSize(tree.order() < 5 ? 1 : 0);
            assertThat(growth.pathCount(tree)).isEqualTo(BigInteger.ONE);
        });
    }

    @Test
    void refusalsAndOutcomes() {
        assertThatThrownBy(() -> MarginalHierarchy.of(PowerLawKernel.biotSavart(), 1)
                        .upTo(3)
                        .modes(8)
                        .system(false))
                .hasMessageContaining("GB");
        assertThatThrownBy(() ->
                        MarginalHierarchy.of(Sine.of(1), 1).upTo(3).particles(2).system(false))
                .hasMessageContaining("exceeds N = 2");
        assertThatThrownBy(() -> MarginalHierarchy.of(PowerLawKernel.biotSavart(), 1)
                        .closedBy(MarginalClosure.KIRKWOOD)
                        .solve(VonMises.of(2, 1), Times.of(1)))
                .hasMessageContaining("grid points")
                .hasMessageContaining("uniform initial law");
        MarginalSolution coarse =
                MarginalHierarchy.of(Sine.of(1), 0.05).upTo(1).modes(6).solve(VonMises.of(1, 1), Times.upTo(3));
        assertThat(coarse.outcome().kind()).isEqualTo(Outcome.Kind.NOT_CONVERGED);
        MarginalSolution stopped = MarginalHierarchy.of(Sine.of(1), 0.5)
                .solve(VonMises.of(1, 1), Times.upTo(1), (Progress) done -> done < 0.5);
        assertThat(stopped.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(stopped.reached()).isBetween(2, 20);
        assertThat(String.join(
                        " ", MarginalHierarchy.of(Sine.of(1), 1).particles(9).toLatex()))
                .contains("\\tfrac{N-2}{N}", "f_{3} = f_2\\otimes f_1");
    }

    private static double squared(MarginalSolution solution, int k, int time) {
        double norm = solution.marginal(k, time).norm();
        return norm * norm;
    }
}
