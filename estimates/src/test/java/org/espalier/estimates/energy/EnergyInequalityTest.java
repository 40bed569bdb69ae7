package org.espalier.estimates.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.estimates.remainders.WeightScaling;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.api.Test;

/**
 * The steps of section 9 on random neurons, laws and networks of four neurons, with (5.1) solved; and companions with one
 * hypothesis broken. The inequalities hold for every draw: no probability of failure.
 */
class EnergyInequalityTest {
    private static final int N = 4;
    private static final List<RootedTree> TREES = RootedTrees.upTo(4).toList();

    private static Neuron neuron(SplittableRandom random) {
        return new Neuron(
                new LinearLeak(random.nextDouble(-1, 1), random.nextDouble(0, 2)),
                random.nextDouble(0.3, 0.8),
                Sigmoid.of(random.nextDouble(1, 5), random.nextDouble(0, 1), random.nextDouble(0.2, 0.5)),
                random.nextDouble(-0.5, 0.5),
                random.nextDouble(-1.5, 1.5));
    }

    private static double[][] weights(SplittableRandom random, double size) {
        double[][] w = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                w[i][j] = i != j && random.nextInt(4) > 0 ? size * random.nextDouble(-0.5, 1) : 0;
            }
        }
        w[0][1] = 0.3 * size;
        return w;
    }

    /** |∫νu| ≤ B ‖u‖ for random signed mixtures; without the weight (a = 0 on the right) there is no such B. */
    @Test
    void rateIsBoundedByTheWeightedNorm() {
        SplittableRandom random = new SplittableRandom(91);
        double largest = 0;
        for (int trial = 0; trial < 80; trial++) {
            double a = Math.exp(random.nextDouble(-1.5, 1));
            WeightedSpace space = new WeightedSpace(a);
            Neuron neuron = neuron(random);
            double[] mass = random.doubles(3, -1, 1).toArray();
            double[] mean = random.doubles(3, -2, 3).toArray();
            double[] width = random.doubles(3, 0.1, 1.5).toArray();
            double rate = 0;
            double square = 0;
            for (int r = 0; r < 3; r++) {
                int p = r;
                rate += mass[r]
                        * GaussLegendre.of(16)
                                .integrate(v -> neuron.intensity().at(v) * density(v, mean[p], width[p]), -14, 17, 0.1);
                for (int s = 0; s < 3; s++) {
                    square +=
                            mass[r] * mass[s] * space.inner(Normal.of(mean[r], width[r]), Normal.of(mean[s], width[s]));
                }
            }
            double bound = Math.sqrt(EnergyConstants.couplingSquare(neuron, a) * square);
            assertThat(Math.abs(rate)).isLessThanOrEqualTo(bound * (1 + 1e-9));
            largest = Math.max(largest, Math.abs(rate) / bound);
        }
        assertThat(largest).isGreaterThan(0.5);
        // a plateau of length L and norm 1: ∫νu ~ √L passes every B
        Neuron neuron = neuron(random);
        double before = 0;
        for (double length : new double[] {10, 1000, 100000}) {
            double rate = GaussLegendre.of(16).integrate(neuron.intensity()::at, 0, length, length / 1000)
                    / Math.sqrt(length);
            assertThat(rate).isGreaterThan(5 * before);
            before = rate;
        }
        assertThat(before).isGreaterThan(Math.sqrt(EnergyConstants.couplingSquare(neuron, 0.1)));
    }

    private static double density(double v, double mean, double width) {
        double z = (v - mean) / width;
        return Math.exp(-0.5 * z * z) / (width * Math.sqrt(2 * Math.PI));
    }

    private static double ratioOfData(
            double[][] w, Normal[] laws, double rows, double largestLaw, WeightedSpace space) {
        double[][] gram = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                gram[i][j] = space.inner(laws[i], laws[j]);
            }
        }
        double[] shares = {0.25, 0.25, 0.25, 0.25};
        ObservableNorms norms = ObservableNorms.of(shares, w, gram);
        double m = Math.max(1, rows * rows) * largestLaw;
        double worst = 0;
        for (RootedTree tree : TREES) {
            worst = Math.max(worst, norms.squared(tree) / Math.pow(m, tree.order()));
        }
        return worst;
    }

    /** X_T(0) ≤ M^{|T|}, M = max(1, R_w²) sup‖f_i‖²: random signed weights, a law for each neuron, all trees to order 4. */
    @Test
    void initialNorms() {
        SplittableRandom random = new SplittableRandom(92);
        double largest = 0;
        for (int trial = 0; trial < 100; trial++) {
            WeightedSpace space = new WeightedSpace(random.nextDouble(0.1, 1.5));
            double[][] w = weights(random, Math.exp(random.nextDouble(-1, 1.5)));
            Normal[] laws = new Normal[N];
            double sup = 0;
            for (int i = 0; i < N; i++) {
                laws[i] = Normal.of(random.nextDouble(-1, 1), random.nextDouble(0.1, 0.6));
                sup = Math.max(sup, space.squared(laws[i]));
            }
            double rows = WeightScaling.of(SynapticNetwork.ofMatrix(w)).rowConstant();
            double ratio = ratioOfData(w, laws, rows, sup, space);
            assertThat(ratio).isLessThanOrEqualTo(1 + 1e-9);
            largest = Math.max(largest, ratio);
        }
        assertThat(largest).isGreaterThan(0.2);
        // equal rows of sum 1, equal laws: attained by every tree; the norm of the laws understated by a tenth; R_w
        WeightedSpace space = new WeightedSpace(0.5);
        Normal law = Normal.of(0.3, 0.3);
        double[][] ring = {{0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}};
        Normal[] same = {law, law, law, law};
        double square = space.squared(law);
        assertThat(ratioOfData(ring, same, 1, square, space)).isBetween(1 - 1e-9, 1 + 1e-9);
        assertThat(ratioOfData(ring, same, 1, 0.9 * square, space)).isGreaterThan(1.5);
        double[][] strong = {{0, 1.5, 0, 0}, {0, 0, 1.5, 0}, {0, 0, 0, 1.5}, {1.5, 0, 0, 0}};
        assertThat(ratioOfData(strong, same, 1.5, square, space)).isLessThan(1);
        assertThat(ratioOfData(strong, same, 1, square, space)).isGreaterThan(10);
    }

    private static final Grid GRID = Grid.of(-4, 0.025, 360);

    /** Densities of the four neurons at the times, as masses of cells: one run each, in which it carries the average. */
    private static double[][][] densities(Neuron neuron, SynapticNetwork network, Normal law, Times times) {
        double[][][] result = new double[N][times.count()][];
        double[][] w = new double[N][N];
        double[] shares = new double[N];
        for (int i = 0; i < N; i++) {
            shares[i] = 1.0 / N;
            for (int j = 0; j < N; j++) {
                w[i][j] = network.weight(i, j);
            }
        }
        for (int i = 0; i < N; i++) {
            int chosen = i;
            Populations only = new Populations() {
                @Override
                public int size() {
                    return N;
                }

                @Override
                public void drives(double[] rates, double[] drives) {
                    Populations.ofClasses(shares, w).drives(rates, drives);
                }

                @Override
                public double share(int population) {
                    return population == chosen ? 1 : 0;
                }
            };
            MeanFieldSolution solution = MeanField.of(neuron, only)
                    .startingFrom(law)
                    .on(GRID)
                    .step(times.last() / 40)
                    .estimatingError(false)
                    .solve(times);
            assertThat(solution.outcome().isCompleted()).isTrue();
            for (int t = 0; t < times.count(); t++) {
                result[i][t] = solution.averageDensity(t);
                for (int c = 0; c < GRID.cells(); c++) {
                    result[i][t][c] *= GRID.width();
                }
            }
        }
        return result;
    }

    /** The largest ‖τ(T)(t)‖²/y(t)^{|T|} of (5.1), all trees to order 4. */
    private static double worst(
            Neuron neuron, SynapticNetwork network, Normal law, EnergyEstimate estimate, Times times) {
        double[][][] f = densities(neuron, network, law, times);
        WeightedSpace space = new WeightedSpace(estimate.constants().a());
        double[] shares = new double[N];
        double[][] w = new double[N][N];
        for (int i = 0; i < N; i++) {
            shares[i] = 1.0 / N;
            for (int j = 0; j < N; j++) {
                w[i][j] = network.weight(i, j);
            }
        }
        double worst = 0;
        for (int t = 0; t < times.count(); t++) {
            double[][] gram = new double[N][N];
            for (int i = 0; i < N; i++) {
                for (int j = 0; j <= i; j++) {
                    gram[i][j] = space.inner(GRID.left(), GRID.width(), f[i][t], f[j][t]);
                    gram[j][i] = gram[i][j];
                }
            }
            ObservableNorms norms = ObservableNorms.of(shares, w, gram);
            Majorant majorant = estimate.majorant();
            for (RootedTree tree : TREES) {
                worst = Math.max(worst, norms.squared(tree) / Math.pow(majorant.at(times.at(t)), tree.order()));
            }
        }
        return worst;
    }

    /** Norms of (5.1) below the majorant: random neurons, laws, networks and weights of the space. */
    @Test
    void majorantBoundsRandomSolutions() {
        SplittableRandom random = new SplittableRandom(93);
        for (int trial = 0; trial < 12; trial++) {
            Neuron neuron = neuron(random);
            Normal law = Normal.of(random.nextDouble(-0.2, 0.6), random.nextDouble(0.25, 0.4));
            SynapticNetwork network = SynapticNetwork.ofMatrix(weights(random, Math.exp(random.nextDouble(-1, 1))));
            EnergyEstimate estimate = EnergyEstimate.of(
                    neuron, law, WeightScaling.of(network).rowConstant(), Math.exp(random.nextDouble(-0.5, 1)));
            double horizon = Math.min(0.5, estimate.majorant().blowUpTime());
            double ratio = worst(neuron, network, law, estimate, Times.of(0.4 * horizon, 0.9 * horizon));
            assertThat(ratio).isLessThan(1);
        }
    }

    /** R_w understated: trees of higher order start above M^{|T|} and stay there. */
    @Test
    void understatedDataPassTheMajorant() {
        Neuron neuron = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
        Normal law = Normal.of(0.3, 0.3);
        double[][] ring = {{0, 3, 0, 0}, {0, 0, 3, 0}, {0, 0, 0, 3}, {3, 0, 0, 0}};
        SynapticNetwork network = SynapticNetwork.ofMatrix(ring);
        EnergyEstimate right = EnergyEstimate.of(neuron, law, 3, 2);
        EnergyEstimate wrong = EnergyEstimate.of(neuron, law, 1, 2);
        Times early = Times.of(0.2 * right.majorant().blowUpTime());
        assertThat(worst(neuron, network, law, right, early)).isLessThan(1);
        assertThat(worst(neuron, network, law, wrong, early)).isGreaterThan(2);
    }

    /** Error of the rate of the vanishing closure at orders 1 to 4 over its a-priori bound, the largest ratio. */
    private static double truncation(
            Neuron neuron, SynapticNetwork network, Normal law, EnergyEstimate estimate, Times times) {
        ElementarySolution elementary = ElementaryDensities.of(neuron)
                .startingFrom(law)
                .on(Grid.of(-4, 0.04, 350))
                .upTo(4)
                .step(times.last() / 40)
                .solve(times);
        Grid grid = elementary.grid().orElseThrow();
        MeanFieldSolution reference = MeanField.of(neuron, network)
                .startingFrom(law)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(times.last() / 40)
                .estimatingError(false)
                .solve(times);
        assertThat(reference.outcome().isCompleted()).isTrue();
        TreeDensities densities = TreeDensities.of(network, 4);
        double worst =
                TruncationComparison.of(neuron, estimate, elementary.expansion(densities), reference).rows().stream()
                        .mapToDouble(row -> row.error() / row.bound())
                        .max()
                        .orElseThrow();
        // the norm itself, ‖τ(•) − τ_n(•)‖² ≤ y (s/S*)^n
        WeightedSpace space = new WeightedSpace(estimate.constants().a());
        for (int t = 0; t < times.count(); t++) {
            double[] rest = reference.averageDensity(t);
            for (int c = 0; c < rest.length; c++) {
                rest[c] *= grid.width();
            }
            for (int order = 1; order <= 4; order++) {
                for (RootedTree tree : TREES) {
                    if (tree.order() == order) {
                        double factor =
                                densities.of(tree) / TreeSymmetry.symmetry(tree).doubleValue();
                        double[] mass = elementary.mass(tree, t);
                        for (int c = 0; c < rest.length; c++) {
                            rest[c] -= factor * mass[c];
                        }
                    }
                }
                worst = Math.max(
                        worst,
                        space.inner(grid.left(), grid.width(), rest, rest)
                                / estimate.majorant().truncationError(order, times.at(t)));
            }
        }
        return worst;
    }

    /** The a-priori truncation error bounds the true one, rate and norm: random neurons, laws, networks. */
    @Test
    void truncationErrorBoundsRandomSolutions() {
        SplittableRandom random = new SplittableRandom(94);
        for (int trial = 0; trial < 8; trial++) {
            Neuron neuron = neuron(random);
            Normal law = Normal.of(random.nextDouble(-0.2, 0.6), random.nextDouble(0.25, 0.4));
            SynapticNetwork network = SynapticNetwork.ofMatrix(weights(random, Math.exp(random.nextDouble(-1, 1))));
            EnergyEstimate estimate = EnergyEstimate.of(
                    neuron, law, WeightScaling.of(network).rowConstant(), Math.exp(random.nextDouble(-0.5, 1)));
            double horizon = Math.min(0.5, estimate.majorant().blowUpTime());
            assertThat(truncation(neuron, network, law, estimate, Times.of(0.4 * horizon, 0.9 * horizon)))
                    .isLessThan(1);
        }
    }

    /** The same with R_w understated, and with ν. */
    @Test
    void understatedDataPassTheTruncationError() {
        Neuron neuron = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
        Normal law = Normal.of(0.3, 0.3);
        SynapticNetwork network =
                SynapticNetwork.ofMatrix(new double[][] {{0, 40, 0, 0}, {0, 0, 40, 0}, {0, 0, 0, 40}, {40, 0, 0, 0}});
        EnergyEstimate right = EnergyEstimate.of(neuron, law, 40, 2);
        EnergyEstimate wrong = EnergyEstimate.of(neuron, law, 0.1, 2);
        Times inside = Times.of(0.5 * right.majorant().blowUpTime());
        assertThat(truncation(neuron, network, law, right, inside)).isLessThan(1);
        Times late = Times.of(0.5 * wrong.majorant().blowUpTime());
        assertThat(truncation(neuron, network, law, wrong, late)).isGreaterThan(1);
        // ν understated: constants of an intensity a hundred times weaker
        Neuron weak = neuron.intensity(Sigmoid.of(0.04, 0, 0.2));
        Neuron strong = neuron.intensity(Sigmoid.of(4, 0, 0.2));
        SynapticNetwork ring =
                SynapticNetwork.ofMatrix(new double[][] {{0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}});
        EnergyEstimate low = EnergyEstimate.of(weak, law, 1, 1);
        Times times = Times.of(0.5 * Math.min(1, low.majorant().blowUpTime()));
        assertThat(truncation(weak, ring, law, low, times)).isLessThan(1);
        assertThat(truncation(strong, ring, law, low, times)).isGreaterThan(1);
    }
}
