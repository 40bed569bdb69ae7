package org.espalier.hierarchy.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.espalier.hierarchy.Connectome;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.Sigmoid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);

    @Test
    void followsTheDrives() {
        Grid still = Grid.covering(Connectome.neuron(), LAW, DriveRange.of(0, 0), 2, 0.02);
        Grid driven = Grid.covering(Connectome.neuron(), LAW, DriveRange.of(-2, 7), 5, 0.02);
        assertThat(still.left()).isLessThan(0.3 - 6.9 * 0.3).isGreaterThan(-2.5);
        // 1 + S is where the potential rests, 7 deviations of σ/√(2κ) around it
        assertThat(driven.right()).isBetween(8 + 6.5 * 0.2828, 8 + 7.5 * 0.2828 + 0.1);
        assertThat(driven.left()).isLessThan(-1 - 6.5 * 0.2828);
        double faces = (Connectome.neuron().reset() - driven.left()) / driven.width();
        assertThat(faces).isCloseTo(Math.rint(faces), within(1e-9));
    }

    /** m' = S + β − κ m rests at (S + β)/κ, with variance σ²/(2κ): to the last time of any length, at any rate. */
    @ParameterizedTest
    @CsvSource({"1, 1, 10000", "100, 100, 50", "1, 1, 1e9", "5000, 1000, 2", "0.3, 1e5, 1e5"})
    void aLeakOfAnyRateHoldsThePotential(double input, double rate, double horizon) {
        Neuron neuron = new Neuron(new LinearLeak(input, rate), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
        Grid grid = Grid.covering(neuron, LAW, DriveRange.of(0, 0), horizon, 0.01);
        double rest = input / rate;
        double high = Math.max(0.3 + 7.04 * 0.3, rest + 7 * 0.4 / Math.sqrt(2 * rate));
        assertThat(grid.right()).isBetween(high - 0.1, high + 0.15);
        assertThat(grid.left()).isBetween(0.3 - 7.04 * 0.3 - 0.15, 0.3 - 7.04 * 0.3 + 0.1);
        double width = Grid.usualWidth(neuron, LAW, horizon);
        assertThat(200 * width).isCloseTo(high - (0.3 - 7.04 * 0.3), within(0.05));
    }

    /** m(t) = m0 e^{−t} + (β + S)(1 − e^{−t}), variance of e^{−2t}, before it rests; and κ = 0. */
    @Test
    void theReachIsThatOfTheFlow() {
        Neuron leak = new Neuron(new LinearLeak(0, 1), 0, Sigmoid.of(4, 1, 0.2), 0, 1);
        Normal narrow = Normal.of(0, 1e-6);
        Grid driven = Grid.covering(leak, narrow, DriveRange.of(0, 8), 0.7, 1e-4);
        double end = 8 * (1 - Math.exp(-0.7));
        assertThat(driven.right()).isBetween(end, 1.1 * end);
        Neuron still = new Neuron(new LinearLeak(0.5, 0), 0, Sigmoid.of(4, 1, 0.2), 0, 1);
        assertThat(Grid.covering(still, narrow, DriveRange.of(0, 0), 10, 1e-3).right())
                .isBetween(5.0, 5.2 + 7 * Math.sqrt(0.5 * 1e-3 * 10));
    }

    /** b = −v³ falls as 1/√(2t), b = v − v³ goes from 0.2 to 1, v² + 0.01 is at infinity at π/0.2 − … ≈ 15.7. */
    @Test
    void driftsThatBendAreFollowedToTheirRest() {
        Sigmoid intensity = Sigmoid.of(4, 1, 0.2);
        Neuron cubic = new Neuron(v -> -1000 * v * v * v, 0, intensity, 0, 1);
        assertThat(Grid.covering(cubic, Normal.of(3, 1e-6), DriveRange.of(0, 0), 1e4, 0.01)
                        .right())
                .isBetween(3.0, 3.5);
        Neuron wells = new Neuron(v -> 100 * (v - v * v * v), 0, intensity, 0, 1);
        assertThat(Grid.covering(wells, Normal.of(0.2, 1e-4), DriveRange.of(0, 0), 1e4, 0.01)
                        .right())
                .isBetween(1.0, 1.7);
        Neuron escaping = new Neuron(v -> v * v + 0.01, 0, intensity, 0, 1);
        assertThat(Grid.covering(escaping, Normal.of(0, 1e-4), DriveRange.of(0, 0), 5, 0.001)
                        .right())
                .isBetween(0.1 * Math.tan(0.5), 0.14);
        assertThatThrownBy(() -> Grid.covering(escaping, Normal.of(0, 1e-4), DriveRange.of(0, 0), 16, 0.01))
                .hasMessageContaining("the drift carries the potential")
                .hasMessageContaining("earlier last time");
    }

    @Test
    void massesSumToOneAndHoldTheLaw() {
        Grid grid = Grid.of(-1, 0.1, 30);
        double[] mass = grid.masses(LAW);
        assertThat(Arrays.stream(mass).sum()).isCloseTo(1, within(1e-14));
        assertThat(mass[12]).isCloseTo(LAW.cumulative(0.3) - LAW.cumulative(0.2), within(1e-12));
        assertThat(grid.refined(2).masses(LAW)[24] + grid.refined(2).masses(LAW)[25])
                .isCloseTo(mass[12], within(1e-12));
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatThrownBy(() -> Grid.covering(Connectome.neuron(), LAW, DriveRange.of(0, 1e6), 2, 0.02))
                .hasMessageContaining("at most 200000");
        assertThatThrownBy(() -> Grid.of(0, -1, 10)).hasMessageContaining("width = -1.0");
        assertThatThrownBy(() -> DriveRange.of(1, 0)).hasMessageContaining("[1.0, 0.0]");
        assertThatThrownBy(() -> NeuronOnGrid.of(Connectome.neuron(), Grid.of(1, 0.1, 30)))
                .hasMessageContaining("reset value 0.0 must lie inside [1.0, 4.0]");
    }

    @Test
    void aPointKeepsItsMean() {
        Grid grid = Grid.of(-1, 0.1, 30);
        for (double at : new double[] {-0.95, 0.3, 0.3333, 0.35, 1.2}) {
            double[] mass = grid.masses(new PointMass(at));
            double mean = 0;
            double sum = 0;
            for (int k = 0; k < mass.length; k++) {
                mean += mass[k] * grid.centre(k);
                sum += mass[k];
            }
            assertThat(sum).isEqualTo(1);
            assertThat(mean).isCloseTo(at, within(1e-12));
        }
    }

    @Test
    void coarserGridsKeepAFaceAndHoldTheFineOne() {
        for (int below = 1; below < 12; below++) {
            Grid fine = Grid.of(-0.1 * below, 0.1, 40);
            Grid coarse = fine.coarser(0);
            double faces = -coarse.left() / coarse.width();
            assertThat(faces).isCloseTo(Math.rint(faces), within(1e-9));
            assertThat(faces).isGreaterThan(2.5);
            assertThat(coarse.left()).isLessThanOrEqualTo(fine.left() + 1e-12);
            assertThat(coarse.right()).isGreaterThanOrEqualTo(fine.right() - 1e-12);
        }
    }

    /** A neuron that nothing moves: σ = 0, b(v_r) = 0 and V(0) = v_r. */
    @Test
    void aPointThatNothingMovesHasAGrid() {
        Neuron still = Neuron.leak(1, 0).noise(0).intensity(Sigmoid.of(4, 1, 0.2));
        double width = Grid.usualWidth(still, new PointMass(0), 2);
        assertThat(width).isPositive();
        assertThat(Grid.covering(still, new PointMass(0), DriveRange.of(0, 0), 2, width)
                        .cells())
                .isGreaterThanOrEqualTo(4);
    }
}
