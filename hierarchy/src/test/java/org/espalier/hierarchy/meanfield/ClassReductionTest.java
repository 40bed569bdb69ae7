package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

/** (5.1) on the classes of a partition against (5.1) on all neurons. */
class ClassReductionTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final Times TIMES = Times.of(0.4, 1.1);
    private static final Grid GRID = Grid.of(-2.5, 0.1, 70);

    /** No symmetry at all: a transposition, a wrong share or a wrong sign is seen. */
    private static final double[][] KERNEL = {{0.3, -0.9, 0.5}, {1.1, 0.2, -0.4}, {-0.2, 0.7, 0.6}};

    /** Classes of 2, 3 and 6 neurons, scattered. */
    private static final int[] CLASSES = {2, 0, 2, 1, 2, 1, 2, 0, 2, 1, 2};

    /** Every row of class A spreads KERNEL[A][B] over the neurons of B at random, with weights of both signs. */
    private static double[][] equitable(long seed) {
        Random source = new Random(seed);
        int size = CLASSES.length;
        double[][] w = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int b = 0; b < KERNEL.length; b++) {
                int last = -1;
                double sum = 0;
                for (int j = 0; j < size; j++) {
                    if (CLASSES[j] == b && j != i) {
                        w[i][j] = 0.4 * source.nextGaussian();
                        sum += w[i][j];
                        last = j;
                    }
                }
                w[i][last] += KERNEL[CLASSES[i]][b] - sum;
            }
        }
        return w;
    }

    private static MeanFieldSolution solve(Populations coupling, Scheme scheme) {
        return MeanField.of(Connectome.neuron().kickFactor(0.8), coupling)
                .startingFrom(LAW)
                .scheme(scheme)
                .on(GRID)
                .step(0.01)
                .estimatingError(false)
                .solve(TIMES);
    }

    @Test
    void anEquitablePartitionReducesExactly() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(equitable(61));
        Populations classes = Populations.reduced(network, CLASSES);
        double[] drives = new double[3];
        for (int b = 0; b < 3; b++) {
            double[] unit = new double[3];
            unit[b] = 1;
            classes.drives(unit, drives);
            for (int a = 0; a < 3; a++) {
                assertThat(drives[a]).isCloseTo(KERNEL[a][b], within(1e-14));
            }
        }
        assertThat(classes.share(0)).isEqualTo(2 / 11.0);
        assertThat(classes.share(1)).isEqualTo(3 / 11.0);
        for (Scheme scheme : new Scheme[] {Scheme.FITTED, Scheme.SPLIT}) {
            MeanFieldSolution every = solve(Populations.of(network), scheme);
            MeanFieldSolution reduced = solve(classes, scheme);
            assertThat(every.outcome().isCompleted()).isTrue();
            for (int k = 0; k < TIMES.count(); k++) {
                for (int i = 0; i < CLASSES.length; i++) {
                    assertThat(every.rate(i, k))
                            .as("%s, neuron %d", scheme, i)
                            .isCloseTo(reduced.rate(CLASSES[i], k), within(1e-12));
                }
                assertThat(every.populationRate()[k]).isCloseTo(reduced.populationRate()[k], within(1e-12));
                double[] density = every.averageDensity(k);
                for (int cell = 0; cell < density.length; cell++) {
                    assertThat(density[cell]).isCloseTo(reduced.averageDensity(k)[cell], within(1e-12));
                }
            }
            // the classes differ: it is no accident
            assertThat(Math.abs(reduced.rate(0, 1) - reduced.rate(1, 1))).isGreaterThan(0.05);
            assertThat(Math.abs(reduced.rate(2, 1) - reduced.rate(1, 1))).isGreaterThan(0.05);
        }
    }

    /** w + ε z with any z: the error is O(ε) and no less, also of the population rate, because columns are not equitable. */
    @Test
    void anAlmostEquitablePartitionReducesToAnError() {
        double[][] w = equitable(62);
        Random source = new Random(63);
        double[][] z = new double[w.length][w.length];
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                z[i][j] = i == j ? 0 : source.nextGaussian();
            }
        }
        double[] single = new double[5];
        double[] population = new double[5];
        for (int n = 0; n < 5; n++) {
            double eps = 0.032 / (1 << n);
            double[][] perturbed = new double[w.length][w.length];
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w.length; j++) {
                    perturbed[i][j] = w[i][j] + eps * z[i][j];
                }
            }
            SynapticNetwork network = SynapticNetwork.ofMatrix(perturbed);
            MeanFieldSolution every = solve(Populations.of(network), Scheme.FITTED);
            MeanFieldSolution reduced = solve(Populations.reduced(network, CLASSES), Scheme.FITTED);
            for (int i = 0; i < CLASSES.length; i++) {
                single[n] = Math.max(single[n], Math.abs(every.rate(i, 1) - reduced.rate(CLASSES[i], 1)));
            }
            population[n] = Math.abs(every.populationRate()[1] - reduced.populationRate()[1]);
        }
        assertThat(order(single)).isBetween(0.9, 1.1);
        assertThat(order(population)).isBetween(0.9, 1.1);
        assertThat(population[4]).isGreaterThan(1e-10);
    }

    /** The slope of the least squares line of log₂ of errors that belong to 1, 1/2, 1/4, 1/8, 1/16. */
    private static double order(double[] errors) {
        double sum = 0;
        for (int n = 0; n < 5; n++) {
            sum += (2 - n) * Math.log(errors[n]) / Math.log(2);
        }
        return sum / 10;
    }

    @Test
    void badClassesAreRefused() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(equitable(64));
        assertThatThrownBy(() -> Populations.reduced(network, new int[3]))
                .hasMessageContaining("3 for a network of 11");
        int[] negative = CLASSES.clone();
        negative[4] = -1;
        assertThatThrownBy(() -> Populations.reduced(network, negative)).hasMessageContaining("-1");
        int[] empty = CLASSES.clone();
        empty[0] = 4;
        assertThatThrownBy(() -> Populations.reduced(network, empty)).hasMessageContaining("3");
    }
}
