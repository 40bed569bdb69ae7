package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.system.Delays;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

/** Trees with refractory times and delays: they are expansions of (5.4), of the same cells and matrices. */
class LateTreesTest {
    private static final Grid GRID = Grid.of(-2.5, 0.1, 65);
    private static final Times TIMES = Times.of(0.1, 0.25, 0.4, 0.7, 1.1);
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private static NetworkSystem system(double coupling) {
        SynapticNetwork network = SynapticNetwork.ofMatrix(new double[][] {
                    {0, 0.5, -0.3, 0.7, 0.2},
                    {0.4, 0, 0.6, 0.1, -0.5},
                    {0.3, 0.7, 0, -0.2, 0.4},
                    {-0.6, 0.3, 0.8, 0, 0.1},
                    {0.5, -0.4, 0.2, 0.6, 0}
                })
                .times(coupling)
                .typed("a", "a", "b", "b", "b");
        Neuron usual = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        Neuron other = Neuron.leak(2, 0.6)
                .noise(0.5)
                .intensity(Sigmoid.of(6, 0.9, 0.3))
                .reset(0.1);
        NeuronGroup second = new NeuronGroup("second", 2, 3, 4);
        return NetworkSystem.of(
                        Neurons.byNeuron(List.of(usual, usual, other, other, other)), network, InitialLaws.same(LAW))
                .refractory(0.17)
                .refractory(second, 0.06)
                .delayed(Delays.byType(network, new double[][] {{0.1, 0}, {0.23, 0.1}}))
                .with(Input.current(second, Signal.pulse(0.3, 0.45, 0.8)))
                .reading(second);
    }

    /** (5.4) on the same cells by the Split scheme, extrapolated to small steps. */
    private static double[][] exact(NetworkSystem system) {
        MeanField equation = MeanField.of(system).scheme(Scheme.SPLIT).on(GRID).estimatingError(false);
        var wide = equation.step(0.01).solve(TIMES);
        var fine = equation.step(0.005).solve(TIMES);
        double[][] result = {fine.populationRate(), fine.readoutRate(0)};
        Arrays.setAll(result[0], k -> (4 * result[0][k] - wide.populationRate()[k]) / 3);
        Arrays.setAll(result[1], k -> (4 * result[1][k] - wide.readoutRate(0)[k]) / 3);
        return result;
    }

    @Test
    void elementaryDensitiesAreTheTaylorExpansionInTheCoupling() {
        double[][] errors = new double[2][6];
        for (int n = 0; n < 2; n++) {
            NetworkSystem system = system(n == 0 ? 0.4 : 0.2);
            double[] exact = exact(system)[0];
            ElementarySolution found =
                    ElementaryDensities.of(system).upTo(5).on(GRID).solve(TIMES);
            assertThat(found.outcome().isCompleted()).isTrue();
            TreeExpansion expansion = found.expansion(TreeDensities.of(
                    TreeContraction.of(system.network()), system.colouring().byNeuron(), 5));
            for (int order = 1; order <= 5; order++) {
                for (int k = 0; k < TIMES.count(); k++) {
                    errors[n][order] = Math.max(errors[n][order], Math.abs(expansion.rate(order, k) - exact[k]));
                }
            }
        }
        for (int order = 1; order <= 4; order++) {
            // an order leaves out powers of the coupling from its own on
            assertThat(errors[0][order] / errors[1][order])
                    .as("order %d", order)
                    .isBetween(0.7 * Math.pow(2, order), 1.5 * Math.pow(2, order));
        }
        assertThat(errors[1][5]).isLessThan(1e-5);
    }

    @Test
    void aClassForEachNeuronIsTheEquationItself() {
        NetworkSystem system = system(1);
        double[][] exact = exact(system);
        TypedSolution all = TypedExpansion.of(system)
                .classes(new int[] {0, 1, 2, 3, 4})
                .upTo(1)
                .on(GRID)
                .solve(TIMES);
        for (int k = 0; k < TIMES.count(); k++) {
            assertThat(all.populationRate()[k]).isCloseTo(exact[0][k], within(1e-6));
            assertThat(all.readoutRate(0)[k]).isCloseTo(exact[1][k], within(1e-6));
        }
    }

    @Test
    void ordersOfTheTypedExpansionApproachIt() {
        NetworkSystem system = system(0.5);
        double[][] exact = exact(system);
        double[] worst = new double[5];
        for (int order = 1; order <= 4; order++) {
            TypedSolution found = TypedExpansion.of(system)
                    .classes(new int[] {0, 0, 1, 1, 1})
                    .upTo(order)
                    .neglecting(0)
                    .on(GRID)
                    .solve(TIMES);
            for (int k = 0; k < TIMES.count(); k++) {
                worst[order] = Math.max(worst[order], Math.abs(found.populationRate()[k] - exact[0][k]));
                worst[order] = Math.max(worst[order], Math.abs(found.readoutRate(0)[k] - exact[1][k]));
            }
        }
        assertThat(worst[2]).isLessThan(0.6 * worst[1]);
        assertThat(worst[3]).isLessThan(0.05 * worst[1]);
        assertThat(worst[4]).isLessThan(0.6 * worst[3]);
    }

    @Test
    void theErrorOfTheStepIsSmallAndFalls() {
        NetworkSystem system = system(1);
        TypedExpansion equation = TypedExpansion.of(system)
                .classes(new int[] {0, 0, 1, 1, 1})
                .upTo(2)
                .on(GRID);
        double exact = equation.step(0.001).solve(Times.of(1.1)).populationRate()[0];
        double[] errors = new double[2];
        for (int n = 0; n < 2; n++) {
            errors[n] = equation.step(0.008 / (1 << n)).solve(Times.of(1.1)).populationRate()[0] - exact;
        }
        assertThat(Math.abs(errors[0])).isLessThan(1e-7);
        assertThat(errors[0] / errors[1]).isGreaterThan(2);
    }

    @Test
    void integratorsThatDoNotLookBackAreRefused() {
        assertThatThrownBy(() -> TypedExpansion.of(system(1))
                        .integrator(Integrator.of(Integrator.Method.DORMAND_PRINCE_853, 1e-8))
                        .on(GRID)
                        .solve(TIMES))
                .hasMessageContaining("look back in time");
        assertThatThrownBy(() -> ElementaryDensities.of(system(1))
                        .integrator(Integrator.of(Integrator.Method.DORMAND_PRINCE_853, 1e-8))
                        .on(GRID)
                        .solve(TIMES))
                .hasMessageContaining("look back in time");
    }
}
