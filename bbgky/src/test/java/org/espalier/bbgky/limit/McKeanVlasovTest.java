package org.espalier.bbgky.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.espalier.bbgky.kernel.FourierKernel;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.kernel.SmoothBump;
import org.espalier.bbgky.law.FourierLaw;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.bbgky.norms.NormEstimate;
import org.espalier.bbgky.spectral.Bessel;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

class McKeanVlasovTest {
    private static final double TWO_PI_SQUARED = 2 * Math.PI * Math.PI;

    /** Noisy Kuramoto: mode 1 grows at πκ − 2π²σ², κ_c = 2πσ². */
    @Test
    void kuramotoGrowthAndCriticalCoupling() {
        double noise = 0.3;
        double kappa = 1;
        McKeanVlasov limit = McKeanVlasov.of(Sine.of(kappa), noise);
        double rate = Math.PI * kappa - TWO_PI_SQUARED * noise * noise;
        assertThat(limit.growthRate(1)).isCloseTo(rate, within(1e-13));
        assertThat(limit.growthRate(2)).isCloseTo(-4 * TWO_PI_SQUARED * noise * noise, within(1e-13));
        assertThat(limit.criticalFactor() * kappa).isCloseTo(2 * Math.PI * noise * noise, within(1e-13));
        assertThat(limit.mostUnstableMode()).containsExactly(1);
        assertThat(McKeanVlasov.of(Sine.of(-1), noise).criticalFactor()).isInfinite();
        LimitSolution solution = limit.tolerance(1e-15).solve(FourierLaw.cosine(2e-5, 1), Times.of(0, 1.0));
        double grown = solution.state(1).coefficient(new int[] {1})[0] / 1e-5;
        assertThat(Math.log(grown)).isCloseTo(rate, within(1e-7));
    }

    /** Above κ_c: von Mises with z = κr/(πσ²), r = I1(z)/I0(z), by iteration and as the limit of time. */
    @Test
    void kuramotoStationaryState() {
        double noise = 0.3;
        double kappa = 1;
        double z = 3;
        for (int k = 0; k < 500; k++) {
            z = kappa * Bessel.ratio(z) / (Math.PI * noise * noise);
        }
        TorusLaw exact = new VonMises(1, z, 0.5);
        McKeanVlasov limit = McKeanVlasov.of(Sine.of(kappa), noise);
        TorusStationaryState state = limit.stationary(VonMises.of(1, 1));
        assertThat(state.outcome().isCompleted()).isTrue();
        LimitSolution solution = limit.solve(VonMises.of(1, 1), Times.of(0, 30));
        for (int m = 0; m < 8; m++) {
            double expected = exact.coefficient(new int[] {m})[0];
            assertThat(state.law().coefficient(new int[] {m})[0]).isCloseTo(expected, within(1e-11));
            assertThat(solution.state(1).coefficient(new int[] {m})[0]).isCloseTo(expected, within(1e-9));
        }
        assertThat(solution.dissipation(1)).isLessThan(1e-15);
        assertThat(limit.stationary(FourierLaw.uniform(1)).law().norm(2)).isCloseTo(1, within(1e-14));
    }

    /** K = 0 in effect (an empty coupling): the heat semigroup to 1e-10, d = 1 and 2. */
    @Test
    void heatSemigroup() {
        double noise = 0.2;
        for (int d = 1; d <= 2; d++) {
            McKeanVlasov limit = McKeanVlasov.of(
                    d == 1 ? Sine.of(1e-300) : FourierKernel.stream("0", Map.of(List.of(1, 0), 1e-300)), noise);
            TorusLaw law = VonMises.of(d, 2);
            SpectralLaw state = limit.solve(law, Times.of(0.7)).state(0);
            for (int m = -3; m <= 3; m++) {
                int[] mode = d == 1 ? new int[] {m} : new int[] {m, 2};
                double square = d == 1 ? m * m : m * m + 4;
                double factor = Math.exp(-TWO_PI_SQUARED * noise * noise * square * 0.7);
                assertThat(state.coefficient(mode)[0]).isCloseTo(factor * law.coefficient(mode)[0], within(1e-13));
            }
            assertThat(state.coefficient(new int[d])[0]).isEqualTo(1);
        }
    }

    /** dF/dt = −dissipation, by central differences, for an attractive bump in d = 1 and Coulomb in d = 2. */
    @Test
    void freeEnergyFallsAtItsRate() {
        double h = 1e-3;
        McKeanVlasov one = McKeanVlasov.of(SmoothBump.of(1, -0.5, 0.15), 0.4);
        McKeanVlasov two = McKeanVlasov.of(PowerLawKernel.coulomb(2, 0.4).regularised(0.1), 0.5);
        for (McKeanVlasov limit : List.of(one, two)) {
            TorusLaw law = VonMises.of(limit == one ? 1 : 2, 1.2);
            LimitSolution solution = limit.solve(law, Times.of(0.1 - h, 0.1, 0.1 + h, 0.4));
            assertThat(solution.outcome().isCompleted()).isTrue();
            double slope = (solution.freeEnergy(2) - solution.freeEnergy(0)) / (2 * h);
            assertThat(slope).isNegative();
            assertThat(-slope).isCloseTo(solution.dissipation(1), within(1e-4 * Math.abs(slope)));
        }
    }

