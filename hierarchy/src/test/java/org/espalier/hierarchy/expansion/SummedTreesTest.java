package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.neuron.Normal;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeFamily;
import org.junit.jupiter.api.Test;

/** The trees of the largest order, summed before they are stepped in the place of after. */
class SummedTreesTest {
    @Test
    void sumsMoveAsTheirTreesDo() {
        Random random = new Random(4);
        int classes = 3;
        List<RootedTree> trees = TreeFamily.plain()
                .withTypes(classes)
                .upTo(4)
                .sorted(Comparator.comparingInt(RootedTree::order))
                .toList();
        Map<RootedTree, double[]> sums = new HashMap<>();
        for (RootedTree tree : trees) {
            sums.put(tree, random.doubles(1 + classes + 1, -1, 1).toArray()); // mean, drives, a readout
        }
        ClassWeights weights = ClassWeights.of(trees, sums, 10, classes, 0);
        Equation61 all = new Equation61(weights.trees());
        ClassWeights.Summed summed = weights.summed(all);
        assertThat(summed.program().size()).isEqualTo(all.end(3) + classes * (1 + classes + 1));
        Grid grid = Grid.of(-2, 0.1, 60);
        FiniteVolumeMatrices operators = FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid));
        VertexOperators[] own = new VertexOperators[classes];
        Arrays.fill(own, operators);
        double[][] start = new double[classes][];
        Arrays.setAll(start, a -> grid.masses(Normal.of(0.2 * a, 0.3)));
        try (TreeStepper one = new TreeStepper(all, own, start, 1.5, 2);
                TreeStepper other = new TreeStepper(summed.program(), own, start, 1.5, 1)) {
            for (TreeStepper stepper : List.of(one, other)) {
                for (double[] drives : stepper.drives()) {
                    Arrays.setAll(drives, a -> 0.3 * a - 0.1);
                }
                for (int n = 0; n < 40; n++) {
                    stepper.step(2e-3);
                }
            }
            double[] drives = weights.drives(one.endRates(), 1.5);
            assertThat(Arrays.stream(drives).map(Math::abs).max().orElseThrow()).isGreaterThan(0.1);
            assertThat(summed.weights().drives(other.endRates(), 1.5)).containsExactly(drives, within(1e-13));
            TypedMoment of = TypedMoment.of(all, weights, grid, one.state(), one.endRates(), drives);
            TypedMoment by =
                    TypedMoment.of(summed.program(), summed.weights(), grid, other.state(), other.endRates(), drives);
            for (ToDoubleFunction<TypedMoment> what : List.<ToDoubleFunction<TypedMoment>>of(
                    TypedMoment::rate,
                    TypedMoment::lastOrder,
                    TypedMoment::mass,
                    TypedMoment::pairs,
                    moment -> moment.readouts()[0],
                    moment -> moment.density()[30],
                    moment -> moment.groups()[0][25])) {
                assertThat(what.applyAsDouble(by)).isCloseTo(what.applyAsDouble(of), within(1e-13));
            }
            assertThat(Math.abs(of.lastOrder())).isGreaterThan(1e-6);
        }
    }
}
