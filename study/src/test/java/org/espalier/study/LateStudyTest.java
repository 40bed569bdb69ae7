package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.system.NetworkSystem;
import org.espalier.study.method.MethodSolution;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Refractory times, delays and thresholds in study files. */
class LateStudyTest {
    private static final String DELAYS = SmallStudy.yaml()
            .replace(
                    "kick_factor: 1",
                    "kick_factor: 1\n  refractory: 0.05\n  groups: {low: {noise: 0.3, refractory: 0.15}}")
            .replaceAll(
                    "hierarchy: .*\n",
                    "groups:\n  low: {names: [\"?\"]}\n  rest: {except: [low]}\nreadouts: [low]\ndelays: {usual: 0.1, between: [{from: low, to: rest, delay: 0.25}]}\n$0");

    private static final String LAW = "initial_law: {family: normal, mean: 0.3, deviation: 0.3}";
    private static final String FIRING = SmallStudy.yaml()
            .replace("{family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}", "{family: threshold, threshold: 1}")
            .replace(LAW, "initial_law: {family: normal, mean: 0.2, deviation: 0.1}");

    @Test
    void aStudyIsReadBackAsItIsWritten() {
        for (String text : List.of(
                DELAYS, FIRING, SmallStudy.yaml().replace("kick_factor: 1", "kick_factor: 1\n  refractory: 0.1"))) {
            Study study = Study.parse(text);
            assertThat(Study.parse(study.toYaml())).isEqualTo(study);
            assertThat(Study.parse(study.toYaml()).toYaml()).isEqualTo(study.toYaml());
            assertThat(study).isNotEqualTo(SmallStudy.study());
        }
        assertThat(Study.parse(SmallStudy.yaml().replace("kick_factor: 1", "kick_factor: 1\n  refractory: 0.1")))
                .isEqualTo(Study.parse(SmallStudy.yaml().replace("seed: 3}", "seed: 3, refractory: 0.1}")));
        assertThat(SmallStudy.study().toYaml()).doesNotContain("delay", "refractory");
        // what is written is changed key by key
        Study firing = Study.parse(FIRING);
        assertThat(firing.toYaml()).containsOnlyOnce("threshold: 1.0");
        assertThat(Study.parse(DELAYS.replace("seed: 3}", "seed: 3, refractory: 0.3}")))
                .isEqualTo(Study.parse(DELAYS));
        assertThat(Study.parse(SmallStudy.yaml() + "delays: {usual: 0}\n")).isEqualTo(SmallStudy.study());
    }

    @Test
    void theProblemIsWhatTheStudySays() {
        Study study = Study.parse(DELAYS);
        SynapticNetwork network = study.network().network();
        NetworkSystem problem = study.problem(network);
        for (int i = 0; i < 40; i++) {
            assertThat(problem.refractoryOf(i)).isEqualTo(i < 10 ? 0.15 : 0.05);
            for (int j = 0; j < 40; j++) {
                assertThat(problem.delays().of(network, i, j)).isEqualTo(j < 10 && i >= 10 ? 0.25 : 0.1);
            }
        }
        Study firing = Study.parse(FIRING);
        assertThat(firing.simulation().threshold()).hasValue(1);
        NetworkSystem atThreshold = firing.problem(firing.network().network());
        assertThat(atThreshold.threshold()).hasValue(1);
        assertThat(atThreshold.neurons().of(3).intensity()).isEqualTo(new HardThreshold(1));
        // a threshold of the simulation is one of the theory
        Study other = Study.parse(SmallStudy.yaml()
                .replace("seed: 3}", "seed: 3, threshold: 1}")
                .replace(LAW, "initial_law: {family: normal, mean: 0.2, deviation: 0.1}"));
        assertThat(other.problem(other.network().network())).isEqualTo(atThreshold);
    }

    @Test
    void aRefractoryTimeIsThatOfTheSimulation() {
        Study study = Study.parse(SmallStudy.yaml()
                .replace("seed: 3}", "seed: 3, refractory: 0.125}")
                .replace("replicas: 40", "replicas: 200")
                .replace("outputs: [0.25, 0.5]", "outputs: [0.5, 1]"));
        assertThat(study.refusal()).isEmpty();
        StudyResult result = study.run();
        assertThat(result.outcome().isCompleted()).isTrue();
        double[] rate = result.meanField().orElseThrow().rate();
        HierarchyStudy orders = result.hierarchy().orElseThrow();
        MethodSolution typed = result.methods().get(0);
        for (int k : result.outputs()) {
            var sampled = result.simulation().orElseThrow().rate().at(k);
            // 5 standard errors and what 40 neurons differ from their limit by, which is less than what the time
            // changes
            assertThat(sampled.mean()).isCloseTo(rate[k], within(5 * sampled.standardError() + 0.012));
            assertThat(rate[k]).isBetween(0.5, 0.7);
            assertThat(orders.rate(5)[k]).isCloseTo(rate[k], within(2e-4));
            assertThat(typed.rate()[k]).isCloseTo(rate[k], within(2e-4));
            assertThat(result.meanField().orElseThrow().error()[k]).isBetween(1e-7, 1e-2);
        }
    }