    /** Vortices: d/dt ½∫ω² = −σ²/2 ∫|∇ω|², d/dt ½∫ψω = −σ²/2 ∫(ω−1)²: the transport conserves both. */
    @Test
    void vortexEnergyAndEnstrophy() {
        double noise = 0.05;
        McKeanVlasov limit = McKeanVlasov.of(PowerLawKernel.biotSavart(), noise);
        TorusLaw law = new FourierLaw(2, Map.of(List.of(1, 0), 0.4, List.of(1, 1), 0.3, List.of(0, 2), -0.25));
        int steps = 40;
        LimitSolution solution = limit.solve(law, Times.upTo(2, steps));
        assertThat(solution.outcome().isCompleted()).isTrue();
        double palinstrophy = 0;
        double enstrophy = 0;
        for (int k = 0; k <= steps; k++) { // Simpson's rule
            double weight = (k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2) * 2.0 / steps / 3;
            palinstrophy += weight * solution.state(k).energy(1);
            enstrophy += weight * (solution.state(k).energy(0) - 1);
        }
        SpectralLaw first = solution.state(0);
        SpectralLaw last = solution.state(steps);
        assertThat((last.energy(0) - first.energy(0)) / 2).isCloseTo(-noise * noise / 2 * palinstrophy, within(1e-6));
        assertThat((last.energy(-1) - first.energy(-1)) / 2).isCloseTo(-noise * noise / 2 * enstrophy, within(1e-8));
        // the flow does something: without it the energy would fall by the heat semigroup of each mode
        double heat = 0;
        for (int[] mode : new int[][] {{1, 0}, {1, 1}, {0, 2}}) {
            double square = 4 * Math.PI * Math.PI * (mode[0] * mode[0] + mode[1] * mode[1]);
            heat += 2 * Math.pow(law.coefficient(mode)[0], 2) * Math.exp(-noise * noise * square * 2);
        }
        assertThat(Math.abs(last.energy(0) - 1 - heat)).isGreaterThan(1e-3 * heat);
    }

    /** A single shear mode is a steady flow of the Euler equations: it only diffuses; an axis exchanged would show. */
    @Test
    void translationsAndShear() {
        McKeanVlasov limit = McKeanVlasov.of(PowerLawKernel.biotSavart(), 0.1);
        SpectralLaw state =
                limit.solve(FourierLaw.cosine(0.6, 1, 2), Times.of(1.0)).state(0);
        double factor = Math.exp(-TWO_PI_SQUARED * 0.01 * 5);
        assertThat(state.coefficient(new int[] {1, 2})[0]).isCloseTo(0.3 * factor, within(1e-12));
        assertThat(state.energy(0) - 1).isCloseTo(2 * Math.pow(0.3 * factor, 2), within(1e-12));
    }

    /** Biot-Savart is not in L², but p = 4 is covered: ‖f(t)‖²_4 of the limit stays below the majorant up to 0.95 T*. */
    @Test
    void estimateHoldsForSingularVortices() {
        TorusLaw law = new FourierLaw(2, Map.of(List.of(1, 0), 0.5, List.of(1, 1), 0.4));
        for (double p : new double[] {3, 4}) {
            Majorant majorant = NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 0.5, p)
                    .majorant(law);
            LimitSolution solution = McKeanVlasov.of(PowerLawKernel.biotSavart(), 0.5)
                    .solve(law, Times.upTo(0.95 * majorant.blowUpTime(), 5));
            for (int k = 0; k <= 5; k++) {
                assertThat(2 * Math.log(solution.state(k).norm(p)))
                        .isLessThanOrEqualTo(majorant.log(solution.times().at(k)) + 1e-9);
            }
        }
    }

    @Test
    void concentrationIsAnOutcome() {
        McKeanVlasov limit = McKeanVlasov.of(PowerLawKernel.coulomb(2, -3), 0.1).points(16);
        LimitSolution solution = limit.solve(VonMises.of(2, 1), Times.upTo(1));
        assertThat(solution.outcome().kind()).isIn(Outcome.Kind.NOT_CONVERGED, Outcome.Kind.BLEW_UP);
        assertThat(solution.reached()).isLessThan(21);
    }

    @Test
    void refusals() {
        assertThatThrownBy(() -> McKeanVlasov.of(PowerLawKernel.coulomb(3, 1), 1))
                .hasMessageContaining("d = 3");
        assertThatThrownBy(() -> McKeanVlasov.of(Sine.of(1), 1).points(100)).hasMessageContaining("power of two");
        assertThatThrownBy(() -> McKeanVlasov.of(Sine.of(1), 1).solve(FourierLaw.uniform(2), Times.of(1)))
                .hasMessageContaining("dimension 2");
    }
}
