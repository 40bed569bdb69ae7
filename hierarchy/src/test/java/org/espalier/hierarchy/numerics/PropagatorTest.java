package org.espalier.hierarchy.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropagatorTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(0.8, 1.1), 0.4, Sigmoid.of(4, 1, 0.2), 0.13, 1);

    /** The generator built from its definition, column by column. */
    private static RealMatrix generator(NeuronOnGrid neuron, Scheme scheme, double drive) {
        int cells = neuron.grid().cells();
        double[] up = new double[cells];
        double[] down = new double[cells];
        scheme.rates(neuron, drive, up, down);
        RealMatrix matrix = MatrixUtils.createRealMatrix(cells, cells);
        for (int k = 0; k < cells; k++) {
            double nu = 4 / (1 + Math.exp(-(neuron.grid().centre(k) - 1) / 0.2));
            matrix.addToEntry(k, k, -up[k] - down[k] - nu);
            if (k > 0) {
                matrix.addToEntry(k - 1, k, down[k]);
            }
            if (k < cells - 1) {
                matrix.addToEntry(k + 1, k, up[k]);
            }
            matrix.addToEntry(neuron.resetCell(), k, (1 - neuron.resetShare()) * nu);
            matrix.addToEntry(neuron.resetCell() + 1, k, neuron.resetShare() * nu);
        }
        return matrix;
    }

    @ParameterizedTest
    @CsvSource({
        "FITTED, 0, 0.01",
        "FITTED, 2.5, 0.1",
        "FITTED, -40, 0.02",
        "FITTED, 300, 0.05",
        "SPLIT, 0, 0.05",
        "SPLIT, 0.7, 0.1",
        "SPLIT, -3, 0.3",
        "SPLIT, 60, 0.02"
    })
    void appliesTheMatrixExponential(Scheme scheme, double drive, double time) {
        NeuronOnGrid neuron = NeuronOnGrid.of(NEURON, Grid.of(-2, 0.05, 90));
        double[] mass = neuron.grid().masses(Normal.of(0.3, 0.3));
        double[] expected = MatrixUtils.matrixExponential(
                        generator(neuron, scheme, drive).scalarMultiply(time))
                .operate(mass);
        new Propagator(neuron, scheme).advance(mass, 0, drive, time);
        double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int k = 0; k < mass.length; k++) {
            assertThat(mass[k]).isCloseTo(expected[k], within(2e-11 * Math.max(scale, 1)));
        }
        assertThat(Arrays.stream(mass).sum()).isCloseTo(1, within(1e-12));
        if (scheme == Scheme.FITTED) {
            assertThat(Arrays.stream(mass).min().orElseThrow()).isNotNegative();
        }
    }

    @Test
    void theSplitOperatorsAreTheSplitGenerator() {
        NeuronOnGrid neuron = NeuronOnGrid.of(NEURON, Grid.of(-2, 0.05, 90));
        FiniteVolumeMatrices operators = FiniteVolumeMatrices.of(neuron);
        double[] u = neuron.grid().masses(Normal.of(0.5, 0.4));
        double drive = 1.7;
        double[] pushed = Arrays.stream(u).map(x -> drive * x).toArray();
        double[] out = new double[u.length];
        operators.apply(u, 0, operators.rate(u, 0), pushed, out);
        double[] expected = generator(neuron, Scheme.SPLIT, drive).operate(u);
        for (int k = 0; k < out.length; k++) {
            assertThat(out[k]).isCloseTo(expected[k], within(1e-12));
        }
        assertThat(operators.fastest())
                .isGreaterThanOrEqualTo(generator(neuron, Scheme.SPLIT, 0).getNorm1() * (1 - 1e-12));
    }

    @Test
    void fittingIsUpwindWithoutNoise() {
        NeuronOnGrid neuron = NeuronOnGrid.of(NEURON.noise(0), Grid.of(-2, 0.05, 90));
        double[] up = new double[90];
        double[] down = new double[90];
        Scheme.FITTED.rates(neuron, 0.5, up, down);
        for (int k = 0; k < 89; k++) {
            double speed = 0.8 - 1.1 * neuron.grid().face(k + 1) + 0.5;
            assertThat(up[k]).isCloseTo(Math.max(speed, 0) / 0.05, within(1e-12));
            assertThat(down[k + 1]).isCloseTo(Math.max(-speed, 0) / 0.05, within(1e-12));
        }
    }

    @Test
    void theResetKeepsMassAndMean() {
        NeuronOnGrid neuron = NeuronOnGrid.of(NEURON, Grid.of(-2, 0.05, 90));
        int cell = neuron.resetCell();
        double share = neuron.resetShare();
        assertThat((1 - share) * neuron.grid().centre(cell)
                        + share * neuron.grid().centre(cell + 1))
                .isCloseTo(0.13, within(1e-9));
    }
}
