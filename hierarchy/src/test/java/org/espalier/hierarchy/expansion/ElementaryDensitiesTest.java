package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Examples;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

class ElementaryDensitiesTest {
    /**
     * Any matrices in the place of A, −∂_v and ν: Σ_{|T| = n+1} x_T(i)/σ(T) F_T is the n-th Taylor coefficient, in ε, of
     * f_i' = (A + S_i D) f_i, S = ε W r. The coefficients are integrated on their own, by another method and to 1e-14.
     */
    @Test
    void isTheTaylorExpansionOfTheMeanFieldForAnyMatrices() {
        Random source = new Random(20);
        int orders = 6;
        int neurons = 4;
        int size = 3;
        double[][] w = Examples.random(source, neurons, neurons, 0.7);
        for (int i = 0; i < neurons; i++) {
            w[i][i] = 0;
        }
        double[][] a = Examples.random(source, size, size, 0.5);
        double[][] d = Examples.random(source, size, size, 0.6);
        double[] nu = Examples.random(source, 1, size, 0.8)[0];
        double[] start = Examples.random(source, 1, size, 1)[0];
        double end = 0.9;
        double[] jets = new double[orders * neurons * size];
        for (int i = 0; i < neurons; i++) {
            System.arraycopy(start, 0, jets, i * size, size);
        }
        OrdinaryDifferentialEquation equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return jets.length;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] dy = new double[y.length];
                double[][] drive = new double[orders][neurons];
                for (int n = 1; n < orders; n++) {
                    for (int i = 0; i < neurons; i++) {
                        for (int j = 0; j < neurons; j++) {
                            for (int k = 0; k < size; k++) {
                                drive[n][i] += w[i][j] * nu[k] * y[((n - 1) * neurons + j) * size + k];
                            }
                        }
                    }
                }
                for (int n = 0; n < orders; n++) {
                    for (int i = 0; i < neurons; i++) {
                        for (int k = 0; k < size; k++) {
                            double sum = 0;
                            for (int l = 0; l < size; l++) {
                                sum += a[k][l] * y[(n * neurons + i) * size + l];
                                for (int m = 1; m <= n; m++) {
                                    sum += drive[m][i] * d[k][l] * y[((n - m) * neurons + i) * size + l];
                                }
                            }
                            dy[(n * neurons + i) * size + k] = sum;
                        }
                    }
                }
                return dy;
            }
        };
        DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-6, 0.1, 1e-15, 1e-14);
        integrator.setInitialStepSize(1e-3);
        double[] taylor =
                integrator.integrate(equation, new ODEState(0, jets), end).getPrimaryState();

        ElementarySolution elementary =
                ElementaryDensities.solve(VertexOperators.of(a, d, nu), start, 1, orders, 0.9 / 2000, Times.of(end));
        TreeExpansion expansion = elementary.expansion(TreeDensities.of(SynapticNetwork.ofMatrix(w), orders));
        for (int n = 0; n < orders; n++) {
            double[] average = new double[size];
            for (int i = 0; i < neurons; i++) {
                double[] sum = new double[size];
                for (RootedTree tree : RootedTrees.ofOrder(n + 1).toList()) {
                    double weight = Examples.contraction(tree, w)[i]
                            / TreeSymmetry.symmetry(tree).doubleValue();
                    double[] f = elementary.mass(tree, 0);
                    for (int k = 0; k < size; k++) {
                        sum[k] += weight * f[k];
                    }
                }
                for (int k = 0; k < size; k++) {
                    double exact = taylor[(n * neurons + i) * size + k];
                    assertThat(sum[k]).isCloseTo(exact, within(1e-12 * Math.max(1, Math.abs(exact))));
                    average[k] += exact / neurons;
                }
            }
            double rate = 0;
            for (int k = 0; k < size; k++) {
                rate += nu[k] * average[k];
            }
            assertThat(expansion.contribution(n + 1, 0)).isCloseTo(rate, within(1e-12 * Math.max(1, Math.abs(rate))));
        }
    }

    /** One mode, A = 0, D = ν = 1, row sums 1: x' = x Wx, and order n is 1 + t + … + t^{n−1}. */
    @Test
    void theOneStateToyIsTheGeometricSeries() {
        SynapticNetwork ring =
                SynapticNetwork.of(4, new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 0}, new double[] {1, 1, 1, 1});
        VertexOperators one = VertexOperators.of(new double[1][1], new double[][] {{1}}, new double[] {1});
        double t = 0.7;
        TreeExpansion expansion = ElementaryDensities.solve(one, new double[] {1}, 1, 8, 1e-3, Times.of(t))
                .expansion(TreeDensities.of(ring, 8));
        double sum = 0;
        for (int n = 1; n <= 8; n++) {
            sum += Math.pow(t, n - 1);
            assertThat(expansion.rate(n, 0)).isCloseTo(sum, within(1e-11));
        }
        assertThat(expansion.ratio(0)).isCloseTo(t, within(1e-9));
    }

    /**
     * Constant intensity, linear leak: in the basis of moments (1, E v, E v², …) the closure at order p + 1 gives the p-th moment
     * of (5.1) exactly.
     */
    @Test
    void vanishingClosureAtOrderPPlusOneGivesMomentP() {
        double lambda = 1.5;
        double beta = 0.8;
        double kappa = 0.6;
        double noise = 0.4;
        double reset = -0.2;
        double[][] w = {{0, .5, -.3, .2}, {.4, 0, .1, 0}, {0, .7, 0, -.2}, {.3, .3, .3, 0}};
        int size = 4;
        double[][] a = new double[size][size];
        double[][] d = new double[size][size];
        for (int p = 0; p < size; p++) {
            a[p][p] = -kappa * p - lambda;
            a[p][0] += lambda * Math.pow(reset, p);
            if (p > 0) {
                a[p][p - 1] += beta * p;
                d[p][p - 1] = p;
            }
            if (p > 1) {
                a[p][p - 2] += noise * noise / 2 * p * (p - 1);
            }
        }
        double[] start = {1, 0.3, 0.09 + 0.09, 0.027 + 3 * 0.3 * 0.09};
        TreeExpansion expansion = ElementaryDensities.solve(
                        VertexOperators.of(a, d, new double[] {lambda, 0, 0, 0}), start, 1, 5, 5e-4, Times.of(1.5))
                .expansion(TreeDensities.of(SynapticNetwork.ofMatrix(w), 5));
        // moments of the N equations with the drives λ s_i, integrated on their own
        double[] exact = new double[size];
        double secondOfTheFirst = 0;
        for (int i = 0; i < 4; i++) {
            double s = w[i][0] + w[i][1] + w[i][2] + w[i][3];
            DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-6, 0.1, 1e-15, 1e-14);
            integrator.setInitialStepSize(1e-3);
            double[] moments = integrator
                    .integrate(
                            new OrdinaryDifferentialEquation() {
                                @Override
                                public int getDimension() {
                                    return size;
                                }

                                @Override
                                public double[] computeDerivatives(double t, double[] y) {
                                    double[] dy = new double[size];
                                    for (int p = 0; p < size; p++) {
                                        for (int q = 0; q < size; q++) {
                                            dy[p] += (a[p][q] + lambda * s * d[p][q]) * y[q];
                                        }
                                    }
                                    return dy;
                                }
                            },
                            new ODEState(0, start),
                            1.5)
                    .getPrimaryState();
            if (i == 0) {
                secondOfTheFirst = moments[1];
            }
            for (int p = 0; p < size; p++) {
                exact[p] += moments[p] / 4;
            }
        }
        // a digit of the particle system's own mean, from its closed form
        assertThat(secondOfTheFirst).isCloseTo(0.514219, within(1e-6));
        for (int p = 0; p < size; p++) {
            assertThat(expansion.density(p + 1, 0)[p]).isCloseTo(exact[p], within(1e-12));
            if (p > 0) {
                assertThat(expansion.density(p, 0)[p]).isNotCloseTo(exact[p], within(1e-4));
            }
        }
    }

    /** d/dt τ(•) and d²/dt² τ(•) at 0 in terms of t(edge), t(cherry), t(path of 3). */
    @Test
    void startsWithTheKnownDerivatives() {
        Random source = new Random(21);
        double[][] w = Examples.random(source, 5, 5, 0.6);
        for (int i = 0; i < w.length; i++) {
            w[i][i] = 0;
        }
        SynapticNetwork network = SynapticNetwork.ofMatrix(w);
        int size = 4;
        double[][] a = Examples.random(source, size, size, 0.7);
        double[][] d = Examples.random(source, size, size, 0.7);
        double[] nu = Examples.random(source, 1, size, 1)[0];
        double[] f = Examples.random(source, 1, size, 1)[0];
        TreeDensities t = TreeDensities.of(network, 4);
        double edge = t.of(RootedTree.ofLevels(0, 1));
        double cherry = t.of(RootedTree.ofLevels(0, 1, 1));
        double path = t.of(RootedTree.ofLevels(0, 1, 2));
        double[][] minus = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                minus[i][j] = -d[i][j];
            }
        }
        double h = 2e-3;
        TreeExpansion expansion = ElementaryDensities.solve(
                        VertexOperators.of(a, minus, nu), f, 1, 4, 1e-4, Times.of(h, 2 * h, 3 * h, 4 * h))
                .expansion(t);
        double r0 = dot(nu, f);
        double[] af = product(a, f);
        double[] df = product(d, f);
        double[] first = new double[size];
        double[] second = new double[size];
        double[] aaf = product(a, af);
        double[] adf = product(a, df);
        double[] daf = product(d, af);
        double[] ddf = product(d, df);
        for (int k = 0; k < size; k++) {
            first[k] = af[k] - edge * r0 * df[k];
            second[k] = aaf[k]
                    - edge * r0 * (adf[k] + daf[k])
                    + cherry * r0 * r0 * ddf[k]
                    - (edge * dot(nu, af) - path * r0 * dot(nu, df)) * df[k];
        }
        for (int k = 0; k < size; k++) {
            double[] y = {
                f[k],
                expansion.density(4, 0)[k],
                expansion.density(4, 1)[k],
                expansion.density(4, 2)[k],
                expansion.density(4, 3)[k]
            };
            assertThat((-25 * y[0] + 48 * y[1] - 36 * y[2] + 16 * y[3] - 3 * y[4]) / (12 * h))
                    .isCloseTo(first[k], within(1e-7));
            assertThat((35 * y[0] - 104 * y[1] + 114 * y[2] - 56 * y[3] + 11 * y[4]) / (12 * h * h))
                    .isCloseTo(second[k], within(1e-5));
        }
    }

    private static double[] product(double[][] m, double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = dot(m[i], x);
        }
        return y;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    /** The same discrete operators on both sides: the difference is the orders left out, and it falls. */
    @Test
    void ordersFallTowardsTheMeanFieldOfTheSameScheme() {
        SynapticNetwork worm = Connectome.worm(0.1);
        Normal law = Normal.of(0.3, 0.3);
        Times times = Times.of(0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2);
        Grid grid = Grid.covering(Connectome.neuron(), law, DriveRange.of(0, 1.2), 2, 0.03);
        MeanFieldSolution limit = MeanField.of(Connectome.neuron(), worm)
                .startingFrom(law)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(0.005)
                .estimatingError(false)
                .solve(times);
        assertThat(limit.outcome().isCompleted()).isTrue();
        ElementarySolution elementary = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(law)
                .upTo(5)
                .on(grid)
                .solve(times);
        assertThat(elementary.outcome().isCompleted()).isTrue();
        TreeExpansion expansion = elementary.expansion(TreeDensities.of(worm, 5));
        double[] worst = new double[5];
        for (int n = 1; n <= 4; n++) {
            for (int k = 0; k < times.count(); k++) {
                worst[n] = Math.max(worst[n], Math.abs(expansion.rate(n, k) - limit.populationRate()[k]));
            }
        }
        // known to one digit from a prototype: 4e-2, 4e-3, 2e-4, 7e-5
        assertThat(worst[1]).isBetween(3e-2, 5e-2);
        assertThat(worst[2]).isBetween(3e-3, 5e-3);
        assertThat(worst[3]).isBetween(1e-4, 3e-4);
        assertThat(worst[4]).isBetween(4e-5, 2e-4);
        // the density as well as the rate
        double[] exact = limit.averageDensity(3);
        double before = Double.POSITIVE_INFINITY;
        for (int n = 1; n <= 5; n++) {
            double[] density = expansion.density(n, 3);
            double worstCell = 0;
            for (int k = 0; k < density.length; k++) {
                worstCell = Math.max(worstCell, Math.abs(density[k] - exact[k]));
            }
            assertThat(worstCell).isLessThan(before / 2);
            before = worstCell;
        }
        for (RootedTree tree : elementary.trees()) {
            double mass = 0;
            for (double m : elementary.mass(tree, 7)) {
                mass += m;
            }
            assertThat(mass).isCloseTo(tree.order() == 1 ? 1 : 0, within(1e-12));
        }
    }

    @Test
    void theRadiusShows() {
        Grid grid = Grid.of(-2, 0.06, 90);
        Times times = Times.of(0.25, 2);
        ElementarySolution elementary = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(Normal.of(0.3, 0.3))
                .upTo(8)
                .on(grid)
                .solve(times);
        TreeDensities strong = TreeDensities.of(Connectome.worm(0.5), 8);
        TreeDensities weak = TreeDensities.of(Connectome.worm(0.05), 8);
        assertThat(elementary.expansion(strong).ratio(0)).isLessThan(0.8);
        assertThat(elementary.expansion(strong).ratio(1)).isGreaterThan(1);
        assertThat(elementary.expansion(weak).ratio(1)).isLessThan(0.8);
        assertThat(elementary.expansion(strong).ranking(0).get(0).tree()).isEqualTo(RootedTree.single());
        assertThat(elementary.expansion(strong).bestOrder(0)).isEqualTo(8);
    }

    @Test
    void theKickFactorScalesEachOrder() {
        Grid grid = Grid.of(-2, 0.06, 90);
        Times times = Times.of(0.5);
        ElementaryDensities plain = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(Normal.of(0.3, 0.3))
                .upTo(4)
                .on(grid);
        ElementaryDensities scaled = ElementaryDensities.of(Connectome.neuron().kickFactor(0.5))
                .startingFrom(Normal.of(0.3, 0.3))
                .upTo(4)
                .on(grid);
        Map<RootedTree, Double> rates = new HashMap<>();
        ElementarySolution first = plain.solve(times);
        ElementarySolution second = scaled.solve(times);
        first.trees().forEach(tree -> rates.put(tree, first.rate(tree, 0)));
        second.trees()
                .forEach(tree -> assertThat(second.rate(tree, 0))
                        .isCloseTo(rates.get(tree) * Math.pow(0.5, tree.order() - 1), within(1e-13)));
    }

    @Test
    void badInputIsRefused() {
        ElementaryDensities densities = ElementaryDensities.of(Connectome.neuron());
        assertThatThrownBy(() -> densities.solve(Times.of(1))).hasMessageContaining("startingFrom");
        assertThatThrownBy(() -> densities.upTo(0)).hasMessageContaining("order = 0");
        ElementarySolution small =
                densities.startingFrom(Normal.of(0.3, 0.3)).upTo(3).solve(Times.of(0.01));
        TreeDensities few = TreeDensities.of(SynapticNetwork.ofMatrix(new double[2][2]), 2);
        assertThatThrownBy(() -> small.expansion(few)).hasMessageContaining("order 3 is needed");
        ElementarySolution narrow = densities
                .startingFrom(Normal.of(0.3, 0.3))
                .upTo(2)
                .on(Grid.of(-0.5, 0.05, 30))
                .solve(Times.of(0, 0.5));
        assertThat(narrow.outcome().kind()).isEqualTo(Outcome.Kind.LEFT_GRID);
        assertThat(Populations.ofClasses(new double[] {1}, new double[][] {{1}}).size())
                .isEqualTo(1);
    }
}
