package org.espalier.hierarchy.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.espalier.hierarchy.Allocations;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dense output, checkpoints, and what a run costs. */
class TensorRunTest {
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);

    private static TensorHierarchy hierarchy(int order, int cells, Closure closure, double step) {
        return hierarchy(TreeSystem.of(Connectome.neuron(), order), cells, closure, step);
    }

    private static TensorHierarchy hierarchy(TreeSystem system, int cells, Closure closure, double step) {
        Grid grid = Grid.of(-1.6, 4.8 / cells, cells);
        double[] law = grid.masses(Normal.of(0.3, 0.3));
        Map<RootedTree, double[]> start = new HashMap<>();
        system.equations().forEach(equation -> {
            double[] tensor = {Math.pow(0.6, equation.tree().order() - 1)};
            for (int n = TreeSystem.firstVariable(equation.tree());
                    n < equation.tree().order();
                    n++) {
                double[] next = new double[tensor.length * cells];
                for (int k = 0; k < next.length; k++) {
                    next[k] = tensor[k / cells] * law[k % cells];
                }
                tensor = next;
            }
            start.put(equation.tree(), tensor);
        });
        return TensorHierarchy.of(system, closure)
                .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), grid)))
                .startingFrom(start::get)
                .step(step)
                .threads(1);
    }

    /** Order four between outputs as at them, from both sides: halving the step divides the error by 16, not by 8 or 32. */
    @Test
    void denseOutputIsOfTheOrderOfTheMethod() {
        Closure closure = Closure.meanDrive();
        TensorHierarchy coarse = hierarchy(2, 12, closure, 0.1);
        Times few = Times.of(0, 0.33, 1);
        double[] asked = {0.05, 0.2717, 0.5, 0.97};
        TensorSolution reference = hierarchy(2, 12, closure, 0.001).solve(Times.of(asked));
        TensorSolution first = coarse.solve(few);
        TensorSolution second = coarse.step(0.05).solve(few);
        for (int k = 1; k < asked.length; k++) {
            double[] exact = reference.tensor(EDGE, k);
            double one = distance(first.tensorAt(EDGE, asked[k]), exact);
            double two = distance(second.tensorAt(EDGE, asked[k]), exact);
            assertThat(one / two).as("at %s", asked[k]).isBetween(10.0, 26.0);
            assertThat(one).isGreaterThan(1e-10);
            assertThat(first.activityAt(RootedTree.single(), asked[k]))
                    .isCloseTo(reference.activity(RootedTree.single(), k), within(1e-4));
        }
        assertThat(first.tensorAt(EDGE, 1)).isEqualTo(first.tensor(EDGE, 2));
        assertThat(first.tensorAt(EDGE, 0)).isEqualTo(first.tensor(EDGE, 0));
        assertThatThrownBy(() -> first.tensorAt(EDGE, 1.01)).hasMessageContaining("1.01");
        assertThatThrownBy(() -> first.activityAt(EDGE, Double.NaN)).hasMessageContaining("NaN");
    }

    private static double distance(double[] x, double[] y) {
        double worst = 0;
        for (int k = 0; k < x.length; k++) {
            worst = Math.max(worst, Math.abs(x[k] - y[k]));
        }
        return worst;
    }

    /** Stopped after any number of steps, written, read and resumed: the same bits. */
    @Test
    void aResumedRunGivesTheSameBits(@TempDir Path folder) throws IOException {
        TensorHierarchy hierarchy = hierarchy(3, 10, Closure.conditional(), 0.03);
        Times times = Times.of(0.1, 0.25, 0.5);
        TensorSolution whole = hierarchy.solve(times);
        Path file = folder.resolve("run.bin");
        for (int steps : new int[] {0, 1, 3, 4, 7, 12}) {
            int[] left = {steps};
            TensorSolution stopped = hierarchy.solve(times, fraction -> left[0]-- > 0);
            assertThat(stopped.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
            stopped.checkpoint().write(file);
            TensorCheckpoint checkpoint = TensorCheckpoint.read(file);
            assertThat(checkpoint.time()).isEqualTo(stopped.outcome().time());
            Times ahead = Times.of(Arrays.stream(new double[] {0.1, 0.25, 0.5})
                    .filter(t -> t > checkpoint.time())
                    .toArray());
            TensorSolution resumed = hierarchy.resumingFrom(checkpoint).solve(ahead);
            assertThat(resumed.outcome().isCompleted()).isTrue();
            for (RootedTree tree : whole.trees()) {
                assertThat(resumed.tensor(tree, ahead.count() - 1)).isEqualTo(whole.tensor(tree, 2));
            }
        }
        // written after each output time
        hierarchy.checkpointing(file).solve(Times.of(0.1, 0.25));
        TensorSolution last =
                hierarchy.resumingFrom(TensorCheckpoint.read(file)).threads(2).solve(Times.of(0.5));
        assertThat(last.tensor(EDGE, 0)).isEqualTo(whole.tensor(EDGE, 2));
    }

    @Test
    void foreignAndDamagedCheckpointsAreRefused(@TempDir Path folder) throws IOException {
        TensorHierarchy hierarchy = hierarchy(2, 10, Closure.vanishing(), 0.05);
        TensorCheckpoint checkpoint = hierarchy.solve(Times.of(0.2)).checkpoint();
        assertThatThrownBy(() -> hierarchy(2, 10, Closure.meanDrive(), 0.05)
                        .resumingFrom(checkpoint)
                        .solve(Times.of(1)))
                .hasMessageContaining("another hierarchy")
                .hasMessageContaining("closure 0");
        assertThatThrownBy(() -> hierarchy(2, 12, Closure.vanishing(), 0.05)
                        .resumingFrom(checkpoint)
                        .solve(Times.of(1)))
                .hasMessageContaining("12 unknowns");
        assertThatThrownBy(() -> hierarchy.resumingFrom(checkpoint).solve(Times.of(0.1, 1)))
                .hasMessageContaining("0.1 is before the checkpoint");
        Path file = folder.resolve("run.bin");
        checkpoint.write(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            assertThatThrownBy(() -> TensorCheckpoint.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .contains("damaged")
                    .doesNotContain("\n");
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        assertThatThrownBy(() -> TensorCheckpoint.read(file)).hasMessageContaining("is damaged");
        Files.write(file, new byte[100]);
        assertThatThrownBy(() -> TensorCheckpoint.read(file)).hasMessageContaining("is not a checkpoint");
    }

    /** The forecast of operations is what the kernels count, to the last one; of memory, what the run allocates within a tenth. */
    @Test
    void theForecastIsWhatARunCosts() {
        TreeSystem plain = TreeSystem.of(Connectome.neuron(), 4);
        TreeSystem decorated = TreeSystem.of(Connectome.neuron(), 3)
                .withEdgePowers(2)
                .withForests(2)
                .withInnerKicks(9);
        Times times = Times.of(0, 0.13, 0.2);
        for (TreeSystem system : new TreeSystem[] {plain, decorated}) {
            for (int cells : new int[] {13, 20}) {
                TensorHierarchy hierarchy = hierarchy(system, cells, Closure.vanishing(), 0.05);
                TensorForecast forecast = hierarchy.forecast(times);
                TensorSolution[] solution = new TensorSolution[1];
                long allocated = Allocations.of(() -> solution[0] = hierarchy.solve(times), "none");
                assertThat(forecast.unknowns()).isEqualTo(hierarchy.unknowns(cells));
                assertThat(forecast.steps()).isEqualTo(3 + 2);
                assertThat((double) solution[0].operations()).isEqualTo(forecast.operations());
                if (forecast.bytes() > 1e7) {
                    assertThat(allocated / forecast.bytes()).as("%s", forecast).isBetween(0.9, 1.1);
                }
            }
        }
        TensorHierarchy driven = hierarchy(plain, 13, Closure.meanDrive(), 0.05);
        assertThat((double) driven.solve(times).operations()
                        / driven.forecast(times).operations())
                .isBetween(0.99, 1.01);
    }
}
