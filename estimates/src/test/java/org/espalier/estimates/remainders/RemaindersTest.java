package org.espalier.estimates.remainders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

class RemaindersTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), -0.2, 1.3);

    static SynapticNetwork network(double[][] w) {
        int n = w.length;
        int[] rows = new int[n * n];
        int[] columns = new int[n * n];
        double[] weights = new double[n * n];
        int edges = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (w[i][j] != 0 && i != j) {
                    rows[edges] = i;
                    columns[edges] = j;
                    weights[edges++] = w[i][j];
                }
            }
        }
        return SynapticNetwork.of(
                n,
                java.util.Arrays.copyOf(rows, edges),
                java.util.Arrays.copyOf(columns, edges),
                java.util.Arrays.copyOf(weights, edges));
    }

    private static double[][] weights(SplittableRandom random, int n) {
        double[][] w = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j && random.nextInt(3) > 0) {
                    w[i][j] = random.nextDouble(-1, 1);
                }
            }
        }
        return w;
    }

    private static TupleFunction waves(SplittableRandom random, int k) {
        return TupleFunction.waves(
                random.doubles(k, -2, 2).toArray(), random.doubles(k, 0, 3).toArray());
    }

    /** The two remainders are what the generator leaves when resets and growth are taken out; all trees to order 4. */
    @Test
    void generatorMinusHierarchy() {
        SplittableRandom random = new SplittableRandom(7);
        for (RootedTree tree : RootedTrees.upTo(4).toList()) {
            for (int trial = 0; trial < 4; trial++) {
                double[][] w = weights(random, 5);
                TupleFunction phi = waves(random, tree.order());
                double[] v = random.doubles(5, -1, 2).toArray();
                Remainder remainder =
                        Remainders.of(network(w), NEURON, tree, phi).at(v);
                assertThat(remainder.total())
                        .isCloseTo(new DenseGenerator(w, NEURON, tree, phi, false).remainder(v), within(1e-13));
            }
        }
    }

    /** Each part alone: networks in which only one mechanism is possible. */
    @Test
    void partsAreWhatTheyAreCalled() {
        RootedTree edge = RootedTree.ofLevels(0, 1);
        TupleFunction phi = TupleFunction.waves(new double[] {1.1, 0.7}, new double[] {0.2, 0.5});
        double[] v = {0.9, 1.2, 0.4};
        // 1 → 0 only: the child kicks the parent
        Remainder up = Remainders.of(network(new double[][] {{0, .5, 0}, {0, 0, 0}, {0, 0, 0}}), NEURON, edge, phi)
                .at(v);
        double expected = .5
                / 3
                * NEURON.intensity().at(v[1])
                * (Math.sin(1.1 * (v[0] + 1.3 * .5) + .2) - Math.sin(1.1 * v[0] + .2))
                * Math.sin(.7 * -.2 + .5);
        assertThat(up.childToParent()).isCloseTo(expected, within(1e-15)).isEqualTo(up.total());
        // a reciprocal pair: parent to child as well
        Remainder both = Remainders.of(network(new double[][] {{0, .5, 0}, {.3, 0, 0}, {0, 0, 0}}), NEURON, edge, phi)
                .at(v);
        assertThat(both.parentToChild()).isNotZero();
        assertThat(both.jump()).isZero();
        // an outside neuron 2 kicks 1 alone: self-energy; kicks both: common input
        Remainder alone = Remainders.of(network(new double[][] {{0, .5, 0}, {0, 0, .4}, {0, 0, 0}}), NEURON, edge, phi)
                .at(v);
        assertThat(alone.selfEnergy()).isNotZero();
        assertThat(alone.commonInput()).isZero();
        Remainder common = Remainders.of(
                        network(new double[][] {{0, .5, .4}, {0, 0, .4}, {0, 0, 0}}), NEURON, edge, phi)
                .at(v);
        assertThat(common.commonInput()).isNotZero();
    }

    /** Complete graph J/N, ν ≡ λ: ratios to (4.2), exact values Π (N−j)/(N−1). */
    @Test
    void sharpExample() {
        int n = 20;
        double[][] w = new double[n][n];
        for (double[] row : w) {
            java.util.Arrays.fill(row, 0.9 / n);
        }
        Neuron constant = NEURON.intensity(new ConstantIntensity(1.5)).kickFactor(1);
        double[] v = new SplittableRandom(8).doubles(n, -1, 1).toArray();
        double[][] expected = {{1, 18.0 / 19}, {18.0 / 19, 18.0 * 17 / 361}};
        for (int k = 2; k <= 3; k++) {
            RootedTree tree = k == 2 ? RootedTree.ofLevels(0, 1) : RootedTree.ofLevels(0, 1, 1);
            Remainders linear = Remainders.of(network(w), constant, tree, TupleFunction.sum());
            Remainders square = Remainders.of(network(w), constant, tree, TupleFunction.halfSquare());
            assertThat(linear.at(v).reset() / linear.bound().reset()).isCloseTo(expected[k - 2][0], within(1e-11));
            assertThat(square.at(v).jump() / square.bound().jump()).isCloseTo(expected[k - 2][1], within(1e-11));
        }
        assertThat(expected[0][1]).isCloseTo(0.947, within(5e-4));
        assertThat(expected[1][1]).isCloseTo(0.848, within(5e-4));
    }

    @Test
    void refusesAConfigurationOfAnotherNetwork() {
        Remainders remainders =
                Remainders.of(network(new double[3][3]), NEURON, RootedTree.single(), TupleFunction.sum());
        assertThatThrownBy(() -> remainders.at(new double[2])).hasMessageContaining("2 potentials for 3 neurons");
    }
}
