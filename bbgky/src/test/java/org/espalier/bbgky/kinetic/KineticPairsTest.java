package org.espalier.bbgky.kinetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.espalier.bbgky.norms.Majorant;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Test;

class KineticPairsTest {
    /** N infinite, chaotic data: the pairs are products of the limit, for an odd kernel and for one that is not. */
    @Test
    void infiniteHierarchyIsTheLimit() {
        TorusKernel skew =
                FourierKernel.of("skew", List.of(new FourierKernel.Term(List.of(1), List.of(0.4), List.of(0.5))));
        for (TorusKernel kernel : List.of(Sine.of(-1.5), skew)) {
            TorusLaw law = new VonMises(1, 0.3, 0.3);
            Times times = Times.of(0.25);
            KineticPairSolution pairs =
                    KineticPairs.of(kernel, 0.9, 0.6).resolution(24, 3).solve(law, 0.5, times, Progress.silent());
            KineticSolution limit =
                    VlasovFokkerPlanck.of(kernel, 0.9, 0.6).resolution(24, 3).solve(law, 0.5, times);
            assertThat(pairs.outcome().isCompleted()).isTrue();
            for (int p = 0; p <= 2; p++) {
                double[] one = limit.moment(0, p, 1);
                assertThat(pairs.moment(0, p, 1)).containsExactly(one, within(1e-8));
                double[] two = limit.moment(0, 1, -1);
                assertThat(pairs.pairMoment(0, p, 1, 1, -1)).containsExactly(product(one, two), within(1e-8));
            }
            assertThat(Math.hypot(limit.moment(0, 1, 1)[0], limit.moment(0, 1, 1)[1]))
                    .isGreaterThan(0.02);
        }
    }

