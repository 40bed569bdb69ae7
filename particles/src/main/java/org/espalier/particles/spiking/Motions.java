package org.espalier.particles.spiking;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.system.Colour;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.model.system.Input;

/** How the neurons of a network with linear drifts move between events, and when kicks from outside come: what all trajectories share. */
final class Motions {
    /** Panels of responses are no longer than this part of the fastest time of the neurons. */
    private static final double PART = 0.25;

    private final List<Motion> kinds;
    private final int[] kindOf;
    private final List<Expected> expected;

    /**
     * One kind of neuron.
     *
     * @param neuron its model
     * @param kappa κ
     * @param rest β/κ, 0 if κ is 0
     * @param slope β if κ is 0, else 0
     * @param response what currents add to the centre; null if there are none
     */
    record Motion(Neuron neuron, double kappa, double rest, double slope, LinearResponse response) {
        static Motion of(DrivenNeuron driven, double longest) {
            LinearLeak leak = (LinearLeak) driven.neuron().drift();
            double kappa = leak.rate();
            return new Motion(
                    driven.neuron(),
                    kappa,
                    kappa == 0 ? 0 : leak.input() / kappa,
                    kappa == 0 ? leak.input() : 0,
                    driven.currents().isEmpty()
                            ? null
                            : new LinearResponse(kappa, driven::current, driven.breaks(), longest));
        }
    }

    /**
     * Poisson kicks, and how many are expected until a time.
     *
     * @param kicks what they are
     * @param number ∫λ, for one neuron
     */
    record Expected(Input.PoissonKicks kicks, LinearResponse number) {
        static Expected of(Input.PoissonKicks kicks, double longest) {
            return new Expected(
                    kicks,
                    new LinearResponse(
                            0, time -> rate(kicks, time), kicks.rate().breaks(), longest));
        }

        private static double rate(Input.PoissonKicks kicks, double time) {
            double rate = kicks.rate().at(time);
            if (!(rate >= 0)) {
                throw new IllegalArgumentException(
                        "Poisson kicks into " + kicks.group() + ": rate " + rate + " at t = " + time + " must be ≥ 0");
            }
            return rate;
        }
    }

    private Motions(List<Motion> kinds, int[] kindOf, List<Expected> expected) {
        this.kinds = kinds;
        this.kindOf = kindOf;
        this.expected = expected;
    }

    static Motions of(SpikingNetwork system) {
        OutsideInputs inputs = system.inputs();
        double fastest = system.neurons().distinct().stream()
                .mapToDouble(neuron -> ((LinearLeak) neuron.drift()).rate())
                .max()
                .orElseThrow();
        double longest = PART / Math.max(1e-3, fastest + system.supremum());
        List<DrivenNeuron> driven = inputs == null
                ? system.neurons().distinct().stream().map(DrivenNeuron::free).toList()
                : inputs.colouring().colours().stream().map(Colour::driven).toList();
        return new Motions(
                driven.stream().map(one -> Motion.of(one, longest)).toList(),
                inputs == null
                        ? IntStream.range(0, system.size())
                                .map(system.neurons()::group)
                                .toArray()
                        : inputs.colouring().byNeuron(),
                system.outsideInputs().stream()
                        .filter(Input.PoissonKicks.class::isInstance)
                        .map(input -> Expected.of((Input.PoissonKicks) input, longest))
                        .toList());
    }

    List<Motion> kinds() {
        return kinds;
    }

    /** The kind of a neuron, its place in the list. */
    int kind(int neuron) {
        return kindOf[neuron];
    }

    List<Expected> expected() {
        return expected;
    }
}
