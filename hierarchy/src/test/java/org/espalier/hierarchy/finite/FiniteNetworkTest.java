package org.espalier.hierarchy.finite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.expansion.TypedSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.run.Times;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FiniteNetworkTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private static double[][] matrix(int size, long seed) {
        Random random = new Random(seed);
        double[][] w = new double[size][size];
        for (int i = 0; i < size; i++) {
            int self = i;
            Arrays.setAll(w[i], j -> j == self || random.nextInt(3) == 0 ? 0 : (random.nextDouble() - 0.3) * 3 / size);
        }
        return w;
    }

    private static NetworkSystem system(int size, long seed) {
        return NetworkSystem.of(Connectome.neuron(), SynapticNetwork.ofMatrix(matrix(size, seed)), LAW);
    }

    @Test
    void sumsOverLoopsAreThoseOfTheirDefinition() {
        int size = 8;
        double factor = 0.7;
        double[][] w = matrix(size, 4);
        int[] classes = {0, 1, 2, 0, 1, 1, 2, 0};
        int[] sizes = {3, 3, 2};
        double[][] means = new double[3][3];
        double[][] squares = new double[3][3];
        double[][] echoes = new double[3][3];
        double[][][] triangles = new double[3][3][3];
        double[][][] cycles = new double[3][3][3];
        double[][][][] common = new double[3][3][3][3];
        for (int i = 0; i < size; i++) {
            int a = classes[i];
            double share = 1.0 / sizes[a];
            for (int j = 0; j < size; j++) {
                int b = classes[j];
                double ij = factor * w[i][j];
                means[a][b] += share * ij;
                squares[a][b] += share * ij * ij;
                if (j == i) {
                    continue;
                }
                echoes[a][b] += share * ij * factor * w[j][i];
                for (int k = 0; k < size; k++) {
                    if (k == i || k == j) {
                        continue;
                    }
                    int c = classes[k];
                    double ik = factor * w[i][k];
                    triangles[a][b][c] += share * ij * ik * factor * w[k][j];
                    cycles[a][b][c] += share * ij * factor * w[j][k] * factor * w[k][i];
                    for (int l = 0; l < size; l++) {
                        if (l != j && l != k) {
                            common[a][b][c][classes[l]] += share * ij * ik * factor * w[j][l] * factor * w[k][l];
                        }
                    }
                }
            }
        }
        SynapticNetwork network = SynapticNetwork.ofMatrix(w);
        LoopSums sums = LoopSums.of(network, classes, factor, true, 2);
        assertThat(sums.means())
                .isDeepEqualTo(LoopSums.of(network, classes, factor, true, 1).means());
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                assertThat(sums.means()[a][b]).isCloseTo(means[a][b], within(1e-14));
                assertThat(sums.squares()[a][b]).isCloseTo(squares[a][b], within(1e-14));
                assertThat(sums.echoes()[a][b]).isCloseTo(echoes[a][b], within(1e-14));
                for (int c = 0; c < 3; c++) {
                    assertThat(sums.triangles()[a][b][c]).isCloseTo(triangles[a][b][c], within(1e-14));
                    assertThat(sums.cycles()[a][b][c]).isCloseTo(cycles[a][b][c], within(1e-14));
                    for (int d = 0; d < 3; d++) {
                        assertThat(sums.common()[a][b][c][d]).isCloseTo(common[a][b][c][d], within(1e-14));
                    }
                }
            }
        }
    }

    @Test
    void aConstantIntensityKnowsNoDifference() {
        Neuron constant = Neuron.leak(1, 1).noise(0.4).intensity(v -> 0.8);
        NetworkSystem system = NetworkSystem.of(constant, SynapticNetwork.ofMatrix(matrix(20, 2)), LAW);
        FiniteSolution found = FiniteNetwork.of(system).classes(4).step(0.1).solve(Times.of(0.5, 1));
        for (int k = 0; k < 2; k++) {
            assertThat(found.shift(0, k)).isCloseTo(0, within(1e-11));
            assertThat(found.error(0, k)).isLessThan(1e-9);
        }
    }

    /** r'(0) of the particles less that of the limit: Σ_j r_j E[ν(V + w_ij) − ν(V) − w_ij ν'(V)], a mean over i. */
    @Test
    void jumpsBeginAsTheGeneratorSays() {
        double[][] w = matrix(12, 7);
        Sigmoid nu = Sigmoid.of(4, 1, 0.2);
        double rate = 0;
        double slope = 0;
        int points = 4000;
        for (int n = 0; n < points; n++) {
            double z = -8 + 16 * (n + 0.5) / points;
            double v = 0.3 + 0.3 * z;
            double weight = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * 16 / points;
            rate += weight * nu.at(v);
            double derivative = (nu.at(v + 1e-5) - nu.at(v - 1e-5)) / 2e-5;
            for (double[] row : w) {
                for (double kick : row) {
                    slope += weight / w.length * (nu.at(v + kick) - nu.at(v) - kick * derivative);
                }
            }
        }
        slope *= rate;
        FiniteNetwork jumps = FiniteNetwork.of(NetworkSystem.of(Connectome.neuron(), SynapticNetwork.ofMatrix(w), LAW))
                .classes(12)
                .cellWidth(0.0075)
                .step(0.0005)
                .effects(EnumSet.of(Effect.JUMPS));
        double early = jumps.solve(Times.of(0.004)).shift(0, 0) / 0.004;
        double late = jumps.solve(Times.of(0.008)).shift(0, 0) / 0.008;
        // what is left is of second order in the time
        assertThat(2 * early - late).isCloseTo(slope, within(0.01 * Math.abs(slope)));
    }

    @Test
    void numbersDoNotDependOnThreads() {
        NetworkSystem system = system(10, 5)
                .with(new Input.Current(new NeuronGroup("some", 1, 2), Signal.pulse(0.2, 0.4, 0.5)))
                .reading(new NeuronGroup("two", 2, 5));
        FiniteNetwork equation =
                FiniteNetwork.of(system).classes(3).cellWidth(0.06).step(0.05);
        Times times = Times.of(0.3, 0.6);
        FiniteSolution one = equation.threads(1).solve(times);
        FiniteSolution two = equation.threads(2).solve(times);
        for (int g = 0; g < 2; g++) {
            for (int k = 0; k < 2; k++) {
                assertThat(two.shift(g, k)).isEqualTo(one.shift(g, k)).isNotZero();
                assertThat(two.error(g, k)).isEqualTo(one.error(g, k));
            }
        }
    }

    @Test
    void effectsMakeUpTheDifference() {
        NetworkSystem system = system(10, 5);
        FiniteNetwork equation =
                FiniteNetwork.of(system).classes(10).cellWidth(0.05).step(0.05);
        FiniteSolution all = equation.solve(Times.of(0.5));
        double sum = 0;
        for (Effect effect : Effect.values()) {
            assertThat(all.effect(effect, 0, 0)).isNotZero();
            sum += all.effect(effect, 0, 0);
        }
        assertThat(sum).isCloseTo(all.shift(0, 0), within(2 * all.discretisation(0, 0)));
        FiniteSolution none = equation.effects(Set.of()).solve(Times.of(0.5));
        assertThat(none.shift(0, 0)).isZero();
        assertThatThrownBy(() -> equation.effects(EnumSet.of(Effect.ECHO)))
                .hasMessageContaining("[ECHO]")
                .hasMessageContaining("JUMPS");
        assertThatThrownBy(() -> FiniteNetwork.of(system.refractory(0.1)))
                .hasMessageContaining("finite network")
                .hasMessageContaining("refractory");
    }

    @Test
    void aMeshEndsWhereInputsJump() {
        Mesh mesh = Mesh.of(1, new double[] {0.3}, 0.09);
        assertThat(mesh.starts()).containsExactly(0, 4);
        assertThat(mesh.nodes()[4]).isEqualTo(0.3);
        assertThat(mesh.isBreak(4)).isTrue();
        assertThat(mesh.isBreak(0)).isFalse();
        assertThat(mesh.halved().nodes()[8]).isEqualTo(0.3);
        // a kink at the break, a cubic on either side
        double[] values = Arrays.stream(mesh.nodes())
                .map(t -> t < 0.3 ? t * t * t : 0.027 - (t - 0.3) * (2 - t * t))
                .toArray();
        assertThat(mesh.interpolate(values, 0.29)).isCloseTo(0.024389, within(1e-14));
        assertThat(mesh.interpolate(values, 0.31)).isCloseTo(0.027 - 0.01 * (2 - 0.0961), within(1e-14));
        assertThat(mesh.interpolate(values, 0.999)).isCloseTo(0.027 - 0.699 * (2 - 0.998001), within(1e-14));
    }

    /** Rates of the particles by two independent simulators, ± 1e-4 (worm) and ± 3e-4 (larva) of the rate. */
    @Test
    @Tag("slow")
    void theWormAndTheLarvaAsTheParticlesDo() {
        Times times = Times.of(0.25, 0.5, 1, 2);
        holds(Connectome.worm(0.5), times, 1e-4, 0.45073, 0.64638, 0.84499, 0.85855);
        holds(Connectome.larva(0.25), times, 3e-4, 0.40980, 0.54911, 0.70219, 0.71854);
    }

    private static void holds(SynapticNetwork network, Times times, double noise, double... particles) {
        NetworkSystem system = NetworkSystem.of(Connectome.neuron(), network, LAW);
        TypedSolution typed = TypedExpansion.of(system).classes(16).upTo(3).solve(times);
        double[] limit = typed.extrapolatedRate();
        FiniteSolution finite = FiniteNetwork.of(system).solve(times);
        assertThat(finite.effects()).containsExactly(Effect.values());
        for (int k = 0; k < times.count(); k++) {
            double rate = limit[k] + finite.shift(0, k);
            double told = finite.error(0, k) + typed.rateError(k) + typed.lastContribution(k);
            double off = Math.abs(rate - particles[k]);
            System.out.printf(
                    "t = %.2f: limit %.5f, finite %.5f, particles %.5f: %+.3f %% off, told %.3f %%%n",
                    times.at(k),
                    limit[k],
                    rate,
                    particles[k],
                    100 * (rate / particles[k] - 1),
                    100 * told / particles[k]);
            assertThat(off).isLessThan(3e-3 * particles[k]).isLessThan(told + noise * particles[k]);
        }
    }
}
