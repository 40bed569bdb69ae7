package org.espalier.hierarchy.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

/** The conditional closure τ(T)(v) [B τ(edge)](v_n)/τ(•)(v_n) and the mean drive against their definitions, entry by entry. */
class ConditionalTest {
    private static final int SIZE = RandomTensors.SIZE;

    /** The cell of a vertex in an entry of a tensor, vertex 0 slowest. */
    private static int cell(int entry, int vertex, int order) {
        int rest = entry;
        for (int axis = order - 1; axis > vertex; axis--) {
            rest /= SIZE;
        }
        return rest % SIZE;
    }

    @Test
    void theDriveIsThatOfTheVertexWhereTheLeafWouldHang() {
        RandomTensors state = RandomTensors.of(5, 41);
        for (RootedTree tree : RootedTrees.upTo(5).filter(t -> t.order() > 1).toList()) {
            double[] tensor = state.tensors().get(tree);
            for (int vertex = 0; vertex < tree.order(); vertex++) {
                double[][] out = new double[3][tensor.length];
                Closure.conditional().close(state, tree, vertex, out[0]);
                for (int power = 1; power <= 2; power++) {
                    Closure.conditional().close(state, tree, vertex, power, out[power]);
                    for (int k = 0; k < tensor.length; k++) {
                        int v = cell(k, vertex, tree.order());
                        double expected = tensor[k] * state.leafActivityOfEdge(power, v) / state.single(v);
                        assertThat(out[power][k])
                                .as("%s at vertex %d, power %d, entry %d", tree, vertex, power, k)
                                .isCloseTo(expected, within(1e-13 * (1 + Math.abs(expected))));
                    }
                }
                assertThat(out[0]).isEqualTo(out[1]);
            }
        }
    }

    /** Where τ(•) holds less than 1e-10 of its mass, of either sign, the mean drive ∫∫ν τ(edge)/∫τ(•) stands for the ratio. */
    @Test
    void whereTheSingleIsEmptyTheMeanDriveIsTaken() {
        RootedTree path = RootedTree.ofLevels(0, 1, 2);
        for (double part : new double[] {0, 0.9e-10, -0.9e-10, 1.1e-10, -1.1e-10}) {
            RandomTensors state = RandomTensors.of(3, 42);
            double[] single = state.tensors().get(RootedTree.single());
            single[0] = 0.7;
            single[2] = 0.5;
            single[1] = part * 1.2;
            double mass = single[0] + single[1] + single[2];
            double total = state.leafActivityOfEdge(0) + state.leafActivityOfEdge(1) + state.leafActivityOfEdge(2);
            double[] tensor = state.tensors().get(path);
            for (int vertex = 0; vertex < 3; vertex++) {
                double[] out = new double[tensor.length];
                Closure.conditional().close(state, path, vertex, out);
                for (int k = 0; k < out.length; k++) {
                    int v = cell(k, vertex, 3);
                    boolean empty = v == 1 && Math.abs(part) < 1e-10;
                    double drive = empty ? total / mass : state.leafActivityOfEdge(v) / single[v];
                    assertThat(out[k])
                            .as("τ(•) = %s of its mass, vertex %d, entry %d", part, vertex, k)
                            .isCloseTo(tensor[k] * drive, within(1e-13 * (1 + Math.abs(tensor[k] * drive))));
                }
            }
        }
    }

    @Test
    void theMeanDriveIsOneNumber() {
        RandomTensors state = RandomTensors.of(4, 43);
        double drive = state.leafActivityOfEdge(0) + state.leafActivityOfEdge(1) + state.leafActivityOfEdge(2);
        for (RootedTree tree : RootedTrees.ofOrder(4).toList()) {
            double[] out = new double[81];
            Closure.meanDrive().close(state, tree, 2, out);
            for (int k = 0; k < out.length; k++) {
                assertThat(out[k]).isCloseTo(drive * state.tensors().get(tree)[k], within(1e-14));
            }
        }
    }
}
