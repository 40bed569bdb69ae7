package org.espalier.estimates.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.estimates.remainders.WeightScaling;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.Signs;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.api.Test;

/** The energy estimate held against (5.1) on the worm, all excitatory, mean row sum 0.5. */
class WormEnergyTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private static SynapticNetwork worm() {
        String data = System.getenv("ESPALIER_DATA");
        Path folder = data != null
                ? Path.of(data)
                : Path.of(System.getProperty("espalier.root", ".")).resolve("../shared/data");
        Path file = folder.resolve("worm_edges.csv");
        assumeThat(Files.exists(file)).isTrue();
        return new Signs.Excitatory()
                .of(NetworkReader.automatic()
                        .where("Type", "chemical")
                        .read(file)
                        .network())
                .scaledTo(Scaling.meanRowSum(0.5));
    }

    /**
     * Norms of all trees to order 4 stay below the majorant up to 0.9 T*. The laws f_i come from elementary densities to
     * order 5, f_i = Σ x_T(i) F_T/σ(T), at times so short that what is left out is far below the margin.
     */
    @Test
    void majorantBoundsTheWorm() {
        SynapticNetwork worm = worm();
        int n = worm.size();
        EnergyEstimate estimate =
                EnergyEstimate.optimised(NEURON, LAW, WeightScaling.of(worm).rowConstant());
        double horizon = estimate.majorant().blowUpTime();
        assertThat(horizon).isBetween(1e-3, 1.0);
        Times times = Times.of(0.3 * horizon, 0.9 * horizon);
        ElementarySolution elementary = ElementaryDensities.of(NEURON)
                .startingFrom(LAW)
                .upTo(5)
                .step(horizon / 64)
                .solve(times);
        Grid grid = elementary.grid().orElseThrow();
        List<RootedTree> trees = RootedTrees.upTo(5).toList();
        Map<RootedTree, double[]> x = TreeContraction.of(worm).vectors(trees);
        WeightedSpace space = new WeightedSpace(estimate.constants().a());
        double[] shares = new double[n];
        double[][] w = new double[n][n];
        for (int i = 0; i < n; i++) {
            shares[i] = 1.0 / n;
            for (int j = 0; j < n; j++) {
                w[i][j] = worm.weight(i, j);
            }
        }
        for (int t = 0; t < 2; t++) {
            int count = trees.size();
            double[][] inner = new double[count][count];
            for (int p = 0; p < count; p++) {
                for (int q = 0; q <= p; q++) {
                    double factor = TreeSymmetry.symmetry(trees.get(p)).doubleValue()
                            * TreeSymmetry.symmetry(trees.get(q)).doubleValue();
                    inner[p][q] = space.inner(
                                    grid.left(),
                                    grid.width(),
                                    elementary.mass(trees.get(p), t),
                                    elementary.mass(trees.get(q), t))
                            / factor;
                    inner[q][p] = inner[p][q];
                }
            }
            double[][] gram = new double[n][n];
            for (int i = 0; i < n; i++) {
                double[] row = new double[count];
                for (int p = 0; p < count; p++) {
                    double own = x.get(trees.get(p))[i];
                    for (int q = 0; own != 0 && q < count; q++) {
                        row[q] += own * inner[p][q];
                    }
                }
                for (int j = 0; j < n; j++) {
                    for (int q = 0; q < count; q++) {
                        gram[i][j] += row[q] * x.get(trees.get(q))[j];
                    }
                }
            }
            ObservableNorms norms = ObservableNorms.of(shares, w, gram);
            Majorant majorant = estimate.majorant();
            for (RootedTree tree : RootedTrees.upTo(4).toList()) {
                double value = norms.squared(tree);
                assertThat(value).isPositive();
                assertThat(value).isLessThan(Math.pow(majorant.at(times.at(t)), tree.order()));
            }
        }
    }

    /**
     * The a-priori truncation error is never below the true one, same grid and operators on both sides; it is pessimistic,
     * by a factor of 10³ (order 1) to 10⁸ (order 4).
     */
    @Test
    void truncationErrorIsBounded() {
        SynapticNetwork worm = worm();
        EnergyEstimate estimate =
                EnergyEstimate.optimised(NEURON, LAW, WeightScaling.of(worm).rowConstant());
        double horizon = estimate.majorant().blowUpTime();
        Times times = Times.of(0.25 * horizon, 0.5 * horizon, 0.75 * horizon);
        ElementarySolution elementary = ElementaryDensities.of(NEURON)
                .startingFrom(LAW)
                .upTo(4)
                .step(horizon / 64)
                .solve(times);
        MeanFieldSolution reference = MeanField.of(NEURON, worm)
                .startingFrom(LAW)
                .scheme(Scheme.SPLIT)
                .on(elementary.grid().orElseThrow())
                .step(horizon / 64)
                .estimatingError(false)
                .solve(times);
        TruncationComparison comparison =
                TruncationComparison.of(NEURON, estimate, elementary.expansion(TreeDensities.of(worm, 4)), reference);
        assertThat(comparison.rows()).hasSize(12);
        for (TruncationComparison.Row row : comparison.rows()) {
            assertThat(row.error()).isLessThan(row.bound());
            assertThat(row.pessimism()).isGreaterThan(10);
        }
        int order = estimate.orderNeeded(NEURON, 1e-3, 0.5 * horizon);
        assertThat(estimate.rateError(NEURON, order, 0.5 * horizon)).isLessThanOrEqualTo(1e-3 * (1 + 1e-9));
        assertThat(estimate.rateError(NEURON, order - 1, 0.5 * horizon)).isGreaterThan(1e-3);
    }
}
