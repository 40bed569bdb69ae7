package org.espalier.estimates.remainders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.estimates.convergence.PowerFit;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.generate.Split;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.Signs;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.Observable;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SimulatedRemaindersTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);
    private static final TupleFunction PHI = TupleFunction.waves(new double[] {0.5, 0.4}, new double[] {0.6, 0.8});

    /**
     * (4.1) on a simulated network, tested with φ: between two times 2h apart the observable changes by the integral of
     * the right side, remainders included. Central difference against the value in the middle, both from the same
     * replicas; the difference has the error of their sampling, 4 standard errors (failure probability 6e-5), and without
     * the remainders it is far outside.
     */
    @Test
    @Tag("slow")
    void equationHoldsOnASimulation() {
        SynapticNetwork network = new ErdosRenyi(12, 4, 3).generate(5);
        Remainders remainders = Remainders.of(network, NEURON, EDGE, PHI);
        RemainderObservable remainder = new RemainderObservable(remainders);
        double[][] w = new double[12][12];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                w[i][j] = network.weight(i, j);
            }
        }
        Observable value = Observable.of("phi", state -> {
            double sum = 0;
            for (int i = 0; i < 12; i++) {
                for (int j = 0; j < 12; j++) {
                    sum += w[i][j] / 12 * PHI.at(new double[] {state.potential(i), state.potential(j)});
                }
            }
            return sum;
        });
        Observable hierarchy = Observable.of("hierarchy", state -> {
            double sum = 0;
            for (int i = 0; i < 12; i++) {
                for (int j = 0; j < 12; j++) {
                    if (w[i][j] == 0) {
                        continue;
                    }
                    double[] v = {state.potential(i), state.potential(j)};
                    double here = PHI.at(v);
                    // b∂ + σ²/2 ∂²; the waves are eigenfunctions of ∂²
                    double own = (1 - v[0]) * PHI.slope(0, v)
                            + (1 - v[1]) * PHI.slope(1, v)
                            - 0.08 * (0.25 + 0.16) * here
                            + state.intensity(i) * (PHI.at(new double[] {0, v[1]}) - here)
                            + state.intensity(j) * (PHI.at(new double[] {v[0], 0}) - here);
                    for (int q = 0; q < 12; q++) {
                        if (q != i && q != j) {
                            own += state.intensity(q) * (w[i][q] * PHI.slope(0, v) + w[j][q] * PHI.slope(1, v));
                        }
                    }
                    sum += w[i][j] / 12 * own;
                }
            }
            return sum;
        });
        double h = 0.1;
        EnsembleResult result = Ensemble.of(NEURON, network, LAW)
                .replicas(30000)
                .seed(3)
                .timeStep(0.01)
                .threads(2)
                .observing(value, hierarchy, remainder)
                .run(Times.of(0.5 - h, 0.5, 0.5 + h));
        Estimate before = result.observedAt(value, 0).get(0);
        Estimate after = result.observedAt(value, 2).get(0);
        double change = (after.mean() - before.mean()) / (2 * h);
        // Simpson's rule for the mean of the right side over the interval: error O(h⁴)
        double right = 0;
        double rest = 0;
        double error = Math.hypot(before.standardError(), after.standardError()) / (2 * h);
        double[] simpson = {1.0 / 6, 4.0 / 6, 1.0 / 6};
        for (int t = 0; t < 3; t++) {
            right += simpson[t] * result.observedAt(hierarchy, t).get(0).mean();
            List<Estimate> parts = result.observedAt(remainder, t);
            rest += simpson[t]
                    * (parts.get(RemainderObservable.RESET).mean()
                            + parts.get(RemainderObservable.JUMP).mean());
            error += simpson[t]
                    * (result.observedAt(hierarchy, t).get(0).standardError()
                            + parts.get(RemainderObservable.RESET).standardError()
                            + parts.get(RemainderObservable.JUMP).standardError());
        }
        assertThat(Math.abs(change - right - rest)).isLessThan(4 * error);
        assertThat(Math.abs(change - right)).isGreaterThan(4 * error);
        RemainderBound bound = remainders.bound();
        Estimate jump = result.observedAt(remainder, 1).get(RemainderObservable.JUMP);
        assertThat(Math.abs(jump.mean())).isLessThan(bound.jump());
    }

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
     * Each neuron of the worm replaced by m copies with weights /m, at time 0.4 of a simulation: the remainders of the edge
     * fall like ε_w. Slope 1 lies in the 99 % interval of the fit (measured 0.98 ± 0.07 and 0.96 ± 0.12 at 95 %), ½ and 2 do
     * not. Replicas fall with m as the average over edges takes their place; the interval comes from the scatter of the
     * four points about the line, and a true slope of 1 fails with probability 1 % a fit over seeds; the seed is fixed.
     */
    @Test
    @Tag("slow")
    void remaindersOfTheWormFallLikeTheLargestWeight() {
        SynapticNetwork worm = worm();
        double[] weights = new double[4];
        double[][] parts = new double[2][4];
        for (int r = 0; r < 4; r++) {
            int m = 1 << r;
            SynapticNetwork network = new Split(worm, m).generate(0);
            weights[r] = WeightScaling.of(network).largestWeight();
            assertThat(weights[r]).isEqualTo(WeightScaling.of(worm).largestWeight() / m);
            RemainderObservable remainder = new RemainderObservable(Remainders.of(network, NEURON, EDGE, PHI));
            EnsembleResult result = Ensemble.of(NEURON, network, LAW)
                    .replicas(Math.max(2, 256 / (m * m * m)))
                    .seed(11)
                    .timeStep(0.02)
                    .threads(2)
                    .observing(remainder)
                    .run(Times.of(0.4));
            List<Estimate> estimates = result.observedAt(remainder, 0);
            parts[0][r] = Math.abs(estimates.get(RemainderObservable.RESET).mean());
            parts[1][r] = Math.abs(estimates.get(RemainderObservable.JUMP).mean());
        }
        for (double[] part : parts) {
            PowerFit fit = PowerFit.of(weights, part);
            assertThat(fit.covers(1, 0.99)).isTrue();
            assertThat(fit.covers(0.5, 0.99)).isFalse();
            assertThat(fit.covers(2, 0.99)).isFalse();
        }
    }
}
