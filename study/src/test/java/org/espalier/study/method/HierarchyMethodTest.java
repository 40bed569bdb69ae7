package org.espalier.study.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import org.espalier.hierarchy.expansion.DriveClasses;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.expansion.TypedSolution;
import org.espalier.hierarchy.meanfield.Kicks;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.quadrature.QuadratureRate;
import org.espalier.hierarchy.quadrature.TreeQuadrature;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.generate.PlantedEquitable;
import org.espalier.model.generate.Regular;
import org.espalier.model.network.Signs;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.study.method.TensorPath.Closing;
import org.espalier.study.method.TensorPath.Space;
import org.junit.jupiter.api.Test;

class HierarchyMethodTest {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final Times TIMES = Times.of(0.25, 0.5, 1);
    private static final double WIDTH = 0.05;
    private static final SynapticNetwork RANDOM = new ErdosRenyi(60, 6, 0.5).generate(7);
    private static final SynapticNetwork REGULAR = new Regular(60, 5, 0.5).generate(3);
    private static final OptionalInt NONE = OptionalInt.empty();

    private static MethodProblem on(SynapticNetwork network) {
        return new MethodProblem(NEURON, LAW, network, DriveRange.of(0, 1.5), WIDTH, 0.01, 2, TIMES);
    }

    private static MethodSolution solved(HierarchyMethod method, SynapticNetwork network) {
        MethodSolution solution = method.solve(on(network), Progress.silent());
        assertThat(solution.outcome().isCompleted())
                .as(solution.outcome().message())
                .isTrue();
        return solution;
    }

    private static MeanField equation(Populations coupling) {
        return MeanField.of(NEURON, coupling).startingFrom(LAW).cellWidth(WIDTH).step(0.01);
    }

    @Test
    void typedIsTheExpansionOfTheLibrary() {
        MethodSolution solution = solved(new TypedCentred(3, 3), RANDOM);
        TypedSolution direct = TypedExpansion.of(NEURON, RANDOM)
                .startingFrom(LAW)
                .classes(3)
                .upTo(3)
                .cellWidth(WIDTH)
                .step(0.01)
                .solve(TIMES);
        assertThat(solution.rate()).isEqualTo(direct.extrapolatedRate());
        assertThat(solution.discretisation()[2]).isEqualTo(direct.extrapolatedError(2));
        double[] limit = equation(Populations.of(RANDOM)).solve(TIMES).extrapolatedRate();
        for (int k = 0; k < TIMES.count(); k++) {
            double error = Math.abs(solution.rate()[k] - limit[k]);
            // an estimate from above, which is not void
            assertThat(error).isLessThan(solution.leftOut()[k] + solution.discretisation()[k]);
            assertThat(solution.leftOut()[k]).isLessThan(0.05);
        }
    }

    @Test
    void edgesOfCentredWeightsAddNothingButChangeTheDrives() {
        MethodSolution second = solved(new TypedCentred(3, 2), RANDOM);
        // the contribution of the largest order alone would say 0
        assertThat(second.leftOut()[2]).isGreaterThan(1e-6);
        assertThat(solved(new TypedCentred(3, 1), RANDOM).leftOut()[2]).isGreaterThan(1e-6);
    }

    /** Signs make orders cancel: a difference of orders once told a fortieth of the error. */
    @Test
    void whatIsLeftOutIsToldOfFewClassesOfASignedNetwork() {
        SynapticNetwork signed = new Signs.InhibitoryFraction(0.25, 1).of(RANDOM);
        double[] limit = equation(Populations.of(signed)).solve(TIMES).extrapolatedRate();
        for (HierarchyMethod method :
                List.of(new TypedCentred(1, 2), new TypedCentred(2, 2), new ClassReduction(1), new ClassReduction(8))) {
            MethodSolution solution = method.solve(
                    new MethodProblem(NEURON, LAW, signed, DriveRange.of(-1, 1.5), WIDTH, 0.01, 2, TIMES),
                    Progress.silent());
            for (int k = 0; k < TIMES.count(); k++) {
                assertThat(solution.leftOut()[k] + solution.discretisation()[k])
                        .as("%s, %d", method.name(), k)
                        .isGreaterThan(Math.abs(solution.rate()[k] - limit[k]));
                assertThat(solution.leftOut()[k]).isLessThan(0.1);
            }
        }
    }

