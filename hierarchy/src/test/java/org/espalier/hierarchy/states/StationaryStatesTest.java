package org.espalier.hierarchy.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.DriveTransfer;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.StationaryLaw;
import org.espalier.hierarchy.numerics.StationaryResponse;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

class StationaryStatesTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);

    /** One neuron a class, with self-loops in the place of a population. */
    private static StationaryStates search(double[][] kernel, Neuron neuron) {
        int count = kernel.length;
        int[] classes = new int[2 * count];
        double[][] weights = new double[2 * count][2 * count];
        for (int a = 0; a < count; a++) {
            classes[2 * a] = a;
            classes[2 * a + 1] = a;
            for (int b = 0; b < count; b++) {
                // the first hears the second of its own class and the first of any other, the second the first of all
                weights[2 * a][a == b ? 2 * a + 1 : 2 * b] = kernel[a][b];
                weights[2 * a + 1][2 * b] = kernel[a][b];
            }
        }
        return StationaryStates.of(NetworkSystem.of(neuron, SynapticNetwork.ofMatrix(weights), LAW), classes);
    }

    /** Roots by signs at the corners of boxes that are cut again and again: nothing of Newton, another grid, another table. */
    private static List<double[]> roots(double[][] kernel, double largest, int pieces) {
        int count = kernel.length;
        NeuronOnGrid neuron = NeuronOnGrid.of(Connectome.neuron(), Grid.of(-5, 0.02, 1200));
        double low = -14;
        double high = 28;
        double[] table = new double[4001];
        Arrays.setAll(
                table,
                k -> StationaryLaw.of(neuron, low + (high - low) * k / 4000).rate());
        List<double[]> boxes = new ArrayList<>();
        int total = (int) Math.pow(pieces, count);
        for (int n = 0; n < total; n++) {
            double[] box = new double[count];
            for (int a = 0, rest = n; a < count; a++, rest /= pieces) {
                box[a] = largest * (rest % pieces) / pieces - 0.003;
            }
            boxes.add(box);
        }
        double side = largest / pieces;
        while (side > 1e-6) {
            List<double[]> next = new ArrayList<>();
            for (double[] box : boxes) {
                for (int part = 0; part < 1 << count; part++) {
                    double[] smaller = box.clone();
                    for (int a = 0; a < count; a++) {
                        smaller[a] += (part >> a & 1) * side / 2;
                    }
                    if (mayHold(kernel, smaller, side / 2, table, low, high)) {
                        next.add(smaller);
                    }
                }
            }
            boxes = next;
            side /= 2;
        }
        List<double[]> found = new ArrayList<>();
        for (double[] box : boxes) {
            if (found.stream()
                    .noneMatch(other ->
                            Math.abs(other[0] - box[0]) + Math.abs(other[count - 1] - box[count - 1]) < 1e-3)) {
                found.add(box);
            }
        }
        return found;
    }

    private static boolean mayHold(
            double[][] kernel, double[] box, double side, double[] table, double low, double high) {
        int count = box.length;
        for (int a = 0; a < count; a++) {
            boolean above = false;
            boolean below = false;
            for (int corner = 0; corner < 1 << count; corner++) {
                double drive = 0;
                for (int b = 0; b < count; b++) {
                    drive += kernel[a][b] * (box[b] + (corner >> b & 1) * side);
                }
                double at = (drive - low) / (high - low) * 4000;
                int k = (int) Math.max(0, Math.min(3999, at));
                double rest = table[k] + (at - k) * (table[k + 1] - table[k]) - (box[a] + (corner >> a & 1) * side);
                above |= rest >= 0;
                below |= rest <= 0;
            }
            if (!(above && below)) {
                return false;
            }
        }
        return true;
    }

    private static void assertSame(double[][] kernel, double largest, int pieces, int states) {
        List<StationaryState> found = search(kernel, Connectome.neuron()).find();
        List<double[]> roots = roots(kernel, largest, pieces);
        assertThat(roots).hasSize(states);
        assertThat(found).hasSize(states);
        for (double[] root : roots) {
            assertThat(found).anySatisfy(state -> {
                for (int a = 0; a < root.length; a++) {
                    assertThat(state.rates()[a]).isCloseTo(root[a], within(2e-3));
                }
            });
        }
    }

    @Test
    void threeStatesOfABistablePopulationTheMiddleOneUnstable() {
        // all-to-all, J = 6, of neurons that hardly fire by themselves
        Neuron quiet = Neuron.leak(1.0, 0.0).noise(0.3).intensity(Sigmoid.of(2, 1, 0.1));
        List<StationaryState> states = search(new double[][] {{6}}, quiet).find();
        assertThat(states).hasSize(3);
        assertThat(states).extracting(StationaryState::isStable).containsExactly(true, false, true);
        NeuronOnGrid neuron = NeuronOnGrid.of(quiet, Grid.of(-4, 0.01, 2800));
        for (StationaryState state : states) {
            double rate = state.populationRate();
            assertThat(StationaryLaw.of(neuron, 6 * rate).rate()).isCloseTo(rate, within(1e-3 * rate + 1e-5));
            // at the middle one the rate answers more than it is asked
            assertThat(6 * StationaryResponse.of(neuron, 6 * rate).gain() > 1).isEqualTo(!state.isStable());
        }
    }

    @Test
    void whatNewtonFindsIsWhatIndependentRootFindingFinds() {
        assertSame(new double[][] {{0.5, -0.3}, {0.4, 0.2}}, 4, 40, 1);
        // two populations that silence each other: either wins, and between them an unstable balance
        List<StationaryState> rivals =
                search(new double[][] {{1, -4}, {-4, 1}}, Connectome.neuron()).find();
        assertThat(rivals).hasSize(3);
        assertThat(rivals.stream().filter(state -> !state.isStable()))
                .singleElement()
                .satisfies(balance -> assertThat(balance.rates()[0]).isCloseTo(balance.rates()[1], within(1e-9)));
        assertSame(new double[][] {{1, -4}, {-4, 1}}, 4, 40, 3);
    }

    @Test
    void threePopulations() {
        assertSame(new double[][] {{1, -3, -3}, {-3, 1, -3}, {-3, -3, 1}}, 4, 12, 7);
    }

    @Test
    void withConstantIntensityNoDisturbanceMovesARate() {
        Neuron neuron = Neuron.leak(0.6, 0.8).noise(0.4).intensity(new ConstantIntensity(1.5));
        StationaryState state = search(new double[][] {{0.9}}, neuron).find().get(0);
        assertThat(state.populationRate()).isCloseTo(1.5, within(1e-9));
        assertThat(state.isStable()).isTrue();
        assertThat(state.growth()).isNaN();
        assertThat(state.words()).isEqualTo("stable");
        // intervals are exponential: loop = 1 − λ/(s + λ)
        double[] answer = DriveTransfer.of(NeuronOnGrid.of(neuron, Grid.of(-3, 0.02, 500)), 1.35)
                .at(0.5, 2);
        double norm = 2.0 * 2.0 + 2.0 * 2.0;
        assertThat(answer[0]).isCloseTo(1 - 1.5 * 2.0 / norm, within(1e-9));
        assertThat(answer[1]).isCloseTo(1.5 * 2.0 / norm, within(1e-9));
        assertThat(Math.hypot(answer[2], answer[3])).isLessThan(1e-8);
    }

    /** Late in time the rate is off by one damped oscillation: x(n+1) = a x(n) − b x(n−1) of samples at equal times. */
    @Test
    void theLeadingEigenvalueIsHowTheMeanFieldSettles() {
        StationaryState state =
                search(new double[][] {{0.5}}, Connectome.neuron()).find().get(0);
        assertThat(state.populationRate()).isCloseTo(0.85834, within(2e-3)); // EXACT: all-to-all, J = 0.5
        double h = 0.2;
        double[] rate = MeanField.of(
                        Connectome.neuron(), Populations.ofClasses(new double[] {1}, new double[][] {{0.5}}))
                .startingFrom(LAW)
                .step(0.002)
                .estimatingError(false)
                .solve(Times.upTo(30, 150))
                .populationRate();
        double limit = rate[rate.length - 1];
        int n = 12;
        double x0 = rate[n] - limit;
        double x1 = rate[n + 2] - limit;
        double x2 = rate[n + 4] - limit;
        double x3 = rate[n + 6] - limit;
        double b = (x1 * x3 - x2 * x2) / (x0 * x2 - x1 * x1);
        double a = (x2 + b * x0) / x1;
        double damping = Math.log(b) / (2 * 2 * h);
        double frequency = Math.acos(a / (2 * Math.sqrt(b))) / (2 * h) / (2 * Math.PI);
        assertThat(state.growth()).isCloseTo(damping, within(0.05 * Math.abs(damping)));
        assertThat(state.frequency()).isCloseTo(frequency, within(0.03 * frequency));
        assertThat(state.words()).startsWith("stable, rings with frequency ");
    }

    /** push/loop at s = 0 is the gain of one neuron, and the state of a population turns unstable where J times it passes 1. */
    @Test
    void theAnswerToASlowDriveIsTheGain() {
        NeuronOnGrid neuron = NeuronOnGrid.of(Connectome.neuron(), Grid.of(-3, 0.02, 500));
        double gain = StationaryResponse.of(neuron, 1).gain();
        double[] slow = DriveTransfer.of(neuron, 1).at(1e-4, 0);
        assertThat(slow[2] / slow[0]).isCloseTo(gain, within(3e-4));
        double[] fast = DriveTransfer.of(neuron, 1).at(0, 300);
        assertThat(fast[0]).isCloseTo(1, within(0.02));
        for (double factor : new double[] {0.98, 1.02}) {
            LeadingEigenvalue at = new LeadingEigenvalue(
                    new NeuronOnGrid[] {neuron}, new double[] {1}, new double[][] {{factor / gain}});
            assertThat(at.unstable()).isEqualTo(factor > 1 ? 1 : 0);
            assertThat(Math.signum(at.find(at.unstable()).getRealPart())).isEqualTo(factor > 1 ? 1 : -1);
        }
    }

    /**
     * Excitation and the inhibition that it calls: the kernel has the eigenvalues 4 ± 9.2i, and a rate that followed its drive at once would
     * turn unstable at a gain of 1/4. One pair is counted as two and found as one; without the excitation of its own it is stable.
     */
    @Test
    void anOscillationIsCountedTwice() {
        NeuronOnGrid neuron = NeuronOnGrid.of(Connectome.neuron(), Grid.of(-3, 0.02, 500));
        NeuronOnGrid[] both = {neuron, neuron};
        LeadingEigenvalue unstable =
                new LeadingEigenvalue(both, new double[] {1, 1}, new double[][] {{8, -10}, {10, 0}});
        assertThat(unstable.unstable()).isEqualTo(2);
        assertThat(unstable.find(2).getRealPart()).isPositive();
        assertThat(unstable.find(2).getImaginaryPart()).isGreaterThan(1);
        LeadingEigenvalue stable = new LeadingEigenvalue(both, new double[] {1, 1}, new double[][] {{0, -10}, {2, 0}});
        assertThat(stable.unstable()).isZero();
        assertThat(stable.find(0).getRealPart()).isNegative();
    }

    @Test
    void silentNeuronsAndUnknownFeaturesAreTold() {
        SynapticNetwork two = SynapticNetwork.ofMatrix(new double[][] {{0, 0.5}, {0.5, 0}});
        NetworkSystem kicked = NetworkSystem.of(Connectome.neuron(), two, LAW)
                .with(Input.poisson(NeuronGroup.all("all", 2), Signal.constant(1), Signal.constant(0.1)));
        assertThatThrownBy(() -> StationaryStates.of(kicked, new int[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stationary states")
                .hasMessageContaining("Poisson kicks");
    }
}
