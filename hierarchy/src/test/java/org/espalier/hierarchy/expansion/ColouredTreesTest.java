package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.espalier.hierarchy.ColouredTaylor;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Coloured trees with random matrices for the A, D and ν of each colour, and an A that jumps in time: f_i = Σ_T x_T(i)/σ(T) F_T, order by order
 * in the coupling, is the Taylor expansion of ∂_t f_i = A_{a(i)}(t) f_i + ε Σ_j w_ij ⟨ν_{a(j)}, f_j⟩ D_{a(i)} f_i, which Hipparchus integrates.
 */
class ColouredTreesTest {
    private static final int ORDER = 5;

    private double x(ColouredTaylor taylor, RootedTree tree, int i) {
        if (tree.type(0) != taylor.colourOf[i]) {
            return 0;
        }
        double product = 1;
        for (Map.Entry<RootedTree, Integer> child : tree.distinctChildren().entrySet()) {
            double sum = 0;
            for (int j = 0; j < ColouredTaylor.NEURONS; j++) {
                sum += taylor.weights[i][j] * x(taylor, child.getKey(), j);
            }
            product *= Math.pow(sum, child.getValue());
        }
        return product;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void areTheTaylorExpansionOfTheColouredEquation(int count) {
        ColouredTaylor taylor = new ColouredTaylor(count, 3, ORDER, 5);
        ElementarySolution solution = ElementaryDensities.solve(
                taylor.operators(), taylor.start, 1, ORDER, 6e-4, Times.of(ColouredTaylor.TIMES[1]));
        List<RootedTree> trees = solution.trees();
        double[] exact = taylor.coefficients();
        double[] found = new double[exact.length];
        double largest = 0;
        for (int n = 0; n < trees.size(); n++) {
            double[] mass = solution.mass(trees.get(n), 0);
            double symmetry = TreeSymmetry.symmetry(trees.get(n)).doubleValue();
            for (int i = 0; i < ColouredTaylor.NEURONS; i++) {
                double weight = x(taylor, trees.get(n), i) / symmetry;
                for (int k = 0; k < taylor.modes; k++) {
                    found[((trees.get(n).order() - 1) * ColouredTaylor.NEURONS + i) * taylor.modes + k] +=
                            weight * mass[k];
                }
            }
        }
        for (double value : exact) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int k = 0; k < exact.length; k++) {
            assertThat(found[k]).isCloseTo(exact[k], within(1e-12 * Math.max(1, largest)));
        }
    }
}