    /**
     * From independent equal laws the mean drive at order 2 is that at order 1, and the conditional closure at order 2 is the mean drive: the
     * difference of the orders would tell 0 for an error of some percent.
     */
    @Test
    void anIdentityIsNoEstimate() {
        double[] limit = equation(Populations.of(RANDOM)).solve(TIMES).extrapolatedRate();
        MethodSolution first = solved(new TensorPath(Closing.MEAN_DRIVE, 1, Space.CELLS, 60, 1), RANDOM);
        for (Closing closing : List.of(Closing.MEAN_DRIVE, Closing.CONDITIONAL)) {
            MethodSolution second = solved(new TensorPath(closing, 2, Space.CELLS, 60, 1), RANDOM);
            assertThat(second.rate()).containsExactly(first.rate(), within(1e-6));
            assertThat(second.method().description()).contains("mean drive at order 1");
            for (int k = 0; k < TIMES.count(); k++) {
                double error = Math.abs(second.rate()[k] - limit[k]);
                assertThat(second.leftOut()[k] + second.discretisation()[k]).isGreaterThan(error);
                assertThat(second.leftOut()[k]).isGreaterThan(1e-4);
            }
        }
        // powers of edges are not in (5.1): nothing to compare with
        assertThat(solved(new TensorPath(Closing.MEAN_DRIVE, 2, Space.CELLS, 40, 2), RANDOM)
                        .leftOut())
                .containsOnly(Double.NaN);
    }

    @Test
    void classesAreTheMeanFieldOnThem() {
        MethodSolution solution = solved(new ClassReduction(4), RANDOM);
        MeanFieldSolution direct = equation(
                        Populations.reduced(RANDOM, DriveClasses.of(NEURON, RANDOM, i -> LAW, TIMES.last(), 4)))
                .solve(TIMES);
        assertThat(solution.rate()).isEqualTo(direct.extrapolatedRate());
        assertThat(solution.discretisation()[1]).isEqualTo(direct.extrapolatedError(1));
        assertThat(solution.leftOut()[2]).isGreaterThan(1e-5).isLessThan(0.05);
    }

    @Test
    void classesOfAnEquitableNetworkAreExact() {
        SynapticNetwork planted = PlantedEquitable.of(
                        new int[] {20, 10}, new int[][] {{3, 2}, {4, 1}}, new int[][] {{5, 3}, {6, 2}}, 0.03)
                .generate(2);
        MethodSolution solution = solved(new ClassReduction(2), planted);
        double[] limit = equation(Populations.of(planted)).solve(TIMES).extrapolatedRate();
        // single-precision weights, the same grid
        assertThat(solution.rate()).containsExactly(limit, within(1e-6));
        assertThat(solution.leftOut()).containsExactly(new double[3], within(1e-6));
    }

    @Test
    void quadratureIsThatOfTheLibraryFromTheDensitiesAlone() {
        MethodSolution solution = solved(new ClassQuadrature(3, 4, 0, 3), RANDOM);
        Times early = Times.of(0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5);
        QuadratureRate direct = TreeQuadrature.withClasses(3)
                .starts(3)
                .fit(
                        ElementaryDensities.of(NEURON)
                                .startingFrom(LAW)
                                .upTo(4)
                                .covering(DriveRange.of(0, 1.5))
                                .step(0.01)
                                .solve(early),
                        TreeDensities.of(RANDOM, 4))
                .predict(coupling -> equation(coupling).threads(1).solve(TIMES));
        assertThat(solution.rate()).containsExactly(direct.rate(), within(1e-12));
        assertThat(solution.leftOut()[2]).isCloseTo(direct.error(2), within(1e-12));
        // a grid twice as coarse changes a rate of 0.8 by a hundredth; half of that is told
        assertThat(solution.discretisation()[2]).isBetween(1e-5, 8e-3);
        double[] limit = equation(Populations.of(RANDOM)).solve(TIMES).extrapolatedRate();
        // what the densities of order 4 know at early times: O(t^4)
        assertThat(solution.rate()[0]).isCloseTo(limit[0], within(1e-4));
    }