    private static double[] product(double[] a, double[] b) {
        return new double[] {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
    }

    /** N = 2 needs no closure: f_1 stays the marginal of f_2, mass and energy of the pair are kept without noise. */
    @Test
    void twoParticlesAreExact() {
        KineticPairSolution pairs = KineticPairs.of(Sine.of(2), 0, 0)
                .particles(2)
                .resolution(24, 4)
                .solve(VonMises.of(1, 0.3), 0.2, Times.of(0, 0.15), Progress.silent());
        assertThat(pairs.outcome().isCompleted()).isTrue();
        for (int p = 0; p <= 2; p++) {
            for (int m = 0; m <= 3; m++) {
                assertThat(pairs.pairMoment(1, p, m, 0, 0)).containsExactly(pairs.moment(1, p, m), within(1e-8));
                assertThat(pairs.pairMoment(1, 0, 0, p, m)).containsExactly(pairs.moment(1, p, m), within(1e-8));
            }
        }
        assertThat(pairs.pairMoment(1, 0, 0, 0, 0)[0]).isEqualTo(1);
        assertThat(pairs.pairEnergy(1, 2)).isCloseTo(pairs.pairEnergy(0, 2), within(1e-10));
        double kinetic = pairs.moment(1, 2, 0)[0] - pairs.moment(0, 2, 0)[0];
        assertThat(Math.abs(kinetic)).as("energy is exchanged").isGreaterThan(1e-3);
        // the momentum of the pair is constant on every trajectory: its mean square is
        double before = 2 * pairs.pairMoment(0, 2, 0, 0, 0)[0] + 2 * pairs.pairMoment(0, 1, 0, 1, 0)[0];
        double after = 2 * pairs.pairMoment(1, 2, 0, 0, 0)[0] + 2 * pairs.pairMoment(1, 1, 0, 1, 0)[0];
        assertThat(after).isCloseTo(before, within(1e-8));
    }

    /**
     * f_1 of N = 2 (exact) and N = 6 (closed) against particles: 8 intervals at 99.95 % (failure probability 0.4 %, seed fixed),
     * narrow enough to refuse the limit.
     */
    @Test
    void particlesFollowTheHierarchy() {
        Sine kernel = Sine.of(-2);
        TorusLaw law = FourierLaw.cosine(0.6, 1);
        double refused = 0;
        for (int number : new int[] {2, 6}) {
            KineticPairSolution pairs = KineticPairs.of(kernel, 0.9, 0.5)
                    .particles(number)
                    .resolution(24, 4)
                    .solve(law, 0.6, Times.of(0.3), Progress.silent());
            KineticSolution limit =
                    VlasovFokkerPlanck.of(kernel, 0.9, 0.5).resolution(24, 4).solve(law, 0.6, Times.of(0.3));
            KineticEnsemble.Result run = KineticEnsemble.of(kernel, 0.9, 0.5, law, 0.6, number)
                    .replicas(60000 / number)
                    .seed(5)
                    .timeStep(0.025)
                    .threads(2)
                    .run(Times.of(0.3));
            for (int[] which : new int[][] {{0, 1, 0}, {1, 1, 1}, {2, 0, 0}, {2, 1, 0}}) {
                Estimate estimate = run.moment(0, which[0], which[1], which[2]);
                double value = pairs.moment(0, which[0], which[1])[which[2]];
                assertThat(Math.abs(estimate.mean() - value)).isLessThan(estimate.halfWidth(0.9995));
                double far = limit.moment(0, which[0], which[1])[which[2]];
                refused = Math.max(refused, Math.abs(estimate.mean() - far) / estimate.halfWidth(0.9995));
            }
        }
        assertThat(refused).isGreaterThan(1.2);
    }

    /** The squares by Cholesky and a grid of positions against quadrature over the phase space of the limit. */
    @Test
    void weightedSquares() {
        TorusLaw law = new VonMises(1, 0.3, 0.2);
        KineticPairSolution pairs =
                KineticPairs.of(Sine.of(1), 1, 0.5).resolution(20, 3).solve(law, 0.8, Times.of(0.1), Progress.silent());
        KineticSolution limit =
                VlasovFokkerPlanck.of(Sine.of(1), 1, 0.5).resolution(20, 3).solve(law, 0.8, Times.of(0.1));
        double square = limit.weightedSquare(0, 0.25);
        assertThat(pairs.weightedSquare(0, 0.25)).isCloseTo(square, within(1e-7));
        // N = ∞: f_2 = f ⊗ f, no potential in the weight
        assertThat(pairs.weightedPairSquare(0, 0.25, 0)).isCloseTo(square * square, within(1e-6));
        // the potential: φ − min φ = κ(1 − cos 2πx)/2π, weight e^{2λφ/N}; data uniform in x make its mean a Bessel
        // function
        KineticPairSolution uniform = KineticPairs.of(Sine.of(3), 1, 0.5)
                .particles(2)
                .resolution(8, 2)
                .solve(FourierLaw.uniform(1), 1, Times.of(0), Progress.silent());
        double flat = uniform.weightedPairSquare(0, 0.25, 0);
        double z = 2 * 0.25 * 3 / (2 * Math.PI) / 2;
        double mean = 0;
        for (int k = 0; k < 64; k++) {
            mean += Math.exp(z * (1 - Math.cos(2 * Math.PI * k / 64))) / 64;
        }
        assertThat(uniform.weightedPairSquare(0, 0.25, 0.5)).isCloseTo(flat * mean, within(1e-9 * flat));
    }

    /** (10.3) on random admissible data: Y_1 ≤ y, Y_2 ≤ y² up to 0.9 T*, with and without friction, N = 2 and 5. */
    @Test
    void weightedEstimateHoldsOnRandomData() {
        Random random = new Random(12);
        double closest = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < 6; trial++) {
            TorusKernel kernel = FourierKernel.gradient(
                    "random",
                    Map.of(
                            List.of(1), 0.05 * (random.nextDouble() - 0.5),
                            List.of(2), 0.02 * (random.nextDouble() - 0.5)));
            double noise = 0.8 + 0.5 * random.nextDouble();
            double friction = trial % 2 == 0 ? 0 : 0.3 + 0.5 * random.nextDouble();
            double rest = friction > 0 ? noise * noise / (2 * friction) : 1;
            double temperature = rest * (0.6 + 0.5 * random.nextDouble());
            double weight = friction > 0 ? friction / (2 * noise * noise) : 0.6 * random.nextDouble() / temperature;
            TorusLaw law = FourierLaw.cosine(0.4 * random.nextDouble(), 1);
            int number = trial < 3 ? 2 : 5;
            KineticEstimate estimate = KineticEstimate.of(kernel, noise, friction, weight);
            Majorant majorant = estimate.majorant(law, temperature, true);
            double end = Math.min(0.4, 0.9 * majorant.blowUpTime());
            KineticPairSolution solution = KineticPairs.of(kernel, noise, friction)
                    .particles(number)
                    .resolution(18, 3)
                    .solve(law, temperature, Times.upTo(end, 2), Progress.silent());
            assertThat(solution.outcome().isCompleted())
                    .as(solution.outcome().message())
                    .isTrue();
            for (int k = 0; k < 3; k++) {
                double t = solution.times().at(k);
                double one = Math.log(solution.weightedSquare(k, estimate.weight(t)));
                double two = Math.log(solution.weightedPairSquare(k, estimate.weight(t), 1.0 / number));
                assertThat(one).isLessThanOrEqualTo(majorant.log(t) + 1e-8);
                assertThat(two).isLessThanOrEqualTo(2 * majorant.log(t) + 1e-8);
                closest = Math.min(closest, majorant.log(t) - one);
            }
        }
        assertThat(closest).isLessThan(1.5); // not so far away that nothing could break it
    }

