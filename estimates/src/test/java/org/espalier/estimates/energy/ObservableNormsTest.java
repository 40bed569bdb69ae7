package org.espalier.estimates.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

class ObservableNormsTest {
    /** Against the tensor itself, formed entry by entry, with vectors for functions: all trees to order 4. */
    @Test
    void againstTheTensor() {
        SplittableRandom random = new SplittableRandom(41);
        int n = 3;
        int cells = 2;
        double[][] w = new double[n][];
        double[][] f = new double[n][];
        for (int i = 0; i < n; i++) {
            w[i] = random.doubles(n, -1, 1).toArray();
            f[i] = random.doubles(cells, -1, 1).toArray();
        }
        double[] p = {0.2, 0.5, 0.3};
        double[][] gram = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                gram[i][j] = f[i][0] * f[j][0] + f[i][1] * f[j][1];
            }
        }
        ObservableNorms norms = ObservableNorms.of(p, w, gram);
        for (RootedTree tree : RootedTrees.upTo(4).toList()) {
            int k = tree.order();
            double square = 0;
            for (int cell = 0; cell < Math.pow(cells, k); cell++) {
                double entry = 0;
                for (int code = 0; code < Math.pow(n, k); code++) {
                    double product = 1;
                    int[] i = new int[k];
                    int rest = code;
                    for (int l = 0; l < k; l++) {
                        i[l] = rest % n;
                        rest /= n;
                        product *= f[i[l]][cell >> l & 1];
                        product *= l == 0 ? p[i[0]] : w[i[tree.parent(l)]][i[l]];
                    }
                    entry += product;
                }
                square += entry * entry;
            }
            assertThat(norms.squared(tree)).isCloseTo(square, within(1e-13));
        }
    }

    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
    private static final Normal LAW = Normal.of(0.3, 0.3);

    /**
     * The majorant bounds ‖τ(T)‖² of the computed solution of (5.1), four classes with unequal input, for all trees to
     * order 4, at times up to 0.95 T*; and so does the tree-indexed hierarchy with the true initial norms, which is
     * sharper.
     */
    @Test
    void majorantBoundsTheComputedSolution() {
        double[] p = {0.25, 0.25, 0.25, 0.25};
        double[][] w = {{0, .4, .1, 0}, {.5, 0, 0, -.2}, {.1, .2, .3, .3}, {0, 0, .6, .1}};
        EnergyEstimate estimate = EnergyEstimate.optimised(NEURON, LAW, 0.9);
        Majorant majorant = estimate.majorant();
        double initial = estimate.initial();
        double horizon = majorant.blowUpTime();
        assertThat(horizon).isBetween(1e-5, 1e3);
        Times times = Times.of(0, 0.5 * horizon, 0.95 * horizon);
        WeightedSpace space = new WeightedSpace(estimate.constants().a());
        double[][][] masses = densities(p, w, times);
        TreeNormHierarchy hierarchy = null;
        for (int t = 0; t < 3; t++) {
            double[][] gram = new double[4][4];
            for (int a = 0; a < 4; a++) {
                for (int b = 0; b < 4; b++) {
                    gram[a][b] = space.inner(GRID.left(), GRID.width(), masses[a][t], masses[b][t]);
                }
            }
            ObservableNorms norms = ObservableNorms.of(p, w, gram);
            List<RootedTree> trees = RootedTrees.upTo(4).toList();
            if (t == 0) {
                hierarchy = TreeNormHierarchy.of(
                        estimate.constants().c0(), estimate.constants().c1(), 4, norms::squared);
                assertThat(norms.squared(RootedTree.single()))
                        .isCloseTo(space.squared(LAW), within(2e-3 * space.squared(LAW)));
                // M of the discretised law: max(1, C_w²) = 1
                initial = norms.squared(RootedTree.single());
                majorant = new Majorant(majorant.growth(), majorant.coupling(), initial);
            }
            for (RootedTree tree : trees) {
                double x = norms.squared(tree);
                double bound = Math.pow(majorant.at(times.at(t)), tree.order());
                double finer = hierarchy.bounded(tree, times.at(t), initial);
                assertThat(x).isLessThanOrEqualTo(finer * (1 + 1e-9));
                assertThat(finer).isLessThanOrEqualTo(bound * (1 + 1e-9));
            }
        }
    }

    /** A companion: the drift's part of c0 left out, the true norm breaks the bound; with it, not. */
    @Test
    void understatedConstantsAreSeenToFail() {
        // no noise to speak of and a strong leak: the density is compressed, ‖f‖² grows like e^{κt}
        Neuron leaking = NEURON.drift(new LinearLeak(1, 3)).noise(0.05);
        EnergyConstants right = EnergyConstants.of(leaking, 0.2);
        // the drift's part left out
        Majorant understated =
                new Majorant(right.diffusion() + right.loss(), 1e-9, new WeightedSpace(0.2).squared(LAW));
        MeanFieldSolution solution = MeanField.of(
                        leaking, Populations.ofClasses(new double[] {1}, new double[][] {{0}}))
                .startingFrom(LAW)
                .solve(Times.of(0, 0.2));
        double[] f = solution.averageDensity(1);
        WeightedSpace space = new WeightedSpace(0.2);
        double x = space.inner(
                solution.grid().left(),
                solution.grid().width(),
                times(f, solution.grid().width()),
                times(f, solution.grid().width()));
        assertThat(x).isGreaterThan(understated.at(0.2));
        assertThat(x).isLessThan(new Majorant(right.c0(), 1e-9, understated.initial()).at(0.2));
    }

    private static double[] times(double[] x, double factor) {
        return java.util.Arrays.stream(x).map(v -> factor * v).toArray();
    }

    private static final Grid GRID = Grid.of(-3, 0.02, 350);

    /** Masses of the cells per class and time: one run a class, in which that class carries the whole average. */
    private static double[][][] densities(double[] p, double[][] w, Times times) {
        double[][][] result = new double[p.length][times.count()][];
        for (int a = 0; a < p.length; a++) {
            int chosen = a;
            Populations only = new Populations() {
                @Override
                public int size() {
                    return p.length;
                }

                @Override
                public void drives(double[] rates, double[] drives) {
                    Populations.ofClasses(p, w).drives(rates, drives);
                }

                @Override
                public double share(int population) {
                    return population == chosen ? 1 : 0;
                }
            };
            MeanFieldSolution solution = MeanField.of(NEURON, only)
                    .startingFrom(LAW)
                    .on(GRID)
                    .estimatingError(false)
                    .solve(times);
            assertThat(solution.outcome().isCompleted()).isTrue();
            for (int t = 0; t < times.count(); t++) {
                result[a][t] = times(solution.averageDensity(t), GRID.width());
            }
        }
        return result;
    }
}