    @Test
    void quadratureStopsWhenToldTo() {
        MethodSolution stopped = new ClassQuadrature(3, 4, 0, 3).solve(on(RANDOM), fraction -> fraction < 0.3);
        assertThat(stopped.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(stopped.rate()).containsOnly(Double.NaN);
    }

    /** The vanishing closure is the sum of elementary densities on the same grid, at every order. */
    @Test
    void vanishingTensorsAreTheElementaryDensities() {
        TensorPath method = new TensorPath(Closing.VANISHING, 2, Space.CELLS, 80, 1);
        // both are of fourth order in the step
        MethodSolution solution = method.solve(
                new MethodProblem(NEURON, LAW, RANDOM, DriveRange.of(0, 1.5), WIDTH, 0.005, 2, TIMES),
                Progress.silent());
        Grid coarse = method.coarseGrid(on(RANDOM));
        TreeExpansion fine = elementary(coarse.refined(2));
        TreeExpansion rough = elementary(coarse);
        for (int k = 0; k < TIMES.count(); k++) {
            double change = (fine.rate(2, k) - rough.rate(2, k)) / 3;
            assertThat(solution.rate()[k]).isCloseTo(fine.rate(2, k) + change, within(1e-7));
            assertThat(solution.discretisation()[k]).isBetween(Math.abs(change), 10 * Math.abs(change) + 1e-3);
            // the rest of a series of which order 2 is the last
            assertThat(solution.leftOut()[k]).isGreaterThan(1e-3);
        }
    }

    private static TreeExpansion elementary(Grid grid) {
        return ElementaryDensities.of(NEURON)
                .startingFrom(LAW)
                .upTo(2)
                .step(0.002)
                .on(grid)
                .solve(TIMES)
                .expansion(TreeDensities.of(RANDOM, 2));
    }

    /** Equal rows: all drives are equal, mean drive and conditional closures are exact at every order. */
    @Test
    void closuresOfEqualRowsAreTheMeanField() {
        double[] limit = equation(Populations.of(REGULAR)).solve(TIMES).extrapolatedRate();
        for (TensorPath method : List.of(
                new TensorPath(Closing.MEAN_DRIVE, 1, Space.CELLS, 200, 1),
                new TensorPath(Closing.MEAN_DRIVE, 2, Space.BASIS, 24, 1),
                new TensorPath(Closing.CONDITIONAL, 2, Space.CELLS, 120, 1))) {
            MethodSolution solution = solved(method, REGULAR);
            for (int k = 0; k < TIMES.count(); k++) {
                // three halves of the error that second order leaves
                assertThat(solution.discretisation()[k]).as(method.name()).isLessThan(7.5e-3);
                assertThat(solution.rate()[k])
                        .as(method.name())
                        .isCloseTo(limit[k], within(solution.discretisation()[k] + 1e-4));
            }
        }
        // and the vanishing closure is not
        double[] vanishing = solved(new TensorPath(Closing.VANISHING, 2, Space.CELLS, 120, 1), REGULAR)
                .rate();
        assertThat(Math.abs(vanishing[2] - limit[2])).isGreaterThan(0.01);
    }

    /** Equal rows: mean drive with powers of edges is the diffusion-corrected equation of every neuron, at order 1 exactly. */
    @Test
    void powersOfEdgesAreTheNoiseOfTheKicks() {
        SynapticNetwork strong = new Regular(60, 2, 0.8).generate(3);
        double[] drifting = equation(Populations.of(strong)).solve(TIMES).extrapolatedRate();
        double[] corrected = equation(Populations.of(strong))
                .kicks(Kicks.DIFFUSION)
                .solve(TIMES)
                .extrapolatedRate();
        double effect = 0;
        for (int k = 0; k < TIMES.count(); k++) {
            effect = Math.max(effect, Math.abs(corrected[k] - drifting[k]));
        }
        assertThat(effect).isGreaterThan(0.01);
        for (int order = 1; order <= 2; order++) {
            MethodSolution solution = solved(new TensorPath(Closing.MEAN_DRIVE, order, Space.CELLS, 160, 2), strong);
            for (int k = 0; k < TIMES.count(); k++) {
                assertThat(solution.discretisation()[k]).isLessThan(0.2 * effect);
                // at order 2 the trees are exact to first order in the weights: a part of second order is missing
                assertThat(solution.rate()[k])
                        .as("order %d, %d", order, k)
                        .isCloseTo(
                                corrected[k],
                                within(solution.discretisation()[k] + (order == 1 ? 1e-4 : 0.2 * effect)));
            }
        }
        assertThat(TensorPath.of(Closing.MEAN_DRIVE, 2, 2, NONE, NONE).space()).isEqualTo(Space.CELLS);
        assertThatThrownBy(() -> new TensorPath(Closing.MEAN_DRIVE, 2, Space.BASIS, 24, 2))
                .hasMessageContaining("give cells instead of basis");
        assertThatThrownBy(() -> new TensorPath(Closing.MEAN_DRIVE, 2, Space.CELLS, 24, 3))
                .hasMessageContaining("edge_powers = 3");
    }

    @Test
    void drivesThatGridOrBasisDoNotHoldAreReported() {
        SynapticNetwork strong = new Regular(60, 5, 6).generate(3);
        MethodProblem narrow = new MethodProblem(NEURON, LAW, strong, DriveRange.of(0, 0), WIDTH, 0.01, 2, TIMES);
        MethodSolution solution =
                new TensorPath(Closing.MEAN_DRIVE, 1, Space.CELLS, 100, 1).solve(narrow, Progress.silent());
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.LEFT_GRID);
        assertThat(solution.outcome().message()).contains("edge of the grid");
        assertThat(solution.rate()[2]).isNaN();
        assertThat(solution.leftOut()).containsOnly(Double.NaN);
        MethodProblem wide = new MethodProblem(NEURON, LAW, RANDOM, DriveRange.of(0, 30), WIDTH, 0.01, 2, TIMES);
        assertThatThrownBy(() -> new TensorPath(Closing.MEAN_DRIVE, 2, Space.BASIS, 24, 1).cost(wide))
                .hasMessageContaining("reduced basis", "e^");
    }