    /** Delays between groups and refractory times of groups by every method that knows them, with those that do not left out. */
    @Test
    void everyMethodThatKnowsThemAgrees() {
        StudyResult result = Study.parse(
                        DELAYS.replaceAll(
                                "hierarchy: .*\n",
                                "hierarchy: {max_order: 4, closure: vanishing, methods: [{method: typed, classes: 6, max_order: 2},"
                                        + " {method: classes, classes: 6}, {method: quadrature, classes: 2, max_order: 3, starts: 2}]}\n"))
                .run();
        assertThat(result.outcome().isCompleted()).isTrue();
        assertThat(result.methods()).hasSize(2);
        assertThat(result.stages())
                .anySatisfy(stage -> assertThat(stage.summary())
                        .isEqualTo(
                                "left out: tree quadrature, 2 classes, order 3 does not know a refractory time, it is"
                                        + " fitted to trees of neurons that do not rest"));
        double[] limit = result.meanField().orElseThrow().rate();
        double[] group = result.meanField().orElseThrow().groups().get(0).rate();
        for (int k : result.outputs()) {
            assertThat(result.hierarchy().orElseThrow().rate(4)[k]).isCloseTo(limit[k], within(1e-3));
            assertThat(result.hierarchy().orElseThrow().groupRates(4).get(0).rate()[k])
                    .isCloseTo(group[k], within(1e-3));
            for (MethodSolution method : result.methods()) {
                assertThat(method.rate()[k]).as(method.method().name()).isCloseTo(limit[k], within(2e-3));
                assertThat(method.groups().get(0).rate()[k]).isCloseTo(group[k], within(5e-3));
            }
            var sampled = result.simulation().orElseThrow().rate().at(k);
            assertThat(sampled.mean()).isCloseTo(limit[k], within(5 * sampled.standardError() + 0.03));
        }
    }

    @Test
    void aTimeFarBelowTheStepIsRefusedBeforeWorkStarts() {
        assertThatThrownBy(() -> Study.parse(
                                SmallStudy.yaml().replace("kick_factor: 1", "kick_factor: 1\n  refractory: 1e-6"))
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "mean-field equation: a refractory time or delay of 1.0E-6 is below a thousandth");
    }

    @Test
    void neuronsThatFireAtAThresholdHaveTheirMeanField() {
        Study study = Study.parse(FIRING.replace("replicas: 40", "replicas: 1000")
                .replace("outputs: [0.25, 0.5]", "outputs: [0.5, 1]")
                .replace("time_step: 0.02, seed", "time_step: 0.002, seed")
                .replace("coupling: 0.3", "coupling: 0.1"));
        StudyResult result = study.run();
        assertThat(result.outcome().isCompleted()).isTrue();
        assertThat(result.hierarchy()).isEmpty();
        assertThat(result.stages())
                .anySatisfy(stage -> assertThat(stage.summary()).contains("left out", "threshold"));
        double[] rate = result.meanField().orElseThrow().rate();
        for (int k : result.outputs()) {
            var sampled = result.simulation().orElseThrow().rate().at(k);
            // the step of the simulation misses first passages: order √0.002
            assertThat(sampled.mean()).isCloseTo(rate[k], within(5 * sampled.standardError() + 0.06 * rate[k]));
        }
        assertThat(result.comparison().orElseThrow().rows())
                .extracting(row -> row.prediction())
                .containsOnly("mean field");
    }

    @TestFactory
    List<DynamicTest> everyMistakeIsNamed() {
        String[][] cases = {
            {DELAYS.replace("refractory: 0.15", "refractory: -2"), "refractory = -2.0 must be ≥ 0"},
            {FIRING.replace("seed: 3}", "seed: 3, threshold: 2}"), "all neurons must fire at the same threshold"},
            {
                FIRING.replace(
                        "kick_factor: 1", "kick_factor: 1\n  types: {a: {intensity: {family: constant, rate: 1}}}"),
                "all neurons must fire at the same threshold"
            },
        };
        return IntStream.range(0, cases.length)
                .mapToObj(n -> DynamicTest.dynamicTest(
                        cases[n][1],
                        () -> assertThatThrownBy(() -> Study.parse(cases[n][0])).hasMessageContaining(cases[n][1])))
                .toList();
    }
}
