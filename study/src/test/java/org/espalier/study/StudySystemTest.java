package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Times;
import org.espalier.study.method.GroupRate;
import org.espalier.study.report.StudyTables;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Groups, inputs, silencing and readouts in study files. */
class StudySystemTest {
    private static final String GROUPS = """
            groups:
              low: {names: ["?"]}
              few: {groups: [low], share: 0.5, seed: 2}
              rest: {except: [low]}
            inputs:
              - {group: few, current: {family: pulse, from: 0.1, until: 0.3, height: 1.5}}
              - {group: rest, kick_rate: {family: sinusoid, mean: 2, amplitude: 1, frequency: 1, phase: 0}, kick_size: {family: constant, value: 0.1}}
            readouts: [few, rest]
            hierarchy: {max_order: 3, closure: vanishing, methods: [{method: typed, classes: 6, max_order: 2}, {method: classes, classes: 6}]}
            """;

    private static final String SYSTEM = SmallStudy.yaml()
            .replace("scaling: {measure: none}", "scaling: {measure: none}\n  inhibitory: [low]")
            .replace("kick_factor: 1", "kick_factor: 1\n  groups: {low: {noise: 0.3, reset: 0.1}}")
            .replaceAll("hierarchy: .*\n", GROUPS);

    @Test
    void aStudyIsReadBackAsItIsWritten() {
        Study study = Study.parse(SYSTEM);
        assertThat(Study.parse(study.toYaml())).isEqualTo(study);
        assertThat(Study.parse(study.toYaml()).toYaml()).isEqualTo(study.toYaml());
    }

    @Test
    void theProblemIsWhatTheStudySays() {
        Study study = Study.parse(SYSTEM);
        SynapticNetwork plain = study.network().network();
        NetworkSystem problem = study.problem(plain);
        // neurons without labels are called by their number: ten of one character
        for (int i = 0; i < 40; i++) {
            assertThat(problem.neurons().of(i).noise()).isEqualTo(i < 10 ? 0.3 : 0.4);
            for (int j = 0; j < 40; j++) {
                assertThat(problem.network().weight(i, j)).isEqualTo(j < 10 ? -plain.weight(i, j) : plain.weight(i, j));
            }
        }
        assertThat(problem.readouts().get(0).size()).isEqualTo(5);
        assertThat(problem.readouts().get(1).size()).isEqualTo(30);
        assertThat(problem.breaks()).containsExactly(0.1, 0.3);
        assertThat(problem.colouring().count()).isEqualTo(3);
    }

    @Test
    void everyMethodTellsTheRatesOfTheGroups() {
        StudyResult result = Study.parse(SYSTEM).run();
        assertThat(result.outcome().isCompleted())
                .as(result.outcome().message())
                .isTrue();
        HierarchyStudy orders = result.hierarchy().orElseThrow();
        assertThat(result.stages())
                .anySatisfy(stage ->
                        assertThat(stage.summary()).isEqualTo("57 trees up to order 3 with 3 colours of neurons"));
        Map<String, GroupRate> limit = result.meanField().orElseThrow().groups().stream()
                .collect(Collectors.toMap(GroupRate::group, Function.identity()));
        for (int k : result.outputs()) {
            for (String group : List.of("few", "rest")) {
                double exact = limit.get(group).rate()[k];
                GroupRate byTrees = orders.groupRates(3).stream()
                        .filter(rate -> rate.group().equals(group))
                        .findFirst()
                        .orElseThrow();
                assertThat(byTrees.rate()[k]).isCloseTo(exact, within(byTrees.error()[k] + 1e-4));
                result.methods().forEach(method -> {
                    GroupRate own = method.groups().stream()
                            .filter(rate -> rate.group().equals(group))
                            .findFirst()
                            .orElseThrow();
                    assertThat(own.rate()[k]).as(method.method().name()).isCloseTo(exact, within(0.05));
                });
                var sampled = result.simulation().orElseThrow().rate(group).at(k);
                // 5 standard errors and what 40 neurons differ from their limit by
                assertThat(sampled.mean()).isCloseTo(exact, within(5 * sampled.standardError() + 0.03));
            }
        }
        assertThat(new StudyTables(result).all().stream().map(t -> t.name())).contains("readouts");
        assertThat(new StudyTables(result).readouts(result.outputs()).rows())
                .isEqualTo(2 * 7 * result.outputs().size());
    }

    /** Tensors and the quadrature know the colours of neurons. */
    @Test
    @Tag("slow")
    void tensorsAndQuadratureTellTheRatesOfTheGroupsToo() {
        String methods = SYSTEM.replaceAll(
                "methods: \\[.*\\]\\}",
                "methods: [{method: tensor, closure: mean_drive, max_order: 2, cells: 80},"
                        + " {method: quadrature, classes: 5, max_order: 3, starts: 3}]}");
        Study study = Study.parse(methods);
        StudyResult result = study.run();
        assertThat(result.methods()).hasSize(2);
        Map<String, GroupRate> limit = result.meanField().orElseThrow().groups().stream()
                .collect(Collectors.toMap(GroupRate::group, Function.identity()));
        result.methods().forEach(method -> {
            assertThat(method.outcome().isCompleted()).as(method.summary()).isTrue();
            assertThat(method.groups()).hasSize(2);
            for (GroupRate own : method.groups()) {
                for (int k : result.outputs()) {
                    assertThat(own.rate()[k])
                            .as(method.method().name() + " " + own.group())
                            .isCloseTo(limit.get(own.group()).rate()[k], within(own.error()[k] + 3e-3));
                    assertThat(own.error()[k]).isBetween(1e-5, 0.03);
                }
            }
        });
    }

