package org.espalier.hierarchy.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.espalier.hierarchy.Allocations;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;

class TensorKernelsTest {
    private static double[] random(Random source, int length) {
        return source.doubles(length, -1, 1).toArray();
    }

    private static double[][] square(Random source, int size, double density) {
        double[][] m = new double[size][size];
        for (double[] row : m) {
            Arrays.setAll(row, j -> source.nextDouble() < density ? source.nextGaussian() : 0);
        }
        return m;
    }

    /** Every axis of tensors of many shapes, dense and sparse matrices, against the definition. */
    @Test
    void aMatrixActsOnItsAxis() {
        Random source = new Random(1);
        int[][] shapes = {{1, 3}, {2, 7}, {3, 5}, {5, 4}, {7, 3}, {16, 4}, {17, 3}, {300, 2}};
        for (int[] shape : shapes) {
            int size = shape[0];
            int order = shape[1];
            for (double density : new double[] {1, 0.2}) {
                double[][] m = square(source, size, density);
                double[] tensor = random(source, (int) Math.pow(size, order));
                try (TensorKernels kernels = TensorKernels.of(size, 1)) {
                    for (int axis = 0; axis < order; axis++) {
                        double[] result = tensor.clone();
                        kernels.multiply(AxisMatrix.of(m), result, order, axis);
                        int inner = (int) Math.pow(size, order - 1 - axis);
                        for (int trial = 0; trial < 2000; trial++) {
                            int at = source.nextInt(tensor.length);
                            int i = at / inner % size;
                            double expected = 0;
                            for (int j = 0; j < size; j++) {
                                expected += m[i][j] * tensor[at + (j - i) * inner];
                            }
                            assertThat(result[at]).isCloseTo(expected, within(1e-12));
                        }
                    }
                }
            }
        }
    }

    @Test
    void aContractionSumsOverItsAxis() {
        Random source = new Random(2);
        int[][] shapes = {{1, 3}, {2, 7}, {3, 5}, {5, 4}, {6, 6}, {16, 4}, {300, 2}};
        for (int[] shape : shapes) {
            int size = shape[0];
            int order = shape[1];
            double[] x = random(source, size);
            double[] tensor = random(source, (int) Math.pow(size, order));
            try (TensorKernels kernels = TensorKernels.of(size, 2)) {
                for (int axis = 0; axis < order; axis++) {
                    double[] result = new double[tensor.length / size];
                    kernels.contract(x, tensor, order, axis, result);
                    int inner = (int) Math.pow(size, order - 1 - axis);
                    for (int at = 0; at < result.length; at++) {
                        double expected = 0;
                        for (int j = 0; j < size; j++) {
                            expected += x[j] * tensor[(at / inner * size + j) * inner + at % inner];
                        }
                        assertThat(result[at]).isCloseTo(expected, within(1e-12));
                    }
                }
            }
        }
    }

