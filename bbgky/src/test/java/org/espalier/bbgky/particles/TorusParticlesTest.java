package org.espalier.bbgky.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.espalier.bbgky.kernel.FourierKernel;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.kernel.SmoothBump;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.FourierLaw;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.bbgky.marginals.MarginalClosure;
import org.espalier.bbgky.marginals.MarginalHierarchy;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.bbgky.norms.NormEstimate;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorusParticlesTest {
    static Stream<TorusKernel> kernels() {
        return Stream.of(
                Sine.of(1.2),
                SmoothBump.of(1, 0.5, 0.1),
                SmoothBump.of(2, -0.5, 0.15),
                SmoothBump.of(3, 0.5, 0.3),
                PowerLawKernel.coulomb(1, 0.7),
                PowerLawKernel.coulomb(2, -0.7),
                PowerLawKernel.coulomb(3, 0.7),
                PowerLawKernel.biotSavart(),
                PowerLawKernel.biotSavart().regularised(0.02),
                PowerLawKernel.biotSavart().regularised(0.1),
                PowerLawKernel.of(2, 0.5, 1),
                FourierKernel.stream("cells", Map.of(List.of(1, 0), 0.05, List.of(2, -1), 0.03)),
                FourierKernel.of(
                        "even part",
                        List.of(new FourierKernel.Term(List.of(1, 2), List.of(0.2, -0.1), List.of(0.1, 0.3)))));
    }

    /** The fast methods against the direct sum, at their tolerance; not much better either: the error is controlled. */
    @ParameterizedTest
    @MethodSource("kernels")
    void fastForceMeetsItsTolerance(TorusKernel kernel) {
        int d = kernel.dimension();
        int number = d == 3 ? 150 : 400;
        double[] x = new Random(2).doubles(number * d).toArray();
        for (double tolerance : new double[] {1e-3, 1e-6, 1e-9}) {
            if (d == 3 && tolerance < 1e-6) {
                continue; // the mesh that 1e-9 needs in d = 3 is for larger N
            }
            PairForce fast = ForceMethod.fast(tolerance).prepare(kernel, number);
            assertThat(TorusEnsemble.forceError(kernel, fast, x, 30))
                    .as(fast.description())
                    .isLessThan(tolerance);
        }
        PairForce direct = ForceMethod.direct().prepare(kernel, number);
        assertThat(TorusEnsemble.forceError(kernel, direct, x, 10)).isLessThan(2e-13);
        x[0] = x[d] + 1e-5; // a near pair, where cosh − cos cancels
        System.arraycopy(x, d + 1, x, 1, d - 1);
        assertThat(TorusEnsemble.forceError(kernel, direct, x, 10)).isLessThan(2e-13);
    }

    /** Weak order 2 in the time step, both sides: two particles without noise against a small step. */
    @Test
    void timeStepOrder() {
        double[] results = new double[4];
        for (int n = 0; n < 4; n++) {
            EmpiricalMarginals run = TorusEnsemble.of(Sine.of(2), 0, VonMises.of(1, 1), 5)
                    .replicas(1)
                    .timeStep(n == 3 ? 0.0005 : 0.05 / (1 << n))
                    .run(Times.of(0.2));
            results[n] = run.first(0, 1).mean();
        }
        double ratio = (results[0] - results[3]) / (results[1] - results[3]);
        assertThat(Math.log(ratio) / Math.log(2)).isBetween(1.6, 2.4);
        ratio = (results[1] - results[3]) / (results[2] - results[3]);
        assertThat(Math.log(ratio) / Math.log(2)).isBetween(1.7, 2.3);
    }

    @Test
    void bitIdenticalForAnyNumberOfThreads() {
        TorusEnsemble ensemble = TorusEnsemble.of(PowerLawKernel.biotSavart(), 0.2, VonMises.of(2, 1), 30)
                .replicas(50)
                .seed(7);
        EmpiricalMarginals one = ensemble.run(Times.of(0, 0.1));
        EmpiricalMarginals two = ensemble.threads(2).run(Times.of(0, 0.1));
        assertThat(two.first(1, 1, -1)).isEqualTo(one.first(1, 1, -1));
        assertThat(two.squaredNorm(2, 1)).isEqualTo(one.squaredNorm(2, 1));
        assertThat(one.forceError()).isLessThan(1e-13);
    }

    /** Stopped twice and resumed, with another number of threads: the same bits; another computation is refused. */
    @Test
    void resumesToTheSameBits(@TempDir Path folder) {
        TorusEnsemble ensemble = TorusEnsemble.of(Sine.of(1), 0.3, VonMises.of(1, 1), 12)
                .replicas(60)
                .seed(5);
        EmpiricalMarginals whole = ensemble.run(Times.of(0.1, 0.2));
        Path file = folder.resolve("torus.checkpoint");
        EmpiricalMarginals part = ensemble.checkpoint(file, Duration.ZERO).run(Times.of(0.1, 0.2), done -> done < 0.3);
        assertThat(part.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(part.replicas()).isLessThan(60);
        ensemble.resume(file, Duration.ZERO)
                .replicas(Math.max(45, part.replicas()))
                .run(Times.of(0.1, 0.2));
        EmpiricalMarginals rest =
                ensemble.threads(2).resume(file, Duration.ZERO).run(Times.of(0.1, 0.2));
        assertThat(rest.replicas()).isEqualTo(60);
        assertThat(rest.first(1, 1)).isEqualTo(whole.first(1, 1));
        assertThat(rest.correlation(1, 1)).isEqualTo(whole.correlation(1, 1));
        assertThat(rest.forceError()).isEqualTo(whole.forceError());
        assertThatThrownBy(() -> ensemble.checkpoint(file, Duration.ZERO).run(Times.of(0.1, 0.2)))
                .hasMessageContaining("exists");
        assertThatThrownBy(() -> ensemble.seed(6).resume(file, Duration.ZERO).run(Times.of(0.1, 0.2)))
                .hasMessageContaining("another computation");
    }

    /** E f̂_2 at time 0 is the product of coefficients: 7 intervals at 99.9 % (failure probability 0.7 %, seed fixed). */
    @Test
    void empiricalMarginalsAreUnbiased() {
        TorusLaw law = new VonMises(1, 1, 0.2);
        EmpiricalMarginals run =
                TorusEnsemble.of(Sine.of(1), 0.3, law, 4).replicas(4000).run(Times.of(0));
        double[] a = law.coefficient(new int[] {1});
        double[] b = law.coefficient(new int[] {2});
        assertThat(run.first(0, 1).covers(a[0], 0.999)).isTrue();
        assertThat(run.firstImaginary(0, 1).covers(a[1], 0.999)).isTrue();
        assertThat(run.second(0, new int[] {1}, new int[] {2}).covers(a[0] * b[0] - a[1] * b[1], 0.999))
                .isTrue();
        assertThat(run.correlation(0, 1).covers(0, 0.999)).isTrue();
        assertThat(run.squaredDistanceFromChaos(0).covers(0, 0.999)).isTrue();
        double norm = 0;
        for (int m = -2; m <= 2; m++) {
            double[] c = law.coefficient(new int[] {m});
            norm += c[0] * c[0] + c[1] * c[1];
        }
        assertThat(run.squaredNorm(1, 0).covers(norm, 0.999)).isTrue();
        assertThat(run.squaredNorm(2, 0).covers(norm * norm, 0.999)).isTrue();
    }

    /**
     * Histograms at time 0: bin means of f_1 and of f_1⊗f_1, along the second axis of a law that depends on it; 12 + 20 intervals
     * at 99.99 % (failure probability 0.3 %, seed fixed). Each histogram has mass 1 exactly, and pairs are symmetric.
     */
    @Test
    void histogramsAreUnbiased() {
        TorusLaw law = new FourierLaw(2, Map.of(List.of(0, 1), 0.6, List.of(1, 1), 0.3));
        TorusKernel kernel = FourierKernel.stream("cells", Map.of(List.of(1, 0), 0.05));
        int bins = 12;
        EmpiricalMarginals run = TorusEnsemble.of(kernel, 0.3, law, 5)
                .replicas(3000)
                .modes(1)
                .histogram(bins)
                .run(Times.of(0));
        SpectralLaw exact = SpectralLaw.project(law, 2);
        double mass = 0;
        double pairs = 0;
        for (int a = 0; a < bins; a++) {
            // ∫ 1 + 0.6 cos 2πy over a bin
            double low = 2 * Math.PI * a / bins;
            double high = 2 * Math.PI * (a + 1) / bins;
            double mean = 1 + 0.6 * (Math.sin(high) - Math.sin(low)) / (high - low);
            assertThat(exact.binMean(1, bins, a)).isCloseTo(mean, within(1e-14));
            assertThat(exact.binMean(0, bins, a)).isCloseTo(1, within(1e-14));
            assertThat(run.histogram(0, 1, a).covers(mean, 0.9999)).isTrue();
            mass += run.histogram(0, 1, a).mean() / bins;
            for (int b = 0; b < bins; b++) {
                pairs += run.pairHistogram(0, 1, a, b).mean() / bins / bins;
                assertThat(run.pairHistogram(0, 1, a, b)).isEqualTo(run.pairHistogram(0, 1, b, a));
            }
        }
        assertThat(mass).isCloseTo(1, within(1e-13));
        assertThat(pairs).isCloseTo(1, within(1e-13));
        for (int a = 0; a < bins; a += 3) {
            for (int b = 0; b < 5; b++) { // the diagonal among them, where the particle itself must not count
                double product = exact.binMean(1, bins, a) * exact.binMean(1, bins, b);
                assertThat(run.pairHistogram(0, 1, a, b).covers(product, 0.9999))
                        .isTrue();
            }
        }
    }

    /** The bin means of the marginals are what the histogram of correlated particles estimates (8 intervals, failure 0.4 %). */
    @Test
    void histogramsFollowTheHierarchy() {
        int number = 3; // without closure
        Times times = Times.of(0.5);
        VonMises law = new VonMises(1, 1, 0.3);
        MarginalSolution solution = MarginalHierarchy.of(Sine.of(2), 0.5)
                .upTo(3)
                .particles(number)
                .modes(8)
                .solve(law, times);
        EmpiricalMarginals run = TorusEnsemble.of(Sine.of(2), 0.5, law, number)
                .replicas(6000)
                .timeStep(0.02)
                .modes(1)
                .histogram(4)
                .run(times);
        double chaos = 0;
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b <= a; b++) {
                double expected = solution.marginal(2, 0).binMean(0, 4, a, b);
                assertThat(run.pairHistogram(0, 0, a, b).covers(expected, 0.9995))
                        .isTrue();
                chaos = Math.max(
                        chaos,
                        Math.abs(expected
                                        - solution.marginal(1, 0).binMean(0, 4, a)
                                                * solution.marginal(1, 0).binMean(0, 4, b))
                                / run.pairHistogram(0, 0, a, b).standardError());
            }
            assertThat(solution.marginal(1, 0).binMean(0, 4, a))
                    .isCloseTo(solution.density(0).binMean(0, 4, a), within(1e-13));
        }
        assertThat(chaos).as("the product would be refused").isGreaterThan(5);
    }

    /**
     * Bias of the time step: it falls like h², both sides, without noise and with it (relative error of the ratio 11 %, so that
     * the bounds are 3 standard errors away). Two ensembles with the same starts and independent noise differ by it, with its sign
     * and size: the noise leaves a standard error of 1e-3 in their difference (4 of them, failure probability 6e-5).
     */
    @Test
    void biasOfTheTimeStep() {
        TorusEnsemble quiet = TorusEnsemble.of(Sine.of(2), 0, VonMises.of(1, 1), 5)
                .replicas(1)
                .timeStep(0.02);
        TimeStepBias pair = quiet.timeStepBias(Times.of(0.2), Progress.silent());
        TimeStepBias half = quiet.timeStep(0.01).timeStepBias(Times.of(0.2), Progress.silent());
        assertThat(Math.log(pair.first(0, 1).mean() / half.first(0, 1).mean()) / Math.log(2))
                .isBetween(1.8, 2.2);
        TorusEnsemble noisy =
                TorusEnsemble.of(Sine.of(2), 0.1, VonMises.of(1, 1), 10).replicas(2000);
        Estimate coarse = noisy.timeStep(0.08)
                .timeStepBias(Times.of(0.24), Progress.silent())
                .first(0, 1);
        Estimate fine = noisy.timeStep(0.04)
                .timeStepBias(Times.of(0.24), Progress.silent())
                .first(0, 1);
        double relative = Math.hypot(coarse.standardError() / coarse.mean(), fine.standardError() / fine.mean());
        assertThat(relative).isLessThan(0.15);
        assertThat(Math.log(coarse.mean() / fine.mean()) / Math.log(2)).isBetween(1.5, 2.7);
        Estimate large =
                noisy.replicas(20000).timeStep(0.08).run(Times.of(0.24)).first(0, 1);
        Estimate small =
                noisy.replicas(20000).timeStep(0.02).run(Times.of(0.24)).first(0, 1);
        assertThat(coarse.mean()).isGreaterThan(7e-3);
        assertThat(large.mean() - small.mean()).isCloseTo(coarse.mean(), within(4e-3));
    }

    /** Kuramoto, N = 10: the pair correlation of the hierarchy at two levels and of the particles (99.9 %, one interval). */
    @Test
    void pairCorrelationAgainstTheHierarchy() {
        double noise = 0.4;
        double kappa = 0.6 * 2 * Math.PI * noise * noise;
        int number = 10;
        MarginalSolution solution = MarginalHierarchy.of(Sine.of(kappa), noise)
                .upTo(3)
                .particles(number)
                .modes(6)
                .closedBy(MarginalClosure.CUMULANT)
                .solve(FourierLaw.uniform(1), Times.of(0.5));
        double predicted = number * solution.marginal(2, 0).coefficient(new int[] {1}, new int[] {-1})[0];
        EmpiricalMarginals run = TorusEnsemble.of(Sine.of(kappa), noise, FourierLaw.uniform(1), number)
                .replicas(8000)
                .seed(3)
                .timeStep(0.025)
                .modes(1)
                .run(Times.of(0.5));
        Estimate estimate = run.second(0, new int[] {1}, new int[] {-1});
        assertThat(estimate.halfWidth(0.999) * number).isLessThan(0.1);
        assertThat(Math.abs(estimate.mean() * number - predicted)).isLessThan(estimate.halfWidth(0.999) * number);
        assertThat(predicted).isGreaterThan(0.4);
    }

    /** Vortices, d = 2: ‖f_k‖² of particles, k = 1, 2, stays below the majorant (upper 99.9 % limits). */
    @Test
    void estimateHoldsOnParticles() {
        TorusKernel kernel = FourierKernel.stream("cells", Map.of(List.of(1, 0), 0.02, List.of(1, 1), -0.015));
        double noise = 0.35;
        TorusLaw law = new FourierLaw(2, Map.of(List.of(1, 0), 0.3, List.of(1, -1), 0.3, List.of(0, 1), -0.25));
        Majorant majorant = NormEstimate.divergenceFree(kernel, noise, 2).majorant(law, 20);
        double end = 0.8 * majorant.blowUpTime();
        EmpiricalMarginals run = TorusEnsemble.of(kernel, noise, law, 20)
                .replicas(400)
                .timeStep(end / 20)
                .run(Times.upTo(end, 4));
        for (int n = 0; n <= 4; n++) {
            for (int k = 1; k <= 2; k++) {
                Estimate norm = run.squaredNorm(k, n);
                double bound = Math.exp(k * majorant.log(run.times().at(n)));
                assertThat(norm.mean() + norm.halfWidth(0.999)).isLessThan(n == 0 ? bound * 1.1 : bound);
            }
        }
    }

    /**
     * Singular vortices: ‖f_k‖²_{L⁴}, k = 1, 2, of histograms along each axis, which are lower bounds of the norms (Jensen), stay
     * below the majorant with p = 4. The noise of the histogram makes its norm larger, not smaller.
     */
    @Test
    void estimateHoldsOnVortices() {
        TorusKernel kernel = PowerLawKernel.biotSavart();
        double noise = 0.6;
        TorusLaw law = new FourierLaw(2, Map.of(List.of(1, 0), 0.8, List.of(0, 1), 0.1));
        Majorant majorant = NormEstimate.divergenceFree(kernel, noise, 4).majorant(law, 20);
        double end = 0.9 * majorant.blowUpTime();
        int bins = 8;
        EmpiricalMarginals run = TorusEnsemble.of(kernel, noise, law, 20)
                .replicas(400)
                .timeStep(end / 10)
                .modes(1)
                .histogram(bins)
                .run(Times.upTo(end, 2));
        assertThat(run.outcome().isCompleted()).isTrue();
        for (int n = 0; n <= 2; n++) {
            double bound = majorant.log(run.times().at(n));
            for (int axis = 0; axis < 2; axis++) {
                double one = 0;
                double two = 0;
                for (int a = 0; a < bins; a++) {
                    one += Math.pow(run.histogram(n, axis, a).mean(), 4) / bins;
                    for (int b = 0; b < bins; b++) {
                        two += Math.pow(run.pairHistogram(n, axis, a, b).mean(), 4) / bins / bins;
                    }
                }
                assertThat(Math.log(one) / 2).isLessThan(bound);
                assertThat(Math.log(two) / 2).isLessThan(2 * bound);
                if (n == 0 && axis == 0) {
                    assertThat(Math.log(two) / 2).isGreaterThan(1.4 * bound); // near the bound at the start
                }
            }
        }
    }

    /** f_N ≡ 1 is stationary for div K = 0: N = 20 singular vortices, 4 intervals at 99.95 % (failure 0.2 %). */
    @Test
    void uniformVorticesStayUniform() {
        EmpiricalMarginals run = TorusEnsemble.of(
                        PowerLawKernel.biotSavart().regularised(0.02), 0.1, FourierLaw.uniform(2), 20)
                .replicas(400)
                .timeStep(0.02)
                .modes(1)
                .run(Times.of(0.3));
        assertThat(run.first(0, 1, 0).covers(0, 0.9995)).isTrue();
        assertThat(run.second(0, new int[] {1, 0}, new int[] {-1, 0}).covers(0, 0.9995))
                .isTrue();
        assertThat(run.second(0, new int[] {1, 1}, new int[] {-1, -1}).covers(0, 0.9995))
                .isTrue();
        assertThat(run.second(0, new int[] {0, 1}, new int[] {0, -1}).covers(0, 0.9995))
                .isTrue();
    }

    /** Many vortices against the limit equation, by the mesh: 4 intervals at 99.9 % widened by 5/N (failure 0.4 %). */
    @Test
    @Tag("slow")
    void manyVorticesFollowTheLimit() {
        TorusKernel kernel = PowerLawKernel.biotSavart();
        TorusLaw law = new FourierLaw(2, Map.of(List.of(1, 0), 0.5, List.of(1, 1), 0.4));
        int number = 2000;
        LimitSolution limit = McKeanVlasov.of(kernel, 0.1).solve(law, Times.of(0.5));
        EmpiricalMarginals run = TorusEnsemble.of(kernel, 0.1, law, number)
                .force(ForceMethod.fast(1e-5))
                .replicas(40)
                .timeStep(0.02)
                .threads(2)
                .run(Times.of(0.5));
        assertThat(run.outcome().isCompleted()).isTrue();
        assertThat(run.forceError()).isLessThan(1e-5);
        for (int[] mode : new int[][] {{1, 0}, {1, 1}, {0, 1}, {2, 1}}) {
            Estimate estimate = run.first(0, mode);
            assertThat(Math.abs(estimate.mean() - limit.state(0).coefficient(mode)[0]))
                    .isLessThan(estimate.halfWidth(0.999) + 5.0 / number);
        }
    }

    /**
     * Propagation of chaos for vortices, ‖f_2 − f_1⊗f_1‖ ~ 1/N: weighted least squares on N = 8, 16, 32, 64. The interval of the
     * slope (99.9 %) contains −1, up to the next order in 1/N (0.05), and is shorter than ±0.45, so that it excludes −½ and −3/2.
     * Failure probability 0.1 %, seed fixed.
     */
    @Test
    @Tag("slow")
    void chaosPropagatesAtRateOneOverN() {
        TorusKernel kernel = PowerLawKernel.of(2, 1, 1).turned().regularised(0.02);
        double noise = 0.25;
        TorusLaw law = new FourierLaw(2, Map.of(List.of(1, 0), 0.5, List.of(1, 1), 0.4));
        double w = 0;
        double wx = 0;
        double wy = 0;
        double wxx = 0;
        double wxy = 0;
        for (int n = 0; n < 4; n++) {
            int number = 8 << n;
            Estimate square = TorusEnsemble.of(kernel, noise, law, number)
                    .replicas(4000)
                    .seed(n)
                    .timeStep(0.02)
                    .modes(1)
                    .threads(2)
                    .force(ForceMethod.direct())
                    .run(Times.of(0.2))
                    .squaredDistanceFromChaos(0);
            double x = Math.log(number);
            double y = Math.log(square.mean()) / 2;
            double weight = Math.pow(2 * square.mean() / square.standardError(), 2);
            w += weight;
            wx += weight * x;
            wy += weight * y;
            wxx += weight * x * x;
            wxy += weight * x * y;
        }
        double determinant = w * wxx - wx * wx;
        double slope = (w * wxy - wx * wy) / determinant;
        double half = 3.9 * Math.sqrt(w / determinant);
        assertThat(slope).isCloseTo(-1, within(half + 0.05));
        assertThat(half).isLessThan(0.45);
    }

    @Test
    void outcomesAndRefusals() {
        EmpiricalMarginals wild = TorusEnsemble.of(PowerLawKernel.coulomb(2, -50), 0.01, VonMises.of(2, 20), 50)
                .replicas(2)
                .timeStep(0.1)
                .run(Times.of(1));
        assertThat(wild.outcome().kind()).isEqualTo(Outcome.Kind.BLEW_UP);
        assertThat(wild.outcome().message()).contains("replica 0", "regularise");
        assertThatThrownBy(() -> TorusEnsemble.of(Sine.of(1), -1, VonMises.of(1, 1), 5))
                .hasMessageContaining("σ = -1");
        assertThatThrownBy(() -> TorusEnsemble.of(Sine.of(1), 1, VonMises.of(2, 1), 5))
                .hasMessageContaining("agree");
        assertThatThrownBy(() -> ForceMethod.fast(1e-20).prepare(PowerLawKernel.coulomb(2, 1), 5))
                .hasMessageContaining("1.0E-20");
    }
}
