package org.espalier.hierarchy.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.espalier.hierarchy.Connectome;
import org.espalier.model.neuron.Normal;
import org.junit.jupiter.api.Test;

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
}
