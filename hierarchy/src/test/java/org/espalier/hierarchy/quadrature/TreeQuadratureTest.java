package org.espalier.hierarchy.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Examples;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TreeQuadratureTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final Times TIMES = Times.of(0.25, 0.5, 1, 2);

    private static ElementarySolution elementary(int order) {
        return ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(order)
                .cellWidth(0.06)
                .solve(TIMES);
    }

    /** Densities of classes by the definition x_T(A) = Π_c Σ_B w_AB x_{T_c}(B). */
    private static TreeDensities densities(double[] shares, double[][] kernel, int order) {
        Map<RootedTree, Double> values = new HashMap<>();
        RootedTrees.upTo(order).forEach(tree -> {
            double[] x = Examples.contraction(tree, kernel);
            double sum = 0;
            for (int a = 0; a < shares.length; a++) {
                sum += shares[a] * x[a];
            }
            values.put(tree, sum);
        });
        return TreeDensities.of(values);
    }

    @Test
    void derivativesAreThoseOfTheDensities() {
        List<RootedTree> trees = RootedTrees.upTo(6).toList();
        double[][] signs = {{1, -1, 1}, {1, -1, 1}, {1, 1, 1}};
        ClassKernel kernel = new ClassKernel(signs, 0.01, trees);
        double[] theta = {0.1, -0.4, 0.3, -0.7, -1.6, -1.2, -0.2, -2.3, -0.9, -1.6, -0.5, -0.3};
        double[][] jacobian = new double[trees.size()][theta.length];
        double[] values = kernel.evaluate(theta, jacobian);
        TreeDensities exact = densities(kernel.shares(theta), kernel.kernel(theta), 6);
        assertThat(kernel.kernel(theta)[0][1]).isCloseTo(-Math.exp(-1.6), within(1e-15));
        for (int n = 0; n < values.length; n++) {
            assertThat(values[n]).isCloseTo(exact.of(trees.get(n)), within(1e-14));
        }
        for (int q = 0; q < theta.length; q++) {
            double[] moved = theta.clone();
            moved[q] += 1e-5;
            double[] plus = kernel.densities(moved);
            moved[q] -= 2e-5;
            double[] minus = kernel.densities(moved);
            for (int n = 0; n < values.length; n++) {
                assertThat(jacobian[n][q]).isCloseTo((plus[n] - minus[n]) / 2e-5, within(1e-8));
            }
        }
    }

    /** r = J θ − b with one equation: θ⁰ + M⁻¹Jᵀ (J M⁻¹ Jᵀ + g²)⁻¹ (b − J θ⁰), M the measure. */
    @Test
    void theGaugeTakesTheNearestPoint() {
        double[] row = {1, 2, -1};
        double[] origin = {0.3, 0.1, 0.2};
        double[] measure = {1, 4, 0.5};
        double missing = 0.7 - (0.3 + 0.2 - 0.2);
        double length = 1 + 4.0 / 4 + 1 / 0.5;
        for (double gauge : new double[] {1, 1e-6}) {
            GaugedLeastSquares squares = new GaugedLeastSquares(
                    (theta, jacobian) -> {
                        if (jacobian != null) {
                            jacobian[0] = row.clone();
                        }
                        return new double[] {theta[0] + 2 * theta[1] - theta[2] - 0.7};
                    },
                    1,
                    origin,
                    measure);
            squares.settle(gauge);
            for (int q = 0; q < 3; q++) {
                double exact = origin[q] + row[q] / measure[q] * missing / (length + gauge * gauge);
                assertThat(squares.theta()[q]).isCloseTo(exact, within(1e-6));
            }
        }
    }

    /** The densities of two classes to order 5 are matched, and the closed equation is that of these classes. */
    @Test
    void findsClassesThatAreThere() {
        double[] shares = {0.7, 0.3};
        double[][] kernel = {{0.2, 0.3}, {0.9, 0.4}};
        ElementarySolution elementary = elementary(5);
        QuadratureFit fit = TreeQuadrature.withClasses(2).fit(elementary, densities(shares, kernel, 5));
        for (RootedTree tree : elementary.trees()) {
            assertThat(fit.residual(tree)).isCloseTo(0, within(5e-4));
        }
        assertThat(fit.exactOrder()).isEqualTo(3);
        double[] closed = MeanField.of(Connectome.neuron(), fit.coupling())
                .startingFrom(LAW)
                .solve(TIMES)
                .populationRate();
        double[] exact = MeanField.of(Connectome.neuron(), Populations.ofClasses(shares, kernel))
                .startingFrom(LAW)
                .solve(TIMES)
                .populationRate();
        for (int k = 0; k < 4; k++) {
            assertThat(closed[k]).isCloseTo(exact[k], within(1e-4));
        }
        assertThat(fit.judge(Connectome.neuron(), LAW, TIMES, 1e-3)).isEqualTo(Outcome.completed(2));
    }

    private static MeanFieldSolution limit(Populations coupling, Grid grid, Times times) {
        return MeanField.of(Connectome.neuron(), coupling)
                .startingFrom(LAW)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(0.005)
                .estimatingError(false)
                .solve(times);
    }

    /** Times at which the largest order outgrows all others say nothing, and change nothing. */
    @Test
    void timesBeyondTheRadiusAreLeftAside() {
        TreeDensities strong = TreeDensities.of(Examples.lognormal(40, 4, 3), 5);
        ElementaryDensities densities = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(5)
                .on(Grid.of(-2, 0.06, 90));
        ElementarySolution early = densities.solve(Times.of(0.1, 0.2));
        ElementarySolution both = densities.solve(Times.of(0.1, 0.2, 2));
        assertThat(both.expansion(strong).ratio(1)).isLessThan(1.1);
        assertThat(both.expansion(strong).ratio(2)).isGreaterThan(1.2);
        QuadratureFit first = TreeQuadrature.withClasses(3).starts(1).fit(early, strong);
        QuadratureFit second = TreeQuadrature.withClasses(3).starts(1).fit(both, strong);
        // the steps to time 0.2 are the same
        for (int a = 0; a < 3; a++) {
            assertThat(second.share(a)).isEqualTo(first.share(a));
            assertThat(second.rowSum(a)).isEqualTo(first.rowSum(a));
        }
    }

    /**
     * One class has one unknown, w, for seven trees of order 2 to 4: t(T) = w^{|T|−1}. Then the fit is the minimum of Σ (effect (w^{|T|−1} −
     * t(T)))², effect = |⟨ν, F_T⟩|/σ(T), and the rate is nearer to (5.1) than where all effects are 1.
     */
    @Test
    void residualsAreWeightedByTheirEffectOnTheRate() {
        double t = 0.5;
        Grid grid = Grid.of(-2, 0.06, 120);
        SynapticNetwork network = Examples.lognormal(40, 0.3, 7);
        TreeDensities densities = TreeDensities.of(network, 4);
        ElementarySolution elementary = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(4)
                .on(grid)
                .solve(Times.of(t));
        double weighted = nearest(
                densities,
                tree -> Math.abs(elementary.rate(tree, 0))
                        / TreeSymmetry.symmetry(tree).doubleValue());
        double plain = nearest(densities, tree -> 1);
        QuadratureFit fit = TreeQuadrature.withClasses(1).starts(1).fit(elementary, densities);
        assertThat(fit.weight(0, 0)).isCloseTo(weighted, within(1e-3 * weighted));
        assertThat(Math.abs(plain - weighted)).isGreaterThan(0.1 * weighted);
        double exact = limit(Populations.of(network), grid, Times.of(t)).populationRate()[0];
        double error = Math.abs(limit(fit.coupling(), grid, Times.of(t)).populationRate()[0] - exact);
        double without =
                Math.abs(limit(Populations.ofClasses(new double[] {1}, new double[][] {{plain}}), grid, Times.of(t))
                                .populationRate()[0]
                        - exact);
        assertThat(error).isLessThan(0.5 * without);
    }

    /** The weight of one class by trial: thirds of a sum of squares with one minimum. */
    private static double nearest(TreeDensities densities, ToDoubleFunction<RootedTree> effect) {
        DoubleUnaryOperator cost = w -> RootedTrees.upTo(4)
                .mapToDouble(tree -> effect.applyAsDouble(tree) * (Math.pow(w, tree.order() - 1) - densities.of(tree)))
                .map(x -> x * x)
                .sum();
        double low = 0;
        double high = 3;
        while (high - low > 1e-9) {
            double third = (high - low) / 3;
            if (cost.applyAsDouble(low + third) < cost.applyAsDouble(high - third)) {
                high -= third;
            } else {
                low += third;
            }
        }
        return (low + high) / 2;
    }

    /** From densities alone: the mean over the starts is (5.1) to the error that is told, and better from a larger order. */
    @Test
    void theErrorThatIsToldHolds() {
        Grid grid = Grid.of(-2, 0.06, 180);
        Times times = Times.of(0.25, 0.5, 0.75, 1, 1.5, 2);
        SynapticNetwork network = Examples.lognormal(50, 0.5, 11);
        double[] exact = limit(Populations.of(network), grid, times).populationRate();
        double[] worst = new double[2];
        for (int n = 0; n < 2; n++) {
            int order = n == 0 ? 3 : 5;
            QuadratureFit fit = TreeQuadrature.withClasses(6)
                    .starts(5)
                    .fit(
                            ElementaryDensities.of(Connectome.neuron())
                                    .startingFrom(LAW)
                                    .upTo(order)
                                    .on(grid)
                                    .solve(Times.of(0.2, 0.4, 0.6, 0.8, 1)),
                            TreeDensities.of(network, order));
            QuadratureRate rate = fit.predict(coupling -> limit(coupling, grid, times));
            assertThat(rate.outcome().isCompleted()).isTrue();
            for (int k = 0; k < times.count(); k++) {
                double error = Math.abs(rate.rate(k) - exact[k]);
                worst[n] = Math.max(worst[n], error);
                // 1e-6 for the steps in time
                assertThat(error).as("order %d at %s", order, times.at(k)).isLessThan(rate.error(k) + 1e-6);
            }
        }
        assertThat(worst[0]).isBetween(1e-4, 2e-2);
        assertThat(worst[1]).isLessThan(1e-3).isLessThan(0.5 * worst[0]);
    }

    @Test
    void aSingleFitKnowsNoError() {
        QuadratureFit fit = TreeQuadrature.withClasses(2)
                .starts(1)
                .fit(elementary(4), densities(new double[] {0.5, 0.5}, new double[][] {{0.1, 0.2}, {0.5, 0.1}}, 4));
        assertThat(fit.predict(Connectome.neuron(), LAW, Times.of(0.1)).error(0))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** All t ≤ 2, order 7, densities alone. */
    @Test
    @Tag("slow")
    void orderSevenPredictsBothConnectomes() {
        for (boolean larva : new boolean[] {false, true}) {
            SynapticNetwork network = larva ? Connectome.larva(0.5) : Connectome.worm(0.5);
            Grid grid = Grid.of(-1.95, 0.05, larva ? 390 : 238);
            Times times = Times.of(0.25, 0.5, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2);
            double[] exact = limit(Populations.of(network), grid, times).populationRate();
            QuadratureFit fit = TreeQuadrature.withClasses(16)
                    .starts(6)
                    .fit(
                            ElementaryDensities.of(Connectome.neuron())
                                    .startingFrom(LAW)
                                    .upTo(7)
                                    .on(grid)
                                    .solve(Times.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1)),
                            TreeDensities.of(network, 7));
            assertThat(fit.exactOrder()).isEqualTo(7);
            QuadratureRate rate = fit.predict(coupling -> limit(coupling, grid, times));
            assertThat(rate.outcome().isCompleted()).isTrue();
            assertThat(rate.rate(0)).isCloseTo(exact[0], within(5e-6));
            for (int k = 0; k < times.count(); k++) {
                assertThat(rate.rate(k)).as("t = %s", times.at(k)).isCloseTo(exact[k], within(1e-3));
            }
        }
    }

    /** Dale's classes match densities that no excitatory classes have. */
    @Test
    void inhibitoryClassesMatchInhibition() {
        double[] shares = {0.6, 0.3, 0.1};
        double[][] kernel = {{0.3, -0.9, 0.2}, {0.5, -0.2, 0.4}, {0.2, -1.1, 0.1}};
        TreeDensities densities = densities(shares, kernel, 6);
        assertThat(densities.of(RootedTree.ofLevels(0, 1))).isNegative();
        assertThatThrownBy(() -> TreeQuadrature.withClasses(4).fit(elementary(4), densities))
                .hasMessageContaining("inhibitory(count)");
        QuadratureFit fit =
                TreeQuadrature.withClasses(4).inhibitory(2).starts(3).fit(elementary(6), densities);
        assertThat(fit.residual()).isLessThan(1e-4);
        for (int a = 0; a < 4; a++) {
            assertThat(fit.weight(a, 0) * fit.weight(0, 0)).isPositive();
        }
        QuadratureRate closed = fit.predict(Connectome.neuron(), LAW, TIMES);
        double[] exact = MeanField.of(Connectome.neuron(), Populations.ofClasses(shares, kernel))
                .startingFrom(LAW)
                .solve(TIMES)
                .extrapolatedRate();
        assertThat(closed.rate(0)).isCloseTo(exact[0], within(2e-4));
        for (int k = 0; k < 4; k++) {
            assertThat(closed.rate(k)).isCloseTo(exact[k], within(closed.error(k) + 1e-4));
        }
    }

    @Test
    void saysWhenABoundIsActive() {
        double[] shares = {0.9, 0.1};
        double[][] kernel = {{0.2, 0.1}, {2, 1}};
        QuadratureFit fit = TreeQuadrature.withClasses(2)
                .rowSumsUpTo(1.5)
                .starts(4)
                .fit(elementary(4), densities(shares, kernel, 4));
        Outcome judged = fit.judge(Connectome.neuron(), LAW, TIMES, 1);
        assertThat(judged.kind()).isEqualTo(Outcome.Kind.NOT_CONVERGED);
        assertThat(judged.message()).contains("bound");
    }

    @Test
    void badInputIsRefused() {
        assertThatThrownBy(() -> TreeQuadrature.withClasses(0)).hasMessageContaining("0 classes");
        assertThatThrownBy(() -> TreeQuadrature.withClasses(4).sharesFrom(0.3)).hasMessageContaining("0.3");
        assertThatThrownBy(() -> TreeQuadrature.withClasses(4).inhibitory(5)).hasMessageContaining("5 inhibitory");
        assertThatThrownBy(() -> TreeQuadrature.withClasses(2).rowSumsUpTo(-1)).hasMessageContaining("-1.0");
        double[][] kernel = {{0.3}};
        assertThatThrownBy(() ->
                        TreeQuadrature.withClasses(1).fit(elementary(3), densities(new double[] {1}, kernel, 2)))
                .hasMessageContaining("order 3 is needed");
        assertThatThrownBy(() ->
                        TreeQuadrature.withClasses(1).fit(elementary(1), densities(new double[] {1}, kernel, 2)))
                .hasMessageContaining("order 1");
        assertThatThrownBy(() -> TreeQuadrature.withClasses(3).near(Populations.ofClasses(new double[] {1}, kernel)))
                .hasMessageContaining("3 are needed");
    }
}
