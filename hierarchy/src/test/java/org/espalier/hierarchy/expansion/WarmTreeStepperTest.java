package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.hierarchy.Allocations;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.neuron.Normal;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

class WarmTreeStepperTest {
    @Test
    void aWarmStepAllocatesNothing() {
        Grid grid = Grid.of(-2, 0.1, 60);
        FiniteVolumeMatrices operators = FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid));
        List<RootedTree> trees = IntStream.rangeClosed(1, 7)
                .boxed()
                .flatMap(RootedTrees::ofOrder)
                .toList();
        try (TreeStepper stepper = new TreeStepper(
                new Equation61(trees),
                new VertexOperators[] {operators},
                new double[][] {grid.masses(Normal.of(0.3, 0.3))},
                1,
                1)) {
            long bytes = Allocations.of(
                    () -> {
                        for (int n = 0; n < 20; n++) {
                            stepper.step(1e-3);
                        }
                    },
                    "none");
            assertThat(bytes).isZero();
        }
    }
}
