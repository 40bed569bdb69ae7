package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.espalier.estimates.bridge.Row;
import org.espalier.estimates.convergence.ConstantIntensityMoments;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.sampling.Verdict;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;

/** Tree observables of a study against its simulation, and the sources that differences are put down to. */
class TreeComparisonTest {
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);
    private static final RootedTree CHERRY = RootedTree.ofLevels(0, 1, 1);
    private static final RootedTree PATH = RootedTree.ofLevels(0, 1, 2);

    private static String yaml(String network, String intensity, double kickFactor, int replicas) {
        return """
                title: Trees
                network:
                  generator: %s
                  signs: {rule: inhibitory_fraction, fraction: 0.3, seed: 2}
                  scaling: {measure: none}
                neuron:
                  drift: {family: linear, input: 0.8, rate: 0.6}
                  noise: 0.4
                  intensity: %s
                  reset: -0.2
                  kick_factor: %s
                time: {unit: 20 ms, outputs: [0, 0.5, 1], curve_intervals: 4}
                initial_law: {family: normal, mean: 0.3, deviation: 0.3}
                hierarchy: {max_order: 5, closure: vanishing}
                numerics: {cells: 400, time_step: 0.01}
                simulation: {replicas: %d, time_step: 0.02, seed: 11, driver: event_driven}
                """.formatted(network, intensity, kickFactor, replicas);
    }

    private static TreeComparison compare(String yaml, int order, String... functions) {
        StudyResult result = Study.parse(yaml)
                .run(StudyListener.silent(), RunOptions.threads(2).trees(new TreeQuestion(order, List.of(functions))));
        assertThat(result.outcome().isCompleted()).isTrue();
        return result.trees().orElseThrow();
    }

    private static TreeComparison.Part part(TreeComparison found, String function, RootedTree tree) {
        return found.parts().stream()
                .filter(p -> p.function().equals(function) && p.tree().equals(tree))
                .findFirst()
                .orElseThrow();
    }

    private static final String BLOCKS =
            "{family: stochastic_block, sizes: [8, 6], probabilities: [[0.6, 0.4], [0.5, 0.3]],"
                    + " couplings: [[0.9, 0.7], [1.1, 0.4]], seed: 3}";

    /**
     * Constant intensity: means and second moments of the particles are known for every network. The mean field is right about the
     * vertex; about the edge it lacks the covariances, exactly.
     */
    @Test
    void constantIntensityIsExact() {
        Study study = Study.parse(yaml(BLOCKS, "{family: constant, rate: 1.5}", 1, 4_000));
        TreeComparison found = compare(study.toYaml(), 2, "moment:1");
        SynapticNetwork network = study.network().network();
        assertThat(network.weight(0)).isNotZero();
        ConstantIntensityMoments exact = ConstantIntensityMoments.of(network, study.neuron(), 0.3, 0.09);
        TreeComparison.Part edge = part(found, "moment:1", EDGE);
        for (String prediction : List.of("mean field", "order 5")) {
            for (Row row : edge.comparison().of(prediction)) {
                double time = row.time();
                assertThat(row.predicted()).isCloseTo(exact.meanFieldEdgeMoment(time), within(2e-4));
                // simultaneous intervals at 95 %; the seed is fixed
                assertThat(row.sampled().mean()).isCloseTo(exact.edgeMoment(time), within(row.halfWidth()));
            }
        }
        Row last = edge.comparison().of("mean field").get(2);
        double missing = exact.edgeMoment(1) - exact.meanFieldEdgeMoment(1);
        assertThat(Math.abs(missing)).isGreaterThan(2 * last.halfWidth());
        assertThat(last.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(last.source()).isEqualTo("finite network");
        for (Row row : part(found, "moment:1", RootedTree.single()).comparison().rows()) {
            assertThat(row.verdict()).as("t = " + row.time()).isNotEqualTo(Verdict.DIFFERS);
        }
    }

    /** Time 0: independent neurons of one law, so the observables are t(T) m^k over distinct neurons, summed here by hand. */
    @Test
    void atTheStartEveryTreeIsAProductOverDistinctNeurons() {
        Study study = Study.parse(yaml(BLOCKS, "{family: sigmoid, maximum: 3, midpoint: 0.8, width: 0.3}", 1, 400));
        TreeComparison found = compare(study.toYaml(), 3, "moment:1", "cos:2");
        double[][] w = new double[14][14];
        SynapticNetwork network = study.network().network();
        for (int i = 0; i < 14; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                w[i][network.column(e)] = network.weight(e);
            }
        }
        double cherry = 0;
        double path = 0;
        double repeated = 0;
        for (int i = 0; i < 14; i++) {
            for (int j = 0; j < 14; j++) {
                for (int k = 0; k < 14; k++) {
                    cherry += j == k ? 0 : w[i][j] * w[i][k] / 14;
                    path += i == k ? 0 : w[i][j] * w[j][k] / 14;
                }
                repeated += w[i][j] * w[i][j] / 14;
            }
        }
        double mean = 0.3;
        double cosine = Math.cos(0.6) * Math.exp(-0.5 * 4 * 0.09);
        assertThat(repeated).isGreaterThan(0.05);
        for (String prediction : List.of("mean field", "order 5")) {
            assertThat(value(found, "moment:1", CHERRY, prediction))
                    .isCloseTo(cherry * Math.pow(mean, 3), within(1e-5));
            assertThat(value(found, "moment:1", PATH, prediction)).isCloseTo(path * Math.pow(mean, 3), within(1e-5));
            assertThat(value(found, "cos:2", CHERRY, prediction)).isCloseTo(cherry * Math.pow(cosine, 3), within(1e-3));
        }
        assertThat(part(found, "moment:1", CHERRY).coincidences().get(0))
                .isCloseTo(repeated * Math.pow(mean, 3), within(1e-5));
        assertThat(part(found, "moment:1", EDGE).coincidences()).containsOnly(0.0);
    }

    private static double value(TreeComparison found, String function, RootedTree tree, String prediction) {
        return part(found, function, tree).comparison().of(prediction).get(0).predicted();
    }

    /** No kicks: neurons stay independent, every tree of the mean field is exact, and so is every order. */
    @Test
    void withoutKicksNothingDiffers() {
        TreeComparison found = compare(
                yaml(BLOCKS, "{family: sigmoid, maximum: 3, midpoint: 0.8, width: 0.3}", 0, 1_000),
                4,
                "nu",
                "moment:1");
        assertThat(found.parts()).hasSize(2 * 8);
        for (TreeComparison.Part part : found.parts()) {
            for (Row row : part.comparison().rows()) {
                // all together fail by chance with probability 0.05 at most; the seed is fixed
                assertThat(row.verdict())
                        .as(part.tree() + " " + part.function() + " " + row)
                        .isNotEqualTo(Verdict.DIFFERS);
                assertThat(row.halfWidth()).isLessThan(0.2);
            }
        }
        // one level for all: 16 quantities at 3 times
        Row row = found.parts().get(0).comparison().rows().get(1);
        assertThat(row.halfWidth() / row.sampled().standardError()).isBetween(3.2, 3.5);
    }

    /** The orders of every tree approach the mean field of the same tree, and say how far they are from it. */
    @Test
    void theHierarchyApproachesTheMeanFieldOfEveryTree() {
        TreeComparison found =
                compare(yaml(BLOCKS, "{family: sigmoid, maximum: 3, midpoint: 0.8, width: 0.3}", 0.3, 2), 3, "nu");
        for (TreeComparison.Part part : found.parts()) {
            for (int k = 1; k < 3; k++) {
                Row order = part.comparison().of("order 5").get(k);
                Row limit = part.comparison().of("mean field").get(k);
                double distance = Math.abs(order.predicted() - limit.predicted());
                double known = order.budget().truncation()
                        + order.budget().discretisation()
                        + limit.budget().discretisation();
                assertThat(distance).as(part.tree() + " at " + order.time()).isLessThan(known + 1e-6);
                assertThat(known).isLessThan(0.2 * Math.abs(limit.predicted()));
            }
        }
    }

    @Test
    void mistakesAreRefused() {
        assertThatThrownBy(() -> new TreeQuestion(6, List.of("nu"))).hasMessageContaining("order 6");
        assertThatThrownBy(() -> compare(SmallStudy.yaml(), 2, "mu")).hasMessageContaining("test function 'mu'");
    }

    private static Row row(String yaml, String prediction, int time) {
        return Study.parse(yaml)
                .run(StudyListener.silent(), 2)
                .comparison()
                .orElseThrow()
                .of(prediction)
                .get(time);
    }

    /** Many neurons, small weights, strong coupling: low orders differ by what they leave out, the mean field does not. */
    @Test
    void whereTruncationDominatesItIsNamed() {
        String yaml = SmallStudy.yaml()
                .replace("neurons: 40, mean_degree: 8, coupling: 0.3", "neurons: 300, mean_degree: 150, coupling: 0.5")
                .replace("replicas: 40", "replicas: 300");
        for (int order = 1; order <= 2; order++) {
            Row row = row(yaml, "order " + order, 1);
            assertThat(row.verdict()).isEqualTo(Verdict.DIFFERS);
            assertThat(row.source()).isEqualTo("truncation");
            // the budget is about the difference itself
            assertThat(row.budget().truncation() / Math.abs(row.difference())).isBetween(0.7, 1.4);
        }
        assertThat(row(yaml, "mean field", 1).verdict()).isNotEqualTo(Verdict.DIFFERS);
    }

    /** Few neurons with large kicks: every method differs by the finite network, the highest order as much as the mean field. */
    @Test
    void whereTheFiniteNetworkDominatesItIsNamed() {
        String yaml = SmallStudy.yaml()
                .replace("neurons: 40, mean_degree: 8, coupling: 0.3", "neurons: 12, mean_degree: 2, coupling: 0.5")
                .replace("replicas: 40", "replicas: 20000")
                .replace("time_step: 0.02, seed: 3", "time_step: 0.02, seed: 3, driver: event_driven")
                .replace("max_order: 5", "max_order: 8");
        Row limit = row(yaml, "mean field", 1);
        Row order = row(yaml, "order 8", 1);
        for (Row row : List.of(limit, order)) {
            assertThat(row.verdict()).isEqualTo(Verdict.DIFFERS);
            assertThat(row.source()).isEqualTo("finite network");
            assertThat(row.budget().unexplained())
                    .isGreaterThan(2 * row.budget().truncation());
            assertThat(row.budget().unexplained()).isGreaterThan(row.budget().discretisation());
        }
    }
}