    @Test
    void whatTensorsAndQuadratureKnowForOneColourOnlyIsRefusedByName() {
        for (String wrong : List.of(
                "{method: tensor, closure: vanishing, max_order: 2, basis: 8}",
                "{method: tensor, closure: vanishing, max_order: 2, cells: 40, edge_powers: 2}",
                "{method: quadrature, classes: 5, max_order: 3, inhibitory: 1}",
                "{method: quadrature, classes: 2, max_order: 3}")) {
            Study refused = Study.parse(SYSTEM.replaceAll("methods: \\[.*\\]\\}", "methods: [" + wrong + "]}"));
            assertThatThrownBy(refused::run).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readoutsAloneChangeNoNumber() {
        StudyResult plain = SmallStudy.study().run();
        StudyResult read = Study.parse(SmallStudy.yaml() + "groups: {g: {names: [\"1?\"]}}\nreadouts: [g]\n")
                .run();
        assertThat(read.meanField().orElseThrow().rate())
                .isEqualTo(plain.meanField().orElseThrow().rate());
        assertThat(read.simulation().orElseThrow().rate().means())
                .isEqualTo(plain.simulation().orElseThrow().rate().means());
        assertThat(read.hierarchy()).isPresent();
        assertThat(IntStream.of(10)
                        .mapToObj(i ->
                                read.meanField().orElseThrow().groups().get(0).rate()))
                .allSatisfy(rate -> assertThat(rate).doesNotContain(Double.NaN));
    }

    @Test
    void delaysAndEventsAreSimulated() {
        String delayed = SYSTEM.replace("seed: 3}", "seed: 3, driver: event_driven}")
                + "delays: {usual: 0.1, between: [{from: few, to: rest, delay: 0.2}]}\n";
        Study study = Study.parse(delayed);
        assertThat(Study.parse(study.toYaml())).isEqualTo(study);
        SynapticNetwork network = study.network().network();
        NetworkSystem system = study.problem(network);
        assertThat(system.delays().distinct()).containsExactly(0.1, 0.2);
        assertThat(study.biasHindrance()).isPresent();
        assertThat(Study.parse(SYSTEM).biasHindrance()).isEmpty();
        Times times = study.time().outputs();
        double late =
                study.ensemble(network).run(times).rate().at(times.count() - 1).mean();
        double atOnce = Study.parse(SYSTEM)
                .ensemble(network)
                .run(times)
                .rate()
                .at(times.count() - 1)
                .mean();
        assertThat(late).isNotEqualTo(atOnce);
        assertThat(Study.parse(SYSTEM).run().simulation().orElseThrow().bias()).isPresent();
    }

    @TestFactory
    List<DynamicTest> everyMistakeIsNamed() {
        String[][] cases = {
            {SYSTEM.replace("readouts: [few, rest]", "readouts: [fwe]"), "no group is called 'fwe'"},
            {SYSTEM.replace("groups: [low], share", "groups: [later], share"), "no group is called 'later'"},
            {SYSTEM.replace("inhibitory: [low]", "inhibitory: [high]"), "no group is called 'high'"},
            {SYSTEM.replace("group: few, current", "group: nobody, current"), "no group is called 'nobody'"},
            {SYSTEM.replace("readouts:", "silence: [few]\nreadouts:"), "'few' is silenced"},
            {SYSTEM.replace("from: 0.1, until: 0.3", "from: 7, until: 9"), "begins after the last of time.outputs"},
            {SYSTEM.replace("from: 0.1, until: 0.3", "from: 0.3, until: 0.1"), "until = 0.1"},
            {SYSTEM.replace("family: pulse", "family: plus"), "family"},
            {SYSTEM.replace("seed: 3}", "seed: 3, threshold: 4}"), "inputs are not known for neurons that fire"},
            {SYSTEM + "delays: {usual: -0.1}\n", "usual = -0.1 must be finite and ≥ 0"},
            {SYSTEM + "delays: {usual: 0, between: [{from: few, to: fwe, delay: 1}]}\n", "no group is called 'fwe'"},
            {SYSTEM.replace(", kick_size: {family: constant, value: 0.1}", ""), "kick_size"},
            {SYSTEM.replace("groups: {low: {noise", "groups: {lwo: {noise"), "no group is called 'lwo'"},
        };
        return IntStream.range(0, cases.length)
                .mapToObj(n -> DynamicTest.dynamicTest(
                        cases[n][1],
                        () -> assertThatThrownBy(() -> Study.parse(cases[n][0])).hasMessageContaining(cases[n][1])))
                .toList();
    }

    @Test
    void whatTheNetworkDoesNotHaveIsNamedBeforeWorkStarts() {
        assertThatThrownBy(() -> Study.parse(SYSTEM.replace("names: [\"?\"]", "names: [\"x*\"]"))
                        .run())
                .hasMessageContaining("no neuron matches 'x*'");
        assertThatThrownBy(() -> Study.parse(SYSTEM.replace("except: [low]", "except: [low], types: [motor]"))
                        .run())
                .hasMessageContaining("no neuron is of type 'motor'");
        assertThatThrownBy(() -> Study.parse(SYSTEM.replace(
                                "groups: {low: {noise: 0.3", "groups: {few: {noise: 0.2}, low: {noise: 0.3"))
                        .run())
                .hasMessageContaining("is in both 'few' and 'low'");
    }
}
