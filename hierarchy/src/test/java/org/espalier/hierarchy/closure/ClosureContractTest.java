package org.espalier.hierarchy.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.espalier.contract.Providers;
import org.espalier.trees.Relabelling;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every closure promises. */
class ClosureContractTest {
    private static final int SIZE = RandomTensors.SIZE;
    private static final List<Supplier<Closure>> EXAMPLES =
            List.of(Closure::vanishing, Closure::meanDrive, Closure::conditional);

    static Stream<Closure> closures() {
        return EXAMPLES.stream().map(Supplier::get);
    }

    /** A closure that is added to the module is added here. */
    @Test
    void everyClosureIsHere() {
        Providers.checkComplete(Closure.class, closures().toList());
    }

    @Test
    void closuresAreValues() {
        Providers.checkValues(EXAMPLES);
        assertThat(closures().map(Closure::formula)).doesNotHaveDuplicates().doesNotContain("", "user-defined");
    }

    private static double[] closed(Closure closure, ObservableView state, RootedTree tree, int vertex) {
        double[] out = new double[(int) Math.pow(SIZE, tree.order())];
        Arrays.fill(out, Double.NaN);
        closure.close(state, tree, vertex, out);
        return out;
    }

    /** All of the result is written, the state is left as it was, nothing is remembered, and 0 is what vanishing means. */
    @ParameterizedTest
    @MethodSource("closures")
    void theResultIsWrittenAndNothingElse(Closure closure) {
        assertThat(closure.smallestOrder()).isPositive();
        for (int order = closure.smallestOrder(); order <= 4; order++) {
            RandomTensors state = RandomTensors.of(order, 7);
            RandomTensors untouched = RandomTensors.of(order, 7);
            for (RootedTree tree : RootedTrees.ofOrder(order).toList()) {
                for (int vertex = 0; vertex < order; vertex++) {
                    double[] out = closed(closure, state, tree, vertex);
                    assertThat(Arrays.stream(out).allMatch(Double::isFinite)).isTrue();
                    assertThat(Arrays.stream(out).allMatch(value -> value == 0)).isEqualTo(closure.vanishes());
                    closed(closure, RandomTensors.of(order, 8), tree, vertex);
                    assertThat(closed(closure, state, tree, vertex)).isEqualTo(out);
                }
            }
            state.tensors()
                    .forEach((tree, tensor) ->
                            assertThat(tensor).isEqualTo(untouched.tensors().get(tree)));
        }
    }

    /** An edge of power 1 is a plain edge; what says nothing of other powers refuses them. */
    @ParameterizedTest
    @MethodSource("closures")
    void powersOfTheNewEdge(Closure closure) {
        RandomTensors state = RandomTensors.of(3, 9);
        RootedTree tree = RootedTree.ofLevels(0, 1, 2);
        double[] out = new double[SIZE * SIZE * SIZE];
        closure.close(state, tree, 1, 1, out);
        assertThat(out).isEqualTo(closed(closure, state, tree, 1));
        if (closure.coversPowers()) {
            double[] squared = new double[out.length];
            closure.close(state, tree, 1, 2, squared);
            assertThat(squared).isNotEqualTo(out);
        } else if (!closure.vanishes()) {
            assertThatThrownBy(() -> closure.close(state, tree, 1, 2, out)).hasMessageContaining("power 2");
        }
    }

    /** Vertices that an automorphism exchanges are closed alike: axes follow it, for tensors that do. */
    @ParameterizedTest
    @MethodSource("closures")
    void automorphismsCarryOver(Closure closure) {
        for (RootedTree tree : RootedTrees.ofOrder(4).toList()) {
            for (Relabelling exchange : TreeSymmetry.generators(tree)) {
                RandomTensors any = RandomTensors.of(4, 11);
                Map<RootedTree, double[]> tensors = new HashMap<>(any.tensors());
                double[] tensor = tensors.get(tree);
                double[] mirrored = exchanged(tensor, exchange);
                double[] symmetric = new double[tensor.length];
                Arrays.setAll(symmetric, k -> 0.5 * (tensor[k] + mirrored[k]));
                tensors.put(tree, symmetric);
                RandomTensors state = new RandomTensors(tensors, any.intensity(), 4);
                for (int vertex = 0; vertex < 4; vertex++) {
                    assertThat(closed(closure, state, tree, exchange.of(vertex)))
                            .containsExactly(exchanged(closed(closure, state, tree, vertex), exchange), within(1e-12));
                }
            }
        }
    }

    /** The tensor whose axis exchange.of(v) is axis v of a tensor; vertex 0 is slowest. */
    private static double[] exchanged(double[] tensor, Relabelling exchange) {
        int order = exchange.size();
        double[] result = new double[tensor.length];
        for (int k = 0; k < tensor.length; k++) {
            int image = 0;
            for (int v = 0; v < order; v++) {
                int cell = k / (int) Math.pow(SIZE, order - 1 - v) % SIZE;
                image += cell * (int) Math.pow(SIZE, order - 1 - exchange.of(v));
            }
            result[image] = tensor[k];
        }
        return result;
    }

    @Test
    void aLambdaIsAClosure() {
        Closure own = (state, tree, vertex, out) -> state.copy(tree, out);
        assertThat(own.formula()).isEqualTo("user-defined");
        assertThat(own.smallestOrder()).isOne();
        assertThat(own.vanishes()).isFalse();
        RandomTensors state = RandomTensors.of(2, 3);
        assertThatThrownBy(() -> own.close(state, RootedTree.single(), 0, 2, new double[SIZE]))
                .hasMessageContaining("says nothing of edges of power 2");
    }
}
