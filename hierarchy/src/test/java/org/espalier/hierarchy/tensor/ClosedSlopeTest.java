package org.espalier.hierarchy.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

/** The coupling of a closed system on random tensors: Σ_n α D_n [what stands for B_n τ(T+n)], on every axis. */
class ClosedSlopeTest {
    private static final int SIZE = 3;
    private static final double ALPHA = 0.7;

    @Test
    void theConditionalClosureDrivesEveryVertexByItsOwnPotential() {
        Random source = new Random(44);
        double[][] a = random(source);
        double[][] d = random(source);
        double[] nu = source.doubles(SIZE, 0.5, 2).toArray();
        for (int order = 3; order <= 4; order++) {
            TreeSystem system = TreeSystem.of(Connectome.neuron().kickFactor(ALPHA), order);
            try (TensorProgram program = new TensorProgram(
                    system, Closure.conditional(), ColourOperators.of(VertexOperators.of(a, d, nu)), Map.of(), 1)) {
                double[] y = source.doubles(program.unknowns(), 0.2, 1).toArray();
                double[] slope = new double[y.length];
                program.couple(y, slope);
                int edge = program.offset(RootedTree.ofLevels(0, 1));
                for (RootedTree tree : RootedTrees.ofOrder(order).toList()) {
                    int offset = program.offset(tree);
                    int length = (int) Math.pow(SIZE, order);
                    double[] expected = new double[length];
                    for (int n = 0; n < order; n++) {
                        int stride = (int) Math.pow(SIZE, order - 1 - n);
                        for (int k = 0; k < length; k++) {
                            int v = k / stride % SIZE;
                            double drive = 0;
                            for (int l = 0; l < SIZE; l++) {
                                drive += nu[l] * y[edge + v * SIZE + l] / y[v];
                            }
                            for (int i = 0; i < SIZE; i++) {
                                expected[k + (i - v) * stride] += ALPHA * d[i][v] * drive * y[offset + k];
                            }
                        }
                    }
                    for (int k = 0; k < length; k++) {
                        assertThat(slope[offset + k])
                                .as("%s entry %d", tree, k)
                                .isCloseTo(expected[k], within(1e-12 * (1 + Math.abs(expected[k]))));
                    }
                }
            }
        }
    }

    private static double[][] random(Random source) {
        double[][] result = new double[SIZE][];
        for (int i = 0; i < SIZE; i++) {
            result[i] = source.doubles(SIZE, -1, 1).toArray();
        }
        return result;
    }
}