    /**
     * The hypotheses are needed, N = k = 2, hardly any noise, γ = 0: nothing couples to f_3, and (10.3) says Y_2(t) ≤ e^{2 c0 t}
     * Y_2(0). With the potential in the weight it holds; a weight of velocities alone breaks it.
     */
    @Test
    void energyInTheWeightIsNeeded() {
        double noise = 0.05;
        double weight = 2;
        KineticEstimate estimate = KineticEstimate.of(Sine.of(4), noise, 0, weight);
        double c0 = noise * noise * weight;
        assertThat(estimate.chain(1).growth(1)).isCloseTo(c0, within(1e-15));
        KineticPairSolution pairs = KineticPairs.of(Sine.of(4), noise, 0)
                .particles(2)
                .resolution(24, 5)
                .solve(FourierLaw.uniform(1), 0.2, Times.of(0, 0.15), Progress.silent());
        assertThat(pairs.outcome().isCompleted()).isTrue();
        double with =
                pairs.weightedPairSquare(1, estimate.weight(0.15), 0.5) / pairs.weightedPairSquare(0, weight, 0.5);
        double without = pairs.weightedPairSquare(1, estimate.weight(0.15), 0) / pairs.weightedPairSquare(0, weight, 0);
        double bound = Math.exp(2 * c0 * 0.15);
        assertThat(with).isLessThanOrEqualTo(bound).isGreaterThan(0.97);
        assertThat(without).isGreaterThan(1.01 * bound);
    }

    /**
     * The fall of the weight is needed: free motion without friction, temperature θ + σ²t, Y_1 in closed form. With λ' = −4σ²λ² it
     * obeys Y_1 ≤ e^{c0 t} Y_1(0); with λ constant it does not.
     */
    @Test
    void fallingWeightIsNeeded() {
        double noise = 0.8;
        double temperature = 0.3;
        double weight = 2.6;
        double t = 0.1;
        TorusKernel none = Sine.of(1e-300);
        KineticEstimate estimate = KineticEstimate.of(none, noise, 0, weight);
        KineticPairSolution pairs = KineticPairs.of(none, noise, 0)
                .particles(2)
                .resolution(40, 1)
                .solve(FourierLaw.uniform(1), temperature, Times.of(0, t), Progress.silent());
        double bound = Math.exp(estimate.chain(1).growth(1) * t) * closed(temperature, weight);
        double hot = temperature + noise * noise * t;
        assertThat(pairs.weightedSquare(1, estimate.weight(t)))
                .isCloseTo(closed(hot, estimate.weight(t)), within(1e-6))
                .isLessThan(bound);
        assertThat(closed(hot, weight)).isGreaterThan(1.1 * bound);
    }

    private static double closed(double temperature, double weight) {
        return Math.sqrt(Math.PI / (1 / temperature - weight)) / (2 * Math.PI * temperature);
    }

    @Test
    void refusalsAndOutcomes() {
        assertThatThrownBy(() -> KineticPairs.of(Sine.of(1), 1, 1).particles(1)).hasMessageContaining("N = 1");
        assertThatThrownBy(() -> KineticPairs.of(Sine.of(1), 1, 1).resolution(100, 20))
                .hasMessageContaining("take fewer");
        assertThatThrownBy(() -> KineticPairs.of(PowerLawKernel.biotSavart(), 1, 1))
                .hasMessageContaining("d = 1");
        KineticPairSolution filaments = KineticPairs.of(Sine.of(1), 1e-3, 0)
                .particles(2)
                .resolution(8, 3)
                .solve(FourierLaw.cosine(0.5, 1), 1, Times.of(2), Progress.silent());
        assertThat(filaments.outcome().kind()).isEqualTo(Outcome.Kind.NOT_CONVERGED);
    }
}
