package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups from columns, tables of inputs from files, and parameters that differ from neuron to neuron. */
class StudyGroupsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("edges.csv"), """
                pre,post,weight,pre_class
                A1,B1,1,sensory
                A1,B2,2,sensory
                A2,B1,1,sensory
                B1,C1,3,inter
                B2,C1,1,inter
                C1,A1,1,motor
                C1,A2,2,motor
                """);
        Files.writeString(folder.resolve("neurons.csv"), """
                name,side,level
                A1,left,0.9
                A2,right,1.3
                B1,left,0.9
                B2,right,1.1
                C1,left,1.0
                """);
        Files.writeString(folder.resolve("current.csv"), "time,value\n0,0.5\n0.1, 1.5\n# off\n0.3 0\n");
    }

    private Study study(String more) throws IOException {
        return study(yaml -> yaml, more);
    }

    private Study study(Function<String, String> change, String more) throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(file, change.apply("""
                title: Five neurons
                network:
                  file: edges.csv
                  columns: {source: pre, target: post, weight: weight}
                  self_loops: drop
                  duplicates: sum
                  signs: {rule: excitatory}
                  scaling: {measure: mean_row_sum, value: 0.5}
                neuron:
                  drift: {family: linear, input: 1, rate: 1}
                  noise: 0.4
                  intensity: {family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}
                  reset: 0
                  kick_factor: 1
                time: {unit: 1, outputs: [0.2, 0.5], curve_intervals: 1}
                initial_law: {family: normal, mean: 0.3, deviation: 0.3}
                hierarchy: {max_order: 1, closure: vanishing}
                numerics: {cells: 100, time_step: 0.02}
                simulation: {replicas: 20, time_step: 0.05, seed: 1}
                """) + more);
        return Study.load(file);
    }

    private static Map<String, String> members(Study study) {
        SynapticNetwork network = study.network().network();
        return study.groups(network).stream()
                .collect(Collectors.toMap(
                        NeuronGroup::name,
                        group -> IntStream.of(group.members())
                                .mapToObj(network::label)
                                .sorted()
                                .collect(Collectors.joining(" "))));
    }

    private static final String GROUPS = """
            groups:
              left: {column: {file: neurons.csv, neuron: name, column: side, values: [left]}}
              sending: {column: {neuron: pre, column: pre_class, values: [sensory, motor]}}
              both: {groups: [left], within: [sending]}
              either: {groups: [left, sending], except: [both]}
            """;

    @Test
    void groupsComeFromColumnsOfNeuronsAndEdges() throws IOException {
        Study study = study(GROUPS);
        assertThat(members(study))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("left", "A1 B1 C1", "sending", "A1 A2 C1", "both", "A1 C1", "either", "A2 B1"));
        Study resolved = study.resolved();
        assertThat(resolved.toYaml()).contains(folder.resolve("neurons.csv").toString(), "sha256");
        Study back = Study.parse(resolved.toYaml());
        assertThat(back).isEqualTo(resolved);
        assertThat(members(back)).isEqualTo(members(study));
        Files.writeString(folder.resolve("neurons.csv"), "name,side\nA1,left\n");
        assertThatThrownBy(() -> members(back)).hasMessageContaining("sha256");
    }

    @Test
    void aColumnThatSaysItOfNobodyIsNamed() throws IOException {
        assertThatThrownBy(() -> members(study(GROUPS.replace("[left]}}", "[lefd]}}"))))
                .hasMessageContaining("column 'side' says 'lefd' of no neuron; did you mean left");
        assertThatThrownBy(() -> members(study(GROUPS.replace("column: side", "column: sides"))))
                .hasMessageContaining("no column");
        assertThatThrownBy(
                        () -> members(study(GROUPS.replace("within: [sending]", "within: [sending], except: [left]"))))
                .hasMessageContaining("group 'both': no neuron belongs to it");
        assertThatThrownBy(() -> members(study(GROUPS.replace("neurons.csv", "nurons.csv"))))
                .hasMessageContaining("nurons.csv");
    }

    @Test
    void aCurrentComesFromAFile() throws IOException {
        String inputs = GROUPS
                + "inputs: [{group: left, current: {family: table, file: current.csv, interpolation: step}},"
                + " {group: both, current: {family: table, file: current.csv}}]\n";
        Study study = study(inputs);
        NetworkSystem system = study.problem(study.network().network());
        Signal steps = ((Input.Current) system.inputs().get(0)).signal();
        Signal linear = ((Input.Current) system.inputs().get(1)).signal();
        double[] at = {0, 0.05, 0.1, 0.2, 0.3, 0.4};
        assertThat(Arrays.stream(at).map(steps::at)).containsExactly(0.5, 0.5, 1.5, 1.5, 0.0, 0.0);
        double[] between = {0.5, 1, 1.5, 0.75, 0, 0};
        for (int k = 0; k < at.length; k++) {
            assertThat(linear.at(at[k])).isCloseTo(between[k], within(1e-15));
        }
        assertThat(steps.breaks()).containsExactly(0, 0.1, 0.3);
        // what is written has the points and needs no file
        assertThat(study.toYaml()).doesNotContain("current.csv");
        assertThat(Study.parse(study.resolved().toYaml()).system().inputs())
                .isEqualTo(study.system().inputs());
        for (String[] wrong : new String[][] {
            {"0,1\n0.1\n", "line 2: '0.1' is not a time and a value"},
            {"time,value\n", "holds no row"},
            {"0.2,1\n0.1,1\n", "not before the one before"},
        }) {
            Files.writeString(folder.resolve("current.csv"), wrong[0]);
            assertThatThrownBy(() -> study(inputs)).hasMessageContaining(wrong[1]);
        }
    }

    @Test
    void lawsDifferByGroup() throws IOException {
        Study study = study(
                yaml -> yaml.replace("deviation: 0.3}", "deviation: 0.3, groups: {both: {family: point, at: 0.8}}}"),
                GROUPS);
        assertThat(Study.parse(study.resolved().toYaml())).isEqualTo(study.resolved());
        SynapticNetwork network = study.network().network();
        NetworkSystem system = study.problem(network);
        for (int i = 0; i < 5; i++) {
            boolean both = network.label(i).matches("A1|C1");
            assertThat(system.laws().of(i)).isEqualTo(both ? new PointMass(0.8) : Normal.of(0.3, 0.3));
        }
        assertThatThrownBy(() -> study(
                                yaml -> yaml.replace(
                                        "deviation: 0.3}",
                                        "deviation: 0.3, groups: {both: {family: point, at: 1}, left: {family: point, at: 2}}}"),
                                GROUPS)
                        .problem(network))
                .hasMessageContaining("initial_law.groups: neuron A1 is in both 'both' and 'left'; give it one law");
    }

    @Test
    void signsAreGivenByGroup() throws IOException {
        Study study = study(
                yaml -> yaml.replace(
                        "rule: excitatory}", "rule: inhibitory_fraction, fraction: 1, seed: 1}\n  excitatory: [both]"),
                GROUPS);
        assertThat(Study.parse(study.resolved().toYaml())).isEqualTo(study.resolved());
        SynapticNetwork network = study.network().network();
        SynapticNetwork signed = study.problem(network).network();
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                double sign = network.label(j).matches("A1|C1") ? 1 : -1;
                assertThat(signed.weight(i, j)).isEqualTo(sign * Math.abs(network.weight(i, j)) + 0.0);
            }
        }
        assertThatThrownBy(() -> study(
                                yaml -> yaml.replace(
                                        "rule: excitatory}",
                                        "rule: excitatory}\n  excitatory: [both]\n  inhibitory: [left]"),
                                GROUPS)
                        .problem(network))
                .hasMessageContaining("neuron A1 of group 'both' is in a group of network.inhibitory, too");
    }

    private static final String LEVELS = GROUPS
            + "heterogeneity: {threshold: {column: {file: neurons.csv, neuron: name, column: level}, types: %d},"
            + " input: {law: {family: uniform, low: 0.5, high: 1.5}, seed: 4, group: both, types: 2}}\n";

    @Test
    void parametersDifferFromNeuronToNeuron() throws IOException {
        Study study = study(LEVELS.formatted(2));
        assertThat(Study.parse(study.resolved().toYaml())).isEqualTo(study.resolved());
        SynapticNetwork network = study.network().network();
        NetworkSystem system = study.problem(network);
        // 0.9 0.9 1.0 1.1 1.3 in two: squares 0.0267 for {0.9, 0.9, 1.0} and {1.1, 1.3}, 0.0275 for 1.3 alone
        double low = 2.8 / 3;
        for (int i = 0; i < 5; i++) {
            Sigmoid sigmoid = (Sigmoid) system.neurons().of(i).intensity();
            assertThat(sigmoid.midpoint()).isCloseTo(network.label(i).matches("A2|B2") ? 1.2 : low, within(1e-12));
            double input = ((LinearLeak) system.neurons().of(i).drift()).input();
            if (network.label(i).matches("A1|C1")) {
                assertThat(input).isBetween(0.5, 1.5).isNotEqualTo(1);
            } else {
                assertThat(input).isEqualTo(1);
            }
        }
        double squares = 2 * Math.pow(0.9 - low, 2) + Math.pow(1.0 - low, 2) + 2 * 0.1 * 0.1;
        assertThat(study.heterogeneity(network).get(1))
                .isEqualTo(String.format(
                        java.util.Locale.ROOT,
                        "heterogeneity.threshold of 5 neurons as 2 types: root mean square distance %.3g, largest %.3g",
                        Math.sqrt(squares / 5),
                        0.1));
        // as many types as values: nothing is lost, and twice as many change nothing
        assertThat(study(LEVELS.formatted(4)).heterogeneity(network).get(1)).contains("distance 0.00, largest 0.00");
    }

    @Test
    void whatTypesCostIsTold() throws IOException {
        StudyResult result = study(LEVELS.formatted(2)).run();
        String told = result.stages().stream()
                .filter(stage -> stage.name().equals("heterogeneity"))
                .findFirst()
                .orElseThrow()
                .summary();
        assertThat(told).contains("as 2 types", "twice as many types change the mean-field rate by 0.0");
        // the same change from two studies
        double[] two = result.meanField().orElseThrow().rate();
        StudyResult exact = study(LEVELS.formatted(4)).run();
        double[] four = exact.meanField().orElseThrow().rate();
        double largest = IntStream.range(0, two.length)
                .mapToDouble(k -> Math.abs(two[k] - four[k]))
                .max()
                .orElseThrow();
        double said = Double.parseDouble(told.replaceAll(".*rate by (\\S+) at most", "$1"));
        assertThat(said).isCloseTo(largest, within(0.1 * largest));
        assertThat(largest).isGreaterThan(1e-3);
        assertThat(exact.stages().toString()).contains("mean-field rate by 0.0 at most");
    }

    @Test
    void heterogeneityThatCannotBeIsRefused() {
        String[][] cases = {
            {"heterogeneity: {threshold: {types: 3}}\n", "either from a law, with a seed, or from a column"},
            {"heterogeneity: {reset: {types: 3}}\n", "reset"},
            {
                "heterogeneity: {input: {law: {family: point, at: 1}, seed: 1, group: lefd}}\n",
                "no group is called 'lefd'; did you mean left"
            },
            {"heterogeneity: {input: {law: {family: point, at: 1}, seed: 1, types: 0}}\n", "types"},
            {
                "heterogeneity: {threshold: {column: {file: neurons.csv, neuron: name, column: side}}}\n",
                "says 'left', which is no number, of neuron A1"
            },
        };
        for (String[] one : cases) {
            assertThatThrownBy(() -> {
                        Study study = study(GROUPS + one[0]);
                        study.problem(study.network().network());
                    })
                    .hasMessageContaining(one[1]);
        }
        assertThatThrownBy(() -> study(
                        yaml -> yaml.replace(
                                "{family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}",
                                "{family: constant, rate: 2}"),
                        "heterogeneity: {threshold: {law: {family: point, at: 1}, seed: 1}}\n"))
                .hasMessageContaining("has no threshold that may differ");
    }
}
