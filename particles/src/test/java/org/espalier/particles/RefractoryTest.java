package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Test;

/** Constant intensity with a refractory time: a renewal process, and the means of the potentials in closed form. */
class RefractoryTest {
    private static final double LAMBDA = 2;
    private static final double TAU = 0.5;
    private static final double KAPPA = 0.7;
    private static final double REST = 1.4;
    private static final double RESET = -0.3;
    private static final double START = 0.6;
    private static final double KICK = 0.8;

    /** Mean of an Ornstein-Uhlenbeck process. */
    private static double flow(double from, double t) {
        return REST + (from - REST) * Math.exp(-KAPPA * t);
    }

    private static void check(Driver driver, double timeStep, double allowance) {
        // neuron 0 kicks neuron 1
        SynapticNetwork pair = SynapticNetwork.of(2, new int[] {1}, new int[] {0}, new double[] {KICK});
        Neuron neuron =
                new Neuron(new LinearLeak(KAPPA * REST, KAPPA), 0.3, ConstantIntensity.bounded(LAMBDA), RESET, 1);
        Potentials potentials = new Potentials(2);
        Times times = Times.of(0.4, 0.9, 8);
        EnsembleResult result = Ensemble.of(
                        SpikingNetwork.of(neuron, pair, Normal.of(START, 0.2)).refractory(TAU))
                .driver(driver)
                .replicas(100_000)
                .timeStep(timeStep)
                .threads(2)
                .observing(potentials)
                .run(times);
        // free at t ≤ τ: never fired; at τ < t ≤ 2τ also released at s + τ and not fired since; in the end 1/(1 + λτ).
        // 4.5 standard errors, 7 numbers
        double late = 0.9 - TAU;
        double[] free = {
            Math.exp(-LAMBDA * 0.4),
            Math.exp(-LAMBDA * 0.9) + LAMBDA * late * Math.exp(-LAMBDA * late),
            1 / (1 + LAMBDA * TAU)
        };
        for (int k = 0; k < 3; k++) {
            near(result.rate().at(k), LAMBDA * free[k], 0);
        }
        double never = Math.exp(-LAMBDA * 0.4);
        near(result.observed(potentials, 0).at(0), never * flow(START, 0.4) + (1 - never) * RESET, allowance);
        double kicks =
                KICK * LAMBDA * Math.exp(-KAPPA * 0.4) * (1 - Math.exp(-(LAMBDA - KAPPA) * 0.4)) / (LAMBDA - KAPPA);
        near(result.observed(potentials, 1).at(0), never * (flow(START, 0.4) + kicks) + (1 - never) * RESET, allowance);
        double released = LAMBDA
                * Math.exp(-LAMBDA * late)
                * (REST * late + (RESET - REST) * (1 - Math.exp(-KAPPA * late)) / KAPPA);
        near(
                result.observed(potentials, 0).at(1),
                Math.exp(-LAMBDA * 0.9) * flow(START, 0.9) + released + (1 - free[1]) * RESET,
                allowance);
        // spikes of the last interval: long enough for the stationary rate up to a bounded transient
        assertThat(result.spikes().at(2).mean()).isCloseTo(7.1 * LAMBDA / (1 + LAMBDA * TAU), within(0.2));
    }

    private static void near(Estimate estimate, double exact, double allowance) {
        assertThat(estimate.mean()).isCloseTo(exact, within(4.5 * estimate.standardError() + allowance));
    }

    @Test
    void eventDrivenIsExact() {
        check(Driver.EVENT_DRIVEN, 1, 0);
    }

    @Test
    void timeSteppedIsNear() {
        check(Driver.TIME_STEPPED, 0.02, 2e-3);
    }

    @Test
    void aCoarseStepThatDividesTheRefractoryTimeTakesNothingFromTheRates() {
        // spikes and releases have moments of their own within a step: rates are exact whatever the step
        check(Driver.TIME_STEPPED, 0.1, 0.03);
    }
}
