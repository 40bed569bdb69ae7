package org.espalier.estimates.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.espalier.estimates.weaknorms.LineDistribution;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.partition.ColourRefinement;
import org.espalier.model.partition.Quotient;
import org.espalier.model.partition.TreeDistinction;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

class DistanceTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);

    /** An undirected graph with weight w on its edges. */
    private static SynapticNetwork graph(int n, double w, int... pairs) {
        double[][] matrix = new double[n][n];
        for (int e = 0; e < pairs.length; e += 2) {
            matrix[pairs[e]][pairs[e + 1]] = w;
            matrix[pairs[e + 1]][pairs[e]] = w;
        }
        return SynapticNetwork.ofMatrix(matrix);
    }

    private static final SynapticNetwork HEXAGON = graph(6, 0.5, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 0);
    private static final SynapticNetwork TRIANGLES = graph(6, 0.5, 0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 5, 3);
    private static final SynapticNetwork PATH = graph(6, 0.5, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5);

    private static BiCoupling.Result overlay(SynapticNetwork a, SynapticNetwork b, double gap) {
        return BiCoupling.between(SymmetricKernel.of(a), SymmetricKernel.of(b)).solve(gap);
    }

    /** 6-cycle and two triangles: distance 0 to the gap, and no tree sees a difference; the path is at a distance. */
    @Test
    void hexagonAndTrianglesAreOne() {
        BiCoupling.Result same = overlay(HEXAGON, TRIANGLES, 1e-12);
        assertThat(same.squared()).isLessThanOrEqualTo(same.gap() + 1e-15);
        assertThat(same.gap()).isLessThanOrEqualTo(1e-12);
        assertThat(TreeDensityDistance.between(TreeDensities.of(HEXAGON, 6), TreeDensities.of(TRIANGLES, 6), tree -> 1)
                        .value())
                .isLessThan(1e-14);
        BiCoupling.Result other = overlay(HEXAGON, PATH, 1e-8);
        assertThat(other.gap()).isLessThanOrEqualTo(1e-8);
        assertThat(other.lowerBound()).isGreaterThan(0.1);
        assertThat(other.squared()).isLessThanOrEqualTo(other.lowerBound() * other.lowerBound() + 1e-8);
        assertThat(TreeDensityDistance.between(TreeDensities.of(HEXAGON, 3), TreeDensities.of(PATH, 3), tree -> 1)
                        .value())
                .isGreaterThan(0.1);
    }

    /** A relabelled path needs the permutation: the centre of the couplings is far from optimal, yet it is found. */
    @Test
    void relabellingIsFound() {
        SynapticNetwork shuffled = graph(6, 0.5, 3, 5, 5, 0, 0, 2, 2, 4, 4, 1);
        BiCoupling.Result result = overlay(PATH, shuffled, 1e-8);
        assertThat(result.steps()).isGreaterThan(0);
        assertThat(result.squared()).isLessThan(1e-8);
        // a coupling: marginals 1/6
        for (double[] row : result.coupling()) {
            assertThat(Arrays.stream(row).sum()).isCloseTo(1.0 / 6, within(1e-12));
        }
    }

    /** d(A, B) = d(B, A) to the gaps; a network and its quotient are at distance 0, random quotients at distance > 0. */
    @Test
    void symmetryAndQuotients() {
        SplittableRandom random = new SplittableRandom(51);
        for (int trial = 0; trial < 6; trial++) {
            SymmetricKernel a = random(random, 3);
            SymmetricKernel b = random(random, 4);
            BiCoupling.Result ab = BiCoupling.between(a, b).solve(1e-7);
            BiCoupling.Result ba = BiCoupling.between(b, a).solve(1e-7);
            assertThat(ab.squared()).isCloseTo(ba.squared(), within(2e-7));
            assertThat(ab.lowerBound()).isGreaterThan(1e-3);
        }
        Quotient quotient = Quotient.of(PATH, ColourRefinement.coarsest(PATH));
        assertThat(quotient.size()).isEqualTo(3);
        assertThat(BiCoupling.between(SymmetricKernel.of(PATH), SymmetricKernel.of(quotient))
                        .solve(1e-8)
                        .squared())
                .isLessThan(1e-8);
    }

    private static SymmetricKernel random(SplittableRandom random, int k) {
        double[] p = random.doubles(k, 0.5, 1).toArray();
        double sum = Arrays.stream(p).sum();
        double[][] w = new double[k][k];
        for (int a = 0; a < k; a++) {
            p[a] /= sum;
        }
        for (int a = 0; a < k; a++) {
            for (int b = 0; b <= a; b++) {
                double kernel = random.nextDouble(-1, 1);
                w[a][b] = kernel * p[b];
                w[b][a] = kernel * p[a];
            }
        }
        return new SymmetricKernel(p, w);
    }

    /** One class against one class, and two against one: the value by hand. */
    @Test
    void smallCasesByHand() {
        SymmetricKernel one = new SymmetricKernel(new double[] {1}, new double[][] {{0.7}});
        SymmetricKernel two = new SymmetricKernel(new double[] {1}, new double[][] {{0.2}});
        assertThat(BiCoupling.between(one, two).solve(1e-12).squared()).isCloseTo(0.25, within(1e-15));
        // two classes of ½, rows 1 and 0.5; the only coupling with one class is the trivial one, C = (row sum − 0.7)
        SymmetricKernel pair = new SymmetricKernel(new double[] {0.5, 0.5}, new double[][] {{0.8, 0.2}, {0.2, 0.3}});
        assertThat(BiCoupling.between(pair, one).solve(1e-12).squared())
                .isCloseTo(0.5 * (0.3 * 0.3 + 0.2 * 0.2), within(1e-15));
        // laws: equal kernels, atoms at 0 and 1 against atoms at 1 and 0: the transport swaps them, at no cost
        LineDistribution zero = LineDistribution.ofSample(0);
        LineDistribution unit = LineDistribution.ofSample(1);
        SymmetricKernel flat = new SymmetricKernel(new double[] {0.5, 0.5}, new double[][] {{0.5, 0.5}, {0.5, 0.5}});
        assertThat(BiCoupling.between(flat, flat)
                        .withLaws(List.of(zero, unit), List.of(unit, zero), 1)
                        .solve(1e-12)
                        .squared())
                .isLessThan(1e-12);
        assertThat(BiCoupling.between(flat, flat)
                        .withLaws(List.of(zero, zero), List.of(unit, zero), 3)
                        .solve(1e-12)
                        .squared())
                .isCloseTo(1.5, within(1e-12));
    }

    /** Transport against all permutations of five points. */
    @Test
    void transportIsOptimal() {
        SplittableRandom random = new SplittableRandom(52);
        double[] p = {0.2, 0.2, 0.2, 0.2, 0.2};
        for (int trial = 0; trial < 30; trial++) {
            double[][] cost = new double[5][];
            for (int a = 0; a < 5; a++) {
                cost[a] = random.doubles(5, -1, 1).toArray();
            }
            double[][] flow = Transport.solve(cost, p, p);
            double value = 0;
            for (int a = 0; a < 5; a++) {
                assertThat(Arrays.stream(flow[a]).sum()).isCloseTo(0.2, within(1e-14));
                for (int b = 0; b < 5; b++) {
                    value += flow[a][b] * cost[a][b];
                }
            }
            assertThat(value).isCloseTo(0.2 * best(cost, 0, new boolean[5]), within(1e-13));
        }
        // unequal masses: two sources, three sinks, value by hand: 0.4·0 + 0.1·2 + 0.5·1
        double[][] flow = Transport.solve(
                new double[][] {{0, 2, 9}, {9, 9, 1}}, new double[] {0.5, 0.5}, new double[] {0.4, 0.1, 0.5});
        assertThat(flow[0][1]).isCloseTo(0.1, within(1e-15));
        assertThat(flow[1][2]).isCloseTo(0.5, within(1e-15));
    }

    private static double best(double[][] cost, int row, boolean[] used) {
        if (row == 5) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b < 5; b++) {
            if (!used[b]) {
                used[b] = true;
                least = Math.min(least, cost[row][b] + best(cost, row + 1, used));
                used[b] = false;
            }
        }
        return least;
    }

    private static double[] rate(SynapticNetwork network) {
        return MeanField.of(NEURON, network)
                .startingFrom(Normal.of(0.3, 0.3))
                .on(Grid.of(-2, 0.04, 130))
                .estimatingError(false)
                .solve(Times.of(0.5, 1))
                .populationRate();
    }

    /**
     * Directed networks with rows (e2, e3, e1) and (e2, e1, e1): one quotient, equal densities and equal rates; a third
     * differs, and its distance bounds the difference of the rates of the expansions.
     */
    @Test
    void oneQuotientOneObservable() {
        SynapticNetwork cycle = SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 2, 0}, new double[] {1, 1, 1});
        SynapticNetwork funnel =
                SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 0, 0}, new double[] {1, 1, 1});
        SynapticNetwork third =
                SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 0, 0}, new double[] {1, 1.3, 0.5});
        ElementarySolution elementary = ElementaryDensities.of(NEURON)
                .startingFrom(Normal.of(0.3, 0.3))
                .upTo(5)
                .solve(Times.of(0.25, 0.5));
        TreeExpansion first = elementary.expansion(TreeDensities.of(cycle, 5));
        TreeExpansion second = elementary.expansion(TreeDensities.of(funnel, 5));
        TreeExpansion other = elementary.expansion(TreeDensities.of(third, 5));
        assertThat(TreeDistinction.between(cycle, funnel, 5).distinguishable()).isFalse();
        assertThat(TreeDensityDistance.between(first, second, 1).value()).isLessThan(1e-14);
        assertThat(first.rate(5, 1)).isCloseTo(second.rate(5, 1), within(1e-14));
        // and the mean-field equation itself, not only its expansion
        double[] rates = rate(cycle);
        assertThat(rate(funnel)).containsExactly(rates, within(1e-13));
        assertThat(Math.abs(rate(third)[1] - rates[1])).isGreaterThan(1e-4);
        TreeDensityDistance distance = TreeDensityDistance.between(first, other, 1);
        double difference = Math.abs(first.rate(5, 1) - other.rate(5, 1));
        assertThat(difference).isGreaterThan(1e-4).isLessThanOrEqualTo(distance.value());
        assertThat(Math.abs(distance.contributions().stream()
                        .mapToDouble(TreeDensityDistance.Contribution::difference)
                        .sum()))
                .isCloseTo(difference, within(1e-13));
        assertThatThrownBy(() -> SymmetricKernel.of(cycle)).hasMessageContaining("symmetric");
    }
}
