package org.espalier.bbgky.kinetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.FourierLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.bbgky.limit.TorusStationaryState;
import org.espalier.bbgky.norms.HypothesisViolated;
import org.espalier.bbgky.norms.HypothesisViolated.Hypothesis;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.KeptReplicas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KineticTest {
    /** K = 0: ρ̂_m(t) = ρ̂_m(0) exp(−(2πm)² Var/2), Var of ∫V: 2θ/γ² (γt − 1 + e^{−γt}); σ²t³/3 + Tt² without friction. */
    @Test
    void freeMotion() {
        TorusKernel none = Sine.of(1e-300);
        TorusLaw law = FourierLaw.cosine(0.5, 1);
        double t = 0.4;
        double noise = 1;
        double friction = 0.8;
        double theta = noise * noise / (2 * friction);
        KineticSolution solution =
                VlasovFokkerPlanck.of(none, noise, friction).resolution(80, 2).solve(law, theta, Times.of(t));
        double variance = 2 * theta / (friction * friction) * (friction * t - 1 + Math.exp(-friction * t));
        assertThat(solution.density(0).coefficient(new int[] {1})[0])
                .isCloseTo(0.25 * Math.exp(-2 * Math.PI * Math.PI * variance), within(1e-9));
        KineticSolution hot =
                VlasovFokkerPlanck.of(none, 0.6, 0).resolution(120, 2).solve(law, 0.1, Times.of(t));
        variance = 0.36 * t * t * t / 3 + 0.1 * t * t;
        assertThat(hot.density(0).coefficient(new int[] {1})[0])
                .isCloseTo(0.25 * Math.exp(-2 * Math.PI * Math.PI * variance), within(1e-8));
        assertThat(hot.moment(0, 2, 0)[0]).isCloseTo(0.1 + 0.36 * t, within(1e-9));
        // another temperature at the start: E v² relaxes at rate 2γ
        KineticSolution cold = VlasovFokkerPlanck.of(none, noise, friction).solve(law, 0.3, Times.of(t));
        assertThat(cold.moment(0, 2, 0)[0])
                .isCloseTo(theta + (0.3 - theta) * Math.exp(-2 * friction * t), within(1e-10));
        assertThat(cold.density(0).coefficient(new int[] {0})[0]).isEqualTo(1);
    }

    /** d/dt E = σ²/2 − γ∫v²f for Vlasov-Poisson-Fokker-Planck, by Simpson's rule; f(x,v) integrates to its moments. */
    @Test
    void energyBalance() {
        TorusKernel kernel = PowerLawKernel.coulomb(1, 1.5);
        double noise = 1;
        double friction = 0.6;
        int steps = 20;
        KineticSolution solution = VlasovFokkerPlanck.of(kernel, noise, friction)
                .resolution(96, 16)
                .solve(FourierLaw.cosine(0.4, 1), 0.7, Times.upTo(0.6, steps));
        assertThat(solution.outcome().isCompleted()).isTrue();
        double integral = 0;
        for (int k = 0; k <= steps; k++) {
            double weight = (k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2) * 0.6 / steps / 3;
            integral += weight * (noise * noise / 2 - friction * solution.moment(k, 2, 0)[0]);
        }
        assertThat(solution.energy(steps) - solution.energy(0)).isCloseTo(integral, within(1e-6));
        assertThat(Math.abs(integral)).isGreaterThan(1e-3);
        double momentum = 0;
        double flux = 0;
        for (int j = -120; j <= 120; j++) {
            for (int k = 0; k < 40; k++) {
                double f = solution.at(10, k / 40.0, j / 15.0) / 40 / 15;
                momentum += f * j / 15.0;
                flux -= f * j / 15.0 * Math.sin(2 * Math.PI * k / 40.0);
            }
        }
        assertThat(momentum).isCloseTo(0, within(1e-10));
        assertThat(flux).isCloseTo(solution.moment(10, 1, 1)[1], within(1e-9));
        assertThat(Math.abs(flux)).isGreaterThan(1e-3);
    }

    /** In the long run ρ = e^{−W⋆ρ/θ}/Z: the stationary state of the limit without velocities at noise √(2θ). */
    @Test
    void stationaryState() {
        double friction = 2;
        double noise = 0.6;
        double theta = noise * noise / (2 * friction);
        Sine kernel = Sine.of(2);
        TorusStationaryState expected =
                McKeanVlasov.of(kernel, Math.sqrt(2 * theta)).stationary(VonMises.of(1, 2));
        KineticSolution solution = VlasovFokkerPlanck.of(kernel, noise, friction)
                .resolution(40, 16)
                .tolerance(1e-8)
                .solve(VonMises.of(1, 2), theta, Times.of(25));
        assertThat(solution.outcome().isCompleted()).isTrue();
        for (int m = 1; m <= 4; m++) {
            assertThat(solution.density(0).coefficient(new int[] {m})[0])
                    .isCloseTo(expected.law().coefficient(new int[] {m})[0], within(1e-6));
        }
        assertThat(solution.moment(0, 2, 0)[0]).isCloseTo(theta, within(1e-7));
    }

    /** Particles against the limit: 4 intervals at 99.9 % widened by 4/N for the finite N (failure probability 0.4 %). */
    @Test
    void particlesFollowTheLimit() {
        Sine kernel = Sine.of(-2);
        int number = 200;
        TorusLaw law = FourierLaw.cosine(0.8, 1);
        KineticEnsemble.Result run = KineticEnsemble.of(kernel, 0.7, 0.5, law, 0.2, number)
                .replicas(400)
                .seed(5)
                .timeStep(0.02)
                .threads(2)
                .run(Times.of(0.3));
        KineticSolution limit =
                VlasovFokkerPlanck.of(kernel, 0.7, 0.5).resolution(80, 8).solve(law, 0.2, Times.of(0.3));
        for (int[] which : new int[][] {{0, 1, 0}, {1, 1, 1}, {2, 0, 0}, {2, 1, 0}}) {
            Estimate estimate = run.moment(0, which[0], which[1], which[2]);
            double exact = limit.moment(0, which[0], which[1])[which[2]];
            assertThat(Math.abs(estimate.mean() - exact)).isLessThan(estimate.halfWidth(0.999) + 4.0 / number);
            assertThat(estimate.halfWidth(0.999)).isLessThan(0.01);
        }
        assertThat(Math.abs(limit.moment(0, 1, 1)[1])).isGreaterThan(0.05);
    }

    /** Splitting of order 2 in the time step, from both sides, without noise. */
    @Test
    void splittingOrder() {
        double[] results = new double[4];
        for (int n = 0; n < 4; n++) {
            double h = n == 3 ? 0.001 : 0.1 / (1 << n);
            results[n] = KineticEnsemble.of(Sine.of(3), 0, 0.5, VonMises.of(1, 1), 0.2, 6)
                    .replicas(1)
                    .seed(2)
                    .timeStep(h)
                    .run(Times.of(0.4))
                    .moment(0, 0, 1, 0)
                    .mean();
        }
        double ratio = (results[1] - results[3]) / (results[2] - results[3]);
        assertThat(Math.log(ratio) / Math.log(2)).isBetween(1.7, 2.3);
    }

    /** The weighted norm of the limit's f never exceeds the majorant, with and without friction. */
    @Test
    void weightedEstimateHolds() {
        Sine kernel = Sine.of(-0.3);
        TorusLaw law = FourierLaw.cosine(0.3, 1);
        double noise = 1;
        for (double friction : new double[] {0.5, 0}) {
            double temperature = friction > 0 ? 1 : 0.5;
            double weight = friction > 0 ? friction / (2 * noise * noise) : 0.8;
            KineticEstimate estimate = KineticEstimate.of(kernel, noise, friction, weight);
            Majorant majorant = estimate.majorant(law, temperature, false);
            double end = 0.9 * majorant.blowUpTime();
            KineticSolution solution = VlasovFokkerPlanck.of(kernel, noise, friction)
                    .resolution(60, 3)
                    .solve(law, temperature, Times.upTo(end, 3));
            for (int k = 0; k <= 3; k++) {
                double t = solution.times().at(k);
                double square = solution.weightedSquare(k, estimate.weight(t));
                assertThat(square).isLessThanOrEqualTo(majorant.at(t) * (1 + 1e-9));
                if (k == 0 && majorant.initial() > 1) {
                    assertThat(square).isCloseTo(majorant.initial(), within(1e-9));
                }
            }
            assertThat(majorant.blowUpTime()).isGreaterThan(0.01);
        }
    }

    @Test
    void weightIsTheSolutionOfItsEquation() {
        for (double friction : new double[] {0, 0.3}) {
            KineticEstimate estimate = KineticEstimate.of(Sine.of(1), 0.8, friction, 1.5);
            double h = 1e-5;
            double slope = (estimate.weight(0.4 + h) - estimate.weight(0.4 - h)) / (2 * h);
            double w = estimate.weight(0.4);
            assertThat(slope).isCloseTo(-4 * 0.64 * w * w + 2 * friction * w, within(1e-7));
            assertThat(estimate.weight(0)).isCloseTo(1.5, within(1e-14));
            assertThat(estimate.potentialRange()).isCloseTo(1 / Math.PI, within(1e-3));
        }
    }

    /** Stopped and resumed on another number of threads: the same bits. */
    @Test
    void particlesResume(@TempDir Path folder) {
        KineticEnsemble ensemble = resumable(0.5);
        KineticEnsemble.Result whole = ensemble.run(Times.of(0.1, 0.2));
        Optional<Path> file = Optional.of(folder.resolve("kinetic.tally"));
        KineticEnsemble.Result part = ensemble.kept(new KeptReplicas(60, 1, file, Duration.ZERO, false))
                .run(Times.of(0.1, 0.2), done -> done < 0.4);
        assertThat(part.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(part.replicas()).isLessThan(60);
        KineticEnsemble.Result rest = ensemble.kept(new KeptReplicas(60, 2, file, Duration.ZERO, true))
                .run(Times.of(0.1, 0.2), Progress.silent());
        for (int k = 0; k < 2; k++) {
            assertThat(rest.moment(k, 1, 1, 1)).isEqualTo(whole.moment(k, 1, 1, 1));
            assertThat(rest.moment(k, 2, 0, 0)).isEqualTo(whole.moment(k, 2, 0, 0));
        }
        assertThatThrownBy(() -> resumable(0.6)
                        .kept(new KeptReplicas(60, 2, file, Duration.ZERO, true))
                        .run(Times.of(0.1, 0.2), Progress.silent()))
                .hasMessageContaining("another computation");
    }

    private static KineticEnsemble resumable(double friction) {
        return KineticEnsemble.of(Sine.of(-2), 0.7, friction, VonMises.of(1, 1), 0.2, 8)
                .replicas(60)
                .seed(5)
                .timeStep(0.02);
    }

    @Test
    void refusals() {
        HypothesisViolated hot = catchThrowableOfType(
                HypothesisViolated.class,
                () -> KineticEstimate.of(Sine.of(1), 1, 0, 2).initial(FourierLaw.uniform(1), 0.6, true));
        assertThat(hot.hypothesis()).isEqualTo(Hypothesis.INITIAL_NORM_FINITE);
        HypothesisViolated quiet =
                catchThrowableOfType(HypothesisViolated.class, () -> KineticEstimate.of(Sine.of(1), 0, 0, 1));
        assertThat(quiet.hypothesis()).isEqualTo(Hypothesis.NOISE_POSITIVE);
        HypothesisViolated rough = catchThrowableOfType(
                HypothesisViolated.class, () -> KineticEstimate.of(PowerLawKernel.of(1, 0.6, 1), 1, 0, 1));
        assertThat(rough.hypothesis()).isEqualTo(Hypothesis.KERNEL_INTEGRABLE);
        assertThatThrownBy(() -> VlasovFokkerPlanck.of(Sine.of(1), 0, 1)).hasMessageContaining("cools");
        assertThatThrownBy(() -> VlasovFokkerPlanck.of(Sine.of(1), 1, 1).solve(FourierLaw.uniform(1), 3, Times.of(1)))
                .hasMessageContaining("colder");
        KineticSolution filaments = VlasovFokkerPlanck.of(Sine.of(1), 1e-3, 0)
                .resolution(16, 4)
                .solve(FourierLaw.cosine(0.5, 1), 1, Times.upTo(4));
        assertThat(filaments.outcome().kind()).isEqualTo(Outcome.Kind.NOT_CONVERGED);
    }
}
