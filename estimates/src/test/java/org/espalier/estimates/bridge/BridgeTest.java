package org.espalier.estimates.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.TestFunction;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Moments;
import org.espalier.run.sampling.Series;
import org.espalier.run.sampling.Verdict;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;

class BridgeTest {
    private static final Times TIMES = Times.of(1, 2);

    private static Series sampled() {
        return new Series(TIMES, List.of(new Estimate(0.5, 0.001, 101), new Estimate(0.8, 0.002, 101)));
    }

    @Test
    void halfWidthIsTheBonferroniQuantileTimesTheStandardError() {
        Comparison comparison = Bridge.of(sampled()).compare(Prediction.of("p", TIMES, 0.5, 0.8));
        // Student's t, 100 degrees of freedom, at 1 − 0.05/4 = 0.9875: 2.276363 (tables: 2.2757 to 2.2764)
        assertThat(comparison.rows().get(0).halfWidth() / 0.001).isBetween(2.2750, 2.2770);
        assertThat(comparison.rows().get(1).halfWidth())
                .isCloseTo(2 * comparison.rows().get(0).halfWidth(), within(1e-12));
    }

    @Test
    void verdicts() {
        Comparison comparison = Bridge.of(sampled())
                .tolerance(0.004)
                .compare(Prediction.of("near", TIMES, 0.501, 0.801), Prediction.of("far", TIMES, 0.49, 0.81));
        Row agrees = comparison.of("near").get(0);
        assertThat(agrees.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(agrees.replicasNeeded()).isEqualTo(101);
        Row open = comparison.of("near").get(1);
        assertThat(open.verdict()).isEqualTo(Verdict.CANNOT_TELL);
        // h = 2.276 · 0.002 must shrink to 0.003: (4.552/3)² · 101
        assertThat(open.replicasNeeded()).isBetween(231L, 235L);
        assertThat(open.inWords()).matches("cannot tell \\(23\\d replicas needed\\)");
        Row differs = comparison.of("far").get(0);
        assertThat(differs.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(differs.difference()).isCloseTo(-0.01, within(1e-12));
        assertThat(differs.inWords()).isEqualTo("differs by -0.010 ± 0.0023");
        assertThat(comparison.verdict("near")).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(comparison.verdict("far")).isEqualTo(Verdict.DIFFERS);
        assertThat(comparison.worst("far").time()).isEqualTo(1);
        assertThat(comparison.worst("far").standardErrors()).isCloseTo(10, within(1e-9));
        assertThat(comparison.toString()).contains("cannot tell").contains("differs by");
    }

    @Test
    void theNumberOfReplicasAskedForIsTheOneThatTells() {
        Random random = new Random(4);
        Moments moments = new Moments(1);
        for (int r = 0; r < 50; r++) {
            moments.add(random.nextGaussian());
        }
        Times time = Times.of(1);
        double prediction = moments.estimate(0).mean() + 0.2;
        Row row = Bridge.of(new Series(time, List.of(moments.estimate(0))))
                .tolerance(0)
                .compare(Prediction.of("p", time, prediction))
                .rows()
                .get(0);
        assertThat(row.verdict()).isEqualTo(Verdict.CANNOT_TELL);
        double shrunk = row.sampled().standardError() * Math.sqrt(50.0 / row.replicasNeeded());
        Row then = Bridge.of(new Series(
                        time, List.of(new Estimate(moments.estimate(0).mean(), shrunk, (int) row.replicasNeeded()))))
                .tolerance(0)
                .compare(Prediction.of("p", time, prediction))
                .rows()
                .get(0);
        assertThat(then.verdict()).isEqualTo(Verdict.DIFFERS);
    }

    @Test
    void intervalsCoverTogether() {
        // 2000 simulations of 5 correlated times; a false "differs" at any time has probability ≤ 0.1:
        // Binomial(2000, ≤ 0.1), mean 200, deviation 13.4: above 260 with probability below 1e-5.
        // Correlation makes Bonferroni cautious, but not below half of it: under 80 would mean intervals too wide.
        Random random = new Random(12);
        Times times = Times.of(1, 2, 3, 4, 5);
        int alarms = 0;
        for (int run = 0; run < 2000; run++) {
            Moments moments = new Moments(5);
            for (int r = 0; r < 20; r++) {
                double common = random.nextGaussian();
                double[] x = new double[5];
                for (int k = 0; k < 5; k++) {
                    x[k] = 0.5 * common + random.nextGaussian();
                }
                moments.add(x);
            }
            Series series = new Series(
                    times,
                    List.of(0, 1, 2, 3, 4).stream().map(moments::estimate).toList());
            Comparison comparison =
                    Bridge.of(series).level(0.9).tolerance(0).compare(Prediction.of("truth", times, 0, 0, 0, 0, 0));
            if (comparison.verdict("truth") == Verdict.DIFFERS) {
                alarms++;
            }
        }
        assertThat(alarms).isBetween(80, 260);
    }

    @Test
    void budgetTakesKnownSourcesOff() {
        Series bias = new Series(TIMES, List.of(new Estimate(-0.001, 1e-5, 50), new Estimate(0.001, 1e-5, 50)));
        Row row = Bridge.of(sampled())
                .timeStepBias(bias)
                .compare(Prediction.of("p", TIMES, 0.53, 0.8)
                        .truncation(0.004, 0)
                        .discretisation(0.002, 0))
                .rows()
                .get(0);
        ErrorBudget budget = row.budget();
        assertThat(budget.timeStep()).isEqualTo(0.001);
        assertThat(budget.truncation()).isEqualTo(0.004);
        assertThat(budget.unexplained()).isCloseTo(0.03 - row.halfWidth() - 0.001 - 0.004 - 0.002, within(1e-12));
        assertThat(budget.largest()).isEqualTo("finite network");
        Row unknown = Bridge.compare(sampled(), Prediction.of("p", TIMES, 0.5, 0.8))
                .rows()
                .get(0);
        assertThat(unknown.budget().truncation()).isNaN();
        assertThat(unknown.budget().unexplained()).isZero();
        assertThat(unknown.budget().largest()).isEqualTo("sampling");
        // what nobody told may be any of the causes, not the finite network
        Row untold = Bridge.of(sampled())
                .timeStepBias(bias)
                .compare(Prediction.of("p", TIMES, 0.7, 0.8).discretisation(0.002, 0))
                .rows()
                .get(0);
        assertThat(untold.budget().largest()).isEqualTo("unknown");
        assertThat(untold.source()).isEqualTo("unknown");
    }

    @Test
    void treesAreComparedVersionWithVersion() {
        // constant intensity: ⟨τ_N(edge), v ⊗ v⟩ of version I against H2 and a wrong value; path of three refused
        SynapticNetwork network = SynapticNetwork.of(
                3, new int[] {0, 1, 2, 0}, new int[] {1, 0, 0, 2}, new double[] {0.5, 0.4, 0.3, -0.2});
        Neuron neuron = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        List<RootedTree> trees = List.of(RootedTree.ofLevels(0, 1), RootedTree.ofLevels(0, 1, 2));
        TreeObservables all = TreeObservables.homomorphism(network, List.of(TestFunction.moment(1)), trees);
        TreeObservables distinct = TreeObservables.injective(network, List.of(TestFunction.moment(1)), trees);
        Times start = Times.of(0);
        EnsembleResult result = Ensemble.of(neuron, network, Normal.of(0.3, 0.3))
                .replicas(4_000)
                .observing(all, distinct)
                .run(start);
        // independent at time 0: t(edge) m² for the edge; I of the path: tuples (1 0 2) and (2 0 1)
        double edge = (0.5 + 0.4 + 0.3 - 0.2) / 3 * 0.09;
        double path = (0.4 * -0.2 + 0.3 * 0.5) / 3 * 0.027;
        Prediction first = Prediction.of("edge", start, edge);
        Prediction second = Prediction.of("path", start, path);
        for (Bridge bridge : List.of(Bridge.of(result, distinct, 0), Bridge.of(result, all, 0))) {
            assertThat(bridge.level(0.9999).tolerance(0).compare(first).verdict("edge"))
                    .isEqualTo(Verdict.CANNOT_TELL);
        }
        Bridge paths = Bridge.of(result, distinct, 1).level(0.9999).tolerance(0);
        assertThat(paths.compare(second).verdict("path")).isEqualTo(Verdict.CANNOT_TELL);
        assertThatThrownBy(() -> paths.compare(second.version(TupleVersion.PRODUCT)))
                .hasMessageContaining("version PRODUCT");
        assertThatThrownBy(() -> Bridge.of(result, all, 1).compare(second))
                .hasMessageContaining("of version EMPIRICAL");
        // version H2 of the path carries E V² on the coincidences (0 1 0), (1 0 1), (2 0 2), (0 2 0)
        double coincident = (2 * 0.5 * 0.4 + 2 * 0.3 * -0.2) / 3 * (0.3 * (0.09 + 0.09));
        Prediction third = Prediction.of("path", start, path + coincident).version(TupleVersion.EMPIRICAL);
        assertThat(Bridge.of(result, all, 1)
                        .level(0.9999)
                        .tolerance(0)
                        .compare(third)
                        .verdict("path"))
                .isEqualTo(Verdict.CANNOT_TELL);
        assertThat(Bridge.of(result, all, 1)
                        .tolerance(0)
                        .compare(second.version(TupleVersion.EMPIRICAL))
                        .verdict("path"))
                .isEqualTo(Verdict.DIFFERS);
    }

    /** Independent at time 0, three neurons: on • • the three versions are three numbers, each right for itself only. */
    @Test
    void forestsAreComparedVersionWithVersion() {
        SynapticNetwork network = SynapticNetwork.of(3, new int[] {0, 1}, new int[] {1, 2}, new double[] {0.5, 0.4});
        Neuron neuron = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        RootedTree dot = RootedTree.single();
        TreeObservables forests = TreeObservables.forests(
                network, List.of(TestFunction.moment(1)), List.of(List.of(dot, dot), List.of(dot)));
        Times start = Times.of(0);
        EnsembleResult result = Ensemble.of(neuron, network, Normal.of(0.3, 0.3))
                .replicas(4_000)
                .observing(forests)
                .run(start);
        double mean = 0.3;
        double second = 0.09 + 0.09;
        // (1/9) Σ_{i≠j} m² = 6/9 m², m², and m² with the diagonal (1/9) 3 E V²
        Prediction injective = Prediction.of("I", start, 6.0 / 9 * mean * mean);
        Prediction product = Prediction.of("H1", start, mean * mean).version(TupleVersion.PRODUCT);
        Prediction empirical =
                Prediction.of("H2", start, 6.0 / 9 * mean * mean + second / 3).version(TupleVersion.EMPIRICAL);
        Bridge bridge = Bridge.of(result, forests, 0).level(0.9999).tolerance(0);
        // fails by chance with probability 1e-4; the seed is fixed
        assertThat(bridge.compare(empirical).verdict("H2")).isEqualTo(Verdict.CANNOT_TELL);
        for (Prediction other : List.of(injective, product)) {
            assertThatThrownBy(() -> bridge.compare(other))
                    .hasMessageContaining("of version " + other.version())
                    .hasMessageContaining("the simulation of version EMPIRICAL");
            // the refusal is no formality
            assertThat(bridge.compare(other.version(TupleVersion.EMPIRICAL)).verdict(other.name()))
                    .isEqualTo(Verdict.DIFFERS);
        }
        // one vertex alone: no version
        assertThat(Bridge.of(result, forests, 1)
                        .level(0.9999)
                        .tolerance(0)
                        .compare(Prediction.of("•", start, mean).version(TupleVersion.PRODUCT))
                        .verdict("•"))
                .isEqualTo(Verdict.CANNOT_TELL);
    }

    @Test
    void severalQuantitiesShareTheLevel() {
        Prediction p = Prediction.of("p", TIMES, 0.5, 0.8);
        double alone = Bridge.of(sampled()).level(0.99).compare(p).rows().get(0).halfWidth();
        double among = Bridge.of(sampled())
                .level(0.95)
                .among(5)
                .compare(p)
                .rows()
                .get(0)
                .halfWidth();
        assertThat(among).isCloseTo(alone, within(1e-12));
    }

    @Test
    void timesAreAlignedAndNotGuessed() {
        Times more = Times.of(0, 0.5, 1, 1.5, 2);
        Comparison comparison = Bridge.compare(sampled(), Prediction.of("p", more, 9, 9, 0.5, 9, 0.8));
        assertThat(comparison.rows()).extracting(Row::predicted).containsExactly(0.5, 0.8);
        assertThatThrownBy(() -> Bridge.compare(sampled(), Prediction.of("p", Times.of(1, 3), 1, 1)))
                .hasMessageContaining("no value at time 2.0");
        assertThatThrownBy(() -> Prediction.of("p", TIMES, 1)).hasMessageContaining("1 values for 2 times");
        assertThatThrownBy(() -> Bridge.of(sampled()).level(95)).hasMessageContaining("95");
        assertThatThrownBy(() -> Bridge.of(new Series(Times.of(1), List.of(new Estimate(1, Double.NaN, 1)))))
                .hasMessageContaining("1 replicas");
        assertThat(Bridge.compare(sampled(), Prediction.of("p", TIMES, Double.NaN, 0.8))
                        .rows()
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.CANNOT_TELL);
    }
}
