package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntFunction;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TypedExpansionTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final Times TIMES = Times.of(0.25, 0.5, 1, 2);

    private static SynapticNetwork five(double strength) {
        int[] posts = {0, 0, 1, 1, 2, 3, 3, 4, 4};
        int[] pres = {1, 2, 0, 4, 3, 0, 2, 1, 3};
        double[] weights = {0.9, 0.4, -0.5, 1.1, 0.7, 0.8, 0.6, -0.3, 0.2};
        return SynapticNetwork.of(5, posts, pres, weights).times(strength);
    }

    private static MeanFieldSolution limit(SynapticNetwork network, Grid grid, Times times) {
        return MeanField.of(Connectome.neuron(), network)
                .startingFrom(LAW)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(0.0025)
                .estimatingError(false)
                .solve(times);
    }

    /** Every neuron its own class: nothing is left to expand, and order 1 is (5.1) itself. */
    @Test
    void classesOfOneNeuronAreTheMeanField() {
        Grid grid = Grid.of(-2, 0.05, 120);
        SynapticNetwork network = five(1);
        double[] exact = limit(network, grid, TIMES).populationRate();
        TypedExpansion alone = TypedExpansion.of(Connectome.neuron(), network)
                .startingFrom(LAW)
                .classes(new int[] {0, 1, 2, 3, 4})
                .neglecting(0)
                .on(grid);
        for (int order = 1; order <= 2; order++) {
            TypedSolution solution = alone.upTo(order).solve(TIMES);
            assertThat(solution.outcome().isCompleted()).isTrue();
            for (int k = 0; k < 4; k++) {
                assertThat(solution.populationRate()[k]).isCloseTo(exact[k], within(3e-6));
            }
        }
    }

    /** The error at order n is of order n in the coupling, with two classes as with one. */
    @Test
    void theErrorFallsWithTheCouplingAsItsOrder() {
        Grid grid = Grid.of(-2, 0.05, 120);
        Times times = Times.of(0.8);
        for (int[] classes : new int[][] {{0, 0, 0, 0, 0}, {0, 1, 0, 1, 0}}) {
            for (int order = 1; order <= 3; order++) {
                double[] errors = new double[2];
                for (int n = 0; n < 2; n++) {
                    SynapticNetwork network = five(0.4 / (1 << n));
                    TypedSolution solution = TypedExpansion.of(Connectome.neuron(), network)
                            .startingFrom(LAW)
                            .classes(classes)
                            .upTo(order)
                            .neglecting(0)
                            .step(0.005)
                            .on(grid)
                            .solve(times);
                    MeanFieldSolution exact = MeanField.of(Connectome.neuron(), network)
                            .startingFrom(LAW)
                            .scheme(Scheme.SPLIT)
                            .on(grid)
                            .step(0.001)
                            .estimatingError(false)
                            .solve(times);
                    errors[n] = solution.populationRate()[0] - exact.populationRate()[0];
                }
                // w → w/2; with centred weights the first error is of order 2 at order 1, as mean_i w̃_ij = 0 within a
                // class
                double power = Math.log(errors[0] / errors[1]) / Math.log(2);
                assertThat(power).as("order %d", order).isBetween(Math.max(order, 2) - 0.5, Math.max(order, 2) + 0.6);
            }
        }
    }

    @Test
    void classesAndOrdersReachTheMeanFieldOfTheWorm() {
        SynapticNetwork worm = Connectome.worm(0.5);
        Grid grid = Grid.covering(Connectome.neuron(), LAW, DriveRange.of(0, 5.6), 2, 0.05);
        double[] exact = limit(worm, grid, TIMES).populationRate();
        // known to one digit: the centred expansion at t = 0.25, 0.5, 1, 2
        double[][] known = {{8e-3, 3e-2, 1e-2, 7e-3}, {6e-3, 2e-2, 4e-2, 5e-2}, {7e-4, 5e-3, 4e-2, 2e-2}};
        for (int order = 1; order <= 3; order++) {
            TypedSolution one = TypedExpansion.of(Connectome.neuron(), worm)
                    .startingFrom(LAW)
                    .classes(1)
                    .upTo(order)
                    .on(grid)
                    .solve(TIMES);
            for (int k = 0; k < 4; k++) {
                double error = Math.abs(one.populationRate()[k] - exact[k]);
                assertThat(error).isBetween(0.7 * known[order - 1][k], 1.5 * known[order - 1][k]);
            }
        }
        double[] bounds = {6e-3, 3e-3, 1e-4};
        for (int order = 1; order <= 3; order++) {
            TypedSolution eight = TypedExpansion.of(Connectome.neuron(), worm)
                    .startingFrom(LAW)
                    .classes(8)
                    .upTo(order)
                    .on(grid)
                    .solve(TIMES);
            for (int k = 0; k < 4; k++) {
                assertThat(eight.populationRate()[k]).isCloseTo(exact[k], within(bounds[order - 1]));
                assertThat(eight.mass(k)).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    @Tag("slow")
    void theDefaultIsWithinOneTenThousandthOnTheWorm() {
        double[] rates = {0.44346, 0.64687, 0.85318, 0.86551};
        TypedSolution solution = TypedExpansion.of(Connectome.neuron(), Connectome.worm(0.5))
                .startingFrom(LAW)
                .solve(TIMES);
        assertThat(solution.outcome().isCompleted()).isTrue();
        for (int k = 0; k < 4; k++) {
            // the rates are known to 3e-5
            assertThat(solution.extrapolatedRate()[k]).isCloseTo(rates[k], within(1e-4));
        }
    }

    /** The pair of ends of an edge: exact where nothing is expanded, and converging with the order. */
    @Test
    void pairActivityIsThatOfTheMeanField() {
        Grid grid = Grid.of(-2, 0.05, 120);
        SynapticNetwork network = five(0.4);
        Times times = Times.of(0.5, 1);
        MeanFieldSolution limit = limit(network, grid, times);
        TypedExpansion expansion = TypedExpansion.of(Connectome.neuron(), network)
                .startingFrom(LAW)
                .neglecting(0)
                .on(grid);
        TypedSolution alone =
                expansion.classes(new int[] {0, 1, 2, 3, 4}).upTo(1).solve(times);
        TreeExpansion plain = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(8)
                .on(grid)
                .solve(times)
                .expansion(TreeDensities.of(network, 8));
        double[] plainErrors = new double[9];
        double[] typedErrors = new double[5];
        for (int k = 0; k < 2; k++) {
            double exact = limit.activity(RootedTree.ofLevels(0, 1), k);
            assertThat(alone.pairActivity(k)).isCloseTo(exact, within(3e-6));
            for (int order = 1; order <= 8; order++) {
                plainErrors[order] = Math.abs(plain.pairActivity(order, k) - exact);
            }
            for (int order = 1; order <= 4; order++) {
                TypedSolution two =
                        expansion.classes(new int[] {0, 1, 0, 1, 0}).upTo(order).solve(times);
                typedErrors[order] = Math.abs(two.pairActivity(k) - exact);
            }
            assertThat(plainErrors[1]).isCloseTo(Math.abs(exact), within(1e-15));
            assertThat(plainErrors[4]).isLessThan(0.3 * plainErrors[2]);
            assertThat(plainErrors[8]).isLessThan(0.02 * plainErrors[2]);
            assertThat(typedErrors[1]).isGreaterThan(1e-5);
            assertThat(typedErrors[4]).isLessThan(0.1 * typedErrors[1]);
        }
        assertThat(plain.negativeMass(8, 1)).isLessThan(1e-9);
        assertThat(alone.negativeMass(1)).isLessThan(1e-9);
    }

    /** Far beyond the radius a truncated expansion is no density, and says so. */
    @Test
    void lossOfPositivityShows() {
        Grid grid = Grid.of(-2, 0.1, 100);
        TreeExpansion strong = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(6)
                .on(grid)
                .solve(Times.of(2))
                .expansion(TreeDensities.of(five(4), 6));
        assertThat(strong.negativeMass(6, 0)).isGreaterThan(0.1);
        assertThat(strong.negativeMass(1, 0)).isLessThan(1e-12);
    }

    /** Each class starts from its own law: exact with classes of one neuron, converging with the order for larger ones. */
    @Test
    void classesMayStartFromDifferentLaws() {
        Grid grid = Grid.of(-2, 0.05, 120);
        SynapticNetwork network = five(0.5);
        Normal other = Normal.of(0.9, 0.2);
        int[] classes = {0, 1, 0, 1, 0};
        IntFunction<InitialLaw> laws = i -> classes[i] == 0 ? LAW : other;
        double[] exact = MeanField.of(Connectome.neuron(), network)
                .startingFrom(laws)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(0.0025)
                .estimatingError(false)
                .solve(TIMES)
                .populationRate();
        TypedExpansion expansion = TypedExpansion.of(Connectome.neuron(), network)
                .startingFrom(laws)
                .neglecting(0)
                .on(grid);
        double[] alone = expansion
                .classes(new int[] {0, 1, 2, 3, 4})
                .upTo(1)
                .solve(TIMES)
                .populationRate();
        double[] worst = new double[5];
        for (int order = 1; order <= 4; order++) {
            double[] rate = expansion.classes(classes).upTo(order).solve(TIMES).populationRate();
            for (int k = 0; k < 4; k++) {
                worst[order] = Math.max(worst[order], Math.abs(rate[k] - exact[k]));
            }
        }
        for (int k = 0; k < 4; k++) {
            assertThat(alone[k]).isCloseTo(exact[k], within(3e-6));
        }
        assertThat(worst[1]).isGreaterThan(1e-4);
        assertThat(worst[4]).isLessThan(0.1 * worst[1]);
        // on a grid of its own choice, too
        TypedSolution chosen = TypedExpansion.of(Connectome.neuron(), network)
                .startingFrom(laws)
                .classes(classes)
                .upTo(4)
                .solve(TIMES);
        assertThat(chosen.outcome().isCompleted()).isTrue();
        assertThat(chosen.grid().right()).isGreaterThan(1.9);
        assertThatThrownBy(() -> expansion.classes(new int[] {0, 0, 1, 1, 1}).solve(TIMES))
                .hasMessageContaining("neurons 0 and 1 of class 0");
        assertThatThrownBy(() -> ElementaryDensities.of(Connectome.neuron()).startingFrom(laws, 5))
                .hasMessageContaining("2 of 5 neurons")
                .hasMessageContaining("neuron 1");
        assertThat(ElementaryDensities.of(Connectome.neuron())
                        .startingFrom(i -> LAW, 5)
                        .upTo(1)
                        .on(grid)
                        .solve(Times.of(0.1))
                        .outcome()
                        .isCompleted())
                .isTrue();
    }

    @Test
    void pruningLeavesOutNoMoreThanAllowed() {
        SynapticNetwork network = five(0.5);
        Grid grid = Grid.of(-2, 0.1, 60);
        TypedExpansion two = TypedExpansion.of(Connectome.neuron(), network)
                .startingFrom(LAW)
                .classes(new int[] {0, 1, 0, 1, 0})
                .upTo(4)
                .on(grid);
        TypedSolution all = two.neglecting(0).solve(Times.of(1));
        TypedSolution pruned = two.neglecting(1e-2).solve(Times.of(1));
        // colourings of the trees of order 1..4 in two colours: 2 + 4 + 14 + 52
        assertThat(all.trees() + all.pruned()).isEqualTo(72);
        assertThat(pruned.trees() + pruned.pruned()).isEqualTo(72);
        assertThat(pruned.pruned()).isGreaterThan(5);
        assertThat(pruned.prunedWeight()).isLessThanOrEqualTo(1e-2);
        assertThat(pruned.populationRate()[0]).isCloseTo(all.populationRate()[0], within(1e-2));
        assertThat(two.threads(1).neglecting(0).solve(Times.of(1)).populationRate())
                .containsExactly(all.populationRate());
    }

    @Test
    void stopsAndRefuses() {
        TypedExpansion expansion = TypedExpansion.of(Connectome.neuron(), five(1));
        assertThatThrownBy(() -> expansion.solve(TIMES)).hasMessageContaining("startingFrom");
        assertThatThrownBy(() -> expansion.classes(6)).hasMessageContaining("6 classes");
        assertThatThrownBy(() -> expansion.upTo(0)).hasMessageContaining("order = 0");
        TypedSolution stopped = expansion
                .startingFrom(LAW)
                .classes(2)
                .on(Grid.of(-2, 0.1, 60))
                .solve(TIMES, fraction -> fraction < 0.2);
        assertThat(stopped.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(stopped.reached()).isEqualTo(1);
        assertThat(stopped.populationRate()[3]).isNaN();
    }
}