    @Test
    void sizesAreChosenByWhatAStepCosts() {
        assertThat(TensorPath.of(Closing.MEAN_DRIVE, 3, 1, NONE, NONE))
                .isEqualTo(new TensorPath(Closing.MEAN_DRIVE, 3, Space.BASIS, 24, 1));
        assertThat(TensorPath.of(Closing.CONDITIONAL, 2, 1, NONE, NONE))
                .isEqualTo(new TensorPath(Closing.CONDITIONAL, 2, Space.CELLS, 200, 1));
        for (int order = 2; order <= 3; order++) {
            TensorPath finest = TensorPath.of(Closing.CONDITIONAL, order, 1, NONE, NONE);
            TensorPath next = TensorPath.of(Closing.CONDITIONAL, order + 1, 1, NONE, NONE);
            assertThat(next.size()).isLessThanOrEqualTo(finest.size());
            // fits an ordinary heap
            assertThat(finest.cost(on(RANDOM)).bytes()).isLessThan(2e9);
        }
        assertThat(TensorPath.of(Closing.VANISHING, 2, 1, NONE, OptionalInt.of(50))
                        .name())
                .isEqualTo("vanishing, order 2, 50 cells");
        assertThatThrownBy(() -> TensorPath.of(Closing.VANISHING, 2, 1, OptionalInt.of(8), OptionalInt.of(50)))
                .hasMessageContaining("exclude each other");
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheNumbers() {
        SynapticNetwork mixed = new Signs.InhibitoryFraction(0.25, 1).of(RANDOM);
        assertThatThrownBy(() -> new ClassQuadrature(16, 5, 0, 2).cost(on(mixed)))
                .hasMessageContaining("weights are negative")
                .hasMessageContaining("inhibitory: 4");
        new ClassQuadrature(16, 5, 4, 2).cost(on(mixed));
        for (HierarchyMethod method : List.of(new TypedCentred(61, 1), new ClassReduction(61), new FiniteSize(61))) {
            assertThatThrownBy(() -> method.cost(on(RANDOM)))
                    .hasMessage(method.name() + ": 61 classes for 60 neurons; take at most as many classes as neurons");
            assertThatThrownBy(() -> method.solve(on(RANDOM), Progress.silent()))
                    .hasMessageContaining("61 classes for 60 neurons");
        }
        assertThatThrownBy(() -> new TensorPath(Closing.CONDITIONAL, 1, Space.CELLS, 100, 1))
                .hasMessageContaining("circular");
        assertThatThrownBy(() -> new TensorPath(Closing.CONDITIONAL, 2, Space.BASIS, 20, 1))
                .hasMessageContaining("give cells instead of basis");
        assertThatThrownBy(() -> new TensorPath(Closing.MEAN_DRIVE, 8, Space.CELLS, 100, 1).cost(on(RANDOM)))
                .hasMessageContaining("unknowns are more than an array holds")
                .hasMessageContaining("fewer cells");
        assertThatThrownBy(() -> new ClassQuadrature(4, 1, 0, 2)).hasMessageContaining("order 1");
        assertThatThrownBy(() -> new ClassQuadrature(4, 3, 5, 2)).hasMessageContaining("all 4 classes");
    }

    /** Typed trees are counted, not made. */
    @Test
    void costsAreKnownBefore() {
        MethodCost cost = new TypedCentred(16, 3).cost(on(RANDOM));
        double cells = on(RANDOM).cells(WIDTH);
        // K, K², and those of the largest order summed by the class of the root, for the rate and each class
        assertThat(cost.unknowns()).isEqualTo((16 + 256 + 16 * 17) * cells);
        assertThat(new TypedCentred(16, 8).cost(on(RANDOM)).bytes()).isGreaterThan(1e14);
    }
}
