package org.espalier.estimates.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.espalier.estimates.energy.EnergyConstants;
import org.espalier.estimates.energy.EnergyEstimate;
import org.espalier.estimates.energy.StabilityEstimate;
import org.espalier.estimates.energy.WeightedSpace;
import org.espalier.estimates.remainders.WeightScaling;
import org.espalier.estimates.weaknorms.SignedMeasure;
import org.espalier.estimates.weaknorms.WeakNorm;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

/** The stability estimate on random pairs of systems, and companions; no probability of failure. */
class StabilityExperimentTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private static SynapticNetwork network(SplittableRandom random, double size) {
        double[][] w = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                w[i][j] = i != j && random.nextInt(4) > 0 ? size * random.nextDouble(-0.5, 1) : 0;
            }
        }
        w[0][1] = 0.3 * size;
        return SynapticNetwork.ofMatrix(w);
    }

    private static StabilityEstimate.Side side(SynapticNetwork network, Normal law) {
        return new StabilityEstimate.Side(
                law, TreeDensities.of(network, 4), WeightScaling.of(network).rowConstant());
    }

    /** The sweep over one grid against the norm of the measures. */
    @Test
    void weakDistanceOnOneGrid() {
        SplittableRandom random = new SplittableRandom(100);
        for (double h : new double[] {0.01, 0.3, 2}) {
            double[] f = random.doubles(20, 0, 0.1).toArray();
            double[] g = random.doubles(20, 0, 0.1).toArray();
            double[] edges = new double[21];
            for (int c = 0; c <= 20; c++) {
                edges[c] = -1 + c * h;
            }
            double norm = WeakNorm.unweighted()
                    .distance(
                            SignedMeasure.grid(new double[][] {edges}, f),
                            SignedMeasure.grid(new double[][] {edges}, g));
            assertThat(Cells.onOneGrid(h, f, g)).isCloseTo(norm, within(1e-10 * norm));
        }
    }

    /** Two laws, two networks, both: the distance stays below the bound at 0.2, 0.5 and 0.9 of the horizon. */
    @Test
    void randomPairs() {
        SplittableRandom random = new SplittableRandom(101);
        double closest = 0;
        for (int trial = 0; trial < 9; trial++) {
            SynapticNetwork one = network(random, Math.exp(random.nextDouble(-1, 1)));
            SynapticNetwork two = trial % 3 == 0 ? one : network(random, Math.exp(random.nextDouble(-1, 1)));
            Normal f = Normal.of(random.nextDouble(0, 0.5), random.nextDouble(0.25, 0.4));
            Normal g = trial % 3 == 1 ? f : Normal.of(f.mean() + random.nextDouble(-0.1, 0.1), f.deviation());
            StabilityEstimate estimate = StabilityEstimate.of(NEURON, side(one, f), side(two, g));
            double horizon = estimate.majorant().blowUpTime();
            StabilityExperiment experiment = StabilityExperiment.of(
                    NEURON,
                    new StabilityExperiment.Setting(one, f),
                    new StabilityExperiment.Setting(two, g),
                    Optional.of(estimate),
                    Times.of(0, 0.2 * horizon, 0.5 * horizon, 0.9 * horizon, 1.1 * horizon));
            for (StabilityExperiment.Row row : experiment.rows().subList(0, 4)) {
                // a norm from cells is never above that of the density
                assertThat(row.weighted()).isLessThanOrEqualTo(row.bound() * (1 + 1e-9) + 1e-9);
                closest = Math.max(closest, row.bound() > 0 ? row.weighted() / row.bound() : 0);
            }
            StabilityExperiment.Row first = experiment.rows().get(0);
            assertThat(first.weighted()).isCloseTo(Math.sqrt(estimate.initial()), within(0.01 * first.bound() + 1e-9));
            assertThat(experiment.rows().get(4).bound()).isInfinite();
            assertThat(experiment.rows().get(4).weighted()).isNaN();
        }
        // at time 0 the bound is the distance itself
        assertThat(closest).isGreaterThan(0.97);
    }

    /**
     * The bound is the least over orders of what the differential inequalities allow: chains with random coefficients below
     * c0, c1, random data below D_T(0) and above the order at most 4 y^{|T|}, by Runge-Kutta; too large data pass it.
     */
    @Test
    void chainsOfDifferences() {
        SplittableRandom random = new SplittableRandom(102);
        EnergyConstants constants = EnergyConstants.of(NEURON, 1);
        for (int trial = 0; trial < 10; trial++) {
            StabilityEstimate.Side one = side(network(random, 1), LAW);
            StabilityEstimate.Side two = side(network(random, 1), Normal.of(0.35, 0.3));
            StabilityEstimate estimate = StabilityEstimate.of(constants, one, two);
            double t = 0.3 * estimate.majorant().blowUpTime();
            assertThat(chain(random, constants, estimate, one, two, 1, 1, t)).isLessThanOrEqualTo(estimate.squared(t));
            assertThat(chain(random, constants, estimate, one, two, 40, 1, t)).isGreaterThan(estimate.squared(t));
            assertThat(chain(random, constants, estimate, one, two, 1, 2000, t)).isGreaterThan(estimate.squared(t));
        }
    }

    private static double chain(
            SplittableRandom random,
            EnergyConstants constants,
            StabilityEstimate estimate,
            StabilityEstimate.Side one,
            StabilityEstimate.Side two,
            double data,
            double top,
            double time) {
        List<RootedTree> trees = RootedTrees.upTo(4).toList();
        WeightedSpace space = new WeightedSpace(constants.a());
        Map<RootedTree, Double> x = new HashMap<>();
        Map<RootedTree, Double> share = new HashMap<>();
        for (RootedTree tree : trees) {
            int k = tree.order();
            double t = one.densities().of(tree);
            double u = two.densities().of(tree);
            double square = t * t * Math.pow(space.squared(one.law()), k)
                    - 2 * t * u * Math.pow(space.inner(one.law(), two.law()), k)
                    + u * u * Math.pow(space.squared(two.law()), k);
            x.put(tree, data * random.nextDouble(0.7, 1) * square);
            share.put(tree, random.nextDouble(0.7, 1));
        }
        int steps = 100;
        double h = time / steps;
        for (int step = 0; step < steps; step++) {
            double t = step * h;
            Map<RootedTree, Double> a = slope(x, share, constants, estimate, top, t);
            Map<RootedTree, Double> b = slope(moved(x, a, h / 2), share, constants, estimate, top, t + h / 2);
            Map<RootedTree, Double> c = slope(moved(x, b, h / 2), share, constants, estimate, top, t + h / 2);
            Map<RootedTree, Double> d = slope(moved(x, c, h), share, constants, estimate, top, t + h);
            x.replaceAll(
                    (tree, value) -> value + h / 6 * (a.get(tree) + 2 * b.get(tree) + 2 * c.get(tree) + d.get(tree)));
        }
        return x.get(RootedTree.single());
    }

    private static Map<RootedTree, Double> slope(
            Map<RootedTree, Double> x,
            Map<RootedTree, Double> share,
            EnergyConstants constants,
            StabilityEstimate estimate,
            double top,
            double t) {
        Map<RootedTree, Double> result = new HashMap<>();
        for (RootedTree tree : x.keySet()) {
            int k = tree.order();
            double sum = k * (constants.c0() - 1 + share.get(tree)) * x.get(tree);
            if (k == 4) {
                sum += k
                        * share.get(tree)
                        * constants.c1()
                        * top
                        * 4
                        * Math.pow(estimate.majorant().at(t), 5);
            } else {
                for (int n = 0; n < k; n++) {
                    sum += share.get(tree) * constants.c1() * x.get(tree.plus(n).tree());
                }
            }
            result.put(tree, sum);
        }
        return result;
    }

    private static Map<RootedTree, Double> moved(Map<RootedTree, Double> x, Map<RootedTree, Double> d, double h) {
        Map<RootedTree, Double> result = new HashMap<>();
        x.forEach((tree, value) -> result.put(tree, value + h * d.get(tree)));
        return result;
    }

    /** The bound vanishes with the distance of the data, like its first power once the order is high enough. */
    @Test
    void boundVanishesWithTheData() {
        SynapticNetwork network = network(new SplittableRandom(103), 1);
        EnergyConstants constants = EnergyEstimate.optimised(NEURON, LAW, 1).constants();
        double before = Double.NaN;
        for (double shift : new double[] {0.1, 0.01, 0.001}) {
            StabilityEstimate estimate =
                    StabilityEstimate.of(constants, side(network, LAW), side(network, Normal.of(0.3 + shift, 0.3)));
            double bound = Math.sqrt(estimate.squared(1e-4 * estimate.majorant().blowUpTime()));
            if (shift < 0.1) {
                assertThat(before / bound).isBetween(8.0, 12.0);
            }
            before = bound;
        }
        // equal data: nothing is left but the tail 4 y (s/S*)^n, equal solutions: distance 0
        StabilityEstimate same = StabilityEstimate.of(constants, side(network, LAW), side(network, LAW));
        assertThat(same.initial()).isLessThan(1e-12);
        double t = 0.1 * same.majorant().blowUpTime();
        assertThat(same.squared(t)).isCloseTo(same.majorant().uniqueness(4, t), within(1e-9 * same.squared(t) + 1e-12));
        assertThatThrownBy(() -> same.squared(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> StabilityExperiment.estimate(
                        NEURON,
                        new StabilityExperiment.Setting(network, LAW),
                        new StabilityExperiment.Setting(network, new PointMass(0.3)),
                        3))
                .hasMessageContaining("no square-integrable density");
    }
}