    @Test
    void axesArePutIntoAnotherOrder() {
        Random source = new Random(3);
        int size = 3;
        double[] tensor = random(source, size * size * size);
        // axes of the result: 2, 0, 1 of the source
        int[] strides = {1, 9, 3};
        double[] result = new double[tensor.length];
        try (TensorKernels kernels = TensorKernels.of(size, 1)) {
            kernels.permute(tensor, 0, strides, 3, result);
        }
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                for (int c = 0; c < size; c++) {
                    assertThat(result[a * 9 + b * 3 + c]).isEqualTo(tensor[b * 9 + c * 3 + a]);
                }
            }
        }
    }

    @Test
    void threadsChangeNoBit() {
        Random source = new Random(4);
        int size = 16;
        int order = 5;
        double[] tensor = random(source, 1 << 20);
        double[] x = random(source, size);
        AxisMatrix m = AxisMatrix.of(square(source, size, 1));
        double[][] products = new double[4][];
        double[][] sums = new double[4][1 << 16];
        for (int threads = 1; threads <= 3; threads++) {
            try (TensorKernels kernels = TensorKernels.of(size, threads)) {
                products[threads] = tensor.clone();
                for (int axis = 0; axis < order; axis++) {
                    kernels.multiply(m, products[threads], order, axis);
                    double[] part = new double[1 << 16];
                    kernels.contract(x, products[threads], order, axis, part);
                    for (int k = 0; k < part.length; k++) {
                        sums[threads][k] += part[k];
                    }
                }
            }
        }
        assertThat(products[2]).isEqualTo(products[1]);
        assertThat(products[3]).isEqualTo(products[1]);
        assertThat(sums[2]).isEqualTo(sums[1]);
        assertThat(sums[3]).isEqualTo(sums[1]);
    }

    @Test
    void threadsChangeNoBitOfASolution() {
        Grid grid = Grid.of(-1.6, 0.16, 34);
        TensorHierarchy hierarchy = TensorHierarchy.of(TreeSystem.of(Connectome.neuron(), 3), Closure.conditional())
                .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)))
                .startingFrom(tree -> product(grid.masses(Normal.of(0.3, 0.3)), tree))
                .step(0.02);
        TensorSolution one = hierarchy.threads(1).solve(Times.of(0.1));
        TensorSolution two = hierarchy.threads(2).solve(Times.of(0.1));
        for (RootedTree tree : one.trees()) {
            assertThat(two.tensor(tree, 0)).isEqualTo(one.tensor(tree, 0));
        }
    }

    private static double[] product(double[] law, RootedTree tree) {
        double[] tensor = {Math.pow(0.4, tree.order() - 1)};
        for (int n = 0; n < tree.order(); n++) {
            double[] next = new double[tensor.length * law.length];
            for (int k = 0; k < next.length; k++) {
                next[k] = tensor[k / law.length] * law[k % law.length];
            }
            tensor = next;
        }
        return tensor;
    }

    /** A warm step allocates nothing, for every closure of ours and with helpers. */
    @Test
    void aWarmStepAllocatesNothing() {
        Random source = new Random(5);
        int size = 14;
        double[] nu = random(source, size);
        ColourOperators operators =
                ColourOperators.of(VertexOperators.of(square(source, size, 1), square(source, size, 0.3), nu));
        for (Closure closure : new Closure[] {Closure.vanishing(), Closure.meanDrive(), Closure.conditional()}) {
            for (int threads = 1; threads <= 2; threads++) {
                try (TensorProgram program = new TensorProgram(
                        TreeSystem.of(Connectome.neuron(), 4), closure, operators, Map.of(), threads)) {
                    LawsonStepper stepper = new LawsonStepper(program, operators);
                    double[] state = random(source, program.unknowns());
                    long bytes = Allocations.of(
                            () -> {
                                for (int n = 0; n < 2; n++) {
                                    stepper.step(state, 1e-4);
                                }
                            },
                            "espalier-tensor");
                    assertThat(bytes)
                            .as("%s, %d threads", closure.formula(), threads)
                            .isZero();
                }
            }
        }
    }

    @Test
    void badInputIsRefused() {
        assertThatThrownBy(() -> TensorKernels.of(0, 1)).hasMessageContaining("size = 0");
        assertThatThrownBy(() -> TensorKernels.of(3, 0)).hasMessageContaining("threads = 0");
        assertThatThrownBy(() -> AxisMatrix.of(new double[2][3])).hasMessageContaining("row 0 has 3 entries");
        assertThatThrownBy(() -> AxisMatrix.of(new double[][] {{Double.NaN}})).hasMessageContaining("NaN");
        try (TensorKernels kernels = TensorKernels.of(3, 1)) {
            AxisMatrix two = AxisMatrix.of(new double[2][2]);
            assertThatThrownBy(() -> kernels.multiply(two, new double[9], 2, 0)).hasMessageContaining("2 rows");
            assertThatThrownBy(() -> kernels.contract(new double[3], new double[10], 2, 0, new double[3]))
                    .hasMessageContaining("10 entries");
            assertThatThrownBy(() -> kernels.contract(new double[3], new double[9], 2, 0, new double[2]))
                    .hasMessageContaining("length 2");
        }
    }
}
