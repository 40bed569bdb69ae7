package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hipparchus.ode.nonstiff.ButcherArrayProvider;
import org.hipparchus.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.nonstiff.EulerIntegrator;
import org.hipparchus.ode.nonstiff.GillIntegrator;
import org.hipparchus.ode.nonstiff.HighamHall54Integrator;
import org.hipparchus.ode.nonstiff.LutherIntegrator;
import org.hipparchus.ode.nonstiff.MidpointIntegrator;
import org.hipparchus.ode.nonstiff.ThreeEighthesIntegrator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ties trees, their subtrees and tree factorials to published Runge-Kutta methods: a method has order p exactly if
 * Σ_i b_i φ_i(T) = 1/γ(T) for all trees of order up to p, with φ_i(T) = Π_c Σ_j a_ij φ_j(T_c) over the child subtrees of the
 * root (Hairer, Lubich, Wanner, Geometric Numerical Integration, theorem III.1.5).
 */
class RungeKuttaOrderTest {
    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of(new EulerIntegrator(1), 1),
                Arguments.of(new MidpointIntegrator(1), 2),
                Arguments.of(new ClassicalRungeKuttaIntegrator(1), 4),
                Arguments.of(new GillIntegrator(1), 4),
                Arguments.of(new ThreeEighthesIntegrator(1), 4),
                Arguments.of(new LutherIntegrator(1), 6),
                Arguments.of(new HighamHall54Integrator(1e-3, 1, 1, 1), 5),
                Arguments.of(new DormandPrince54Integrator(1e-3, 1, 1, 1), 5),
                Arguments.of(new DormandPrince853Integrator(1e-3, 1, 1, 1), 8));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void conditionsHoldUpToTheOrderAndFailAtTheNext(ButcherArrayProvider method, int order) {
        double[][] a = method.getA();
        double[] b = method.getB();
        Map<RootedTree, double[]> stages = new HashMap<>();
        for (int k = 1; k <= order + 1; k++) {
            List<RootedTree> trees = RootedTrees.ofOrder(k).toList();
            double worst = 0;
            for (RootedTree tree : trees) {
                double[] phi = stages(tree, a, b.length, stages);
                stages.put(tree, phi);
                double weight = 0;
                for (int i = 0; i < b.length; i++) {
                    weight += b[i] * phi[i];
                }
                worst = Math.max(
                        worst,
                        Math.abs(weight - 1 / TreeSymmetry.treeFactorial(tree).doubleValue()));
            }
            if (k <= order) {
                assertThat(worst).as("order %d", k).isLessThan(1e-12);
            } else {
                assertThat(worst).as("order %d", k).isGreaterThan(1e-7);
            }
        }
    }

    private static double[] stages(RootedTree tree, double[][] a, int size, Map<RootedTree, double[]> known) {
        double[] phi = new double[size];
        Arrays.fill(phi, 1);
        tree.distinctChildren().forEach((child, copies) -> {
            double[] inner = known.get(child);
            for (int i = 0; i < size; i++) {
                double sum = 0;
                for (int j = 0; i > 0 && j < a[i - 1].length; j++) {
                    sum += a[i - 1][j] * inner[j];
                }
                phi[i] *= Math.pow(sum, copies);
            }
        });
        return phi;
    }
}
