package org.espalier.model.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Densities of coloured trees against the sum over all tuples of neurons. */
class ColouredDensitiesTest {
    private final Random random = new Random(7);

    private double[][] weights(int size) {
        double[][] rows = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                rows[i][j] = i == j || random.nextInt(4) == 0 ? 0 : random.nextGaussian();
            }
        }
        return rows;
    }

    /** Σ over the tuples with the colours of the tree and a root of choice, one tuple after the other. */
    private static double overTuples(RootedTree tree, double[][] w, int[] colours, IntPredicate root) {
        int order = tree.order();
        double sum = 0;
        int tuples = (int) Math.pow(w.length, order);
        for (int code = 0; code < tuples; code++) {
            int[] i = new int[order];
            int rest = code;
            double product = 1;
            for (int v = 0; v < order; v++) {
                i[v] = rest % w.length;
                rest /= w.length;
                product *= colours[i[v]] == tree.type(v) ? 1 : 0;
                product *= v == 0 ? (root.test(i[0]) ? 1 : 0) : w[i[tree.parent(v)]][i[v]];
            }
            sum += product;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"6, 2", "5, 3"})
    void areTheSumOverTuplesOfTheColours(int size, int count) {
        double[][] w = weights(size);
        int[] colours = new int[size];
        for (int i = 0; i < size; i++) {
            colours[i] = i % count;
        }
        TreeContraction contraction = TreeContraction.of(SynapticNetwork.ofMatrix(w));
        NeuronGroup group = new NeuronGroup("some", 0, 1, size - 1);
        TreeDensities all = TreeDensities.of(contraction, colours, 4);
        TreeDensities read =
                TreeDensities.readouts(contraction, colours, List.of(group), 4).get(0);
        assertThat(all.colours()).isEqualTo(count);
        assertThat(all.count()).isEqualTo(count == 2 ? 72 : 303);
        for (TreeDensity density : all) {
            double sum = overTuples(density.tree(), w, colours, i -> true);
            assertThat(density.value()).isCloseTo(sum / size, within(1e-12 * Math.max(1, Math.abs(sum))));
            double part = overTuples(density.tree(), w, colours, group::contains);
            assertThat(read.of(density.tree()))
                    .isCloseTo(part / group.size(), within(1e-12 * Math.max(1, Math.abs(part))));
        }
    }

    @Test
    void sumToThoseOfPlainTreesOverAllColours() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(weights(6));
        TreeDensities plain = TreeDensities.of(network, 5);
        TreeDensities coloured = TreeDensities.of(TreeContraction.of(network), new int[] {0, 1, 2, 0, 1, 2}, 5);
        Map<RootedTree, Double> sums = new HashMap<>();
        for (TreeDensity density : coloured) {
            // a plain tree is the sum over all ways to colour its vertices: σ(plain)/σ(coloured) ways lead to one
            // coloured tree
            RootedTree shape = density.tree().plain().tree();
            double ways = TreeSymmetry.symmetry(shape).doubleValue()
                    / TreeSymmetry.symmetry(density.tree()).doubleValue();
            sums.merge(shape, ways * density.value(), Double::sum);
        }
        for (TreeDensity density : plain) {
            assertThat(sums.get(density.tree())).isCloseTo(density.value(), within(1e-11));
        }
    }

    @Test
    void ofASystemAreColouredByItsTypesAndInputs() {
        Neuron neuron = Neuron.leak(1, 1).noise(0.4);
        SynapticNetwork network = SynapticNetwork.ofMatrix(weights(5));
        NeuronGroup driven = new NeuronGroup("driven", 1, 4);
        NetworkSystem one = NetworkSystem.of(neuron, network, Normal.of(0, 1)).reading(driven);
        NetworkSystem several = one.with(Input.current(driven, Signal.constant(1)));
        assertThat(TreeDensities.of(several, 3).colours()).isEqualTo(2);
        RootedTree edge = RootedTree.ofLevels(0, 1)
                .decorated(new int[] {0, 1}, new int[] {1, 1})
                .tree();
        double sum = 0;
        for (int i : new int[] {0, 2, 3}) {
            sum += network.weight(i, 1) + network.weight(i, 4);
        }
        assertThat(TreeDensities.of(several, 2).of(edge)).isCloseTo(sum / 5, within(1e-14));
        assertThat(TreeDensities.readouts(several, 2).get(0).of(edge)).isZero();
        // equal types are one colour, and then nothing is coloured, bit for bit
        NetworkSystem equal = NetworkSystem.of(
                Neurons.byNeuron(List.of(neuron, neuron, neuron, neuron, neuron)),
                network,
                InitialLaws.same(Normal.of(0, 1)));
        assertThat(TreeDensities.of(equal, 5)).containsExactlyElementsOf(TreeDensities.of(network, 5));
    }

    @Test
    void aFinerColouringSplitsWhatItMust() {
        Neuron neuron = Neuron.leak(1, 1).noise(0.4);
        SynapticNetwork network = SynapticNetwork.ofMatrix(weights(5));
        NeuronGroup driven = new NeuronGroup("driven", 1, 4);
        NeuronGroup read = new NeuronGroup("read", 0, 1);
        NetworkSystem system =
                NetworkSystem.of(neuron, network, Normal.of(0, 1)).with(Input.current(driven, Signal.constant(1)));
        assertThat(system.colouring().byNeuron()).containsExactly(0, 1, 0, 0, 1);
        Colouring finer = system.colouring().refined(List.of(read));
        assertThat(finer.byNeuron()).containsExactly(0, 1, 2, 2, 3);
        assertThat(finer.colour(0))
                .isEqualTo(finer.colour(2))
                .isEqualTo(system.colouring().colour(0));
        assertThat(finer.colour(1))
                .isEqualTo(finer.colour(3))
                .isEqualTo(system.colouring().colour(1));
        // a density of the coarse colours is the sum over the finer ones
        TreeContraction contraction = TreeContraction.of(network);
        RootedTree edge = RootedTree.ofLevels(0, 1)
                .decorated(new int[] {0, 1}, new int[] {1, 1})
                .tree();
        TreeDensities fine = TreeDensities.of(contraction, finer.byNeuron(), 2);
        double sum = 0;
        for (int root : new int[] {0, 2}) {
            for (int leaf : new int[] {1, 3}) {
                sum += fine.of(RootedTree.ofLevels(0, 1)
                        .decorated(new int[] {root, leaf}, new int[] {1, 1})
                        .tree());
            }
        }
        assertThat(TreeDensities.of(system, 2).of(edge)).isCloseTo(sum, within(1e-15));
    }

    @Test
    void tooManyTreesAreRefusedBeforeTheyAreMade() {
        TreeContraction contraction = TreeContraction.of(SynapticNetwork.ofMatrix(weights(6)));
        assertThatThrownBy(() -> TreeDensities.of(contraction, new int[] {0, 1, 2, 3, 4, 5}, 14))
                .hasMessageContaining("trees up to order 14")
                .hasMessageContaining("with 6 colours")
                .hasMessageContaining("lower the order");
        assertThatThrownBy(() -> TreeDensities.of(contraction, new int[] {0, 1, 0, 1, 0, 1}, 2)
                        .of(RootedTree.single(2)))
                .hasMessageContaining("a colour above 1");
    }
}
