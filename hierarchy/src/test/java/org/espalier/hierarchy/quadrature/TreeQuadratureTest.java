package org.espalier.hierarchy.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.InStrengthClasses;
import org.espalier.hierarchy.meanfield.Coupling;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
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
            double[] x = contraction(tree, kernel);
            double sum = 0;
            for (int a = 0; a < shares.length; a++) {
                sum += shares[a] * x[a];
            }
            values.put(tree, sum);
        });
        return TreeDensities.of(values);
    }

    private static double[] contraction(RootedTree tree, double[][] w) {
        double[] x = new double[w.length];
        Arrays.fill(x, 1);
        tree.distinctChildren().forEach((child, copies) -> {
            double[] below = contraction(child, w);
            for (int i = 0; i < x.length; i++) {
                double sum = 0;
                for (int j = 0; j < x.length; j++) {
                    sum += w[i][j] * below[j];
                }
                x[i] *= Math.pow(sum, copies);
            }
        });
        return x;
    }

    @Test
    void derivativesAreThoseOfTheDensities() {
        List<RootedTree> trees = RootedTrees.upTo(6).toList();
        ClassKernel kernel = new ClassKernel(3, 0.01, trees);
        double[] theta = {0.1, -0.4, 0.3, 0.5, 0.2, -0.3, 0.8, 0.1, 0.4, -0.2, 0.6, 0.7};
        double[] values = new double[trees.size()];
        double[][] jacobian = new double[trees.size()][theta.length];
        kernel.evaluate(theta, values, jacobian);
        TreeDensities exact = densities(kernel.shares(theta), kernel.kernel(theta), 6);
        double[] plus = new double[trees.size()];
        double[] minus = new double[trees.size()];
        double[][] unused = new double[trees.size()][theta.length];
        for (int n = 0; n < values.length; n++) {
            assertThat(values[n]).isCloseTo(exact.of(trees.get(n)), within(1e-14));
        }
        for (int q = 0; q < theta.length; q++) {
            double[] moved = theta.clone();
            moved[q] += 1e-5;
            kernel.evaluate(moved, plus, unused);
            moved[q] -= 2e-5;
            kernel.evaluate(moved, minus, unused);
            for (int n = 0; n < values.length; n++) {
                assertThat(jacobian[n][q]).isCloseTo((plus[n] - minus[n]) / 2e-5, within(1e-8));
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
        // the pull to the start biases the match by 1e-4 of the distance, a few units here
        for (RootedTree tree : elementary.trees()) {
            assertThat(fit.residual(tree)).isCloseTo(0, within(5e-4));
        }
        assertThat(fit.exactOrder()).isEqualTo(3);
        double[] closed = MeanField.of(Connectome.neuron(), fit.coupling())
                .startingFrom(LAW)
                .solve(TIMES)
                .populationRate();
        double[] exact = MeanField.of(Connectome.neuron(), Coupling.ofClasses(shares, kernel))
                .startingFrom(LAW)
                .solve(TIMES)
                .populationRate();
        for (int k = 0; k < 4; k++) {
            assertThat(closed[k]).isCloseTo(exact[k], within(1e-4));
        }
        assertThat(fit.judge(Connectome.neuron(), LAW, TIMES, 1e-3)).isEqualTo(Outcome.completed(2));
    }

    @Test
    @Tag("slow")
    void eightClassesFromOrderSevenPredictTheWorm() {
        double[] rates = {0.44346, 0.64687, 0.85318, 0.86551};
        SynapticNetwork worm = Connectome.worm(0.5);
        QuadratureFit fit = TreeQuadrature.withClasses(8)
                .starts(1)
                .near(Coupling.reduced(worm, InStrengthClasses.of(worm, 8)))
                .fit(elementary(7), TreeDensities.of(worm, 7));
        assertThat(fit.exactOrder()).isEqualTo(6);
        double[] closed = MeanField.of(Connectome.neuron(), fit.coupling())
                .startingFrom(LAW)
                .solve(TIMES)
                .extrapolatedRate();
        for (int k = 0; k < 4; k++) {
            assertThat(closed[k]).isCloseTo(rates[k], within(1e-3));
        }
        assertThat(closed[0]).isCloseTo(rates[0], within(2e-5));
        assertThat(fit.predictedRateError(0)).isLessThan(2e-5);
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
        assertThatThrownBy(() -> TreeQuadrature.withClasses(2).rowSumsUpTo(-1)).hasMessageContaining("-1.0");
        double[][] kernel = {{0.3}};
        assertThatThrownBy(() ->
                        TreeQuadrature.withClasses(1).fit(elementary(3), densities(new double[] {1}, kernel, 2)))
                .hasMessageContaining("order 3 is needed");
        assertThatThrownBy(() ->
                        TreeQuadrature.withClasses(1).fit(elementary(1), densities(new double[] {1}, kernel, 2)))
                .hasMessageContaining("order 1");
        assertThatThrownBy(() -> TreeQuadrature.withClasses(3).near(Coupling.ofClasses(new double[] {1}, kernel)))
                .hasMessageContaining("3 are needed");
    }
}
